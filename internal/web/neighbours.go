package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/desk"
	"vanthu/internal/store"
)

// A neighbour is a document or instrument beside another one in the diagram
// (lược đồ).
type neighbour struct {
	Name     string          `json:"name"`
	Issued   corpus.Optional `json:"issued"`
	Issuer   corpus.Optional `json:"issuer"`
	Relation corpus.Relation `json:"relation"`
	Held     *corpus.ID      `json:"held"`
	Address  string          `json:"-"` // of its own diagram
	Document string          `json:"-"` // of the held document
}

// Year is the year of issue, "" where it is not known.
func (n neighbour) Year() string {
	if len(n.Issued) < 4 {
		return ""
	}
	return string(n.Issued[:4])
}

// A side is the neighbours that stand on one side of the diagram.
type side struct {
	Key   string      `json:"side"` // above, left, right, below, beside
	Count int         `json:"count"`
	Some  []neighbour `json:"some"`
	All   string      `json:"-"` // address of all of them, where they are not
}

// A neighbourhood is an instrument and what stands around it: above what it is
// based on or carries out, on the left what it changes, on the right what changes
// it, below what is based on it or carries it out; beside it are those that only
// refer to it or are referred to.
type neighbourhood struct {
	Instrument corpus.Instrument `json:"instrument"`
	Name       string            `json:"name"`
	Sides      []side            `json:"sides"`
}

// Count is how many stand around it.
func (n neighbourhood) Count() int {
	sum := 0
	for _, s := range n.Sides {
		sum += s.Count
	}
	return sum
}

// sideNames are the sides in the order in which a list tells them.
var sideNames = [...]string{"above", "left", "right", "below", "refers", "referred"}

// sideOf is the side of the diagram for a relation, from the document to what it
// cites (out) or to it from what cites it.
func sideOf(r corpus.Relation, out bool) string {
	switch r {
	case corpus.BasedOn, corpus.Implements, corpus.Details:
		if out {
			return "above"
		}
		return "below"
	case corpus.RefersTo, "":
		if out {
			return "refers"
		}
		return "referred"
	}
	if out {
		return "left"
	}
	return "right"
}

// sideShown is how many neighbours of one side are told at most.
const sideShown = 40

// around is the neighbourhood of an instrument; record is nil where it is not
// held.
func (s *Server) around(ctx context.Context, cited citedBy, record *corpus.Record) (neighbourhood, error) {
	of := cited.of
	n := neighbourhood{Instrument: of.Instrument, Name: of.Instrument.Name()}
	by := map[string]*side{}
	for _, key := range sideNames {
		by[key] = &side{Key: key, Some: []neighbour{}}
	}
	if record != nil {
		for i, c := range record.Citations {
			at := by[sideOf(c.Relation, true)]
			at.Count++
			one := neighbour{Name: c.Name(), Issued: c.Issued, Issuer: c.Issuer, Relation: c.Relation, Held: c.Target}
			if c.Target != nil {
				one.Address = "/documents/" + string(*c.Target) + "/diagram"
				one.Document = documentAddress(*c.Target, nil, "")
			} else {
				one.Address = fmt.Sprintf("/documents/%s/diagram?citation=%d", record.ID, i+1)
			}
			at.Some = append(at.Some, one)
		}
	}
	hidden, err := s.hiddenIDs(ctx)
	if err != nil {
		return n, err
	}
	for relation, count := range cited.counts {
		by[sideOf(relation, false)].Count += count
	}
	for _, c := range cited.some {
		if hidden[c.ID] {
			continue
		}
		at := by[sideOf(c.Relation, false)]
		name := strings.TrimSpace(c.Type + " " + c.Number)
		if name == "" {
			name = path.Base(c.Name)
		}
		at.Some = append(at.Some, neighbour{
			Name: name, Issued: corpus.Optional(c.Issued), Issuer: corpus.Optional(c.Issuer), Relation: c.Relation, Held: &c.ID,
			Address: "/documents/" + string(c.ID) + "/diagram", Document: documentAddress(c.ID, nil, ""),
		})
	}
	for _, key := range sideNames {
		at := by[key]
		slices.SortStableFunc(at.Some, func(a, b neighbour) int { return cmp.Compare(a.Issued, b.Issued) })
		if at.Count > len(at.Some) && of.Number != "" {
			at.All = citingAddress(&of.Instrument, "")
		}
		n.Sides = append(n.Sides, *at)
	}
	return n, nil
}

// neighbourhoodOf is the neighbourhood that a request under a document's address
// asks for: of the document, or of an instrument that it cites.
func (s *Server) neighbourhoodOf(r *http.Request) (neighbourhood, error) {
	ctx := r.Context()
	e, err := s.entry(r)
	if err != nil {
		return neighbourhood{}, err
	}
	if e.Record == nil {
		return neighbourhood{}, errNotFound
	}
	ord, err := number(r, "citation", 0, 1, 1_000_000)
	if err != nil {
		return neighbourhood{}, err
	}
	if ord > 0 {
		cited, err := s.citedWith(ctx, e.ID, ord-1)
		if err != nil {
			return neighbourhood{}, err
		}
		return s.aroundInstrument(ctx, cited)
	}
	cited, err := s.citedOf(ctx, e.ID)
	if err != nil {
		return neighbourhood{}, err
	}
	if cited.of.Held == nil { // it has neither number nor name
		cited.of.Instrument = corpus.Instrument{Type: corpus.Optional(e.Type), Title: corpus.Optional(e.Subject), Issued: corpus.Optional(e.Issued), Issuer: corpus.Optional(e.Issuer), Held: &e.ID}
	}
	return s.aroundHeld(ctx, cited, *e.Record)
}

