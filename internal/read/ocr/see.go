package ocr

import (
	"bytes"
	"context"
	"image"
	"math"
	"strconv"

	"vanthu/corpus"
	"vanthu/internal/sandbox"
	"vanthu/internal/vntext"
)

// The resolutions at which a page is read, in dots per inch: see doc.go.
const (
	firstLook  = 175
	secondLook = 120
	largeLook  = 210 // the first one at a small photograph
)

// photograph is the resolution under which a picture has to be enlarged so much
// that one reading is not enough, however sure it is of itself.
const photograph = 110

// coarse is the resolution from which two readings of a small photograph are
// enough: poor scanners' pages among them.
const coarse = 90

// sharpLooks are the further readings of a small photograph, through unsharp
// masks; sigma is in pixels of the photograph.
var sharpLooks = [...]struct{ dpi, sigma, times float64 }{
	{firstLook, 1, 1},
	{largeLook, 1.5, 2},
}

// doubtful is the mean confidence of a page's words under which the page is
// read a second time: about a quarter of the pages of signed scans.
const doubtful = 0.90

// lookAt is the resolution of the first look at a page whose image has own dpi
// (0: unknown). An image that has about the right resolution is read as it is:
// scaled from 200 to 175 dpi, "Tổ công tác" became "Tố công tác".
func lookAt(own float64) float64 {
	if own >= 150 && own <= 220 {
		return own
	}
	return firstLook
}

// see recognises a picture. An empty page is not read at all; one that lies on
// its side or on its head is turned; where the first reading is doubtful the
// page is looked at again from farther away, and a small photograph is looked at
// again in any case.
func see(ctx context.Context, number int, pic *picture) (corpus.Page, error) {
	pale := pic.withoutRed()
	s := surveyOf(pale)
	if s.blank() {
		page := corpus.Page{Number: number, Method: corpus.MethodOCR}
		page.Width, page.Height = pic.size()
		return page, nil
	}
	var turned orientation
	if s.sideways() {
		turned = quarterRight
		pic, pale = pic.turned(turned), pale.turned(turned)
		s = surveyOf(pale)
	}
	light := pale.lit(&s)
	// A poster of few dpi is no photograph: it has pixels enough.
	small := pic.dpi < photograph && pic.reaching(largeLook) == largeLook
	dpi := lookAt(pic.dpi)
	if small {
		dpi = largeLook
	}
	page, err := look(ctx, number, light, s.tilt(), dpi)
	if err != nil {
		return page, err
	}
	if len(s.marks) > fewMarks && garbage(page) {
		other, err := look(ctx, number, light.turned(onItsHead), s.tilt(), dpi)
		if ctx.Err() != nil {
			return page, ctx.Err()
		}
		if err == nil && gain(other) > gain(page)+1 && !garbage(other) {
			page, light, pic, turned = other, light.turned(onItsHead), pic.turned(onItsHead), turned.andOver()
		}
	}
	// What was read once is not lost because it could not be read twice.
	var more []corpus.Page
	switch {
	case small:
		looks := sharpLooks[:]
		if pic.dpi >= coarse {
			looks = looks[:1]
		}
		for _, mask := range looks {
			by := mask.dpi / light.dpi
			if sharp, err := look(ctx, number, light.scaled(by).sharpened(mask.sigma*by, mask.times), s.tilt(), mask.dpi); err == nil {
				more = append(more, sharp)
			}
		}
	case confidence(page) < doubtful:
		if second, err := look(ctx, number, light, s.tilt(), secondLook); err == nil {
			more = append(more, second)
		}
	}
	if ctx.Err() != nil {
		return page, ctx.Err()
	}
	page = ballot{small}.merge(page, more...)
	if number == 1 {
		page = partHead(page)
	}
	page.Width, page.Height = pic.size()
	if turned != 0 {
		page.Findings = append(page.Findings, corpus.Finding{
			Code: codeTurned, Message: turnedMessage(turned), Page: number,
		})
	}
	page.Cells = cells(ctx, pic, &page)
	return page, ctx.Err() // of a page whose cells were not read for that, nothing is kept
}

// garbage tells whether what was read is no text: most words are neither
// syllables nor sure.
func garbage(p corpus.Page) bool {
	return confidence(p) < 0.7 && vntext.MeasureText(p.Text).Share() < 0.6
}

// look lets Tesseract read a picture at a resolution, after it was turned
// counterclockwise by some degrees. The boxes are those on the picture as it is.
func look(ctx context.Context, number int, pic *picture, degrees, dpi float64) (corpus.Page, error) {
	dpi = pic.reaching(dpi)
	gray := resize(pic.gray, dpi/pic.dpi)
	if degrees != 0 {
		gray = rotated(gray, degrees)
	}
	var pgm, tsv bytes.Buffer
	pgm.Grow(len(gray.Pix) + 64)
	if err := (&picture{gray: gray}).write(func(strip []byte) error { pgm.Write(strip); return nil }); err != nil {
		return corpus.Page{}, err
	}
	if err := sandbox.Tool(ctx, seeLimits, &pgm, &tsv, "tesseract", arguments("-", dpi)...); err != nil {
		return corpus.Page{}, err
	}
	page, err := parse(tsv.String(), number, dpi)
	if err == nil && degrees != 0 {
		turnBack(&page, gray.Rect, degrees)
	}
	return page, err
}

// turnBack leads the boxes of a page that was read turned counterclockwise by
// some degrees to the page as it is. Their sizes stay: the angle is small.
func turnBack(p *corpus.Page, read image.Rectangle, degrees float64) {
	wide, high := float64(read.Dx()), float64(read.Dy())
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	back := func(b corpus.Box) corpus.Box {
		x, y := ((b[0]+b[2])/2-0.5)*wide, ((b[1]+b[3])/2-0.5)*high
		dx := (x*cos-y*sin)/wide + 0.5 - (b[0]+b[2])/2
		dy := (x*sin+y*cos)/high + 0.5 - (b[1]+b[3])/2
		return corpus.Box{fraction(b[0]+dx, 1), fraction(b[1]+dy, 1), fraction(b[2]+dx, 1), fraction(b[3]+dy, 1)}
	}
	for i := range p.Words {
		p.Words[i].Box = back(p.Words[i].Box)
	}
	for i, l := range p.Lines {
		if l.Box != nil {
			p.Lines[i].Box = p.BoxOf(l.Start, l.End)
		}
	}
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
