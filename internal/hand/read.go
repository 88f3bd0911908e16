package hand

import (
	"cmp"
	"math"
	"slices"
)

// A Kind is what a field holds.
type Kind int

// The kinds of fields.
const (
	Sequence Kind = iota // of a number: one to five digits
	Day
	Month
)

// A Candidate is digits that a field may hold.
type Candidate struct {
	Text string // digits as written, with a zero before
	P    float64
}

// A Reading is what a field may hold.
type Reading struct {
	Candidates []Candidate // the likeliest first; P is the share among the valid strings

	// Mass is the probability that the field holds a valid string at all: a
	// scribble, or a piece of print, has little, whatever the shares are.
	Mass float64
}

// keep is how many candidates a reading has at most.
const keep = 5

// A Reader reads fields with a net. It keeps its memory from field to field and
// must not be used by two goroutines at once.
type Reader struct {
	net    *Net
	strip  Strip
	planes []plane
	lines  [2][]float32
	seen   [len(views)][]frame
	frames *[]frame // those of the view at hand
	beams  []beam
	next   []beam
	found  []match
	state  [4 * (2*mostDigits + 1)]float64
}

// NewReader makes a reader of the net.
func NewReader(n *Net) *Reader {
	r := &Reader{net: n, planes: make([]plane, len(n.layers)+1)}
	for i := range r.lines {
		r.lines[i] = make([]float32, MostColumns)
	}
	return r
}

// views are how a field is looked at: its ink taken for as high as it is, for
// lower and for higher, by shares of the height. Where the three agree they are
// right more often than one that is as sure.
var views = [...]float64{0, -0.06, 0.07}

// Read reads a field.
func (r *Reader) Read(f Field, kind Kind) Reading {
	r.found = r.found[:0]
	for i, v := range views {
		view := f
		view.Top, view.Low = f.Top-v*(f.Low-f.Top), f.Low+v*(f.Low-f.Top)
		Normal(view, &r.strip)
		if r.strip.Columns == 0 {
			return Reading{}
		}
		r.frames = &r.seen[i]
		r.look(&r.strip)
		for _, b := range r.search() {
			r.find(b)
		}
	}
	return r.weigh(kind)
}

// look brings a strip to the probabilities of its frames.
func (r *Reader) look(s *Strip) {
	in := &r.planes[0]
	in.shape(1, Rows, s.Columns)
	for y := range Rows {
		copy(in.row(0, y)[rim:], s.Ink[y*s.Columns:(y+1)*s.Columns])
	}
	r.forward()
}

// find keeps a string that a view may show.
func (r *Reader) find(b beam) {
	for i := range r.found {
		if m := &r.found[i]; m.length == b.length && m.text == b.text {
			return
		}
	}
	r.found = append(r.found, match{b, 0})
}

// longer is what counts of the probability of strings that are too long for a
// day or a month: such a string is mostly the right one and a letter of the print
// beside it (the t of "tháng" is much like a 7). At 1, of 17 days of real scans
// 6 were read at 0.9, at this 16, none wrong; of 180 made days and months 105
// and 115, none wrong.
const longer = 0.1

// weigh gives each string the mean of its probabilities in the views, and shares
// out what falls to those that such a field can hold.
func (r *Reader) weigh(kind Kind) Reading {
	var out Reading
	valid, short := 0.0, 0.0
	n := 0
	for _, m := range r.found {
		for v := range views {
			m.p += likelihood(r.seen[v], m.text[:m.length], r.state[:])
		}
		m.p /= float64(len(views))
		switch {
		case kind.valid(m.text[:m.length]):
			valid += m.p
			r.found[n] = m
			n++
		case m.length <= 2:
			short += m.p
		}
	}
	r.found = r.found[:n]
	slices.SortFunc(r.found, func(a, b match) int {
		if c := cmp.Compare(b.p, a.p); c != 0 {
			return c
		}
		return slices.Compare(a.text[:a.length], b.text[:b.length])
	})
	if valid <= 0 {
		return Reading{}
	}
	out.Mass = valid
	if kind != Sequence {
		out.Mass = valid / (valid + short + longer*max(1-valid-short, 0))
	}
	for _, m := range r.found[:min(len(r.found), keep)] {
		out.Candidates = append(out.Candidates, Candidate{Text: string(m.text[:m.length]), P: rounded(m.p / valid)})
	}
	out.Mass = rounded(out.Mass)
	return out
}

// A match is a string with its probability.
type match struct {
	beam
	p float64
}

// rounded keeps three digits: more are not known, and a record is compared by bytes.
func rounded(v float64) float64 { return math.Round(min(v, 1)*1000) / 1000 }
