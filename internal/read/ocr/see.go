package ocr

import (
	"bytes"
	"context"
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

// lookAt is the resolution of the first look at a page whose image has own dpi
// (0: unknown). An image that has about the right resolution is read as it is:
// scaled from 200 to 175 dpi, "Tổ công tác" became "Tố công tác".
func lookAt(own float64) float64 {
	if own >= 150 && own <= 220 {
		return own
	}
	return firstLook
}

// see recognises a picture, and looks again, from farther away, where the first
// reading is doubtful.
func see(ctx context.Context, number int, pic *picture) (corpus.Page, error) {
	page, err := look(ctx, number, pic, lookAt(pic.dpi))
	if err != nil {
		return page, err
	}
	if confidence(page) < doubtful {
		second, err := look(ctx, number, pic, secondLook)
		switch {
		case err == nil:
			page = merge(page, second)
		case ctx.Err() != nil:
			return page, ctx.Err()
		}
		// What was read once is not lost because it could not be read twice.
	}
	page.Cells = cells(ctx, pic, &page)
	return page, nil
}

// look lets Tesseract read a picture at a resolution.
func look(ctx context.Context, number int, pic *picture, dpi float64) (corpus.Page, error) {
	seen := &picture{gray: resize(pic.gray, dpi/pic.dpi), dpi: dpi}
	var pgm, tsv bytes.Buffer
	pgm.Grow(len(seen.gray.Pix) + 64)
	if err := seen.write(func(strip []byte) error { pgm.Write(strip); return nil }); err != nil {
		return corpus.Page{}, err
	}
	if err := sandbox.Tool(ctx, seeLimits, &pgm, &tsv, "tesseract", arguments("-", dpi)...); err != nil {
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
