package index

import (
	"math"

	"github.com/RoaringBitmap/roaring/v2"

	"vanthu/internal/query"
)

// A plan is a query in the terms of the index.
type plan struct {
	must    []leaf
	not     []leaf
	folded  bool // marks do not count
	numbers bool // a number is among must
}

// A leaf is one condition: words side by side, or a number.
type leaf struct {
	terms     []string   // folded where the plan is; nil for a number
	keys      []string   // of the number, any
	spellings [][]string // of the number in folded words, any
}

// newPlan makes the plan of q; strict means that marks count.
func newPlan(q query.Query, strict bool) plan {
	p := plan{folded: !strict}
	for _, node := range q.Nodes {
		if not, ok := node.(query.Not); ok {
			p.not = append(p.not, newLeaf(not.Node, strict))
			continue
		}
		l := newLeaf(node, strict)
		p.must = append(p.must, l)
		p.numbers = p.numbers || l.terms == nil
	}
	return p
}

func newLeaf(node query.Node, strict bool) leaf {
	term := foldOf
	if strict {
		term = termOf
	}
	switch n := node.(type) {
	case query.Word:
		return leaf{terms: []string{term(n.Text)}}
	case query.Phrase:
		var l leaf
		for _, w := range n.Words {
			l.terms = append(l.terms, term(w))
		}
		return l
	case query.Number:
		return leaf{keys: askedKeys(n), spellings: spellings(n)}
	}
	panic("unreachable: query has four kinds of nodes, and a Not holds no Not")
}

// The groups of hits, best first; the order of ranking.
const (
	groupIs = iota
	groupAbout
	groupCites
	groupContains
	groupCount
)

// whys are the names of the groups.
var whys = [groupCount]string{"is", "about", "cites", "contains"}

// A match is what a plan finds in one segment.
type match struct {
	part    *part
	groups  [groupCount]*roaring.Bitmap // disjoint
	columns [][]column                  // by leaf of must: what to score; empty for words, which are read when needed
}

// all is everything found in the segment.
func (m *match) all() *roaring.Bitmap { return roaring.FastOr(m.groups[:]...) }

// sets are the documents for which a leaf holds, and why.
type sets struct {
	all, is, about, cites *roaring.Bitmap
	columns               []column
}

// run finds what matches in one segment.
func (p *plan) run(part *part) (match, error) {
	m := match{part: part, columns: make([][]column, len(p.must))}
	cand := part.live.Clone()
	is, about, cites := roaring.New(), cand.Clone(), roaring.New()
	if p.numbers || len(p.must) == 0 {
		about = roaring.New()
	}
	// Single words first: they cost nothing, and leave fewer documents whose
	// positions must be read.
	for _, single := range []bool{true, false} {
		for i, l := range p.must {
			if (len(l.terms) == 1) != single {
				continue
			}
			s, err := p.evaluate(part, l, cand)
			if err != nil {
				return match{}, err
			}
			cand.And(s.all)
			m.columns[i] = s.columns
			switch {
			case l.terms == nil:
				is.Or(s.is)
				about.Or(s.about)
				cites.Or(s.cites)
			case !p.numbers:
				about.And(s.about)
			}
		}
	}
	for _, l := range p.not {
		s, err := p.evaluate(part, l, cand)
		if err != nil {
			return match{}, err
		}
		cand.AndNot(s.all)
	}
	for g, set := range []*roaring.Bitmap{is, about, cites, cand.Clone()} {
		set.And(cand)
		cand.AndNot(set)
		m.groups[g] = set
	}
	return m, nil
}

// evaluate finds the documents among the candidates for which a leaf holds.
func (p *plan) evaluate(part *part, l leaf, among *roaring.Bitmap) (sets, error) {
	if l.terms != nil {
		text, subject, err := part.leaf(l.terms, p.folded, among)
		if err != nil {
			return sets{}, err
		}
		s := sets{all: roaring.Or(text.docs, subject.docs), about: subject.docs}
		if len(l.terms) > 1 {
			s.columns = []column{text}
		}
		return s, nil
	}
	s := sets{about: roaring.New()}
	var err error
	if s.is, err = part.any(fieldNumber, l.keys); err != nil {
		return sets{}, err
	}
	if s.cites, err = part.any(fieldCites, l.keys); err != nil {
		return sets{}, err
	}
	s.all = roaring.Or(s.is, s.cites)
	for _, words := range l.spellings {
		text, subject, err := part.leaf(words, true, among)
		if err != nil {
			return sets{}, err
		}
		s.about.Or(subject.docs)
		s.all.Or(subject.docs)
		s.all.Or(text.docs)
		if text.freqs != nil {
			s.columns = append(s.columns, text)
		}
	}
	return s, nil
}

// leaf finds words side by side in the text and in the subject.
func (p *part) leaf(terms []string, folded bool, among *roaring.Bitmap) (text, subject column, err error) {
	ws, err := p.words(terms, folded)
	if err != nil {
		return text, subject, err
	}
	if text, err = p.phrase(fieldWords, ws, among); err != nil {
		return text, subject, err
	}
	subject, err = p.phrase(fieldSubject, ws, among)
	return text, subject, err
}

// Constants of BM25. The middle length is fixed, so that a document's score
// does not depend on the way the index was grown.
const (
	saturation   = 1.2
	lengthWeight = 0.75
	middleLength = 2000 // words
)

// weight is the part of a score that one leaf gives a document.
func weight(idf float64, freq uint32, length float64) float64 {
	tf := float64(freq)
	return idf * tf * (saturation + 1) / (tf + saturation*(1-lengthWeight+lengthWeight*length/middleLength))
}

// rarity is the inverse document frequency.
func rarity(documents, with uint64) float64 {
	n := float64(documents) - float64(with) + 0.5
	return math.Log1p(max(n, 0) / (float64(with) + 0.5))
}
