package index

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// A column is a phrase's or a word's occurrences in documents, in the order of
// their numbers.
type column struct {
	docs    *roaring.Bitmap
	freqs   []uint32 // occurrences in each
	lengths []uint32 // words of each
}

// A cursor walks over the postings of one term.
type cursor struct {
	it        segment.PostingsIterator
	doc       uint32
	posting   segment.Posting // nil before the first document
	positions []uint32
}

// seek moves to document doc, which the term must have.
func (c *cursor) seek(doc uint32) error {
	p, err := c.it.Advance(uint64(doc))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if p == nil || p.Number() != uint64(doc) {
		return fmt.Errorf("%w: document %d is in a list and is not", ErrDamaged, doc)
	}
	c.doc, c.posting = doc, p
	return nil
}

// read decodes the positions of the term in the document, which the analyzer
// wrote as distances in one array path.
func (c *cursor) read() []uint32 {
	c.positions = c.positions[:0]
	at := uint64(0)
	for _, l := range c.posting.Locations() {
		for _, d := range l.ArrayPositions() {
			at += d
			c.positions = append(c.positions, uint32(at))
		}
	}
	return c.positions
}

// words counts the words of the field in the document. Bleve keeps them whole
// but offers them as 1/sqrt(n), which is not exact.
func words(p segment.Posting) uint32 {
	if n, ok := p.(interface{ NormUint64() uint64 }); ok {
		return uint32(n.NormUint64())
	}
	n := p.Norm()
	return uint32(1 / (n * n))
}

// phrase finds the documents among the candidates (nil: all) that hold the
// terms side by side.
func (p *part) phrase(field string, terms []string, among *roaring.Bitmap) (column, error) {
	docs, err := p.all(field, terms)
	if err != nil {
		return column{}, err
	}
	if among != nil {
		docs = roaring.And(docs, among)
	}
	if len(terms) == 1 {
		return column{docs: docs}, nil
	}
	found := column{docs: roaring.New()}
	if docs.IsEmpty() {
		return found, nil
	}
	cursors, order, err := p.cursors(field, terms)
	if err != nil {
		return column{}, err
	}
	var begins []uint32
	for it := docs.Iterator(); it.HasNext(); {
		doc := it.Next()
		for k, w := range order {
			c := cursors[w]
			if c.doc != doc || c.posting == nil {
				if err := c.seek(doc); err != nil {
					return column{}, err
				}
				c.read()
			}
			if k == 0 {
				begins = shifted(begins[:0], c.positions, uint32(w))
			} else {
				begins = keep(begins, c.positions, uint32(w))
			}
			if len(begins) == 0 {
				break
			}
		}
		if len(begins) > 0 {
			found.docs.Add(doc)
			found.freqs = append(found.freqs, uint32(len(begins)))
			found.lengths = append(found.lengths, words(cursors[0].posting))
		}
	}
	return found, nil
}

// cursors opens a cursor for each word of a phrase, one for words that are the
// same, and gives the order to look at them: the rarest first, so that most
// documents are dropped before the positions of the frequent ones are read.
func (p *part) cursors(field string, terms []string) (cursors []*cursor, order []int, err error) {
	cursors = make([]*cursor, len(terms))
	counts := make([]uint64, len(terms))
	for i, t := range terms {
		order = append(order, i)
		if same := slices.Index(terms, t); same < i {
			cursors[i], counts[i] = cursors[same], counts[same]
			continue
		}
		list, err := p.postings(field, t)
		if err != nil {
			return nil, nil, err
		}
		cursors[i] = &cursor{it: list.Iterator(true, true, true, nil)}
		counts[i] = list.Count()
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(counts[a], counts[b]) })
	return cursors, order, nil
}

// shifted is where a phrase begins whose word w stands at the positions.
func shifted(begins, positions []uint32, w uint32) []uint32 {
	for _, pos := range positions {
		if pos > w { // positions count from 1
			begins = append(begins, pos-w)
		}
	}
	return begins
}

// keep drops the begins after which word w does not stand in its place. Both
// lists are in order.
func keep(begins, positions []uint32, w uint32) []uint32 {
	kept := begins[:0]
	k := 0
	for _, b := range begins {
		for k < len(positions) && positions[k] < b+w {
			k++
		}
		if k == len(positions) {
			break
		}
		if positions[k] == b+w {
			kept = append(kept, b)
		}
	}
	return kept
}

// column reads how often a term stands in each of the documents, which all
// must have it or be skipped.
func (p *part) column(field, term string, among *roaring.Bitmap) (column, error) {
	docs, err := p.documents(field, term)
	if err != nil {
		return column{}, err
	}
	c := column{docs: roaring.And(docs, among)}
	list, err := p.postings(field, term)
	if err != nil {
		return column{}, err
	}
	cur := cursor{it: list.Iterator(true, true, false, nil)}
	for it := c.docs.Iterator(); it.HasNext(); {
		if err := cur.seek(it.Next()); err != nil {
			return column{}, err
		}
		c.freqs = append(c.freqs, uint32(cur.posting.Frequency()))
		c.lengths = append(c.lengths, words(cur.posting))
	}
	return c, nil
}
