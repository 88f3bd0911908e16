package pdf

import (
	"cmp"
	"math"
	"slices"
)

// A rule is a straight line of a table or form, on the page as it is seen.
type rule struct {
	upright  bool
	at       float64 // x of an upright rule, y of a level one
	from, to float64 // along it
}

const (
	maxRules  = 20_000
	maxPath   = 5_000 // segments of one path that are looked at
	thinRule  = 3.0   // points: what is filled and wider is no rule
	shortRule = 3.0   // points: what is shorter is no rule, but a corner or a dot
	nearRule  = 2.5   // points: rules that end so near meet
)

// A path is the path under construction as far as it may be rules.
type path struct {
	segments  [][4]float64 // x1, y1, x2, y2
	start, at [2]float64
	first     int    // segment of the subpath at hand
	boxes     []rect // of the finished subpaths
}

func (p *path) moveTo(x, y float64) {
	p.endSubpath()
	p.start, p.at = [2]float64{x, y}, [2]float64{x, y}
}

func (p *path) lineTo(x, y float64) {
	if len(p.segments) < maxPath {
		p.segments = append(p.segments, [4]float64{p.at[0], p.at[1], x, y})
	}
	p.at = [2]float64{x, y}
}

// endSubpath notes the box around the segments since the last.
func (p *path) endSubpath() {
	if p.first == len(p.segments) {
		return
	}
	box := rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, s := range p.segments[p.first:] {
		box = rect{min(box[0], s[0], s[2]), min(box[1], s[1], s[3]), max(box[2], s[0], s[2]), max(box[3], s[1], s[3])}
	}
	p.boxes = append(p.boxes, box)
	p.first = len(p.segments)
}

func (p *path) clear() { *p = path{segments: p.segments[:0], boxes: p.boxes[:0]} }

// construct follows the operators of paths; args are the operands, the last first.
func (w *painter) construct(op string, n func(int) float64) {
	p := &w.path
	switch op {
	case "m":
		p.moveTo(w.ctm.apply(n(1), n(0)))
	case "l":
		p.lineTo(w.ctm.apply(n(1), n(0)))
	case "re":
		x, y, width, height := n(3), n(2), n(1), n(0)
		p.moveTo(w.ctm.apply(x, y))
		p.lineTo(w.ctm.apply(x+width, y))
		p.lineTo(w.ctm.apply(x+width, y+height))
		p.lineTo(w.ctm.apply(x, y+height))
		p.lineTo(w.ctm.apply(x, y))
	case "h":
		p.lineTo(p.start[0], p.start[1])
	case "s", "b", "b*":
		p.lineTo(p.start[0], p.start[1])
		w.strokePath()
	case "S", "B", "B*":
		w.strokePath()
	case "f", "F", "f*":
		p.endSubpath()
		for _, box := range p.boxes {
			w.addRule(box)
		}
		p.clear()
	case "n":
		p.clear()
	}
}

// strokePath takes each straight segment for a rule.
func (w *painter) strokePath() {
	for _, s := range w.path.segments {
		w.addRule(rect{min(s[0], s[2]), min(s[1], s[3]), max(s[0], s[2]), max(s[1], s[3])})
	}
	w.path.clear()
}

// addRule takes a box for a rule if it is thin and long.
func (w *painter) addRule(box rect) {
	wide, high := box[2]-box[0], box[3]-box[1]
	if len(w.rules) >= maxRules {
		return
	}
	switch {
	case high < thinRule && wide > max(shortRule, 2*high):
		w.rules = append(w.rules, rule{false, (box[1] + box[3]) / 2, box[0], box[2]})
	case wide < thinRule && high > max(shortRule, 2*wide):
		w.rules = append(w.rules, rule{true, (box[0] + box[2]) / 2, box[1], box[3]})
	}
}

// A grid is the rules of a page, sorted by place.
type grid struct{ level, upright []rule }

func gridOf(rules []rule) *grid {
	g := &grid{}
	for _, r := range rules {
		if r.upright {
			g.upright = append(g.upright, r)
		} else {
			g.level = append(g.level, r)
		}
	}
	byPlace := func(a, b rule) int { return cmp.Compare(a.at, b.at) }
	slices.SortFunc(g.level, byPlace)
	slices.SortFunc(g.upright, byPlace)
	if len(g.level) < 2 || len(g.upright) < 2 {
		return &grid{} // no cell is closed
	}
	return g
}

// neighbours are the places of the nearest rules before and behind p that pass
// across.
func neighbours(rules []rule, p, across float64) (before, behind float64, ok bool) {
	i, _ := slices.BinarySearchFunc(rules, p, func(r rule, p float64) int { return cmp.Compare(r.at, p) })
	passes := func(r rule) bool { return r.from-nearRule <= across && across <= r.to+nearRule }
	k := i - 1
	for k >= 0 && !passes(rules[k]) {
		k--
	}
	for i < len(rules) && !passes(rules[i]) {
		i++
	}
	if k < 0 || i == len(rules) {
		return 0, 0, false
	}
	return rules[k].at, rules[i].at, true
}

// A cell is the room between four rules: left, top, right, bottom.
type cell rect

// cellAt is the cell around a point; false where it is not closed.
func (g *grid) cellAt(x, y float64) (cell, bool) {
	left, right, ok := neighbours(g.upright, x, y)
	if !ok {
		return cell{}, false
	}
	top, bottom, ok := neighbours(g.level, y, x)
	return cell{left, top, right, bottom}, ok
}

// parted says whether an upright rule passes between two places of a line.
func (g *grid) parted(left, right, y float64) bool {
	i, _ := slices.BinarySearchFunc(g.upright, left, func(r rule, x float64) int { return cmp.Compare(r.at, x) })
	for ; i < len(g.upright) && g.upright[i].at <= right; i++ {
		if r := g.upright[i]; r.from-1 <= y && y <= r.to+1 {
			return true
		}
	}
	return false
}

// like says whether two cells are one: their rules are drawn cell by cell.
func (c cell) like(d cell) bool {
	for i := range c {
		if math.Abs(c[i]-d[i]) > nearRule {
			return false
		}
	}
	return true
}

// holds says whether another cell lies in this one.
func (c cell) holds(d cell) bool {
	return c[0] <= d[0]+nearRule && c[1] <= d[1]+nearRule && c[2] >= d[2]-nearRule && c[3] >= d[3]-nearRule && !c.like(d)
}
