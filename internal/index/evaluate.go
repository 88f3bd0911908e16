package index

import (
	"math"
	"slices"
	"strconv"

	"github.com/RoaringBitmap/roaring/v2"

	"vanthu/internal/query"
)

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
	columns [][]column                  // by leaf: phrases, to score; of single words they are read when needed
}

// all is everything found in the segment.
func (m *match) all() *roaring.Bitmap { return roaring.FastOr(m.groups[:]...) }

// sets are the documents for which a branch holds, and why.
type sets struct {
	all              *roaring.Bitmap
	is, about, cites *roaring.Bitmap // nil: none

	// instrument says that is, about and cites tell of an instrument: beside it,
	// words in the subject do not make a document one about it.
	instrument bool
	neutral    bool // it explains nothing: a fact of the record, an exclusion
}

// run finds what matches in one segment.
func (p *plan) run(part *part) (match, error) {
	e := evaluation{plan: p, part: part, columns: make([][]column, len(p.leaves))}
	among, err := p.among(part)
	if err != nil {
		return match{}, err
	}
	s, err := e.branch(&p.root, among)
	if err != nil {
		return match{}, err
	}
	m := match{part: part, columns: e.columns}
	rest := s.all.Clone()
	for g, set := range []*roaring.Bitmap{s.is, s.about, s.cites, rest} {
		if set == nil || g != groupContains && s.neutral {
			m.groups[g] = roaring.New()
			continue
		}
		m.groups[g] = roaring.And(set, rest)
		rest.AndNot(m.groups[g])
	}
	return m, nil
}

// fieldID is Bleve's own field of the identifiers.
const fieldID = "_id"

// among are the documents of a segment that may be found.
func (p *plan) among(part *part) (*roaring.Bitmap, error) {
	among := part.live
	for _, id := range p.removed {
		gone, err := part.documents(fieldID, string(id))
		if err != nil {
			return nil, err
		}
		if gone.Intersects(among) {
			among = roaring.AndNot(among, gone)
		}
	}
	if !p.open {
		return among, nil
	}
	var marks []string
	if err := part.eachTerm(fieldSecrecy, "", "", func(mark string) { marks = append(marks, mark) }); err != nil {
		return nil, err
	}
	secret, err := part.any(fieldSecrecy, marks)
	if err != nil {
		return nil, err
	}
	return roaring.AndNot(among, secret), nil
}

// An evaluation is a plan at work on one part.
type evaluation struct {
	*plan
	part    *part
	columns [][]column
}

// branch finds the documents among the candidates for which a branch holds. The
// sets given are not to be changed.
func (e *evaluation) branch(b *branch, among *roaring.Bitmap) (sets, error) {
	switch b.op {
	case opLeaf:
		return e.leaf(b.leaf, among)
	case opNot:
		s, err := e.branch(&b.kids[0], among)
		if err != nil {
			return sets{}, err
		}
		return sets{all: roaring.AndNot(among, s.all), neutral: true}, nil
	case opAny:
		return e.any(b, among)
	case opFilter:
		docs, err := e.part.filter(&b.filter, among)
		if err != nil {
			return sets{}, err
		}
		s := sets{all: roaring.And(docs, among)}
		switch b.filter.kind {
		case filterBears:
			s.is, s.instrument = s.all, true
		case filterCites:
			s.cites, s.instrument = s.all, true
		case filterSubject:
			s.about = s.all
		default:
			s.neutral = true
		}
		return s, nil
	}
	return e.all(b, among)
}

// any finds what one of the branches finds, for each of its reasons.
func (e *evaluation) any(b *branch, among *roaring.Bitmap) (sets, error) {
	out := sets{all: roaring.New(), neutral: true}
	for i := range b.kids {
		s, err := e.branch(&b.kids[i], among)
		if err != nil {
			return sets{}, err
		}
		out.all.Or(s.all)
		out.is, out.about, out.cites = joined(out.is, s.is), joined(out.about, s.about), joined(out.cites, s.cites)
		out.instrument = out.instrument || s.instrument
		out.neutral = out.neutral && s.neutral
	}
	return out, nil
}

// joined is the union of two sets of which each may be nil.
func joined(a, b *roaring.Bitmap) *roaring.Bitmap {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return roaring.Or(a, b)
}

// all finds what all branches find. What costs nothing comes first, and leaves
// fewer documents whose positions must be read.
func (e *evaluation) all(b *branch, among *roaring.Bitmap) (sets, error) {
	found := make([]sets, len(b.kids))
	cand := among
	for cost := range 3 {
		for i := range b.kids {
			if e.cost(&b.kids[i]) != cost {
				continue
			}
			var err error
			if found[i], err = e.branch(&b.kids[i], cand); err != nil {
				return sets{}, err
			}
			cand = roaring.And(cand, found[i].all)
		}
	}
	out := sets{all: cand, neutral: true}
	for _, s := range found {
		out.instrument = out.instrument || s.instrument
		out.neutral = out.neutral && s.neutral
	}
	for _, s := range found {
		switch {
		case s.neutral || out.instrument && !s.instrument:
		case out.instrument:
			out.is, out.about, out.cites = joined(out.is, s.is), joined(out.about, s.about), joined(out.cites, s.cites)
		case out.about == nil:
			out.about = roaring.And(orNone(s.about), cand)
		default:
			out.about = roaring.And(out.about, orNone(s.about))
		}
	}
	// What one branch found and another refused must not explain a document that
	// an OR above finds for another reason.
	for _, set := range []**roaring.Bitmap{&out.is, &out.about, &out.cites} {
		if *set != nil {
			*set = roaring.And(*set, cand)
		}
	}
	return out, nil
}

