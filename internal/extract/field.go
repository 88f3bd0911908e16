package extract

import (
	"strings"

	"vanthu/corpus"
	"vanthu/internal/zone"
)

// piece is bytes start to end of a line.
func piece(l zone.Line, start, end int) corpus.Span {
	return corpus.Span{Page: l.Page, Start: l.Start + start, End: l.Start + end}
}

// field makes a field of a value that stands in bytes start to end of a line.
func (r *reader) field(value string, l zone.Line, start, end int, confidence float64, evidence string) corpus.Field[string] {
	return r.fieldOf(value, []corpus.Span{piece(l, start, end)}, confidence, evidence)
}

// fieldOf makes a field of a value that stands in the given pieces, in reading
// order.
func (r *reader) fieldOf(value string, pieces []corpus.Span, confidence float64, evidence string) corpus.Field[string] {
	f := corpus.Field[string]{Confidence: confidence, Evidence: evidence, Value: &value}
	f.Place = r.place(pieces)
	return f
}

// place covers the pieces: one stretch on each page, from the first to the last
// of them. Where a value is printed in a cell of two lines, the stretch holds
// what the text has between them, but the box is around the pieces alone. A
// value that runs over a page border has all its stretches in Spans, and its
// raw text joins them by line breaks.
func (r *reader) place(pieces []corpus.Span) corpus.Place {
	var spans []corpus.Span
	var box *corpus.Box
	for _, p := range pieces {
		if len(spans) == 0 || p.Page == spans[0].Page {
			box = around(box, r.pages[p.Page].BoxOf(p.Start, p.End))
		}
		if n := len(spans); n > 0 && spans[n-1].Page == p.Page {
			spans[n-1].Start = min(spans[n-1].Start, p.Start)
			spans[n-1].End = max(spans[n-1].End, p.End)
			continue
		}
		spans = append(spans, p)
	}
	if len(spans) == 0 {
		return corpus.Place{}
	}
	raw := make([]string, len(spans))
	for i, s := range spans {
		raw[i] = r.pages[s.Page].Text[s.Start:s.End]
	}
	place := corpus.Place{Raw: strings.Join(raw, "\n"), Page: spans[0].Page, Start: spans[0].Start, End: spans[0].End, Box: box}
	if len(spans) > 1 {
		place.Spans = spans
	}
	return place
}

// leastSure is the recogniser's lowest confidence in a word of the pieces; 1
// where no word is known.
func (r *reader) leastSure(pieces []corpus.Span) float64 {
	least := 1.0
	for _, p := range pieces {
		for _, w := range r.pages[p.Page].Words {
			if w.Start < p.End && w.End > p.Start {
				least = min(least, w.Confidence)
			}
		}
	}
	return least
}

func around(a, b *corpus.Box) *corpus.Box {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	u := a.Union(*b)
	return &u
}

// oneLine joins the words of s by single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// whole gives the spans of lines.
func whole(lines []zone.Line) []corpus.Span {
	spans := make([]corpus.Span, len(lines))
	for i, l := range lines {
		spans[i] = l.Span
	}
	return spans
}

func texts(lines []zone.Line) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = l.Text
	}
	return out
}
