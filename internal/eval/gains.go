package eval

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Gains is what a change of the rules brought, item by item.
type Gains struct {
	Gained   []Change `json:"gained"`   // right now, not before
	Lost     []Change `json:"lost"`     // right before, not now
	OnlyOld  []string `json:"only_old"` // files that only the old report knows: not compared
	OnlyNew  []string `json:"only_new"`
	Standing int      `json:"standing"` // misses that both have
}

// A Change is one thing gained or lost.
type Change struct {
	Kind Kind   `json:"kind"`
	File string `json:"file"`
	Miss Miss   `json:"miss"` // as the report has it that is wrong
}

// Compare tells what new has gained and lost against old, over the files that
// both know. A value that was wrong and is wrong in another way is neither.
// Compare(b, a) is Compare(a, b) with gained and lost exchanged.
func Compare(old, new Report) Gains {
	a, b := byFile(old), byFile(new)
	g := Gains{Gained: []Change{}, Lost: []Change{}, OnlyOld: []string{}, OnlyNew: []string{}}
	for _, at := range places(a) {
		if _, ok := b[at]; !ok {
			g.OnlyOld = append(g.OnlyOld, at.file)
			continue
		}
		g.Gained = append(g.Gained, more(at, a[at], b[at])...)
		lost := more(at, b[at], a[at])
		g.Lost = append(g.Lost, lost...)
		g.Standing += len(b[at]) - len(lost)
	}
	for _, at := range places(b) {
		if _, ok := a[at]; !ok {
			g.OnlyNew = append(g.OnlyNew, at.file)
		}
	}
	return g
}

// WriteTable writes a line for each thing gained (+) and lost (-), and a sum.
func (g Gains) WriteTable(w io.Writer) error {
	p := printer{w: w}
	for _, c := range g.Gained {
		p.line("+ %s: %s", c.File, c.Miss)
	}
	for _, c := range g.Lost {
		p.line("- %s: %s", c.File, c.Miss)
	}
	for _, f := range g.OnlyOld {
		p.line("? %s: only in the old report", f)
	}
	for _, f := range g.OnlyNew {
		p.line("? %s: only in the new report", f)
	}
	p.line("gained %d, lost %d, still wrong %d", len(g.Gained), len(g.Lost), g.Standing)
	return p.err
}

// A place is where misses are compared: one kind of gold for one file.
type place struct {
	file string
	kind Kind
}

func byFile(r Report) map[place][]Miss {
	all := make(map[place][]Miss)
	for _, s := range r.Sections {
		for _, d := range s.Documents {
			all[place{d.File, s.Kind}] = d.Misses
		}
	}
	return all
}

func places(of map[place][]Miss) []place {
	list := make([]place, 0, len(of))
	for p := range of {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b place) int {
		return cmp.Or(strings.Compare(a.file, b.file), strings.Compare(string(a.kind), string(b.kind)))
	})
	return list
}

// more are the misses of one side that the other does not have, or has fewer of.
func more(at place, of, than []Miss) []Change {
	left := make(map[string]int)
	for _, m := range than {
		left[m.item()]++
	}
	var list []Change
	for _, m := range of {
		if key := m.item(); left[key] > 0 {
			left[key]--
			continue
		}
		list = append(list, Change{Kind: at.kind, File: at.file, Miss: m})
	}
	return list
}

// item is what a miss is about, whatever was got instead: for what comes in
// lists the text that is missing or too much is part of it.
func (m Miss) item() string {
	text := ""
	switch m.What {
	case MentionMissing, MentionExtra, MentionInexact, RecipientMissing, RecipientExtra, DateMissing, DateExtra:
		text = cmp.Or(m.Gold, m.Got)
	}
	return fmt.Sprintf("%s\x00%s\x00%s", m.What, m.Item, text)
}
