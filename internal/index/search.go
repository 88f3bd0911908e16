package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"vanthu/corpus"
	"vanthu/internal/query"
	"vanthu/internal/stage"
)

// A Window is the part of the hits that is shown.
type Window struct {
	From   int   // hits to skip
	Limit  int   // hits to show
	Facets int   // values to show of each facet; 0: facets are not counted
	Order  Order // "" is by relevance

	// Open leaves out what bears a mark of secrecy, sure or not, of hits, counts
	// and facets: for whoever is not known to be on the archive's own machine.
	Open bool

	// Removed are documents that the archive has removed since the index was
	// published: they are left out likewise.
	Removed []corpus.ID
}

// A Hit is one document found.
type Hit struct {
	ID       corpus.ID       `json:"id"`
	Number   corpus.Optional `json:"number"`
	Type     corpus.Optional `json:"type"`
	Issued   corpus.Optional `json:"issued"` // ISO date
	Issuer   corpus.Optional `json:"issuer"` // full name where it is known
	Subject  corpus.Optional `json:"subject"`
	Source   string          `json:"source"` // name of the first source
	Score    float64         `json:"score"`  // compares hits of one why only
	Why      string          `json:"why"`    // is, about, cites, contains
	Snippets []Snippet       `json:"snippets"`
	Page     int             `json:"page"` // of the first snippet
}

// A Result is the answer to a query.
type Result struct {
	Total  int    `json:"total"`
	TookMS int64  `json:"took_ms"` // set by the caller, who has the clock
	Query  string `json:"query"`
	Note   string `json:"note,omitempty"` // how the query was understood, where not as typed
	Hits   []Hit  `json:"hits"`
	Gone   int    `json:"-"` // hits removed while they were looked for, which the facets count: ask again

	Facets map[string][]FacetValue `json:"facets"` // by name: type, issuer, level, year, cited, relation, language, quality, secrecy, box

	Instruments []corpus.Instrument `json:"instruments"` // what the numbers of the query can mean; set by the caller, who has the catalogue
}

// noteFolded says that the marks of the query were dropped.
const noteFolded = "nothing is written with these marks; hits are without regard to marks"

// A Searcher answers queries from the live generation. It is safe for
// concurrent use, and never waits for a writer.
type Searcher struct {
	dir string

	mu   sync.Mutex
	live *generation
}

// A generation open for reading. It is closed when it was replaced and its
// last search is done.
type generation struct {
	name  string
	meta  meta
	index bleve.Index
	lex   *lexicon
	most  []citedCount // the most cited instruments
	shelf *shelf
	users int // searches, and one for being the live one; under Searcher.mu
}

// Open opens the index in dir. Errors: ErrNoIndex, ErrDamaged, ErrOtherVersion.
func Open(dir string) (*Searcher, error) {
	g, err := openLive(dir)
	if err != nil {
		return nil, err
	}
	return &Searcher{dir: dir, live: g}, nil
}

// openLive opens the generation that CURRENT names. Between the reading of the
// name and the opening a publisher may remove it: then CURRENT has changed.
func openLive(dir string) (*generation, error) {
	name, err := current(dir)
	for err == nil {
		var g *generation
		if g, err = openGeneration(dir, name, readAtOnce); err == nil {
			return g, nil
		}
		again, cerr := current(dir)
		if cerr != nil {
			return nil, cerr
		}
		if again == name {
			return nil, err
		}
		name, err = again, nil
	}
	return nil, err
}

// openGeneration opens a generation whose files are as its manifest says; of
// their bytes it reads up to so many. Errors: ErrDamaged, ErrOtherVersion.
func openGeneration(dir, name string, most int64) (*generation, error) {
	m, err := readMeta(dir, name)
	if err != nil {
		return nil, err
	}
	if err := intact(filepath.Join(dir, name), most); err != nil {
		return nil, err
	}
	lex, err := readLexicon(dir, name)
	if err != nil {
		return nil, err
	}
	cited, err := readCited(dir, name)
	if err != nil {
		return nil, err
	}
	ix, err := openReadOnly(filepath.Join(dir, name, bleveDir))
	if err != nil {
		return nil, err
	}
	if err := whole(ix, m); err != nil {
		return nil, errors.Join(err, ix.Close())
	}
	return &generation{name: name, meta: m, index: ix, lex: lex, most: cited, shelf: newShelf(shelfBytes), users: 1}, nil
}

// Generation is the name of the generation that answers.
func (s *Searcher) Generation() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.live.name
}

// Seq is the last change of the catalogue that the searcher knows.
func (s *Searcher) Seq() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.live.meta.Seq
}

// Refresh turns to the live generation if it is another one; it reads one
// small file where it is not. Searches under way end on the old one. On an
// error the old one goes on answering.
func (s *Searcher) Refresh() (changed bool, err error) {
	name, err := current(s.dir)
	if err != nil {
		return false, err
	}
	if name == s.Generation() {
		return false, nil
	}
	next, err := openLive(s.dir)
	if err != nil {
		return false, err
	}
	s.mu.Lock()
	old := s.live
	if old.name == next.name { // another Refresh was faster
		s.mu.Unlock()
		return false, next.index.Close()
	}
	s.live = next
	s.mu.Unlock()
	return true, s.leave(old)
}

// Close closes the index when the last search is done. It is called once, and
// nothing after it.
func (s *Searcher) Close() error {
	s.mu.Lock()
	g := s.live
	s.mu.Unlock()
	return s.leave(g)
}

func (s *Searcher) enter() *generation {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.live.users++
	return s.live
}

func (s *Searcher) leave(g *generation) error {
	s.mu.Lock()
	g.users--
	last := g.users == 0
	s.mu.Unlock()
	if !last {
		return nil
	}
	return g.index.Close()
}

