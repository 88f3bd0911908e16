// Package lint says what is doubtful about a record, one rule at a time, each
// with its source. A rule looks at the record alone, never at the text.
package lint

import (
	"cmp"
	"slices"

	"vanthu/corpus"
)

// A rule gives the findings of one kind of doubt about r.
type rule func(r *corpus.Record) []corpus.Finding

// Check gives the findings of all rules on r, sorted by page and place, never nil.
func Check(r *corpus.Record) []corpus.Finding {
	found := []corpus.Finding{}
	for _, check := range [...]rule{
		typeMissing, numberMissing, numberForm, dateMissing, dateBeforeCited,
		issuerMissing, subjectMissing, signerMissing, signerWithoutTitle, pageQualityLow,
	} {
		found = append(found, check(r)...)
	}
	slices.SortStableFunc(found, func(a, b corpus.Finding) int {
		return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Start, b.Start), cmp.Compare(a.Code, b.Code))
	})
	return found
}

// at is a finding about the place of a field.
func at(p corpus.Place, code, message string) []corpus.Finding {
	return []corpus.Finding{{Code: code, Message: message, Page: p.Page, Start: p.Start, End: p.End}}
}
