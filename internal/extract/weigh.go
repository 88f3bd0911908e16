package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"vanthu/corpus"
	"vanthu/internal/date"
	"vanthu/internal/evidence"
	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
	"vanthu/internal/zone"
)

// What a value of a scan has at most that is not asserted, and what one has
// that stands where no cell is looked at.
const unsure = 0.6

// mendedSymbol is the most that a number with a mended symbol has.
const mendedSymbol = 0.88

// weigh lets digits of a scan be believed only where they are print, or where
// something else says the same: recognised digits may be handwriting, and
// misread handwriting looks like clean digits (11 -> 44, 280 -> 480).
func (r *reader) weigh() {
	if !r.scanned {
		return
	}
	name := evidence.ReadName(r.record.Source.Name)
	r.weighNumber(name)
	r.weighDate(name)
}

// cell is the cell of a kind on a page, nil where it was not found.
func cell(p *corpus.Page, kind string) *corpus.Cell {
	i := slices.IndexFunc(p.Cells, func(c corpus.Cell) bool { return c.Kind == kind })
	if i < 0 {
		return nil
	}
	return &p.Cells[i]
}

// cellLine is the line of a part that a cell of the kind was found on, with the
// cell. An incoming stamp has a "Số:" of its own, on another line. A line that
// was not known as what it is, because the hand has spoiled the words beside it
// ("sốø:272 /TTr-UBND"), is taken where it looks alike. found is false where no
// recognised page has such a cell, l.Text "" where it has, but no line for it.
func (r *reader) cellLine(part zone.Kind, kind string, alike func(string) bool) (l zone.Line, p *corpus.Page, c *corpus.Cell, found bool) {
	for i := range r.sheet.Pages {
		p := &r.sheet.Pages[i]
		c := cell(p, kind)
		if p.Method != corpus.MethodOCR || c == nil {
			continue
		}
		on := func(l zone.Line) bool {
			return l.Page == p.Number && l.Box != nil && l.Box[1] < c.Box[3] && c.Box[1] < l.Box[3] && l.Box[0] < c.Box[2] && c.Box[0] < l.Box[2]
		}
		if i := slices.IndexFunc(r.parts[part], on); i >= 0 {
			return r.parts[part][i], p, c, true
		}
		if i := slices.IndexFunc(r.sheet.Lines, func(l zone.Line) bool { return on(l) && alike(l.Text) }); i >= 0 {
			return r.sheet.Lines[i], p, c, true
		}
		return zone.Line{}, p, c, true
	}
	return zone.Line{}, nil, nil, false
}

// doubtful caps the confidence of a field that was recognised.
func (r *reader) doubtful(f *corpus.Field[string]) {
	if p := r.pages[f.Page]; f.Value != nil && p != nil && p.Method == corpus.MethodOCR {
		f.Confidence = min(f.Confidence, unsure)
	}
}

