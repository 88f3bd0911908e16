package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"vanthu/corpus"
)

// A Fault says what kind of damage [Archive.Verify] found.
type Fault string

// The faults.
const (
	FaultMissing   Fault = "missing"   // an original is gone or cannot be read
	FaultChanged   Fault = "changed"   // an original's bytes are not those of its name
	FaultOrphan    Fault = "orphan"    // an original that no row names
	FaultRecord    Fault = "record"    // a record or page cannot be unpacked, or does not fit the catalogue
	FaultSpan      Fault = "span"      // a value that is not where the record says
	FaultState     Fault = "state"     // a document's state, job and problems contradict each other
	FaultAccount   Fault = "account"   // a run's files do not add up
	FaultCatalogue Fault = "catalogue" // SQLite finds its file damaged
)

// faultsPerRecord is how many wrong spans of one record are reported; the rest
// is only counted.
const faultsPerRecord = 5

// A Damage is one thing wrong in an archive.
type Damage struct {
	Fault   Fault     `json:"fault"`
	ID      corpus.ID `json:"id"`   // "": not of one document
	Name    string    `json:"name"` // of the document's first source, or a path in the archive
	Message string    `json:"message"`
	Hint    string    `json:"hint"` // the cure, where there is one
}

// A Report says what was verified.
type Report struct {
	Originals int         `json:"originals"`
	Bytes     int64       `json:"bytes"` // of originals, read again
	Documents int         `json:"documents"`
	Pages     int         `json:"pages"`
	Spans     int         `json:"spans"`
	Runs      int         `json:"runs"`
	SetAside  int         `json:"set_aside"`
	Pending   []corpus.ID `json:"pending"` // in the order of admission
	Damages   int         `json:"damages"`
}

// Verify reads the whole archive again and calls each for every damage. The
// archive may be in use meanwhile. The index is the caller's to check.
func (a *Archive) Verify(ctx context.Context, each func(Damage)) (Report, error) {
	v := &verification{Archive: a, each: each, report: Report{Pending: []corpus.ID{}}}
	for _, step := range []func(context.Context) error{v.catalogue, v.originals, v.orphans, v.documents, v.accounts} {
		if err := step(ctx); err != nil {
			return v.report, fmt.Errorf("verify: %w", err)
		}
	}
	return v.report, nil
}

type verification struct {
	*Archive
	each   func(Damage)
	report Report
}

func (v *verification) damage(d Damage) {
	v.report.Damages++
	v.each(d)
}

// catalogue asks SQLite for damage in its file, and for rows that point nowhere.
func (v *verification) catalogue(ctx context.Context) error {
	lines, err := list[string](v.readers.QueryContext(ctx, `PRAGMA integrity_check`))
	if err != nil {
		return err
	}
	for _, line := range lines {
		if line != "ok" {
			v.damage(Damage{Fault: FaultCatalogue, Name: catalogue, Message: line, Hint: "restore " + catalogue + " from a copy, or make a new archive from originals/"})
		}
	}
	tables, err := list[string](v.readers.QueryContext(ctx, `SELECT "table" || ' row ' || coalesce(rowid, 0) || ' points to no ' || parent FROM pragma_foreign_key_check`))
	for _, line := range tables {
		v.damage(Damage{Fault: FaultCatalogue, Name: catalogue, Message: line})
	}
	return err
}

