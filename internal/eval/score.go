package eval

import (
	"slices"

	"vanthu/corpus"
)

const (
	asserts = 0.7 // a value of this confidence or more is asserted
	isSure  = 0.9 // and of this one or more is meant to be right 97 times of 100
)

// Extracted is what the line made of one file.
type Extracted struct {
	Record  corpus.Record
	Pages   []corpus.Page   // whose texts the record's offsets count in; without them Record.Pages[].Text is taken
	Problem *corpus.Problem // why there is no record
}

// text is the text of a page, ok whether it is known.
func (e Extracted) text(page int) (text string, ok bool) {
	for i := range e.Pages {
		if e.Pages[i].Number == page {
			return e.Pages[i].Text, true
		}
	}
	for _, p := range e.Record.Pages {
		if p.Page == page && p.Text != nil {
			return *p.Text, true
		}
	}
	return "", false
}

// Score compares records, by the names of Set.Files, with gold. A file without
// an entry counts as one that could not be read.
func Score(set Set, records map[string]Extracted) Report {
	report := Report{Sections: make([]Section, 0, len(set.groups)), Calibration: make([]FieldConfidence, 0, len(fields))}
	all := make(map[field]confidences)
	for _, g := range set.groups {
		report.Sections = append(report.Sections, scoreGroup(g, records, all))
	}
	for _, f := range append(fields[:len(fields):len(fields)], fInstrument) {
		if c := all[f]; len(c) > 0 {
			report.Calibration = append(report.Calibration, FieldConfidence{Field: string(f), Confidence: c.score()})
		}
	}
	return report
}

// scoreGroup also adds the confidences of the group's values to all.
func scoreGroup(g group, records map[string]Extracted, all map[field]confidences) Section {
	t := tally{
		section: Section{Kind: g.kind, Folder: g.folder, Files: len(g.docs), Documents: make([]Document, 0, len(g.docs))},
		printed: make(map[field]*FieldScore),
		byHand:  make(map[field]*FieldScore),
		ofField: all,
	}
	for _, d := range g.docs {
		t.misses = make([]Miss, 0)
		e, ok := records[d.file]
		switch {
		case !ok:
			t.notRead("no record")
			e = Extracted{}
		case e.Problem != nil:
			t.notRead(e.Problem.Error())
			e = Extracted{}
		}
		header := t.header(d, e)
		if d.listed {
			if t.section.Citations == nil {
				t.section.Citations = new(Citations)
			}
			cited := t.citations(d.citations, e.Record.Citations)
			c := t.section.Citations
			c.WholeCitations.count(cited)
			c.WholeDocuments.count(header && cited)
			c.Recipients.add(t.list(RecipientMissing, RecipientExtra, d.recipient, recipients(&e.Record)))
			c.Dates.add(t.list(DateMissing, DateExtra, d.dates, days(&e.Record)))
		}
		t.spans(e)
		t.section.Documents = append(t.section.Documents, Document{File: d.file, Misses: t.misses})
	}
	return t.done()
}

// A tally counts one section, document by document.
type tally struct {
	section         Section
	printed, byHand map[field]*FieldScore
	byDigits        []FieldScore // of handwritten numbers, by their digits
	ofField         map[field]confidences
	ofHeader        confidences
	ofHand          confidences
	ofInstruments   confidences
	misses          []Miss // of the document at hand
}

func (t *tally) miss(m Miss) { t.misses = append(t.misses, m) }

func (t *tally) notRead(why string) {
	t.section.NotRead++
	t.miss(Miss{What: NotRead, Item: "file", Got: why})
}

// done brings the fields into their order.
func (t *tally) done() Section {
	inOrder := func(of map[field]*FieldScore) []FieldScore {
		list := make([]FieldScore, 0, len(of))
		for _, f := range fields {
			if s := of[f]; s != nil {
				list = append(list, *s)
			}
		}
		return list
	}
	t.section.Header = inOrder(t.printed)
	t.section.Handwritten = inOrder(t.byHand)
	t.section.ByDigits = slices.DeleteFunc(t.byDigits, func(s FieldScore) bool { return s.Total == 0 })
	t.ofField[fInstrument] = append(t.ofField[fInstrument], t.ofInstruments...)
	t.section.Calibration = Calibration{Header: t.ofHeader.score(), Handwritten: t.ofHand.score(), Instruments: t.ofInstruments.score()}
	return t.section
}

// A confidence is one value's, with the truth about it.
type confidence struct {
	value float64
	right bool
}

type confidences []confidence

// edges are the borders of the buckets.
var edges = [...]float64{0, 0.5, 0.7, 0.8, 0.9, 0.95, 1}

func (c confidences) score() Confidence {
	out := Confidence{Buckets: make([]Bucket, len(edges)-1)}
	for i := range out.Buckets {
		out.Buckets[i].From, out.Buckets[i].To = edges[i], edges[i+1]
	}
	for _, v := range c {
		if v.value >= isSure {
			out.Sure.count(v.right)
		}
		if v.right {
			out.Covered.count(v.value >= isSure)
		}
		i := len(out.Buckets) - 1
		for i > 0 && !(v.value >= edges[i]) { // so written, a NaN falls to the bottom
			i--
		}
		out.Buckets[i].count(v.right)
	}
	return out
}