// weighNumber weighs the sequence of the own number.
func (r *reader) weighNumber(name evidence.Name) {
	n := &r.record.Number
	l, p, c, found := r.cellLine(zone.Number, corpus.CellNumber, func(s string) bool {
		at, marked := behindMark(s)
		if !marked {
			return false
		}
		own, _, _ := cellParts(s, at)
		return own.Symbol != ""
	})
	at, marked := behindMark(l.Text)
	if !found || !marked || n.Value != nil && (n.Evidence != corpus.EvidenceHead || n.Page != l.Page || n.Start < l.Start || n.End > l.End) {
		r.doubtful(&n.Field)
		if n.Value == nil && found && c.Ink == corpus.Handwritten {
			r.unsettled("number-handwritten", "the number is written by hand", corpus.Place{Page: p.Number}, c, nil)
		}
		return
	}
	own, seen, end := cellParts(l.Text, at)
	if n.Value != nil {
		own = number.Number{Seq: string(n.Seq), Text: *n.Value, Symbol: string(n.Symbol), Type: r.symbol.kind, Issuer: r.symbol.issuer}
	}
	own, end = redashed(own, l.Text, end)
	own, known := mendSymbol(own, r.title.kind)
	tail := strings.TrimPrefix(own.Text, own.Seq) // "/CT-UBND"
	if tail == "" {
		return // no symbol: nothing to put a sequence before
	}
	digits := evidence.Digits{
		Page: onlyDigits(seen), Seen: len([]rune(seen)), PageSure: sureOf(p, c), Cell: c,
		Named:    name.Sequences(own.Type, own.Issuer),
		Repeated: r.sequencesOfAnnexes(own),
	}
	v := evidence.Weigh(digits)
	for i := range v.Candidates {
		v.Candidates[i].Value += tail
	}
	place := r.place([]corpus.Span{piece(l, at, end)})
	switch {
	case v.Value != "":
		value := v.Value + tail
		f := corpus.Field[string]{Value: &value, Place: place, Confidence: v.Confidence, Evidence: v.Evidence}
		own.Seq, own.Text = v.Value, value
		if own.Mended {
			f.Confidence = min(f.Confidence, mendedSymbol)
		}
		if !known {
			f.Confidence = min(f.Confidence, unsure)
		}
		r.setNumber(own, f)
		r.settled("number-")
	case n.Value != nil && c.Ink != corpus.Handwritten && c.Ink != corpus.NoInk:
		n.Confidence = min(n.Confidence, unsure)
		*n.Value, n.Symbol = own.Text, corpus.Optional(own.Symbol)
		r.unsettled("number-unsure", "the number may be misread", place, c, v.Candidates)
	case c.Ink == corpus.NoInk && n.Value == nil:
	default:
		n.Value, n.Seq, n.Confidence, n.Evidence, n.Place, n.Symbol = nil, "", 0, "", place, corpus.Optional(own.Symbol)
		code, message := "number-unsure", "the number cannot be read for sure"
		if c.Ink == corpus.Handwritten {
			code, message = "number-handwritten", "the number is written by hand before "+tail
		}
		r.unsettled(code, message, place, c, v.Candidates)
	}
}

// redashed reads on where a dash of the symbol was read as two: of
// "70/TTr--UBND" no number parser takes more than "70/TTr". end is the byte of s
// behind what is known.
func redashed(n number.Number, s string, end int) (number.Number, int) {
	body := strings.TrimLeft(s[end:], "-")
	if body == "" || len(body) == len(s)-end || n.Text == "" {
		return n, end
	}
	word, _, _ := strings.Cut(body, " ")
	whole, ok := number.Parse(n.Text + "-" + word)
	if !ok || whole.Seq != n.Seq || len(gazetteer.BodiesBySymbol(word)) == 0 {
		return n, end
	}
	whole.Mended = true
	return whole, len(s) - len(body) + len(word)
}

// behindMark is the byte behind "Số:", or behind what a hand has made of it: a
// short word that ends in a colon.
func behindMark(s string) (int, bool) {
	if at, ok := zone.NumberAt(s); ok {
		return at, true
	}
	colon := strings.IndexByte(s, ':')
	if colon < 0 || colon > 8 || strings.ContainsAny(s[:colon], " 0123456789") {
		return 0, false
	}
	return len(s) - len(strings.TrimLeft(s[colon+1:], " ")), true
}

// cellParts parts what stands behind "Số:" at byte at of a line into the number,
// with or without its sequence, and what stands where the sequence should:
// "0{4_" of "Số:0{4_ /TTr-UBND". end is the byte behind it all.
func cellParts(s string, at int) (own number.Number, seen string, end int) {
	if n, end, ok := scanCell(s, at); ok && n.Seq != "" {
		return n, n.Seq, end
	}
	for i := at; i < len(s); i++ {
		if s[i] != '/' && s[i] != '-' {
			continue
		}
		if n, end, ok := number.ScanBlank(s, i); ok {
			return n, strings.Join(strings.Fields(s[at:i]), ""), end
		}
		if n, length, ok := unglued(s[i:]); ok {
			return n, strings.Join(strings.Fields(s[at:i]), ""), i + length
		}
	}
	return number.Number{}, "", len(s)
}

