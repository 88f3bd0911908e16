package mend

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// numberLike says whether a number may stand at byte i: a digit, right or
// misread, and a mark not far behind.
func numberLike(s string, i int) bool {
	_, _, ok := numberAt(s, i, true)
	return ok
}

// number mends a number without "số" before it; it must begin with a digit. It
// gives the byte behind, 0 if there is none.
func (e *editor) number(start, end int) int {
	if c := e.text[start]; c < '0' || c > '9' {
		return e.gluedNumber(start, end)
	}
	run, after, ok := numberAt(e.text, start, false)
	if !ok {
		return 0
	}
	e.replaceNumber(start, after, run)
	return after
}

// gluedNumber is number where the blank behind "số" is lost: "số113/2025/NĐ-CP".
func (e *editor) gluedNumber(start, end int) int {
	word := e.text[start:end]
	first, a := utf8.DecodeRuneInString(word)
	second, b := utf8.DecodeRuneInString(word[a:])
	if a+b >= len(word) || class(first) != 's' || class(second) != 'o' || word[a+b] < '0' || word[a+b] > '9' {
		return 0
	}
	run, after, ok := numberAt(e.text, start+a+b, true)
	if !ok {
		return 0
	}
	e.replace(start, start+a+b, likeCase(word[:a+b], "số")+" ")
	e.replaceNumber(start+a+b, after, run)
	return after
}

// numberAfterSo is number behind "số", where also the first digit may be
// misread.
func (e *editor) numberAfterSo(at int) int {
	run, after, ok := numberAt(e.text, at, true)
	if !ok {
		return at
	}
	e.replaceNumber(at, after, run)
	return after
}

const (
	longestPart = 16
	mostParts   = 6
)

// numberAt reads a number at byte at: what was printed, the byte behind. Behind
// "số" (so) its first digits may be misread; else they are right.
func numberAt(s string, at int, so bool) (run string, end int, ok bool) {
	seq, i, right := sequence(s, at)
	kind, next := byte(0), 0
	if seq != "" {
		kind, next = markAt(s, i)
	}
	if so && kind == 0 {
		if joined, after, n := tornDigits(s, at, 5); joined != "" {
			if mark, behind := markAt(s, after); mark != 0 {
				seq, right, kind, next = joined, n, mark, behind
			}
		}
	}
	if kind == 0 {
		if seq, next = slashedSequence(s, at); seq == "" {
			return "", at, false
		}
		kind, right = '/', 1
	}
	if !so && right == 0 {
		return "", at, false
	}
	var b strings.Builder
	b.WriteString(seq)
	year := 0
	if y, after := yearOf(s, next); y != "" {
		if second, behind := markAt(s, after); second != 0 {
			b.WriteByte(kind)
			b.WriteString(y)
			kind, next = second, behind
			year = atoi(y)
		} else if slash := after + 1; after < len(s) && strings.IndexByte("lI|1", s[after]) >= 0 && slash < len(s) && unicode.IsUpper(vntext.FirstRune(s[slash:])) {
			b.WriteByte(kind) // "62/2022lNĐ-CP"
			b.WriteString(y)
			kind, next = '/', slash
			year = atoi(y)
		}
	}
	known := false
	typed := true // the first part is a type, or may be
	parts := 0
	for ; parts < mostParts; parts++ {
		after := next
		letters := 0
		for after < len(s) && letters < longestPart {
			r, size := utf8.DecodeRuneInString(s[after:])
			if !isLetter(r) {
				break
			}
			letters++
			after += size
		}
		part := s[next:after]
		glued := ""
		for _, w := range [...]string{"của", "ngày", "về", "quy"} { // "NĐ-CPngày"
			if head, ok := strings.CutSuffix(part, w); ok && head != "" {
				part, glued = head, " "
				after -= len(w)
			}
		}
		if parts == 1 && known && typed {
			if body, behind := garbled(s, next); body != "" {
				b.WriteByte(kind)
				b.WriteString(body)
				end = behind
				parts++
				break
			}
		}
		if glued == "" {
			part, after = torn(s, next, after, parts, year)
			letters = utf8.RuneCountInString(part)
		}
		if parts == 1 && glued == "" && strings.HasSuffix(b.String(), "/NĐ") && letters == 2 && differing(part, "CP") == 1 {
			part = "CP" // a Nghị định with its year is of the Government: "NĐ-GP"
		}
		if letters == 0 || !unicode.IsUpper(vntext.FirstRune(part)) && digit(vntext.FirstRune(part)) < 0 && vntext.FirstRune(part) != 'đ' {
			break
		}
		if parts == 0 {
			part = withoutStray(part)
		}
		if mended, ok := symbolOf(part, parts == 0); ok && (typed || part == mended) {
			part = ofTerm(mended, year)
			known = true
			typed = parts > 0 || symbols().types[capitals(part)] != nil // behind a body stands its division: BNV-TL
		} else if parts == 0 && (letters < 2 || !unicode.IsUpper(vntext.FirstRune(part))) {
			return "", at, false
		}
		b.WriteByte(kind)
		b.WriteString(part)
		b.WriteString(glued)
		end = after
		gap := 0
		kind, next = markAt(s, after)
		if kind == 0 {
			parts++
			break
		}
		if gap = next - after; gap > 3 || parts > 0 && gap > 1 {
			parts++
			break // "12/QĐ-UBND - UBND huyện"
		}
	}
	if parts == 0 || !known {
		return "", at, false
	}
	return b.String(), end, true
}

