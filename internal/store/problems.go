package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"vanthu/corpus"
)

// A Problem is one entry of the list of what was set aside.
type Problem struct {
	corpus.Problem
	N        int64          // counts all problems, from 1
	Name     string         // the path as given, valid UTF-8
	Path     string         // where to find the file again, of which no original is held; for a member of a container the names by which it is reached follow, each after a NUL
	ID       corpus.ID      // "": no original is held
	Labels   []corpus.Label // that it was given with; of which no original is held
	Run      RunID
	At       time.Time
	Resolved time.Time // zero: it is open
}

// Refuse notes why the file at path, called name, could not be stored. It was
// never admitted and is counted here, at every call. Path is best absolute; it
// is bytes, kept as given. Labels are kept for when it is tried again.
func (a *Archive) Refuse(ctx context.Context, run RunID, name, path string, labels []corpus.Label, problem *corpus.Problem) error {
	packed, err := packLabels(labels)
	if err != nil {
		return wrap("refuse", err)
	}
	return wrap("refuse", a.write(ctx, durable, func(tx *sql.Tx) error {
		l := make(ledger)
		l.of(run).files++
		l.finished(run, run, true)
		s := aside{name: shown(name), path: []byte(path), labels: packed, run: run, problem: problem}
		return errors.Join(a.setAside(ctx, tx, s), a.book(ctx, tx, run, l))
	}))
}

// SetAside notes why a document could not be read and ends its job; once it has
// ended, this does nothing. A document that had a record keeps it, and stays in
// the index.
func (a *Archive) SetAside(ctx context.Context, run RunID, name string, id corpus.ID, problem *corpus.Problem) error {
	return wrap("set aside", a.write(ctx, durable, func(tx *sql.Tx) error {
		l := make(ledger)
		s := aside{name: shown(name), run: run, problem: problem}
		var (
			state string
			claim RunID
		)
		err := tx.QueryRowContext(ctx, `SELECT d.n, j.state, j.run FROM documents d JOIN jobs j ON j.document = d.n AND j.stage = 'read' WHERE d.id = ?`, string(id)).
			Scan(&s.document, &state, &claim)
		if err != nil {
			return unknown(id, err)
		}
		if state != "queued" && state != "leased" {
			return nil
		}
		l.finished(claim, run, true)
		return errors.Join(a.setAside(ctx, tx, s), a.book(ctx, tx, run, l))
	}))
}

// An aside is a problem to be written; document 0: none is held.
type aside struct {
	document int64
	name     string
	path     []byte
	labels   string
	run      RunID
	problem  *corpus.Problem
}

// setAside writes the problem, in place of an older one of the same document or
// name, and ends the job; the caller books it.
func (a *Archive) setAside(ctx context.Context, tx *sql.Tx, s aside) error {
	now := a.millis()
	document := sql.NullInt64{Int64: s.document, Valid: s.document != 0}
	older, key := `UPDATE problems SET resolved = ? WHERE resolved IS NULL AND document IS NULL AND name = ?`, any(s.name)
	if document.Valid {
		older, key = `UPDATE problems SET resolved = ? WHERE resolved IS NULL AND document = ?`, s.document
	}
	if _, err := tx.ExecContext(ctx, older, now, key); err != nil {
		return err
	}
	if err := note(ctx, tx, s, now); err != nil || !document.Valid {
		return err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE jobs SET state = 'aside', owner = ?, lease_until = NULL WHERE document = ? AND stage = 'read'`, s.run, s.document); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE documents SET state = 'aside' WHERE n = ? AND state <> 'done'`, s.document)
	return err
}

