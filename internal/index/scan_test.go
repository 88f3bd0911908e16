package index

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/query"
	"vanthu/internal/vntext"
)

// A naive is a document as the plainest program would search it: words are
// compared one by one, records are looked at field by field. It shares nothing
// with the index but the letters (vntext) and the table of abbreviations.
type naive struct {
	id      corpus.ID
	text    [2][]string // words: as terms, folded
	title   [2][]string
	issuer  [2][]string
	signers [2][][]string
	typ     string
	own     figure // as its folded words
	cites   []naiveCitation
	issued  string
	secrecy string

	language string
	office   string // the issuer as printed
}

// A figure is a number as the scan knows it: of the form 29-NQ/TW.
type figure struct{ seq, symbol string }

type naiveCitation struct {
	number   figure
	relation string
}

func naiveNumber(text string) figure {
	words := wordsOf(text, vntext.Fold)
	if len(words) == 0 {
		return figure{}
	}
	return figure{words[0], strings.Join(words[1:], " ")}
}

func naively(e Entry) naive {
	r := &e.Record
	n := naive{id: r.ID, issued: r.Issued.Or(""), secrecy: r.Secrecy.Or(""), language: string(r.Pages[0].Language), office: r.Issuer.Or(""), typ: r.Type.Or(""), own: naiveNumber(r.Number.Or(""))}
	var all []string
	for _, p := range e.Pages {
		all = append(all, p.Text)
	}
	for i, f := range []func(string) string{vntext.Term, vntext.Fold} {
		f := func(w string) string { return vntext.Spelling(f(w)) }
		n.text[i] = wordsOf(strings.Join(all, "\n"), f)
		n.title[i] = wordsOf(r.Subject.Or(""), f)
		n.issuer[i] = wordsOf(r.Issuer.Or(""), f)
		for _, s := range r.Signers {
			n.signers[i] = append(n.signers[i], wordsOf(s.Name.Or(""), f))
		}
	}
	for _, c := range r.Citations {
		n.cites = append(n.cites, naiveCitation{naiveNumber(string(c.Number)), string(c.Relation)})
	}
	return n
}

func wordsOf(s string, f func(string) string) []string {
	var out []string
	for a, b := range vntext.Words(s) {
		out = append(out, f(s[a:b]))
	}
	return out
}

func hasPhrase(text, words []string) bool {
	for i := 0; i+len(words) <= len(text); i++ {
		if slices.Equal(text[i:i+len(words)], words) {
			return true
		}
	}
	return false
}

// matches is what the package promises, without an index.
func (n naive) matches(q query.Query, folded int) bool { return n.every(q.Nodes, folded) }

// every says whether all nodes hold. A run of bare words with a short form
// holds also where the other form stands.
func (n naive) every(nodes []query.Node, folded int) bool {
	for i := 0; i < len(nodes); {
		var run []string
		for _, node := range nodes[i:] {
			w, ok := node.(query.Word)
			if !ok {
				break
			}
			run = append(run, naiveForm(folded)(w.Text))
		}
		if length, forms := query.Abbreviated(run, folded == 1); length > 1 {
			apart := !slices.ContainsFunc(run[:length], func(w string) bool { return !n.holds([]string{w}, folded) })
			if !apart && !slices.ContainsFunc(forms, func(f []string) bool { return n.holds(f, folded) }) {
				return false
			}
			i += length
			continue
		}
		if !n.one(nodes[i], folded) {
			return false
		}
		i++
	}
	return true
}

func naiveForm(folded int) func(string) string {
	return []func(string) string{vntext.Term, vntext.Fold}[folded]
}

// holds says whether text or title hold words side by side.
func (n naive) holds(words []string, folded int) bool {
	words = spelt(words)
	return hasPhrase(n.text[folded], words) || hasPhrase(n.title[folded], words)
}

func spelt(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = vntext.Spelling(w)
	}
	return out
}

