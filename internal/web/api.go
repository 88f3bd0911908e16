package web

import (
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"vanthu/corpus"
	"vanthu/internal/desk"
	"vanthu/internal/index"
	"vanthu/internal/query"
	"vanthu/internal/store"
)

//go:embed openapi.json
var openAPI []byte

// description is the description of the JSON interface, with the schema of the
// record put in. A test holds it against the handlers.
var description = sync.OnceValue(func() map[string]any {
	var all, record map[string]any
	if err := errors.Join(json.Unmarshal(openAPI, &all), json.Unmarshal(corpus.Schema, &record)); err != nil {
		panic("web: an embedded schema is no JSON: " + err.Error())
	}
	all["components"].(map[string]any)["schemas"].(map[string]any)["Record"] = record
	return all
})

func (s *Server) apiDescription(w http.ResponseWriter, _ *http.Request) error {
	s.sendJSON(w, http.StatusOK, description())
	return nil
}

// asked is askOf with an error that tells where a query cannot be read.
func asked(r *http.Request) (ask, error) {
	a, err := askOf(r)
	var unread *query.Error
	if errors.As(err, &unread) {
		return a, bad("bad.unread", unread.At, unread.Message)
	}
	return a, err
}

func (s *Server) apiSearch(w http.ResponseWriter, r *http.Request) error {
	a, err := asked(r)
	if err != nil {
		return err
	}
	limit, err := number(r, "limit", 10, 0, maxLimit)
	if err != nil {
		return err
	}
	result, err := s.answered(r.Context(), &a, index.Window{From: a.from, Limit: limit, Facets: facetTerms})
	if err != nil {
		return err
	}
	s.sendJSON(w, http.StatusOK, result)
	return nil
}

// maxRows is how many documents a list in CSV holds at most.
const maxRows = 10_000

// csvHead is the first line of a list in CSV; with lang=vi or lang=en it is that
// of the page, and days and reasons are written as there.
var csvHead = []string{"id", "type", "number", "issued", "issuer", "subject", "why", "page", "source"}

// csvFrame is the language in which a list is asked for; nil: that of programs.
func (s *Server) csvFrame(r *http.Request) (*frame, error) {
	switch l := language(r.URL.Query().Get("lang")); l {
	case "":
		return nil, nil //nolint:nilnil // none is asked for
	case vietnamese, english:
		return &frame{Lang: l}, nil
	}
	return nil, bad("bad.lang")
}

