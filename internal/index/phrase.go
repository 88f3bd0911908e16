package index

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// A column is a phrase's or a word's occurrences in documents, in the order of
// their numbers.
type column struct {
	docs    *roaring.Bitmap
	freqs   []uint32 // occurrences in each
	lengths []uint8  // words of each, as roughLength tells it

	list   *unpacked // instead of both
	rarest word      // instead of them: how often is not known, at most as this word of the phrase
}

// A cursor walks over the postings of one term.
type cursor struct {
	it      segment.PostingsIterator
	posting segment.Posting

	term string
	list *unpacked // instead of it
	set  *roaring.Bitmap
	docs roaring.IntPeekable // of set
	at   uint64              // the next of docs, math.MaxUint64 behind the last
	read int                 // documents read by it
}

// has says whether the term stands in doc; documents come in order.
func (c *cursor) has(doc uint32) bool {
	if c.at < uint64(doc) {
		c.docs.AdvanceIfNeeded(doc)
		c.at = math.MaxUint64
		if c.docs.HasNext() {
			c.at = uint64(c.docs.PeekNext())
		}
	}
	return c.at == uint64(doc)
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
	c.read++
	return nil
}

// positions appends the positions of the term in the document, which
// analyzer.positions packed into one location.
func (c *cursor) positions(positions []uint32) []uint32 {
	for _, l := range c.posting.Locations() {
		at := uint64(0)
		for _, step := range [...]uint64{l.Pos(), l.Start(), l.End()} {
			if step == 0 {
				return positions
			}
			at += step
			positions = append(positions, uint32(at))
		}
		for _, step := range l.ArrayPositions() {
			at += step
			positions = append(positions, uint32(at))
		}
	}
	return positions
}

// roughOf is what roughLength made of the number of words of the field in the
// document. Bleve keeps that, but offers it as 1/sqrt(n) first.
func roughOf(p segment.Posting) uint8 {
	n, ok := p.(interface{ NormUint64() uint64 })
	if ok {
		return uint8(min(n.NormUint64(), 127))
	}
	norm := p.Norm()
	return uint8(min(math.Round(1/(norm*norm)), 127))
}

// rough is roughOf of the posting sought last, which is of doc.
func (c *cursor) rough(doc uint32) uint8 {
	if c.list != nil {
		return c.list.lengths[doc-c.list.from]
	}
	return roughOf(c.posting)
}

// A wordCursor walks over the postings of all terms of a word.
type wordCursor struct {
	terms     []*cursor
	doc       uint32
	ready     bool // doc was sought
	count     uint64
	positions []uint32
	last      *cursor // of a term that stands in doc
}

// seek reads the positions of the word in document doc, in order.
func (w *wordCursor) seek(doc uint32) error {
	if w.ready && w.doc == doc {
		return nil
	}
	w.doc, w.ready = doc, true
	w.positions = w.positions[:0]
	several := false
	for _, c := range w.terms {
		before := len(w.positions)
		switch {
		case c.list != nil:
			w.positions = c.list.read(doc, w.positions)
		case len(w.terms) > 1 && !c.has(doc):
			continue
		default:
			if err := c.seek(doc); err != nil {
				return err
			}
			w.positions = c.positions(w.positions)
		}
		if len(w.positions) > before {
			several = several || before > 0
			w.last = c
		}
	}
	if several {
		slices.Sort(w.positions)
	}
	return nil
}

// phrase finds the documents among the candidates that hold the words side by
// side, and how often; single words are not counted.
func (p *part) phrase(field string, ws []word, among *roaring.Bitmap) (*roaring.Bitmap, []column, error) {
	docs, err := p.all(field, ws)
	if err != nil {
		return nil, nil, err
	}
	docs = roaring.And(docs, among)
	if len(ws) == 1 || docs.IsEmpty() {
		return docs, nil, nil
	}
	var columns []column
	proven := roaring.New()
	if field == fieldWords {
		if docs, proven, err = p.narrow(ws, docs); err != nil {
			return nil, nil, err
		}
		if !proven.IsEmpty() {
			columns = append(columns, column{docs: proven.Clone(), rarest: p.lex.rarest(ws)})
		}
	}
	docs.AndNot(proven)
	if !docs.IsEmpty() {
		c, err := p.placed(field, ws, docs)
		if err != nil {
			return nil, nil, err
		}
		columns = append(columns, c)
		proven.Or(c.docs)
	}
	return proven, columns, nil
}

// mostPairs bounds the pairs of terms that are looked up for two words side by
// side: words without marks stand for many.
const mostPairs = 600

// narrow drops candidates that cannot hold the words side by side, because two
// common ones of them do not, and tells those that do.
func (p *part) narrow(ws []word, docs *roaring.Bitmap) (left, proven *roaring.Bitmap, err error) {
	var grams []string
	for i := 0; i+1 < len(ws) && !docs.IsEmpty(); i++ {
		if len(ws[i])*len(ws[i+1]) > mostPairs {
			continue
		}
		pair, known, err := p.pairs(ws[i], ws[i+1])
		if err != nil {
			return nil, nil, err
		}
		docs = roaring.And(docs, pair)
		if len(ws) == 2 {
			grams = known
		}
	}
	if len(ws) > 2 {
		grams = p.lex.runs(ws)
	}
	proven, err = p.any(fieldSide, grams)
	if err != nil {
		return nil, nil, err
	}
	return docs, roaring.And(proven, docs), nil
}

