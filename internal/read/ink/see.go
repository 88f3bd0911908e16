package ink

import (
	"image"
	"math"

	"vanthu/corpus"
)

// A view is what is seen of a cell, in pixels of the picture.
type view struct {
	strip
	em     float64 // size of the type
	high   float64 // of a digit, as the print beside the cell has it
	stroke float64 // width of the strokes there
	base   func(x float64) float64
	found  bool // print to measure against was found

	left, right float64 // bounds of the cell
	slash       bool    // the slash before the symbol was found, by itself
	crossed     bool    // something stands in it by half
	overlaid    bool    // by half, and by half on the letters beyond the slash
	marks       []part  // ink in the cell, from left to right, without specks, dots and lines
}

// see cuts the strip of a cell and the print beside it and finds the bounds.
func see(pic Picture, site Site) view {
	wide, high := float64(pic.Gray.Rect.Dx()), float64(pic.Gray.Rect.Dy())
	em := site.Em * wide
	box := image.Rect(
		int(site.Box[0]*wide-0.8*em), int(site.Box[1]*high-0.7*em),
		int(max(site.Box[2], site.Beside[2])*wide+0.3*em), int(site.Box[3]*high+0.7*em))
	v := view{em: em}
	if em < 6 {
		return v // too small to see strokes
	}
	v.strip = cut(pic.Gray, box)
	if v.wide == 0 {
		return v
	}
	x := func(fraction float64) float64 { return fraction*wide - float64(v.at.X) }
	v.slash = site.Kind != corpus.CellNumber // a date has none to be found
	v.left, v.right = x(site.Box[0]), x(site.Box[2])
	v.measure(x(site.Beside[0]), x(site.Beside[2]), site.Beside[1]*high-float64(v.at.Y), site.Beside[3]*high-float64(v.at.Y))
	if v.found {
		v.bound(site.Kind)
		v.collect(site.Kind)
	}
	return v
}

// measure takes height, base line and stroke of the print between left and right.
func (v *view) measure(left, right, top, bottom float64) {
	var heights, strokes []float64
	var print []part
	for _, p := range v.parts {
		cx, cy := centre(p)
		if cx < left || cx > right || cy < top-0.3*v.em || cy > bottom+0.3*v.em || float64(p.high()) < 0.4*v.em || float64(p.high()) > 1.1*v.em {
			continue
		}
		print = append(print, p)
		heights = append(heights, float64(p.high()))
	}
	v.high = median(heights)
	var even []part
	for _, p := range print {
		if math.Abs(float64(p.high())-v.high) <= max(0.12*v.high, 1.5) {
			even = append(even, p)
			strokes = append(strokes, p.stroke())
		}
	}
	if len(even) < 2 {
		return
	}
	v.found = true
	v.stroke = median(strokes)
	var upright []part // letters along the whole line
	for _, p := range v.parts {
		if _, cy := centre(p); cy > top-0.3*v.em && cy < bottom+0.3*v.em && float64(p.high()) >= 0.6*v.high && float64(p.high()) <= 1.2*v.high {
			upright = append(upright, p)
		}
	}
	v.base = baseline(even, upright)
}

func centre(p part) (x, y float64) {
	return float64(p.box.Min.X+p.box.Max.X) / 2, float64(p.box.Min.Y+p.box.Max.Y) / 2
}

// baseline is the line under print: the median of its places above a slope that
// is the median of those between letters along the line. The print may be four
// digits far from the cell; their own slope would be off by a pixel in four.
func baseline(print, letters []part) func(x float64) float64 {
	var slopes []float64
	for i, a := range letters {
		for _, b := range letters[i+1:] {
			ax, _ := centre(a)
			bx, _ := centre(b)
			if bx-ax > 3*float64(a.high()) {
				slopes = append(slopes, float64(b.box.Max.Y-a.box.Max.Y)/(bx-ax))
			}
		}
	}
	slope := min(max(median(slopes), -0.05), 0.05)
	var at []float64
	for _, p := range print {
		x, _ := centre(p)
		at = append(at, float64(p.box.Max.Y)-slope*x)
	}
	base := median(at)
	return func(x float64) float64 { return base + slope*x }
}

// bound sets the far bound of a number to the slash before the symbol: the
// width of the symbol tells where it is only to half a letter.
func (v *view) bound(kind string) {
	if kind != corpus.CellNumber {
		return
	}
	best := 0.8 * v.em
	bound := v.right
	for _, p := range v.parts {
		x, _ := centre(p)
		if d := math.Abs(x - v.right - 0.14*v.em); d < best && v.isSlash(p) {
			best, bound = d, float64(p.box.Min.X)+0.1*float64(p.wide())
			v.slash = true
		}
	}
	v.right = bound
}

