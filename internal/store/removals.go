package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"vanthu/corpus"
)

// ErrInWork is the error of a change to a document that is being read.
var ErrInWork = errors.New("it is being read")

// A Removal is one entry of the log of what was taken out of the archive.
type Removal struct {
	ID     corpus.ID `json:"id"`
	Name   string    `json:"name"` // of its first source, then
	Head   string    `json:"head"` // type, number, date and issuer as they were; "" where it had no record
	Run    RunID     `json:"run"`
	At     time.Time `json:"at"`
	User   string    `json:"user"`
	Host   string    `json:"host"`
	Reason string    `json:"reason"`
}

// Withdraw takes a document out of the archive: record, pages and citations go,
// and readers of [Archive.Changes] hear of it; the original stays. Given to an
// import again, it is read again. A document whose job is open cannot be
// withdrawn: [ErrInWork].
func (a *Archive) Withdraw(ctx context.Context, id corpus.ID) error {
	return wrap("withdraw", a.write(ctx, durable, func(tx *sql.Tx) error {
		_, err := a.withdraw(ctx, tx, id)
		return err
	}))
}

// A leaving document is one that is being withdrawn.
type leaving struct {
	n          int64
	file       int64
	name, head string
}

func (a *Archive) withdraw(ctx context.Context, tx *sql.Tx, id corpus.ID) (leaving, error) {
	var (
		l                             leaving
		job                           string
		removed                       bool
		typ, number, issued, byIssuer string
	)
	err := tx.QueryRowContext(ctx, `SELECT d.n, d.file, d.name, j.state, f.removed IS NOT NULL, d.type, d.number, d.issued, d.issuer
		FROM documents d JOIN files f ON f.n = d.file JOIN jobs j ON j.document = d.n AND j.stage = 'read' WHERE d.id = ?`, string(id)).
		Scan(&l.n, &l.file, &l.name, &job, &removed, &typ, &number, &issued, &byIssuer)
	switch {
	case err != nil:
		return l, unknown(id, err)
	case removed:
		return l, fmt.Errorf("%w: %s was removed before", ErrUnknown, id)
	case job == "queued" || job == "leased":
		return l, fmt.Errorf("%s: %w", id, ErrInWork)
	}
	l.head = strings.Trim(strings.ReplaceAll(fmt.Sprintf("%s %s, %s, %s", typ, number, issued, byIssuer), ", ,", ","), " ,")
	if _, err := tx.ExecContext(ctx, nextSeq); err != nil {
		return l, err
	}
	for _, text := range []string{
		`DELETE FROM pages WHERE document = ?`, `DELETE FROM records WHERE document = ?`, `DELETE FROM citations WHERE document = ?`,
		`DELETE FROM sketches WHERE document = ?`,
		`UPDATE jobs SET state = 'done' WHERE document = ?`,
		`UPDATE problems SET resolved = coalesce((SELECT kept FROM documents WHERE n = document), at) WHERE document = ? AND resolved IS NULL`,
		`UPDATE documents SET state = 'withdrawn', seq = (SELECT value FROM counters WHERE name = 'seq'), number_key = '', number = '', seq_key = '', name_key = '',
			type = '', issued = '', issuer = '', subject = '', secrecy = '', pages = 0 WHERE n = ?`,
	} {
		if _, err := tx.ExecContext(ctx, text, l.n); err != nil {
			return l, err
		}
	}
	return l, nil
}

