package sandbox

import (
	"errors"
	"testing"

	"vanthu/corpus"
)

// Offsets that a reader got wrong cost its file, not the program.
func TestDistrust(t *testing.T) {
	const text = "Số: 7\nan"
	for _, c := range []struct {
		what  string
		good  bool
		spoil func(*corpus.Page)
	}{
		{"a sound page", true, func(*corpus.Page) {}},
		{"another page's number", false, func(p *corpus.Page) { p.Number = 1 }},
		{"a line beyond the text", false, func(p *corpus.Page) { p.Lines[1].End = 99 }},
		{"a line from its end to its start", false, func(p *corpus.Page) { p.Lines[1].End = 3 }},
		{"lines over each other", false, func(p *corpus.Page) { p.Lines[1].Start = 3 }},
		{"a word before the text", false, func(p *corpus.Page) { p.Words[0].Start = -1 }},
		{"a word inside of a letter", false, func(p *corpus.Page) { p.Words[0].End = 2 }},
		{"words out of order", false, func(p *corpus.Page) { p.Words[0], p.Words[1] = p.Words[1], p.Words[0] }},
		{"a finding beyond the text", false, func(p *corpus.Page) { p.Findings[0].End = 99 }},
	} {
		page := corpus.Page{
			Number: 2, Text: text,
			Lines:    []corpus.Line{{Start: 0, End: 7}, {Start: 8, End: 10}},
			Words:    []corpus.Word{{Start: 0, End: 5}, {Start: 6, End: 7}},
			Findings: []corpus.Finding{{Code: "a", Start: 8, End: 10}},
		}
		c.spoil(&page)
		err := Distrust(&page, 2)
		var problem *corpus.Problem
		if (err == nil) != c.good || err != nil && (!errors.As(err, &problem) || problem.Kind != corpus.Crashed) {
			t.Errorf("%s: %v; good is %v, and what is not is a problem of kind %s", c.what, err, c.good, corpus.Crashed)
		}
	}
}
