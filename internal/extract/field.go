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
// order. Pieces with nothing but white space between them become one.
func (r *reader) fieldOf(value string, pieces []corpus.Span, confidence float64, evidence string) corpus.Field[string] {
	f := corpus.Field[string]{Confidence: confidence, Evidence: evidence, Value: &value}
	f.Place = r.place(pieces)
	return f
}

func (r *reader) place(pieces []corpus.Span) corpus.Place {
	var joined []corpus.Span
	for _, p := range pieces {
		if n := len(joined); n > 0 && joined[n-1].Page == p.Page && joined[n-1].End <= p.Start {
			if strings.TrimSpace(r.pages[p.Page].Text[joined[n-1].End:p.Start]) == "" {
				joined[n-1].End = p.End
				continue
			}
		}
		joined = append(joined, p)
	}
	if len(joined) == 0 {
		return corpus.Place{}
	}
	first := joined[0]
	page := r.pages[first.Page]
	place := corpus.Place{
		Raw: page.Text[first.Start:first.End], Page: first.Page, Start: first.Start, End: first.End,
		Box: page.BoxOf(first.Start, first.End),
	}
	if len(joined) > 1 {
		place.Spans = joined
	}
	return place
}

// noValue is the field of a value that is printed but cannot be read: the
// place is kept, so that a person finds it.
func (r *reader) noValue(l zone.Line, start, end int, evidence string) corpus.Field[string] {
	return corpus.Field[string]{Place: r.place([]corpus.Span{piece(l, start, end)}), Evidence: evidence}
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
