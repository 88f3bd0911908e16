package ink

import (
	"image"
	"math"
	"slices"

	"vanthu/corpus"
)

// A Picture is a page as it was recognised. The boxes of words are fractions of
// both images, which may differ in size.
type Picture struct {
	Gray   *image.Gray
	Colour image.Image // nil where it is not known
}

// mostDigits bounds what a cell can hold: the longest number has six.
const mostDigits = 6

// A Seen is a cell as it was looked at.
type Seen struct {
	corpus.Cell
	// Digits is what is written in the cell and nothing of what stands around
	// it, on white, in the resolution of the picture; nil where that is nothing.
	// This is what a recogniser of digits takes.
	Digits *image.Gray
	High   float64 // of a printed digit beside the cell, in pixels of Digits
	Window Window  // what a reader of handwriting takes; empty where Digits is nil
	// Spoiled: a line is drawn through the digits, or one of them stands on the
	// print beside the cell. They may be read well and yet not be the value.
	Spoiled bool
}

// A Window is the cell with all that stands in it and a little of the print on
// both sides. Marks that were cut out of it are no longer told from what they
// touch: a 1 before the slash, a 4 whose bar runs into it.
type Window struct {
	Gray     *image.Gray // dark on white
	Top, Low float64     // rows between which nearly all ink of the marks lies
}

// Look tells how the digits of a cell came onto the paper and which digits of a
// type face they look like: the only candidate, where they look like any.
func Look(pic Picture, site Site) Seen {
	v := see(pic, site)
	seen := Seen{Cell: corpus.Cell{Kind: site.Kind, Box: v.crop(pic, site), Ink: corpus.UnknownInk}, High: v.high}
	if v.wide == 0 || !v.found {
		return seen
	}
	if len(v.marks) == 0 && !v.crossed {
		seen.Ink, seen.Sure = corpus.NoInk, 0.9
		return seen
	}
	r := v.read()
	coloured := pic.Colour != nil && v.coloured(pic)
	seen.Ink, seen.Sure = r.verdict(coloured)
	if v.crossed && seen.Ink != corpus.Handwritten {
		seen.Ink, seen.Sure, r.least = corpus.UnknownInk, 0.5, 0
	}
	seen.Sure = rounded(seen.Sure)
	if len(v.marks) > 0 {
		seen.Digits, seen.Window, seen.Spoiled = v.digits(), v.window(), v.overlaid || v.struck()
	}
	if r.least >= alike {
		seen.Candidates = []corpus.Candidate{{Value: r.text, Evidence: corpus.EvidenceCell, Confidence: rounded(r.least)}}
	}
	return seen
}

// Open is what Look gives as Window and High, without a look at what the marks
// are; false where there are none.
func Open(pic Picture, site Site) (w Window, high float64, ok bool) {
	v := see(pic, site)
	if v.wide == 0 || !v.found || len(v.marks) == 0 {
		return w, v.high, false
	}
	return v.window(), v.high, true
}

// rounded keeps two digits: more are not known, and a record is compared by bytes.
func rounded(v float64) float64 { return math.Round(v*100) / 100 }

// digits draws the marks alone, with a rim of half a digit.
func (v *view) digits() *image.Gray {
	around := v.marks[0].box
	for _, p := range v.marks {
		around = around.Union(p.box)
	}
	rim := int(v.high/2) + 2
	out := image.NewGray(image.Rect(0, 0, around.Dx()+2*rim, around.Dy()+2*rim))
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	for _, p := range v.marks {
		ink, stride, inner := v.alone(p, p.box)
		for i, level := range ink {
			x, y := i%stride-inner.Min.X+p.box.Min.X-around.Min.X+rim, i/stride-inner.Min.Y+p.box.Min.Y-around.Min.Y+rim
			at := out.PixOffset(x, y)
			out.Pix[at] = min(out.Pix[at], uint8(255-255*level))
		}
	}
	return out
}

