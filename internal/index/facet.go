package index

import (
	"cmp"
	"context"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"

	"vanthu/corpus"
	"vanthu/internal/stage"
)

// A FacetValue is one value of a facet and the number of documents found that
// have it.
type FacetValue struct {
	Value string `json:"value"`
	Count int    `json:"count"`

	// Of says what a count without a value is of: [FacetNone] are documents
	// without any, [FacetRest] those whose values are not listed.
	Of string `json:"of,omitempty"`
}

// What a [FacetValue] without a value counts.
const (
	FacetNone = "none"
	FacetRest = "rest"
)

// A facetSpec is a facet and the field that it counts.
type facetSpec struct {
	name, field string
	several     bool // a document can have several values: counts do not add up
}

// facetSpecs are the facets, in the order in which a page shows them.
var facetSpecs = [...]facetSpec{
	{name: "type", field: fieldType},
	{name: "issuer", field: fieldIssuer},
	{name: "level", field: fieldLevel},
	{name: "year", field: fieldYear},
	{name: "cited", field: fieldCited, several: true},
	{name: "relation", field: fieldRelations, several: true},
	{name: "language", field: fieldLanguage},
	{name: "quality", field: fieldQuality},
	{name: "secrecy", field: fieldSecrecy},
	{name: "box", field: fieldBox, several: true},
}

// facets counts the values of all documents found, the most frequent first and
// at most n of each. Of a facet with one value for a document the counts add up
// to the total: what has no value is counted as [FacetNone], what is not listed
// as [FacetRest]. Where the query asks for instruments, relation counts what the
// documents do to these, else what they do to anything.
//
// A value is a bitmap in each segment, so that counting costs by the number of
// different values and not by the number of documents; of cited instruments, see
// [plan.cited].
func (p *plan) facets(ctx context.Context, ms []match, n int, most []citedCount) (map[string][]FacetValue, error) {
	segs := bySegment(ms, (*match).all)
	total := 0
	for _, s := range segs {
		total += int(s.docs.GetCardinality())
	}
	counted := make([][]FacetValue, len(facetSpecs))
	line := stage.New(ctx)
	for i, f := range facetSpecs {
		line.Go(func(ctx context.Context) error {
			return guarded(func() error {
				counts := map[string]int{}
				if f.field == fieldCited {
					counts, err := p.cited(segs, total, n, fewHits, most)
					counted[i] = f.values(counts, total, n)
					return err
				}
				for _, s := range segs {
					if err := ctx.Err(); err != nil {
						return err
					}
					if err := p.count(s, f.field, counts); err != nil {
						return err
					}
				}
				counted[i] = f.values(counts, total, n)
				return nil
			})
		})
	}
	if err := line.Wait(); err != nil {
		return nil, err
	}
	out := map[string][]FacetValue{}
	for i, f := range facetSpecs {
		out[f.name] = counted[i]
	}
	return out, nil
}

// count adds the documents found in a segment by value of a field.
func (p *plan) count(s *segmentHits, field string, counts map[string]int) error {
	if keys := p.instrumentKeys(); field == fieldRelations && len(keys) > 0 {
		return s.countRelations(keys, counts)
	}
	d, err := s.part().snap.Segment().Dictionary(field) // its own: facets are counted side by side
	if err != nil {
		return damaged(field, err)
	}
	return s.walk(d, field, "", "", s.docs, func(term string, docs *roaring.Bitmap) {
		if c := docs.AndCardinality(s.docs); c > 0 {
			counts[term] += int(c)
		}
	})
}

// countRelations counts the documents by what they do to some instruments.
func (s *segmentHits) countRelations(keys []string, counts map[string]int) error {
	d, err := s.part().snap.Segment().Dictionary(fieldRelation)
	if err != nil {
		return damaged(fieldRelation, err)
	}
	v := s.visitor(d)
	for _, r := range append(corpus.Relations[:len(corpus.Relations):len(corpus.Relations)], "") {
		found := roaring.New()
		for _, k := range keys {
			docs, err := v.documents([]byte(relationKey(string(r), k)))
			if err != nil {
				return damaged(fieldRelation, err)
			}
			found.Or(docs)
		}
		if c := found.AndCardinality(s.docs); c > 0 && r != "" {
			counts[string(r)] += int(c)
		}
	}
	return nil
}

// instrumentKeys are the keys of all instruments that the query asks for.
func (p *plan) instrumentKeys() []string {
	keys := p.asked
	for i := range p.leaves {
		if l := &p.leaves[i]; l.number && !l.excluded {
			keys = append(keys[:len(keys):len(keys)], l.keys...)
		}
	}
	return keys
}

// values orders the counts of a facet.
func (f facetSpec) values(counts map[string]int, total, n int) []FacetValue {
	values := make([]FacetValue, 0, len(counts))
	rest := total
	for v, c := range counts {
		values = append(values, FacetValue{Value: v, Count: c})
		rest -= c
	}
	slices.SortFunc(values, func(a, b FacetValue) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	if f.several {
		return values[:min(n, len(values))]
	}
	unlisted := 0
	for _, v := range values[min(n, len(values)):] {
		unlisted += v.Count
	}
	values = values[:min(n, len(values))]
	if unlisted > 0 {
		values = append(values, FacetValue{Count: unlisted, Of: FacetRest})
	}
	if rest > 0 {
		values = append(values, FacetValue{Count: rest, Of: FacetNone})
	}
	return values
}