func orNone(b *roaring.Bitmap) *roaring.Bitmap {
	if b == nil {
		return roaring.New()
	}
	return b
}

// cost is 0 for what is looked up, 1 for what reads positions, 2 for what needs
// all candidates for itself.
func (e *evaluation) cost(b *branch) int {
	switch b.op {
	case opLeaf:
		if e.leaves[b.leaf].positions() {
			return 1
		}
		return 0
	case opFilter:
		if b.filter.kind == filterSubject {
			return 1
		}
		return 0
	case opNot:
		return 2
	}
	most := 0
	for i := range b.kids {
		most = max(most, e.cost(&b.kids[i]))
	}
	return most
}

// leaf finds the documents that hold words or a number.
func (e *evaluation) leaf(n int, among *roaring.Bitmap) (sets, error) {
	l := &e.leaves[n]
	s := sets{all: roaring.New(), about: roaring.New(), instrument: l.number}
	if l.number {
		is, err := e.part.both(fieldNumber, l.keys, l.issued)
		if err == nil && l.law != nil {
			is, err = e.part.laws(l.law, l.folded, among)
		}
		if err != nil {
			return sets{}, err
		}
		cites, err := e.part.both(fieldCites, l.keys, l.issued)
		if err != nil {
			return sets{}, err
		}
		s.is, s.cites = roaring.And(is, among), roaring.And(cites, among)
		s.all.Or(s.is)
		s.all.Or(s.cites)
	}
	e.columns[n] = nil
	for _, words := range l.alts {
		text, columns, subject, err := e.part.leaf(words, l.folded, l.prefix, among)
		if err != nil {
			return sets{}, err
		}
		s.about.Or(subject)
		s.all.Or(subject)
		s.all.Or(text)
		if !l.excluded {
			e.columns[n] = append(e.columns[n], columns...)
		}
	}
	if l.plain != nil && !s.cites.IsEmpty() {
		for _, words := range l.plain {
			ws, err := e.part.words(words, l.folded, false)
			if err != nil {
				return sets{}, err
			}
			subject, _, err := e.part.phrase(fieldSubject, ws, s.cites)
			if err != nil {
				return sets{}, err
			}
			s.about.Or(subject)
		}
	}
	return s, nil
}

// laws finds the documents that are the law: of its type, and with its title, and
// nothing else, for a subject.
func (p *part) laws(law *query.Law, folded bool, among *roaring.Bitmap) (*roaring.Bitmap, error) {
	docs, err := p.any(fieldType, []string{law.Type})
	if err != nil {
		return nil, err
	}
	docs = roaring.And(docs, among)
	if law.Year != 0 {
		of, err := p.any(fieldYear, []string{strconv.Itoa(law.Year)})
		if err != nil {
			return nil, err
		}
		docs.And(of)
	}
	ws, err := p.words(law.Title, folded, false)
	if err != nil {
		return nil, err
	}
	all, err := p.all(fieldSubject, ws)
	if err != nil {
		return nil, err
	}
	if docs.And(all); docs.IsEmpty() {
		return docs, nil
	}
	c, err := p.placed(fieldSubject, ws, docs)
	if err != nil {
		return nil, err
	}
	named := roaring.New()
	for row, doc := range c.docs.ToArray() {
		if int(c.lengths[row]) == roughLength(len(law.Title)) {
			named.Add(doc)
		}
	}
	return named, nil
}

// leaf finds words side by side in the text, with how often, and in the subject.
func (p *part) leaf(terms []string, folded, prefix bool, among *roaring.Bitmap) (text *roaring.Bitmap, columns []column, subject *roaring.Bitmap, err error) {
	ws, err := p.words(terms, folded, prefix)
	if err != nil {
		return nil, nil, nil, err
	}
	if text, columns, err = p.phrase(fieldWords, ws, among); err != nil {
		return nil, nil, nil, err
	}
	subject, _, err = p.phrase(fieldSubject, ws, among)
	return text, columns, subject, err
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

// single gives the words of a leaf that stand alone: their occurrences are read
// of the documents to be ranked only.
func (l *leaf) single() []string {
	var out []string
	for _, words := range l.alts {
		if len(words) == 1 && !l.prefix && !l.excluded && !slices.Contains(out, words[0]) {
			out = append(out, words[0])
		}
	}
	return out
}
