package mend

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

// symbolParts are the parts of the symbols of instruments that a table knows, by
// their shape in capitals: abbreviations of types, symbols of bodies.
type symbolParts struct{ types, bodies map[string][]string }

var symbols = sync.OnceValue(func() symbolParts {
	types, bodies := make(map[string][]string), make(map[string][]string)
	add := func(to map[string][]string, s string) {
		if key := capitals(s); !slices.Contains(to[key], s) {
			to[key] = append(to[key], s)
		}
	}
	for _, t := range gazetteer.Types() {
		for i, a := range t.Abbrev {
			if i > 0 && strings.ContainsAny(t.Abbrev[0], "Đđ") {
				continue // the ND of NĐ is a misprint itself
			}
			for _, part := range strings.Split(a, "-") {
				add(types, part)
			}
		}
	}
	for _, b := range gazetteer.Bodies() {
		add(bodies, b.Symbol)
		if b.Symbol == "QH" || b.Symbol == "UBTVQH" { // with the number of the term
			for term := 7; term <= 20; term++ {
				add(bodies, b.Symbol+strconv.Itoa(term))
			}
		}
	}
	return symbolParts{types, bodies}
})

// capitals is the shape of a part of a symbol: letters that print confuses are
// one.
func capitals(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch r = unicode.ToUpper(r); r {
		case 'Đ', 'Ð':
			r = 'D'
		case 'Q', 'C', 'G', '0', 'Ô', 'Ơ', 'Ó':
			r = 'O'
		case 'L', '1', 'T', '¡', '|':
			r = 'I'
		case 'Y':
			r = 'V'
		case '5':
			r = 'S'
		case '8':
			r = 'B'
		case 'Ư':
			r = 'U'
		case 'Ă', 'Â':
			r = 'A'
		case 'Ê':
			r = 'E'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// symbolOf is the part of a symbol that p was printed as: of a type or, where it
// is the first, of a body; ok is false where no table knows one.
func symbolOf(p string, first bool) (string, bool) {
	key := capitals(p)
	best, apart := "", utf8.RuneCountInString(p)/3+2
	for _, known := range [...][]string{symbols().bodies[key], symbols().types[key]} {
		for _, s := range known {
			if s == p {
				return p, true
			}
			if n := differing(p, s); n < apart && !another(p, s) {
				best, apart = s, n
			}
		}
		if best != "" && !first {
			break // behind the type stands a body: CP misread as GP is no Giấy phép
		}
	}
	return best, best != ""
}

// another says whether p may well be the symbol of another body that no table
// knows: Ban Tuyên giáo (BTG) is not misread Bộ Tài chính (BTC). Of the letters
// that differ, I for T or L, O for Q and D for Đ are misread; others are doubtful,
// and a long symbol may have one.
func another(p, s string) bool {
	doubtful := 0
	printed := []rune(s)
	for i, r := range []rune(p) {
		if i >= len(printed) || unicode.ToUpper(r) == unicode.ToUpper(printed[i]) {
			continue
		}
		if r != 'I' && r != 'O' && r != 'D' && r >= 'A' && r <= 'Z' && printed[i] < utf8.RuneSelf {
			doubtful++
		}
	}
	return doubtful > 1 || doubtful == 1 && len(printed) < 4
}

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

// terms are the first and the last years of the terms of the Quốc hội.
// Source: Hiến pháp, on the term of the Quốc hội; its resolutions on elections.
var terms = map[int][2]int{8: {1987, 1992}, 9: {1992, 1997}, 10: {1997, 2002}, 11: {2002, 2007}, 12: {2007, 2011}, 13: {2011, 2016}, 14: {2016, 2021}, 15: {2021, 2026}, 16: {2026, 2031}}

// ofTerm mends the number of a term at the end of a symbol that cannot be that of
// the year, where another can and differs by one figure: QH18 of 2015 is QH13.
func ofTerm(symbol string, year int) string {
	head := strings.TrimRight(symbol, "0123456789")
	if year == 0 || head != "QH" && head != "UBTVQH" || len(symbol)-len(head) != 2 {
		return symbol
	}
	if t, ok := terms[atoi(symbol[len(head):])]; ok && t[0] <= year && year <= t[1] {
		return symbol
	}
	best := symbol
	for term, t := range terms {
		if s := strconv.Itoa(term); t[0] <= year && year <= t[1] && len(s) == 2 && differing(s, symbol[len(head):]) == 1 {
			if best != symbol {
				return symbol // two terms of one year
			}
			best = head + s
		}
	}
	return best
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
