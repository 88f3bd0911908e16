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

// is says whether a query's number with a symbol, or an abbreviation in place of
// the type, means the figure.
func (f figure) is(n query.Number) bool {
	asked := figureOf(n.Code())
	if f.seq == "" || f.seq != asked.seq || asked.year != 0 && f.year != asked.year {
		return false
	}
	if n.Symbol != "" {
		return f.symbol == asked.symbol
	}
	abbrev, _, _ := strings.Cut(f.symbol, " ")
	return abbrev == vntext.Fold(strings.ToLower(n.Abbrev))
}

// matches is what the search promises, without an index.
func (d *scanned) matches(nodes []query.Node, mode int) bool {
	for i := 0; i < len(nodes); {
		var run []string
		for _, node := range nodes[i:] {
			w, ok := node.(query.Word)
			if !ok {
				break
			}
			run = append(run, plainForm(w.Text, mode))
		}
		// Bare words that have a short form hold also where that stands.
		if n, short := query.Abbreviated(run, mode == folded); n > 1 {
			apart := !slices.ContainsFunc(run[:n], func(w string) bool { return !d.holds([]string{w}, mode) })
			if !apart && !slices.ContainsFunc(short, func(f []string) bool { return d.holds(f, mode) }) {
				return false
			}
			i += n
			continue
		}
		if !d.one(nodes[i], mode) {
			return false
		}
		i++
	}
	return true
}

// plainForm is a word of a query as the table of abbreviations knows it.
func plainForm(word string, mode int) string {
	if mode == strict {
		return vntext.Term(word)
	}
	return vntext.Fold(word)
}

func (d *scanned) holds(words []string, mode int) bool {
	spelt := make([]string, len(words))
	for i, w := range words {
		spelt[i] = vntext.Spelling(w)
	}
	for _, at := range d.places[mode][spelt[0]] {
		if at+len(spelt) <= len(d.text[mode]) && slices.Equal(d.text[mode][at:at+len(spelt)], spelt) {
			return true
		}
	}
	return within(d.title[mode], spelt)
}

func within(text, spelt []string) bool {
	for i := 0; i+len(spelt) <= len(text); i++ {
		if slices.Equal(text[i:i+len(spelt)], spelt) {
			return true
		}
	}
	return false
}

// anyOf says whether one of the ways to write words holds.
func anyOf(words []string, mode int, holds func([]string) bool) bool {
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = plainForm(w, mode)
	}
	return slices.ContainsFunc(query.Alternatives(plain, mode == folded), holds)
}

func (d *scanned) one(node query.Node, mode int) bool {
	held := func(words []string) bool { return d.holds(words, mode) }
	switch n := node.(type) {
	case query.Word:
		return anyOf([]string{n.Text}, mode, held)
	case query.Phrase:
		return anyOf(n.Words, mode, held)
	case query.Prefix:
		begins := []string{n.Text, vntext.Term(n.Text)}
		if mode == folded {
			begins = []string{vntext.Fold(n.Text)}
		}
		for w := range d.begins[mode] {
			if slices.ContainsFunc(begins, func(b string) bool { return strings.HasPrefix(w, b) }) {
				return true
			}
		}
		return false
	case query.Number:
		if d.own.is(n) || slices.ContainsFunc(d.cites, func(c citing) bool { return c.is(n) }) {
			return true
		}
		return slices.ContainsFunc(written(n), func(words []string) bool { return d.holds(words, folded) })
	case query.Bears:
		return d.own.is(n.Number)
	case query.Cites:
		return slices.ContainsFunc(d.cites, func(c citing) bool {
			return c.is(n.Number) && (n.Relation == "" || n.Relation == c.relation)
		})
	case query.Is:
		return slices.Contains(n.Values, d.typ)
	case query.Dated:
		return d.issued != "" && (n.First == "" || d.issued >= n.First) && (n.Last == "" || d.issued <= n.Last)
	case query.Named:
		return anyOf(n.Words, mode, func(words []string) bool {
			spelt := make([]string, len(words))
			for i, w := range words {
				spelt[i] = vntext.Spelling(w)
			}
			switch n.Field {
			case query.FieldSubject:
				return within(d.title[mode], spelt)
			case query.FieldIssuer:
				return within(d.issuer[mode], spelt)
			}
			return slices.ContainsFunc(d.signers[mode], func(name []string) bool { return within(name, spelt) })
		})
	case query.Not:
		return !d.one(n.Node, mode)
	case query.All:
		return d.matches(n.Nodes, mode)
	case query.Or:
		return slices.ContainsFunc(n.Nodes, func(k query.Node) bool { return d.one(k, mode) })
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
			all = append(all, append(words, strings.Fields(f.symbol)...))
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
