package index

import (
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
	posting   segment.Posting
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
	c.posting = p
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
	different := slices.Clone(terms)
	slices.Sort(different)
	different = slices.Compact(different)
	cursors := make([]cursor, len(different))
	for i, t := range different {
		list, err := p.postings(field, t)
		if err != nil {
			return column{}, err
		}
		cursors[i].it = list.Iterator(true, true, true, nil)
	}
	order := make([]int, len(terms)) // cursor of each word of the phrase
	for i, t := range terms {
		order[i], _ = slices.BinarySearch(different, t)
	}
	lists := make([][]uint32, len(terms))
	for it := docs.Iterator(); it.HasNext(); {
		doc := it.Next()
		for i := range cursors {
			if err := cursors[i].seek(doc); err != nil {
				return column{}, err
			}
			cursors[i].read()
		}
		for i, c := range order {
			lists[i] = cursors[c].positions
		}
		if n := sideBySide(lists); n > 0 {
			found.docs.Add(doc)
			found.freqs = append(found.freqs, uint32(n))
			found.lengths = append(found.lengths, words(cursors[0].posting))
		}
	}
	return found, nil
}

// sideBySide counts the positions p at which word 0 stands with word i at p+i
// for all i. It walks along the shortest list.
func sideBySide(lists [][]uint32) int {
	rare := 0
	for i := range lists {
		if len(lists[i]) < len(lists[rare]) {
			rare = i
		}
	}
	n := 0
	var from [16]int
	at := from[:0]
	for range lists {
		at = append(at, 0)
	}
	for _, pos := range lists[rare] {
		if pos < uint32(rare) {
			continue
		}
		begin := pos - uint32(rare)
		whole := true
		for i, list := range lists {
			want := begin + uint32(i)
			k := at[i]
			for k < len(list) && list[k] < want {
				k++
			}
			at[i] = k
			if k == len(list) {
				return n
			}
			if list[k] != want {
				whole = false
				break
			}
		}
		if whole {
			n++
		}
	}
	return n
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
