package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/sandbox"
)

const pdfType = "application/pdf"

// maxDrawn bounds the pixels of a drawn page; A2 at 200 dpi has 15 million. A
// larger page is drawn at a lower resolution, so that a MediaBox of 14,400
// points a side costs no more than a map.
const maxDrawn = 32_000_000

// maxPages bounds the pages of one file.
const maxPages = 50_000

// A sheet is what pdfinfo tells about one page and its file.
type sheet struct {
	pages         int     // of the file
	width, height float64 // of the page in points, as seen: after its rotation
}

// inspect asks pdfinfo about a page.
func inspect(ctx context.Context, path string, number int) (sheet, error) {
	whole, err := filepath.Abs(path)
	if err != nil {
		return sheet{}, fmt.Errorf("path of %s: %w", path, err)
	}
	var out bytes.Buffer
	n := strconv.Itoa(number)
	if err := sandbox.Tool(ctx, infoLimits, nil, &out, "pdfinfo", "-enc", "UTF-8", "-f", n, "-l", n, whole); err != nil {
		return sheet{}, err
	}
	s := parseInfo(out.String())
	switch {
	case s.pages == 0:
		return sheet{}, &corpus.Problem{Kind: corpus.Empty, Message: "a PDF without pages"}
	case s.pages > maxPages:
		return sheet{}, &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("%d pages, the limit is %d", s.pages, maxPages)}
	}
	return s, nil
}

// parseInfo reads the lines of pdfinfo that matter:
//
//	Pages:           10
//	Page    3 size:  595.44 x 842.04 pts (A4)
//	Page    3 rot:   90
//
// The document's own title comes before them in the same form ("Title: Pages: 3"),
// on a line that begins with its key.
func parseInfo(text string) sheet {
	var s sheet
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(line, ":")
		words, values := strings.Fields(key), strings.Fields(value)
		switch {
		case len(values) == 0:
		case key == "Pages":
			s.pages, _ = strconv.Atoi(values[0])
		case len(words) == 3 && words[0] == "Page" && words[2] == "size" && len(values) >= 3:
			s.width, s.height = points(values[0]), points(values[2])
		case len(words) == 3 && words[0] == "Page" && words[2] == "rot":
			if values[0] == "90" || values[0] == "270" {
				s.width, s.height = s.height, s.width
			}
		}
	}
	return s
}

// points is a length of pdfinfo; 0 where it makes no sense ("nan", "-inf").
func points(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v > 0) || math.IsInf(v, 0) {
		return 0
	}
	return v
}

// resolution is the one at which a page of this size is drawn.
func (s sheet) resolution(want float64) float64 {
	pixels := s.width / 72 * want * s.height / 72 * want
	if pixels > maxDrawn {
		return max(want*math.Sqrt(maxDrawn/pixels), 1)
	}
	return want
}

// seePDF recognises a page of a PDF from its drawing; a scan, where it is to be
// bare, without annotations.
func seePDF(ctx context.Context, path string, number int, bare bool) (corpus.Page, error) {
	s, err := inspect(ctx, path, number)
	if err != nil {
		return corpus.Page{}, err
	}
	if err := within(number, s.pages); err != nil {
		return corpus.Page{}, err
	}
	scan, err := largestImage(ctx, path, number)
	if err != nil {
		return corpus.Page{}, err
	}
	own := scan.over(s)
	d := drawing{number: number, dpi: s.resolution(drawAt(own, number)), bare: bare && own > 0, gray: own > 0 && scan.gray}
	d.pixels = s.pixels(d.dpi)
	pic, err := draw(ctx, path, d)
	if err != nil {
		return corpus.Page{}, err
	}
	pic.width, pic.height = s.width, s.height
	return see(ctx, number, pic)
}

// drawAt is the resolution at which a page is drawn whose scan has own dpi (0:
// it is no scan): the one it is read at; for the first page, whose fields are
// looked at closely, all that there is; and for a scan that must be enlarged its
// own, since poppler enlarges it coarsely.
func drawAt(own float64, number int) float64 {
	switch {
	case own > 0 && own < 150:
		return max(own, 50)
	case number > 1:
		return lookAt(own)
	case own <= 0:
		return pictureDPI
	}
	return min(own, pictureDPI)
}

