package web

import (
	"strings"
	"unicode/utf8"
)

// A drawing is the diagram as SVG, in units of a page 1,000 wide. Where things
// stand is computed here, since a style that a script sets is as forbidden as one
// that stands in the page.
type drawing struct {
	High  int
	Nodes []node
	Lines []line
	Words []caption
}

type node struct {
	X, Y, W, H int
	Class      string   // self, held, missing, more
	Lines      []string // at most two, short
	Year       string
	Full       string // name for a pointer and a reader of the screen
	Address    string
}

// Label is what a reader of the screen hears of the node: what is seen, then its
// name in full.
func (n node) Label() string {
	seen := strings.Join(n.Lines, " ")
	if n.Year != "" {
		seen += " " + n.Year
	}
	if n.Full == seen {
		return seen
	}
	return seen + " – " + n.Full
}

// TextX is the middle of the node.
func (n node) TextX() int { return n.X + n.W/2 }

// TextY is the base line of a line of its name.
func (n node) TextY(i int) int {
	high := len(n.Lines) * 17
	if n.Year != "" {
		high += 16
	}
	return n.Y + (n.H-high)/2 + 13 + 17*i
}

// YearY is the base line of its year.
func (n node) YearY() int { return n.TextY(len(n.Lines)) }

type line struct{ X1, Y1, X2, Y2 int }

type caption struct {
	X, Y  int
	Text  string
	Class string // "", middle
}

// Sizes in units. Four columns above and below; on the sides one.
const (
	wide       = 1000
	nodeWide   = 218
	nodeHigh   = 64
	gap        = 16
	columns    = 4
	mostRows   = 2
	mostBeside = 5
	lettersFit = 27 // of a line in a node
)

// draw draws a neighbourhood; nil where nothing stands around.
func (f *frame) draw(n *neighbourhood) *drawing {
	sides := map[string]side{}
	for _, s := range n.Sides {
		sides[s.Key] = s
	}
	above, below := f.nodes(sides["above"], columns*mostRows), f.nodes(sides["below"], columns*mostRows)
	left, right := f.nodes(sides["left"], mostBeside), f.nodes(sides["right"], mostBeside)
	if len(above)+len(below)+len(left)+len(right) == 0 {
		return nil
	}
	d := &drawing{}
	y := 10
	if len(above) > 0 {
		d.say(wide/2, y+12, f.T("diagram.above"), "middle")
		y += 26
		y = d.grid(above, y) + 44
	}
	top := y
	rows := max(len(left), len(right), 1)
	bodyHigh := max(rows*(nodeHigh+gap)-gap, nodeHigh+30)
	if len(left)+len(right) > 0 {
		bodyHigh += 26
	}
	selfWide, selfHigh := 300, nodeHigh+30
	self := node{X: (wide - selfWide) / 2, Y: top + (bodyHigh-selfHigh)/2, W: selfWide, H: selfHigh, Class: "self", Full: n.Name}
	self.Lines = fit(n.Name, 34)
	if len(n.Instrument.Issued) >= 4 {
		self.Year = f.Day(string(n.Instrument.Issued))
	}
	center := self.Y + self.H/2
	for i, column := range [][]node{left, right} {
		if len(column) == 0 {
			continue
		}
		x, edge, end := gap, self.X, gap+nodeWide
		key := "diagram.left"
		if i == 1 {
			x, edge, end = wide-gap-nodeWide, self.X+self.W, wide-gap-nodeWide
			key = "diagram.right"
		}
		d.say(x+nodeWide/2, top+12, f.T(key), "middle")
		at := top + 26 + (bodyHigh-26-(len(column)*(nodeHigh+gap)-gap))/2
		for _, nd := range column {
			nd.X, nd.Y = x, at
			d.Lines = append(d.Lines, line{end, at + nodeHigh/2, edge, center})
			d.Nodes = append(d.Nodes, nd)
			at += nodeHigh + gap
		}
	}
	y = top + bodyHigh
	if len(above) > 0 {
		d.connect(above, self, true)
	}
	if len(below) > 0 {
		y += 44
		first := len(d.Nodes)
		y = d.grid(below, y)
		for _, nd := range d.Nodes[first:] {
			if nd.Y == d.Nodes[first].Y {
				d.Lines = append(d.Lines, line{nd.X + nd.W/2, nd.Y, wide / 2, self.Y + self.H})
			}
		}
		d.say(wide/2, y+18, f.T("diagram.below"), "middle")
		y += 26
	}
	d.Nodes = append(d.Nodes, self)
	d.High = y + 10
	return d
}

// connect joins the lowest row above with the middle.
func (d *drawing) connect(above []node, self node, _ bool) {
	lowest := 0
	for _, nd := range d.Nodes[:len(above)] {
		lowest = max(lowest, nd.Y)
	}
	for _, nd := range d.Nodes[:len(above)] {
		if nd.Y == lowest {
			d.Lines = append(d.Lines, line{nd.X + nd.W/2, nd.Y + nd.H, wide / 2, self.Y})
		}
	}
}

// grid places nodes in rows of four and gives the y below them.
func (d *drawing) grid(nodes []node, y int) int {
	for len(nodes) > 0 {
		row := nodes[:min(columns, len(nodes))]
		nodes = nodes[len(row):]
		x := (wide - len(row)*(nodeWide+gap) + gap) / 2
		for _, nd := range row {
			nd.X, nd.Y = x, y
			d.Nodes = append(d.Nodes, nd)
			x += nodeWide + gap
		}
		y += nodeHigh + gap
	}
	return y - gap
}

func (d *drawing) say(x, y int, text, class string) {
	d.Words = append(d.Words, caption{x, y, text, class})
}

// nodes are the neighbours of a side as nodes without a place: at most so many,
// the last of which tells of the rest. The held ones come first.
func (f *frame) nodes(s side, most int) []node {
	var out []node
	for _, wantHeld := range []bool{true, false} {
		for _, n := range s.Some {
			if (n.Held != nil) != wantHeld {
				continue
			}
			nd := node{W: nodeWide, H: nodeHigh, Class: "held", Lines: fit(n.Name, lettersFit), Year: n.Year(), Address: n.Address}
			nd.Full = n.Name + ", " + f.Or("relation."+string(n.Relation), string(n.Relation))
			if n.Issued != "" {
				nd.Full += ", " + f.Day(string(n.Issued))
			}
			if n.Held == nil {
				nd.Class = "missing"
				nd.Full += ", " + f.T("notheld")
			}
			out = append(out, nd)
		}
	}
	if len(out) <= most && s.Count <= len(out) {
		return out
	}
	out = out[:min(len(out), most-1)]
	text := f.T("diagram.more", f.N(s.Count-len(out)))
	return append(out, node{W: nodeWide, H: nodeHigh, Class: "more", Lines: []string{text}, Full: text, Address: "#list-" + s.Key})
}

// fit breaks a name into at most two lines of so many letters, between words
// where it can.
func fit(name string, letters int) []string {
	if utf8.RuneCountInString(name) <= letters {
		return []string{name}
	}
	first := ""
	rest := name
	for _, word := range strings.Fields(name) {
		next := strings.TrimSpace(first + " " + word)
		if utf8.RuneCountInString(next) > letters {
			break
		}
		first = next
		rest = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(rest), word))
	}
	if first == "" { // one word longer than a line
		r := []rune(name)
		first, rest = string(r[:letters]), string(r[letters:])
	}
	if r := []rune(rest); len(r) > letters {
		rest = strings.TrimSpace(string(r[:letters-1])) + "…"
	}
	if rest == "" {
		return []string{first}
	}
	return []string{first, rest}
}
