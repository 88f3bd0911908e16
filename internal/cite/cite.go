// Package cite finds the instruments that a directive cites, and resolves them
// within the document. Finding never resolves; resolving never reads text.
//
// The finder goes through the text once. It stops at capitals where a type's
// name begins ("Nghị định"), at "số" and at numbers, and reads on from there by
// hand: number (find.go, loose.go), sequence alone (bare.go), date and term
// (tail.go), a law, its name and one that amends (law.go, lawname.go, amender.go),
// a resolution of a congress (party.go), a body (issuer.go), the code of a standard
// (standard.go), what points back to an instrument: "Nghị định nêu trên", a name
// that was defined (point.go). Then each mention gets its relation from the
// construction around it (paragraph.go, relation.go, does.go, deed.go), and
// mentions of one instrument are joined (resolve.go), in a misread text also those
// that differ by what recognisers exchange (vote.go).
//
// Left out are the document itself ("Thông tư này", its own number), bills ("dự án
// Luật ..."), and forms ("Mẫu số 01/BC-BNV").
package cite

import (
	"slices"

	"vanthu/corpus"
	"vanthu/internal/mend"
	"vanthu/internal/number"
)

// An Input is a document to find citations in.
type Input struct {
	Flow       corpus.Flow   // the text
	Pages      []corpus.Page // for boxes
	SelfType   string        // the document's own type, "" if unknown
	SelfNumber string        // the document's own number, normalised, "" if unknown
	SelfIssued string        // ISO date, "" if unknown
	Skip       [][2]int      // stretches of Flow.Text that are no citing text: head cells, own number, recipients
	Title      [2]int        // stretch of Flow.Text that holds the subject; [0,0] if unknown
}

// Find gives one citation for each distinct instrument, in order of first
// mention, never nil.
func Find(in Input) []corpus.Citation {
	read, doubtful := reading(&in)
	f := newFinder(read.Text)
	switch in.SelfType {
	case "Luật", "Bộ luật", "Pháp lệnh":
		f.ofLaw = true
	}
	f.run()
	if f.again() {
		f = &finder{text: f.text, low: f.low, found: f.found[:0], pointers: f.pointers[:0], names: f.names, firsts: f.firsts, bills: f.bills, claimed: -1, ofLaw: f.ofLaw}
		f.run()
	}
	f.datedBefore()
	f.withWords()
	f.lawLists()
	f.sort()
	for i := range f.found {
		f.found[i].id = i + 1
	}
	f.abouts()
	f.defines()
	for i := range f.found {
		m := &f.found[i]
		if m.number != "" && read.MendedNumber(m.start, m.end) {
			m.confidence = min(m.confidence, mendedConfidence)
		}
		m.start, m.end = read.Back(m.start, m.end)
	}
	for i := range f.pointers {
		p := &f.pointers[i]
		p.start, p.end = read.Back(p.start, p.end)
	}
	mendMisread(f.found, &in)
	f.found = slices.DeleteFunc(f.found, func(m found) bool { return f.isNone(&m, &in) })
	f.sort()
	f.relate(&in, &read)
	f.dropBills()
	return citations(append(f.found, f.point(&in)...), f.definitions, &in, doubtful)
}

// sort puts the mentions in the order of the text, which they mostly have.
func (f *finder) sort() {
	less := func(a, b found) int { return a.start - b.start }
	if !slices.IsSortedFunc(f.found, less) {
		slices.SortStableFunc(f.found, less)
	}
}

// dropBills leaves out the bills and, where they would amend a law, also what else
// bears their name: the cells of a table. A new law may bear the name of the old.
func (f *finder) dropBills() {
	bills := make(map[string]bool)
	for i := range f.found {
		if m := &f.found[i]; m.bill && amending(lower(m.title), 0) > 0 {
			bills[lawKey(m.typ, m.title)] = true
		}
	}
	f.found = slices.DeleteFunc(f.found, func(m found) bool {
		return m.bill || len(bills) > 0 && m.law && m.number == "" && m.date == "" && bills[lawKey(m.typ, m.title)]
	})
}

