package extract

import (
	"strings"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// agreed spells the words of a recognised subject or issuer as the rest of the document
// spells them: a heading is read once, but what it is about stands in the body
// again and again. "Quy hoạch tông thể" is "tổng thể" where the body has it so
// seven times. A word is compared with the words that differ from it by marks
// alone and stand before or behind the same word. parts are the texts of pieces.
//
// Fewer witnesses are enough the less sure the recogniser was of the word.
// Everything comes from this document, so that it gives the same record anywhere.
func (r *reader) agreed(pieces []corpus.Span, parts []string) []string {
	type token struct {
		part, start, end int // bytes of the part
		word, folded     string
		sure             float64
	}
	var tokens []token
	for i, p := range pieces {
		for _, w := range r.pages[p.Page].Words {
			if w.Start < p.Start || w.End > p.End {
				continue
			}
			start, end := bareWord(parts[i], w.Start-p.Start, w.End-p.Start)
			if start == end {
				continue
			}
			word := vntext.Term(parts[i][start:end])
			tokens = append(tokens, token{i, start, end, word, vntext.Fold(word), w.Confidence})
		}
	}
	if len(tokens) < 2 {
		return parts
	}
	wanted := map[string]bool{}
	for _, t := range tokens {
		wanted[t.folded] = true
	}
	pairs := pairsIn(r.sheet.Flow.Text, wanted)
	out := append([]string(nil), parts...)
	for i := len(tokens) - 1; i >= 0; i-- {
		t := tokens[i]
		if !vntext.IsSyllable(t.word) && len(t.word) == len(t.folded) {
			continue // a number, a foreign word
		}
		votes := map[string]int{}
		if i > 0 {
			for word, n := range pairs[pair{tokens[i-1].folded, t.folded, true}] {
				votes[word] += n
			}
		}
		if i+1 < len(tokens) {
			for word, n := range pairs[pair{t.folded, tokens[i+1].folded, false}] {
				votes[word] = max(votes[word], n)
			}
		}
		best, most, second := "", 0, 0
		for word, n := range votes {
			switch {
			case word == t.word || !vntext.IsSyllable(word):
			case n > most || n == most && word < best:
				best, second, most = word, most, n
			case n > second:
				second = n
			}
		}
		own := max(votes[t.word]-1, 0) // but for this place
		need := 3 * max(own, second, 1)
		if t.sure < unsureWord {
			need = 2*max(own, second) + 1
		}
		if most < need {
			continue
		}
		part := out[t.part]
		out[t.part] = part[:t.start] + likeCase(part[t.start:t.end], best) + part[t.end:]
	}
	return out
}

// recognised says whether the text of a page was recognised from its image.
func (r *reader) recognised(page int) bool {
	p := r.pages[page]
	return p != nil && p.Method == corpus.MethodOCR
}

// A pair is two words that follow each other, without marks; second says which
// of the two is counted.
type pair struct {
	first, next string
	second      bool
}

// pairsIn counts how the words that follow each other in text are spelt, by
// their letters without marks.
func pairsIn(text string, wanted map[string]bool) map[pair]map[string]int {
	counts := map[pair]map[string]int{}
	add := func(p pair, word string) {
		if counts[p] == nil {
			counts[p] = map[string]int{}
		}
		counts[p][word]++
	}
	before, beforeFolded := "", ""
	for field := range strings.FieldsSeq(text) {
		start, end := bareWord(field, 0, len(field))
		word := vntext.Term(field[start:end])
		folded := vntext.Fold(word)
		if wanted[folded] && wanted[beforeFolded] {
			add(pair{beforeFolded, folded, true}, word)
			add(pair{beforeFolded, folded, false}, before)
		}
		before, beforeFolded = word, folded
	}
	return counts
}

// bareWord is the stretch of bytes start to end of s without the marks around
// the word.
func bareWord(s string, start, end int) (int, int) {
	const marks = " .,;:()[]\"“”'‘’!?*_"
	word := s[start:end]
	start += len(word) - len(strings.TrimLeft(word, marks))
	return start, start + len(strings.Trim(word, marks))
}

// likeCase writes word with capitals where like has them.
func likeCase(like, word string) string {
	switch {
	case strings.ToUpper(like) == like:
		return strings.ToUpper(word)
	case strings.ToLower(like) != like:
		return capitalised(word)
	}
	return word
}
