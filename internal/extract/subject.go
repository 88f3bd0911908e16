package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/date"
	"vanthu/internal/mend"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
	"vanthu/internal/zone"
)

// readSubject joins the lines of the subject (trích yếu) to one line. Of a
// letter it is the text behind V/v.
func (r *reader) readSubject() {
	var pieces []corpus.Span
	var parts []string
	if l := r.title.line; r.title.kind != nil && len(r.title.old) == 0 {
		// "QUYẾT ĐỊNH CHẤP THUẬN CHỦ TRƯƠNG ...": type and subject on one line.
		from := max(r.title.length, zone.Compound(l.Text))
		rest := strings.TrimRight(strings.TrimLeft(l.Text[from:], " :.-_*0123456789()[]¹²³"), " ")
		if len(rest) > 3 {
			start := from + strings.Index(l.Text[from:], rest)
			pieces = append(pieces, piece(l, start, start+len(rest)))
			parts = append(parts, rest)
		}
	}
	for _, l := range r.parts[zone.Subject] {
		start := 0
		if slices.ContainsFunc(r.title.old, func(o zone.Line) bool { return o.Span == l.Span }) {
			if start = oldFormSubject(l.Text); start == 0 {
				continue
			}
		}
		if start < len(l.Text) {
			pieces = append(pieces, piece(l, start, len(l.Text)))
			parts = append(parts, l.Text[start:])
		}
	}
	recognised := len(pieces) > 0 && r.recognised(pieces[0].Page)
	if recognised {
		parts = r.agreed(pieces, parts)
	}
	value := oneLine(joinLines(parts))
	value = strings.TrimLeft(strings.Trim(value, " _*"), "-–,.;: ")
	evidence := corpus.EvidenceTitle
	confidence := 0.95
	if rest, ok := afterMark(value); ok {
		value, evidence = rest, corpus.EvidenceHead
	}
	if value == "" {
		return
	}
	if len(value) > 1200 {
		confidence = 0.6
	}
	if recognised {
		value = compactNumbers(mend.Phrases(mend.Glued(value)).Text) // "Vềviệc", "bô sung", "12/2013/NQ- HĐND"
		if r.leastSure(pieces) < unsureWord {
			confidence = min(confidence, unsure)
		}
	}
	r.record.Subject = r.fieldOf(value, pieces, confidence, evidence)
}

// joinLines joins the lines of a subject by blanks, but for a number that goes on
// behind its dash: "số 24/2013/NQ-" / "HĐND ngày ...".
func joinLines(lines []string) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 && !(brokenNumber(lines[i-1]) && l != "" && unicode.IsUpper(vntext.FirstRune(l))) {
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return b.String()
}

// compactNumbers takes the blanks that a recogniser saw inside numbers out of s.
func compactNumbers(s string) string {
	for from := 0; ; {
		at := strings.Index(s[from:], "số ")
		if at < 0 {
			return s
		}
		from += at + len("số ")
		n, end, ok := number.Scan(s, from)
		if raw := s[from:end]; ok && strings.ReplaceAll(raw, " ", "") == n.Text {
			s = s[:from] + n.Text + s[end:]
		}
	}
}

// brokenNumber says whether a line ends inside the symbol of a number: "số
// 24/2013/NQ-", "Chỉ thị số 12/". Near miss: "giai đoạn 2021 -".
func brokenNumber(s string) bool {
	word := s[strings.LastIndexByte(s, ' ')+1:]
	return (strings.HasSuffix(word, "-") || strings.HasSuffix(word, "/")) && strings.IndexByte(word, '/') > 0 && vntext.IsDigit(word[0])
}

// unsureWord is the recogniser's confidence under which a word of a subject is
// likelier wrong than right: one of them and the subject is no longer asserted.
// Of the subjects of real scans with such a word 3 of 10 were right, of the
// others all.
const unsureWord = 0.85

// afterMark takes "V/v" or "V/v:" off the start of a letter's subject.
func afterMark(s string) (string, bool) {
	for _, mark := range [...]string{"V/v", "V/V", "v/v", "V.v", "(V/v", "V/ "} {
		if rest, ok := strings.CutPrefix(s, mark); ok {
			return strings.TrimLeft(rest, " :.-"), true
		}
	}
	return s, false
}

// oldFormSubject is the byte where the subject starts in a title of the old
// form: behind the date in "của Bộ Tài chính số 13/2001/TT-BTC ngày 8 tháng 3
// năm 2001 Hướng dẫn thực hiện ...".
func oldFormSubject(s string) int {
	end := 0
	if at, ok := numberIn(s); ok {
		if _, e, ok := number.Scan(s, at); ok {
			end = e
		}
	}
	if at := dayMark(s); at >= 0 {
		if d, ok := date.Scan(s, at); ok {
			end = max(end, d.End)
		}
	}
	if end == 0 {
		return 0
	}
	return end + len(s[end:]) - len(strings.TrimLeft(s[end:], " ,.;"))
}

