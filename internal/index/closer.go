package index

import (
	"cmp"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// closest is how many of the best of a group are looked at for words that stand
// side by side as in the query: most words of Vietnamese are two syllables, and
// "hòa nhập" typed without quotation marks is not Hòa Lộc and nhập khẩu. Of so few
// the positions cost little, and pages of hits agree, as the number is fixed.
const closest = 200

// closer adds to the scores of documents what words of the query side by side are
// worth, and orders them anew.
func (p *plan) closer(docs []*scored, idfs []float64) error {
	byPart := map[*part][]*scored{}
	for _, d := range docs {
		byPart[d.part] = append(byPart[d.part], d)
	}
	for first := 0; first < len(p.leaves); {
		last := first // of bare words that follow each other
		for last+1 < len(p.leaves) && p.leaves[first].bare && p.leaves[last+1].bare && p.leaves[last+1].folded == p.leaves[first].folded {
			last++
		}
		if last > first {
			for part, some := range byPart {
				if err := part.closer(p.leaves[first:last+1], idfs[first:], some); err != nil {
					return err
				}
			}
		}
		first = last + 1
	}
	slices.SortStableFunc(docs, func(a, b *scored) int { return cmp.Compare(b.score, a.score) }) // those of one score stay as they stood
	return nil
}

// closer is [plan.closer] of documents of the part, for bare words in a row.
func (p *part) closer(leaves []leaf, idfs []float64, docs []*scored) error {
	terms := make([]string, len(leaves))
	for i := range leaves {
		terms[i] = leaves[i].alts[0][0]
	}
	ws, err := p.words(terms, leaves[0].folded, false)
	if err != nil {
		return err
	}
	few := roaring.New()
	for _, d := range docs {
		few.Add(d.doc)
	}
	have := make([]*roaring.Bitmap, len(ws))
	for i, w := range ws {
		if have[i], err = p.having(w, few); err != nil {
			return err
		}
	}
	cursors, _, err := p.cursors(fieldWords, ws)
	if err != nil {
		return err
	}
	slices.SortFunc(docs, func(a, b *scored) int { return cmp.Compare(a.doc, b.doc) }) // cursors go forward
	words := wordCounts()
	var begins []uint32
	for _, d := range docs {
		for i := 0; i+1 < len(ws); i++ {
			if !have[i].Contains(d.doc) || !have[i+1].Contains(d.doc) {
				continue
			}
			for _, c := range cursors[i : i+2] {
				if err := c.seek(d.doc); err != nil {
					return err
				}
			}
			begins = keep(append(begins[:0], cursors[i].positions...), cursors[i+1].positions, 1)
			if len(begins) > 0 {
				// Two words side by side are as rare as both of them.
				d.score += weight(idfs[i]+idfs[i+1], uint32(len(begins)), words[cursors[i].last.rough(d.doc)])
			}
		}
	}
	return nil
}

// having is which of a few documents hold a word.
func (p *part) having(w word, few *roaring.Bitmap) (*roaring.Bitmap, error) {
	out := roaring.New()
	for _, t := range w {
		docs, err := p.documents(fieldWords, t)
		if err != nil {
			return nil, err
		}
		out.Or(roaring.And(few, docs))
	}
	return out, nil
}
