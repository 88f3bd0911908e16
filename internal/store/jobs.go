package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"vanthu/corpus"
)

// A Job is the durable order to read one document. Its Source has no number of
// pages yet.
type Job struct {
	Source   corpus.Source // with ID
	Path     string        // of the original
	Revision string
	Tries    int  // from 1; more: earlier readings were interrupted
	Resumed  bool // the document of a dead run; this one does not answer for it

	document int64
}

// maxTries is how often a document may be leased without any page of it being
// saved, before it is taken for one that kills its reader. Most interruptions
// are the machine's or the user's, not the document's: few tries would put good
// documents aside after a bad night.
const maxTries = 5

// Lease takes up to n jobs for ttl, in the order of admission: documents that
// run admitted, then, if orphans, those of dead runs. A job is taken back from
// a run that is gone, or whose lease is over. A document that was interrupted
// five times is set aside instead (kind crashed). No job: nothing is left to do
// at the moment.
func (a *Archive) Lease(ctx context.Context, run RunID, n int, ttl time.Duration, orphans bool) ([]Job, error) {
	var jobs []Job
	err := a.write(ctx, cheap, func(tx *sql.Tx) error {
		jobs = nil
		l := &lease{Archive: a, tx: tx, run: run, now: a.millis(), until: a.now().Add(ttl).UnixMilli(), census: a.census(tx), ledger: make(ledger)}
		var err error
		if jobs, err = l.take(ctx, run, n, jobs); err != nil {
			return err
		}
		if orphans && len(jobs) < n {
			claims, err := l.claims(ctx)
			if err != nil {
				return err
			}
			for _, claim := range claims {
				alive, err := l.census.alive(ctx, claim)
				if err != nil {
					return err
				}
				if alive || claim == run {
					continue
				}
				if jobs, err = l.take(ctx, claim, n-len(jobs), jobs); err != nil {
					return err
				}
			}
		}
		return a.book(ctx, tx, run, l.ledger)
	})
	return jobs, wrap("lease", err)
}

// A lease is one transaction of Lease.
type lease struct {
	*Archive
	tx         *sql.Tx
	run        RunID
	now, until int64
	census     *census
	ledger     ledger
}

// claims lists the runs that have open jobs. It hops from run to run through
// the index; SELECT DISTINCT would read every open job.
func (l *lease) claims(ctx context.Context) ([]RunID, error) {
	return list[RunID](l.tx.QueryContext(ctx, `
		WITH RECURSIVE claim(run) AS (
			SELECT min(run) FROM jobs WHERE state IN ('queued', 'leased')
			UNION ALL
			SELECT (SELECT min(run) FROM jobs WHERE state IN ('queued', 'leased') AND run > claim.run) FROM claim WHERE claim.run IS NOT NULL
		) SELECT run FROM claim WHERE run IS NOT NULL`))
}

// list reads rows of one column.
func list[T any](rows *sql.Rows, err error) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

// A candidate is an open job that may be free.
type candidate struct {
	Job
	id    string
	owner RunID
	until int64
	seen  int
	saved int
}

// take leases up to n jobs that claim answers for and appends them to jobs.
func (l *lease) take(ctx context.Context, claim RunID, n int, jobs []Job) ([]Job, error) {
	if n <= 0 {
		return jobs, nil
	}
	want := len(jobs) + n
	for _, state := range []string{"leased", "queued"} {
		for after := int64(0); len(jobs) < want; {
			found, err := l.candidates(ctx, claim, state, after, want-len(jobs))
			if err != nil {
				return nil, err
			}
			if len(found) == 0 {
				break
			}
			for _, c := range found {
				after = c.document
				ok, err := l.lease(ctx, claim, &c)
				if err != nil {
					return nil, err
				}
				if ok {
					jobs = append(jobs, c.Job)
				}
			}
		}
	}
	return jobs, nil
}

