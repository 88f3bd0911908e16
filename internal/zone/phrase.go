package zone

import (
	"strings"
	"unicode"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

// startsSentence says whether l, right under above, begins the body: the line
// above ended its sentence.
func startsSentence(above, l *Line) bool {
	return (strings.HasSuffix(above.Text, ".") || strings.HasSuffix(above.Text, ":") || strings.HasSuffix(above.Text, ";")) &&
		unicode.IsUpper(vntext.FirstRune(l.Text))
}

// opensSentence says whether a line right under the subject opens the body as
// papers without legal bases do: "Thực hiện Quyết định số ...", "Ngày 01 tháng 12
// năm 2024, ...", "THỦ TƯỚNG CHÍNH PHỦ điện:".
func opensSentence(s string) bool {
	if strings.HasSuffix(s, ":") && unicode.IsUpper(vntext.FirstRune(s)) {
		return true
	}
	if rest, ok := strings.CutPrefix(s, "Năm "); ok && len(rest) > 5 && isDigits(rest[:4]) && rest[4] == ',' {
		return true
	}
	for _, start := range [...]string{"Thực hiện ", "Triển khai ", "Thi hành ", "Theo ", "Tiếp theo ", "Ngày ", "Sau khi ", "Thời gian qua", "Trong thời gian qua", "Để ", "Nhằm ", "Trên cơ sở ",
		"Tại phiên họp ", "Tại cuộc họp ", "Tại hội nghị ", "Trong tháng ", "Trong năm ", "Trong quý ", "Những năm qua", "Hôm nay", "Thời gian bắt đầu"} {
		if rest, ok := strings.CutPrefix(s, start); ok {
			_, n := gazetteer.LongestType(strings.TrimLeft(rest, " "))
			switch start {
			case "Thực hiện ", "Triển khai ", "Thi hành ", "Theo ":
				return n > 0
			}
			return true
		}
	}
	return false
}

// sentence says whether a line under the title is the first of the body because
// the issuer is its subject and does something in it: "Ủy ban nhân dân xã An Khê
// trân trọng kính mời: ...". Near miss: "Ủy ban nhân dân xã An Khê năm 2024",
// which ends a subject.
func (h *head) sentence(s string) bool {
	if isCaps(s) || !unicode.IsUpper(vntext.FirstRune(s)) || len(s) < 50 && !closes(s) {
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

// tellsForce says whether the lines from at on tell since when an instrument is
// in force, as the first sentence of a consolidated text does and no subject.
func (h *head) tellsForce(at, end int) bool {
	for i := at; i < min(end, at+8); i++ {
		if strings.Contains(h.lines[i].Text, "hiệu lực") {
			return true
		}
	}
	return false
}

// closing are words that can end a phrase though their second alone cannot: "hồ
// sơ, chứng từ", "các đơn vị trực thuộc".
var closing = map[string]bool{
	"chứng từ": true, "trực thuộc": true, "phụ thuộc": true, "kèm theo": true, "tiếp theo": true, "tự do": true, "lý do": true,
	"tồn tại": true, "hiện tại": true, "đầu vào": true, "bên trong": true, "nêu trên": true, "tuyệt đối": true, "tương đối": true,
	"thiểu số": true, "dân số": true, "chỉ số": true, "tham số": true, "tổng số": true, // "số" that no number follows
}

// openEnd says whether a line cannot end a phrase: "... ngày", "... và", a comma.
// What goes before a number does so only where one follows: "chuyển đổi số" ends
// a subject.
func openEnd(s, next string) bool {
	if strings.HasSuffix(s, ",") || strings.HasSuffix(s, "-") || strings.HasSuffix(s, "(") {
		return true
	}
	at := strings.LastIndexByte(s, ' ')
	// Marks count: "năm" leaves a phrase open, "Nam" ends it.
	last := vntext.Term(s[at+1:])
	if at > 0 && closing[vntext.Term(s[strings.LastIndexByte(s[:at], ' ')+1:at])+" "+last] {
		return false
	}
	switch last {
	case "số", "ngày", "tháng", "năm":
		r := vntext.FirstRune(next)
		return !unicode.IsUpper(r)
	case "trưởng", "tướng", "tịch", "đốc", "án", "toán":
		return OpensBody(next) && ofPosition(s) // "của Bộ trưởng" / "Bộ Y tế"
	case "và", "của", "cho", "với", "tại", "về", "theo", "các", "những", "một", "đến", "từ", "trong",
		"thuộc", "đối", "để", "triển", "do", "hoặc", "vào", "được", "gắn", "là", "bởi", "trên", "giữa":
		return true
	}
	return false
}

// ofPosition says whether s ends in "của" and a position: "... của Bộ trưởng".
// Near miss: "bổ nhiệm Kế toán trưởng".
func ofPosition(s string) bool {
	at := len(s)
	for range 3 {
		at = strings.LastIndexByte(s[:at], ' ')
		if at <= 0 {
			return false
		}
		if _, n := positions.find(s[at+1:]); n > 0 && n == len(s)-at-1 {
			return strings.HasSuffix(fold(s[:at]), " cua")
		}
	}
	return false
}

// unopened says whether a line cannot begin a sentence: a small letter, a
// digit, a closing quote.
func unopened(s string) bool {
	r := vntext.FirstRune(s)
	return unicode.IsLower(r) || unicode.IsDigit(r) && !numbered(fold(s[:min(len(s), 20)])) || r == '(' || r == ')'
}
