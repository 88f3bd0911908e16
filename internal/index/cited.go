package index

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Cited instruments have too many values to count each of them in every search:
// an archive of a hundred thousand documents cites as many. Few hits are counted
// by what each of them cites; of many, the most cited instruments of the whole
// archive are counted first, until no other can come before them.
const (
	citedFile = "cited.json" // in a generation: the most cited instruments of all
	mostCited = 3000
	fewHits   = 1500
)

// A citedCount is an instrument and how many documents of the archive cite it.
type citedCount struct {
	Value string `json:"v"`
	Count int    `json:"n"`
}

// countCited counts the most cited instruments of a closed index.
func countCited(path string) ([]citedCount, error) {
	counts := map[string]int{}
	err := withSnapshot(path, func(snap *scorch.IndexSnapshot) error {
		for _, s := range snap.Segments() {
			parts := newParts(s, nil)
			if len(parts) == 0 {
				continue
			}
			hits := &segmentHits{s, []*match{{part: parts[0]}}, s.DocNumbersLive()}
			err := hits.eachTerm(fieldCited, "", "", hits.docs, func(term string, docs *roaring.Bitmap) {
				counts[term] += int(docs.AndCardinality(hits.docs))
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	all := make([]citedCount, 0, len(counts))
	for v, n := range counts {
		if n > 1 {
			all = append(all, citedCount{v, n})
		}
	}
	slices.SortFunc(all, func(a, b citedCount) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value)) })
	return all[:min(len(all), mostCited)], nil
}

// writeCited keeps the most cited instruments in an unfinished generation.
func writeCited(tmp string) error {
	all, err := countCited(filepath.Join(tmp, bleveDir))
	if err != nil {
		return err
	}
	b, err := json.Marshal(all)
	if err != nil {
		return err // unreachable: strings and numbers
	}
	return writeSynced(filepath.Join(tmp, citedFile), append(b, '\n'))
}

func readCited(dir, name string) ([]citedCount, error) {
	b, err := os.ReadFile(filepath.Join(dir, name, citedFile))
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, name, err)
	}
	var all []citedCount
	if err := json.Unmarshal(b, &all); err != nil {
		return nil, fmt.Errorf("%w: %s/%s: %w", ErrDamaged, name, citedFile, err)
	}
	return all, nil
}

// cited counts the instruments that hits cite, at least the n most frequent; of
// up to few hits by document.
func (p *plan) cited(segs []*segmentHits, total, n, few int, most []citedCount) (map[string]int, error) {
	counts := map[string]int{}
	if total <= few {
		for _, s := range segs {
			if err := s.countByDocument(counts); err != nil {
				return nil, err
			}
		}
		return counts, nil
	}
	visitors := make([]*visitor, len(segs))
	for i, s := range segs {
		d, err := s.part().snap.Segment().Dictionary(fieldCited)
		if err != nil {
			return nil, damaged(fieldCited, err)
		}
		visitors[i] = s.visitor(d)
	}
	var best []int // the n greatest counts, in order
	for _, c := range most {
		if len(best) == n && n > 0 && c.Count < best[0] {
			return counts, nil
		}
		k := 0
		for i, s := range segs {
			docs, err := visitors[i].documents([]byte(c.Value))
			if err != nil {
				return nil, damaged(fieldCited, err)
			}
			k += int(docs.AndCardinality(s.docs))
		}
		if k == 0 {
			continue
		}
		counts[c.Value] = k
		at, _ := slices.BinarySearch(best, k)
		best = slices.Insert(best, at, k)
		if len(best) > n {
			best = best[1:]
		}
	}
	clear(counts) // one that is cited less by all may be cited more by these
	for _, s := range segs {
		if err := p.count(s, fieldCited, counts); err != nil {
			return nil, err
		}
	}
	return counts, nil
}

// countByDocument counts what each hit of the segment cites.
func (s *segmentHits) countByDocument(counts map[string]int) error {
	visitable, ok := s.snap.Segment().(segment.DocValueVisitable)
	if !ok {
		return fmt.Errorf("%w: a segment of kind %T", ErrDamaged, s.snap.Segment())
	}
	var state segment.DocVisitState
	var err error
	visit := func(_ string, term []byte) { counts[string(term)]++ }
	for it := s.docs.Iterator(); it.HasNext(); {
		if state, err = visitable.VisitDocValues(uint64(it.Next()), []string{fieldCited}, visit, state); err != nil {
			return damaged(fieldCited, err)
		}
	}
	return nil
}