// A placed is an image on a page of a PDF.
type placed struct {
	wide, high int     // pixels
	dpi        float64 // 0: unknown
	gray       bool    // as all images of the page are
}

// over is the resolution of the image if it covers the page as a scan does, else 0.
func (i placed) over(s sheet) float64 {
	if i.dpi <= 0 || s.width <= 0 || s.height <= 0 {
		return 0
	}
	a, b := float64(i.wide)/i.dpi*72, float64(i.high)/i.dpi*72
	// It can lie on its side.
	if min(a, b) < 0.85*min(s.width, s.height) || max(a, b) < 0.85*max(s.width, s.height) {
		return 0
	}
	return i.dpi
}

// largestImage asks pdfimages for the largest image on a page; none where there
// is none or where it cannot tell: a page that pdftoppm can draw is not lost for
// that.
func largestImage(ctx context.Context, path string, number int) (placed, error) {
	whole, err := filepath.Abs(path)
	if err != nil {
		return placed{}, fmt.Errorf("path of %s: %w", path, err)
	}
	var out bytes.Buffer
	n := strconv.Itoa(number)
	err = sandbox.Tool(ctx, infoLimits, nil, &out, "pdfimages", "-list", "-f", n, "-l", n, whole)
	var fault *corpus.Problem
	if err != nil && !errors.As(err, &fault) {
		return placed{}, err
	}
	return parseImages(out.String()), nil
}

// parseImages finds the largest image in the table of pdfimages -list:
//
//	page   num  type   width height color comp bpc  enc interp  object ID x-ppi y-ppi size ratio
//	--------------------------------------------------------------------------------------------
//	   1     0 image    1654  2339  gray    1   8  jpeg   no         6  0   200   200  170K 4.5%
func parseImages(table string) placed {
	largest := placed{gray: true}
	for line := range strings.Lines(table) {
		columns := strings.Fields(line)
		if len(columns) < 14 || columns[2] != "image" {
			continue
		}
		width, _ := strconv.Atoi(columns[3])
		height, _ := strconv.Atoi(columns[4])
		gray := largest.gray && columns[5] == "gray"
		if width > 0 && height > 0 && width*height > largest.wide*largest.high {
			largest = placed{wide: width, high: height, dpi: points(columns[12])}
		}
		largest.gray = gray
	}
	return largest
}

// pixels is about how many a page has that is drawn at a resolution; 0: unknown.
func (s sheet) pixels(at float64) int {
	return int(min(s.width/72*at*s.height/72*at*1.01, maxDrawn))
}

// A drawing is what pdftoppm is asked for.
type drawing struct {
	number int
	dpi    float64
	pixels int  // about; 0: unknown
	bare   bool // without annotations
	gray   bool // there is nothing else to see: a third of the bytes
}

// draw draws a page, cropped as a viewer shows it.
func draw(ctx context.Context, path string, d drawing) (*picture, error) {
	whole, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("path of %s: %w", path, err)
	}
	n := strconv.Itoa(d.number)
	args := []string{"-r", strconv.FormatFloat(d.dpi, 'f', 3, 64), "-cropbox", "-f", n, "-l", n}
	if d.bare {
		args = append(args, "-hide-annotations")
	}
	if d.gray {
		args = append(args, "-gray")
	}
	var ppm bytes.Buffer
	ppm.Grow(3*d.pixels + 4096) // to grow it by and by costs a tenth of the drawing
	// Without a root for its files pdftoppm writes to standard output; "-" would
	// make a file named "-.ppm".
	if err := sandbox.Tool(ctx, drawLimits, nil, &ppm, "pdftoppm", append(args, whole)...); err != nil {
		return nil, err
	}
	pic, err := readPNM(ppm.Bytes(), d.dpi, d.number == 1)
	if err != nil {
		return nil, &corpus.Problem{Kind: corpus.Malformed, Message: "pdftoppm drew no page: " + err.Error()}
	}
	return pic, nil
}
