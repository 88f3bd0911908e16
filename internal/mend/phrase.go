package mend

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

//go:embed phrases.tsv
var phrasesTSV string

// A node is a place in the tree of all phrases, one word a step.
type node struct {
	next    map[string]*node // by the shape of the next word
	phrases [][]string       // the words of the phrases that end here
}

func (n *node) add(phrase string) {
	words := strings.FieldsFunc(phrase, func(r rune) bool { return r == ' ' || r == ',' || r == '-' })
	if len(words) < 2 {
		return // one syllable is too easily another
	}
	at := n
	for _, w := range words {
		key := shapeOf(w)
		if at.next[key] == nil {
			if at.next == nil {
				at.next = make(map[string]*node)
			}
			at.next[key] = &node{}
		}
		at = at.next[key]
	}
	at.phrases = append(at.phrases, words)
}

// phrases is the tree of everything that is mended by its words, grown when the
// first recognised page comes.
var phrases = sync.OnceValue(func() *node {
	root := &node{}
	for _, t := range gazetteer.Types() {
		root.add(t.Name)
	}
	for _, l := range gazetteer.Laws() {
		root.add(l)
	}
	for _, b := range gazetteer.Bodies() {
		root.add(b.Name)
	}
	for i, row := range strings.Split(strings.TrimSpace(phrasesTSV), "\n") {
		if name, _, _ := strings.Cut(row, "\t"); i > 0 {
			root.add(name)
		}
	}
	return root
})

// A piece is a stretch of the text and the words of a phrase that it stands for:
// one, or two where a blank was lost.
type piece struct{ start, end, words int }

// mostWords is the number of words of the longest phrase that is mended.
const mostWords = 24

// phrase mends the longest phrase that starts with the word at start, and gives
// the byte behind it; 0 if no phrase starts there.
func (e *editor) phrase(start, end int) int {
	var s shape
	var pieces [mostWords]piece
	var best []string
	at, n, found := phrases(), 0, 0
	for n < mostWords {
		s.of(e.text[start:end])
		next, words := at.step(s.buf[:s.n])
		if gap := tear(e.text, end); next == nil && gap > 0 {
			// "Giao thô ng": a blank put into a word, or dirt.
			if from, to := nextWord(e.text, end+gap); from == end+gap {
				var whole shape
				whole.of(e.text[start:end] + e.text[from:to])
				if next = at.next[string(whole.buf[:whole.n])]; next != nil {
					words, end = 1, to
				}
			}
		}
		if next == nil && n > 1 {
			next, words = at.almost(e.text[start:end], s.buf[:s.n]), 1
		}
		if next == nil {
			break
		}
		at = next
		pieces[n] = piece{start, end, words}
		n++
		if p := e.nearest(pieces[:n], at.phrases); p != nil {
			best, found = p, n
		}
		gap := end
		if start, end = nextWord(e.text, end); start == len(e.text) || start-gap > 3 || strings.Trim(e.text[gap:start], " \n,-–.'`|~^_·") != "" {
			break
		}
	}
	if best == nil {
		return 0
	}
	i := 0
	for _, p := range pieces[:found] {
		word := e.text[p.start:p.end]
		if p.words == 2 {
			e.replace(p.start, p.end, likeCase(word, best[i])+" "+likeCase(strings.ToLower(word[len(word)-1:]), best[i+1]))
		} else {
			e.replace(p.start, p.end, likeCase(word, best[i]))
		}
		i += p.words
	}
	return pieces[found-1].end
}

// almost is the one node that a word leads to of which a letter was lost or put in;
// nil if there is none, or if the word is one by itself.
func (n *node) almost(word string, shape []byte) *node {
	if len(shape) < 3 || vntext.IsSyllable(word) {
		return nil
	}
	var only *node
	for key, next := range n.next {
		if n := differing(key, string(shape)); n == 1 && len(key) >= 3 || n == 2 && len(key) >= 6 { // u and n are two strokes
			if only != nil {
				return nil
			}
			only = next
		}
	}
	return only
}

// step is the node that the word of a shape leads to, over one word of a phrase
// or over two that lost the blank between them; nil if there is none.
func (n *node) step(shape []byte) (*node, int) {
	if next := n.next[string(shape)]; next != nil {
		return next, 1
	}
	for i := 1; i < len(shape); i++ {
		if first := n.next[string(shape[:i])]; first != nil {
			if next := first.next[string(shape[i:])]; next != nil {
				return next, 2
			}
		}
	}
	return nil, 0
}

// nearest is the phrase that differs least from the pieces, nil if more than one
// letter of four is another in all.
func (e *editor) nearest(pieces []piece, all [][]string) []string {
	var best []string
	least := 0
	for _, phrase := range all {
		letters, apart, i := 0, 0, 0
		for _, p := range pieces {
			word := phrase[i]
			if p.words == 2 {
				word += phrase[i+1]
			}
			i += p.words
			letters += utf8.RuneCountInString(word)
			apart += differing(e.text[p.start:p.end], word)
		}
		if apart <= max(1, letters/4) && (best == nil || apart < least) {
			best, least = phrase, apart
		}
	}
	return best
}

// longestWord is more letters than a word that is compared has.
const longestWord = 32

// differing counts the letters to change, add or drop between two words, in any
// case.
func differing(a, b string) int {
	var row [longestWord + 1]int
	var other [longestWord]rune
	n := 0
	for _, r := range b {
		if n == longestWord {
			return longestWord
		}
		other[n] = unicode.ToLower(r)
		n++
	}
	for j := range n + 1 {
		row[j] = j
	}
	i := 0
	for _, r := range a {
		r = unicode.ToLower(r)
		corner := row[0]
		i++
		row[0] = i
		for j := range n {
			cost := corner
			if r != other[j] {
				cost++
			}
			corner = row[j+1]
			row[j+1] = min(cost, row[j]+1, corner+1)
		}
	}
	return row[n]
}

// likeCase writes want with the capitals of the word it stands for.
func likeCase(word, want string) string {
	first, size := utf8.DecodeRuneInString(word)
	switch {
	case strings.EqualFold(word, want):
		return word
	case !unicode.IsLetter(first):
		return want
	case unicode.IsUpper(first) && size < len(word) && !strings.ContainsFunc(word[size:], unicode.IsLower):
		return strings.ToUpper(want)
	case unicode.IsUpper(first) && first != 'I':
		head, size := utf8.DecodeRuneInString(want)
		return string(unicode.ToUpper(head)) + want[size:]
	case unicode.IsUpper(first):
		return want
	}
	head, size := utf8.DecodeRuneInString(want)
	if unicode.IsUpper(head) && first != 'l' && first != 't' {
		return string(unicode.ToLower(head)) + want[size:]
	}
	return want
}
