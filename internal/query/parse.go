package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// Parse reads a query. Its errors are *[Error]: a phrase that is not closed,
// and a query without a word.
func Parse(s string) (Query, error) {
	s = vntext.NFC(strings.ToValidUTF8(s, " "))
	var q Query
	for at := 0; at < len(s); {
		node, end, err := parseNode(s, at)
		if err != nil {
			return Query{}, err
		}
		if node != nil {
			q.Nodes = append(q.Nodes, node)
		}
		at = end
	}
	if len(q.Nodes) == 0 {
		return Query{}, &Error{0, "no word to look for"}
	}
	return q, nil
}

// parseNode reads the node at byte at, nil for space and lone signs ("Độc lập -
// Tự do": the dash excludes nothing).
func parseNode(s string, at int) (Node, int, error) {
	r, size := utf8.DecodeRuneInString(s[at:])
	switch {
	case unicode.IsSpace(r):
		return nil, at + size, nil
	case isQuote(r):
		return parsePhrase(s, at, size)
	case r == '-':
		next, _ := utf8.DecodeRuneInString(s[at+1:])
		if at+1 == len(s) || unicode.IsSpace(next) || next == '-' {
			return nil, at + 1, nil
		}
		node, end, err := parseNode(s, at+1)
		if node == nil || err != nil {
			return nil, end, err
		}
		return Not{node}, end, nil
	}
	if n, end, ok := scanNumber(s, at); ok {
		return n, end, nil
	}
	end := tokenEnd(s, at)
	return words(s[at:end]), end, nil
}

// parsePhrase reads from the quotation mark at byte at to the next one.
func parsePhrase(s string, at, size int) (Node, int, error) {
	from := at + size
	length := strings.IndexFunc(s[from:], isQuote)
	if length < 0 {
		return nil, 0, &Error{at, "the quotation mark is not closed"}
	}
	_, closing := utf8.DecodeRuneInString(s[from+length:])
	return words(s[from : from+length]), from + length + closing, nil
}

// words makes a node of a stretch of text: "và/hoặc" is two words side by side.
func words(s string) Node {
	var terms []string
	for start, end := range vntext.Words(s) {
		terms = append(terms, vntext.Term(s[start:end]))
	}
	switch len(terms) {
	case 0:
		return nil
	case 1:
		return Word{terms[0]}
	}
	return Phrase{terms}
}

// isQuote knows the marks of keyboards and of text copied from documents.
func isQuote(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '«', '»':
		return true
	}
	return false
}

// tokenEnd is the end of the run without space and quotation marks.
func tokenEnd(s string, at int) int {
	length := strings.IndexFunc(s[at:], func(r rune) bool { return unicode.IsSpace(r) || isQuote(r) })
	if length < 0 {
		return len(s)
	}
	return at + length
}
