package zone

import (
	"strings"
	"unicode"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

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
	for j, n := i+1, 0; j < len(h.lines) && n < 3; j++ {
		next := &h.lines[j]
		if next.Kind == RunningHead || next.Kind == Stamp || isRule(next.Text) || strings.HasPrefix(next.Text, "(Từ ngày") {
			continue // the session of a council can have its days
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

// officeOfIssuer says whether a line in small letters is the office that enacts,
// "Hiệu trưởng Trường Tiểu học An Hòa" under the head of that school.
func (h *head) officeOfIssuer(s string) bool {
	if len(s) > 160 || !unicode.IsUpper(vntext.FirstRune(s)) {
		return false
	}
	_, n := positions.find(s)
	return n > 0 && n < len(s) && h.repeatsIssuer(strings.TrimSpace(s[n:]))
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
		case n < 4 && h.titled && !h.has(Number) && unicode.IsUpper(vntext.FirstRune(l.Text)) && strings.HasPrefix(f, "so") && numberLine(fold(l.Text)):
			l.Kind = Number // under the title of minutes and contracts
		case last == Addressee && h.afterAddressee(l, f) == Addressee:
			l.Kind = Addressee
		case strings.HasPrefix(bare, "can cu ") || strings.HasPrefix(bare, "theo de nghi") || strings.HasPrefix(bare, "xet "):
			l.Kind, last = LegalBasis, LegalBasis
		case last != LegalBasis && h.titled && (isCaps(l.Text) && enactingBody(l.Text) || h.officeOfIssuer(l.Text)):
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
