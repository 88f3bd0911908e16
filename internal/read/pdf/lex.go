package pdf

import "bytes"

// Kinds of tokens of a content stream or a CMap.
const (
	tokEOF byte = iota
	tokNumber
	tokString
	tokName
	tokArray
	tokDict // list holds keys and values by turns
	tokOperator
)

// A token is an operand or an operator.
type token struct {
	kind   byte
	number float64
	text   []byte // of a string (decoded), name (without the slash), operator
	list   []token
}

// maxNesting bounds arrays in arrays.
const maxNesting = 32

// A lexer splits a content stream or a CMap into tokens. It has no errors:
// what it cannot read it skips, as viewers do.
type lexer struct {
	src []byte
	at  int
}

// Classes of bytes. Source: ISO 32000-1, 7.2.2.
var (
	spaceByte = [256]bool{0: true, '\t': true, '\n': true, '\f': true, '\r': true, ' ': true}
	delimByte = [256]bool{'(': true, ')': true, '<': true, '>': true, '[': true, ']': true, '{': true, '}': true, '/': true, '%': true}
)

// next reads one token.
func (l *lexer) next() token { return l.token(0) }

func (l *lexer) token(depth int) token {
	for l.at < len(l.src) {
		c := l.src[l.at]
		switch {
		case spaceByte[c]:
			l.at++
		case c == '%':
			for l.at < len(l.src) && l.src[l.at] != '\n' && l.src[l.at] != '\r' {
				l.at++
			}
		case c == '(':
			return token{kind: tokString, text: l.literal()}
		case c == '<' && l.peek(1) == '<':
			l.at += 2
			return token{kind: tokDict, list: l.list('>', depth)}
		case c == '<':
			return token{kind: tokString, text: l.hex()}
		case c == '[':
			l.at++
			return token{kind: tokArray, list: l.list(']', depth)}
		case c == '/':
			l.at++
			return token{kind: tokName, text: unescapeName(l.regular())}
		case c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9':
			return l.numeral()
		case delimByte[c]:
			l.at++ // a stray ) > ] { }
		default:
			return token{kind: tokOperator, text: l.regular()}
		}
	}
	return token{}
}

func (l *lexer) peek(n int) byte {
	if l.at+n < len(l.src) {
		return l.src[l.at+n]
	}
	return 0
}

// regular reads up to the next space or delimiter.
func (l *lexer) regular() []byte {
	start := l.at
	for l.at < len(l.src) && !spaceByte[l.src[l.at]] && !delimByte[l.src[l.at]] {
		l.at++
	}
	return l.src[start:l.at]
}

// list reads tokens up to the closing byte, which ">>" needs twice. Operators
// in it are dropped, but the words true, false, null keep their place.
func (l *lexer) list(end byte, depth int) []token {
	var list []token
	for {
		for l.at < len(l.src) && spaceByte[l.src[l.at]] {
			l.at++
		}
		if l.at >= len(l.src) {
			return list
		}
		if l.src[l.at] == end {
			l.at++
			if end == '>' && l.peek(0) == '>' {
				l.at++
			}
			return list
		}
		if depth >= maxNesting {
			l.at++
			continue
		}
		t := l.token(depth + 1)
		switch t.kind {
		case tokEOF:
			return list
		case tokOperator:
			if word := string(t.text); word != "true" && word != "false" && word != "null" {
				continue
			}
		}
		list = append(list, t)
	}
}

// numeral reads a number; "--5" and "1-2" are read as far as they go, and what
// is no number at all is 0, as in other readers.
func (l *lexer) numeral() token {
	start := l.at
	text := l.regular()
	i, sign := 0, 1.0
	for i < len(text) && (text[i] == '+' || text[i] == '-') {
		if text[i] == '-' {
			sign = -1
		}
		i++
	}
	value, digits := 0.0, 0
	for ; i < len(text) && text[i] >= '0' && text[i] <= '9'; i++ {
		value = value*10 + float64(text[i]-'0')
		digits++
	}
	if i < len(text) && text[i] == '.' {
		i++
		scale := 0.1
		for ; i < len(text) && text[i] >= '0' && text[i] <= '9'; i++ {
			value += float64(text[i]-'0') * scale
			scale /= 10
			digits++
		}
	}
	if digits > 0 && i < len(text) && (text[i] >= 'A' && text[i] <= 'Z' || text[i] >= 'a' && text[i] <= 'z') {
		l.at = start + i // "0Tc": an operator glued to its number
	}
	return token{kind: tokNumber, number: sign * value}
}

