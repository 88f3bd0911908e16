package web

import (
	"context"
	"slices"
	"sync"

	"vanthu/corpus"
	"vanthu/internal/desk"
	"vanthu/internal/facsimile"
	"vanthu/internal/index"
	"vanthu/internal/store"
)

// What bears a mark of secrecy (độ mật) is left out on a server that others can
// reach, unless it was asked for: found by no search, shown by no list, opened by
// no address, counted among those that cite an instrument by none; what it alone
// cites is not known.

// reader is the context of a request, or of a count of everything, whose answers
// this server may give.
func (s *Server) reader(ctx context.Context) context.Context {
	if s.Secret {
		return ctx
	}
	return store.ForOthers(ctx)
}

// shown says whether a document may be shown, from its record.
func (s *Server) shown(r *corpus.Record) bool { return s.Secret || !r.Secret() }

// A hiddenSet is the documents that may not be shown, as of a change of the
// catalogue.
type hiddenSet struct {
	mu  sync.Mutex
	seq int64
	ids map[corpus.ID]bool // nil: not asked for yet
}

// hiddenIDs are the documents that may not be shown, as the catalogue is now: the
// index may not know the newest.
func (s *Server) hiddenIDs(ctx context.Context) (map[corpus.ID]bool, error) {
	if s.Secret {
		return nil, nil
	}
	s.hidden.mu.Lock()
	defer s.hidden.mu.Unlock()
	seq, err := s.Archive.Seq(ctx)
	if err != nil {
		return nil, err
	}
	if s.hidden.ids != nil && s.hidden.seq == seq {
		return s.hidden.ids, nil
	}
	all, err := s.Archive.Secret(ctx)
	if err != nil {
		return nil, err
	}
	ids := map[corpus.ID]bool{}
	for _, id := range all {
		ids[id] = true
	}
	s.hidden.seq, s.hidden.ids = seq, ids
	return ids, nil
}

// unhidden are hits without those whose mark the index does not know yet.
func (s *Server) unhidden(ctx context.Context, hits []index.Hit) ([]index.Hit, error) {
	hidden, err := s.hiddenIDs(ctx)
	if err != nil || len(hidden) == 0 {
		return hits, err
	}
	return slices.DeleteFunc(slices.Clone(hits), func(h index.Hit) bool { return hidden[h.ID] }), nil
}

func (s *Server) lookupRecord(ctx context.Context, id corpus.ID) (index.Entry, error) {
	return desk.LookupRecord(ctx, s.Archive, id)
}

func drawable(r *corpus.Record) bool { return facsimile.Drawable(r.Source.MediaType) }
