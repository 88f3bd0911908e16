package extract

import (
	"strconv"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
)

// contradicted is the most that a value has which another field contradicts:
// the head is misprinted, or something was read that is not its own.
const contradicted = 0.85

// contradict lowers the confidence of fields that say different things of one
// fact: the symbol's type and the title's, the number's year and the day's, the
// symbol's ministry and the head's.
func (r *reader) contradict() {
	if r.symbolOfOtherType() {
		lower(&r.record.Number.Field)
	}
	number, issued := &r.record.Number, &r.record.Issued
	if number.Value != nil && number.Year != nil && issued.Value != nil && !strings.HasPrefix(*issued.Value, strconv.Itoa(*number.Year)) {
		lower(&number.Field)
		lower(issued)
	}
	if r.symbolOfOtherMinistry() {
		lower(&r.record.Issuer.Field)
	}
}

func lower(f *corpus.Field[string]) { f.Confidence = min(f.Confidence, contradicted) }

// symbolOfOtherType says whether the own symbol names a type that the title is
// not: "97/2025/QĐ-UBND" over THÔNG TƯ. A consolidated text has the title of the
// act in it, and an act of the National Assembly can bear the number of the order
// that proclaimed it: "29-LCT/HĐNN8".
func (r *reader) symbolOfOtherType() bool {
	possible := gazetteer.TypesByAbbrev(r.symbol.kind)
	if r.title.kind == nil || len(possible) == 0 || oneOf(r.title.kind.Name, possible) || oneOf(consolidated, possible) {
		return false
	}
	switch r.title.kind.Name {
	case "Luật", "Bộ luật", "Pháp lệnh":
		return !oneOf("Lệnh", possible) && !oneOf("Luật", possible)
	}
	return true
}

// symbolOfOtherMinistry says whether head and symbol name two ministries.
func (r *reader) symbolOfOtherMinistry() bool {
	own := gazetteer.BodyByName(r.record.Issuer.Or(""))
	if own == nil || !strings.HasPrefix(own.Name, "Bộ ") {
		return false
	}
	other := false
	for _, b := range gazetteer.BodiesBySymbol(r.symbol.issuer) {
		if b.Name == own.Name {
			return false
		}
		other = other || strings.HasPrefix(b.Name, "Bộ ")
	}
	return other
}

// forceBeforeIssue lowers the confidence of a day of force before the day of
// issue: it may be that of another instrument, or a misprinted year.
func (r *reader) forceBeforeIssue() {
	effective, issued := &r.record.Effective, r.record.Issued
	if effective.Value != nil && issued.Value != nil && *effective.Value < *issued.Value {
		lower(effective)
	}
}