// onlyDigits is s where it holds nothing else.
func onlyDigits(s string) string {
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return ""
	}
	return s
}

// sureOf is the recogniser's confidence in what it read in a cell: that of the
// word it is least sure of.
func sureOf(p *corpus.Page, c *corpus.Cell) float64 {
	if c == nil { // a month without a cell
		return 0
	}
	rim := (c.Box[2] - c.Box[0]) / 6
	sure, found := 1.0, false
	for _, w := range p.Words {
		middle := (w.Box[1] + w.Box[3]) / 2
		if middle > c.Box[1] && middle < c.Box[3] && w.Box[2] > c.Box[0]+rim && w.Box[0] < c.Box[2]-rim {
			sure, found = min(sure, w.Confidence), true
		}
	}
	if !found {
		return 0
	}
	return sure
}

// sequencesOfAnnexes are the sequences that the annexes' own notes give the
// document: "(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày ...)".
func (r *reader) sequencesOfAnnexes(own number.Number) []string {
	var all []string
	for _, l := range r.sheet.Lines {
		if l.Kind != zone.Annex || l.Text[0] != '(' {
			continue
		}
		if n, _, _, ok := annexNumber(l.Text); ok && n.Symbol == own.Symbol && onlyDigits(n.Seq) != "" && !slices.Contains(all, n.Seq) {
			all = append(all, n.Seq)
		}
	}
	return all
}

// monthYear is what stands behind the day in the folded date line: "thang 5 nam
// 2021", "thang 01 nam 2025"; of a month by hand anything may be left, or
// nothing: "thang Ao l nam 2025".
var monthYear = regexp.MustCompile(`thang\s*(.{0,8}?)\s*nam\s*(\d{4})(?:\D|$)`)

// weighDate weighs day and month of the date line.
func (r *reader) weighDate(name evidence.Name) {
	issued := &r.record.Issued
	l, p, dayCell, found := r.cellLine(zone.PlaceDate, corpus.CellDay, func(s string) bool { return monthYear.MatchString(vntext.Fold(s)) })
	folded := vntext.Fold(l.Text)
	m := monthYear.FindStringSubmatchIndex(folded)
	if !found || m == nil || issued.Value != nil && (issued.Evidence != corpus.EvidenceHead || issued.Page != l.Page || issued.Start < l.Start || issued.End > l.End) {
		r.doubtful(issued)
		if issued.Value == nil && found && dayCell.Ink == corpus.Handwritten {
			r.unsettled("date-handwritten", "the date of issue is written by hand", corpus.Place{Page: p.Number}, dayCell, nil)
		}
		return
	}
	monthCell := cell(p, corpus.CellMonth)
	monthSeen, year := strings.Join(strings.Fields(folded[m[2]:m[3]]), ""), folded[m[4]:m[5]]
	daySeen := daySeen(folded[:m[0]])
	bound := r.signedBy()
	month := evidence.Weigh(evidence.Digits{
		Page: onlyDigits(monthSeen), Seen: len(monthSeen), PageSure: sureOf(p, monthCell), Cell: monthCell,
		Forbidden: func(v string) bool {
			n, err := strconv.Atoi(v)
			return err != nil || n < 1 || n > 12 || year+"-"+twoDigits(v) > upTo(bound, len("2006-01"))
		},
		Prior: func(v string) float64 { return monthPrior(year, v, bound) },
	})
	days := evidence.Digits{Page: onlyDigits(daySeen), Seen: len([]rune(daySeen)), PageSure: sureOf(p, dayCell), Cell: dayCell}
	if month.Value != "" {
		before := year + "-" + twoDigits(month.Value) + "-"
		days.Forbidden = func(v string) bool { return !isDay(before+twoDigits(v)) || bound != "" && before+twoDigits(v) > bound }
		days.Prior = func(v string) float64 { return dayPrior(before+twoDigits(v), len(v), bound) }
		days.Named = daysOf(before, name.Dates())
		days.Repeated = daysOf(before, r.datesOfAnnexes())
		if bound == before+"01" {
			days.Only = "1"
		}
	}
	day := evidence.Weigh(days)
	at, _ := dayAt(l.Text)
	place := r.place([]corpus.Span{piece(l, at, len(l.Text))})
	var candidates []corpus.Candidate
	if month.Value != "" {
		candidates = datesOf(year, month.Value, day.Candidates, bound)
	}
	switch {
	case day.Value != "" && month.Value != "" && yearPossible(year, bound) && r.yearSure(l, year, bound) >= evidence.SureReading:
		value := year + "-" + twoDigits(month.Value) + "-" + twoDigits(day.Value)
		sure := min(day.Confidence, month.Confidence, r.yearSure(l, year, bound))
		*issued = corpus.Field[string]{Value: &value, Place: place, Confidence: sure, Evidence: day.Evidence}
		r.settled("date-")
	case issued.Value != nil && dayCell.Ink != corpus.Handwritten && dayCell.Ink != corpus.NoInk && (monthCell == nil || monthCell.Ink != corpus.Handwritten):
		issued.Confidence = min(issued.Confidence, unsure)
		r.unsettled("date-unsure", "the date of issue may be misread", place, dayCell, candidates)
	case dayCell.Ink == corpus.NoInk && issued.Value == nil:
	default:
		*issued = corpus.Field[string]{Place: place}
		code, message := "date-unsure", "the day of issue cannot be read for sure"
		if dayCell.Ink == corpus.Handwritten || monthCell != nil && monthCell.Ink == corpus.Handwritten {
			code, message = "date-handwritten", "the date of issue is written by hand"
		}
		r.unsettled(code, message, place, dayCell, candidates)
	}
}

