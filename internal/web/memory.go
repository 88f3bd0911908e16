package web

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"vanthu/corpus"
	"vanthu/internal/desk"
	"vanthu/internal/index"
	"vanthu/internal/query"
	"vanthu/internal/store"
)

// A memory keeps what costs seconds to count. While [Server.Watch] runs it is
// counted beside the requests, when the archive has changed, but not more often
// than every now and then: an import changes it many times a second.
type memory struct {
	counting sync.Mutex // held while it is counted

	mu      sync.Mutex
	watched bool // Watch counts: what is there is told, however old
	stock   *holdings
	seq     int64
	took    time.Duration
}

const (
	memoryTime = time.Minute // between two counts; longer where one takes long
	shareOfOne = 30          // of the time at most one part of so many is spent on counting
	sampled    = 1500        // records looked at for how sure their fields are
	wanted     = 200         // of the missing instruments
)

// holdings are what the archive holds, counted.
type holdings struct {
	Counts  store.Counts
	Stock   store.Stock
	Facets  map[string][]store.Heading // of all documents that may be shown, by facet; nil without an index
	Missing []corpus.Instrument
	Wanted  int // missing instruments in all
	Fields  []fieldQuality
	Sampled int
	At      time.Time
}

// A fieldQuality tells of one field, in the records that were looked at, how
// often it is sure, doubtful or not found.
type fieldQuality struct {
	Field    string `json:"field"`
	Sure     int    `json:"sure"`     // confidence of 0.9 or more
	Asserted int    `json:"asserted"` // 0.7 to 0.9
	Doubtful int    `json:"doubtful"` // below 0.7
	Absent   int    `json:"absent"`
}

// holdings tells what was counted, or counts where nothing was yet. Whoever comes
// while it is counted waits for it.
func (s *Server) holdings(ctx context.Context) (*holdings, error) {
	m := &s.memory
	m.mu.Lock()
	known, watched := m.stock, m.watched
	m.mu.Unlock()
	if known != nil && watched {
		return known, nil
	}
	return s.recount(ctx)
}

// recount counts, where something has changed and it is time.
func (s *Server) recount(ctx context.Context) (*holdings, error) {
	m := &s.memory
	m.counting.Lock()
	defer m.counting.Unlock()
	if err := ctx.Err(); err != nil { // waited in vain
		return nil, err
	}
	began := s.Now()
	counts, err := s.Archive.Counts(ctx)
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	known, fresh := m.stock, m.stock != nil && (m.seq == counts.Seq || began.Sub(m.stock.At) < max(memoryTime, shareOfOne*m.took))
	m.mu.Unlock()
	if fresh {
		return known, nil
	}
	h := &holdings{Counts: counts, At: began}
	if h.Stock, err = s.Archive.Stock(ctx); err != nil {
		return nil, err
	}
	if h.Facets, err = s.everything(ctx); err != nil {
		return nil, err
	}
	if h.Missing, h.Wanted, err = s.Archive.Missing(ctx, 0, wanted); err != nil {
		return nil, err
	}
	if err := s.sample(ctx, h); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.stock, m.seq, m.took = h, counts.Seq, s.Now().Sub(began)
	return h, nil
}

// mostValues is more than most archives have of issuers; what is behind them is
// counted together.
const mostValues = 2000

// everything counts all documents by facet, as a search does, so that a link to
// the documents of a value finds as many as it says. "" counts those without one.
func (s *Server) everything(ctx context.Context) (map[string][]store.Heading, error) {
	searcher, err := s.live()
	if err != nil {
		return nil, nil //nolint:nilerr // what the catalogue tells is told without an index too
	}
	removed, err := desk.Removed(ctx, s.Archive, searcher)
	if err != nil {
		return nil, err
	}
	result, err := searcher.Search(ctx, query.Query{}, index.Window{Facets: mostValues, Open: !s.Secret, Removed: removed}, s.lookupRecord)
	if err != nil {
		return nil, err
	}
	all := map[string][]store.Heading{}
	for name, values := range result.Facets {
		for _, v := range values {
			all[name] = append(all[name], store.Heading{Value: v.Value, Count: v.Count})
		}
	}
	slices.SortFunc(all["year"], func(a, b store.Heading) int { return cmp.Compare(a.Value, b.Value) })
	return all, nil
}

func (s *Server) sample(ctx context.Context, h *holdings) error {
	fields := []string{"type", "number", "issued", "issuer", "subject", "signer"}
	h.Fields = make([]fieldQuality, len(fields))
	for i, name := range fields {
		h.Fields[i].Field = name
	}
	return s.Archive.Sample(ctx, sampled, func(r corpus.Record) {
		h.Sampled++
		signer := corpus.Field[string]{}
		if len(r.Signers) > 0 {
			signer = r.Signers[0].Name
		}
		for i, f := range []corpus.Field[string]{r.Type, r.Number.Field, r.Issued, r.Issuer.Field, r.Subject, signer} {
			q := &h.Fields[i]
			switch {
			case f.Value == nil:
				q.Absent++
			case f.Confidence < asserted:
				q.Doubtful++
			case f.Confidence < 0.9:
				q.Asserted++
			default:
				q.Sure++
			}
		}
	})
}
