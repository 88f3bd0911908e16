package ink

import (
	"image"
	"slices"
)

// A strip is a stretch of the page around a cell: its ink, from 0 (paper) to 1,
// and its components. Pixels are counted from the strip's own corner.
type strip struct {
	at         image.Point // of its corner on the page
	wide, rows int
	ink        []float64
	parts      []part // from left to right
	labels     []int  // by pixel: index of the part plus 1
}

// A part is a connected component of ink.
type part struct {
	label int
	also  int // label of a part joined to it, 0 for none
	box   image.Rectangle
	area  int
	edge  int // sides of its pixels that lie on paper
}

func (p part) wide() int { return p.box.Dx() }
func (p part) high() int { return p.box.Dy() }

// stroke is the mean width of the part's strokes: a bar of length n and width w
// has n*w pixels and about 2n sides.
func (p part) stroke() float64 { return 2 * float64(p.area) / float64(max(p.edge, 1)) }

// cut takes the strip out of a picture. Paper and ink are the levels on either
// side of Otsu's threshold; a strip without contrast has no ink.
func cut(gray *image.Gray, r image.Rectangle) strip {
	r = r.Intersect(gray.Rect)
	s := strip{at: r.Min, wide: r.Dx(), rows: r.Dy()}
	if r.Empty() {
		return s
	}
	var histogram [256]int
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for _, v := range gray.Pix[gray.PixOffset(r.Min.X, y) : gray.PixOffset(r.Max.X-1, y)+1] {
			histogram[v]++
		}
	}
	dark, light, ok := levels(&histogram)
	s.ink = make([]float64, s.wide*s.rows)
	s.labels = make([]int, s.wide*s.rows)
	if !ok {
		return s
	}
	for y := range s.rows {
		for x := range s.wide {
			v := float64(gray.Pix[gray.PixOffset(r.Min.X+x, r.Min.Y+y)])
			s.ink[y*s.wide+x] = min(max((light-v)/(light-dark), 0), 1)
		}
	}
	s.label()
	return s
}

// levels are the mean gray of ink and of paper by Otsu's threshold; false where
// they are too near each other to be two.
func levels(h *[256]int) (dark, light float64, ok bool) {
	total, sum := 0, 0
	for v, n := range h {
		total += n
		sum += v * n
	}
	best := -1.0
	below, belowSum := 0, 0
	for v, n := range h {
		below += n
		belowSum += v * n
		if below == 0 || below == total {
			continue
		}
		low := float64(belowSum) / float64(below)
		high := float64(sum-belowSum) / float64(total-below)
		if between := float64(below) * float64(total-below) * (high - low) * (high - low); between > best {
			best, dark, light = between, low, high
		}
	}
	return dark, light, light-dark >= 40
}

// label finds the components of 8-neighbours, without specks.
func (s *strip) label() {
	const full = 0.5
	var stack []int
	for start := range s.ink {
		if s.ink[start] < full || s.labels[start] != 0 {
			continue
		}
		n := len(s.parts) + 1
		p := part{label: n, box: image.Rectangle{Min: image.Pt(s.wide, s.rows)}}
		stack = append(stack[:0], start)
		s.labels[start] = n
		for len(stack) > 0 {
			i := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			x, y := i%s.wide, i/s.wide
			p.area++
			p.box.Min.X, p.box.Min.Y = min(p.box.Min.X, x), min(p.box.Min.Y, y)
			p.box.Max.X, p.box.Max.Y = max(p.box.Max.X, x+1), max(p.box.Max.Y, y+1)
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					u, v := x+dx, y+dy
					inside := u >= 0 && v >= 0 && u < s.wide && v < s.rows
					if (dx == 0) != (dy == 0) && (!inside || s.ink[v*s.wide+u] < full) {
						p.edge++
					}
					if inside && s.ink[v*s.wide+u] >= full && s.labels[v*s.wide+u] == 0 {
						s.labels[v*s.wide+u] = n
						stack = append(stack, v*s.wide+u)
					}
				}
			}
		}
		s.parts = append(s.parts, p)
	}
	slices.SortFunc(s.parts, func(a, b part) int {
		if a.box.Min.X != b.box.Min.X {
			return a.box.Min.X - b.box.Min.X
		}
		return a.label - b.label
	})
}

// median of values; 0 where there are none. It sorts them.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[len(values)/2]
}
