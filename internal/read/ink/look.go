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
