package index

import (
	"slices"
	"strings"

	"vanthu/internal/vntext"
)

// A finder finds the words of a query in the text of pages, the same way as
// they were indexed, and says which letters they are. Not for concurrent use.
type finder struct {
	patterns []pattern
	begins   []wordBegin
	terms    map[string]int16 // vocabulary of the strict patterns
	folds    map[string]int16 // and of the folded ones
	known    map[string]token // by word as printed
	keys     map[string]bool  // numbers asked for
	leaves   uint64           // conditions that can be found, one bit each
	tokens   []token          // of the page at hand
	borders  [][2]int32       // bytes of each token
}

// A pattern is words side by side.
type pattern struct {
	leaf   int // which condition of the query it belongs to
	folded bool
	words  []int16 // numbers in the vocabulary
}

// A wordBegin is how a word must begin.
type wordBegin struct {
	leaf   int
	folded bool
	texts  []string // any of them
}

// A token is a word of a page: its numbers in the vocabularies and the first
// begin that it has, -1 where there is none.
type token struct{ term, fold, begin int16 }

// none is the token that no pattern asks for.
var none = token{-1, -1, -1}

// A found is one place that matches a pattern.
type found struct {
	start, end int // bytes of the page's text
	leaf       int
}

func newFinder(p *plan) *finder {
	f := &finder{
		terms: map[string]int16{},
		folds: map[string]int16{},
		known: map[string]token{},
		keys:  map[string]bool{},
	}
	for i := range p.leaves {
		l := &p.leaves[i]
		if l.excluded {
			continue
		}
		f.leaves |= 1 << (i & 63)
		if l.prefix {
			text := l.alts[0][0]
			f.begins = append(f.begins, wordBegin{i, l.folded, []string{text, termOf(text)}})
			continue
		}
		for _, words := range l.alts {
			f.add(i, words, l.folded)
		}
		for _, words := range l.plain {
			f.add(i, words, l.folded)
		}
		for _, k := range l.keys {
			f.keys[k] = true
		}
	}
	for _, k := range p.asked {
		f.keys[k] = true
	}
	// The longest first: "Nghị quyết số 29-NQ/TW" is one mark, not "29-NQ".
	slices.SortStableFunc(f.patterns, func(a, b pattern) int { return len(b.words) - len(a.words) })
	return f
}

func (f *finder) add(leaf int, words []string, folded bool) {
	vocabulary := f.terms
	if folded {
		vocabulary = f.folds
	}
	p := pattern{leaf: leaf, folded: folded}
	for _, w := range words {
		w = vntext.Spelling(w)
		n, ok := vocabulary[w]
		if !ok {
			n = int16(len(vocabulary))
			vocabulary[w] = n
		}
		p.words = append(p.words, n)
	}
	f.patterns = append(f.patterns, p)
}

// token looks a word up. A page has a thousand words but few different ones.
func (f *finder) token(word string) token {
	if t, ok := f.known[word]; ok {
		return t
	}
	t := none
	if len(f.terms) > 0 {
		if n, ok := f.terms[vntext.Spelling(termOf(word))]; ok {
			t.term = n
		}
	}
	if len(f.folds) > 0 {
		if n, ok := f.folds[vntext.Spelling(foldOf(word))]; ok {
			t.fold = n
		}
	}
	for i, b := range f.begins {
		form := termOf(word)
		if b.folded {
			form = foldOf(word)
		}
		if slices.ContainsFunc(b.texts, func(text string) bool { return strings.HasPrefix(form, text) }) {
			t.begin = int16(i)
			break
		}
	}
	f.known[word] = t
	return t
}

// blockTokens is how many words of a text are looked up before they are compared
// with the patterns: a page can be a book.
const blockTokens = 2048

// each calls yield with the places of a text that match, in order, none
// overlapping, until it says false.
func (f *finder) each(text string, yield func(found) bool) {
	f.tokens, f.borders = f.tokens[:0], f.borders[:0]
	room := 1 // words of the longest pattern
	for _, p := range f.patterns {
		room = max(room, len(p.words))
	}
	from := 0 // token that is compared next
	// compare looks for places that begin before token to.
	compare := func(to int) bool {
		for ; from < to; from++ {
			if f.tokens[from] == none {
				continue
			}
			last, leaf := f.longest(from)
			if last < 0 {
				continue
			}
			if !yield(found{int(f.borders[from][0]), int(f.borders[last][1]), leaf}) {
				return false
			}
			from = last
		}
		return true
	}
	for start, end := range vntext.Words(text) {
		if len(f.tokens) == blockTokens+room {
			if !compare(blockTokens) {
				return
			}
			f.tokens = append(f.tokens[:0], f.tokens[from:]...)
			f.borders = append(f.borders[:0], f.borders[from:]...)
			from = 0
		}
		f.tokens = append(f.tokens, f.token(text[start:end]))
		f.borders = append(f.borders, [2]int32{int32(start), int32(end)})
	}
	compare(len(f.tokens))
}

// longest is the last token of the longest pattern that stands at token i, and
// its leaf; -1 for none.
func (f *finder) longest(i int) (last, leaf int) {
	for _, p := range f.patterns {
		if f.at(i, p) {
			return i + len(p.words) - 1, p.leaf
		}
	}
	if b := f.tokens[i].begin; b >= 0 {
		return i, f.begins[b].leaf
	}
	return -1, 0
}

// at says whether the pattern stands at token i.
func (f *finder) at(i int, p pattern) bool {
	if i+len(p.words) > len(f.tokens) {
		return false
	}
	for k, w := range p.words {
		t := f.tokens[i+k]
		if p.folded && t.fold != w || !p.folded && t.term != w {
			return false
		}
	}
	return true
}