// A Lookup gives the record and the pages of a document found; its error is
// fs.ErrNotExist where the document was removed meanwhile, and is then no hit.
type Lookup func(ctx context.Context, id corpus.ID) (Entry, error)

// Search answers a query. Words typed with marks are looked for with these
// marks, and without where nothing is found; a query without any mark matches
// with and without. Hits come in groups by why, within a group by score.
func (s *Searcher) Search(ctx context.Context, q query.Query, w Window, lookup Lookup) (r Result, err error) {
	err = s.match(ctx, q, w, func(g *generation, p *plan, ms []match) error {
		r, err = g.answer(ctx, q, p, ms, w, lookup)
		return err
	})
	if err != nil {
		return Result{}, err
	}
	return r, nil
}

// All lists all documents that a query finds, in no order, without reading any.
func (s *Searcher) All(ctx context.Context, q query.Query) ([]corpus.ID, error) {
	ids := []corpus.ID{}
	err := s.match(ctx, q, Window{}, func(_ *generation, _ *plan, ms []match) error {
		return guarded(func() error {
			for i := range ms {
				for it := ms[i].all().Iterator(); it.HasNext(); {
					d := scored{part: ms[i].part, doc: it.Next()}
					name, err := d.name()
					if err != nil {
						return err
					}
					ids = append(ids, corpus.ID(name))
				}
			}
			return ctx.Err()
		})
	})
	return ids, err
}

// match calls f with what matches in the live generation, as the query was typed
// or, where that finds nothing, without regard to marks; the window tells what is
// left out.
func (s *Searcher) match(ctx context.Context, q query.Query, w Window, f func(*generation, *plan, []match) error) (err error) {
	g := s.enter()
	defer func() { err = errors.Join(err, s.leave(g)) }()
	snap, err := snapshot(g.index)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, snap.Close()) }()
	parts := g.parts(snap)
	p := newPlan(q, q.Marked())
	p.open, p.removed = w.Open, w.Removed
	ms, err := p.runAll(ctx, parts)
	if err != nil {
		return err
	}
	if q.Marked() && total(ms) == 0 {
		loose := newPlan(q, false)
		loose.open, loose.removed = w.Open, w.Removed
		found, err := loose.runAll(ctx, parts)
		if err != nil {
			return err
		}
		if total(found) > 0 {
			p, ms = loose, found
		}
	}
	return f(g, p, ms)
}

// parts are what a search of the generation visits.
func (g *generation) parts(snap *scorch.IndexSnapshot) []*part {
	var parts []*part
	for _, seg := range snap.Segments() {
		parts = append(parts, newParts(seg, g.lex)...)
	}
	for i, p := range parts {
		p.shelf, p.number = g.shelf, i
	}
	return parts
}

// answer shows a window of what matches.
func (g *generation) answer(ctx context.Context, q query.Query, p *plan, ms []match, w Window, lookup Lookup) (Result, error) {
	w.From, w.Limit = max(w.From, 0), max(w.Limit, 0)
	r := Result{Query: q.String(), Total: total(ms), Hits: []Hit{}, Facets: map[string][]FacetValue{}, Instruments: []corpus.Instrument{}}
	if p.folded && q.Marked() && r.Total > 0 {
		r.Note = noteFolded
	}
	var err error
	if w.Facets > 0 {
		if r.Facets, err = p.facets(ctx, ms, w.Facets, g.most); err != nil {
			return Result{}, err
		}
	}
	// From and limit are added below, and may be as large as there are numbers.
	w.From, w.Limit = min(w.From, r.Total), min(w.Limit, r.Total)
	if w.From == r.Total || w.Limit == 0 {
		return r, nil
	}
	var shown []*scored
	err = guarded(func() (err error) {
		shown, err = p.order(ctx, ms, uint64(g.meta.Documents), w)
		return err
	})
	if err != nil {
		return Result{}, err
	}
	finder := newFinder(p)
	for _, d := range shown {
		name, err := d.name()
		if err != nil {
			return Result{}, err
		}
		e, err := lookup(ctx, corpus.ID(name))
		if errors.Is(err, fs.ErrNotExist) {
			r.Total-- // removed while this went on
			r.Gone++
			continue
		}
		if err != nil {
			return Result{}, fmt.Errorf("read document %s: %w", name, err)
		}
		r.Hits = append(r.Hits, hit(corpus.ID(name), d, &e, finder))
	}
	return r, nil
}

// runAll runs the plan over all segments side by side.
func (p *plan) runAll(ctx context.Context, parts []*part) ([]match, error) {
	ms := make([]match, len(parts))
	line := stage.New(ctx)
	for i, part := range parts {
		line.Go(func(ctx context.Context) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return guarded(func() (err error) {
				ms[i], err = p.run(part)
				return err
			})
		})
	}
	return ms, line.Wait()
}

func total(ms []match) int {
	n := 0
	for i := range ms {
		for _, g := range ms[i].groups {
			n += int(g.GetCardinality())
		}
	}
	return n
}

func hit(id corpus.ID, d *scored, e *Entry, f *finder) Hit {
	r := &e.Record
	h := Hit{
		ID:      id,
		Number:  corpus.Optional(r.Number.Or("")),
		Type:    corpus.Optional(r.Type.Or("")),
		Issued:  corpus.Optional(r.Issued.Or("")),
		Issuer:  corpus.Optional(issuer(r)),
		Subject: corpus.Optional(r.Subject.Or("")),
		Source:  r.Source.Name,
		Score:   d.score,
		Why:     whys[d.why],
	}
	h.Snippets = f.snippets(e, d.why)
	if len(h.Snippets) > 0 {
		h.Page = h.Snippets[0].Page
	}
	return h
}
