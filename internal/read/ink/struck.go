package ink

import "math"

// struck says whether a line is drawn through what is written: digits struck out
// are no longer the number, however well they can be read. Such a line runs
// through a mark from end to end, between its head and its foot; the bar of a 7
// or a 4 is not as long as print is high, and a rule lies at the foot.
//
// Lone digits that are struck out are not known: the line is as long as a bar.
func (v *view) struck() bool {
	for _, p := range v.marks {
		if float64(p.wide()) > 1.25*v.high && v.through(p) {
			return true
		}
	}
	return false
}

// through says whether a straight stretch of ink runs through a part, level or
// rising or falling a little.
func (v *view) through(p part) bool {
	inked := func(x, y int) bool {
		if y < p.box.Min.Y || y >= p.box.Max.Y {
			return false
		}
		label := v.labels[y*v.wide+x]
		return label == p.label || p.also > 0 && label == p.also
	}
	for _, rise := range [...]float64{0, 0.04, -0.04, 0.08, -0.08, 0.13, -0.13} {
		for y := p.box.Min.Y + p.high()/4; y < p.box.Max.Y-p.high()/4; y++ {
			run, gap, most := 0, 0, 0
			for x := p.box.Min.X; x < p.box.Max.X; x++ {
				at := y + int(rise*(float64(x)-float64(p.box.Min.X+p.box.Max.X)/2))
				switch {
				case inked(x, at) || inked(x, at-1) || inked(x, at+1): // a hand's line is not ruled
					run, gap = run+gap+1, 0
					most = max(most, run)
				case gap < 1:
					gap++
				default:
					run, gap = 0, 0
				}
			}
			if float64(most) > 0.92*float64(p.wide()) && v.tipped(p, y, rise) {
				return true
			}
		}
	}
	return false
}

// tipped says whether a part begins on the left in the line through it: of a 7
// and a 4 that touch, the line through the bars begins below the head of the 7.
func (v *view) tipped(p part, y int, rise float64) bool {
	for x := p.box.Min.X; x < p.box.Min.X+max(2, p.wide()/20); x++ {
		at := y + int(rise*(float64(x)-float64(p.box.Min.X+p.box.Max.X)/2))
		for row := p.box.Min.Y; row < p.box.Max.Y; row++ {
			if v.labels[row*v.wide+x] == p.label && math.Abs(float64(row-at)) > 2*v.stroke+1 {
				return false
			}
		}
	}
	return true
}