// numberIn is the byte behind "số" anywhere in s.
func numberIn(s string) (int, bool) {
	for _, mark := range [...]string{"số ", "Số ", "số: ", "SỐ ", "Số:", "SỐ:"} {
		if at := strings.Index(s, mark); at == 0 || at > 0 && s[at-1] == ' ' {
			at += len(mark)
			return at + len(s[at:]) - len(strings.TrimLeft(s[at:], " :")), true
		}
	}
	return 0, false
}

// readMarks reads urgency and secrecy (độ khẩn, độ mật).
func (r *reader) readMarks() {
	read := func(kind zone.Kind) corpus.Field[string] {
		if len(r.parts[kind]) == 0 {
			return corpus.Field[string]{}
		}
		l := r.parts[kind][0]
		text := l.Text
		if _, after, ok := strings.Cut(text, ":"); ok {
			text = after
		}
		value := sentenceCase(strings.Trim(text, " .:*()[]"))
		return r.field(value, l, 0, len(l.Text), 0.9, corpus.EvidenceStamp)
	}
	r.record.Urgency = read(zone.Urgency)
	r.record.Secrecy = read(zone.Secrecy)
}

// sentenceCase writes a phrase in small letters but for its first: "HỎA TỐC" ->
// "Hỏa tốc".
func sentenceCase(s string) string {
	s = strings.ToLower(s)
	_, size := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:size]) + s[size:]
}

// readAddressees reads the list behind "Kính gửi:".
func (r *reader) readAddressees() {
	r.record.Addressees = r.list(r.parts[zone.Addressee], "kinh gui", corpus.EvidenceAddressees)
}

// readRecipients reads the list behind "Nơi nhận:".
func (r *reader) readRecipients() {
	r.record.Recipients = r.list(r.parts[zone.Recipients], "noi nhan", corpus.EvidenceRecipients)
}

// list reads a list of receivers, one per item, without dash and the points at
// its end. An item without a dash, in a list with dashes, goes on with the one
// above.
func (r *reader) list(lines []zone.Line, heading, evidence string) []corpus.Field[string] {
	out := []corpus.Field[string]{}
	type item struct {
		pieces []corpus.Span
		parts  []string
	}
	var items []item
	dashes := 0
	lines = itemised(lines)
	for i, l := range lines {
		start := 0
		if i == 0 || strings.HasPrefix(vntext.Fold(l.Text[:min(len(l.Text), 24)]), heading) {
			start = behindColon(l.Text)
		}
		bare := strings.TrimLeft(l.Text[start:], " -–—+•*·~_\t")
		dash := strings.ContainsAny(l.Text[start:len(l.Text)-len(bare)], "-–—+•·~_")
		start = len(l.Text) - len(bare)
		end := start + len(strings.TrimRight(bare, " .;,:/_*"))
		if end <= start {
			continue
		}
		if dash {
			dashes++
		}
		if n := len(items); n > 0 && !dash && !opensFile(bare) && goesOnInList(lines, i, dashes) {
			items[n-1].pieces = append(items[n-1].pieces, piece(l, start, end))
			items[n-1].parts = append(items[n-1].parts, bare)
			continue
		}
		items = append(items, item{[]corpus.Span{piece(l, start, end)}, []string{bare}})
	}
	for _, it := range items {
		value := strings.TrimRight(oneLine(strings.Join(it.parts, " ")), " .;,:/_*")
		out = append(out, r.fieldOf(value, it.pieces, 0.9, evidence))
	}
	return out
}

// itemised parts the lines that hold several items: "Nơi nhận: - Như trên; - Lưu: VT."
func itemised(lines []zone.Line) []zone.Line {
	const border = "; - "
	if !slices.ContainsFunc(lines, func(l zone.Line) bool { return strings.Contains(l.Text, border) }) {
		return lines
	}
	var out []zone.Line
	for _, l := range lines {
		for {
			at := strings.Index(l.Text, border)
			if at < 0 {
				break
			}
			item := l
			item.End, item.Text = l.Start+at+1, l.Text[:at+1]
			out = append(out, item)
			at += len(border) - len("- ")
			l.Start, l.Text = l.Start+at, l.Text[at:]
		}
		out = append(out, l)
	}
	return out
}

// opensFile says whether a line is the last item of the recipients, where the paper
// is kept: "Lưu: VT", "Lưu VT, NV". Offices forget the dash before it.
func opensFile(s string) bool {
	return strings.HasPrefix(s, "Lưu:") || strings.HasPrefix(s, "Lưu V")
}

// goesOnInList says whether line i, without a dash, belongs to the item above:
// in a list with dashes always, else when the line above did not end.
func goesOnInList(lines []zone.Line, i, dashes int) bool {
	if dashes > 0 {
		return true
	}
	return !strings.ContainsAny(lines[i-1].Text[len(lines[i-1].Text)-1:], ";.,:")
}

// behindColon is the byte behind the heading of a list.
func behindColon(s string) int {
	if at := strings.IndexByte(s, ':'); at >= 0 && (at < 30 || strings.HasSuffix(s, " điện:")) {
		return at + 1
	}
	n := 0
	for i, r := range s {
		if r == ' ' {
			if n++; n == 2 {
				return i
			}
		}
	}
	return len(s)
}