// reading is the text that is read, mended on pages that were recognised or, as
// plain text, show signs of it. The letters of a text layer or an office file are
// those that were printed and stay.
func reading(in *Input) (read mend.Edited, doubtful bool) {
	text := in.Flow.Text
	misread := make(map[int]bool)
	for i := range in.Pages {
		p := &in.Pages[i]
		if p.Method == corpus.MethodOCR || p.Method == corpus.MethodText && mend.Doubtful(p.Text) {
			misread[p.Number] = true
		}
	}
	if len(misread) == 0 {
		return mend.Edited{Text: text}, false
	}
	return mend.Stretches(text, in.Flow.Stretches(func(page int) bool { return misread[page] })), true
}

// relate sets the relations, which are read from the squeezed text.
func (f *finder) relate(in *Input, read *mend.Edited) {
	text := squeeze(f.low)
	at := func(i int) int { return text.at(read.Forward(i)) }
	r := newRelater(text.text, [2]int{at(in.Title[0]), at(in.Title[1])}, in)
	places := make([][2]int, len(f.found))
	for i := range f.found {
		m := &f.found[i]
		places[i] = [2]int{m.start, m.end}
		m.start, m.end = at(m.start), at(m.end)
	}
	r.relate(f.found)
	for i := range f.pointers {
		f.pointers[i].quoted = r.isQuoted(at(f.pointers[i].start))
	}
	for i := range f.found {
		f.found[i].start, f.found[i].end = places[i][0], places[i][1]
	}
}

// again says whether a second reading would end names of laws better: a name
// was guessed, and the document gives numbers to others; or bills were named.
func (f *finder) again() bool {
	if len(f.bills) > 0 {
		return true
	}
	if len(f.names) == 0 {
		return false
	}
	return slices.ContainsFunc(f.found, func(m found) bool { return m.law && m.number == "" && m.confidence < 0.9 })
}

// isNone says whether m is no citation: the document itself, a bill, or in a
// stretch that the caller wants left out.
func (f *finder) isNone(m *found, in *Input) bool {
	if f.inSkip(m.start, in) {
		return true
	}
	if m.bare && m.typ == in.SelfType && in.SelfNumber != "" && seqOf(m.number) == seqOf(in.SelfNumber) {
		return true
	}
	if m.number != "" && in.SelfNumber != "" && number.Equal(m.number, in.SelfNumber) {
		return m.year > 0 || m.date == "" || in.SelfIssued == "" || m.date == in.SelfIssued
	}
	if m.typ == "Điều lệ" && m.typ == in.SelfType {
		return m.law
	}
	return m.law && m.number == "" && m.date == "" && f.bills[lawKey(m.typ, m.title)]
}

// mention leads m back to the pages.
func mention(m *found, in *Input) corpus.Mention {
	if s, ok := in.Flow.Span(m.start, m.end); ok {
		p := pageOf(in.Pages, s.Page)
		if p == nil {
			return corpus.Mention{}
		}
		return corpus.Mention{Text: p.Text[s.Start:s.End], Span: s, Box: p.BoxOf(s.Start, s.End)}
	}
	spans := in.Flow.Spans(m.start, m.end)
	if len(spans) == 0 {
		return corpus.Mention{}
	}
	var out corpus.Mention
	for i, s := range spans {
		p := pageOf(in.Pages, s.Page)
		if p == nil {
			continue
		}
		piece := p.Text[s.Start:s.End]
		if i == 0 {
			out.Text, out.Box = piece, p.BoxOf(s.Start, s.End)
			continue
		}
		out.Text += "\n" + piece
	}
	out.Span = spans[0]
	if len(spans) > 1 {
		out.Spans = spans
	}
	return out
}

func pageOf(pages []corpus.Page, n int) *corpus.Page {
	if n >= 1 && n <= len(pages) && pages[n-1].Number == n {
		return &pages[n-1]
	}
	for i := range pages {
		if pages[i].Number == n {
			return &pages[i]
		}
	}
	return nil
}
