package web

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"

	"vanthu/internal/desk"
	"vanthu/internal/index"
	"vanthu/internal/query"
)

// A recall keeps what was counted for a query while the index is the same and
// nothing is removed: whoever turns the page of a list, orders it or comes back to
// it has the same facets, and everybody begins at the first page, whose list is
// that of the whole archive.
type recall struct {
	mu         sync.Mutex
	generation string
	facets     map[string]map[string][]index.FacetValue
	first      index.Result // of the first page
	firstAt    time.Time    // zero: there is none
}

const (
	mostRecalled = 500
	firstTime    = 30 * time.Second // a document that was removed is listed no longer than this
)

// at turns to a generation; what belongs to another one is forgotten. The lock is
// held.
func (m *recall) at(generation string) {
	if m.generation != generation || m.facets == nil || len(m.facets) >= mostRecalled {
		m.generation, m.facets, m.firstAt = generation, map[string]map[string][]index.FacetValue{}, time.Time{}
	}
}

// slots are the searches that go on at a time: more of them would only make each
// other late, and take memory. It is as many as keep all processors busy while
// some wait for the disk.
func slots() chan struct{} { return make(chan struct{}, 2*runtime.GOMAXPROCS(0)) }

// search is desk.Search with what is known already.
func (s *Server) search(ctx context.Context, searcher *index.Searcher, q query.Query, w index.Window) (index.Result, error) {
	return desk.Settled(func() (index.Result, error) { return s.searchOnce(ctx, searcher, q, w) })
}

// searchOnce gives a result of which Gone tells that facets and hits may not be of
// the same documents.
func (s *Server) searchOnce(ctx context.Context, searcher *index.Searcher, q query.Query, w index.Window) (index.Result, error) {
	// What was removed since is no more counted.
	removed, err := desk.Removed(ctx, s.Archive, searcher)
	if err != nil {
		return index.Result{}, err
	}
	state := func() string { return fmt.Sprint(searcher.Generation(), removed) }
	m, generation := &s.recall, state()
	key := fmt.Sprintf("%#v %d", q, w.Facets) // printed as typed, two queries can look the same
	first := len(q.Nodes) == 0 && w.From == 0 && w.Limit == recent && w.Order == index.ByDate
	m.mu.Lock()
	m.at(generation)
	facets, known := m.facets[key]
	if first && !m.firstAt.IsZero() && s.Now().Sub(m.firstAt) < firstTime {
		result := m.first
		m.mu.Unlock()
		return result, nil
	}
	m.mu.Unlock()
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-ctx.Done():
		return index.Result{}, ctx.Err()
	}
	wanted := w.Facets
	w.Removed = removed // the same as those that the facets known already are without
	if known {
		w.Facets = 0
	}
	result, err := desk.Without(ctx, s.Archive, searcher, q, w)
	if err != nil {
		return result, err
	}
	if known {
		result.Facets = facets
	}
	if result.Gone > 0 {
		return result, nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.generation != generation || state() != generation {
		return result, nil // it may have been answered by the next one
	}
	if wanted > 0 {
		m.facets[key] = result.Facets
	}
	if first {
		m.first, m.firstAt = result, s.Now()
	}
	return result, nil
}