// codes are the beginnings of the codes of regulations and standards, by their
// shape in capitals.
var codes = map[string]string{capitals("QCVN"): "QCVN", capitals("TCVN"): "TCVN", capitals("TCCS"): "TCCS", capitals("QCĐP"): "QCĐP"}

// code mends "OCVN 4l:2O25/BTC", whose first word stands from start to end, and
// gives the byte behind; 0 if it is no code.
func (e *editor) code(start, end int) int {
	if end-start > len("QCĐP") || end-start < len("QCVN") {
		return 0
	}
	want, ok := codes[capitals(e.text[start:end])]
	if !ok {
		return 0
	}
	at := blank(e.text, end)
	var b strings.Builder
	i := at
	for {
		run, after, _ := digits(e.text, i, 5)
		if run == "" {
			return 0
		}
		b.WriteString(run)
		i = after
		if i+1 >= len(e.text) || strings.IndexByte("-.:", e.text[i]) < 0 || digit(vntext.FirstRune(e.text[i+1:])) < 0 {
			break
		}
		b.WriteByte(e.text[i])
		i++
	}
	if kind, next := markAt(e.text, i); kind == '/' {
		if from, to := nextWord(e.text, next); from == next {
			if body, ok := symbolOf(e.text[from:to], false); ok {
				b.WriteByte('/')
				b.WriteString(body)
				i = to
			}
		}
	}
	e.replace(start, end, want)
	e.replaceNumber(at, i, b.String())
	return i
}

// yearOf reads a year of four digits, of which two are right, also with a letter
// behind it that may be a slash.
func yearOf(s string, at int) (year string, end int) {
	year, end, right := digits(s, at, 4)
	if len(year) < 4 {
		if joined, after, n := tornDigits(s, at, 4); len(joined) == 4 {
			if mark, _ := markAt(s, after); mark != 0 {
				year, end, right = joined, after, n
			}
		}
	}
	if year == "" && at+4 < len(s) && strings.Trim(s[at:at+4], "0123456789") == "" {
		year, end, right = s[at:at+4], at+4, 4
	}
	if len(year) != 4 || right < 2 || year < "1945" || year > "2100" {
		return "", at
	}
	return year, end
}

// slashedSequence reads the sequence of a number whose first slash was read as a
// letter or a 1, "62l2022/NĐ-CP": the year and a mark must follow. next is where
// the year stands.
func slashedSequence(s string, at int) (seq string, next int) {
	i := at
	for i < len(s) && i-at < 4 && vntext.IsDigit(s[i]) {
		i++
	}
	for ; i > at; i-- { // of "6212022" the last 1 before the year is the slash
		if i >= len(s) || strings.IndexByte("lI|1!", s[i]) < 0 {
			continue
		}
		if year, after := yearOf(s, i+1); year != "" && (year[:2] == "19" || year[:2] == "20") {
			if kind, _ := markAt(s, after); kind == '/' {
				return s[at:i], i + 1
			}
		}
	}
	return "", at
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// sequence reads the digits before the first mark: "25", "66.7", "l2".
func sequence(s string, at int) (seq string, end, right int) {
	seq, end, right = digits(s, at, 5)
	if seq != "" && end+1 < len(s) && s[end] == '.' {
		if more, after, n := digits(s, end+1, 3); more != "" && n > 0 {
			if !strings.Contains(s[after:min(len(s), after+len("/2025/NQ-CP")+2)], "NQ") {
				return seq + more, after, right + n // only resolutions of the Government have a point: a speck
			}
			return seq + "." + more, after, right + n
		}
	}
	return seq, end, right
}

// markAt reads a slash or a dash with at most a blank on each side; kind is 0 if
// there is none.
func markAt(s string, i int) (kind byte, next int) {
	if i < len(s) && s[i] == ' ' {
		i++
	}
	if n := speck(s, i); n > 0 && i+n < len(s) && strings.ContainsRune("/-", vntext.FirstRune(s[i+n:])) {
		i += n
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	switch r {
	case '/', '⁄', '∕':
		kind = '/'
	case '-', '–', '—', '‑', '~':
		kind = '-'
	default:
		return 0, i
	}
	i += size
	if i < len(s) && (s[i] == ' ' || s[i] == '\n') {
		i++
	}
	return kind, i + speck(s, i)
}
