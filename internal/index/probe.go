package index

import (
	"context"
	"fmt"
	"math/rand/v2"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// A probe is a document of the catalogue and what a search must find it by.
type probe struct {
	id     corpus.ID
	words  []string // side by side in its text, as terms
	number string   // a key of its number
	cited  string   // a key of what it cites
}

// probeCount is how many documents a new generation is asked for before anybody
// else may ask it.
const probeCount = 16

// A sample keeps some documents of those it sees, each as likely as the others.
type sample struct {
	r      *rand.Rand
	seen   int
	probes []probe
}

func newSample() *sample { return &sample{r: rand.New(rand.NewPCG(2, 2))} }

func (s *sample) see(e *Entry) {
	s.seen++
	if len(s.probes) < probeCount {
		s.probes = append(s.probes, probeOf(e, s.r))
	} else if at := s.r.IntN(s.seen); at < probeCount {
		s.probes[at] = probeOf(e, s.r)
	}
}

// probeOf takes what a search must find e by from its text and record.
func probeOf(e *Entry, r *rand.Rand) probe {
	p := probe{id: e.Record.ID}
	if keys := ownKeys(&e.Record); len(keys) > 0 {
		p.number = keys[r.IntN(len(keys))]
	}
	if cited, _ := citedKeys(e.Record.Citations); len(cited) > 0 {
		p.cited = cited[r.IntN(len(cited))]
	}
	if len(e.Pages) == 0 {
		return p
	}
	const most = 4
	var words []string
	text := e.Pages[r.IntN(len(e.Pages))].Text
	for start, end := range vntext.Words(text) {
		words = append(words, termOf(text[start:end]))
	}
	if len(words) > 0 {
		at := r.IntN(len(words))
		p.words = words[at:min(at+most, len(words))]
	}
	return p
}

// ask says whether a generation finds the document by all of it.
func (p probe) ask(ctx context.Context, parts []*part) error {
	plans := map[string]*plan{}
	if p.words != nil {
		words := &plan{}
		words.root = words.add(leaf{alts: [][]string{p.words}})
		plans[fmt.Sprintf("%q", p.words)] = words
	}
	for key, field := range map[string]string{p.number: fieldNumber, p.cited: fieldCites} {
		if key != "" {
			plans[key] = &plan{root: branch{op: opFilter, filter: filter{kind: filterAny, field: field, values: []string{key}}}}
		}
	}
	for what, plan := range plans {
		ms, err := plan.runAll(ctx, parts)
		if err != nil {
			return err
		}
		found, err := among(ms, p.id)
		if err != nil {
			return err
		}
		if !found {
			return fmt.Errorf("%w: it does not find document %s by %s", ErrDamaged, p.id, what)
		}
	}
	return nil
}

// among says whether a document is among the matches.
func among(ms []match, id corpus.ID) (bool, error) {
	for i := range ms {
		docs, err := ms[i].part.snap.Segment().DocNumbers([]string{string(id)})
		if err != nil {
			return false, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if docs.Intersects(ms[i].all()) {
			return true, nil
		}
	}
	return false, nil
}
