package eval

import (
	"fmt"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// header counts the header fields that gold knows. It says whether all the
// printed ones of the six are right.
func (t *tally) header(d document, e Extracted) bool {
	r := &e.Record
	var text body
	if t.section.Kind == Metadata {
		text = bodyOf(e)
	}
	whole, counted := true, false
	byHand, wrongByHand := false, false
	for _, g := range d.header {
		got := valueOf(g.name, r)
		value := got.Or("")
		right := same(g.name, g.value, value)
		asserted := value != "" && got.Confidence >= asserts

		scores := t.printed
		if g.handwritten {
			scores = t.byHand
			byHand = true
			wrongByHand = wrongByHand || asserted && !right
		} else if g.name.ofHeader() {
			whole, counted = whole && right, true
		}
		s := scores[g.name]
		if s == nil {
			s = &FieldScore{Field: string(g.name)}
			if t.section.Kind == Metadata {
				s.Printed = new(Ratio)
			}
			scores[g.name] = s
		}
		s.tell(right, asserted)
		printed := s.Printed == nil || text.prints(g.name, g.value)
		if s.Printed != nil && printed {
			s.Printed.count(right)
		}
		if g.handwritten && g.name == fNumber {
			t.byLength(g.value).tell(right, asserted)
		}
		if g.handwritten && value != "" && (g.name == fNumber || g.name == fDay || g.name == fMonth) {
			t.ofHand = append(t.ofHand, confidence{got.Confidence, right})
		}
		if g.name.ofDate() {
			continue // the date itself is the miss, and has the confidence
		}
		if value != "" {
			c := confidence{got.Confidence, right}
			t.ofHeader = append(t.ofHeader, c)
			if printed {
				t.ofField[g.name] = append(t.ofField[g.name], c)
			}
		}
		if !right {
			m := Miss{What: HeaderWrong, Item: string(g.name), Gold: g.value, Got: value, Confidence: got.Confidence}
			t.miss(m)
			if t.section.Kind == Scans && asserted {
				m.What = AssertedWrong
				t.miss(m)
			}
		}
	}
	if counted {
		t.section.WholeHeader.count(whole)
	}
	if byHand {
		t.section.HandNotWrong.count(!wrongByHand)
	}
	return whole
}

// tell counts one more.
func (f *FieldScore) tell(right, asserted bool) {
	f.count(right)
	switch {
	case !asserted:
		f.Silent++
	case right:
		f.AssertedRight++
	default:
		f.AssertedWrong++
	}
}

// byLength is the score of the handwritten numbers with as many digits as one
// has: four digits are missed four times as often as one.
func (t *tally) byLength(number string) *FieldScore {
	n := len(number) - len(strings.TrimLeft(number, "0123456789"))
	for len(t.byDigits) < n+1 {
		name := fmt.Sprintf("%d digits", len(t.byDigits))
		if len(t.byDigits) == 1 {
			name = "1 digit"
		}
		t.byDigits = append(t.byDigits, FieldScore{Field: name})
	}
	return &t.byDigits[n]
}

// valueOf is a record's field by its name.
func valueOf(f field, r *corpus.Record) corpus.Field[string] {
	switch f {
	case fType:
		return r.Type
	case fNumber:
		return r.Number.Field
	case fIssued:
		return r.Issued
	case fIssuer:
		return r.Issuer.Field
	case fSubject:
		return r.Subject
	case fPlace:
		return r.Place
	case fEffective:
		return r.Effective
	case fDay:
		return partOfDate(r, 8, 10)
	case fMonth:
		return partOfDate(r, 5, 7)
	case fYear:
		return partOfDate(r, 0, 4)
	case fSigner:
		if len(r.Signers) > 0 {
			return r.Signers[0].Name
		}
	}
	return corpus.Field[string]{}
}

// list counts two lists without order against each other. An entry that stands
// twice must be found twice.
func (t *tally) list(missing, extra What, gold, got []string) Match {
	left := make(map[string]int)
	for _, g := range got {
		left[vntext.Key(g)]++
	}
	m := Match{Gold: len(gold), Predicted: len(got)}
	for _, g := range gold {
		if key := vntext.Key(g); left[key] > 0 {
			left[key]--
			m.Matched++
			continue
		}
		t.miss(Miss{What: missing, Gold: g})
	}
	for i := len(got) - 1; i >= 0; i-- { // the last of several is the one too many
		if key := vntext.Key(got[i]); left[key] > 0 {
			left[key]--
			t.miss(Miss{What: extra, Got: got[i]})
		}
	}
	return m
}

func recipients(r *corpus.Record) []string {
	var list []string
	for _, f := range r.Recipients {
		if f.Value != nil {
			list = append(list, *f.Value)
		}
	}
	return list
}

// days are the distinct days that a record names.
func days(r *corpus.Record) []string {
	var list []string
	seen := make(map[string]bool)
	for _, d := range r.Dates {
		if d.Precision == "day" && d.Value != "" && !seen[d.Value] {
			seen[d.Value] = true
			list = append(list, d.Value)
		}
	}
	return list
}

// partOfDate is bytes from to end of the date of issue, or, where its day is not
// known, of what is printed of it: month and year.
func partOfDate(r *corpus.Record, from, end int) corpus.Field[string] {
	if r.Issued.Value != nil && len(*r.Issued.Value) >= end {
		part := (*r.Issued.Value)[from:end]
		return corpus.Field[string]{Value: &part, Confidence: r.Issued.Confidence}
	}
	for _, d := range r.Dates {
		if d.Role == "issued" && len(d.Value) >= end {
			part := d.Value[from:end]
			return corpus.Field[string]{Value: &part, Confidence: asserts}
		}
	}
	return corpus.Field[string]{}
}