// daySeen is what stands between "ngay" and "thang" in the folded line, however
// the word is spoiled ("ngaw{"), without blanks.
func daySeen(before string) string {
	if at := strings.LastIndex(before, "ng"); at >= 0 {
		before = strings.TrimLeft(before[at+2:], "abcdefghijklmnopqrstuvwxyz")
	} else if at := strings.LastIndexByte(before, ','); at >= 0 {
		before = before[at+1:]
	}
	return strings.Join(strings.Fields(before), "")
}

// dayAt is the byte of the date line where "ngày" stands, or what is left of it.
func dayAt(s string) (int, bool) {
	for _, mark := range [...]string{"ngày", "Ngày", ","} {
		if at := strings.Index(s, mark); at >= 0 {
			if mark == "," {
				at += 1 + len(s[at+1:]) - len(strings.TrimLeft(s[at+1:], " "))
			}
			return at, true
		}
	}
	return 0, false
}

// upTo is the first n bytes of an upper bound; where there is none, later than
// all.
func upTo(bound string, n int) string {
	if bound == "" {
		return "9999"
	}
	return bound[:min(n, len(bound))]
}

// monthPrior is how likely a month is before it was read: one is written with
// two digits, and a document is signed in the month of its issue or in the next.
func monthPrior(year, month, bound string) float64 {
	p := 1.0
	if len(month) == 1 && month < "3" {
		p = 0.3 // "01" and "02" are the rule: a lone digit is half of 10, 11, 12
	}
	if bound == "" {
		return p
	}
	at, err := time.Parse("2006-01", year+"-"+twoDigits(month))
	signed, err2 := time.Parse("2006-01", upTo(bound, len("2006-01")))
	if err != nil || err2 != nil {
		return p
	}
	switch later := (signed.Year()-at.Year())*12 + int(signed.Month()-at.Month()); {
	case later == 0:
		return 8 * p
	case later == 1:
		return 2 * p
	}
	return p
}