// window is the cell between its bounds and up to half a letter beyond, but of
// the blank beside the marks no more than a letter.
func (v *view) window() Window {
	around := v.marks[0].box
	rows := make([]int, v.rows+1) // ink of the marks above each row
	for _, p := range v.marks {
		around = around.Union(p.box)
	}
	for y := range v.rows {
		rows[y+1] = rows[y]
		for _, label := range v.labels[y*v.wide : (y+1)*v.wide] {
			if label > 0 && slices.ContainsFunc(v.marks, func(p part) bool { return label == p.label || label == p.also }) {
				rows[y+1]++
			}
		}
	}
	rim := int(v.high/2) + 2
	left, right := v.left-beyond*v.em, v.right+beyond*v.em
	if !v.crossed { // what crosses a bound is no mark, but to be seen whole
		left, right = max(left, float64(around.Min.X)-v.em), min(right, float64(around.Max.X)+v.em)
	}
	r := image.Rect(min(int(left), around.Min.X-2), around.Min.Y-rim, max(int(right), around.Max.X+2), around.Max.Y+rim)
	w := Window{Gray: image.NewGray(image.Rect(0, 0, r.Dx(), r.Dy()))}
	for y := range r.Dy() {
		for x := range r.Dx() {
			level := uint8(255)
			if at := image.Pt(r.Min.X+x, r.Min.Y+y); at.In(image.Rect(0, 0, v.wide, v.rows)) {
				level = uint8(255 - 255*v.ink[at.Y*v.wide+at.X])
			}
			w.Gray.Pix[y*w.Gray.Stride+x] = level
		}
	}
	// A long tail says nothing of the size.
	all := rows[v.rows]
	top, _ := slices.BinarySearch(rows, all/50+1)
	low, _ := slices.BinarySearch(rows, all-all/50)
	w.Top, w.Low = float64(top-1-r.Min.Y), float64(low-r.Min.Y)
	return w
}

// beyond is how much of the print beside the cell a window shows, in em.
const beyond = 0.45

// crop is what a person is shown of the cell: its ink with a rim.
func (v *view) crop(pic Picture, site Site) corpus.Box {
	box := site.Box
	rim := corpus.Box{-0.3 * site.Em, 0, 0.3 * site.Em, 0}
	wide, high := float64(pic.Gray.Rect.Dx()), float64(pic.Gray.Rect.Dy())
	rim[1], rim[3] = rim[0]*wide/high, rim[2]*wide/high
	for _, p := range v.marks {
		r := p.box.Add(v.at)
		box = box.Union(corpus.Box{float64(r.Min.X) / wide, float64(r.Min.Y) / high, float64(r.Max.X) / wide, float64(r.Max.Y) / high})
	}
	for i := range box {
		box[i] = math.Round(min(max(box[i]+rim[i], 0), 1)*1e5) / 1e5
	}
	return box
}

// coloured says whether the ink of the cell has a colour that the print beside
// it has not: a blue pen, the violet of a numerator.
func (v *view) coloured(pic Picture) bool {
	bounds := pic.Colour.Bounds()
	byWidth := float64(bounds.Dx()) / float64(pic.Gray.Rect.Dx())
	byHeight := float64(bounds.Dy()) / float64(pic.Gray.Rect.Dy())
	saturation := func(parts []part) float64 {
		var all []float64
		for _, p := range parts {
			for y := p.box.Min.Y; y < p.box.Max.Y; y++ {
				for x := p.box.Min.X; x < p.box.Max.X; x++ {
					if v.ink[y*v.wide+x] < 0.8 {
						continue
					}
					r, g, b, _ := pic.Colour.At(
						bounds.Min.X+int((float64(v.at.X+x)+0.5)*byWidth), bounds.Min.Y+int((float64(v.at.Y+y)+0.5)*byHeight)).RGBA()
					all = append(all, float64(max(r, g, b)-min(r, g, b))/0x101)
				}
			}
		}
		return median(all)
	}
	var print []part
	for _, p := range v.parts {
		if x, _ := centre(p); x > v.right+0.5*v.em && float64(p.high()) > 0.5*v.high && !slices.ContainsFunc(v.marks, func(m part) bool { return m.label == p.label }) {
			print = append(print, p)
		}
	}
	return saturation(v.marks) > saturation(print)+45
}
