package ink

import (
	"image"
	"math"

	"vanthu/corpus"
)

// The correlations from which a mark can be a digit of a face, and from which
// it surely is one. Of 5,000 cells of handwritten digits (two or three of MNIST,
// brought to the height and base line of print) 13 passed for print by all the
// tests, 2 of them for other digits than they were.
const (
	alike  = 0.80
	surely = 0.85
)

// A reading is what the marks of a cell look like.
type reading struct {
	text   string  // the digits of faces that they look like most
	least  float64 // likeness of the one that looks least like its digit
	tight  float64 // least lead over the next digit
	off    float64 // farthest that a mark is off the print's height or base line, in heights of a digit
	uneven float64 // how far the marks differ in height and base line among themselves
	stroke float64 // width of their strokes through that of the print
	marks  int
}

// read holds each mark against the faces.
func (v *view) read() reading {
	r := reading{least: 1, tight: 1, marks: len(v.marks)}
	var text []byte
	area, edge := 0, 0
	least, most := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for i, p := range v.marks {
		area += p.area
		edge += p.edge
		x, _ := centre(p)
		tall := float64(p.high()) / v.high
		low := (float64(p.box.Max.Y) - v.base(x)) / v.high
		r.off = max(r.off, math.Abs(tall-1), math.Abs(low))
		for k, value := range [2]float64{tall, low} {
			least[k], most[k] = min(least[k], value), max(most[k], value)
		}
		matches := v.split(p)
		if i == len(v.marks)-1 && !v.slash && float64(p.box.Max.X) > v.right-0.2*v.em && float64(p.wide()) > 0.85*v.high {
			matches = v.withoutSlash(p, matches)
		}
		for _, m := range matches {
			text = append(text, m.digit)
			r.least = min(r.least, m.like)
			r.tight = min(r.tight, m.like-m.next)
		}
	}
	r.uneven = max(most[0]-least[0], most[1]-least[1])
	r.stroke = 2 * float64(area) / float64(max(edge, 1)) / v.stroke
	if len(text) <= mostDigits {
		r.text = string(text)
	} else {
		r.least = 0
	}
	return r
}

// split matches a mark; one that is too wide for a digit is taken for touching
// digits of equal width.
func (v *view) split(p part) []match {
	n := max(int(math.Round(float64(p.wide())/(digitAdvance/digitHeight*float64(p.high())))), 1)
	if float64(p.wide()) < 1.05*float64(p.high()) {
		n = 1
	}
	var all []match
	for i := range min(n, mostDigits) {
		box := p.box
		box.Min.X = p.box.Min.X + p.wide()*i/n
		box.Max.X = p.box.Min.X + p.wide()*(i+1)/n
		all = append(all, matchOf(v.alone(p, box)))
	}
	return all
}

// withoutSlash matches a mark that the slash before the symbol touches: what is
// left of a cut through it, where that is surely a digit.
func (v *view) withoutSlash(p part, whole []match) []match {
	best := match{}
	for wide := 0.45 * v.high; wide < 0.8*v.high; wide++ {
		box := p.box
		box.Max.X = min(box.Max.X, box.Min.X+int(wide))
		if m := matchOf(v.alone(p, box)); m.like > best.like {
			best = m
		}
	}
	if best.like < surely {
		return whole
	}
	return []match{best}
}

// alone is the ink of part p within box, with a rim of paper, and the box in it:
// what stands beside a digit is no part of its shape.
func (v *view) alone(p part, box image.Rectangle) (ink []float64, stride int, inner image.Rectangle) {
	const rim = 2
	stride = box.Dx() + 2*rim
	ink = make([]float64, stride*(box.Dy()+2*rim))
	for y := range box.Dy() + 2*rim {
		for x := range stride {
			u, w := box.Min.X+x-rim, box.Min.Y+y-rim
			if u < 0 || w < 0 || u >= v.wide || w >= v.rows {
				continue
			}
			if u >= box.Max.X && box.Max.X < p.box.Max.X || u < box.Min.X && box.Min.X > p.box.Min.X {
				continue // beyond a cut
			}
			if label := v.labels[w*v.wide+u]; label == p.label || label == 0 && image.Pt(u, w).In(p.box.Inset(-1)) || label == p.also {
				ink[y*stride+x] = v.ink[w*v.wide+u]
			}
		}
	}
	return ink, stride, image.Rect(rim, rim, rim+box.Dx(), rim+box.Dy())
}

// verdict weighs a reading. Print must pass every test; what fails them by far
// was written. Between the two nothing is said.
func (r reading) verdict(coloured bool) (corpus.Ink, float64) {
	regular := r.least >= surely && r.tight >= 0.03
	switch {
	case regular && r.off <= 0.13 && r.stroke >= 0.72 && r.stroke <= 1.3 && !coloured:
		return corpus.Printed, min(0.8+(r.least-surely)*1.5, 0.98)
	case regular && r.marks > 1 && r.uneven <= 0.08 && // a lone mark is even with itself
		r.stroke >= 0.6 && r.stroke <= 1.7:
		return corpus.Stamped, 0.75
	}
	doubts := 0
	for _, doubt := range [...]bool{r.least < 0.7, r.off > 0.25, r.stroke > 1.5 || r.stroke < 0.65, coloured, r.uneven > 0.2} {
		if doubt {
			doubts++
		}
	}
	switch doubts {
	case 0:
		return corpus.UnknownInk, 0.5
	case 1:
		return corpus.Handwritten, 0.7
	}
	return corpus.Handwritten, min(0.7+0.1*float64(doubts), 0.95)
}
