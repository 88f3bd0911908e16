package ocr

import (
	"bytes"
	"context"
	"io"
	"strconv"

	"vanthu/corpus"
	"vanthu/internal/sandbox"
)

// The resolutions at which a page is read, in dots per inch: see doc.go.
const (
	firstLook  = 175
	secondLook = 120
)

// doubtful is the mean confidence of a page's words under which the page is
// read a second time: about a quarter of the pages of signed scans.
const doubtful = 0.93

// A painter writes a page as PGM at a resolution.
type painter func(ctx context.Context, w io.Writer, dpi float64) error

// lookAt is the resolution of the first look at a page whose image has own dpi
// (0: unknown). An image that has about the right resolution is read as it is:
// scaled from 200 to 175 dpi, "Tổ công tác" became "Tố công tác".
func lookAt(own float64) float64 {
	if own >= 150 && own <= 220 {
		return own
	}
	return firstLook
}

// see recognises what paint paints, whose image has own dpi, and looks again,
// from farther away, where the first reading is doubtful.
func see(ctx context.Context, number int, own float64, paint painter) (corpus.Page, error) {
	first, err := look(ctx, number, paint, lookAt(own))
	if err != nil || confidence(first) >= doubtful {
		return first, err
	}
	second, err := look(ctx, number, paint, secondLook)
	if err != nil {
		// What was read once is not lost because it could not be read twice.
		return first, ctx.Err()
	}
	return merge(first, second), nil
}

// look lets Tesseract read a painting as it comes, so that no copy of it is
// kept here or on disk.
func look(ctx context.Context, number int, paint painter, dpi float64) (corpus.Page, error) {
	drawing, canvas := io.Pipe()
	drawn := make(chan struct{})
	go func() {
		defer close(drawn)
		// Tesseract's reading ends with the painter's error, and Tool hands an
		// error of its input back as it is.
		canvas.CloseWithError(paint(ctx, canvas, dpi))
	}()
	var tsv bytes.Buffer
	err := sandbox.Tool(ctx, seeLimits, drawing, &tsv, "tesseract", arguments("-", dpi)...)
	drawing.CloseWithError(io.ErrClosedPipe) // ends the painter where Tesseract died before it
	<-drawn
	if err != nil {
		return corpus.Page{}, err
	}
	return parse(tsv.String(), number, dpi)
}

// arguments of Tesseract for an image at source, "-" for standard input.
func arguments(source string, dpi float64) []string {
	return []string{source, "-", "-l", language, "--psm", "3", "--dpi", strconv.Itoa(int(dpi + 0.5)), "tsv"}
}

// confidence is the mean of the words' confidences; 0 where there is none.
func confidence(p corpus.Page) float64 {
	sum := 0.0
	for _, w := range p.Words {
		sum += w.Confidence
	}
	return sum / float64(max(len(p.Words), 1))
}