// isSlash says whether a part is a thin stroke that leans to the right.
func (v *view) isSlash(p part) bool {
	ratio := float64(p.wide()) / float64(p.high())
	if float64(p.high()) < 0.85*v.high || float64(p.high()) > 1.5*v.high || ratio < 0.2 || ratio > 0.75 || float64(p.area) > 0.5*float64(p.wide()*p.high()) {
		return false
	}
	// In a slash each row's ink stands where the diagonal is.
	off, rows := 0.0, 0
	for y := p.box.Min.Y; y < p.box.Max.Y; y++ {
		sum, n := 0.0, 0
		for x := p.box.Min.X; x < p.box.Max.X; x++ {
			if v.labels[y*v.wide+x] == p.label {
				sum += float64(x - p.box.Min.X)
				n++
			}
		}
		if n == 0 {
			continue
		}
		want := (1 - (float64(y-p.box.Min.Y)+0.5)/float64(p.high())) * float64(p.wide()-1)
		off += math.Abs(sum/float64(n) - want)
		rows++
	}
	return off/float64(max(rows, 1)) < max(0.15*float64(p.wide()), 1)
}

// collect takes the marks between the bounds: no specks, no dots of a leader or
// of the colon, no ruled line.
func (v *view) collect(kind string) {
	for _, p := range v.parts {
		x, y := centre(p)
		base := v.base(x)
		if y < base-1.7*v.high || y > base+0.6*v.high {
			continue
		}
		wide, high := float64(p.wide()), float64(p.high())
		switch inside := min(float64(p.box.Max.X), v.right) - max(float64(p.box.Min.X), v.left); {
		case wide > 6*v.em: // the rule under the motto, and a 2 that touches it: a 28 is no 8
			v.crossed = v.crossed || inside > 0 && high > 0.5*v.high
		case v.onPrint(p, kind):
			v.overlaid = true
		}
		if x < v.left-0.05*v.em || x > v.right {
			// A digit that touches the slash must not be lost: 2308/ is no 230.
			inside := v.right - max(float64(p.box.Min.X), v.left)
			v.crossed = v.crossed || x > v.right && inside > 0.2*v.em && high > 0.5*v.high && !v.isSlash(p)
			// Nor one that touches the word before: a 28 whose 2 runs into the y of
			// "ngày" is no 8. A letter alone is narrower, wherever the bound is.
			inside = min(float64(p.box.Max.X), v.right) - v.left
			v.crossed = v.crossed || x < v.left && inside > 0.25*v.em && wide > 0.65*v.em && high > 0.5*v.high
			continue
		}
		switch {
		case wide < 0.3*v.high && high < 0.3*v.high: // a speck, a dot
		case high < 0.25*v.high && wide > 1.2*high: // a ruled line, the dash of 152-KH/HU
		case v.isSlash(p) && math.Abs(float64(p.box.Min.X)-v.right) < 0.3*v.em:
		default:
			v.marks = append(v.marks, p)
		}
	}
	v.marks = joined(v.marks, v.high)
}

// onPrint says whether a part is a digit that stands on the print behind the cell
// too: of a 3375 whose 5 stands on the B of "/BC" no more than 337 may be seen.
func (v *view) onPrint(p part, kind string) bool {
	inside, behind := v.right-max(float64(p.box.Min.X), v.left), float64(p.box.Max.X)-v.right
	if float64(p.high()) < 0.5*v.high || behind < 0.6*v.em {
		return false
	}
	// Wholly behind the bound it is known by its height alone: no capital is as
	// high, but "tháng" from its accent down is.
	return inside > 0.25*v.em || kind == corpus.CellNumber && float64(p.box.Min.X) < v.right+0.8*v.em && float64(p.high()) > 1.35*v.high
}

// joined joins parts that stand one over the other: a digit that a bad scan has
// broken.
func joined(parts []part, high float64) []part {
	var out []part
	for _, p := range parts {
		if n := len(out); n > 0 {
			last := &out[n-1]
			common := min(last.box.Max.X, p.box.Max.X) - max(last.box.Min.X, p.box.Min.X)
			whole := last.box.Union(p.box)
			if 2*common > min(last.wide(), p.wide()) && float64(whole.Dy()) < 1.2*high {
				last.also = p.label
				last.box, last.area, last.edge = whole, last.area+p.area, last.edge+p.edge
				continue
			}
		}
		out = append(out, p)
	}
	return out
}
