package query

import (
	_ "embed"
	"slices"
	"sync"

	"vanthu/internal/vntext"
)

//go:embed abbreviations.tsv
var abbreviationsTSV string

// A writing is one way to write what can be written shorter or longer.
type writing struct {
	words []string // terms
	other [][]string
}

// writings are the rows of abbreviations.tsv by the first word, as a term and as
// a folded word; short forms also without marks, as they are often typed. The
// longest come first.
var writings = sync.OnceValue(func() map[bool]map[string][]writing {
	all := map[bool]map[string][]writing{false: {}, true: {}}
	add := func(folded bool, words, other []string) {
		list := all[folded][words[0]]
		if i := slices.IndexFunc(list, func(w writing) bool { return slices.Equal(w.words, words) }); i >= 0 {
			list[i].other = append(list[i].other, other)
			return
		}
		all[folded][words[0]] = append(list, writing{words, [][]string{other}})
	}
	for _, row := range tableRows(abbreviationsTSV) {
		short, long := terms(row[0]), terms(row[1])
		add(true, fold(short), fold(long))
		add(false, short, long)
		if !slices.Equal(fold(short), short) {
			add(false, fold(short), long)
		}
		if row[2] == "y" {
			add(true, fold(long), fold(short))
			add(false, long, short)
		}
	}
	for _, byWord := range all {
		for _, list := range byWord {
			slices.SortStableFunc(list, func(a, b writing) int { return len(b.words) - len(a.words) })
		}
	}
	return all
})

func fold(terms []string) []string {
	out := make([]string, len(terms))
	for i, t := range terms {
		out[i] = vntext.Fold(t)
	}
	return out
}

// Abbreviated finds the longest run at the start of words that has a shorter or
// longer form ("ubnd", "ủy ban nhân dân"), its length, and these forms. Words
// are terms, or folded words where folded says so.
func Abbreviated(words []string, folded bool) (n int, forms [][]string) {
	if len(words) == 0 {
		return 0, nil
	}
	for _, w := range writings()[folded][words[0]] {
		if len(w.words) <= len(words) && slices.Equal(w.words, words[:len(w.words)]) {
			return len(w.words), w.other
		}
	}
	return 0, nil
}

// mostAlternatives bounds the ways to write one phrase.
const mostAlternatives = 12

// Alternatives gives all ways to write words that stand side by side, first as
// they are, then with short forms for long ones and long for short: "ubnd tỉnh",
// "ủy ban nhân dân tỉnh". Words are as for [Abbreviated].
func Alternatives(words []string, folded bool) [][]string {
	all := [][]string{nil}
	for i := 0; i < len(words); {
		n, forms := Abbreviated(words[i:], folded)
		if n == 0 {
			n = 1
		}
		choices := append([][]string{words[i : i+n]}, forms...)
		var next [][]string
		for _, c := range choices {
			for _, begin := range all {
				if len(next) < mostAlternatives {
					next = append(next, append(slices.Clip(begin), c...))
				}
			}
		}
		all = next
		i += n
	}
	return slices.CompactFunc(all, slices.Equal)
}
