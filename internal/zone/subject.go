package zone

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/corpus"
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
		if h.besideSubject(l) {
			l.Kind = Stamp
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

// besideSubject says whether a line under the title of a page with geometry is no
// subject, but print of an incoming stamp that lies beside it: it ends left of
// the title, and starts left of all text or holds no letters. A line that starts
// with such scraps is cut behind them.
func (h *head) besideSubject(l *Line) bool {
	margin, title, centre := 1.0, 0.0, 0.0
	for i := range h.lines {
		switch other := &h.lines[i]; {
		case other.Box == nil || other.Page != l.Page:
		case other.Kind == Issuer:
			margin = min(margin, other.Box[0])
		case other.Kind == Title:
			title, centre = other.Box[0], (other.Box[0]+other.Box[2])/2
		}
	}
	if l.Box == nil || title < 0.25 || margin == 1 {
		return false
	}
	outside := l.Box[0] < margin-0.04
	if l.Box[2] < title-0.1 {
		return outside || !strings.ContainsFunc(l.Text, unicode.IsLetter)
	}
	if outside {
		h.cutScraps(l, centre)
	}
	return false
}

// cutScraps cuts a line that is not centred under the title, as a subject is,
// before the word from which on it is, if what stands before that is not
// Vietnamese alone.
func (h *head) cutScraps(l *Line, centre float64) {
	i := slices.IndexFunc(h.pages, func(p corpus.Page) bool { return p.Number == l.Page })
	if i < 0 {
		return
	}
	p := &h.pages[i]
	left := 2*centre - l.Box[2]
	at, off := 0, 0.03
	for i := wordAt(p.Words, l.Start); i < len(p.Words) && p.Words[i].Start < l.End; i++ {
		if d := math.Abs(p.Words[i].Box[0] - left); d < off {
			at, off = p.Words[i].Start-l.Start, d
		}
	}
	if at <= 0 || onlyWords(l.Text[:at]) {
		return
	}
	if cut, ok := trimmed(p, l.Start+at, l.End); ok {
		l.Span, l.Text, l.Box = cut.Span, cut.Text, p.BoxOf(cut.Start, cut.End)
	}
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
		case opensBody(folded) && !(strings.HasPrefix(folded, "de ") && strings.HasPrefix(l.Text, "đ")), strings.HasPrefix(folded, "kinh gui"):
			return i
		case cell && lineIsPlaceDate(l.Text), cell && seen && !h.has(Number) && strings.HasPrefix(folded, "so") && numberLine(fold(l.Text)):
			return i
		case seen && isItem(l.Text) && l.Gap && !openEnd(h.lines[i-1].Text, l.Text):
			return i
		case seen && !openEnd(h.lines[i-1].Text, l.Text) && (l.Gap && h.repeatsIssuer(l.Text) || enactingBody(l.Text) && h.enacts(i)):
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
	if !h.lines[i].Gap && h.has(Issuer) && !h.mayEnact(h.lines[i].Text) {
		return false
	}
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

// mayEnact says whether a body can enact what the body of the head cell issues:
// the same one, an office of it, or one that is above all. "TRONG HỆ THỐNG" /
// "KHO BẠC NHÀ NƯỚC" under BỘ TÀI CHÍNH is the end of a subject.
func (h *head) mayEnact(s string) bool {
	if _, n := positions.find(s); n > 0 {
		return true
	}
	own := fold(s)
	for _, council := range [...]string{"quoc hoi", "chinh phu", "uy ban", "ubnd", "hoi dong", "hdnd", "ban chap hanh", "ban thuong vu", "doan chu tich"} {
		if strings.HasPrefix(own, council) {
			return true
		}
	}
	for i := range h.lines {
		l := &h.lines[i]
		if l.Kind == Title {
			break
		}
		if l.Kind == Issuer && (strings.Contains(own, fold(l.Text)) || strings.Contains(fold(l.Text), own)) {
			return true
		}
	}
	return false
}

// goesOn says whether line l still belongs to the subject whose last line is
// above. Texts of the web part the lines of a subject by empty lines as they
// part paragraphs, so an empty line alone decides nothing.
func (h *head) goesOn(above, l *Line, inCaps bool, length, at, end int) bool {
	if inCaps && strings.IndexFunc(l.Text, unicode.IsLower) >= 0 && !openEnd(above.Text, l.Text) && !unicode.IsLower(firstRune(l.Text)) {
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
	if openEnd(above.Text, l.Text) {
		return !startsSentence(above, l) || l.Gap
	}
	if h.sentence(l.Text) {
		return false
	}
	if !l.Gap {
		return !startsSentence(above, l) && !h.fullLine(above, l, at) && (!inCaps && !opensSentence(l.Text) || inCaps && (isCaps(l.Text) || unopened(l.Text) || isItem(l.Text)))
	}
	if unopened(l.Text) {
		return true
	}
	if opensSentence(l.Text) && len(l.Text) > 60 {
		return false
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

// openEnd says whether a line cannot end a phrase: "... ngày", "... và", a comma.
// What goes before a number does so only where one follows: "chuyển đổi số" ends
// a subject.
func openEnd(s, next string) bool {
	if strings.HasSuffix(s, ",") || strings.HasSuffix(s, "-") || strings.HasSuffix(s, "(") {
		return true
	}
	at := strings.LastIndexByte(s, ' ')
	for _, whole := range [...]string{"thiểu số", "dân số", "chỉ số", "tham số", "tổng số", "Thiểu số"} {
		if strings.HasSuffix(s, whole) {
			return false // "số" that no number follows
		}
	}
	// Marks count: "năm" leaves a phrase open, "Nam" ends it.
	switch vntext.Term(s[at+1:]) {
	case "số", "ngày", "tháng", "năm":
		r := firstRune(next)
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
	return OpensBody(s) && strings.Contains(s, " ") // a lone TRƯỜNG ends "VŨ / TRƯỜNG"
}

// isIssuer says whether a line repeats the issuer's cell, or names who enacts.
func (h *head) isIssuer(s string) bool {
	return h.repeatsIssuer(s) || enactingBody(s)
}

// repeatsIssuer says whether a line is the issuer's name, which can stand on one
// line or two of its cell.
func (h *head) repeatsIssuer(s string) bool {
	key := vntext.Key(s)
	above := ""
	for i := range h.lines {
		l := &h.lines[i]
		if l.Kind == Title {
			break
		}
		if l.Kind != Issuer || l.Column > 0 {
			continue
		}
		own := vntext.Key(l.Text)
		if own == key || above+" "+own == key {
			return true
		}
		above = own
	}
	return false
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
		case last == LegalBasis && !l.Gap && !opensRecipients(l.Text) && !startsSentence(&h.lines[i-1], l) && !strings.HasSuffix(h.lines[i-1].Text, ":") && !numbered(f):
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
