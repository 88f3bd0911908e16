package zone

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/gazetteer"
)

// fullLine says whether l is the first line of the body in a text that keeps its
// printed lines: it fills the width of the page and begins with a capital, while
// the line above is short as a centred line is, and ends no phrase that goes on.
func (h *head) fullLine(above, l *Line, at int) bool {
	if l.Box != nil || !unicode.IsUpper(firstRune(l.Text)) || openEnd(above.Text, l.Text) || isCaps(l.Text) {
		return false
	}
	width := 0
	for i := at + 1; i < len(h.lines) && i < at+40; i++ {
		width = max(width, utf8.RuneCountInString(h.lines[i].Text))
	}
	if width < 60 {
		width = 84 // no line below tells
	}
	if width > 130 {
		return false // paragraphs on one line each
	}
	return 10*utf8.RuneCountInString(l.Text) > 8*width && 10*utf8.RuneCountInString(above.Text) < 8*width
}

// startsSentence says whether l, right under above, begins the body: the line
// above ended its sentence.
func startsSentence(above, l *Line) bool {
	return (strings.HasSuffix(above.Text, ".") || strings.HasSuffix(above.Text, ":") || strings.HasSuffix(above.Text, ";")) &&
		unicode.IsUpper(firstRune(l.Text))
}

// opensSentence says whether a line right under the subject opens the body as
// papers without legal bases do: "Thực hiện Quyết định số ...", "Ngày 01 tháng 12
// năm 2024, ...", "THỦ TƯỚNG CHÍNH PHỦ điện:".
func opensSentence(s string) bool {
	if strings.HasSuffix(s, ":") && unicode.IsUpper(firstRune(s)) {
		return true
	}
	if rest, ok := strings.CutPrefix(s, "Năm "); ok && len(rest) > 5 && isDigits(rest[:4]) && rest[4] == ',' {
		return true
	}
	for _, start := range [...]string{"Thực hiện ", "Triển khai ", "Tiếp theo ", "Ngày ", "Sau khi ", "Thời gian qua", "Trong thời gian qua", "Để ", "Nhằm ", "Trên cơ sở ",
		"Tại phiên họp ", "Tại cuộc họp ", "Tại hội nghị ", "Trong tháng ", "Trong năm ", "Trong quý ", "Những năm qua", "Hôm nay", "Thời gian bắt đầu"} {
		if rest, ok := strings.CutPrefix(s, start); ok {
			_, n := gazetteer.LongestType(strings.TrimLeft(rest, " "))
			return n > 0 || start != "Thực hiện " && start != "Triển khai "
		}
	}
	return false
}

// sentence says whether a line under the title is the first of the body because
// the issuer is its subject and does something in it: "Ủy ban nhân dân xã An Khê
// trân trọng kính mời: ...". Near miss: "Ủy ban nhân dân xã An Khê năm 2024",
// which ends a subject.
func (h *head) sentence(s string) bool {
	if isCaps(s) || !unicode.IsUpper(firstRune(s)) || len(s) < 50 && !closes(s) {
		return false
	}
	folded := fold(s[:min(len(s), 240)])
	for i := range h.lines {
		l := &h.lines[i]
		if l.Kind == Title {
			break
		}
		if l.Kind != Issuer || len(l.Text) < 6 {
			continue
		}
		rest, words := behindName(folded, fold(l.Text))
		if words < 2 {
			continue
		}
		sure := words > 2
		for _, verb := range [...]string{
			"thong bao", "tran trong", "ban hanh", "xay dung", "de nghi", "bao cao", "to chuc", "huong dan", "nhan duoc", "co nhu cau",
			"yeu cau", "kinh moi", "chuyen den", "niem yet", "tiep nhan", "kinh trinh", "kinh de nghi", "kinh bao cao", "cap cho", "chung nhan", "xin gui", "da ", "co ", "hop tu ", "hop ngay ",
		} {
			if at := strings.Index(rest, " "+verb); at == 0 || at > 0 && sure && at < 40 && strings.Count(rest[:at], " ") <= 6 {
				return true
			}
		}
	}
	return false
}

// behindName is what follows a body's name in s, of which the cell names also
// where the body sits: "cong an tinh thong bao ..." for CÔNG AN TỈNH LÂM ĐỒNG. words
// is how many words of the name s has.
func behindName(s, name string) (rest string, words int) {
	for i := 0; ; i++ {
		if i == len(s) {
			return "", 0
		}
		if i == len(name) {
			return s[i:], words + 1
		}
		if s[i] != name[i] {
			return s[max(0, strings.LastIndexByte(s[:i], ' ')):], words
		}
		if s[i] == ' ' {
			words++
		}
	}
}

// closes says whether a line ends as a sentence of the body does.
func closes(s string) bool {
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, ";") || strings.HasSuffix(s, ".")
}

// citesItself says whether a line names an instrument with its number at its
// start, as the first sentence of a consolidated text does: "Thông tư số
// 20/2016/TT-BTC ngày ...".
func citesItself(s string) bool {
	_, n := gazetteer.LongestType(s)
	return n > 0 && strings.HasPrefix(fold(strings.TrimLeft(s[n:], " ")), "so ")
}