// dayPrior is how likely a day, written with so many digits, is before it was
// read: a lone digit is mostly half of two, of 20 days of issue one is on a
// Saturday or Sunday, and of 41 signatures 13 were of the day of issue and most
// others of the days after.
func dayPrior(day string, digits int, bound string) float64 {
	p := 1.0
	if digits == 1 {
		p = 0.3
	}
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return p
	}
	if w := at.Weekday(); w == time.Saturday || w == time.Sunday {
		p *= 0.3
	}
	if signed, err := time.Parse(time.DateOnly, bound); err == nil {
		switch later := int(signed.Sub(at).Hours() / 24); {
		case later == 0:
			p *= 6
		case later <= 3:
			p *= 3
		case later <= 8:
			p *= 1.5
		}
	}
	return p
}

func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// yearPossible: nothing is issued after it was signed; a copy is signed years later.
func yearPossible(year, bound string) bool {
	if len(bound) < 4 {
		return year >= "1945" && year <= "2100"
	}
	return year >= "1945" && year <= bound[:4]
}

// yearSure is how sure the year of the date line is: as sure as the recogniser
// was of it, but where the document was signed in that year, nothing is left to
// doubt.
func (r *reader) yearSure(l zone.Line, year, bound string) float64 {
	at := strings.LastIndex(l.Text, year)
	if at < 0 || strings.HasPrefix(bound, year) {
		return 1
	}
	return r.leastSure([]corpus.Span{piece(l, at, at+len(year))})
}

// signedBy is the day of the earliest digital signature: nothing is issued
// after it. "" where there is none.
func (r *reader) signedBy() string {
	bound := ""
	for i := range r.sheet.Pages {
		for _, s := range r.sheet.Pages[i].Stamps {
			if len(s.Time) >= len(time.DateOnly) && isDay(s.Time[:len(time.DateOnly)]) && (bound == "" || s.Time[:len(time.DateOnly)] < bound) {
				bound = s.Time[:len(time.DateOnly)]
			}
		}
	}
	return bound
}

// daysOf are the days of those dates that begin with before ("2024-09-").
func daysOf(before string, dates []string) []string {
	var days []string
	for _, d := range dates {
		if day, ok := strings.CutPrefix(d, before); ok {
			days = append(days, day)
		}
	}
	return days
}

// datesOfAnnexes are the dates in the annexes' own notes.
func (r *reader) datesOfAnnexes() []string {
	var all []string
	for _, l := range r.sheet.Lines {
		if l.Kind != zone.Annex || l.Text[0] != '(' {
			continue
		}
		if _, _, end, ok := annexNumber(l.Text); ok {
			if d, ok := date.Scan(l.Text, end); ok && d.Precision == date.Day && !d.Impossible {
				all = append(all, d.Value)
			}
		}
	}
	return all
}

// datesOf makes dates of candidates for the day; the day of the signature is
// one too, where it is in the month that is printed.
func datesOf(year, month string, days []corpus.Candidate, bound string) []corpus.Candidate {
	before := year + "-" + twoDigits(month) + "-"
	var all []corpus.Candidate
	for _, c := range days {
		c.Value = before + twoDigits(c.Value)
		all = append(all, c)
	}
	if strings.HasPrefix(bound, before) {
		all = append(all, corpus.Candidate{Value: bound, Evidence: corpus.EvidenceStamp, Confidence: evidence.StampAlone})
	}
	slices.SortStableFunc(all, func(a, b corpus.Candidate) int {
		switch {
		case a.Confidence > b.Confidence:
			return -1
		case a.Confidence < b.Confidence:
			return 1
		}
		return 0
	})
	return all
}

// settled takes back the doubts about a field that has a value now.
func (r *reader) settled(prefix string) {
	r.findings = slices.DeleteFunc(r.findings, func(f corpus.Finding) bool { return strings.HasPrefix(f.Code, prefix) })
}

// unsettled replaces the doubts about a field by one with the candidates and
// the crop that a person should look at.
func (r *reader) unsettled(code, message string, at corpus.Place, c *corpus.Cell, candidates []corpus.Candidate) {
	prefix, _, _ := strings.Cut(code, "-")
	r.settled(prefix + "-")
	box := c.Box
	r.findings = append(r.findings, corpus.Finding{
		Code: code, Message: message, Page: at.Page, Start: at.Start, End: at.End, Box: &box, Candidates: candidates,
	})
}
