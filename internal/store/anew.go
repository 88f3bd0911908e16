package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"vanthu/corpus"
)

// workExtract is the name of the work that makes all records anew.
const workExtract = "extract"

// A Renewal is how far the making of all records anew has come: with each batch
// of records it is written anew, so that a killed one is gone on with.
type Renewal struct {
	Revision string          `json:"revision"` // of the extractor that does it
	Last     int64           `json:"last"`     // document in the order of admission up to which all is done
	Done     int             `json:"done"`     // documents
	State    json.RawMessage `json:"state"`    // the caller's own
}

// Renewal gives how far an interrupted renewal by this archive's revision has
// come; the zero Renewal where there is none.
func (a *Archive) Renewal(ctx context.Context) (Renewal, error) {
	var (
		r    Renewal
		text string
	)
	err := a.readers.QueryRowContext(ctx, `SELECT state FROM works WHERE name = ?`, workExtract).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return r, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(text), &r)
	}
	if r.Revision != a.revision {
		r = Renewal{} // another extractor began it: everything is to be done
	}
	return r, wrap("renewal", err)
}

// A Holding is a document with its record, to be made anew.
type Holding struct {
	Source corpus.Source
	Record *corpus.Record // nil: it is damaged
	N      int64          // its place in the order of admission
}

// Holdings gives the documents that have a record, in the order of admission,
// after one of them (0: all). fn may use the archive.
func (a *Archive) Holdings(ctx context.Context, after int64, fn func(Holding) error) error {
	for {
		numbers, err := list[int64](a.readers.QueryContext(ctx, `SELECT n FROM documents WHERE state = 'done' AND n > ? ORDER BY n LIMIT 1000`, after))
		if err != nil || len(numbers) == 0 {
			return wrap("holdings", err)
		}
		for _, n := range numbers {
			after = n
			var (
				h    = Holding{N: n}
				id   string
				body []byte
			)
			s := &h.Source
			err := a.readers.QueryRowContext(ctx, `SELECT d.id, d.name, f.media_type, f.bytes, d.pages, r.body
				FROM documents d JOIN files f ON f.n = d.file LEFT JOIN records r ON r.document = d.n WHERE d.n = ? AND d.state = 'done'`, n).
				Scan(&id, &s.Name, &s.MediaType, &s.Bytes, &s.Pages, &body)
			if errors.Is(err, sql.ErrNoRows) { // removed since
				continue
			}
			if err != nil {
				return fmt.Errorf("holdings: %w", err)
			}
			s.ID = corpus.ID(id)
			h.Record = new(corpus.Record)
			if body == nil || a.unpackJSON(body, h.Record) != nil {
				h.Record = nil
			}
			if err := fn(h); err != nil {
				return err
			}
		}
	}
}

// A Renewed is a document with its new record.
type Renewed struct {
	N       int64
	Source  corpus.Source
	Pages   []corpus.Page   // as they are kept
	Record  *corpus.Record  // nil: it stays as it is
	Problem *corpus.Problem // to be noted; nil: none
}

// Rewrite writes new records in place of the old ones and how far the renewal has
// come, all or none. A document that was removed meanwhile, or is being read
// again, is left alone.
func (a *Archive) Rewrite(ctx context.Context, run RunID, batch []Renewed, so Renewal) error {
	packed := make([]packedDocument, len(batch))
	for i, r := range batch {
		if r.Record == nil {
			continue
		}
		var err error
		if packed[i], err = a.pack(Kept{Source: r.Source, Pages: r.Pages, Record: *r.Record}); err != nil {
			return fmt.Errorf("rewrite %s: %w", r.Source.Name, err)
		}
	}
	so.Revision = a.revision
	state, err := json.Marshal(so)
	if err != nil {
		return fmt.Errorf("rewrite: %w", err)
	}
	return wrap("rewrite", a.write(ctx, durable, func(tx *sql.Tx) error {
		k, err := a.keeping(ctx, tx, run)
		if err != nil {
			return err
		}
		for i, r := range batch {
			var done bool
			err := tx.QueryRowContext(ctx, `SELECT d.state = 'done' AND j.state = 'done' FROM documents d JOIN jobs j ON j.document = d.n AND j.stage = 'read' WHERE d.n = ?`, r.N).Scan(&done)
			if err != nil {
				return err
			}
			if !done {
				continue
			}
			if r.Record != nil {
				if err := k.put(ctx, r.N, &packed[i]); err != nil {
					return err
				}
			}
			if r.Problem == nil {
				continue
			}
			if _, err := k.resolve.ExecContext(ctx, k.now, r.N); err != nil {
				return err
			}
			if err := note(ctx, tx, aside{document: r.N, name: r.Source.Name, run: run, problem: r.Problem}, k.now); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO works (name, state) VALUES (?, ?) ON CONFLICT DO UPDATE SET state = excluded.state`, workExtract, string(state)); err != nil {
			return err
		}
		return k.end(ctx)
	}))
}

// EndRenewal forgets a renewal that has come to its end.
func (a *Archive) EndRenewal(ctx context.Context) error {
	return wrap("end renewal", a.write(ctx, durable, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM works WHERE name = ?`, workExtract)
		return err
	}))
}

// Older counts the records that another revision of the extractor has made.
func (a *Archive) Older(ctx context.Context) (n int, err error) {
	err = a.readers.QueryRowContext(ctx, `SELECT count(*) FROM documents WHERE state = 'done' AND revision <> ?`, a.revision).Scan(&n)
	return n, wrap("older records", err)
}
