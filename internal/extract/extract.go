// Package extract reads the record from the parts of a directive.
//
// Each field is read by one small reader out of the lines of its parts; a
// reader knows where its value may stand, in order of trust, and says so in
// the field's evidence and confidence. Nothing is taken from outside the
// document but names of types, bodies and positions.
package extract

import (
	"cmp"
	"slices"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/cite"
	"vanthu/internal/lint"
	"vanthu/internal/zone"
)

// Revision names the rules of reading, zoning and extraction together; it
// changes whenever the same original could give another record.
const Revision = "5"

// Record reads the record of the document src from its sheet. It is a pure
// function of its arguments.
func Record(src corpus.Source, sheet zone.Sheet) corpus.Record {
	return record(src, &sheet, cite.Find)
}

// record is Record with the finder of citations as an argument.
func record(src corpus.Source, sheet *zone.Sheet, find func(cite.Input) []corpus.Citation) corpus.Record {
	r := newReader(src, sheet)
	r.fields()
	r.record.Citations = find(r.citing())
	r.rest()
	return r.record
}

// A reader fills one record.
type reader struct {
	sheet      *zone.Sheet
	parts      map[zone.Kind][]zone.Line
	pages      map[int]*corpus.Page
	scanned    bool // some page was read by OCR: digits may be handwriting
	record     corpus.Record
	symbol     symbol           // of the own number
	title      titleParts       // of the title line
	openNumber bool             // the number cell is blank or cannot be read
	findings   []corpus.Finding // own doubts, before lint
}

func newReader(src corpus.Source, sheet *zone.Sheet) *reader {
	r := &reader{
		sheet: sheet,
		parts: make(map[zone.Kind][]zone.Line),
		pages: make(map[int]*corpus.Page, len(sheet.Pages)),
	}
	r.sortLines()
	src.Pages = max(src.Pages, len(sheet.Pages))
	r.record = corpus.Record{
		ID: src.ID, Source: src, Revision: Revision,
		Signers: []corpus.Signer{}, Recipients: []corpus.Field[string]{}, Addressees: []corpus.Field[string]{},
		Citations: []corpus.Citation{}, Dates: []corpus.Date{}, Quantities: []corpus.Quantity{},
		Outline: []corpus.Heading{}, Pages: []corpus.PageSummary{}, Findings: []corpus.Finding{},
	}
	for i := range sheet.Pages {
		p := &sheet.Pages[i]
		r.pages[p.Number] = p
		r.scanned = r.scanned || p.Method == corpus.MethodOCR
		r.record.Pages = append(r.record.Pages, corpus.PageSummary{
			Page: p.Number, Method: p.Method, Language: corpus.Optional(p.Language), Quality: p.Quality, Characters: p.Characters, Stamps: p.Stamps,
		})
	}
	return r
}

// sortLines puts the lines into their parts, all in one piece of memory: most are
// body, of which there is no list.
func (r *reader) sortLines() {
	listed := func(k zone.Kind) bool {
		return k != zone.Body && k != zone.Annex && k != zone.RunningHead && k != zone.Rule
	}
	counts := make(map[zone.Kind]int)
	n := 0
	for i := range r.sheet.Lines {
		if k := r.sheet.Lines[i].Kind; listed(k) {
			counts[k]++
			n++
		}
	}
	room := make([]zone.Line, 0, n)
	for i := range r.sheet.Lines {
		l := &r.sheet.Lines[i]
		if !listed(l.Kind) {
			continue
		}
		part, ok := r.parts[l.Kind]
		if !ok {
			end := len(room) + counts[l.Kind]
			part = room[len(room):len(room):end]
			room = room[:end]
		}
		r.parts[l.Kind] = append(part, *l)
	}
}

// fields reads everything that finding citations needs to know.
func (r *reader) fields() {
	r.readTitle()
	r.readNumber()
	r.readType()
	r.readPlaceAndDate()
	r.readSubject()
	r.readSigners()
	r.readIssuer()
	r.readMarks()
	r.readAddressees()
	r.readRecipients()
	r.contradict()
	r.weigh()
}

// rest reads what needs the citations: roles of dates, and the findings.
func (r *reader) rest() {
	r.readEffective()
	r.forceBeforeIssue()
	r.readDates()
	r.readQuantities()
	r.readOutline()
	r.doubtCitations()
	r.doubtPaging()
	r.record.Findings = r.allFindings()
}