// Remove takes documents out of the archive for good, all or none: records,
// pages, citations, labels, sources, and the originals. What they were, who
// removed them, when and why stays in the log. The accounts of the runs that
// brought them hold as before: what came in came in. Given to an import again,
// a removed document is read like a new one ([Readmitted]).
//
// What was deleted is written over in the catalogue's file. In the index the words
// of a removed document stay until it is built anew, though nobody finds them.
// The originals go after the transaction; what a kill leaves of them is removed
// by the next [Archive.BeginRun].
func (a *Archive) Remove(ctx context.Context, run RunID, ids []corpus.ID, reason string) error {
	err := a.write(ctx, durable, func(tx *sql.Tx) (err error) {
		// What is deleted is written over, not only given free.
		if _, err := tx.ExecContext(ctx, `PRAGMA secure_delete = ON`); err != nil {
			return err
		}
		defer func() {
			_, offErr := tx.ExecContext(context.WithoutCancel(ctx), `PRAGMA secure_delete = OFF`)
			err = errors.Join(err, offErr)
		}()
		now := a.millis()
		for _, id := range ids {
			l, err := a.withdraw(ctx, tx, id)
			if err != nil {
				return err
			}
			for _, q := range []struct {
				text string
				args []any
			}{
				{`DELETE FROM labels WHERE document = ?`, []any{l.n}},
				{`DELETE FROM sources WHERE document = ?`, []any{l.n}},
				{`UPDATE files SET removed = ? WHERE n = ?`, []any{now, l.file}},
				{`INSERT INTO removals (document, run, at, reason, name, head, unlinked) VALUES (?, ?, ?, ?, ?, ?, 0)`, []any{l.n, run, now, reason, l.name, l.head}},
			} {
				if _, err := tx.ExecContext(ctx, q.text, q.args...); err != nil {
					return err
				}
			}
		}
		return a.book(ctx, tx, run, make(ledger))
	})
	if err != nil {
		return wrap("remove", err)
	}
	return wrap("remove", a.unlinkRemoved(ctx))
}

// unlinkRemoved removes the originals of removed documents. It looks and
// removes inside a write transaction: an Admit of the same bytes comes before it
// and makes the original held again, or after it and links it anew.
func (a *Archive) unlinkRemoved(ctx context.Context) error {
	var open bool
	if err := a.readers.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM removals WHERE unlinked = 0)`).Scan(&open); err != nil || !open {
		return err
	}
	return a.write(ctx, durable, func(tx *sql.Tx) error {
		gone, err := list[string](tx.QueryContext(ctx, `SELECT f.sha FROM removals r JOIN documents d ON d.n = r.document JOIN files f ON f.n = d.file
			WHERE r.unlinked = 0 AND f.removed IS NOT NULL`))
		if err != nil {
			return err
		}
		for _, sha := range gone {
			if err := ignoreGone(os.Remove(a.OriginalPath(corpus.ID(sha)))); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `UPDATE removals SET unlinked = 1 WHERE unlinked = 0`)
		return err
	})
}

// RemovedSince lists the documents that were removed after the change seq and were
// not taken in again.
func (a *Archive) RemovedSince(ctx context.Context, seq int64) ([]corpus.ID, error) {
	// From the log, which is short: every search asks, and a box that came in since
	// may be long. CROSS keeps SQLite from walking over all documents instead.
	ids, err := list[corpus.ID](a.readers.QueryContext(ctx, `SELECT DISTINCT d.id FROM removals r CROSS JOIN documents d ON d.n = r.document
		WHERE d.state = 'withdrawn' AND d.seq > ? ORDER BY d.id`, seq))
	return ids, wrap("removed", err)
}

// Removals lists what was removed, the oldest first; of one document where id is
// not "".
func (a *Archive) Removals(ctx context.Context, id corpus.ID) ([]Removal, error) {
	rows, err := a.readers.QueryContext(ctx, `SELECT d.id, r.name, r.head, r.run, r.at, u.user, u.host, r.reason
		FROM removals r JOIN documents d ON d.n = r.document JOIN runs u ON u.id = r.run WHERE d.id = ?1 OR ?1 = '' ORDER BY r.n`, string(id))
	if err != nil {
		return nil, fmt.Errorf("removals: %w", err)
	}
	defer rows.Close()
	var all []Removal
	for rows.Next() {
		var (
			r   Removal
			who string
			at  int64
		)
		if err := rows.Scan(&who, &r.Name, &r.Head, &r.Run, &at, &r.User, &r.Host, &r.Reason); err != nil {
			return nil, fmt.Errorf("removals: %w", err)
		}
		r.ID, r.At = corpus.ID(who), time.UnixMilli(at)
		all = append(all, r)
	}
	return all, wrap("removals", rows.Err())
}
