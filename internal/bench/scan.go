package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"vanthu/internal/index"
	"vanthu/internal/query"
	"vanthu/internal/vntext"
)

// A scanned document is one as the plainest program would search it: its words
// in two forms with their places, and the facts of its record. It shares nothing
// with the index but the letters (vntext) and the table of abbreviations.
type scanned struct {
	text    [2][]string // words: as terms, folded
	places  [2]map[string][]int
	begins  [2]map[string]bool // words of text and title as they are written, for begins of words
	title   [2][]string
	issuer  [2][]string
	signers [2][][]string
	typ     string
	issued  string
	own     figure
	cites   []citing
}

// A figure is a number by its parts, folded.
type figure struct {
	seq    string
	year   int
	symbol string
}

type citing struct {
	figure
	relation string
}

// A scanner remembers how words are written, as there are few different ones.
type scanner struct {
	forms   [2]map[string]string
	written map[string][2]string
}

func newScanner() *scanner {
	return &scanner{[2]map[string]string{{}, {}}, map[string][2]string{}}
}

const (
	strict = iota
	folded
)

// form is a word as it is compared.
func form(word string, mode int) string {
	if mode == strict {
		return vntext.Spelling(vntext.Term(word))
	}
	return vntext.Spelling(vntext.Fold(vntext.Term(word)))
}

func (s *scanner) words(text string, mode int) []string {
	var out []string
	for a, b := range vntext.Words(text) {
		w, ok := s.forms[mode][text[a:b]]
		if !ok {
			w = form(text[a:b], mode)
			s.forms[mode][strings.Clone(text[a:b])] = w
		}
		out = append(out, w)
	}
	return out
}

func (s *scanner) scan(e *index.Entry) *scanned {
	r := &e.Record
	d := &scanned{typ: r.Type.Or(""), issued: r.Issued.Or(""), own: figureOf(r.Number.Or(""))}
	var text strings.Builder
	for i := range e.Pages {
		text.WriteString(e.Pages[i].Text + "\n")
	}
	issuer := string(r.Issuer.Body)
	if issuer == "" {
		issuer = r.Issuer.Or("")
	}
	for mode := range 2 {
		d.text[mode] = s.words(text.String(), mode)
		d.places[mode] = make(map[string][]int, len(d.text[mode])/3)
		for i, w := range d.text[mode] {
			d.places[mode][w] = append(d.places[mode][w], i)
		}
		d.title[mode] = s.words(r.Subject.Or(""), mode)
		d.begins[mode] = map[string]bool{}
		d.issuer[mode] = s.words(issuer, mode)
		for i := range r.Signers {
			d.signers[mode] = append(d.signers[mode], s.words(r.Signers[i].Name.Or(""), mode))
		}
	}
	for _, t := range []string{text.String(), r.Subject.Or("")} {
		for a, b := range vntext.Words(t) {
			w, ok := s.written[t[a:b]]
			if !ok {
				term := vntext.Term(t[a:b])
				w = [2]string{term, vntext.Fold(term)}
				s.written[strings.Clone(t[a:b])] = w
			}
			for mode := range 2 {
				d.begins[mode][w[mode]] = true
			}
		}
	}
	for i := range r.Citations {
		c := &r.Citations[i]
		d.cites = append(d.cites, citing{figureOf(string(c.Number)), string(c.Relation)})
	}
	return d
}

// figureOf reads "29-NQ/TW" and "30/2020/NĐ-CP".
func figureOf(code string) figure {
	words := strings.FieldsFunc(vntext.Fold(strings.ToLower(code)), func(r rune) bool { return r == '-' || r == '/' || r == ' ' })
	if len(words) == 0 {
		return figure{}
	}
	f := figure{seq: strings.TrimLeft(words[0], "0")}
	rest := words[1:]
	if len(rest) > 1 && len(rest[0]) == 4 {
		if y, err := strconv.Atoi(rest[0]); err == nil {
			f.year, rest = y, rest[1:]
		}
	}
	f.symbol = strings.Join(rest, " ")
	return f
}

// means says which figures a query's number with a symbol, or with an
// abbreviation in place of the type, is.
func means(n query.Number) func(figure) bool {
	asked := figureOf(n.Code())
	abbrev := vntext.Fold(strings.ToLower(n.Abbrev))
	return func(f figure) bool {
		if f.seq == "" || f.seq != asked.seq || asked.year != 0 && f.year != asked.year {
			return false
		}
		if n.Symbol != "" {
			return f.symbol == asked.symbol
		}
		typ, _, _ := strings.Cut(f.symbol, " ")
		return typ == abbrev
	}
}

// A test says whether a document is found.
type test func(*scanned) bool

// every is what the search promises, without an index: all of the nodes hold.
// Bare words that have a short form hold also where that stands.
func every(nodes []query.Node, mode int) test {
	var tests []test
	for i := 0; i < len(nodes); {
		var run []string
		for _, node := range nodes[i:] {
			w, ok := node.(query.Word)
			if !ok {
				break
			}
			run = append(run, plainForm(w.Text, mode))
		}
		n, short := query.Abbreviated(run, mode == folded)
		if n < 2 {
			tests = append(tests, one(nodes[i], mode))
			i++
			continue
		}
		var apart []test
		for _, w := range run[:n] {
			apart = append(apart, holds([]string{w}, mode))
		}
		together := anyOf(short, func(words []string) test { return holds(words, mode) })
		tests = append(tests, func(d *scanned) bool { return all(apart)(d) || together(d) })
		i += n
	}
	return all(tests)
}