// doubtCitations notes instruments that are named by their sequence alone, and
// that nothing in the document tells apart: "Nghị quyết 29", and which it could be
// of those that the document names in full.
func (r *reader) doubtCitations() {
	for i := range r.record.Citations {
		c := &r.record.Citations[i]
		if c.Number == "" || strings.Trim(string(c.Number), "0123456789") != "" {
			continue
		}
		var could []string
		for j := range r.record.Citations {
			x := &r.record.Citations[j]
			if i == j || x.Type != c.Type || !hasSequence(string(x.Number), string(c.Number)) {
				continue
			}
			name := string(x.Number)
			if x.Issued != "" {
				name += " of " + string(x.Issued)
			}
			could = append(could, name)
		}
		message := "the document does not say which " + string(c.Type) + " " + string(c.Number) + " is meant"
		if len(could) > 0 {
			message += ": " + strings.Join(could, " or ")
		}
		m := c.Mentions[0]
		r.findings = append(r.findings, corpus.Finding{Code: "citation-ambiguous", Message: message, Page: m.Page, Start: m.Start, End: m.End})
	}
}

// hasSequence says whether a number begins with the sequence seq: 29 of 29-NQ/TW.
func hasSequence(num, seq string) bool {
	rest, ok := strings.CutPrefix(strings.TrimLeft(num, "0"), strings.TrimLeft(seq, "0"))
	return ok && rest != "" && (rest[0] < '0' || rest[0] > '9') && rest[0] != '.'
}

// allFindings joins the doubts of the pages' readers, of extraction and of the
// rules, in the order of the document.
func (r *reader) allFindings() []corpus.Finding {
	all := []corpus.Finding{}
	for i := range r.sheet.Pages {
		for _, f := range r.sheet.Pages[i].Findings {
			if f.Page == 0 {
				f.Page = r.sheet.Pages[i].Number
			}
			all = append(all, f)
		}
	}
	all = append(all, r.findings...)
	for _, f := range lint.Check(&r.record) {
		// That there is a number, but by hand, or that its place is blank, says more
		// than that none was found.
		if f.Code == "number-missing" && r.openCell("number-") || f.Code == "date-missing" && r.openCell("date-") {
			continue
		}
		all = append(all, f)
	}
	slices.SortStableFunc(all, func(a, b corpus.Finding) int {
		return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Start, b.Start), cmp.Compare(a.Code, b.Code))
	})
	return all
}

// openCell says whether a finding of the kind tells why a cell has no value.
func (r *reader) openCell(prefix string) bool {
	return slices.ContainsFunc(r.findings, func(f corpus.Finding) bool {
		switch strings.TrimPrefix(f.Code, prefix) {
		case "handwritten", "unsure", "blank", "unreadable":
			return true
		}
		return false
	})
}

// doubt notes a finding about bytes start to end of a line.
func (r *reader) doubt(l zone.Line, start, end int, code, message string) {
	r.findings = append(r.findings, corpus.Finding{
		Code: code, Message: message, Page: l.Page, Start: l.Start + start, End: l.Start + end,
		Box: r.pages[l.Page].BoxOf(l.Start+start, l.Start+end),
	})
}

// citing is the document as the finder of citations takes it.
func (r *reader) citing() cite.Input {
	in := cite.Input{
		Flow: r.sheet.Flow, Pages: r.sheet.Pages,
		SelfType: r.record.Type.Or(""), SelfNumber: r.record.Number.Or(""), SelfIssued: r.record.Issued.Or(""),
	}
	for _, l := range r.sheet.Lines {
		at, ok := r.sheet.Offset(l.Page, l.Start)
		if !ok {
			continue
		}
		stretch := [2]int{at, at + l.End - l.Start}
		switch l.Kind {
		case zone.Subject:
			if in.Title[1] == 0 {
				in.Title = stretch
			}
			in.Title[1] = stretch[1]
		case zone.Issuer, zone.Motto, zone.Number, zone.PlaceDate, zone.Section, zone.Recipients, zone.Authority, zone.Position,
			zone.Name, zone.SignedMark, zone.Authentic, zone.AuthNumber, zone.AuthDate, zone.Addressee, zone.Draft, zone.Rule, zone.Urgency, zone.Secrecy:
			if n := len(in.Skip); n > 0 && stretch[0] <= in.Skip[n-1][1]+1 {
				in.Skip[n-1][1] = max(in.Skip[n-1][1], stretch[1])
				continue
			}
			in.Skip = append(in.Skip, stretch)
		}
	}
	return in
}
