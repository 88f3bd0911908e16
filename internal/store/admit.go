package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"vanthu/corpus"
)

// An Arrival is a staged original with what is known of it.
type Arrival struct {
	Original
	Name      string // the path as given
	MediaType string // by content
	Path      string // where to find it again, see [Problem.Path]
	Labels    []corpus.Label
}

// An Outcome is what became of an arrival.
type Outcome int

// The outcomes. The first two end in a document or a problem of this run; the
// others are accounted for at once.
const (
	New        Outcome = iota // a document to be read; also one that was set aside before
	Pending                   // known, but its run died before it was read: this run answers for it now
	Duplicate                 // the same bytes under another path, now or before, or in the hands of another living run
	Unchanged                 // the same bytes under the same path, read before
	Readmitted                // New, but it was removed before: see [Archive.Removals]
	Refused                   // it was held when it was put and removed since: to be given again; a problem tells
)

// shown is name as it is stored: valid UTF-8.
func shown(name string) string { return strings.ToValidUTF8(name, "\uFFFD") }

// Admit takes staged originals in: first their bytes onto the disk, then, in
// one transaction, sources, documents and jobs. The outcomes are in the order
// of the arrivals. After an error nothing is admitted and the same arrivals can
// be given again.
func (a *Archive) Admit(ctx context.Context, run RunID, arrivals []Arrival) ([]Outcome, error) {
	var made []string
	for _, r := range arrivals {
		if r.Staged == "" {
			continue
		}
		switch fresh, err := a.link(r.Original); {
		case err != nil:
			return nil, fmt.Errorf("admit %s: %w", shown(r.Name), err)
		case fresh:
			made = append(made, a.OriginalPath(r.ID))
		}
	}
	if len(made) > 0 {
		if err := syncFiles(filepath.Join(a.dir, "originals"), made); err != nil {
			return nil, fmt.Errorf("admit: %w", err)
		}
	}
	var outcomes []Outcome
	err := a.write(ctx, durable, func(tx *sql.Tx) error {
		outcomes = outcomes[:0]
		ad, err := a.admission(ctx, tx, run)
		if err != nil {
			return err
		}
		for _, r := range arrivals {
			o, err := ad.admit(ctx, r)
			if err != nil {
				return fmt.Errorf("admit %s: %w", shown(r.Name), err)
			}
			outcomes = append(outcomes, o)
		}
		return a.book(ctx, tx, run, ad.ledger)
	})
	if err != nil {
		return nil, err
	}
	for _, r := range arrivals {
		if err := a.Discard(r.Original); err != nil {
			return outcomes, err
		}
	}
	return outcomes, nil
}

// An admission is one transaction of Admit.
type admission struct {
	*Archive
	tx       *sql.Tx
	run      RunID
	now      int64
	ledger   ledger
	census   *census
	nameless bool // there are open problems without an original

	find, addFile, addDocument, addSource, addJob *sql.Stmt
}

