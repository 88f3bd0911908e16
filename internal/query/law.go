package query

import (
	"regexp"
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
		var more int
		law.Year, more = saidYear(words[n:])
		n += more
		return law, n, true
	}
	return Law{}, 0, false
}

// saidYear reads the year that words behind a name begin with, alone or of a day:
// "năm 2013", "2013", "ngày 29 tháng 11 năm 2013", "ngày 29 11 2013". It is 0, of no
// word, where there is none.
func saidYear(words []string) (year, n int) {
	is := func(word string) bool {
		if n < len(words) && vntext.Fold(words[n]) == word {
			n++
			return true
		}
		return false
	}
	if is("ngay") {
		for _, next := range []string{"thang", ""} {
			if n == len(words) || !dayLike.MatchString(words[n]) {
				return 0, 0
			}
			n++
			is(next)
		}
	}
	is("nam")
	if n == len(words) || !yearLike.MatchString(words[n]) {
		return 0, 0
	}
	year, _ = strconv.Atoi(words[n])
	return year, n + 1
}

var dayLike = regexp.MustCompile(`^\d\d?$`)

// mostLawWords is more than the name of any law has.
const mostLawWords = 40

// lawDays are nodes in which the day behind the name of a law, "ngày 29/11/2013", is
// words like those of its long form: it is not printed so wherever the law is cited.
func lawDays(nodes []Node) []Node {
	for i := 0; i < len(nodes); i++ {
		day, ok := nodes[i].(Phrase)
		if !ok || i == 0 || nodes[i-1] != (Word{"ngày"}) && nodes[i-1] != (Word{"ngay"}) {
			continue
		}
		var words []string
		for first := i - 1; first >= max(0, i-mostLawWords); first-- {
			w, ok := nodes[first].(Word)
			if !ok {
				break
			}
			words = append([]string{w.Text}, words...)
			law, n, ok := LawAt(append(slices.Clone(words), day.Words...), slices.Equal(words, fold(words)))
			if !ok || law.Year == 0 || n != len(words)+len(day.Words) {
				continue
			}
			var spread []Node
			for _, w := range day.Words {
				spread = append(spread, Word{w})
			}
			nodes = slices.Concat(nodes[:i], spread, nodes[i+1:])
			break
		}
	}
	return nodes
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

// ParseNumberedLaw reads the number behind the name of a law that is the rest of the
// text: "Luật Đất đai số 31/2024/QH15".
func ParseNumberedLaw(text string) (Number, bool) {
	q, err := Parse(text)
	if err != nil {
		return Number{}, false
	}
	last := len(q.Nodes) - 1
	number, ok := q.Nodes[last].(Number)
	if !ok {
		return Number{}, false
	}
	var words []string
	for _, n := range q.Nodes[:last] {
		w, ok := n.(Word)
		if !ok {
			return Number{}, false
		}
		words = append(words, w.Text)
	}
	law, n, ok := LawAt(words, !q.Marked())
	if !ok || n < len(words)-1 || n == len(words)-1 && vntext.Fold(words[n]) != "so" {
		return Number{}, false
	}
	if number.Type == "" && number.Abbrev == "" {
		number.Type = law.Type
	}
	return number, true
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
	add := func(words []string, numbered bool) {
		for i := 0; i < len(words); i++ {
			if law, n, ok := LawAt(words[i:], folded); ok {
				// Of "Luật Đất đai số 31/2024/QH15" the number tells which it is.
				last := i+n == len(words) || i+n == len(words)-1 && vntext.Fold(words[i+n]) == "so"
				if !numbered || !last || law.Year != 0 {
					keep(law)
				}
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
			_, numbered := n.(Number)
			add(run, numbered)
			run = nil
		}
		add(run, false)
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
