package query

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// Limits of a query: what is longer was pasted by mistake.
const (
	maxBytes      = 8 << 10
	maxConditions = 200
	maxDepth      = 20
)

// Parse reads a query. Its errors are *[Error].
func Parse(s string) (Query, error) {
	s = Typed(s)
	if len(s) > maxBytes {
		return Query{}, &Error{0, fmt.Sprintf("the query is longer than %d bytes", maxBytes)}
	}
	p := parser{s: s}
	nodes, err := p.group(-1)
	if err != nil {
		return Query{}, err
	}
	if len(nodes) == 0 {
		return Query{}, &Error{0, "no word to look for"}
	}
	return Query{nodes}, nil
}

// A parser reads the text s from byte at on.
type parser struct {
	s          string
	at         int
	depth      int
	conditions int
}

// group reads clauses up to the end, or up to the bracket that closes the one
// opened at byte open.
func (p *parser) group(open int) ([]Node, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, &Error{open, fmt.Sprintf("brackets stand more than %d deep", maxDepth-1)}
	}
	defer func() { p.depth-- }()
	var nodes []Node
	for {
		n, err := p.clause()
		if err != nil {
			return nil, err
		}
		switch n := n.(type) {
		case All: // brackets around what must hold anyway
			nodes = append(nodes, n.Nodes...)
			continue
		case Node:
			nodes = append(nodes, n)
			continue
		}
		switch {
		case p.at == len(p.s) && open >= 0:
			return nil, &Error{open, "the bracket is not closed"}
		case p.at == len(p.s):
			return lawDays(nodes), nil
		case open < 0:
			return nil, &Error{p.at, "no bracket is open here"}
		}
		p.at++
		return lawDays(nodes), nil
	}
}

// clause reads operands with OR between them. It gives nil at the end and
// before a closing bracket.
func (p *parser) clause() (Node, error) {
	first, err := p.operand()
	if first == nil || err != nil {
		return nil, err
	}
	nodes := []Node{first}
	for {
		p.skip()
		end := keyword(p.s, p.at, "OR", "HOẶC", "|", "||")
		if end == p.at {
			break
		}
		at := p.at
		p.at = end
		next, err := p.operand()
		if err != nil {
			return nil, err
		}
		if next == nil {
			return nil, &Error{at, "OR needs a condition on both sides"}
		}
		nodes = append(nodes, next)
	}
	return either(nodes), nil
}

// either joins alternatives: of one it is that one, an Or in it dissolves.
func either(nodes []Node) Node {
	var all []Node
	for _, n := range nodes {
		if or, ok := n.(Or); ok {
			all = append(all, or.Nodes...)
			continue
		}
		all = append(all, n)
	}
	if len(all) == 1 {
		return all[0]
	}
	return Or{all}
}

// together joins conditions that must all hold.
func together(nodes []Node) Node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	return All{nodes}
}

// operand reads one condition, nil at the end and before a closing bracket.
func (p *parser) operand() (Node, error) {
	for {
		p.skip()
		if p.at == len(p.s) || p.s[p.at] == ')' {
			return nil, nil
		}
		if end := keyword(p.s, p.at, "OR", "HOẶC", "|", "||"); end > p.at {
			return nil, &Error{p.at, "OR needs a condition on both sides"}
		}
		if end := keyword(p.s, p.at, "NOT"); end > p.at {
			return p.not(p.at, end, "NOT needs a condition after it")
		}
		if p.s[p.at] == '-' {
			next, _ := utf8.DecodeRuneInString(p.s[p.at+1:])
			if p.at+1 < len(p.s) && !unicode.IsSpace(next) && next != '-' && next != ')' {
				return p.not(p.at, p.at+1, "")
			}
			p.at++ // a dash
			continue
		}
		n, err := p.primary()
		if n != nil || err != nil {
			return n, err
		}
	}
}

// not reads what is excluded, from byte from on. A lone sign after a dash
// excludes nothing; what must be there has a message.
func (p *parser) not(at, from int, missing string) (Node, error) {
	p.at = from
	var n Node
	var err error
	if missing == "" {
		if p.s[p.at] == '*' || keyword(p.s, p.at, "OR", "HOẶC", "|", "||", "NOT", "AND") > p.at {
			return nil, &Error{at, "the dash excludes nothing; put a blank after it or a word"}
		}
		n, err = p.primary()
		if n == nil && err == nil {
			return p.operand()
		}
	} else if n, err = p.operand(); n == nil && err == nil {
		return nil, &Error{at, missing}
	}
	if err != nil {
		return nil, err
	}
	if not, ok := n.(Not); ok {
		return not.Node, nil
	}
	return Not{n}, nil
}

