package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// An Order says in which order hits are shown.
type Order string

// The orders.
const (
	ByRelevance Order = "relevance" // by why, then by score; the newest first where nothing is scored
	ByDate      Order = "date"      // of issue, the newest first; those without one last
	ByNumber    Order = "number"    // sequence, year, symbol; those without one last
)

// ParseOrder reads the name of an order.
func ParseOrder(s string) (Order, error) {
	switch o := Order(s); o {
	case ByRelevance, ByDate, ByNumber:
		return o, nil
	}
	return "", fmt.Errorf("%q is none of relevance, date, number", s)
}

// sortMark begins the key by which a document is sorted among the keys of its
// number; no other key begins so.
const sortMark = "="

// sortKey orders numbers: 5, 12, 12a, 66.7; then by year and symbol. The mark
// between them sorts before the point and all letters.
func sortKey(seq string, year int, symbol string) string {
	seq = plainSeq(seq)
	digits := len(seq) - len(strings.TrimLeft(seq, "0123456789"))
	return fmt.Sprintf("%s%s%s!%04d!%s", sortMark, strings.Repeat("0", max(8-digits, 0)), seq, year, folded(symbol))
}

// order picks the window of hits of all groups in the order asked for.
func (p *plan) order(ctx context.Context, ms []match, documents uint64, w Window) ([]*scored, error) {
	byDate := sorting{field: fieldIssued, stretches: years, descending: true}
	switch {
	case w.Order == ByNumber:
		return sorting{field: fieldNumber, stretches: magnitudes}.list(ctx, ms, (*match).all, w.From, w.Limit)
	case w.Order == ByDate:
		return byDate.list(ctx, ms, (*match).all, w.From, w.Limit)
	case p.scores():
		return p.rank(ctx, ms, documents, w.From, w.Limit)
	}
	var shown []*scored
	from, limit := w.From, w.Limit
	for g := range groupCount {
		of := func(m *match) *roaring.Bitmap { return m.groups[g] }
		size := 0
		for i := range ms {
			size += int(of(&ms[i]).GetCardinality())
		}
		if from < size && limit > 0 {
			some, err := byDate.list(ctx, ms, of, from, limit)
			if err != nil {
				return nil, err
			}
			shown = append(shown, some...)
			limit -= len(some)
		}
		from = max(from-size, 0)
	}
	return shown, nil
}

// scores says whether anything of the query is scored: a word, a phrase or a
// number, not facts of records alone.
func (p *plan) scores() bool {
	return slices.ContainsFunc(p.leaves, func(l leaf) bool { return !l.excluded && !l.prefix })
}

// A sorting orders documents by the terms of a field. It goes through them
// stretch by stretch, and no further than the window: there are as many numbers
// as documents, and the newest are of this year.
type sorting struct {
	field      string
	stretches  func([]*segmentHits) ([]stretch, error) // all terms that count, in order
	descending bool                                    // so are the stretches
}

// A stretch is the terms from one (included) to another (not included).
type stretch struct{ from, to string }

// years are the stretches of dates, the newest first.
func years(segs []*segmentHits) ([]stretch, error) {
	seen := map[string]bool{}
	for _, s := range segs {
		err := s.part().eachTerm(fieldYear, "", "", func(year string) { seen[wholeYear(year)] = true })
		if err != nil {
			return nil, err
		}
	}
	all := make([]stretch, 0, len(seen))
	for year := range seen {
		all = append(all, stretch{year, year + "~"}) // "~" comes after every date of the year
	}
	slices.SortFunc(all, func(a, b stretch) int { return cmp.Compare(b.from, a.from) })
	return all, nil
}

// magnitudes are the stretches of numbers: of one digit, of two, and so on.
func magnitudes([]*segmentHits) ([]stretch, error) {
	var all []stretch
	from := sortMark
	for to := 10; to < 1e8; to *= 10 {
		next := fmt.Sprintf("%s%08d", sortMark, to)
		all = append(all, stretch{from, next})
		from = next
	}
	return append(all, stretch{from, sortMark + "~"}), nil
}

// A pile is documents of one segment with the same term.
type pile struct {
	term string
	seg  *segmentHits
	docs *roaring.Bitmap
}

// list gives documents from to from+limit of a set of each match, in order; those
// of one term, and those without one, by identifier.
func (s sorting) list(ctx context.Context, ms []match, set func(*match) *roaring.Bitmap, from, limit int) ([]*scored, error) {
	segs := bySegment(ms, set)
	stretches, err := s.stretches(segs)
	if err != nil {
		return nil, err
	}
	rest := map[*segmentHits]*roaring.Bitmap{} // documents not met yet
	for _, seg := range segs {
		rest[seg] = seg.docs.Clone()
	}
	var shown []*scored
	show := func(same []pile) error {
		size := 0
		for _, p := range same {
			size += int(p.docs.GetCardinality())
		}
		if from < size {
			docs, err := named(same)
			if err != nil {
				return err
			}
			shown = append(shown, docs[from:min(from+limit-len(shown), size)]...)
		}
		from = max(from-size, 0)
		return nil
	}
	for _, st := range stretches {
		piles, err := s.piles(ctx, segs, rest, st)
		if err != nil {
			return nil, err
		}
		for len(piles) > 0 && len(shown) < limit {
			n := 1
			for n < len(piles) && piles[n].term == piles[0].term {
				n++
			}
			if err := show(piles[:n]); err != nil {
				return nil, err
			}
			piles = piles[n:]
		}
		if len(shown) == limit {
			return shown, nil
		}
	}
	var without []pile
	for _, seg := range segs {
		without = append(without, pile{"", seg, rest[seg]})
	}
	return shown, show(without)
}

