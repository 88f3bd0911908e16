package corpus

import (
	"sort"
	"strings"
)

// A Flow is text of several pages as one string to read through, with the way
// back from each of its bytes to the page. Running heads and page numbers can
// be left out of it; a sentence that a page break cuts is whole in it.
type Flow struct {
	Text string // pieces joined by "\n"
	cuts []cut
}

type cut struct {
	at   int  // offset in Text
	span Span // the piece
}

// NewFlow joins the pieces, which must lie on rune borders of the pages' text.
func NewFlow(pages []Page, pieces []Span) Flow {
	byNumber := make(map[int]string, len(pages))
	size := 0
	for i := range pages {
		byNumber[pages[i].Number] = pages[i].Text
	}
	for _, p := range pieces {
		size += p.End - p.Start + 1
	}
	if len(pieces) == 1 { // most texts: no copy
		p := pieces[0]
		return Flow{Text: byNumber[p.Page][p.Start:p.End], cuts: []cut{{0, p}}}
	}
	var b strings.Builder
	b.Grow(size)
	f := Flow{cuts: make([]cut, 0, len(pieces))}
	for i, p := range pieces {
		if i > 0 {
			b.WriteByte('\n')
		}
		f.cuts = append(f.cuts, cut{b.Len(), p})
		b.WriteString(byNumber[p.Page][p.Start:p.End])
	}
	f.Text = b.String()
	return f
}

// Span is the one of Spans where bytes start to end lie on one piece of a page, as
// nearly all do; ok is false where they do not.
func (f Flow) Span(start, end int) (s Span, ok bool) {
	i := sort.Search(len(f.cuts), func(i int) bool { return f.cuts[i].at > start }) - 1
	if i < 0 || start >= end {
		return Span{}, false
	}
	c := f.cuts[i]
	if end-c.at > c.span.End-c.span.Start {
		return Span{}, false
	}
	return Span{c.span.Page, c.span.Start + start - c.at, c.span.Start + end - c.at}, true
}

// Stretches are the stretches of Text (first byte, and the one behind the last)
// that come from pages of which of says so, in order; neighbours are joined.
func (f Flow) Stretches(of func(page int) bool) [][2]int {
	var all [][2]int
	for _, c := range f.cuts {
		if !of(c.span.Page) {
			continue
		}
		end := c.at + c.span.End - c.span.Start
		if n := len(all); n > 0 && all[n-1][1]+1 >= c.at {
			all[n-1][1] = end
			continue
		}
		all = append(all, [2]int{c.at, end})
	}
	return all
}

// Spans leads from bytes start to end of the flow back to the pages. Pieces
// that follow each other on a page with nothing but one line break between
// them come back as one span, so a span is never split by a mere line end.
func (f Flow) Spans(start, end int) []Span {
	i := sort.Search(len(f.cuts), func(i int) bool { return f.cuts[i].at > start }) - 1
	var spans []Span
	for i = max(i, 0); i < len(f.cuts) && f.cuts[i].at < end; i++ {
		c := f.cuts[i]
		from := max(start-c.at, 0)
		to := min(end-c.at, c.span.End-c.span.Start)
		if from >= to {
			continue
		}
		s := Span{c.span.Page, c.span.Start + from, c.span.Start + to}
		if n := len(spans); n > 0 && spans[n-1].Page == s.Page && spans[n-1].End+1 == s.Start {
			spans[n-1].End = s.End
			continue
		}
		spans = append(spans, s)
	}
	return spans
}