// pairs finds the documents that may hold one of the first terms before one of
// the second, and the pairs that are terms.
func (p *part) pairs(first, second word) (docs *roaring.Bitmap, known []string, err error) {
	docs = roaring.New()
	for _, a := range first {
		for _, b := range second {
			var set *roaring.Bitmap
			pair := a + " " + b
			switch {
			case p.lex.grams[pair]:
				set, err = p.documents(fieldSide, pair)
				known = append(known, pair)
			case p.lex.common[a] > 0 && p.lex.common[b] > 0:
				set, err = p.documents(fieldPairs, pairTerm(pair))
			default:
				set, err = p.all(fieldWords, []word{{a}, {b}})
			}
			if err != nil {
				return nil, nil, err
			}
			docs.Or(set)
		}
	}
	return docs, known, nil
}

// placed finds the documents among docs that hold the words side by side, by
// their positions.
func (p *part) placed(field string, ws []word, docs *roaring.Bitmap) (column, error) {
	found := column{docs: roaring.New()}
	cursors, order, err := p.cursors(field, ws)
	if err != nil {
		return column{}, err
	}
	var begins []uint32
	for it := docs.Iterator(); it.HasNext(); {
		doc := it.Next()
		for k, w := range order {
			if err := cursors[w].seek(doc); err != nil {
				return column{}, err
			}
			if k == 0 {
				begins = shifted(begins[:0], cursors[w].positions, uint32(w))
			} else {
				begins = keep(begins, cursors[w].positions, uint32(w))
			}
			if len(begins) == 0 {
				break
			}
		}
		if len(begins) > 0 {
			found.docs.Add(doc)
			found.freqs = append(found.freqs, uint32(len(begins)))
			found.lengths = append(found.lengths, cursors[order[0]].last.rough(doc))
		}
	}
	for _, w := range cursors {
		for _, c := range w.terms {
			if c.read > 0 && field == fieldWords {
				p.spent(listKey{p.number, c.term, true}, c.set, c.read)
				c.read = 0 // words that are the same share a cursor
			}
		}
	}
	return found, nil
}

// cursors opens a cursor for each word of a phrase, one for words that are the
// same, and gives the order to look at them: the rarest first, so that most
// documents are dropped before the positions of the frequent ones are read.
func (p *part) cursors(field string, ws []word) (cursors []*wordCursor, order []int, err error) {
	cursors = make([]*wordCursor, len(ws))
	for i, w := range ws {
		order = append(order, i)
		if same := slices.IndexFunc(ws, func(o word) bool { return o[0] == w[0] }); same < i {
			cursors[i] = cursors[same]
			continue
		}
		c := &wordCursor{}
		for _, t := range w {
			set, err := p.documents(field, t)
			if err != nil {
				return nil, nil, err
			}
			if set.IsEmpty() {
				continue
			}
			term := &cursor{term: t, set: set, docs: set.Iterator()}
			if field == fieldWords {
				if term.list, err = p.unpacked(listKey{p.number, t, true}, set); err != nil {
					return nil, nil, err
				}
			}
			if term.list == nil {
				list, err := p.postings(field, t)
				if err != nil {
					return nil, nil, err
				}
				term.it = list.Iterator(true, true, true, nil)
				term.at = uint64(term.docs.PeekNext())
			}
			c.terms = append(c.terms, term)
			c.count += set.GetCardinality()
		}
		cursors[i] = c
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(cursors[a].count, cursors[b].count) })
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

// columns reads how often the terms of a word stand in documents, for each
// term those that have it.
func (p *part) columns(w word, among *roaring.Bitmap) ([]column, error) {
	var out []column
	for _, t := range w {
		docs, err := p.documents(fieldWords, t)
		if err != nil {
			return nil, err
		}
		c := column{docs: roaring.And(docs, among)}
		if c.docs.IsEmpty() {
			continue
		}
		key := listKey{p.number, t, false}
		if c.list, err = p.unpacked(key, docs); err != nil {
			return nil, err
		}
		if c.list != nil {
			out = append(out, c)
			continue
		}
		list, err := p.postings(fieldWords, t)
		if err != nil {
			return nil, err
		}
		cur := cursor{it: list.Iterator(true, true, false, nil)}
		for it := c.docs.Iterator(); it.HasNext(); {
			if err := cur.seek(it.Next()); err != nil {
				return nil, err
			}
			c.freqs = append(c.freqs, uint32(cur.posting.Frequency()))
			c.lengths = append(c.lengths, roughOf(cur.posting))
		}
		p.spent(key, docs, len(c.freqs))
		out = append(out, c)
	}
	return out, nil
}
