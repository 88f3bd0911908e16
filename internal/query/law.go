package query

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

// A Law is an instrument that a query names by its name: "Luật Đất đai năm 2013".
type Law struct {
	Type  string   // "Luật", "Bộ luật", "Pháp lệnh"
	Title []string // words as terms: đất đai
	Year  int      // 0 where not typed
}

// Name is type and title as words without marks.
func (l Law) Name() []string {
	return append(fold(terms(l.Type)), fold(l.Title)...)
}

// A lawName is a law of the table and the words of its type and title.
type lawName struct {
	law           Law
	words, folded []string
}

// laws are those of the table by the first word of the type, without marks; the
// longest come first. The words are made once: a query can say "luật" often.
var laws = sync.OnceValue(func() map[string][]lawName {
	all := map[string][]lawName{}
	for _, name := range gazetteer.Laws() {
		t, length := gazetteer.LongestType(name)
		law := Law{Type: t.Name, Title: terms(name[length:])}
		words := append(terms(law.Type), law.Title...)
		first := vntext.Fold(words[0])
		all[first] = append(all[first], lawName{law, words, fold(words)})
	}
	for _, list := range all {
		slices.SortStableFunc(list, func(a, b lawName) int { return len(b.words) - len(a.words) })
	}
	return all
})

// LawAt finds the law that words begin with, and of how many words its name and
// year are: "luật đất đai năm 2013", "luat dat dai". Words are terms, or folded
// words where folded says so.
func LawAt(words []string, folded bool) (law Law, n int, ok bool) {
	if len(words) < 2 {
		return Law{}, 0, false
	}
	for _, known := range laws()[vntext.Fold(words[0])] {
		name := known.words
		if folded {
			name = known.folded
		}
		if len(name) > len(words) || !slices.Equal(name, words[:len(name)]) {
			continue
		}
		law, n = known.law, len(name)
		rest := words[n:]
		if len(rest) > 0 && vntext.Fold(rest[0]) == "nam" {
			rest = rest[1:]
		}
		if len(rest) > 0 && yearLike.MatchString(rest[0]) {
			law.Year, _ = strconv.Atoi(rest[0])
			n = len(words) - len(rest) + 1
		}
		return law, n, true
	}
	return Law{}, 0, false
}

// ParseLaw reads the name of a law, and its year, that is the whole text.
func ParseLaw(text string) (Law, bool) {
	words := terms(Typed(text))
	for _, folded := range []bool{false, true} {
		if folded && !slices.Equal(words, fold(words)) {
			break
		}
		if law, n, ok := LawAt(words, folded); ok && n == len(words) {
			return law, true
		}
	}
	return Law{}, false
}

// Laws lists the laws that the query names and does not exclude, each once.
func (q Query) Laws() []Law {
	var all []Law
	seen := map[string]bool{}
	keep := func(law Law) {
		if key := strings.Join(law.Name(), " ") + strconv.Itoa(law.Year); !seen[key] {
			seen[key] = true
			all = append(all, law)
		}
	}
	folded := !q.Marked()
	add := func(words []string) {
		for i := 0; i < len(words); i++ {
			if law, n, ok := LawAt(words[i:], folded); ok {
				keep(law)
				i += n - 1
			}
		}
	}
	lists := [][]Node{q.Nodes}
	q.Walk(func(n Node, positive bool) {
		if group, ok := n.(All); ok && positive {
			lists = append(lists, group.Nodes)
		}
	})
	for _, nodes := range lists {
		var run []string
		for _, n := range nodes {
			if w, ok := n.(Word); ok {
				run = append(run, w.Text)
				continue
			}
			add(run)
			run = nil
		}
		add(run)
	}
	q.Walk(func(n Node, positive bool) {
		if c, ok := n.(Cites); ok && positive && c.Words != nil {
			if law, ok := ParseLaw(strings.Join(c.Words, " ")); ok {
				keep(law)
			}
		}
	})
	return all
}
