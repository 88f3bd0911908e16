package web

import (
	"context"
	"strconv"
	"sync"

	"vanthu/corpus"
	"vanthu/internal/store"
)

// A citedMemory keeps who cites the instruments that very many documents cite: a
// law that 30,000 name takes tenths of a second to count. It is of one generation
// of the index, and so no older than what a search finds.
type citedMemory struct {
	mu         sync.Mutex
	generation string
	all        map[string]citedBy
}

// A citedBy is an instrument and who cites it.
type citedBy struct {
	of     store.Instrument
	some   []store.Citing
	counts map[corpus.Relation]int
}

// What is kept: of instruments cited by so many, and so many instruments.
const (
	oftenCited = 300
	mostKept   = 500
)

// citedOf tells who cites a document.
func (s *Server) citedOf(ctx context.Context, id corpus.ID) (citedBy, error) {
	return s.cited(ctx, string(id), func() (store.Instrument, error) { return s.Archive.InstrumentOf(ctx, id) })
}

// citedWith tells who cites the instrument of a citation (from 0) of a document.
func (s *Server) citedWith(ctx context.Context, id corpus.ID, ord int) (citedBy, error) {
	return s.cited(ctx, string(id)+" "+strconv.Itoa(ord), func() (store.Instrument, error) { return s.Archive.InstrumentCited(ctx, id, ord) })
}

func (s *Server) cited(ctx context.Context, key string, load func() (store.Instrument, error)) (citedBy, error) {
	m, generation := &s.citing, s.generation()
	m.mu.Lock()
	if m.generation != generation || m.all == nil || len(m.all) >= mostKept {
		m.generation, m.all = generation, map[string]citedBy{}
	}
	known, ok := m.all[key]
	m.mu.Unlock()
	if ok {
		return known, nil
	}
	of, err := load()
	if err != nil {
		return citedBy{}, err
	}
	c := citedBy{of: of}
	if c.some, c.counts, err = s.Archive.CitedSome(ctx, of, sideShown); err != nil {
		return citedBy{}, err
	}
	if of.CitedBy >= oftenCited && generation != "" {
		m.mu.Lock()
		if m.generation == generation {
			m.all[key] = c
		}
		m.mu.Unlock()
	}
	return c, nil
}