func (l *lease) candidates(ctx context.Context, claim RunID, state string, after int64, n int) ([]candidate, error) {
	rows, err := l.tx.QueryContext(ctx, `
		SELECT d.n, d.id, d.name, f.media_type, f.bytes, j.revision, j.tries, j.seen, coalesce(j.owner, 0), coalesce(j.lease_until, 0),
			(SELECT count(*) FROM pages p WHERE p.document = d.n)
		FROM jobs j JOIN documents d ON d.n = j.document JOIN files f ON f.n = d.file
		WHERE j.run = ? AND j.state = ? AND j.state IN ('queued', 'leased') AND j.document > ?
			AND (j.state = 'queued' OR j.lease_until <= ? OR j.owner <> ?)
		ORDER BY j.document LIMIT ?`, claim, state, after, l.now, l.run, n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []candidate
	for rows.Next() {
		var c candidate
		s := &c.Source
		if err := rows.Scan(&c.document, &c.id, &s.Name, &s.MediaType, &s.Bytes, &c.Revision, &c.Tries, &c.seen, &c.owner, &c.until, &c.saved); err != nil {
			return nil, err
		}
		s.ID = corpus.ID(c.id)
		c.Path, c.Resumed = l.OriginalPath(s.ID), claim != l.run
		found = append(found, c)
	}
	return found, rows.Err()
}

// lease leases one job, unless it is in living hands or was tried too often.
func (l *lease) lease(ctx context.Context, claim RunID, c *candidate) (bool, error) {
	if c.owner != 0 && c.until > l.now {
		alive := true
		var err error
		if c.owner != l.run {
			alive, err = l.census.alive(ctx, c.owner)
		}
		if alive || err != nil {
			return false, err
		}
	}
	if c.saved > c.seen { // it went on since: no document that kills its reader
		c.Tries = 0
	}
	if c.Tries >= maxTries {
		return false, l.crashed(ctx, claim, c)
	}
	c.Tries++
	_, err := l.tx.ExecContext(ctx, `UPDATE jobs SET state = 'leased', owner = ?, lease_until = ?, tries = ?, seen = ? WHERE document = ? AND stage = 'read'`,
		l.run, l.until, c.Tries, c.saved, c.document)
	return err == nil, err
}

func (l *lease) crashed(ctx context.Context, claim RunID, c *candidate) error {
	l.ledger.finished(claim, l.run, true)
	return l.setAside(ctx, l.tx, aside{document: c.document, name: c.Source.Name, run: l.run, problem: &corpus.Problem{
		Kind:    corpus.Crashed,
		Message: fmt.Sprintf("its reading was interrupted %d times", maxTries),
		Hint:    "vanthu problems --retry reads it again",
	}})
}

// Renew extends the leases of jobs that run still holds.
func (a *Archive) Renew(ctx context.Context, run RunID, ids []corpus.ID, ttl time.Duration) error {
	return a.eachHeld(ctx, "renew", run, ids, `UPDATE jobs SET lease_until = ?3
		WHERE document = (SELECT n FROM documents WHERE id = ?1) AND stage = 'read' AND state = 'leased' AND owner = ?2`, a.now().Add(ttl).UnixMilli())
}

// Release gives back jobs that run holds and has not finished, as if they had
// never been leased.
func (a *Archive) Release(ctx context.Context, run RunID, ids []corpus.ID) error {
	return a.eachHeld(ctx, "release", run, ids, `UPDATE jobs SET state = 'queued', owner = NULL, lease_until = NULL, tries = max(tries - ?3, 0)
		WHERE document = (SELECT n FROM documents WHERE id = ?1) AND stage = 'read' AND state = 'leased' AND owner = ?2`, 1)
}

// eachHeld runs an update with id, run and value for each of ids.
func (a *Archive) eachHeld(ctx context.Context, what string, run RunID, ids []corpus.ID, text string, value int64) error {
	return wrap(what, a.write(ctx, cheap, func(tx *sql.Tx) error {
		stmt, err := tx.PrepareContext(ctx, text)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if _, err := stmt.ExecContext(ctx, string(id), run, value); err != nil {
				return err
			}
		}
		return a.book(ctx, tx, run, make(ledger))
	}))
}
