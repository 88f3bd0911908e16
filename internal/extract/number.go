package extract

import (
	"strconv"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
	"vanthu/internal/zone"
)

// symbol is what the own number tells besides itself.
type symbol struct {
	kind   string // abbreviation of the type: "KH"; "" for công văn and laws
	issuer string // "HU", "CP"
	known  bool   // a symbol was read, with or without a number before it
	word   string // type before the mark: "Nghị quyết" in "Nghị quyết số: 12/2026/QH15"
}

// titleParts is what the line of the title tells besides the type.
type titleParts struct {
	line   zone.Line
	kind   *gazetteer.Type
	length int         // of the type's name in the line
	old    []zone.Line // "của Bộ Tài chính số 13/2001/TT-BTC ngày ...": old form
}

// readNumber reads the number cell; in a consolidated text that of the
// authenticating block, or where the block has none, of the head; in the old
// form the number in the title; at last the number that an annex says it came
// with.
func (r *reader) readNumber() {
	if r.numberOf(r.parts[zone.AuthNumber], corpus.EvidenceAuthentic) {
		return
	}
	if r.numberOf(r.parts[zone.Number], corpus.EvidenceHead) {
		return
	}
	if r.openNumber {
		return // blank or unreadable: nothing else may fill it
	}
	if r.numberOf(r.title.old, corpus.EvidenceTitle) {
		return
	}
	if len(r.parts[zone.Authentic]) == 0 && r.title.kind != nil {
		r.numberOfAnnex()
	}
}

// numberOf reads the number of the first of lines that holds one.
func (r *reader) numberOf(lines []zone.Line, evidence string) bool {
	for i, l := range lines {
		locate := zone.NumberAt
		if evidence == corpus.EvidenceTitle {
			locate = numberIn
		}
		at, ok := locate(l.Text)
		if !ok {
			continue
		}
		if t, n := gazetteer.LongestType(l.Text); t != nil && n < at {
			r.symbol.word = t.Name
		}
		if i+1 < len(lines) && r.numberOverLines(l, lines[i+1], at, evidence) {
			return true
		}
		if n, end, ok := scanCell(l.Text, at); ok && n.Seq != "" {
			r.setNumber(n, r.field(n.Text, l, at, end, confidenceOf(n, l.Text[end:]), evidence))
			if n.Misread {
				r.doubt(l, at, end, "number-unsure", "a letter stands in the number where a digit should: "+strconv.Quote(l.Text[at:end]))
			}
			return true
		}
		if !r.openNumber {
			r.openNumber = true
			r.readOpenNumber(l, at)
		}
	}
	return false
}

// numberOverLines reads a number that was cut behind a dash or slash: "Số:
// 12/QĐ-" / "UBND".
func (r *reader) numberOverLines(l, next zone.Line, at int, evidence string) bool {
	open := strings.TrimRight(l.Text, " ")
	if !strings.HasSuffix(open, "-") && !strings.HasSuffix(open, "/") && !strings.HasSuffix(open, "–") || strings.Contains(next.Text, " ") {
		return false
	}
	n, end, ok := scanCell(l.Text+next.Text, at)
	if !ok || n.Seq == "" || end <= len(l.Text) {
		return false
	}
	pieces := []corpus.Span{piece(l, at, len(l.Text)), piece(next, 0, end-len(l.Text))}
	r.setNumber(n, r.fieldOf(n.Text, pieces, confidenceOf(n, next.Text[end-len(l.Text):]), evidence))
	return true
}

// scanCell reads the number of a cell, where nothing but the number stands:
// "102/2025/NQLT - UBTVQH15 - CP" is one number there, in a sentence it might
// not be.
func scanCell(s string, at int) (number.Number, int, bool) {
	n, end, ok := number.Scan(s, at)
	if rest := strings.TrimSpace(s[max(end, at):]); ok && rest != "" && (rest[0] == '-' || rest[0] == '/') {
		if whole, all := number.Parse(strings.Join(strings.Fields(s[at:]), "")); all {
			return whole, len(s), true
		}
	}
	return n, end, ok
}

// confidenceOf lowers the confidence of a number whose letters were mended or
// behind which text goes on without a space.
func confidenceOf(n number.Number, behind string) float64 {
	switch {
	case n.Misread:
		return 0.75
	case n.Mended:
		return 0.9
	case behind != "" && behind[0] != ' ' && behind[0] != ';' && behind[0] != ',':
		return 0.85
	}
	return 0.97
}

func (r *reader) setNumber(n number.Number, f corpus.Field[string]) {
	r.record.Number = corpus.NumberField{Field: f, Seq: corpus.Optional(n.Seq), Symbol: corpus.Optional(n.Symbol)}
	if n.Year != 0 {
		year := n.Year
		r.record.Number.Year = &year
	}
	r.symbol.kind, r.symbol.issuer, r.symbol.known = n.Type, n.Issuer, true
}

