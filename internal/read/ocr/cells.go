package ocr

import (
	"bytes"
	"context"
	"image"
	"math"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/hand"
	"vanthu/internal/read/ink"
	"vanthu/internal/sandbox"
)

// cells looks at the fields of the form on a page whose words are known. pic is
// what they were read from, in the best resolution there is.
//
// What is not print goes to the reader of handwriting. What that does not settle
// either is read once more, all cells of the page in one run of Tesseract that
// may see nothing but digits: it takes ten times as long, and has handwriting
// right one time of ten. Where that run fails, nothing that is known is lost.
func cells(ctx context.Context, pic *picture, page *corpus.Page) []corpus.Cell {
	if page.Number != 1 {
		return nil
	}
	raster := ink.Picture{Gray: pic.gray}
	if pic.color != nil {
		raster.Colour = pic.color
	}
	var seen []ink.Seen
	for _, site := range ink.Locate(page) {
		seen = append(seen, ink.Look(raster, site))
	}
	again := column{}
	var reader *hand.Reader
	for i := range seen {
		c := &seen[i]
		if c.Digits == nil || c.Ink == corpus.Printed {
			continue
		}
		if reader == nil {
			reader = hand.NewReader(hand.Trained())
		}
		if best := byHand(reader, c); c.Ink != corpus.Handwritten || best < settled {
			again.add(i, c.Digits, c.High)
		}
	}
	for i, c := range again.read(ctx) {
		seen[i].Candidates = agreed(seen[i].Candidates, c)
	}
	var found []corpus.Cell
	for _, s := range seen {
		found = append(found, s.Cell)
	}
	return found
}

// settled is how sure the reader of handwriting must be for Tesseract not to be
// asked besides.
const settled = 0.9

// byHand adds what the reader of handwriting makes of a cell, and gives how sure
// it is of the likeliest.
func byHand(reader *hand.Reader, seen *ink.Seen) float64 {
	kind := hand.Sequence
	switch seen.Kind {
	case corpus.CellDay:
		kind = hand.Day
	case corpus.CellMonth:
		kind = hand.Month
	}
	w := seen.Window
	reading := reader.Read(hand.Field{Picture: w.Gray, Top: w.Top, Low: w.Low, High: seen.High}, kind)
	seen.Mass = reading.Mass
	best := 0.0
	for _, c := range reading.Candidates {
		sure := math.Round(1000*c.P*reading.Mass*leftOf(seen)) / 1000
		if sure < leastSure {
			break
		}
		best = max(best, sure)
		seen.Candidates = append(seen.Candidates, corpus.Candidate{Value: c.Text, Evidence: corpus.EvidenceHand, Confidence: sure})
	}
	return best
}

// leftOf is what is left of the probability of what was read in a cell: digits
// that are struck out, or not all of which can be seen, are mostly not the value.
func leftOf(seen *ink.Seen) float64 {
	if seen.Spoiled {
		return 0.5
	}
	return 1
}

// leastSure is the probability from which a reading is kept.
const leastSure = 0.005

// agreed adds a candidate; two readings that agree are one that is surer.
func agreed(all []corpus.Candidate, c corpus.Candidate) []corpus.Candidate {
	for i, old := range all {
		if old.Value == c.Value && old.Evidence == c.Evidence {
			all[i].Confidence = max(old.Confidence, c.Confidence)
			return all
		}
	}
	return append(all, c)
}

// The measures of a column in pixels: digits as high as Tesseract likes them.
const (
	digitPixels = 32
	columnGap   = 48
	columnRim   = 24
	columnWidth = 400
)

// A column is pictures of digits one under the other.
type column struct {
	rows []entry
	high int
}

type entry struct {
	cell   int
	pixels *image.Gray
	top    int
}

// add puts the digits of a cell under the others, print of height high scaled
// to digitPixels.
func (c *column) add(cell int, digits *image.Gray, high float64) {
	by := min(digitPixels/high, float64(columnWidth-2*columnRim)/float64(digits.Rect.Dx()))
	scaled := resize(digits, by)
	c.rows = append(c.rows, entry{cell: cell, pixels: scaled, top: c.high + columnRim})
	c.high += scaled.Rect.Dy() + columnGap
}

// read reads the column and gives a candidate for each cell that holds digits.
func (c *column) read(ctx context.Context) map[int]corpus.Candidate {
	if len(c.rows) == 0 {
		return nil
	}
	img := image.NewGray(image.Rect(0, 0, columnWidth, c.high+columnRim))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for _, r := range c.rows {
		for y := range r.pixels.Rect.Dy() {
			copy(img.Pix[img.PixOffset(columnRim, r.top+y):], r.pixels.Pix[y*r.pixels.Stride:y*r.pixels.Stride+r.pixels.Rect.Dx()])
		}
	}
	var pgm, tsv bytes.Buffer
	if err := (&picture{gray: img}).write(func(strip []byte) error { pgm.Write(strip); return nil }); err != nil {
		return nil
	}
	err := sandbox.Tool(ctx, seeLimits, &pgm, &tsv, "tesseract", "-", "-", "-l", language, "--psm", "6", "--dpi", "300",
		"-c", "tessedit_char_whitelist=0123456789", "tsv")
	if err != nil {
		return nil
	}
	page, err := parse(tsv.String(), 1, 300)
	if err != nil {
		return nil
	}
	found := make(map[int]corpus.Candidate)
	for _, w := range page.Words {
		middle := (w.Box[1] + w.Box[3]) / 2 * float64(img.Rect.Dy())
		for _, r := range c.rows {
			if middle < float64(r.top) || middle > float64(r.top+r.pixels.Rect.Dy()) {
				continue
			}
			digits := strings.Trim(page.Text[w.Start:w.End], " ")
			if old, twice := found[r.cell]; twice {
				digits = old.Value + digits
				w.Confidence = min(w.Confidence, old.Confidence)
			}
			found[r.cell] = corpus.Candidate{Value: digits, Evidence: corpus.EvidenceCell, Confidence: w.Confidence}
		}
	}
	return found
}