// piles are the documents of a stretch by their terms, in order; they are taken
// out of rest.
func (s sorting) piles(ctx context.Context, segs []*segmentHits, rest map[*segmentHits]*roaring.Bitmap, st stretch) ([]pile, error) {
	var piles []pile
	for _, seg := range segs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		left := rest[seg]
		err := seg.eachTerm(s.field, st.from, st.to, left, func(term string, docs *roaring.Bitmap) {
			docs = roaring.And(docs, left)
			left.AndNot(docs)
			if !docs.IsEmpty() {
				piles = append(piles, pile{term, seg, docs})
			}
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(piles, func(a, b pile) int {
		if s.descending {
			a, b = b, a
		}
		return cmp.Compare(a.term, b.term)
	})
	return piles, nil
}

// named lists the documents of piles by identifier.
func named(piles []pile) ([]*scored, error) {
	var all []*scored
	for _, p := range piles {
		for it := p.docs.Iterator(); it.HasNext(); {
			doc := it.Next()
			m := p.seg.match(doc)
			d := &scored{part: m.part, doc: doc, why: m.why(doc)}
			if _, err := d.name(); err != nil {
				return nil, err
			}
			all = append(all, d)
		}
	}
	slices.SortFunc(all, func(a, b *scored) int { return cmp.Compare(a.id, b.id) })
	return all, nil
}

// A segmentHits is what matches in one segment, of all its parts.
type segmentHits struct {
	snap *scorch.SegmentSnapshot
	ms   []*match
	docs *roaring.Bitmap
}

// bySegment joins a set of the matches of each segment's parts.
func bySegment(ms []match, set func(*match) *roaring.Bitmap) []*segmentHits {
	var all []*segmentHits
	for i := range ms {
		m := &ms[i]
		if n := len(all); n > 0 && all[n-1].snap == m.part.snap {
			all[n-1].docs.Or(set(m))
			all[n-1].ms = append(all[n-1].ms, m)
			continue
		}
		all = append(all, &segmentHits{m.part.snap, []*match{m}, set(m).Clone()})
	}
	return all
}

// match is the match of a document's part: newParts cuts from the first document.
func (s *segmentHits) match(doc uint32) *match {
	return s.ms[doc/partSize]
}

// why is the group of a document.
func (m *match) why(doc uint32) int {
	for g, docs := range m.groups {
		if docs.Contains(doc) {
			return g
		}
	}
	return groupContains
}

// part is the first part of the segment.
func (s *segmentHits) part() *part { return s.ms[0].part }

// eachTerm calls f with the terms of a field and the documents that have it,
// where some are among those given; docs is not to be kept or changed.
func (s *segmentHits) eachTerm(field, from, to string, among *roaring.Bitmap, f func(term string, docs *roaring.Bitmap)) error {
	d, err := s.part().dictionary(field)
	if err != nil {
		return err
	}
	return s.walk(d, field, from, to, among, f)
}

// walk is eachTerm in a dictionary of the field.
func (s *segmentHits) walk(d segment.TermDictionary, field, from, to string, among *roaring.Bitmap, f func(term string, docs *roaring.Bitmap)) error {
	if among.IsEmpty() {
		return nil
	}
	v := s.visitor(d)
	var fault error
	err := eachTerm(d, field, from, to, func(term string) {
		if fault != nil {
			return
		}
		var docs *roaring.Bitmap
		if docs, fault = v.documents([]byte(term)); fault == nil && docs.Intersects(among) {
			f(term, docs)
		}
	})
	if fault != nil {
		return damaged(field, fault)
	}
	return err
}

// A visitor reads the documents of one term after another into the same memory.
type visitor struct {
	dictionary segment.TermDictionary
	deleted    *roaring.Bitmap
	list       segment.PostingsList
	postings   segment.PostingsIterator
	one, none  *roaring.Bitmap
}

func (s *segmentHits) visitor(d segment.TermDictionary) *visitor {
	return &visitor{dictionary: d, deleted: s.part().deleted, one: roaring.New(), none: roaring.New()}
}

// documents is the set of documents that have the term; it is good until the next
// call and not to be changed.
func (v *visitor) documents(term []byte) (_ *roaring.Bitmap, err error) {
	if v.list, err = v.dictionary.PostingsList(term, v.deleted, v.list); err != nil {
		return nil, err
	}
	v.postings = v.list.Iterator(false, false, false, v.postings)
	it, ok := v.postings.(segment.OptimizablePostingsIterator)
	if !ok {
		v.postings = nil // an empty list
		return v.none, nil
	}
	if b := it.ActualBitmap(); b != nil {
		return b, nil
	}
	// A term of one document has no bitmap.
	n, ok := it.DocNum1Hit()
	if !ok || v.deleted != nil && v.deleted.Contains(uint32(n)) {
		return v.none, nil
	}
	v.one.Clear()
	v.one.Add(uint32(n))
	return v.one, nil
}

func damaged(field string, err error) error {
	return fmt.Errorf("%w: field %s: %w", ErrDamaged, field, err)
}
