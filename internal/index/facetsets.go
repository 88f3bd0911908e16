package index

import (
	"github.com/RoaringBitmap/roaring/v2"
)

// A valueSet is a value of a facet and the documents of a segment that have it.
type valueSet struct {
	value string
	docs  *roaring.Bitmap // not to be changed
	count int             // of docs
}

// A setsKey names the values of a field in a segment, by its first part.
type setsKey struct {
	part  int
	field string
}

// mostSets bounds the values of a field that a shelf keeps of a segment: a set
// takes some 300 bytes, its documents lie in the index.
const mostSets = 5000

// A keptSets is what a shelf keeps of a facet in a segment.
type keptSets struct {
	asked, made bool
	sets        []valueSet
}

// kept gives what the shelf keeps of a facet, made by make when asked for again:
// a process that searches once is not to pay for it. It is nil the first time and
// of a facet with too many values.
func (s *shelf) kept(key setsKey, make func() ([]valueSet, error)) ([]valueSet, error) {
	s.mu.Lock()
	kept := s.sets[key]
	if !kept.made {
		s.sets[key] = keptSets{asked: true}
	}
	s.mu.Unlock()
	if kept.made || !kept.asked {
		return kept.sets, nil
	}
	sets, err := make()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sets[key] = keptSets{true, true, sets} // two searches that came at once have made the same
	return sets, nil
}

// sets gives the values of a field, nil where they are too many or not kept.
func (s *segmentHits) sets(field string) ([]valueSet, error) {
	p := s.part()
	if p.shelf == nil {
		return nil, nil
	}
	return p.shelf.kept(setsKey{p.number, field}, func() ([]valueSet, error) {
		d, err := p.snap.Segment().Dictionary(field) // its own: facets are counted side by side
		if err != nil {
			return nil, damaged(field, err)
		}
		var values []string
		if err := eachTerm(d, field, "", "", func(term string) {
			if len(values) <= mostSets {
				values = append(values, term)
			}
		}); err != nil || len(values) > mostSets {
			return nil, err
		}
		return s.setsOf(field, values)
	})
}

// citedSets gives those of the most cited instruments of the archive, nil where
// they are not kept.
func (s *segmentHits) citedSets(most []citedCount) ([]valueSet, error) {
	p := s.part()
	if p.shelf == nil {
		return nil, nil
	}
	return p.shelf.kept(setsKey{p.number, fieldCited}, func() ([]valueSet, error) {
		values := make([]string, len(most))
		for i, c := range most {
			values[i] = c.Value
		}
		return s.setsOf(fieldCited, values)
	})
}

// setsOf reads the documents of values.
func (s *segmentHits) setsOf(field string, values []string) ([]valueSet, error) {
	d, err := s.part().snap.Segment().Dictionary(field)
	if err != nil {
		return nil, damaged(field, err)
	}
	sets := make([]valueSet, len(values))
	for i, value := range values {
		docs, err := s.visitor(d).documents([]byte(value)) // a visitor each: the sets are kept
		if err != nil {
			return nil, damaged(field, err)
		}
		sets[i] = valueSet{value, docs, int(docs.GetCardinality())}
	}
	return sets, nil
}

// among is how many of the hits are in a set.
func (s *segmentHits) among(set *valueSet) int {
	if s.all {
		return set.count
	}
	if set.count == 0 {
		return 0
	}
	return int(set.docs.AndCardinality(s.docs))
}