func (a *Archive) admission(ctx context.Context, tx *sql.Tx, run RunID) (*admission, error) {
	ad := &admission{Archive: a, tx: tx, run: run, now: a.millis(), ledger: make(ledger), census: a.census(tx)}
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM problems WHERE resolved IS NULL AND document IS NULL)`).Scan(&ad.nameless); err != nil {
		return nil, fmt.Errorf("admit: %w", err)
	}
	for _, s := range []struct {
		stmt **sql.Stmt
		text string
	}{
		{&ad.find, `SELECT d.n, d.state, j.state, j.run, coalesce(j.owner, 0), f.removed IS NOT NULL
			FROM documents d JOIN jobs j ON j.document = d.n AND j.stage = 'read' JOIN files f ON f.n = d.file WHERE d.id = ?`},
		{&ad.addFile, `INSERT INTO files (sha, bytes, media_type, added) VALUES (?, ?, ?, ?)`},
		{&ad.addDocument, `INSERT INTO documents (id, file, name, state, added) VALUES (?, ?, ?, 'pending', ?)`},
		{&ad.addSource, `INSERT INTO sources (document, name, run) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`},
		{&ad.addJob, `INSERT INTO jobs (document, stage, revision, state, run) VALUES (?, 'read', ?, 'queued', ?)`},
	} {
		var err error
		if *s.stmt, err = tx.PrepareContext(ctx, s.text); err != nil { // closed with the transaction
			return nil, fmt.Errorf("admit: %w", err)
		}
	}
	return ad, nil
}

func (ad *admission) admit(ctx context.Context, r Arrival) (Outcome, error) {
	// A run that swept between our link and this transaction may have taken the
	// original away: see drop.
	if r.Staged != "" {
		if _, err := os.Stat(ad.OriginalPath(r.ID)); err != nil {
			if _, err := ad.link(r.Original); err != nil {
				return 0, err
			}
			if err := syncFiles(filepath.Join(ad.dir, "originals"), []string{ad.OriginalPath(r.ID)}); err != nil {
				return 0, err
			}
		}
	}
	name := shown(r.Name)
	account := ad.ledger.of(ad.run)
	account.files++
	if ad.nameless {
		if err := ad.resolve(ctx, name); err != nil {
			return 0, err
		}
	}
	var (
		document     int64
		state, job   string
		claim, owner RunID
		removed      bool
	)
	switch err := ad.find.QueryRowContext(ctx, string(r.ID)).Scan(&document, &state, &job, &claim, &owner, &removed); {
	case errors.Is(err, sql.ErrNoRows):
		return New, ad.insert(ctx, r, name)
	case err != nil:
		return 0, err
	case removed:
		return ad.readmit(ctx, r, name, document)
	}
	if err := ad.label(ctx, document, r.Labels, state == string(StateDone)); err != nil {
		return 0, err
	}
	added, err := ad.addSource.ExecContext(ctx, document, name, ad.run)
	if err != nil {
		return 0, err
	}
	others, err := added.RowsAffected()
	if err != nil {
		return 0, err
	}
	o, err := ad.outcome(ctx, others == 0, state, job, claim, owner)
	if err != nil {
		return 0, err
	}
	switch o {
	case Duplicate:
		account.duplicates++
	case Unchanged:
		account.unchanged++
	case New:
		return o, ad.again(ctx, ad.tx, document, ad.run, ad.now)
	case Pending:
		if claim != ad.run {
			ad.ledger.of(claim).passedOn++
		}
		_, err = ad.tx.ExecContext(ctx, `UPDATE jobs SET run = ? WHERE document = ? AND stage = 'read'`, ad.run, document)
	}
	return o, err
}

// resolve closes the problem of a file that came in after all, and those of the
// folders around it, which were entered. Not of this run: of a folder that could
// be listed in part, it has just been noted.
func (ad *admission) resolve(ctx context.Context, name string) error {
	_, err := ad.tx.ExecContext(ctx, `UPDATE problems SET resolved = ? WHERE resolved IS NULL AND document IS NULL AND name = ?`, ad.now, name)
	for at := strings.LastIndexByte(name, '/'); err == nil && at > 0; at = strings.LastIndexByte(name[:at], '/') {
		_, err = ad.tx.ExecContext(ctx, `UPDATE problems SET resolved = ? WHERE resolved IS NULL AND document IS NULL AND name = ? AND run <> ?`, ad.now, name[:at], ad.run)
	}
	return err
}

// outcome decides on a document that is known. An orphan that this run has
// leased or finished by itself stays counted as resumed: the file that comes
// for it afterwards is a duplicate or unchanged.
func (ad *admission) outcome(ctx context.Context, sameName bool, state, job string, claim, owner RunID) (Outcome, error) {
	seen := Duplicate
	if sameName {
		seen = Unchanged
	}
	open := job == "queued" || job == "leased"
	switch {
	case claim == ad.run:
		return Duplicate, nil
	case open && state == "pending":
		alive, err := ad.census.alive(ctx, claim)
		if err != nil {
			return 0, err
		}
		if !alive && job == "leased" {
			if owner == ad.run {
				return seen, nil
			}
			alive, err = ad.census.alive(ctx, owner)
			if err != nil {
				return 0, err
			}
		}
		if alive {
			return Duplicate, nil
		}
		return Pending, nil
	case state == "aside" && owner == ad.run, state == "done":
		return seen, nil
	default: // aside, withdrawn
		return New, nil
	}
}

func (ad *admission) insert(ctx context.Context, r Arrival, name string) error {
	file, err := ad.addFile.ExecContext(ctx, string(r.ID), r.Bytes, r.MediaType, ad.now)
	if err != nil {
		return err
	}
	n, err := file.LastInsertId()
	if err != nil {
		return err
	}
	document, err := ad.addDocument.ExecContext(ctx, string(r.ID), n, name, ad.now)
	if err != nil {
		return err
	}
	if n, err = document.LastInsertId(); err != nil {
		return err
	}
	if _, err := ad.addSource.ExecContext(ctx, n, name, ad.run); err != nil {
		return err
	}
	if _, err := ad.addJob.ExecContext(ctx, n, ad.revision, ad.run); err != nil {
		return err
	}
	return ad.label(ctx, n, r.Labels, false)
}

// readmit takes a document that was removed in again, as if it were new.
func (ad *admission) readmit(ctx context.Context, r Arrival, name string, document int64) (Outcome, error) {
	if _, err := os.Stat(ad.OriginalPath(r.ID)); err != nil {
		// It was held when it was put, so nothing was staged; then it was removed.
		ad.ledger.finished(ad.run, ad.run, true)
		labels, err := packLabels(r.Labels)
		if err != nil {
			return 0, err
		}
		path := []byte(r.Path)
		if r.Path == "" {
			path = []byte(name)
		}
		return Refused, ad.setAside(ctx, ad.tx, aside{name: name, path: path, labels: labels, run: ad.run, problem: &corpus.Problem{
			Kind: corpus.Vanished, Message: "its original was removed from the archive while it was taken in", Hint: "vanthu problems --retry takes it in",
		}})
	}
	for _, q := range []struct {
		text string
		args []any
	}{
		{`UPDATE files SET removed = NULL WHERE sha = ?`, []any{string(r.ID)}},
		{`UPDATE documents SET name = ? WHERE n = ?`, []any{name, document}},
	} {
		if _, err := ad.tx.ExecContext(ctx, q.text, q.args...); err != nil {
			return 0, err
		}
	}
	if _, err := ad.addSource.ExecContext(ctx, document, name, ad.run); err != nil {
		return 0, err
	}
	if err := ad.label(ctx, document, r.Labels, false); err != nil {
		return 0, err
	}
	return Readmitted, ad.again(ctx, ad.tx, document, ad.run, ad.now)
}

// again queues a document anew for run, which answers for it from now on, and
// resolves its problems.
func (a *Archive) again(ctx context.Context, tx *sql.Tx, document int64, run RunID, now int64) error {
	for _, q := range []struct {
		text string
		args []any
	}{
		{`UPDATE jobs SET state = 'queued', run = ?, owner = NULL, lease_until = NULL, tries = 0, revision = ? WHERE document = ? AND stage = 'read'`, []any{run, a.revision, document}},
		{`UPDATE documents SET state = 'pending' WHERE n = ? AND state <> 'done'`, []any{document}},
		{`UPDATE problems SET resolved = ? WHERE document = ? AND resolved IS NULL`, []any{now, document}},
	} {
		if _, err := tx.ExecContext(ctx, q.text, q.args...); err != nil {
			return err
		}
	}
	return nil
}
