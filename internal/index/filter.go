package index

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"vanthu/internal/query"
	"vanthu/internal/vntext"
)

// A filterKind says how a filter is looked up, and which hits it explains.
type filterKind int

const (
	filterAny     filterKind = iota // one of the values is among the terms of the field
	filterBears                     // likewise; the document is the instrument
	filterCites                     // likewise; the document cites it
	filterNamed                     // a term of the field holds words side by side
	filterSubject                   // the subject holds words side by side
	filterDated                     // the day of issue lies in a range
)

// A filter is a condition on a fact of the record.
type filter struct {
	kind        filterKind
	field       string
	values      []string
	issued      []string   // and one of these, unless nil
	words       [][]string // any of them
	folded      bool
	first, last string // ISO dates; "" is open
}

// filter makes the filter of a node for a field.
func (p *plan) filter(node query.Node) filter {
	switch n := node.(type) {
	case query.Is:
		return filter{field: factFields[n.Field], values: n.Values}
	case query.Named:
		f := filter{kind: filterNamed, words: query.Alternatives(p.forms(n.Words), p.folded), folded: p.folded}
		switch n.Field {
		case query.FieldIssuer:
			f.field = fieldIssuer
		case query.FieldSigner:
			f.field = fieldSigner
		case query.FieldBox:
			f.field = fieldBox
		case query.FieldSubject:
			f.kind = filterSubject
		}
		return f
	case query.Dated:
		return filter{kind: filterDated, first: n.First, last: n.Last}
	case query.Bears:
		return filter{kind: filterBears, field: fieldNumber, values: askedKeys(n.Number), issued: issuedKeys(n.Number)}
	case query.Cites:
		f := filter{kind: filterCites, field: fieldCites, values: citesKeys(n), issued: issuedKeys(n.Number)}
		if n.Relation != "" {
			f.field = fieldRelation
			for _, keys := range [][]string{f.values, f.issued} {
				for i, v := range keys {
					keys[i] = relationKey(n.Relation, v)
				}
			}
		}
		return f
	}
	panic(fmt.Sprintf("unreachable: %T is no node of a query", node))
}

// citesKeys are the keys of a cited instrument, any of them.
func citesKeys(n query.Cites) []string {
	if n.Number.Seq != "" {
		return askedKeys(n.Number)
	}
	return []string{titleKey(n.Words)}
}

// factFields are the fields of the index for the facts of closed lists.
var factFields = map[query.Field]string{
	query.FieldType:     fieldType,
	query.FieldIssuer:   fieldIssuer, // the whole name, as its facet counts it
	query.FieldBox:      fieldBox,    // likewise
	query.FieldLevel:    fieldLevel,
	query.FieldRelation: fieldRelations,
	query.FieldLanguage: fieldLanguage,
	query.FieldQuality:  fieldQuality,
	query.FieldSecrecy:  fieldSecrecy,
}

// filter finds the documents for which the filter holds, among others also.
func (p *part) filter(f *filter, among *roaring.Bitmap) (*roaring.Bitmap, error) {
	switch f.kind {
	case filterNamed:
		return p.named(f)
	case filterSubject:
		out := roaring.New()
		for _, words := range f.words {
			ws, err := p.words(words, f.folded, false)
			if err != nil {
				return nil, err
			}
			docs, _, err := p.phrase(fieldSubject, ws, among)
			if err != nil {
				return nil, err
			}
			out.Or(docs)
		}
		return out, nil
	case filterDated:
		return p.dated(f.first, f.last)
	}
	return p.both(f.field, f.values, f.issued)
}

// both finds the documents that have one of the keys and, unless there are none,
// one of the others.
func (p *part) both(field string, keys, others []string) (*roaring.Bitmap, error) {
	docs, err := p.any(field, keys)
	if err != nil || others == nil {
		return docs, err
	}
	of, err := p.any(field, others)
	if err != nil {
		return nil, err
	}
	return roaring.And(docs, of), nil
}

