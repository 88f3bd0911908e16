package index

import (
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// A part is one segment of the index, read below Bleve's query language:
// whole postings lists are bitmaps there, so that AND, OR and NOT over a
// hundred thousand documents are a few microseconds, and only documents that
// can still match have their positions read.
type part struct {
	snap    *scorch.SegmentSnapshot
	deleted *roaring.Bitmap // nil: none
	dicts   map[string]segment.TermDictionary
	bitmaps map[[2]string]*roaring.Bitmap // by field and term; not to be changed
}

func newPart(s *scorch.SegmentSnapshot) *part {
	p := &part{
		snap:    s,
		dicts:   map[string]segment.TermDictionary{},
		bitmaps: map[[2]string]*roaring.Bitmap{},
	}
	if d := s.Deleted(); d != nil && !d.IsEmpty() {
		p.deleted = d
	}
	return p
}

// postings is the list of a term, nil where the segment has none.
func (p *part) postings(field, term string) (segment.PostingsList, error) {
	d, ok := p.dicts[field]
	if !ok {
		var err error
		if d, err = p.snap.Segment().Dictionary(field); err != nil {
			return nil, fmt.Errorf("%w: field %s: %w", ErrDamaged, field, err)
		}
		p.dicts[field] = d
	}
	list, err := d.PostingsList([]byte(term), p.deleted, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: term %q: %w", ErrDamaged, term, err)
	}
	return list, nil
}

// documents is the set of documents that hold the term; not to be changed.
func (p *part) documents(field, term string) (*roaring.Bitmap, error) {
	key := [2]string{field, term}
	if b, ok := p.bitmaps[key]; ok {
		return b, nil
	}
	list, err := p.postings(field, term)
	if err != nil {
		return nil, err
	}
	b := roaring.New()
	it := list.Iterator(false, false, false, nil)
	fast, ok := it.(segment.OptimizablePostingsIterator)
	switch {
	case !ok: // an empty list
		for {
			posting, err := it.Next()
			if err != nil {
				return nil, fmt.Errorf("%w: term %q: %w", ErrDamaged, term, err)
			}
			if posting == nil {
				break
			}
			b.Add(uint32(posting.Number()))
		}
	case fast.ActualBitmap() != nil:
		b = fast.ActualBitmap()
	default:
		// A term of one document has no bitmap, its document stands in the dictionary.
		if n, one := fast.DocNum1Hit(); one && (p.deleted == nil || !p.deleted.Contains(uint32(n))) {
			b.Add(uint32(n))
		}
	}
	p.bitmaps[key] = b
	return b, nil
}

// any is the set of documents that hold one of the terms.
func (p *part) any(field string, terms []string) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, t := range terms {
		b, err := p.documents(field, t)
		if err != nil {
			return nil, err
		}
		out.Or(b)
	}
	return out, nil
}

// all is the set of documents that hold every one of the terms.
func (p *part) all(field string, terms []string) (*roaring.Bitmap, error) {
	sets := make([]*roaring.Bitmap, len(terms))
	for i, t := range terms {
		b, err := p.documents(field, t)
		if err != nil {
			return nil, err
		}
		if b.IsEmpty() {
			return b, nil
		}
		sets[i] = b
	}
	if len(sets) == 1 {
		return sets[0], nil
	}
	return roaring.FastAnd(sets...), nil
}
