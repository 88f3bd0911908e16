package corpus

import "testing"

// TestFlowSpan: Span is what Spans gives, wherever it gives one.
func TestFlowSpan(t *testing.T) {
	pages := []Page{{Number: 1, Text: "tiêu đề\nmột hai\nba"}, {Number: 2, Text: "2\nbốn năm"}}
	for _, pieces := range [][]Span{
		{{Page: 1, Start: 0, End: len(pages[0].Text)}},
		{{Page: 1, Start: 11, End: len(pages[0].Text)}, {Page: 2, Start: 2, End: len(pages[1].Text)}},
		{{Page: 1, Start: 0, End: 10}, {Page: 1, Start: 11, End: len(pages[0].Text)}, {Page: 2, Start: 2, End: len(pages[1].Text)}},
	} {
		f := NewFlow(pages, pieces)
		for start := range len(f.Text) {
			for end := start; end <= len(f.Text); end++ {
				s, ok := f.Span(start, end)
				all := f.Spans(start, end)
				if ok && (len(all) != 1 || all[0] != s) {
					t.Fatalf("%v: Span(%d, %d) = %v, Spans gives %v", pieces, start, end, s, all)
				}
				if !ok && len(pieces) == 1 && end > start {
					t.Fatalf("%v: Span(%d, %d) finds nothing, Spans %v", pieces, start, end, all)
				}
			}
		}
	}
}
