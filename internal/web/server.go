package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"vanthu/corpus"
	"vanthu/internal/facsimile"
	"vanthu/internal/index"
	"vanthu/internal/store"
)

// A Config is what a server is made of.
type Config struct {
	Archive  *store.Archive
	IndexDir string
	Studio   *facsimile.Studio // page images; nil: none are shown
	Now      func() time.Time
	Log      *slog.Logger

	Hosts    []string // names besides localhost and addresses under which it may be reached
	Password string   // "": none is asked for
	Secret   bool     // documents that bear a mark of secrecy are shown
}

// A Server answers requests. It is made by [New].
type Server struct {
	Config
	pages   *pages
	metrics *metrics
	memory  memory
	names   issuerList
	citing  citedMemory
	recall  recall
	slots   chan struct{} // searches under way
	lists   chan struct{} // lists for a spreadsheet under way
	swept   atomic.Int64  // change of the archive at which images of removed documents were looked for

	mu       sync.Mutex
	searcher *index.Searcher // nil until there is an index
	hidden   hiddenSet
}

// New makes a server. That there is no index yet is no error: it is looked for
// again by [Server.Watch].
func New(cfg Config) (*Server, error) {
	s := &Server{Config: cfg, slots: slots(), lists: make(chan struct{}, 1)}
	var err error
	if s.pages, err = loadPages(); err != nil {
		return nil, err
	}
	s.metrics = newMetrics(s)
	if _, err := s.refresh(); err != nil && !errors.Is(err, index.ErrNoIndex) {
		return nil, err
	}
	return s, nil
}

// Close closes the index.
func (s *Server) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.searcher == nil {
		return nil
	}
	searcher := s.searcher
	s.searcher = nil
	return searcher.Close()
}

// watchEvery is how often the live generation is looked up: one small file.
const watchEvery = 2 * time.Second

// countEvery is how often it is asked whether there is something new to count:
// that itself counts rows.
const countEvery = 20 * time.Second

// Watch turns to each new generation of the index until ctx ends, and counts what
// the archive holds when it changes. Searches under way end on the old
// generation; while the new one cannot be opened, the old one goes on.
func (s *Server) Watch(ctx context.Context) {
	ctx = s.reader(ctx)
	s.memory.mu.Lock()
	s.memory.watched = true
	s.memory.mu.Unlock()
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	var counted time.Time
	for {
		if now := s.Now(); now.Sub(counted) >= countEvery {
			counted = now
			if _, err := s.recount(ctx); err != nil && ctx.Err() == nil {
				s.Log.Error("what the archive holds cannot be counted", "err", err)
			}
			if err := s.forget(ctx); err != nil && ctx.Err() == nil {
				s.Log.Error("page images of removed documents cannot be removed", "err", err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			changed, err := s.refresh()
			switch {
			case errors.Is(err, index.ErrNoIndex):
			case err != nil:
				s.Log.Error("the index cannot be opened; the old one goes on answering", "err", err)
			case changed:
				s.Log.Info("answering from a new generation of the index", "generation", s.generation())
			}
		}
	}
}

// forget removes the page images of documents that the archive holds no more, when
// it has changed.
func (s *Server) forget(ctx context.Context) error {
	if s.Studio == nil {
		return nil
	}
	seq, err := s.Archive.Seq(ctx)
	if err != nil || seq == s.swept.Load() {
		return err
	}
	kept, err := s.Studio.Kept()
	if err != nil {
		return err
	}
	var gone []corpus.ID
	for _, id := range kept {
		e, err := s.Archive.Head(ctx, id)
		switch {
		case errors.Is(err, store.ErrUnknown), err == nil && e.State == store.StateWithdrawn:
			gone = append(gone, id)
		case err != nil:
			return err
		}
	}
	if err := s.Studio.Forget(gone...); err != nil {
		return err
	}
	s.swept.Store(seq)
	return nil
}

func (s *Server) refresh() (changed bool, err error) {
	s.mu.Lock()
	searcher := s.searcher
	s.mu.Unlock()
	if searcher != nil {
		return searcher.Refresh()
	}
	if searcher, err = index.Open(s.IndexDir); err != nil {
		return false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.searcher = searcher
	return true, nil
}

// live is the index, or [index.ErrNoIndex].
func (s *Server) live() (*index.Searcher, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.searcher == nil {
		return nil, index.ErrNoIndex
	}
	return s.searcher, nil
}

func (s *Server) generation() string {
	searcher, err := s.live()
	if err != nil {
		return ""
	}
	return searcher.Generation()
}

// The time that a request may take.
const (
	shortTime = 10 * time.Second // a page
	longTime  = 60 * time.Second // an image to be drawn, a list to be exported, a count of everything
)

// A route is an address and what answers there.
type route struct {
	pattern string
	limit   time.Duration // 0: as long as it takes to send
	answer  func(http.ResponseWriter, *http.Request) error
}

// routes are all addresses for which a password may be needed.
func (s *Server) routes() []route {
	return []route{
		{"/{$}", shortTime, s.showSearch},
		{"/documents/{id}", shortTime, s.showDocument},
		{"/documents/{id}/pages", shortTime, s.showPages},
		{"/documents/{id}/pages/{number}", longTime, s.showPicture},
		{"/documents/{id}/original", 0, s.sendOriginal},
		{"/documents/{id}/text", shortTime, s.sendText},
		{"/documents/{id}/diagram", shortTime, s.showDiagram},
		{"/diagram", shortTime, s.findDiagram},
		{"/overview", longTime, s.showOverview},
		{"/help", shortTime, s.showHelp},
		{"/language", shortTime, s.setLanguage},
		{"/static/{name}", shortTime, s.sendStatic},
		{"/favicon.ico", shortTime, s.sendStatic},
		{"/metrics", shortTime, s.sendMetrics},

		{"/api/v1/openapi.json", shortTime, s.apiDescription},
		{"/api/v1/search", shortTime, s.apiSearch},
		{"/api/v1/search.csv", longTime, s.apiSearchCSV},
		{"/api/v1/suggest", shortTime, s.apiSuggest},
		{"/api/v1/documents/{id}", shortTime, s.apiDocument},
		{"/api/v1/documents/{id}/pages", shortTime, s.apiPages},
		{"/api/v1/documents/{id}/diagram", shortTime, s.apiDiagram},
		{"/api/v1/instruments", shortTime, s.apiInstruments},
		{"/api/v1/missing", longTime, s.apiMissing},
		{"/api/v1/problems", shortTime, s.apiProblems},
		{"/api/v1/runs", shortTime, s.apiRuns},
		{"/api/v1/overview", longTime, s.apiOverview},
	}
}

// Handler answers all requests.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		mux.Handle("GET "+r.pattern, s.metrics.watch(r.pattern, s.timed(r.limit, s.answer(r.answer))))
	}
	mux.Handle("GET /", s.metrics.watch("/", s.answer(func(http.ResponseWriter, *http.Request) error { return errNotFound })))
	open := http.NewServeMux() // what needs no password
	open.Handle("GET /healthz", s.metrics.watch("/healthz", s.answer(s.sendHealth)))
	open.Handle("/", s.guarded(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mux.ServeHTTP(w, r.WithContext(s.reader(r.Context())))
	})))
	return s.recovered(s.headers(s.hosts(open)))
}

// timed ends what takes too long.
func (s *Server) timed(limit time.Duration, next http.Handler) http.Handler {
	if limit == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), limit)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}
