package index

import (
	"cmp"
	"fmt"
	"slices"
)

// A FacetValue is one value of a facet and the number of documents found that
// have it.
type FacetValue struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// facetFields are the facets and the fields that they count.
var facetFields = [...]struct{ name, field string }{
	{"type", fieldType},
	{"issuer", fieldIssuer},
	{"year", fieldYear},
}

// facets counts the values of all documents found, the most frequent first and
// at most n of each. A value is a bitmap in each segment, so that counting costs
// by the number of different values and not by the number of documents.
func facets(ms []match, n int) (map[string][]FacetValue, error) {
	out := map[string][]FacetValue{}
	for _, f := range facetFields {
		counts := map[string]int{}
		for i := range ms {
			if err := ms[i].count(f.field, counts); err != nil {
				return nil, err
			}
		}
		values := make([]FacetValue, 0, len(counts))
		for v, c := range counts {
			values = append(values, FacetValue{v, c})
		}
		slices.SortFunc(values, func(a, b FacetValue) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
		})
		out[f.name] = values[:min(n, len(values))]
	}
	return out, nil
}

// count adds the documents of the match by value of the field.
func (m *match) count(field string, counts map[string]int) error {
	all := m.all()
	if all.IsEmpty() {
		return nil
	}
	d, err := m.part.dictionary(field)
	if err != nil {
		return err
	}
	for it := d.AutomatonIterator(nil, nil, nil); ; {
		e, err := it.Next()
		if err != nil {
			return fmt.Errorf("%w: field %s: %w", ErrDamaged, field, err)
		}
		if e == nil {
			return nil
		}
		b, err := m.part.documents(field, e.Term)
		if err != nil {
			return err
		}
		if c := b.AndCardinality(all); c > 0 {
			counts[e.Term] += int(c)
		}
	}
}
