package index

import (
	"fmt"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// A part is a segment of the index, or a stretch of a large one so that it is
// searched by several processors. It is read below Bleve's query language:
// whole postings lists are bitmaps there, so that AND, OR and NOT over a
// hundred thousand documents are a few microseconds, and only documents that
// can still match have their positions read.
type part struct {
	snap    *scorch.SegmentSnapshot
	live    *roaring.Bitmap // documents of this part
	from    uint32          // its first document
	to      uint32          // and the one behind its last
	first   bool            // of its segment
	deleted *roaring.Bitmap // nil: none
	lex     *lexicon
	shelf   *shelf // of the generation; nil: none
	number  int    // of the part in the generation, as the shelf knows it
	dicts   map[string]segment.TermDictionary
	bitmaps map[[2]string]*roaring.Bitmap // by field and term; not to be changed
}

// partSize is the most documents of a part; a multiple of the 1,024 of Bleve's
// chunks.
const partSize = 32 << 10

// newParts makes the parts of a segment.
func newParts(s *scorch.SegmentSnapshot, lex *lexicon) []*part {
	var parts []*part
	live := s.DocNumbersLive()
	size := s.Segment().Count() // with the removed ones; CountRoot and Count are without
	for from := uint64(0); from < size; from += partSize {
		p := &part{
			snap:    s,
			live:    roaring.New(),
			from:    uint32(from),
			to:      uint32(min(from+partSize, size)),
			first:   from == 0,
			lex:     lex,
			dicts:   map[string]segment.TermDictionary{},
			bitmaps: map[[2]string]*roaring.Bitmap{},
		}
		p.live.AddRange(from, min(from+partSize, size))
		p.live.And(live)
		if d := s.Deleted(); d != nil && !d.IsEmpty() {
			p.deleted = d
		}
		parts = append(parts, p)
	}
	return parts
}

// dictionary is the list of the terms of a field.
func (p *part) dictionary(field string) (segment.TermDictionary, error) {
	if d, ok := p.dicts[field]; ok {
		return d, nil
	}
	d, err := p.snap.Segment().Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("%w: field %s: %w", ErrDamaged, field, err)
	}
	p.dicts[field] = d
	return d, nil
}

// postings is the list of a term, empty where the segment has none.
func (p *part) postings(field, term string) (segment.PostingsList, error) {
	d, err := p.dictionary(field)
	if err != nil {
		return nil, err
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

// any is the set of documents that hold one of the terms; not to be changed.
func (p *part) any(field string, terms []string) (*roaring.Bitmap, error) {
	if len(terms) == 1 {
		return p.documents(field, terms[0])
	}
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

// all is the set of documents that hold every one of the words.
func (p *part) all(field string, ws []word) (*roaring.Bitmap, error) {
	sets := make([]*roaring.Bitmap, len(ws))
	for i, w := range ws {
		b, err := p.any(field, w)
		if err != nil {
			return nil, err
		}
		if b.IsEmpty() {
			return b, nil
		}
		sets[i] = b
	}
	return roaring.FastAnd(sets...), nil
}

// A word is what one word of a query is in a segment: one term, or all terms
// that it is the folded form of.
type word []string

// words looks up what the words of a leaf are in this segment. With prefix the
// one word is how a word begins.
func (p *part) words(terms []string, folded, prefix bool) ([]word, error) {
	if prefix {
		w, err := p.beginning(terms[0], folded)
		return []word{w}, err
	}
	ws := make([]word, len(terms))
	for i, t := range terms {
		for _, same := range spelled(t) {
			ws[i] = append(ws[i], same)
			if !folded {
				continue
			}
			begin := same + foldMark
			err := p.eachTerm(fieldFolds, begin, same+string(foldMark[0]+1), func(term string) {
				ws[i] = append(ws[i], term[len(begin):])
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return ws, nil
}

// beginning is all terms of the segment that begin so, as typed or with the
// tone in its place.
func (p *part) beginning(begin string, folded bool) (word, error) {
	var w word
	add := func(term string) { w = append(w, term) }
	begins := []string{begin}
	if t := termOf(begin); t != begin {
		begins = append(begins, t)
	}
	for _, b := range begins {
		end := b + "\xff"
		for _, field := range [...]string{fieldWords, fieldSubject} {
			if err := p.eachTerm(field, b, end, add); err != nil {
				return nil, err
			}
		}
		if folded {
			if err := p.eachTerm(fieldFolds, b, end, func(term string) { add(term[strings.Index(term, foldMark)+1:]) }); err != nil {
				return nil, err
			}
		}
	}
	slices.Sort(w)
	return slices.Compact(w), nil
}