func all(tests []test) test {
	return func(d *scanned) bool {
		for _, t := range tests {
			if !t(d) {
				return false
			}
		}
		return true
	}
}

// anyOf holds where one of several ways to write words does.
func anyOf(ways [][]string, of func([]string) test) test {
	tests := make([]test, len(ways))
	for i, w := range ways {
		tests[i] = of(w)
	}
	return func(d *scanned) bool {
		return slices.ContainsFunc(tests, func(t test) bool { return t(d) })
	}
}

// plainForm is a word of a query as the table of abbreviations knows it.
func plainForm(word string, mode int) string {
	if mode == strict {
		return vntext.Term(word)
	}
	return vntext.Fold(word)
}

// ways are all ways to write words of a query.
func ways(words []string, mode int) [][]string {
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = plainForm(w, mode)
	}
	return query.Alternatives(plain, mode == folded)
}

func spelled(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = vntext.Spelling(w)
	}
	return out
}

// holds says whether text or title hold words side by side.
func holds(words []string, mode int) test {
	words = spelled(words)
	return func(d *scanned) bool {
		text := d.text[mode]
		for _, at := range d.places[mode][words[0]] {
			if at+len(words) <= len(text) && slices.Equal(text[at:at+len(words)], words) {
				return true
			}
		}
		return within(d.title[mode], words)
	}
}

func within(text, words []string) bool {
	for i := 0; i+len(words) <= len(text); i++ {
		if slices.Equal(text[i:i+len(words)], words) {
			return true
		}
	}
	return false
}

func one(node query.Node, mode int) test {
	held := func(words []string) test { return holds(words, mode) }
	switch n := node.(type) {
	case query.Word:
		return anyOf(ways([]string{n.Text}, mode), held)
	case query.Phrase:
		return anyOf(ways(n.Words, mode), held)
	case query.Prefix:
		begins := []string{n.Text, vntext.Term(n.Text)}
		if mode == folded {
			begins = []string{vntext.Fold(n.Text)}
		}
		return func(d *scanned) bool {
			for w := range d.begins[mode] {
				for _, b := range begins {
					if strings.HasPrefix(w, b) {
						return true
					}
				}
			}
			return false
		}
	case query.Number:
		words := anyOf(written(n), func(words []string) test { return holds(words, folded) })
		is := means(n)
		return func(d *scanned) bool {
			return is(d.own) || slices.ContainsFunc(d.cites, func(c citing) bool { return is(c.figure) }) || words(d)
		}
	case query.Bears:
		is := means(n.Number)
		return func(d *scanned) bool { return is(d.own) }
	case query.Cites:
		is := means(n.Number)
		return func(d *scanned) bool {
			return slices.ContainsFunc(d.cites, func(c citing) bool {
				return is(c.figure) && (n.Relation == "" || n.Relation == c.relation)
			})
		}
	case query.Is:
		return func(d *scanned) bool { return slices.Contains(n.Values, d.typ) }
	case query.Dated:
		return func(d *scanned) bool {
			return d.issued != "" && (n.First == "" || d.issued >= n.First) && (n.Last == "" || d.issued <= n.Last)
		}
	case query.Named:
		return anyOf(ways(n.Words, mode), func(words []string) test {
			words = spelled(words)
			return func(d *scanned) bool {
				switch n.Field {
				case query.FieldSubject:
					return within(d.title[mode], words)
				case query.FieldIssuer:
					return within(d.issuer[mode], words)
				}
				return slices.ContainsFunc(d.signers[mode], func(name []string) bool { return within(name, words) })
			}
		})
	case query.Not:
		mode = folded
		if n.Marked() { // as it is typed itself
			mode = strict
		}
		inner := one(n.Node, mode)
		return func(d *scanned) bool { return !inner(d) }
	case query.All:
		return every(n.Nodes, mode)
	case query.Or:
		tests := make([]test, len(n.Nodes))
		for i, k := range n.Nodes {
			tests[i] = one(k, mode)
		}
		return func(d *scanned) bool { return slices.ContainsFunc(tests, func(t test) bool { return t(d) }) }
	}
	panic(fmt.Sprintf("the scan does not know %T", node))
}

// written are the ways in which a number stands in a text, as folded words: its
// code; of one named by an abbreviation this before or after it, and the names of
// its types before it.
func written(n query.Number) [][]string {
	f := figureOf(n.Code())
	var all [][]string
	seqs := []string{f.seq}
	if len(f.seq) == 1 {
		seqs = append(seqs, "0"+f.seq)
	}
	for _, seq := range seqs {
		if n.Symbol != "" {
			words := []string{seq}
			if f.year != 0 {
				words = append(words, strconv.Itoa(f.year))
			}
			words = append(words, strings.Fields(f.symbol)...)
			all = append(all, words)
			if f.year == 0 {
				all = append(all, []string{strings.Join(words, "")})
			}
			continue
		}
		abbrev := vntext.Fold(strings.ToLower(n.Abbrev))
		all = append(all, []string{seq, abbrev}, []string{abbrev, seq}, []string{abbrev + seq}, []string{seq + abbrev})
		for _, t := range n.Types() {
			name := strings.Fields(vntext.Fold(strings.ToLower(t)))
			all = append(all, append(slices.Clone(name), seq), append(slices.Clone(name), "so", seq))
		}
	}
	return all
}