// originals reads every original that the catalogue names.
func (v *verification) originals(ctx context.Context) error {
	type file struct {
		n     int64
		sha   string
		bytes int64
		name  string
	}
	buf := make([]byte, 1<<20)
	for after := int64(0); ; {
		var some []file
		rows, err := v.readers.QueryContext(ctx, `SELECT f.n, f.sha, f.bytes, d.name FROM files f JOIN documents d ON d.file = f.n WHERE f.n > ? AND f.removed IS NULL ORDER BY f.n LIMIT 1000`, after)
		if err != nil {
			return err
		}
		for rows.Next() {
			var f file
			if err := rows.Scan(&f.n, &f.sha, &f.bytes, &f.name); err != nil {
				return errors.Join(err, rows.Close())
			}
			some = append(some, f)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil || len(some) == 0 {
			return err
		}
		for _, f := range some {
			after = f.n
			if err := v.original(ctx, corpus.ID(f.sha), f.bytes, f.name, buf); err != nil {
				return err
			}
		}
	}
}

func (v *verification) original(ctx context.Context, id corpus.ID, bytes int64, name string, buf []byte) error {
	v.report.Originals++
	const hint = "import the file again, or restore it from a copy"
	f, err := os.Open(v.OriginalPath(id))
	if errors.Is(err, fs.ErrNotExist) {
		// It may have been removed since the list was made, and come back since.
		var one int
		switch err := v.held.QueryRowContext(ctx, string(id)).Scan(&one); {
		case errors.Is(err, sql.ErrNoRows):
			v.report.Originals--
			return nil
		case err != nil:
			return err
		}
		f, err = os.Open(v.OriginalPath(id))
	}
	if err != nil {
		v.damage(Damage{FaultMissing, id, name, err.Error(), hint})
		return nil
	}
	in := &intake{ctx: ctx, r: f, hash: sha256.New()}
	_, err = io.CopyBuffer(struct{ io.Writer }{io.Discard}, in, buf)
	_ = f.Close() // it was only read
	v.report.Bytes += in.n
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		v.damage(Damage{FaultMissing, id, name, err.Error(), hint})
	case in.id() != id:
		v.damage(Damage{FaultChanged, id, name, fmt.Sprintf("the original has %d bytes with checksum %s, want %d", in.n, in.id(), bytes), "remove the damaged file, then import the document again; or restore it from a copy"})
	}
	return nil
}

// orphans looks for originals that no row names. One with a staged name beside
// it is being admitted, or will be removed by the next run.
func (v *verification) orphans(ctx context.Context) error {
	root := filepath.Join(v.dir, "originals")
	return filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if e.IsDir() || strings.HasPrefix(e.Name(), stagePrefix) {
			return nil
		}
		info, err := e.Info()
		if err != nil {
			return ignoreGone(err)
		}
		if links(info) > 1 {
			return nil
		}
		var one int
		// One that was removed and still lies there is removed by the next run.
		err = v.readers.QueryRowContext(ctx, `SELECT 1 FROM files f WHERE f.sha = ? AND (f.removed IS NULL OR EXISTS (
			SELECT 1 FROM removals r JOIN documents d ON d.n = r.document WHERE d.file = f.n AND r.unlinked = 0))`, e.Name()).Scan(&one)
		if errors.Is(err, sql.ErrNoRows) || err == nil && path != v.OriginalPath(corpus.ID(e.Name())) {
			v.damage(Damage{Fault: FaultOrphan, Name: path, Message: "no row of the catalogue names it", Hint: "import it again to keep it, or remove it"})
			return nil
		}
		return err
	})
}

// documents checks state, pages and record of every document.
func (v *verification) documents(ctx context.Context) error {
	for after := int64(0); ; {
		some, err := list[int64](v.readers.QueryContext(ctx, `SELECT n FROM documents WHERE n > ? ORDER BY n LIMIT 10000`, after))
		if err != nil || len(some) == 0 {
			return err
		}
		for _, n := range some {
			after = n
			if err := v.read(ctx, func(tx *sql.Tx) error { return v.document(ctx, tx, n) }); err != nil {
				return err
			}
		}
	}
}