func (s *Server) aroundHeld(ctx context.Context, cited citedBy, record corpus.Record) (neighbourhood, error) {
	record, err := s.Archive.Resolve(ctx, record)
	if err != nil {
		return neighbourhood{}, err
	}
	return s.around(ctx, cited, &record)
}

// aroundInstrument is the neighbourhood of an instrument that may be held.
func (s *Server) aroundInstrument(ctx context.Context, cited citedBy) (neighbourhood, error) {
	if of := cited.of; of.Held != nil {
		record, err := s.Archive.Record(ctx, *of.Held)
		if err != nil {
			return neighbourhood{}, err
		}
		if s.shown(&record) {
			return s.aroundHeld(ctx, cited, record)
		}
		cited.of.Held, cited.of.Title = nil, ""
	}
	return s.around(ctx, cited, nil)
}

// instrumentsNamed are the instruments that a number, or the name of a law, in a
// request names, narrowed by type, day and issuer where these are given.
func (s *Server) instrumentsNamed(r *http.Request) ([]store.Instrument, error) {
	values := r.URL.Query()
	text := desk.Typed(values.Get("number"))
	if len(text) > maxQuery {
		return nil, bad("bad.number.long")
	}
	all, ok, err := desk.Known(r.Context(), s.Archive, text)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, bad("bad.number", text)
	}
	for _, narrow := range []struct {
		name string
		of   func(corpus.Instrument) corpus.Optional
	}{
		{"type", func(in corpus.Instrument) corpus.Optional { return in.Type }},
		{"issued", func(in corpus.Instrument) corpus.Optional { return in.Issued }},
		{"issuer", func(in corpus.Instrument) corpus.Optional { return in.Issuer }},
	} {
		want := desk.Typed(values.Get(narrow.name))
		if want == "" {
			continue
		}
		fits := slices.DeleteFunc(slices.Clone(all), func(in store.Instrument) bool { return string(narrow.of(in.Instrument)) != want })
		if len(fits) > 0 { // since the link was made the instrument may have become better known
			all = fits
		}
	}
	return all, nil
}

// A diagramView is the page of a diagram.
type diagramView struct {
	*frame
	neighbourhood
	Document   string // address of the held document
	Drawing    *drawing
	Candidates []cardView
	CitedBy    string
}

func (s *Server) showDiagram(w http.ResponseWriter, r *http.Request) error {
	n, err := s.neighbourhoodOf(r)
	if err != nil {
		return err
	}
	return s.sendDiagram(w, s.frame(r, "title.diagram"), n)
}

func (s *Server) sendDiagram(w http.ResponseWriter, f *frame, n neighbourhood) error {
	f.Title = f.T("title.diagram") + ": " + n.Name
	v := diagramView{frame: f, neighbourhood: n, Drawing: f.draw(&n), CitedBy: citingAddress(&n.Instrument, "")}
	if n.Instrument.Held != nil {
		v.Document = documentAddress(*n.Instrument.Held, nil, "")
	}
	return s.pages.render(w, http.StatusOK, "diagram", v)
}

// findDiagram shows the diagram of the instrument that a number names; where it
// can be several, they are listed.
func (s *Server) findDiagram(w http.ResponseWriter, r *http.Request) error {
	all, err := s.instrumentsNamed(r)
	if err != nil {
		return err
	}
	f := s.frame(r, "title.diagram")
	switch len(all) {
	case 0:
		return errNotFound
	case 1:
		if all[0].Held != nil {
			if record, err := s.Archive.Record(r.Context(), *all[0].Held); err == nil && s.shown(&record) {
				u := url.URL{Path: "/documents/" + string(record.ID) + "/diagram"}
				http.Redirect(w, r, u.String(), http.StatusSeeOther)
				return nil
			}
		}
		in := all[0]
		key := strings.Join([]string{"instrument", string(in.Type), string(in.Number), string(in.Title), string(in.Issued), string(in.Issuer)}, "\t")
		cited, err := s.cited(r.Context(), key, func() (store.Instrument, error) { return in, nil })
		if err != nil {
			return err
		}
		n, err := s.aroundInstrument(r.Context(), cited)
		if err != nil {
			return err
		}
		return s.sendDiagram(w, f, n)
	}
	plain := make([]corpus.Instrument, len(all))
	for i := range all {
		plain[i] = all[i].Instrument
	}
	return s.pages.render(w, http.StatusOK, "diagram", diagramView{frame: f, Candidates: cards(plain)})
}