// apiSearchCSV sends a result list for a spreadsheet: UTF-8 with a byte order
// mark, without which Excel takes it for another encoding.
func (s *Server) apiSearchCSV(w http.ResponseWriter, r *http.Request) error {
	a, err := asked(r)
	if err != nil {
		return err
	}
	f, err := s.csvFrame(r)
	if err != nil {
		return err
	}
	searcher, err := s.live()
	if err != nil {
		return err
	}
	// A list of ten thousand takes seconds of a processor: one at a time, so that
	// searches have the others.
	select {
	case s.lists <- struct{}{}:
		defer func() { <-s.lists }()
	case <-r.Context().Done():
		return r.Context().Err()
	}
	removed, err := desk.Removed(r.Context(), s.Archive, searcher)
	if err != nil {
		return err
	}
	// Snippets are not asked for: they cost ten times what the record does.
	result, err := searcher.Search(r.Context(), a.query, index.Window{From: a.from, Limit: maxRows, Order: a.order, Open: !s.Secret, Removed: removed}, s.lookupRecord)
	if err != nil {
		return err
	}
	if result.Hits, err = s.unhidden(r.Context(), result.Hits); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="vanthu.csv"`)
	if result.Total > a.from+len(result.Hits) {
		w.Header().Set("X-Vanthu-Total", fmt.Sprint(result.Total))
	}
	_, _ = w.Write([]byte("\ufeff"))
	out := csv.NewWriter(w)
	out.UseCRLF = true
	head := slices.Clone(csvHead)
	if f != nil {
		for i, name := range csvHead {
			head[i] = f.T("csv." + name)
		}
	}
	_ = out.Write(head)
	for _, h := range result.Hits {
		page := ""
		if h.Page > 0 {
			page = fmt.Sprint(h.Page)
		}
		issued, why := string(h.Issued), h.Why
		if f != nil {
			issued, why = f.Day(issued), f.Or("why."+why, why)
		}
		row := []string{string(h.ID), string(h.Type), string(h.Number), issued, string(h.Issuer), string(h.Subject), why, page, h.Source}
		for i := range row {
			row[i] = harmless(row[i])
		}
		if err := out.Write(row); err != nil {
			return nil // nobody is there any more
		}
	}
	out.Flush()
	return nil
}

// harmless keeps a spreadsheet from taking a cell for a formula: a document's
// subject or the name of its file may begin with "=HYPERLINK(".
func harmless(cell string) string {
	first, _, _ := strings.Cut(strings.TrimLeft(cell, " \u00a0\u3000"), "\n")
	if first != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(first)[0]) {
		return "'" + cell
	}
	return cell
}

func (s *Server) apiDocument(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r)
	if err != nil {
		return err
	}
	if e.Record == nil {
		return errNotFound
	}
	record, err := s.Archive.Resolve(r.Context(), *e.Record)
	if err != nil {
		return err
	}
	if record.Labels, err = s.Archive.Labels(r.Context(), record.ID); err != nil {
		return err
	}
	s.sendJSON(w, http.StatusOK, record)
	return nil
}

// A pageText is a page as /api/v1/documents/ID/pages gives it.
type pageText struct {
	Page   int           `json:"page"`
	Method corpus.Method `json:"method"`
	Text   string        `json:"text"`
	Image  *string       `json:"image"` // address; null where there is none
}

func (s *Server) apiPages(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r)
	if err != nil {
		return err
	}
	from, err := number(r, "from", 1, 1, 1_000_000)
	if err != nil {
		return err
	}
	limit, err := number(r, "limit", 10, 1, 50)
	if err != nil {
		return err
	}
	pages, err := s.Archive.PagesAt(r.Context(), e.ID, from, from+limit-1)
	if err != nil {
		return err
	}
	out := []pageText{}
	for _, p := range pages {
		one := pageText{Page: p.Number, Method: p.Method, Text: p.Text}
		if s.Studio != nil && e.Record != nil && drawable(e.Record) {
			address := fmt.Sprintf("/documents/%s/pages/%d", e.ID, p.Number)
			one.Image = &address
		}
		out = append(out, one)
	}
	total := e.Pages
	s.sendJSON(w, http.StatusOK, map[string]any{"total": total, "pages": out})
	return nil
}

func (s *Server) apiDiagram(w http.ResponseWriter, r *http.Request) error {
	n, err := s.neighbourhoodOf(r)
	if err != nil {
		return err
	}
	s.sendJSON(w, http.StatusOK, n)
	return nil
}

func (s *Server) apiInstruments(w http.ResponseWriter, r *http.Request) error {
	all, err := s.instrumentsNamed(r)
	if err != nil {
		return err
	}
	plain := []corpus.Instrument{}
	for _, in := range all {
		plain = append(plain, in.Instrument)
	}
	s.sendJSON(w, http.StatusOK, map[string]any{"instruments": plain})
	return nil
}

func (s *Server) apiMissing(w http.ResponseWriter, r *http.Request) error {
	limit, err := number(r, "limit", 50, 1, maxLimit)
	if err != nil {
		return err
	}
	from, err := number(r, "from", 0, 0, wanted)
	if err != nil {
		return err
	}
	h, err := s.holdings(r.Context())
	if err != nil {
		return err
	}
	some := h.Missing[min(from, len(h.Missing)):]
	s.sendJSON(w, http.StatusOK, map[string]any{"total": h.Wanted, "instruments": append([]corpus.Instrument{}, some[:min(limit, len(some))]...)})
	return nil
}

// A problemJSON is an open problem as /api/v1/problems gives it.
type problemJSON struct {
	Name    string      `json:"name"`
	ID      *corpus.ID  `json:"id"` // null: no original is held
	Kind    corpus.Kind `json:"kind"`
	Message string      `json:"message"`
	Hint    string      `json:"hint"`
	Page    int         `json:"page"`
	At      string      `json:"at"`
}

const rfc3339 = "2006-01-02T15:04:05Z07:00"

func (s *Server) apiProblems(w http.ResponseWriter, r *http.Request) error {
	limit, err := number(r, "limit", 100, 1, 1000)
	if err != nil {
		return err
	}
	all, err := s.Archive.Problems(r.Context(), true)
	if err != nil {
		return err
	}
	out := []problemJSON{}
	for _, p := range all[max(0, len(all)-limit):] {
		one := problemJSON{Name: p.Name, Kind: p.Kind, Message: p.Message, Hint: p.Hint, Page: p.Page, At: p.At.UTC().Format(rfc3339)}
		if p.ID != "" {
			one.ID = &p.ID
		}
		if !s.Secret {
			one.Name, one.ID = "", nil
		}
		out = append(out, one)
	}
	s.sendJSON(w, http.StatusOK, map[string]any{"total": len(all), "problems": out})
	return nil
}

// A runJSON is a run as /api/v1/runs gives it.
type runJSON struct {
	ID         int64   `json:"id"`
	Kind       string  `json:"kind"`
	State      string  `json:"state"`
	Began      string  `json:"began"`
	Ended      *string `json:"ended"`
	Files      int     `json:"files"`
	Documents  int     `json:"documents"`
	Duplicates int     `json:"duplicates"`
	SetAside   int     `json:"set_aside"`
	Unchanged  int     `json:"unchanged"`
	PassedOn   int     `json:"passed_on"`
	Open       int     `json:"open"`
	Balanced   bool    `json:"balanced"`
}

func (s *Server) apiRuns(w http.ResponseWriter, r *http.Request) error {
	views, err := s.runs(r)
	if err != nil {
		return err
	}
	out := []runJSON{}
	for _, v := range views {
		a := v.Account
		one := runJSON{
			ID: int64(v.ID), Kind: v.Kind, State: v.State, Began: v.Began.UTC().Format(rfc3339), Files: a.Files, Documents: a.Documents, Duplicates: a.Duplicates,
			SetAside: a.SetAside, Unchanged: a.Unchanged, PassedOn: a.PassedOn, Open: a.Open, Balanced: v.Balanced,
		}
		if !v.Ended.IsZero() {
			ended := v.Ended.UTC().Format(rfc3339)
			one.Ended = &ended
		}
		out = append(out, one)
	}
	s.sendJSON(w, http.StatusOK, map[string]any{"runs": out})
	return nil
}

// A countJSON is a value and how often it is there.
type countJSON struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

func countsOf(all []store.Heading) []countJSON {
	out := make([]countJSON, len(all))
	for i, h := range all {
		out[i] = countJSON(h)
	}
	return out
}

func (s *Server) apiOverview(w http.ResponseWriter, r *http.Request) error {
	h, err := s.holdings(r.Context())
	if err != nil {
		return err
	}
	s.sendJSON(w, http.StatusOK, map[string]any{
		"documents": h.Counts.Documents, "pages": h.Counts.Pages, "citations": h.Counts.Citations, "bytes": h.Counts.Bytes,
		"pending": h.Counts.Pending, "set_aside": h.Counts.SetAside, "problems": h.Counts.Problems, "missing": h.Wanted,
		"years": countsOf(h.Facets["year"]), "types": countsOf(h.Facets["type"]), "issuers": countsOf(h.Facets["issuer"]), "methods": countsOf(h.Stock.Methods),
		"lacking": countsOf(h.Stock.Lacking), "fields": h.Fields, "sampled": h.Sampled, "counted": h.At.UTC().Format(rfc3339),
	})
	return nil
}

// sendHealth tells whether the server can answer: 200 with an index, 503 without.
func (s *Server) sendHealth(w http.ResponseWriter, _ *http.Request) error {
	if _, err := s.live(); err != nil {
		s.sendJSON(w, http.StatusServiceUnavailable, map[string]string{"status": "no index"})
		return nil
	}
	s.sendJSON(w, http.StatusOK, map[string]string{"status": "ok"})
	return nil
}