// named finds the documents of which a term of a field holds words side by side.
// Names are few: a hundred thousand documents have some hundred issuers.
func (p *part) named(f *filter) (*roaring.Bitmap, error) {
	form := vntext.Term
	if f.folded {
		form = vntext.Fold
	}
	wanted := make([][]string, len(f.words))
	for i, words := range f.words {
		for _, w := range words {
			wanted[i] = append(wanted[i], vntext.Spelling(w))
		}
	}
	var terms []string
	var words []string
	err := p.eachTerm(f.field, "", "", func(term string) {
		words = words[:0]
		for start, end := range vntext.Words(term) {
			words = append(words, vntext.Spelling(form(term[start:end])))
		}
		if slices.ContainsFunc(wanted, func(phrase []string) bool { return sideBySide(words, phrase) }) {
			terms = append(terms, term)
		}
	})
	if err != nil {
		return nil, err
	}
	return p.any(f.field, terms)
}

// sideBySide says whether phrase stands in words.
func sideBySide(words, phrase []string) bool {
	for i := 0; i+len(phrase) <= len(words); i++ {
		if slices.Equal(words[i:i+len(phrase)], phrase) {
			return true
		}
	}
	return false
}

// dated finds the documents issued from first to last. Of a document of which
// only the year or the month is known, all of it must lie in the range. Years
// that lie in it are one term each; only those at its ends are looked at by day.
func (p *part) dated(first, last string) (*roaring.Bitmap, error) {
	inside := func(date string) bool {
		begin, end := days(date)
		return (first == "" || begin >= first) && (last == "" || end <= last)
	}
	var whole, cut []string
	err := p.eachTerm(fieldYear, "", "", func(term string) {
		year := wholeYear(term)
		switch begin, end := days(year); {
		case inside(year):
			whole = append(whole, term)
		case first != "" && end < first, last != "" && begin > last:
		default:
			cut = append(cut, year)
		}
	})
	if err != nil {
		return nil, err
	}
	docs, err := p.any(fieldYear, whole)
	if err != nil || len(cut) == 0 {
		return docs, err
	}
	var dates []string
	for _, year := range cut {
		err := p.eachTerm(fieldIssued, year, year+"~", func(date string) {
			if inside(date) {
				dates = append(dates, date)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	of, err := p.any(fieldIssued, dates)
	if err != nil {
		return nil, err
	}
	return roaring.Or(docs, of), nil
}

// wholeYear is a term of fieldYear as dates begin with it.
func wholeYear(term string) string { return strings.Repeat("0", max(4-len(term), 0)) + term }

// days are the first and the last day of an ISO date, month or year. The last
// of a month may be one that there is not, which compares as well.
func days(date string) (first, last string) {
	switch len(date) {
	case 4:
		return date + "-01-01", date + "-12-31"
	case 7:
		return date + "-01", date + "-31"
	}
	return date, date
}

// eachTerm calls f with the terms of a field from from (included) to to (not
// included), in order; "" is no limit.
func (p *part) eachTerm(field, from, to string, f func(term string)) error {
	d, err := p.dictionary(field)
	if err != nil {
		return err
	}
	return eachTerm(d, field, from, to, f)
}

func eachTerm(d segment.TermDictionary, field, from, to string, f func(term string)) error {
	var begin, end []byte
	if from != "" {
		begin = []byte(from)
	}
	if to != "" {
		end = []byte(to)
	}
	it := iterate(d, begin, end)
	for {
		e, err := it.Next()
		if err != nil {
			return fmt.Errorf("%w: field %s: %w", ErrDamaged, field, err)
		}
		if e == nil {
			return nil
		}
		f(e.Term)
	}
}

// iterate walks over the terms of a dictionary; without their counts, for which
// Bleve would read every postings list.
func iterate(d segment.TermDictionary, begin, end []byte) segment.DictionaryIterator {
	if quiet, ok := d.(interface {
		AutomatonIteratorOmitCount(segment.Automaton, []byte, []byte) segment.DictionaryIterator
	}); ok {
		return quiet.AutomatonIteratorOmitCount(nil, begin, end)
	}
	return d.AutomatonIterator(nil, begin, end)
}

// titleKey is the key of an instrument cited by its name; a year at the end
// tells which: "Luật Đất đai năm 2013", "Luật Đất đai 2013".
func titleKey(words []string) string {
	words = slices.Clone(words)
	for i := range words {
		words[i] = foldOf(words[i])
	}
	year := 0
	if n := len(words); n > 2 && len(words[n-1]) == 4 {
		if y, err := strconv.Atoi(words[n-1]); err == nil && y > 1900 && y < 2100 {
			year, words = y, words[:n-1]
			if words[n-2] == "nam" {
				words = words[:n-2]
			}
		}
	}
	return nameKey(strings.Join(words, " "), year)
}
