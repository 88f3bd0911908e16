package extract

import (
	"slices"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/evidence"
	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/zone"
)

// What a value of a scan has at most that is not asserted, and what one has
// that stands where no cell is looked at.
const unsure = 0.6

// unsettledAtMost is the most that a candidate of a field has that is not asserted.
const unsettledAtMost = 0.65

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

// doubtful caps the confidence of a field that was recognised where no cell is
// looked at, and shows what it was read from: code and message of the finding.
func (r *reader) doubtful(f *corpus.Field[string], code, message string) {
	p := r.pages[f.Page]
	if f.Value == nil || p == nil || p.Method != corpus.MethodOCR {
		return
	}
	f.Confidence = min(f.Confidence, unsure)
	r.unsettled(code, message, f.Place, f.Box, []corpus.Candidate{{Value: *f.Value, Evidence: f.Evidence, Confidence: f.Confidence}})
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
		r.doubtful(&n.Field, "number-unsure", "the number may be misread")
		if n.Value == nil && found && c.Ink == corpus.Handwritten {
			r.unsettled("number-handwritten", "the number is written by hand", corpus.Place{Page: p.Number}, &c.Box, nil)
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
	if tail == "" {                               // no symbol: nothing to put a sequence before
		r.doubtful(&n.Field, "number-unsure", "the number may be misread")
		return
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
		if !known {
			r.unsettled("number-unsure", "the symbol behind the number may be misread", place, &c.Box, v.Candidates)
		}
	case n.Value != nil && c.Ink != corpus.Handwritten && c.Ink != corpus.NoInk:
		n.Confidence = min(n.Confidence, unsure)
		*n.Value, n.Symbol = own.Text, corpus.Optional(own.Symbol)
		r.unsettled("number-unsure", "the number may be misread", place, &c.Box, v.Candidates)
	case c.Ink == corpus.NoInk && n.Value == nil:
	default:
		n.Value, n.Seq, n.Confidence, n.Evidence, n.Place, n.Symbol = nil, "", 0, "", place, corpus.Optional(own.Symbol)
		code, message := "number-unsure", "the number cannot be read for sure"
		if c.Ink == corpus.Handwritten {
			code, message = "number-handwritten", "the number is written by hand before "+tail
		}
		r.unsettled(code, message, place, &c.Box, v.Candidates)
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

// settled takes back the doubts about a field that has a value now.
func (r *reader) settled(prefix string) {
	r.findings = slices.DeleteFunc(r.findings, func(f corpus.Finding) bool { return strings.HasPrefix(f.Code, prefix) })
}

// unsettled replaces the doubts about a field by one with the candidates and
// the crop that a person should look at.
func (r *reader) unsettled(code, message string, at corpus.Place, crop *corpus.Box, candidates []corpus.Candidate) {
	prefix, _, _ := strings.Cut(code, "-")
	r.settled(prefix + "-")
	if crop != nil {
		crop = &corpus.Box{crop[0], crop[1], crop[2], crop[3]} // its own: cells and places are shared
	}
	candidates = slices.Clone(candidates)
	for i := range candidates { // sure digits before a symbol, or of a day before a year, that is in doubt
		candidates[i].Confidence = min(candidates[i].Confidence, unsettledAtMost)
	}
	r.findings = append(r.findings, corpus.Finding{
		Code: code, Message: message, Page: at.Page, Start: at.Start, End: at.End, Box: crop, Candidates: candidates,
	})
}
