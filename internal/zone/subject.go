package zone

import (
	"strings"
	"unicode"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

// titleEnd takes a title that goes on under itself: "THÔNG TƯ" / "LIÊN TỊCH".
func (h *head) titleEnd(at int) int {
	if at < len(h.lines) && strings.Trim(fold(h.lines[at].Text), "0123456789 *") == "lien tich" {
		h.lines[at].Kind = Title
		return at + 1
	}
	return at
}

// subject marks the lines of the subject that start at line at and returns the
// index behind them.
func (h *head) subject(at int) int {
	end := h.subjectLimit(at)
	first := true
	inCaps := false
	var above *Line
	length := 0
	for ; at < end; at++ {
		l := &h.lines[at]
		if l.Kind == RunningHead || l.Kind == Stamp {
			continue
		}
		if first && isRule(l.Text) {
			l.Kind = Rule
			continue
		}
		if first && h.sentence(l.Text) {
			break // the paper has no subject
		}
		if first && at+1 < end && (isSession(l.Text) || ofBody(l.Text)) {
			l.Kind = Section
			continue
		}
		if !first && !h.goesOn(above, l, inCaps, length, at, end) {
			break
		}
		if first {
			inCaps = isCaps(l.Text)
		}
		l.Kind = Subject
		first, above = false, l
		length += len(l.Text)
	}
	return at
}

// isSession says whether a line under the title names the meeting that passed
// the act, over the subject: "HỘI NGHỊ LẦN THỨ TÁM BAN CHẤP HÀNH TRUNG ƯƠNG KHÓA XI".
func isSession(s string) bool {
	folded := fold(s[:min(len(s), 60)])
	return isCaps(s) && (strings.HasPrefix(folded, "hoi nghi lan thu ") || strings.HasPrefix(folded, "ky hop thu "))
}

// ofBody says whether a line under the title of a Party paper names the body
// that it is of, over the subject: "CỦA BAN THƯỜNG VỤ TỈNH ỦY" / "về tăng cường ...".
func ofBody(s string) bool {
	rest, ok := strings.CutPrefix(s, "CỦA ")
	return ok && isCaps(s) && enactingBody(strings.TrimLeft(rest, " "))
}

// subjectLimit is the first line behind at that surely is no subject any more.
func (h *head) subjectLimit(at int) int {
	seen := false
	for i := at; i < len(h.lines); i++ {
		l := &h.lines[i]
		if l.Kind == RunningHead || l.Kind == Stamp {
			continue
		}
		if isRule(l.Text) {
			if seen {
				return i
			}
			continue
		}
		folded := fold(l.Text[:min(len(l.Text), 60)])
		cell := unicode.IsUpper(firstRune(l.Text)) && !strings.HasPrefix(folded, "ngay")
		switch {
		case opensBody(folded), strings.HasPrefix(folded, "kinh gui"):
			return i
		case cell && lineIsPlaceDate(l.Text), cell && seen && !h.has(Number) && strings.HasPrefix(folded, "so") && numberLine(fold(l.Text)):
			return i
		case seen && isItem(l.Text) && l.Gap && !openEnd(h.lines[i-1].Text):
			return i
		case seen && !openEnd(h.lines[i-1].Text) && enactingBody(l.Text) && h.enacts(i):
			return i
		}
		seen = true
		if i-at > 40 {
			return i
		}
	}
	return len(h.lines)
}

// enacts says whether line i, which names a body, is the enacting body: legal
// bases or the body follow it. In a subject in capitals any line can start
// with the name of a body ("BỘ TRƯỞNG BỘ Y TẾ BAN HÀNH").
func (h *head) enacts(i int) bool {
	if isCaps(h.lines[i].Text) && h.lines[i].Gap && !isCaps(h.lines[i-1].Text) {
		return true
	}
	for j, n := i+1, 0; j < len(h.lines) && n < 2; j++ {
		next := &h.lines[j]
		if next.Kind == RunningHead || next.Kind == Stamp || isRule(next.Text) {
			continue
		}
		if opensBody(fold(next.Text[:min(len(next.Text), 60)])) {
			return true
		}
		if !isCaps(next.Text) {
			return false
		}
		n++
	}
	return false
}

// goesOn says whether line l still belongs to the subject whose last line is
// above. Texts of the web part the lines of a subject by empty lines as they
// part paragraphs, so an empty line alone decides nothing.
func (h *head) goesOn(above, l *Line, inCaps bool, length, at, end int) bool {
	if inCaps && !isCaps(l.Text) && !openEnd(above.Text) && !unicode.IsLower(firstRune(l.Text)) {
		// A subject in capitals ends where a sentence in small letters begins. "KẾT
		// LUẬN CỦA BAN THƯỜNG VỤ" / "về tình hình ..." goes on.
		return false
	}
	if !inCaps && isCaps(l.Text) && l.Gap && h.isIssuer(l.Text) {
		return false
	}
	if above.Page != l.Page {
		return false
	}
	if length+len(l.Text) > 1500 {
		return false
	}
	if !openEnd(above.Text) && h.sentence(l.Text) {
		return false
	}
	if !l.Gap {
		return !startsSentence(above, l) && (openEnd(above.Text) || !inCaps && !opensSentence(l.Text) || inCaps && (isCaps(l.Text) || unicode.IsLower(firstRune(l.Text))))
	}
	if openEnd(above.Text) || unopened(l.Text) {
		return true
	}
	if l.Box != nil {
		return false // on a page image the gap is one
	}
	if inCaps {
		return true
	}
	if closes(l.Text) || len(l.Text) > 250 || citesItself(l.Text) {
		return false
	}
	// What lies before a sure mark of the body and reads as a phrase, not as a
	// sentence, is subject.
	if end < len(h.lines) && end-at <= 10 {
		for i := at; i < end; i++ {
			if closes(h.lines[i].Text) {
				return false
			}
		}
		return true
	}
	return false
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
			"yeu cau", "kinh moi", "chuyen den", "niem yet", "tiep nhan", "kinh trinh", "kinh de nghi", "kinh bao cao", "cap cho", "chung nhan", "xin gui", "da ", "co ",
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

// openEnd says whether a line cannot end a phrase: "... ngày", "... và", a comma.
func openEnd(s string) bool {
	if strings.HasSuffix(s, ",") || strings.HasSuffix(s, "-") || strings.HasSuffix(s, "(") {
		return true
	}
	at := strings.LastIndexByte(s, ' ')
	// Marks count: "năm" leaves a phrase open, "Nam" ends it.
	switch vntext.Term(s[at+1:]) {
	case "và", "của", "cho", "với", "tại", "về", "theo", "ngày", "tháng", "năm", "số", "các", "những", "một", "đến", "từ", "trong",
		"thuộc", "đối", "để", "triển", "do", "hoặc", "vào", "được", "gắn", "là", "bởi", "trên", "giữa":
		return true
	}
	return false
}

// unopened says whether a line cannot begin a sentence: a small letter, a
// digit, a closing quote.
func unopened(s string) bool {
	r := firstRune(s)
	return unicode.IsLower(r) || unicode.IsDigit(r) && !numbered(fold(s[:min(len(s), 20)])) || r == '(' || r == ')'
}

// enactingBody says whether a line names the body or the office that enacts:
// "QUỐC HỘI", "BỘ TRƯỞNG BỘ Y TẾ", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ...".
func enactingBody(s string) bool {
	if len(s) > 160 {
		return false
	}
	if gazetteer.BodyByName(s) != nil {
		return true
	}
	if !isCaps(s) {
		return false
	}
	if _, n := positions.find(s); n > 0 {
		return true
	}
	return OpensBody(s)
}

// isIssuer says whether a line repeats the issuer's cell.
func (h *head) isIssuer(s string) bool {
	key := vntext.Key(s)
	for i := range h.lines {
		if h.lines[i].Kind == Title {
			break
		}
		if h.lines[i].Kind == Issuer && vntext.Key(h.lines[i].Text) == key {
			return true
		}
	}
	return enactingBody(s)
}

// preamble marks what stands between the subject and the body: the enacting
// body, addressees, legal bases. It returns the index of the first line of the
// body.
func (h *head) preamble(at int) int {
	last := Kind("")
	i := at
	for n := 0; i < len(h.lines) && n < 60; i++ {
		l := &h.lines[i]
		if l.Kind == RunningHead || l.Kind == Stamp {
			continue
		}
		n++
		f := fold(l.Text[:min(len(l.Text), 60)])
		bare := strings.TrimLeft(f, "-–+ ")
		switch {
		case isRule(l.Text):
			l.Kind = Rule
		case strings.HasPrefix(f, "kinh gui"), strings.HasSuffix(l.Text, " điện:") && h.isIssuer(strings.TrimSuffix(l.Text, " điện:")):
			// A telegram (công điện) goes to whom the body wires: "CHỦ TỊCH ỦY BAN NHÂN
			// DÂN TỈNH điện:". Source: Decree 30/2020/NĐ-CP, Appendix III, mẫu 1.6.
			l.Kind, last = Addressee, Addressee
		case n < 4 && h.titled && !h.has(Number) && unicode.IsUpper(firstRune(l.Text)) && strings.HasPrefix(f, "so") && numberLine(fold(l.Text)):
			l.Kind = Number // under the title of minutes and contracts
		case last == Addressee && h.afterAddressee(l, f) == Addressee:
			l.Kind = Addressee
		case strings.HasPrefix(bare, "can cu ") || strings.HasPrefix(bare, "theo de nghi") || strings.HasPrefix(bare, "xet "):
			l.Kind, last = LegalBasis, LegalBasis
		case last != LegalBasis && h.titled && isCaps(l.Text) && enactingBody(l.Text):
			l.Kind, last = Enacting, Enacting
		case n < 4 && lineIsPlaceDate(l.Text) && !h.has(PlaceDate):
			l.Kind = PlaceDate
		case last == LegalBasis && !l.Gap && !opensRecipients(l.Text) && !startsSentence(&h.lines[i-1], l):
			l.Kind = LegalBasis
		default:
			return i
		}
	}
	return i
}

func (h *head) has(kind Kind) bool {
	for i := range h.lines {
		if h.lines[i].Kind == kind {
			return true
		}
	}
	return false
}
