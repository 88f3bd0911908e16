package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
	"vanthu/internal/query"
)

// The kinds of suggestions, in the order in which they are given.
const (
	SuggestNumber     = "number"     // that documents bear
	SuggestInstrument = "instrument" // that documents cite
	SuggestIssuer     = "issuer"
)

// A Suggestion is how what is being typed may go on.
type Suggestion struct {
	Kind  string `json:"kind"`
	Text  string `json:"text"`  // as documents have it: "29-NQ/TW", "Nghị quyết 29-NQ/TW", "Huyện ủy An Khê"
	Count int    `json:"count"` // documents that bear it, cite it, or that it has issued
}

// A called is a name that can be suggested.
type called struct {
	Suggestion
	words []string // folded
}

// Suggest gives, of each kind, at most n suggestions for the begin of a query or
// of a field's value: the numbers, instruments and issuers that hold every word
// that was typed, the last of them as the begin of a word; with or without marks
// and signs ("nq 29", "nq29", "huyen uy k"). Of the instruments only the most
// cited ones of the archive are known.
func (s *Searcher) Suggest(ctx context.Context, typed string, n int, lookup Lookup) (_ []Suggestion, err error) {
	words := typedWords(typed)
	if len(words) == 0 || n <= 0 {
		return []Suggestion{}, nil
	}
	g := s.enter()
	defer func() { err = errors.Join(err, s.leave(g)) }()
	snap, err := snapshot(g.index)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, snap.Close()) }()
	found, err := g.numbers(ctx, snap, numberWords(typed, words), n, lookup)
	if err != nil {
		return nil, err
	}
	names, err := g.callable(snap)
	if err != nil {
		return nil, err
	}
	for _, kind := range []string{SuggestInstrument, SuggestIssuer} {
		left := n
		for i := range names { // the most frequent first
			if c := &names[i]; left > 0 && c.Kind == kind && goesOn(c.words, words) {
				found = append(found, c.Suggestion)
				left--
			}
		}
	}
	return found, nil
}

// typedWords are the folded words of what is typed; letters and digits that stand
// together are apart, as in numbers: "nq29".
func typedWords(typed string) []string {
	var words []string
	for _, w := range foldedWords(typed) {
		at := 0
		for i, r := range w {
			if i > 0 && unicode.IsDigit(r) != unicode.IsDigit(rune(w[i-1])) {
				words = append(words, w[at:i])
				at = i
			}
		}
		words = append(words, w[at:])
	}
	return words
}

// numberWords are the words that a number's own key holds: the abbreviation in
// place of the type ("nghị quyết 29").
func numberWords(typed string, words []string) []string {
	n, ok := query.ParseNumber(typed)
	if !ok || n.Type == "" {
		return words
	}
	t := gazetteer.TypeByName(n.Type)
	if t == nil || len(t.Abbrev) == 0 {
		return words
	}
	if n.Symbol != "" {
		return typedWords(n.Code())
	}
	return typedWords(t.Abbrev[0] + " " + n.Code())
}

// goesOn says whether a name holds all words, the last one as the begin of one.
func goesOn(name, typed []string) bool {
	last := len(typed) - 1
	for i, w := range typed {
		if !slices.ContainsFunc(name, func(of string) bool { return of == w || i == last && strings.HasPrefix(of, w) }) {
			return false
		}
	}
	return true
}

// callable are the issuers and the most cited instruments of the generation, the
// most frequent first.
func (g *generation) callable(snap *scorch.IndexSnapshot) (_ []called, err error) {
	g.naming.Do(func() {
		err = guarded(func() error {
			counts := map[string]int{}
			for _, seg := range snap.Segments() {
				parts := newParts(seg, g.lex)
				if len(parts) == 0 {
					continue
				}
				hits := &segmentHits{seg, []*match{{part: parts[0]}}, seg.DocNumbersLive()}
				err := hits.eachTerm(fieldIssuer, "", "", hits.docs, func(term string, docs *roaring.Bitmap) {
					counts[term] += int(docs.AndCardinality(hits.docs))
				})
				if err != nil {
					return err
				}
			}
			for name, count := range counts {
				g.names = append(g.names, called{Suggestion{SuggestIssuer, name, count}, foldedWords(name)})
			}
			for _, c := range g.most {
				g.names = append(g.names, called{Suggestion{SuggestInstrument, c.Value, c.Count}, foldedWords(c.Value)})
			}
			slices.SortFunc(g.names, func(a, b called) int {
				return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text))
			})
			return nil
		})
	})
	return g.names, err
}

// mostKeys bounds the numbers that are looked at for one suggestion.
const mostKeys = 2000

// numbers suggests numbers that documents bear, of which the sequence begins with
// the digits typed: the sequence itself first, then those of one digit more.
func (g *generation) numbers(ctx context.Context, snap *scorch.IndexSnapshot, typed []string, n int, lookup Lookup) ([]Suggestion, error) {
	at := slices.IndexFunc(typed, func(w string) bool { return unicode.IsDigit(rune(w[0])) })
	found := []Suggestion{}
	if at < 0 {
		return found, nil
	}
	digits := strings.TrimLeft(typed[at], "0")
	rest := slices.Delete(slices.Clone(typed), at, at+1)
	var parts []*part
	for _, seg := range snap.Segments() {
		if p := newParts(seg, g.lex); len(p) > 0 {
			parts = append(parts, p[0])
		}
	}
	for more := 0; digits != "" && len(digits)+more <= 5 && len(found) < n; more++ {
		begin := sortMark + strings.Repeat("0", 8-len(digits)-more) + digits
		keys, err := keysOf(parts, begin, rest)
		if err != nil {
			return nil, err
		}
		for _, key := range keys[:min(n-len(found), len(keys))] {
			one, err := borne(ctx, parts, key, lookup)
			if err != nil {
				return nil, err
			}
			if one.Count > 0 && !slices.ContainsFunc(found, func(o Suggestion) bool { return o.Text == one.Text }) {
				found = append(found, one)
			}
		}
	}
	return found, nil
}

// keysOf are the keys that numbers are sorted by of those that begin so and hold
// the other words that were typed.
func keysOf(parts []*part, begin string, words []string) ([]string, error) {
	seen := map[string]bool{}
	for _, p := range parts {
		looked := 0
		err := p.eachTerm(fieldNumber, begin, begin+"~", func(key string) {
			if looked++; looked > mostKeys {
				return
			}
			tail := strings.FieldsFunc(key[len(begin):], func(r rune) bool { return r == '!' || r == ' ' })
			if len(words) == 0 || goesOn(tail, words) {
				seen[key] = true
			}
		})
		if err != nil {
			return nil, err
		}
	}
	keys := make([]string, 0, len(seen))
	for k := range seen {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys, nil
}

// borne is the suggestion of a key: as a document that has it bears it.
func borne(ctx context.Context, parts []*part, key string, lookup Lookup) (Suggestion, error) {
	s := Suggestion{Kind: SuggestNumber}
	for _, p := range parts {
		docs, err := p.documents(fieldNumber, key)
		if err != nil {
			return s, err
		}
		s.Count += int(docs.GetCardinality())
		if s.Text != "" || docs.IsEmpty() {
			continue
		}
		d := scored{part: p, doc: docs.Minimum()}
		name, err := d.name()
		if err != nil {
			return s, err
		}
		e, err := lookup(ctx, corpus.ID(name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			s.Count--
		case err != nil:
			return s, fmt.Errorf("read document %s: %w", name, err)
		default:
			s.Text = e.Record.Number.Or("")
		}
	}
	if s.Text == "" {
		s.Count = 0
	}
	return s, nil
}