// note writes an open problem.
func note(ctx context.Context, tx *sql.Tx, s aside, now int64) error {
	p := s.problem
	document := sql.NullInt64{Int64: s.document, Valid: s.document != 0}
	_, err := tx.ExecContext(ctx, `INSERT INTO problems (document, name, path, labels, run, kind, message, hint, page, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		document, s.name, s.path, s.labels, s.run, string(p.Kind), p.Message, p.Hint, p.Page, now)
	return err
}

// Problems lists problems in the order in which they were noted; open ones
// alone, or all.
func (a *Archive) Problems(ctx context.Context, open bool) ([]Problem, error) {
	return a.problems(ctx, `p.resolved IS NULL OR NOT ?`, open)
}

// ProblemsOf lists the problems that a run has noted, open or not.
func (a *Archive) ProblemsOf(ctx context.Context, run RunID) ([]Problem, error) {
	return a.problems(ctx, `p.run = ?`, run)
}

// ProblemsWith lists the open problems of a document.
func (a *Archive) ProblemsWith(ctx context.Context, id corpus.ID) ([]Problem, error) {
	return a.problems(ctx, `p.resolved IS NULL AND p.document = (SELECT n FROM documents WHERE id = ?)`, string(id))
}

func (a *Archive) problems(ctx context.Context, where string, arg any) ([]Problem, error) {
	rows, err := a.readers.QueryContext(ctx, `SELECT p.n, coalesce(d.id, ''), p.name, p.path, p.labels, p.run, p.kind, p.message, p.hint, p.page, p.at, p.resolved
		FROM problems p LEFT JOIN documents d ON d.n = p.document WHERE `+where+` ORDER BY p.n`, arg)
	if err != nil {
		return nil, fmt.Errorf("problems: %w", err)
	}
	defer rows.Close()
	var all []Problem
	for rows.Next() {
		var (
			p        Problem
			id, kind string
			labels   string
			path     []byte
			at       int64
			resolved sql.NullInt64
		)
		if err := rows.Scan(&p.N, &id, &p.Name, &path, &labels, &p.Run, &kind, &p.Message, &p.Hint, &p.Page, &at, &resolved); err != nil {
			return nil, fmt.Errorf("problems: %w", err)
		}
		p.ID, p.Kind, p.At, p.Path = corpus.ID(id), corpus.Kind(kind), time.UnixMilli(at), p.Name
		if path != nil {
			p.Path = string(path)
		}
		if p.Labels, err = unpackLabels(labels); err != nil {
			return nil, fmt.Errorf("problems: %w", err)
		}
		if resolved.Valid {
			p.Resolved = time.UnixMilli(resolved.Int64)
		}
		all = append(all, p)
	}
	return all, wrap("problems", rows.Err())
}

// CloseProblems closes problems without an original, by their numbers: their files
// were tried again, and what is still wrong was noted anew.
func (a *Archive) CloseProblems(ctx context.Context, ns []int64) error {
	return wrap("close problems", a.write(ctx, durable, func(tx *sql.Tx) error {
		now := a.millis()
		for _, n := range ns {
			if _, err := tx.ExecContext(ctx, `UPDATE problems SET resolved = ? WHERE n = ? AND resolved IS NULL AND document IS NULL`, now, n); err != nil {
				return err
			}
		}
		return nil
	}))
}

// Retry queues for run every document that was set aside, or kept with a page
// that could not be read, and resolves its problem; run answers for them. It returns how many.
// Problems that stay open have no original: see [Problem.Path].
func (a *Archive) Retry(ctx context.Context, run RunID) (int, error) {
	return a.requeue(ctx, run, `SELECT document FROM jobs WHERE stage = 'read' AND state = 'aside'
		UNION SELECT p.document FROM problems p JOIN jobs j ON j.document = p.document AND j.stage = 'read'
			WHERE p.resolved IS NULL AND j.state = 'done' ORDER BY document`)
}

// Outdated queues for run every document whose record was made by another
// revision of the extractor than this archive was opened with. Until they are
// read their old records stay. It returns how many.
func (a *Archive) Outdated(ctx context.Context, run RunID) (int, error) {
	return a.requeue(ctx, run, `SELECT d.n FROM documents d JOIN jobs j ON j.document = d.n AND j.stage = 'read'
		WHERE d.state = 'done' AND j.state = 'done' AND d.revision <> ? ORDER BY d.n`, a.revision)
}

func (a *Archive) requeue(ctx context.Context, run RunID, query string, args ...any) (n int, err error) {
	err = a.write(ctx, durable, func(tx *sql.Tx) error {
		documents, err := list[int64](tx.QueryContext(ctx, query, args...))
		if err != nil {
			return err
		}
		now := a.millis()
		for _, d := range documents {
			if err := a.again(ctx, tx, d, run, now); err != nil {
				return err
			}
		}
		n = len(documents)
		l := make(ledger)
		l.of(run).files += n
		return a.book(ctx, tx, run, l)
	})
	return n, wrap("queue again", err)
}