func (v *verification) document(ctx context.Context, tx *sql.Tx, n int64) error {
	var (
		id, name, state, number   string
		job                       sql.NullString
		pages, problems, citation int
		body                      []byte
	)
	err := tx.QueryRowContext(ctx, `SELECT d.id, d.name, d.state, d.number, d.pages, r.body,
		(SELECT state FROM jobs WHERE document = d.n AND stage = 'read'),
		(SELECT count(*) FROM problems WHERE document = d.n AND resolved IS NULL),
		(SELECT count(*) FROM citations WHERE document = d.n)
		FROM documents d LEFT JOIN records r ON r.document = d.n WHERE d.n = ?`, n).
		Scan(&id, &name, &state, &number, &pages, &body, &job, &problems, &citation)
	if err != nil {
		return err
	}
	if State(state) != StateWithdrawn {
		v.report.Documents++
	}
	report := func(fault Fault, format string, args ...any) {
		v.damage(Damage{Fault: fault, ID: corpus.ID(id), Name: name, Message: fmt.Sprintf(format, args...)})
	}
	open := job.String == "queued" || job.String == "leased"
	switch {
	case !job.Valid:
		report(FaultState, "it has no job")
	case State(state) == StateDone && body == nil:
		report(FaultState, "it is done and has no record")
	case State(state) == StateAside && (job.String != "aside" || problems != 1):
		report(FaultState, "it was set aside, its job is %s, and it has %d open problems, want 1", job.String, problems)
	case State(state) == StatePending && !open:
		report(FaultState, "it is pending and its job is %s", job.String)
	case State(state) != StateDone && body != nil:
		report(FaultState, "it is %s and has a record", state)
	}
	switch State(state) {
	case StatePending:
		v.report.Pending = append(v.report.Pending, corpus.ID(id))
		return nil
	case StateAside:
		v.report.SetAside++
		return nil
	}
	if body == nil {
		return nil
	}
	rows, err := tx.QueryContext(ctx, `SELECT page, method, characters, text, rest FROM pages WHERE document = ? ORDER BY page`, n)
	if err != nil {
		return err
	}
	held, err := v.scanPages(rows)
	if err := errors.Join(err, rows.Close()); err != nil {
		v.damage(Damage{FaultRecord, corpus.ID(id), name, fmt.Sprintf("its pages: %v", err), "vanthu reindex --extract notes it as a problem, and vanthu problems --retry reads its original again"})
		return ctx.Err()
	}
	v.report.Pages += len(held)
	var record corpus.Record
	if err := v.unpackJSON(body, &record); err != nil {
		v.damage(Damage{FaultRecord, corpus.ID(id), name, fmt.Sprintf("its record: %v", err), "vanthu reindex --extract makes it anew from the page texts"})
		return nil
	}
	switch {
	case record.ID != corpus.ID(id):
		report(FaultRecord, "its record is that of %s", record.ID)
	case record.Number.Or("") != number:
		report(FaultRecord, "its record has the number %q, the catalogue %q", record.Number.Or(""), number)
	case len(record.Citations) != citation:
		report(FaultRecord, "its record has %d citations, the catalogue %d", len(record.Citations), citation)
	case len(held) != pages:
		report(FaultRecord, "%d of %d pages are held", len(held), pages)
	}
	wrong := 0
	v.report.Spans += checkSpans(held, &record, func(what string) {
		if wrong++; wrong <= faultsPerRecord {
			report(FaultSpan, "%s", what)
		}
	})
	if wrong > faultsPerRecord {
		report(FaultSpan, "%d more values are not where the record says", wrong-faultsPerRecord)
	}
	return nil
}

// accounts checks that every file of every run went somewhere, and that what a
// run reported is what the ledger counted.
func (v *verification) accounts(ctx context.Context) error {
	runs, err := v.Runs(ctx)
	if err != nil {
		return err
	}
	for _, r := range runs {
		v.report.Runs++
		c, s := r.Account, r.Summary
		name := fmt.Sprintf("run %d (%s, %s)", r.ID, r.Kind, r.Began.UTC().Format("2006-01-02 15:04"))
		if !c.Balanced() {
			v.damage(Damage{Fault: FaultAccount, Name: name, Message: fmt.Sprintf(
				"%d files are not %d documents + %d duplicates + %d set aside + %d unchanged + %d passed on + %d open",
				c.Files, c.Documents, c.Duplicates, c.SetAside, c.Unchanged, c.PassedOn, c.Open)})
			continue
		}
		if r.Ended.IsZero() || s.Stopped {
			continue
		}
		reported := Account{Files: s.Files, Documents: s.Documents, Duplicates: s.Duplicates, SetAside: s.SetAside, Unchanged: s.Unchanged}
		counted := c
		counted.PassedOn, counted.Open, counted.Resumed = 0, 0, 0
		if reported != counted || !reported.Balanced() {
			v.damage(Damage{Fault: FaultAccount, Name: name, Message: fmt.Sprintf(
				"it reported %d files = %d documents + %d duplicates + %d set aside + %d unchanged; the ledger counted %d = %d + %d + %d + %d",
				s.Files, s.Documents, s.Duplicates, s.SetAside, s.Unchanged, c.Files, c.Documents, c.Duplicates, c.SetAside, c.Unchanged)})
		}
	}
	return nil
}
