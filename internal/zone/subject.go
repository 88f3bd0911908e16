package zone

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
	if l := &h.lines[at-1]; l.Kind == Title && begun(l.Text) {
		first, above, length = false, l, len(l.Text)
	}
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

// begun says whether a subject in small letters begins on the line of the title:
// "KẾ HOẠCH Triển khai ...".
func begun(title string) bool {
	_, n := TypeOf(title)
	n = max(n, Compound(title))
	return isCaps(title[:n]) && unicode.IsUpper(vntext.FirstRune(strings.TrimLeft(title[n:], " "))) && !isCaps(title[n:])
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
	return ok && isCaps(s) && enactingBody(strings.TrimLeft(rest, " ")) && !strings.ContainsAny(rest, "0123456789")
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
		cell := unicode.IsUpper(vntext.FirstRune(l.Text)) && !strings.HasPrefix(folded, "ngay")
		switch {
		case opensBody(folded) && !(strings.HasPrefix(folded, "de ") && strings.HasPrefix(l.Text, "đ")), strings.HasPrefix(folded, "kinh gui"):
			return i
		case cell && lineIsPlaceDate(l.Text), cell && seen && !h.has(Number) && strings.HasPrefix(folded, "so") && numberLine(fold(l.Text)):
			return i
		case seen && isItem(l.Text) && l.Gap && !openEnd(h.lines[i-1].Text, l.Text):
			return i
		case seen && !openEnd(h.lines[i-1].Text, l.Text) && (l.Gap && h.repeatsIssuer(l.Text) || (enactingBody(l.Text) || h.officeOfIssuer(l.Text)) && h.enacts(i)):
			return i
		}
		seen = true
		if i-at > 40 {
			return i
		}
	}
	return len(h.lines)
}

// goesOn says whether line l still belongs to the subject whose last line is
// above. Texts of the web part the lines of a subject by empty lines as they
// part paragraphs, so an empty line alone decides nothing.
func (h *head) goesOn(above, l *Line, inCaps bool, length, at, end int) bool {
	if inCaps && strings.IndexFunc(l.Text, unicode.IsLower) >= 0 && !openEnd(above.Text, l.Text) && !unicode.IsLower(vntext.FirstRune(l.Text)) {
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
	if h.sentence(l.Text) || citesItself(l.Text) && h.tellsForce(at, end) {
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
	if l.Box != nil || !unicode.IsUpper(vntext.FirstRune(l.Text)) || openEnd(above.Text, l.Text) || isCaps(l.Text) {
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
