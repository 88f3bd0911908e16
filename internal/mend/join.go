package mend

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// joinWithin is join for the words from byte from to byte to, which were looked at
// together: a phrase that is known, and over two lines.
func (e *editor) joinWithin(from, to int) {
	for from < to {
		n := strings.IndexByte(e.text[from:to], '\n')
		if n < 0 {
			return
		}
		start, end := nextWord(e.text, from+n)
		e.join(start, end)
		from = end
	}
}

// join takes away the empty line before the word at start where a sentence goes on
// behind it. Recognisers take the second line of a paragraph of two, which begins
// left of the first, for a paragraph of its own, and "của Chủ" / "tịch Ủy ban nhân
// dân tỉnh" were no issuer. Near misses: "a) ..." under what it belongs to, and "về
// việc ..." under a title in capitals.
func (e *editor) join(start, end int) {
	s := e.text
	if start == 0 || s[start-1] != '\n' {
		return
	}
	first, _ := utf8.DecodeRuneInString(s[start:])
	if !unicode.IsLower(first) || end < len(s) && (s[end] == ')' || s[end] == '.') && end-start < len("viii") {
		return
	}
	from := len(strings.TrimRight(s[:start], " \t\n"))
	if strings.Count(s[from:start], "\n") < 2 {
		return
	}
	last, _ := utf8.DecodeLastRuneInString(s[:from])
	if last != ',' && !unicode.IsLetter(last) && !unicode.IsDigit(last) {
		return
	}
	line := s[strings.LastIndexByte(s[:from], '\n')+1 : from]
	if strings.ContainsFunc(line, unicode.IsLower) {
		e.replace(from, start, "\n")
	}
}
