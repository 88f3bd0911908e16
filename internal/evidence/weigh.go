package evidence

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"vanthu/corpus"
)

// How sure a value is by how it was found. What reaches asserted is believed.
const (
	agreedPrint  = 0.95 // print that both readings have alike
	cellOfPrint  = 0.85 // print that the page's reading has spoiled
	agreedReads  = 0.80 // two sure readings of ink that cannot be told
	agreedSource = 0.85 // a reading of handwriting and a source that did not see it
	agreedAnnex  = 0.92 // the same, the source being the document's own annexes
	asserted     = 0.70
	nameAlone    = 0.65
	handRead     = 0.30 // at most, for a reading of handwriting
)

// SureReading is a recogniser's own confidence from which it counts.
const SureReading = 0.80

// StampAlone is how sure the day of a signature's stamp is as the day of issue:
// of 41 stamps 13 were of that day.
const StampAlone = 0.30

// Digits is what is known of the digits of one cell.
type Digits struct {
	Page      string  // the page's reading: "" where it holds no digits
	Seen      int     // characters of that reading, digits or not
	PageSure  float64 // the recogniser's own confidence in it
	Cell      *corpus.Cell
	Named     []string // what the file name gives for this cell
	Repeated  []string // what the document's annexes say of it
	Only      string   // the one value that the signature's stamp leaves possible
	Forbidden func(value string) bool
	Prior     func(value string) float64 // how likely a value is before anything was read, to any scale; nil: all alike
}

// A Verdict is what can be said of a value.
type Verdict struct {
	Value      string // "" where nothing can be believed
	Confidence float64
	Evidence   string
	Candidates []corpus.Candidate // the likeliest first
}

// Weigh applies the rule.
func Weigh(d Digits) Verdict {
	var v Verdict
	value, sure, evidence := d.best()
	for _, c := range d.candidates() {
		if value != "" && same(c.Value, value) {
			continue
		}
		v.Candidates = append(v.Candidates, c)
	}
	if value != "" && d.possible(value) {
		if sure >= asserted {
			v.Value, v.Confidence, v.Evidence = value, sure, evidence
		}
		v.Candidates = append(v.Candidates, corpus.Candidate{Value: value, Evidence: evidence, Confidence: sure})
	}
	slices.SortStableFunc(v.Candidates, func(a, b corpus.Candidate) int { return cmp.Compare(b.Confidence, a.Confidence) })
	return v
}

func (d *Digits) possible(value string) bool { return d.Forbidden == nil || !d.Forbidden(value) }

// same says whether two sequences of digits are one number.
func same(a, b string) bool {
	return strings.TrimLeft(a, "0") == strings.TrimLeft(b, "0")
}

func holds(all []string, value string) bool {
	return slices.ContainsFunc(all, func(other string) bool { return same(other, value) })
}

// best is the value with the strongest case, as it is written, with its
// confidence; "" where there is none.
func (d *Digits) best() (value string, sure float64, evidence string) {
	ink := corpus.UnknownInk
	if d.Cell != nil {
		ink = d.Cell.Ink
	}
	for _, other := range d.Repeated {
		if d.read(other) != "" || holds(d.Named, other) {
			return cmp.Or(d.read(other), other), agreedAnnex, corpus.EvidenceBody
		}
	}
	if d.Only != "" {
		return cmp.Or(d.read(d.Only), d.Only), agreedAnnex, corpus.EvidenceStamp
	}
	switch ink {
	case corpus.Printed:
		if len(d.Cell.Candidates) == 0 { // of no reader of ours, but pages are kept on a disk
			break
		}
		c := d.Cell.Candidates[0]
		switch {
		case d.Page == c.Value:
			return d.Page, agreedPrint, corpus.EvidenceHead
		// Of lone digits of a pen one of ten passes for print, so the page must have
		// read the same.
		case d.Page == "" && d.Seen == len(c.Value) && len(c.Value) > 1 && c.Confidence >= SureReading:
			return c.Value, cellOfPrint, corpus.EvidenceCell
		}
	case corpus.Stamped, corpus.UnknownInk:
		if hand := d.byHand(); len(hand) > 0 && (hand[0].value != d.Page && hand[0].share > 0.5) {
			break // two readings alike, of a 1 with a long upstroke: 44
		}
		if d.Page != "" && d.PageSure >= SureReading && d.Cell != nil {
			for _, c := range d.Cell.Candidates {
				if c.Evidence == corpus.EvidenceCell && c.Value == d.Page && c.Confidence >= SureReading && (len(d.Named) == 0 || holds(d.Named, d.Page)) {
					return d.Page, agreedReads, corpus.EvidenceHead
				}
			}
		}
	}
	hand := d.byHand()
	for _, name := range d.Named {
		if seen := d.read(name); seen != "" {
			return seen, d.surer(hand, seen), corpus.EvidenceFileName
		}
	}
	if len(hand) > 0 && ink != corpus.Printed {
		evidence := corpus.EvidenceHand
		if holds(d.Named, hand[0].value) && hand[0].alone < assertedShare {
			evidence = corpus.EvidenceFileName
		}
		return hand[0].value, trust(hand[0].share), evidence
	}
	return "", 0, ""
}

// surer is the confidence in a value that Tesseract and the file name agree
// on, given how the hand was read.
func (d *Digits) surer(hand []weight, value string) float64 {
	if len(hand) > 0 && hand[0].value == value {
		return max(agreedSource, trust(hand[0].share))
	}
	return agreedSource
}

// read is a reading of the ink that is value, as it is written there: "04" for
// "4"; "" where none is.
func (d *Digits) read(value string) string {
	// A lone digit is hit by chance one time of ten.
	if d.Page != "" && same(d.Page, value) && (len(d.Page) > 1 || d.PageSure >= SureReading) {
		return d.Page
	}
	if d.Cell != nil {
		for _, c := range d.Cell.Candidates {
			if c.Evidence == corpus.EvidenceCell && same(c.Value, value) && (len(c.Value) > 1 || c.Confidence >= SureReading) {
				return c.Value
			}
		}
	}
	return ""
}

// candidates is what each source says, less what cannot be.
func (d *Digits) candidates() []corpus.Candidate {
	var all []corpus.Candidate
	add := func(value, evidence string, confidence float64) {
		if value == "" || !d.possible(value) {
			return
		}
		for _, old := range all {
			if same(old.Value, value) && old.Evidence == evidence {
				return
			}
		}
		// Two digits: more are not known, and a record is compared by bytes.
		all = append(all, corpus.Candidate{Value: value, Evidence: evidence, Confidence: math.Round(100*confidence) / 100})
	}
	for _, s := range d.Repeated {
		add(s, corpus.EvidenceBody, nameAlone)
	}
	for _, s := range d.Named {
		add(s, corpus.EvidenceFileName, nameAlone)
	}
	add(d.Only, corpus.EvidenceStamp, nameAlone)
	most := handRead
	if d.Cell == nil || d.Cell.Ink != corpus.Handwritten {
		most = 0.6
	}
	add(d.Page, corpus.EvidencePage, min(d.PageSure, most))
	if d.Cell != nil {
		for _, c := range d.Cell.Candidates {
			if c.Evidence == corpus.EvidenceHand {
				add(c.Value, c.Evidence, min(c.Confidence, nameAlone))
			} else {
				add(c.Value, c.Evidence, min(c.Confidence, most))
			}
		}
	}
	return all
}
