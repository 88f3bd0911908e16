package web

import (
	"context"
	"net/http"
	"sync"

	"vanthu/internal/desk"
)

// An issuerList keeps the issuers of one generation of the index, which are some
// hundred.
type issuerList struct {
	mu         sync.Mutex
	generation string
	all        *desk.Issuers
}

func (s *Server) issuers(ctx context.Context) (*desk.Issuers, error) {
	l := &s.names
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := s.generation(); l.all == nil || now != l.generation {
		everything, err := s.everything(ctx)
		if err != nil {
			return nil, err
		}
		var names []string
		for _, h := range everything["issuer"] {
			if h.Value != "" { // those without one
				names = append(names, h.Value)
			}
		}
		l.all, l.generation = desk.NewIssuers(names), now
	}
	return l.all, nil
}

func (s *Server) apiSuggest(w http.ResponseWriter, r *http.Request) error {
	issuers, err := s.issuers(r.Context())
	if err != nil {
		return err
	}
	found, err := desk.Suggest(r.Context(), s.Archive, issuers, r.URL.Query().Get("q"))
	if err != nil {
		return err
	}
	s.sendJSON(w, http.StatusOK, map[string]any{"suggestions": found})
	return nil
}