// primary reads a condition that is there, nil for signs without a word.
func (p *parser) primary() (Node, error) {
	at := p.at
	if p.conditions++; p.conditions > maxConditions {
		return nil, &Error{at, fmt.Sprintf("the query has more than %d conditions", maxConditions)}
	}
	r, size := utf8.DecodeRuneInString(p.s[at:])
	switch {
	case r == '(':
		p.at++
		nodes, err := p.group(at)
		if err != nil || len(nodes) == 0 {
			return nil, err
		}
		return together(nodes), nil
	case isQuote(r):
		text, end, err := quotedText(p.s, at, size)
		p.at = end
		return words(text), err
	}
	if spec, after, ok := scanFieldName(p.s, at); ok {
		return p.field(spec, after)
	}
	if name, ok := unknownField(p.s, at); ok {
		_, listed := fieldNames()
		message := fmt.Sprintf("there is no field %q", name)
		if near := nearest(name); near != "" {
			message += "; is it " + near + "?"
		} else {
			message += "."
		}
		return nil, &Error{at, message + " The fields are " + listed + "; put words with a colon in quotation marks"}
	}
	end := tokenEnd(p.s, at)
	if strings.Contains(p.s[at:end], "*") {
		p.at = end
		return prefix(p.s, at, end)
	}
	if n, end, ok := scanNumber(p.s, at); ok {
		p.at = end
		return n, nil
	}
	p.at = end
	return words(p.s[at:end]), nil
}

// prefix makes a node of a token with a star in it.
func prefix(s string, at, end int) (Node, error) {
	token := s[at:end]
	star := strings.IndexByte(token, '*')
	var found []string
	for start, end := range vntext.Words(token) {
		if start > star {
			return nil, &Error{at + star, "the star may stand at the end of a word only"}
		}
		found = append(found, token[start:end])
	}
	switch {
	case found == nil:
		return nil, nil // a star by itself, as under the head of Party documents
	case len(found) > 1:
		return nil, &Error{at + star, "the star may stand after one word only, not after several joined"}
	}
	text := vntext.NFC(strings.ToLower(found[0]))
	if utf8.RuneCountInString(text) < 2 {
		return nil, &Error{at + star, "the begin of a word needs at least two letters"}
	}
	return Prefix{text}, nil
}

// skip goes over space, signs that mean nothing between conditions, and AND.
func (p *parser) skip() {
	for p.at < len(p.s) {
		r, size := utf8.DecodeRuneInString(p.s[p.at:])
		switch {
		case unicode.IsSpace(r):
			p.at += size
		case keyword(p.s, p.at, "AND", "&", "&&", ",", ";", ".") > p.at:
			p.at = tokenEnd(p.s, p.at)
		default:
			return
		}
	}
}

// keyword is the byte after the token at byte at if it is one of the words, in
// capitals as given; else at.
func keyword(s string, at int, words ...string) int {
	end := tokenEnd(s, at)
	for _, w := range words {
		if s[at:end] == w {
			return end
		}
	}
	return at
}

// quotedText is the text from the quotation mark at byte at to the next one,
// and the byte after that.
func quotedText(s string, at, size int) (string, int, error) {
	from := at + size
	length := strings.IndexFunc(s[from:], isQuote)
	if length < 0 {
		return "", len(s), &Error{at, "the quotation mark is not closed"}
	}
	_, closing := utf8.DecodeRuneInString(s[from+length:])
	return s[from : from+length], from + length + closing, nil
}

// words makes a node of a stretch of text: "và/hoặc" is two words side by side.
func words(s string) Node {
	all := terms(s)
	switch len(all) {
	case 0:
		return nil
	case 1:
		return Word{all[0]}
	}
	return Phrase{all}
}

// isQuote knows the marks of keyboards and of text copied from documents.
func isQuote(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '«', '»':
		return true
	}
	return false
}

// tokenEnd is the end of the run without space, quotation marks and brackets.
func tokenEnd(s string, at int) int {
	length := strings.IndexFunc(s[at:], func(r rune) bool { return unicode.IsSpace(r) || isQuote(r) || r == '(' || r == ')' })
	if length < 0 {
		return len(s)
	}
	return at + length
}