// readOpenNumber notes a number cell without a number: blank in a draft, or
// not to be read. Its symbol still tells type and issuer.
func (r *reader) readOpenNumber(l zone.Line, at int) {
	if n, end, ok := number.ScanBlank(l.Text, at); ok {
		r.record.Number.Symbol = corpus.Optional(n.Symbol)
		if n.Year != 0 {
			year := n.Year
			r.record.Number.Year = &year
		}
		r.symbol.kind, r.symbol.issuer, r.symbol.known = n.Type, n.Issuer, true
		r.doubt(l, at, end, "number-blank", "the number is left blank before its symbol "+n.Symbol)
		return
	}
	if n, seen, end := cellParts(l.Text, at); n.Symbol != "" {
		r.record.Number.Symbol = corpus.Optional(n.Symbol)
		r.symbol.kind, r.symbol.issuer, r.symbol.known = n.Type, n.Issuer, true
		r.doubt(l, at, end, "number-unreadable", "the number before its symbol cannot be read: "+strconv.Quote(seen))
		return
	}
	rest := strings.Trim(l.Text[at:], " ./_-…")
	if rest == "" {
		r.doubt(l, 0, len(l.Text), "number-blank", "the number is left blank")
		return
	}
	r.doubt(l, at, len(l.Text), "number-unreadable", "the number cannot be read: "+strconv.Quote(oneLine(rest)))
}

// annexNotes are what stands before the own number on annexes: "(Ban hành kèm
// theo Thông tư số 86/2025/TT-BCA ngày ...)".
var annexNotes = []string{"kèm theo", "Kèm theo"}

// numberOfAnnex reads the number of a document whose head is lost from the
// notes on its annexes, and believes it when no other stands there.
func (r *reader) numberOfAnnex() {
	var found number.Number
	var where corpus.Field[string]
	for _, l := range r.sheet.Lines {
		if l.Kind != zone.Annex || l.Text[0] != '(' {
			continue
		}
		n, start, end, ok := annexNumber(l.Text)
		if !ok {
			continue
		}
		if found.Text != "" && !number.Equal(found.Text, n.Text) {
			return
		}
		if found.Text == "" {
			found = n
			where = r.field(n.Text, l, start, end, 0.8, corpus.EvidenceBody)
		}
	}
	if found.Text != "" {
		r.setNumber(found, where)
	}
}

// annexNumber reads the number in an annex's note.
func annexNumber(s string) (n number.Number, start, end int, ok bool) {
	for _, note := range annexNotes {
		at := strings.Index(s, note)
		if at < 0 {
			continue
		}
		at += len(note)
		at += len(s[at:]) - len(strings.TrimLeft(s[at:], " "))
		_, length := gazetteer.LongestType(s[at:])
		if length == 0 {
			continue
		}
		at += length
		if mark, found := zone.NumberAt(s[at:]); found && mark < 12 {
			n, end, ok = number.Scan(s, at+mark)
			return n, at + mark, end, ok && n.Seq != ""
		}
	}
	return number.Number{}, 0, 0, false
}

// readTitle finds the line of the title and what is run together with it.
func (r *reader) readTitle() {
	lines := r.parts[zone.Title]
	if len(lines) == 0 {
		return
	}
	l := lines[0]
	kind, n := zone.TitleType(l.Text)
	if kind == nil {
		return
	}
	subject := r.parts[zone.Subject]
	if len(lines) > 1 {
		if joined := gazetteer.TypeByName(kind.Name + " " + strings.Trim(lines[1].Text, "0123456789 *")); joined != nil {
			kind = joined
		}
	}
	r.title = titleParts{line: l, kind: kind, length: n}
	rest := strings.Trim(l.Text[n:], " :.-_*0123456789()[]¹²³")
	if rest == "" && len(subject) > 0 && strings.HasPrefix(subject[0].Text, "liên tịch của ") {
		if joined := gazetteer.TypeByName(kind.Name + " liên tịch"); joined != nil {
			r.title.kind = joined
		}
	}
	r.title.old = oldForm(l, rest, subject)
}

// oldForm gives the lines on which a title of the old form goes on: "Thông tư /
// của Bộ Tài chính số 13/2001/TT-BTC ngày 8 tháng 3 năm 2001 Hướng dẫn ...",
// "NGHỊ ĐỊNH CỦA CHÍNH PHỦ / số 116/2003/NĐ-CP ngày 10/10/2003 về ...".
func oldForm(title zone.Line, rest string, subject []zone.Line) []zone.Line {
	var lines []zone.Line
	ofBody := strings.HasPrefix(vntext.Term(rest), "của ")
	if ofBody {
		lines = append(lines, title)
	} else if rest != "" {
		return nil
	}
	if ofBody && holdsNumber(rest) {
		return lines
	}
	for i, l := range subject[:min(len(subject), 3)] {
		start := strings.ToLower(l.Text[:min(len(l.Text), 40)])
		opens := strings.HasPrefix(start, "số ") || strings.HasPrefix(start, "của ") || strings.HasPrefix(start, "liên tịch của ")
		if i == 0 && !opens {
			break
		}
		if holdsNumber(l.Text) {
			lines = append(append(lines, subject[:i]...), l)
			if i+1 < len(subject) && dayMark(subject[i+1].Text) == 0 && dayMark(l.Text) < 0 {
				lines = append(lines, subject[i+1])
			}
			return lines
		}
	}
	return lines
}

func holdsNumber(s string) bool {
	at, ok := numberIn(s)
	if !ok {
		return false
	}
	_, _, ok = number.Scan(s, at)
	return ok
}