func (n naive) one(node query.Node, folded int) bool {
	form := naiveForm(folded)
	formed := func(words []string) (out []string) {
		for _, w := range words {
			out = append(out, form(w))
		}
		return out
	}
	anyOf := func(words []string, holds func([]string) bool) bool {
		return slices.ContainsFunc(query.Alternatives(formed(words), folded == 1), holds)
	}
	held := func(words []string) bool { return n.holds(words, folded) }
	switch node := node.(type) {
	case query.Word:
		return anyOf([]string{node.Text}, held)
	case query.Phrase:
		return anyOf(node.Words, held)
	case query.Prefix:
		begins := func(w string) bool {
			// The words of the scan are in one spelling of i and y; prefixes that
			// are asked here end before.
			return strings.HasPrefix(w, form(node.Text)) || folded == 0 && strings.HasPrefix(w, node.Text)
		}
		return slices.ContainsFunc(n.text[folded], begins) || slices.ContainsFunc(n.title[folded], begins)
	case query.Number: // with a symbol, without a year: as generated
		w := naiveNumber(node.Code())
		words := append([]string{w.seq}, strings.Fields(w.symbol)...)
		return hasPhrase(n.text[1], words) || hasPhrase(n.title[1], words) || n.own == w ||
			slices.ContainsFunc(n.cites, func(c naiveCitation) bool { return c.number == w })
	case query.Bears:
		return n.own.is(node.Number)
	case query.Cites:
		return slices.ContainsFunc(n.cites, func(c naiveCitation) bool {
			return c.number.is(node.Number) && (node.Relation == "" || node.Relation == c.relation)
		})
	case query.Is:
		switch node.Field {
		case query.FieldRelation:
			return slices.ContainsFunc(n.cites, func(c naiveCitation) bool { return c.relation == node.Values[0] })
		case query.FieldSecrecy:
			return n.secrecy == node.Values[0]
		case query.FieldLanguage:
			return n.language == node.Values[0]
		}
		return slices.Contains(node.Values, n.typ)
	case query.Dated:
		return n.issued != "" && (node.First == "" || n.issued >= node.First) && (node.Last == "" || n.issued <= node.Last)
	case query.Named:
		return anyOf(node.Words, func(words []string) bool {
			words = spelt(words)
			switch node.Field {
			case query.FieldSubject:
				return hasPhrase(n.title[folded], words)
			case query.FieldIssuer:
				return hasPhrase(n.issuer[folded], words)
			}
			return slices.ContainsFunc(n.signers[folded], func(name []string) bool { return hasPhrase(name, words) })
		})
	case query.Not:
		folded = 1
		if node.Marked() { // as it is typed itself
			folded = 0
		}
		return !n.one(node.Node, folded)
	case query.All:
		return n.every(node.Nodes, folded)
	case query.Or:
		return slices.ContainsFunc(node.Nodes, func(k query.Node) bool { return n.one(k, folded) })
	}
	panic(fmt.Sprintf("the scan does not know %T", node))
}

// is says whether the number is the one asked for: a sequence alone, or with its
// symbol.
func (n figure) is(asked query.Number) bool {
	want := naiveNumber(asked.Code())
	return n.seq == want.seq && (want.symbol == "" || n.symbol == want.symbol)
}

// facets counts what the package promises, of documents found.
func naiveFacets(found []naive, q query.Query) map[string]map[string]int {
	out := map[string]map[string]int{}
	for _, f := range []string{"type", "issuer", "year", "cited", "relation", "secrecy", "language"} {
		out[f] = map[string]int{}
	}
	var numbers []query.Number // that hits cite; those that they bear are no matter
	q.Walk(func(n query.Node, positive bool) {
		if number, ok := n.(query.Number); ok && positive {
			numbers = append(numbers, number)
		}
		if cites, ok := n.(query.Cites); ok && positive {
			numbers = append(numbers, cites.Number)
		}
	})
	for _, n := range found {
		year := n.issued
		if year != "" {
			year = year[:4]
		}
		out["type"][n.typ]++
		out["issuer"][n.office]++
		out["year"][year]++
		out["secrecy"][n.secrecy]++
		out["language"][n.language]++
		cited, relations := map[string]bool{}, map[string]bool{}
		for _, c := range n.cites {
			typ := map[string]string{"nq tw": "Nghị quyết ", "kh hu": "Kế hoạch "}[c.number.symbol]
			cited[typ+c.number.seq+"-"+strings.ToUpper(strings.Replace(c.number.symbol, " ", "/", 1))] = true
			if len(numbers) == 0 || slices.ContainsFunc(numbers, c.number.is) {
				relations[c.relation] = true
			}
		}
		for name := range cited {
			out["cited"][name]++
		}
		for r := range relations {
			out["relation"][r]++
		}
	}
	return out
}

// checkFacets compares all counts, and that those of one value a document add up.
func checkFacets(t *testing.T, text string, got map[string][]FacetValue, want map[string]map[string]int, total int) {
	t.Helper()
	for name, counts := range want {
		listed := map[string]int{}
		for _, v := range got[name] {
			listed[v.Value] = v.Count
			if v.Of == FacetRest {
				t.Fatalf("query %q: facet %s has a rest of %d, all was asked for", text, name, v.Count)
			}
		}
		if !maps.Equal(listed, counts) {
			t.Fatalf("query %q: facet %s counts %v, a scan %v", text, name, listed, counts)
		}
	}
	for _, f := range facetSpecs {
		if f.several {
			continue
		}
		sum := 0
		for _, v := range got[f.name] {
			sum += v.Count
		}
		if sum != total {
			t.Fatalf("query %q: facet %s adds up to %d of %d", text, f.name, sum, total)
		}
	}
}
