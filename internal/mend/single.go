package mend

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// Words of one syllable that rules look for, by their shape. What stands beside
// them must fit, for each is easily another word.
var (
	shapeSo    = shapeOf("số")
	shapeNgay  = shapeOf("ngày")
	shapeThang = shapeOf("tháng")
	shapeNam   = shapeOf("năm")
	shapeCua   = shapeOf("của")
	shapeKhoa  = shapeOf("khóa")
	shapeLuat  = shapeOf("luật")
)

// single mends a word of one syllable, and gives the byte to go on from: 0 for
// the next word.
func (e *editor) single(start, end int) int {
	word := e.text[start:end]
	if len(word) > 8 {
		e.split(start, end)
		return 0
	}
	var s shape
	s.of(word)
	next := blank(e.text, end)
	switch string(s.buf[:s.n]) {
	case shapeSo:
		if at := afterSo(e.text, end); numberLike(e.text, at) {
			e.replace(start, end, likeCase(word, "số"))
			return e.numberAfterSo(at)
		}
	case shapeNgay:
		return e.date(start, end)
	case shapeNam:
		if run, after, right := digits(e.text, next, 4); len(run) == 4 && right >= 2 && (run[:2] == "19" || run[:2] == "20") && unicode.IsLower(vntext.FirstRune(word)) {
			e.replace(start, end, "năm")
			e.replace(next, after, run)
			return after
		}
	case shapeCua:
		// "thông qua Nghị quyết", "kết quả Quy hoạch": with a Q it is a word of its own.
		if word[0] != 'q' && unicode.IsLower(vntext.FirstRune(word)) && unicode.IsUpper(vntext.FirstRune(e.text[next:])) {
			e.replace(start, end, "của")
		}
	case shapeKhoa:
		if roman := strings.IndexAny(e.text[next:], " ,.;)\n"); roman > 0 && strings.Trim(e.text[next:next+roman], "IVX") == "" {
			e.replace(start, end, likeCase(word, "khóa"))
		}
	case shapeLuat:
		// A law that no table knows: "Luât Điện ảnh", "Luat số 1/2024/QH15".
		if first := vntext.FirstRune(word); first != 'L' && first != '1' && first != 'I' {
			break
		}
		after, stop := nextWord(e.text, next)
		if after == next && (unicode.IsUpper(vntext.FirstRune(e.text[after:])) || shapeOf(e.text[after:stop]) == shapeSo) {
			e.replace(start, end, likeCase("L"+word[utf8.RuneLen(vntext.FirstRune(word)):], "Luật"))
		}
	}
	return 0
}

// split puts back the blank before a word that rules look for: "Giángày".
func (e *editor) split(start, end int) {
	word := e.text[start:end]
	for _, w := range [...]string{"ngày", "của", "được"} {
		if head, ok := strings.CutSuffix(word, w); ok && vntext.IsSyllable(head) && !vntext.IsSyllable(word) {
			e.replace(start, end, head+" "+w)
			return
		}
	}
}

// afterSo is the byte behind "số", a colon and blanks.
func afterSo(s string, i int) int {
	i = blank(s, i)
	if i < len(s) && (s[i] == ':' || s[i] == '.') {
		i = blank(s, i+1)
	}
	return i
}

// date mends "ngày 2l tháng 02 năm 2O25" and "ngày l5/6/2O24", whose first word
// stands from start to end, and gives the byte behind; 0 if there is no date.
func (e *editor) date(start, end int) int {
	s := e.text
	type digit struct {
		at, end int
		run     string
	}
	var parts []digit
	var words []piece
	right := 0
	at := blank(s, end)
	for i := range 3 {
		most := 2
		if i == 2 {
			most = 4
		}
		run, after, sure := digits(s, at, most)
		if run == "" && i < 2 { // "07tháng"
			for after = at; after < len(s) && after-at < most && vntext.IsDigit(s[after]); after++ {
			}
			run, sure = s[at:after], after-at
		}
		if run == "" || i == 2 && len(run) != 4 {
			return 0
		}
		right += sure
		parts = append(parts, digit{at, after, run})
		at = after
		if i == 2 {
			break
		}
		if at < len(s) && (s[at] == '/' || s[at] == '-' || s[at] == '.') {
			at++
			continue
		}
		from, to := nextWord(s, at)
		if from == len(s) || from != blank(s, at) || shapeOf(s[from:to]) != [...]string{shapeThang, shapeNam}[i] {
			return 0
		}
		words = append(words, piece{from, to, 1})
		at = blank(s, to)
	}
	if right < 2 || len(words) == 1 {
		return 0
	}
	e.replace(start, end, likeCase(s[start:end], "ngày"))
	for i, p := range parts {
		e.replace(p.at, p.end, p.run)
		if i < len(words) {
			word := likeCase(s[words[i].start:words[i].end], [...]string{"tháng", "năm"}[i])
			if words[i].start == p.end {
				word = " " + word
			}
			e.replace(words[i].start, words[i].end, word)
		}
	}
	return parts[2].end
}
