package pipeline

import (
	"testing"

	"vanthu/corpus"
)

// Pages come in any order; the fault that is told of a document is the same.
func TestFaultOfAnyOrder(t *testing.T) {
	third := &corpus.Problem{Kind: corpus.NeedsOCR, Page: 3}
	fourth := &corpus.Problem{Kind: corpus.NeedsOCR, Page: 4}
	tool := &corpus.Problem{Kind: corpus.NeedsTool, Page: 4}
	for _, c := range []struct {
		what   string
		faults []*corpus.Problem
		want   *corpus.Problem
	}{
		{"in order", []*corpus.Problem{third, fourth}, third},
		{"the last first", []*corpus.Problem{fourth, nil, third}, third},
		{"a missing program last", []*corpus.Problem{third, tool}, tool},
		{"a missing program first", []*corpus.Problem{tool, third}, tool},
	} {
		d := document{missing: len(c.faults)}
		for i, f := range c.faults {
			d.add(corpus.Page{Number: i + 1}, f)
		}
		if d.unread != c.want {
			t.Errorf("%s: the fault told is %v, want %v", c.what, d.unread, c.want)
		}
	}
}
