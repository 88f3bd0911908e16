package zone

import (
	"strings"
	"unicode"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// headLines bounds the search for a title: a document whose first 60 cells
// hold none has none.
const headLines = 60

// markHead gives every line of the head its part, parting the cells that stand
// side by side. It returns the lines and the index of the first behind the
// head and its subject.
func markHead(lines []Line, pages []corpus.Page) ([]Line, int) {
	lines = splitRange(lines, 0, headEnd(lines), pages)
	h := head{lines: lines, pages: pages}
	h.scraps()
	at := h.cells()
	if h.titled {
		at = h.subject(at)
	}
	return lines, h.preamble(at)
}

// splitRange parts the cells of lines from to end.
func splitRange(lines []Line, from, end int, pages []corpus.Page) []Line {
	var out []Line
	byNumber := make(map[int]*corpus.Page, len(pages))
	for i := range pages {
		byNumber[pages[i].Number] = &pages[i]
	}
	var row tableRow
	changed := false
	for i := from; i < end; i++ {
		if lines[i].Kind == RunningHead || lines[i].Kind == Stamp {
			out = append(out, lines[i])
			continue
		}
		cells := row.place(lines[i], splitCells(lines[i], byNumber[lines[i].Page]))
		changed = changed || len(cells) > 1 || cells[0].Span != lines[i].Span || cells[0].Column != lines[i].Column
		out = append(out, cells...)
	}
	if !changed {
		return lines
	}
	all := make([]Line, 0, len(lines)+len(out)-(end-from))
	all = append(all, lines[:from]...)
	all = append(all, out...)
	return append(all, lines[end:]...)
}

// headEnd is a line that is surely behind the head cells: the title or what
// follows it.
func headEnd(lines []Line) int {
	letter := false
	for i := range lines {
		if i == headLines {
			return i
		}
		l := &lines[i]
		if l.Kind != "" || len(l.Text) > 400 {
			continue
		}
		folded := fold(l.Text)
		letter = letter || isSubjectMark(folded)
		if titleOf(l.Text) != 0 && !(letter && smallTitle(l.Text)) || opensBody(folded) {
			return i
		}
		if strings.HasPrefix(folded, "kinh gui") {
			return i + 1
		}
	}
	return min(len(lines), headLines)
}

// smallTitle says whether a title is in small letters. Under "V/v" it is none,
// but goes on with the subject: "V/v góp ý dự thảo" / "Nghị quyết của HĐND tỉnh".
func smallTitle(s string) bool {
	_, n := TypeOf(s)
	return !isCaps(s[:n])
}

type head struct {
	lines  []Line
	pages  []corpus.Page
	titled bool // a title was found
	motto  bool
	letter bool // V/v or Kính gửi was found: a công văn
}

// cells marks the cells over the title and the title itself, and returns the
// index behind.
func (h *head) cells() int {
	last := Kind("")
	n := 0
	for i := range h.lines {
		l := &h.lines[i]
		if l.Kind != "" {
			continue
		}
		if n++; n > headLines {
			return i
		}
		folded := fold(l.Text)
		kind := h.cell(l, folded, last)
		if kind == Body {
			kind = h.smallCell(i, last)
		}
		switch kind {
		case Body:
			return i
		case Title:
			l.Kind = Title
			h.titled = true
			return h.titleEnd(i + 1)
		}
		l.Kind = kind
		beside := kind == PlaceDate && last == Subject && l.Column > 0 // the subject of a letter goes on under the date
		if kind != Rule && kind != Motto && kind != Stamp && !beside {
			last = kind
		}
	}
	return len(h.lines)
}

// scraps marks what stands over the motto of a scan and is no cell of the
// head: the text of signature and incoming stamps, the edge of the seal.
func (h *head) scraps() {
	motto := -1
	for i := range min(len(h.lines), headLines) {
		l := &h.lines[i]
		if titleOf(l.Text) != 0 {
			break
		}
		if isMotto(fold(l.Text)) {
			motto = i
			break
		}
	}
	if motto < 0 || h.lines[motto].Box == nil {
		return
	}
	top := h.lines[motto].Box[1]
	height := h.lines[motto].Box[3] - top
	for i := range h.lines[:motto] {
		l := &h.lines[i]
		if l.Kind != "" || l.Box == nil || l.Page != h.lines[motto].Page {
			continue
		}
		folded := fold(l.Text)
		switch {
		case numberLine(folded), isPlaceDate(l.Text, folded), isUrgency(folded), isSecrecy(folded), isSection(folded):
		case l.Box[3] > top+3*height: // a cell below, in a column that comes first: "V/v ..."
		case l.Box[0] > 0.45, l.Box[3] < top-2.5*height, !isCaps(l.Text):
			l.Kind = Stamp
		}
	}
}

// smallCell is the part of a line in small letters over the title, Body if it
// is no cell. Old documents and fonts whose capitals are lost print "Bộ Tài
// chính" there, and acts of the National Assembly the session: "Khóa XI, kỳ
// họp thứ 4".
func (h *head) smallCell(i int, last Kind) Kind {
	l := &h.lines[i]
	named := h.motto && last != Issuer && h.has(Issuer)
	if len(l.Text) > 90 || strings.HasSuffix(l.Text, ".") || strings.HasSuffix(l.Text, ":") {
		return Body
	}
	for j, n := i+1, 0; j < len(h.lines) && n < 6; j++ {
		next := &h.lines[j]
		if next.Kind == RunningHead || next.Kind == Stamp {
			continue
		}
		n++
		folded := fold(next.Text[:min(len(next.Text), 160)])
		switch {
		case len(next.Text) > 160 || opensBody(folded):
			return Body
		case !named && (isMotto(folded) || numberLine(folded) && unicode.IsUpper(vntext.FirstRune(next.Text))):
			return Issuer
		case h.motto && titleOf(next.Text) != 0:
			return Section
		}
	}
	return Body
}

// cell is the part of one cell over the title; Body ends the head.
func (h *head) cell(l *Line, folded string, last Kind) Kind {
	switch {
	case isRule(l.Text), len(l.Text) <= 2:
		return Rule // or a scrap: a lone "p" over the head of a gazette page
	case l.Box != nil && h.motto && l.Box[3]-l.Box[1] < 0.008:
		return Stamp // print of a stamp is half as high as any text
	case isMotto(folded):
		h.motto = true
		return Motto
	case isSection(folded), last == Section && isCaps(l.Text) && !l.Gap && !OpensBody(l.Text) && titleOf(l.Text) == 0,
		last == Section && strings.HasPrefix(folded, "va ") && isCaps(l.Text):
		return Section
	case numberLine(folded) && !(h.letter && last == Subject && h.has(Number) && !strings.HasPrefix(folded, "so")):
		return Number // but "V/v góp ý" / "Quyết định số ..." is a subject
	case last == Number && !strings.Contains(l.Text, " ") && h.numberOpen():
		return Number // "Số: 12/QĐ-" / "UBND"
	case isPlaceDate(l.Text, folded):
		return PlaceDate
	case last == PlaceDate && len(folded) == 4 && isDigits(folded) && h.yearOpen():
		return PlaceDate // the year that the cell had no room for
	case strings.HasPrefix(folded, "kinh gui"):
		h.letter = true
		return Addressee
	case isSubjectMark(folded) && !h.letter, last == Number && strings.HasPrefix(folded, "ve viec "):
		h.letter = true
		return Subject
	case isUrgency(folded):
		return Urgency
	case isSecrecy(folded):
		return Secrecy
	case strings.HasPrefix(folded, "du thao") && len(folded) < 40:
		return Draft
	}
	if last == Addressee {
		return h.afterAddressee(l, folded)
	}
	if titleOf(l.Text) != 0 && !(h.letter && smallTitle(l.Text)) {
		return Title
	}
	if opensBody(folded) || h.motto && h.has(Number) && strings.HasPrefix(folded, "phu luc") && isCaps(l.Text) && len(l.Text) < 40 {
		return Body // an annex bound in between head and title names no issuer
	}
	if (last == Subject || h.letter && h.subjectOpen(l)) && len(l.Text) < 200 {
		return Subject // V/v over two lines
	}
	if isCaps(l.Text) && len(l.Text) < 200 && (last == Issuer && !h.motto || !h.letter) {
		if strings.ContainsAny(l.Text, "0123456789") && (len(l.Text) < 8 && !vntext.IsSyllable(firstWord(l.Text)) || !strings.Contains(l.Text, " ")) {
			return Rule // a form's code or a scrap: "XV80", "B1-2-ĐĐK"
		}
		return Issuer
	}
	return Body
}

// yearOpen says whether the place and date above lacks its year: "Thành phố Hồ Chí
// Minh, ngày 13 tháng 11 năm" / "2023".
func (h *head) yearOpen() bool {
	for i := len(h.lines) - 1; i >= 0; i-- {
		if h.lines[i].Kind == PlaceDate {
			return strings.HasSuffix(h.lines[i].Text, "năm")
		}
	}
	return false
}

// subjectOpen says whether line l goes on with the V/v above it though another
// cell stands between the two: "V/v tạm ứng kinh phí phòng," / "Hà Nội, ngày ..." /
// "chống hạn".
func (h *head) subjectOpen(l *Line) bool {
	for i := len(h.lines) - 1; i >= 0; i-- {
		if above := &h.lines[i]; above.Kind == Subject {
			return openEnd(above.Text, l.Text) || unicode.IsLower(vntext.FirstRune(l.Text))
		}
	}
	return false
}

// numberOpen says whether the number read last was cut behind its dash or slash.
func (h *head) numberOpen() bool {
	for i := len(h.lines) - 1; i >= 0; i-- {
		if l := &h.lines[i]; l.Kind == Number {
			return !strings.HasSuffix(l.Text, "--") && (strings.HasSuffix(l.Text, "-") || strings.HasSuffix(l.Text, "/") || strings.HasSuffix(l.Text, "–"))
		}
	}
	return false
}

// afterAddressee is the part of a line behind "Kính gửi:": another addressee,
// or the body.
func (h *head) afterAddressee(l *Line, folded string) Kind {
	if l.Text[0] == '-' || l.Text[0] == '+' || strings.HasPrefix(l.Text, "–") {
		return Addressee
	}
	if opensBody(folded) || len(l.Text) > 160 || strings.HasSuffix(l.Text, ":") || opensRecipients(l.Text) {
		return Body
	}
	// An addressee over two lines goes on without a dash: it ends as a list
	// item does, the body's first line is full.
	if !l.Gap && (strings.HasSuffix(l.Text, ";") || len(l.Text) < 60) {
		return Addressee
	}
	return Body
}
