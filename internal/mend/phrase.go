package mend

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/gazetteer"
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

// phrases is the tree of everything that is mended by its words.
var phrases = func() *node {
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
}()

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
	at, n, found := phrases, 0, 0
	for n < mostWords {
		s.of(e.text[start:end])
		next, words := at.step(s.buf[:s.n])
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
		if start, end = nextWord(e.text, end); start == len(e.text) || start-gap > 3 || strings.Trim(e.text[gap:start], " \n,-–.") != "" {
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

// step is the node that the word of a shape leads to, over one word of a phrase
// or over two that lost the blank between them; nil if there is none.
func (n *node) step(shape []byte) (*node, int) {
	if next := n.next[string(shape)]; next != nil {
		return next, 1
	}
	for i := 2; i < len(shape)-1; i++ {
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

// differing counts the letters that are not alike in two words of equal shape,
// in any case; "rn" and "m" differ by one.
func differing(a, b string) int {
	n := 0
	for a != "" && b != "" {
		x, size := utf8.DecodeRuneInString(a)
		a = a[size:]
		y, size := utf8.DecodeRuneInString(b)
		b = b[size:]
		if unicode.ToLower(x) == unicode.ToLower(y) {
			continue
		}
		n++
		if class(x) == 'm' && class(y) != 'm' {
			_, size = utf8.DecodeRuneInString(b)
			b = b[size:]
		} else if class(y) == 'm' && class(x) != 'm' {
			_, size = utf8.DecodeRuneInString(a)
			a = a[size:]
		}
	}
	return n + utf8.RuneCountInString(a) + utf8.RuneCountInString(b)
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
