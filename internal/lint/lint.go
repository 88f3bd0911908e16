// Package lint says what is doubtful about a record, one rule at a time, each
// with its source. A rule looks at the record alone, never at the text, and at no
// clock: the same record has the same findings on every day. What only the
// archive can know, such as the day on which a document was imported, is asked by
// [Held].
package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
)

// A rule gives the findings of one kind of doubt about a record.
type rule func(r *record) []corpus.Finding

// A record is what the rules look at, with what several of them ask of it.
type record struct {
	*corpus.Record
	number number.Number   // the own number's parts, zero where there is none
	body   *gazetteer.Body // the issuing body, as far as a table knows it; else nil
	issued string          // "" where it is not known, or not sure enough to speak against anything
}

// asserted is the confidence from which a value is said to be so.
const asserted = 0.7

// Check gives the findings of all rules on r, sorted by page and place, never nil.
func Check(r *corpus.Record) []corpus.Finding {
	known := record{Record: r, body: body(r)}
	if day := r.Issued.Or(""); r.Issued.Confidence >= asserted && len(day) == len("2006-01-02") {
		known.issued = day
	}
	known.number, _ = number.Parse(r.Number.Or(""))
	found := []corpus.Finding{}
	for _, check := range [...]rule{
		typeMissing, typeInUse, numberMissing, numberForm, numberType, numberLayout, numberYear, symbolIssuer, symbolInUse,
		dateMissing, dateBeforeCited, dateAfterStamp, effectiveBeforeIssued, placeInUse, placeUnknown,
		issuerMissing, subjectMissing, signerMissing, signerWithoutTitle, authorityTitle, jointSigner,
		recipientsMissing, basesMissing, secrecyPublished, citationYear, citesItself, pageQualityLow,
	} {
		found = append(found, check(&known)...)
	}
	slices.SortStableFunc(found, func(a, b corpus.Finding) int {
		return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Start, b.Start), cmp.Compare(a.Code, b.Code))
	})
	return found
}

// Held gives the findings that need the day on which the archive took the
// document in, as an ISO date: nothing is held before it is issued.
func Held(r *corpus.Record, day string) []corpus.Finding {
	if issued := r.Issued.Or(""); day != "" && issued > day {
		return at(r.Issued.Place, "date-future", issued, day)
	}
	return nil
}

// body finds the issuing body in the table: the longest name that the full name
// starts with.
func body(r *corpus.Record) *gazetteer.Body {
	name := string(r.Issuer.Body)
	if name == "" {
		name = r.Issuer.Or("")
	}
	b, _ := gazetteer.LongestBody(gazetteer.Expand(name))
	if b == nil {
		return nil
	}
	if then := gazetteer.BodyOn(b.Name, r.Issued.Or("")); then != nil {
		return then
	}
	return b
}

// at is a finding about the place of a field, its message made from the table.
func at(p corpus.Place, code string, args ...any) []corpus.Finding {
	c, ok := Lookup(code)
	if !ok {
		panic("lint: codes.tsv has no row " + code) // a rule of this package: its test fails
	}
	message := c.English
	if len(args) > 0 {
		message = fmt.Sprintf(message, args...)
	}
	return []corpus.Finding{{Code: code, Message: message, Page: p.Page, Start: p.Start, End: p.End}}
}

// organs are the parts of a symbol behind the type that stand for bodies: of
// TTLT-BTC-BNV both, of QĐ-UBND-KT the first.
func (r *record) organs() []string {
	return strings.FieldsFunc(r.number.Issuer, func(c rune) bool { return c == '-' || c == '/' })
}

// party says whether the Party issued it, or another that writes in its form.
func (r *record) party() bool {
	if r.body != nil {
		return r.body.Side == gazetteer.Party
	}
	return false
}
