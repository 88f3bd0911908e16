package index

import (
	"container/heap"
	"context"
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"

	"vanthu/internal/stage"
)

// A scored document of one segment.
type scored struct {
	part  *part
	doc   uint32
	why   int
	score float64
	id    string // read when a tie must be broken, and for the documents shown
}

func (s *scored) name() (string, error) {
	if s.id == "" {
		b, err := s.part.snap.DocID(uint64(s.doc))
		if err != nil {
			return "", fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		s.id = string(b)
	}
	return s.id, nil
}

// A ranking keeps the best k documents; the worst of them lies on top.
type ranking struct {
	best []*scored
	err  error
}

// worse orders by score; documents of one score by identifier, so that the
// order does not depend on how the index was grown.
func (r *ranking) worse(a, b *scored) bool {
	if a.score != b.score {
		return a.score < b.score
	}
	x, err := a.name()
	if err != nil {
		r.err = err
	}
	y, err := b.name()
	if err != nil {
		r.err = err
	}
	return x > y
}

func (r *ranking) Len() int           { return len(r.best) }
func (r *ranking) Less(i, j int) bool { return r.worse(r.best[i], r.best[j]) }
func (r *ranking) Swap(i, j int)      { r.best[i], r.best[j] = r.best[j], r.best[i] }
func (r *ranking) Push(x any)         { r.best = append(r.best, x.(*scored)) }
func (r *ranking) Pop() any {
	last := r.best[len(r.best)-1]
	r.best = r.best[:len(r.best)-1]
	return last
}

// offer keeps s if it is among the best k.
func (r *ranking) offer(s scored, k int) {
	if len(r.best) < k {
		heap.Push(r, &s)
		return
	}
	if r.worse(r.best[0], &s) {
		*r.best[0] = s
		heap.Fix(r, 0)
	}
}

// sorted empties the ranking, best first.
func (r *ranking) sorted() []*scored {
	out := make([]*scored, len(r.best))
	for i := len(out) - 1; i >= 0; i-- {
		out[i] = heap.Pop(r).(*scored)
	}
	return out
}

// rank lists the documents from to from+limit of all matches: group by group,
// and only the groups that reach into the window are scored.
func (p *plan) rank(ctx context.Context, ms []match, documents uint64, from, limit int) ([]*scored, error) {
	var shown []*scored
	idfs, err := p.rarities(ms, documents)
	if err != nil {
		return nil, err
	}
	before := 0 // documents in better groups
	for g := range groupCount {
		size := 0
		for i := range ms {
			size += int(ms[i].groups[g].GetCardinality())
		}
		k := min(from+limit-before, size)
		if size > 0 && k > 0 && before+size > from {
			r, err := p.best(ctx, ms, g, idfs, min(max(k, closest), size))
			if err != nil {
				return nil, err
			}
			group := r.sorted()
			if r.err != nil {
				return nil, r.err
			}
			if err := p.closer(group[:min(closest, len(group))], idfs); err != nil {
				return nil, err
			}
			shown = append(shown, group[max(from-before, 0):k]...)
		}
		before += size
	}
	return shown, nil
}

// best ranks one group: the best k of each part, side by side, and of these.
func (p *plan) best(ctx context.Context, ms []match, group int, idfs []float64, k int) (*ranking, error) {
	parts := make([]ranking, len(ms))
	line := stage.New(ctx)
	for i := range ms {
		line.Go(func(ctx context.Context) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return guarded(func() error { return p.score(&ms[i], group, idfs, k, &parts[i]) })
		})
	}
	if err := line.Wait(); err != nil {
		return nil, err
	}
	var all ranking
	for i := range parts {
		for _, s := range parts[i].best {
			all.offer(*s, k)
		}
	}
	return &all, all.err
}

// rarities are the weights of the leaves.
func (p *plan) rarities(ms []match, documents uint64) ([]float64, error) {
	idfs := make([]float64, len(p.leaves))
	for i := range p.leaves {
		l := &p.leaves[i]
		var with uint64
		for _, m := range ms {
			for _, c := range m.columns[i] {
				with += c.docs.GetCardinality()
			}
			if !m.part.first {
				continue
			}
			for _, single := range l.single() {
				ws, err := m.part.words([]string{single}, l.folded, false)
				if err != nil {
					return nil, err
				}
				b, err := m.part.any(fieldWords, ws[0])
				if err != nil {
					return nil, err
				}
				with += b.GetCardinality()
			}
		}
		idfs[i] = rarity(documents, with)
	}
	return idfs, nil
}

// score offers the documents of one group of a segment to r.
func (p *plan) score(m *match, group int, idfs []float64, k int, r *ranking) error {
	docs := m.groups[group]
	if docs.IsEmpty() {
		return nil
	}
	numbers := docs.ToArray()
	scores := make([]float64, len(numbers))
	for i := range p.leaves {
		l := &p.leaves[i]
		for _, c := range m.columns[i] {
			if c.rarest == nil {
				addScores(scores, numbers, c, idfs[i])
				continue
			}
			columns, err := m.part.columns(c.rarest, roaring.And(docs, c.docs))
			if err != nil {
				return err
			}
			for _, c := range columns {
				addScores(scores, numbers, c, idfs[i])
			}
		}
		for _, single := range l.single() {
			ws, err := m.part.words([]string{single}, l.folded, false)
			if err != nil {
				return err
			}
			columns, err := m.part.columns(ws[0], docs)
			if err != nil {
				return err
			}
			for _, c := range columns {
				addScores(scores, numbers, c, idfs[i])
			}
		}
	}
	for at, doc := range numbers {
		// What is worse than all the best needs not be offered.
		if len(r.best) < k || scores[at] >= r.best[0].score {
			r.offer(scored{part: m.part, doc: doc, why: group, score: scores[at]}, k)
		}
	}
	return r.err
}

// addScores adds a column to the scores of docs, walking both in order.
func addScores(scores []float64, docs []uint32, c column, idf float64) {
	words := wordCounts()
	at := 0
	for row, doc := range c.docs.ToArray() {
		for at < len(docs) && docs[at] < doc {
			at++
		}
		if at == len(docs) {
			return
		}
		switch {
		case docs[at] != doc:
		case c.list != nil:
			scores[at] += weight(idf, c.list.count(doc), words[c.list.lengths[doc-c.list.from]])
		default:
			scores[at] += weight(idf, c.freqs[row], words[c.lengths[row]])
		}
	}
}
