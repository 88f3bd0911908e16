package index

import (
	"slices"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/query"
	"vanthu/internal/vntext"
)

// A plan is a query in the terms of the index.
type plan struct {
	root   branch
	leaves []leaf   // words, phrases and numbers, in the order of the query
	folded bool     // marks do not count, but in what is excluded
	asked  []string // keys of the instruments whose citation is asked for
	open   bool     // what bears a mark of secrecy is left out

	removed []corpus.ID // these are left out too
}

// An op is what a branch of a plan does with those below it.
type op int

const (
	opAll    op = iota // all hold
	opAny              // one holds
	opNot              // the first does not hold
	opLeaf             // words or a number
	opFilter           // a fact of the record
)

// A branch is one condition of a plan.
type branch struct {
	op     op
	kids   []branch
	leaf   int // among the leaves of the plan
	filter filter
}

// A leaf is words side by side, in one of several ways to write them, or a
// number.
type leaf struct {
	alts     [][]string // any of them
	folded   bool       // marks of alts do not count
	bare     bool       // alts begins with one word, typed without quotation marks
	prefix   bool       // alts is one word, and how a word must begin
	keys     []string   // of a number, any
	issued   []string   // and any of these, where its year of issue is told; or nil
	plain    [][]string // the number without the year: what names it and cites that of the year is about it
	number   bool
	law      *query.Law // that is named instead of a number, its title as it is looked up; or nil
	excluded bool       // what holds it is no hit: it is not scored
}

// positions says whether evaluating the leaf reads positions of words.
func (l *leaf) positions() bool {
	return slices.ContainsFunc(l.alts, func(words []string) bool { return len(words) > 1 })
}

// newPlan makes the plan of q; strict means that marks count.
func newPlan(q query.Query, strict bool) *plan {
	p := &plan{folded: !strict}
	p.root = p.all(q.Nodes, false)
	return p
}

// all makes a branch of nodes that must all hold. Words side by side that have
// a short form, or are one, may also stand in the document in the other form:
// ủy ban nhân dân, UBND.
func (p *plan) all(nodes []query.Node, excluded bool) branch {
	b := branch{op: opAll}
	for i := 0; i < len(nodes); {
		run := p.leading(nodes[i:])
		if law, n, ok := query.LawAt(run, p.folded); ok && !excluded {
			// The words as ever, and what is the law, or cites it by another name.
			words := branch{op: opAll}
			for _, w := range run[:n] {
				words.kids = append(words.kids, p.word(query.Alternatives([]string{w}, p.folded), false))
			}
			b.kids = append(b.kids, branch{op: opAny, kids: []branch{words, p.law(law, run[:n])}})
			i += n
			continue
		}
		n, forms := query.Abbreviated(run, p.folded)
		if n < 2 {
			b.kids = append(b.kids, p.branch(nodes[i], excluded))
			i++
			continue
		}
		words := branch{op: opAll}
		for _, w := range run[:n] {
			words.kids = append(words.kids, p.word([][]string{{w}}, excluded))
		}
		b.kids = append(b.kids, branch{op: opAny, kids: []branch{words, p.words(forms, excluded)}})
		i += n
	}
	return b
}

// law makes a branch of a law that is named by words.
func (p *plan) law(law query.Law, words []string) branch {
	name := law.Name()
	law.Title = p.forms(law.Title)
	l := leaf{alts: [][]string{words}, folded: p.folded, number: true, law: &law, keys: []string{nameKey(strings.Join(name, " "), law.Year)}}
	if law.Year != 0 {
		l.plain = [][]string{words[:len(name)]}
	}
	return p.add(l)
}

// leading is the words that nodes begin with, as they are looked up.
func (p *plan) leading(nodes []query.Node) []string {
	var words []string
	for _, n := range nodes {
		w, ok := n.(query.Word)
		if !ok {
			break
		}
		words = append(words, p.form(w.Text))
	}
	return words
}

// form is a word of the query as it is looked up.
func (p *plan) form(word string) string {
	if p.folded {
		return foldOf(word)
	}
	return termOf(word)
}

func (p *plan) forms(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = p.form(w)
	}
	return out
}

func (p *plan) branch(node query.Node, excluded bool) branch {
	switch n := node.(type) {
	case query.Word:
		return p.word(query.Alternatives([]string{p.form(n.Text)}, p.folded), excluded)
	case query.Phrase:
		return p.words(query.Alternatives(p.forms(n.Words), p.folded), excluded)
	case query.Prefix:
		begin := clip(n.Text) // not a term: "hoà*" is also how "hoàn" begins
		if p.folded {
			begin = foldOf(n.Text)
		}
		return p.add(leaf{alts: [][]string{{begin}}, folded: p.folded, prefix: true, excluded: excluded})
	case query.Number:
		l := leaf{alts: spellings(n), folded: true, keys: askedKeys(n), issued: issuedKeys(n), number: true, excluded: excluded}
		if n.IssuedIn() != 0 {
			n.Issued = ""
			if n.Symbol == "" {
				n.Year = 0
			}
			l.plain = plainSpellings(n)
		}
		return p.add(l)
	case query.Not:
		// What is excluded is taken as it was typed, whatever the rest is.
		defer func(folded bool) { p.folded = folded }(p.folded)
		p.folded = !n.Marked()
		return branch{op: opNot, kids: []branch{p.branch(n.Node, !excluded)}}
	case query.All:
		return p.all(n.Nodes, excluded)
	case query.Or:
		b := branch{op: opAny}
		for _, k := range n.Nodes {
			b.kids = append(b.kids, p.branch(k, excluded))
		}
		return b
	case query.Cites:
		if !excluded {
			p.asked = append(p.asked, citesKeys(n)...)
		}
	}
	return branch{op: opFilter, filter: p.filter(node)}
}

// word is [plan.words] of a bare word, which comes first among alts.
func (p *plan) word(alts [][]string, excluded bool) branch {
	return p.add(leaf{alts: alts, folded: p.folded, bare: !excluded, excluded: excluded})
}

func (p *plan) words(alts [][]string, excluded bool) branch {
	return p.add(leaf{alts: alts, folded: p.folded, excluded: excluded})
}

func (p *plan) add(l leaf) branch {
	p.leaves = append(p.leaves, l)
	return branch{op: opLeaf, leaf: len(p.leaves) - 1}
}

// spelled are the ways to write a term that are one: kỹ, kĩ.
func spelled(term string) []string { return vntext.Spellings(term) }