// literal reads a string in parentheses.
func (l *lexer) literal() []byte {
	l.at++
	start := l.at
	// Most strings hold no escapes and no parentheses: no copy.
	for i := start; i < len(l.src); i++ {
		c := l.src[i]
		if c == ')' {
			l.at = i + 1
			return l.src[start:i]
		}
		if c == '\\' || c == '(' || c == '\r' {
			break
		}
	}
	var out []byte
	depth := 1
	for l.at < len(l.src) {
		c := l.src[l.at]
		l.at++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return out
			}
		case '\r':
			if l.peek(0) == '\n' {
				l.at++
			}
			c = '\n'
		case '\\':
			var ok bool
			if c, ok = l.escape(); !ok {
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// escapes are the letters that stand for another byte behind a backslash; any
// other character stands for itself.
var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// escape reads what follows a backslash; false for a continued line.
func (l *lexer) escape() (byte, bool) {
	c := l.peek(0)
	l.at++
	switch {
	case c == '\n':
		return 0, false
	case c == '\r':
		if l.peek(0) == '\n' {
			l.at++
		}
		return 0, false
	case c >= '0' && c <= '7':
		v := int(c - '0')
		for n := 0; n < 2 && l.peek(0) >= '0' && l.peek(0) <= '7'; n++ {
			v = v*8 + int(l.peek(0)-'0')
			l.at++
		}
		return byte(v), true
	}
	if e, ok := escapes[c]; ok {
		return e, true
	}
	return c, true
}

// hex reads a string in angle brackets; an odd last digit counts as if 0 followed.
func (l *lexer) hex() []byte {
	l.at++
	var out []byte
	half := -1
	for l.at < len(l.src) {
		c := l.src[l.at]
		l.at++
		if c == '>' {
			break
		}
		d := digitOf(c)
		switch {
		case d < 0:
		case half < 0:
			half = d
		default:
			out = append(out, byte(half<<4|d))
			half = -1
		}
	}
	if half >= 0 {
		out = append(out, byte(half<<4))
	}
	return out
}

func digitOf(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// unescapeName reads #20 in names.
func unescapeName(b []byte) []byte {
	if bytes.IndexByte(b, '#') < 0 {
		return b
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == '#' && i+2 < len(b) && digitOf(b[i+1]) >= 0 && digitOf(b[i+2]) >= 0 {
			out = append(out, byte(digitOf(b[i+1])<<4|digitOf(b[i+2])))
			i += 2
			continue
		}
		out = append(out, b[i])
	}
	return out
}

// skipImage passes over an inline image; the lexer stands behind BI. The data
// end at an EI between spaces behind which text goes on: three bytes of an
// image are EI soon enough.
func (l *lexer) skipImage() {
	for {
		t := l.next()
		if t.kind == tokEOF {
			return
		}
		if t.kind == tokOperator && string(t.text) == "ID" {
			break
		}
	}
	l.at++
	for l.at < len(l.src) {
		i := bytes.Index(l.src[l.at:], []byte("EI"))
		if i < 0 {
			l.at = len(l.src)
			return
		}
		end := l.at + i
		l.at = end + 2
		before := end > 0 && spaceByte[l.src[end-1]]
		if before && (l.at == len(l.src) || spaceByte[l.src[l.at]] && printable(l.src[l.at:min(len(l.src), l.at+16)])) {
			return
		}
	}
}

func printable(b []byte) bool {
	for _, c := range b {
		if !spaceByte[c] && (c < ' ' || c > '~') {
			return false
		}
	}
	return true
}
