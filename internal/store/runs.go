package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// A RunID names a run, from 1.
type RunID int64

// A Run is one row of the ledger.
type Run struct {
	ID      RunID
	Kind    string // "import", "retry", ...
	Args    []string
	User    string // as the system knows them; "" in runs of before it was noted
	Host    string
	PID     int
	Began   time.Time
	Ended   time.Time // zero: it has not ended, or was killed
	Alive   bool      // its process runs and it has not ended
	Summary Summary   // as given at the end; zero before
	Account Account   // the ledger's own
}

// A Summary is what a run reports at its end:
// Files = Documents + Duplicates + SetAside + Unchanged, unless it was Stopped.
type Summary struct {
	Files      int             `json:"files"`
	Documents  int             `json:"documents"`
	Duplicates int             `json:"duplicates"`
	SetAside   int             `json:"set_aside"`
	Unchanged  int             `json:"unchanged"`
	Ignored    int             `json:"ignored"` // system litter; counts nowhere
	Resumed    int             `json:"resumed"` // documents finished for earlier runs; counts nowhere
	Pages      int             `json:"pages"`
	OCRPages   int             `json:"ocr_pages"`
	Seconds    float64         `json:"seconds"`
	Removed    int             `json:"removed,omitempty"`   // documents, by rm
	Extracted  int             `json:"extracted,omitempty"` // records that were made anew, by reindex --extract
	Index      json.RawMessage `json:"index,omitempty"`     // what a reindex has to report
	Stopped    bool            `json:"stopped"`             // by an error or a cancel, before all files were reached or read
}

// An Account is counted by the ledger in the same transactions that move
// documents. Balanced says what must hold at any moment.
type Account struct {
	Files, Documents, Duplicates, SetAside, Unchanged int
	PassedOn                                          int // of Files: taken over or finished by another run
	Open                                              int // of Files: their jobs are not finished
	Resumed                                           int // not of Files: finished for a dead run, read or set aside
}

// Balanced says whether every file is accounted for.
func (c Account) Balanced() bool {
	return c.Files == c.Documents+c.Duplicates+c.SetAside+c.Unchanged+c.PassedOn+c.Open
}

// BeginRun writes a run into the ledger, and removes what dead processes have
// left staged. The run counts as living until EndRun, or until its process is
// gone; its unfinished jobs are then anybody's. So end every run, also after an
// error.
func (a *Archive) BeginRun(ctx context.Context, kind string, args []string) (Run, error) {
	if err := a.sweep(ctx); err != nil {
		return Run{}, err
	}
	if args == nil {
		args = []string{}
	}
	line, err := json.Marshal(args)
	if err != nil {
		return Run{}, err // unreachable: strings have a JSON form
	}
	p := a.self
	run := Run{Kind: kind, Args: args, User: p.user, Host: p.host, PID: p.pid, Began: time.UnixMilli(a.millis()), Alive: true}
	err = a.write(ctx, durable, func(tx *sql.Tx) error {
		now := run.Began.UnixMilli()
		return tx.QueryRowContext(ctx, `INSERT INTO runs (kind, args, user, host, boot, space, pid, born, began, heard) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
			kind, string(line), p.user, p.host, p.boot, p.space, p.pid, p.born, now, now).Scan(&run.ID)
	})
	if err != nil {
		return Run{}, fmt.Errorf("begin run: %w", err)
	}
	return run, nil
}

// EndRun ends a run. Its unfinished jobs, if it was stopped, go to the next run.
func (a *Archive) EndRun(ctx context.Context, run RunID, s Summary) error {
	text, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("end run: %w", err) // Seconds is not finite
	}
	return a.write(ctx, durable, func(tx *sql.Tx) error {
		now := a.millis()
		_, err := tx.ExecContext(ctx, `UPDATE runs SET ended = ?, heard = ?, summary = ? WHERE id = ?`, now, now, string(text), run)
		return wrap("end run", err)
	})
}

const runColumns = `id, kind, args, user, host, boot, space, pid, born, began, heard, ended, summary,
	files, documents, duplicates, set_aside, unchanged, passed_on, resumed,
	(SELECT count(*) FROM jobs WHERE run = runs.id AND state IN ('queued', 'leased'))`

// Runs lists all runs, the oldest first.
func (a *Archive) Runs(ctx context.Context) ([]Run, error) {
	var runs []Run
	rows, err := a.readers.QueryContext(ctx, `SELECT `+runColumns+` FROM runs ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("runs: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		r, err := a.scanRun(rows)
		if err != nil {
			return nil, fmt.Errorf("runs: %w", err)
		}
		runs = append(runs, r)
	}
	return runs, wrap("runs", rows.Err())
}

// Run gives one run with its account as it stands; [ErrUnknown] where there is
// none.
func (a *Archive) Run(ctx context.Context, id RunID) (Run, error) {
	r, err := a.scanRun(a.readers.QueryRowContext(ctx, `SELECT `+runColumns+` FROM runs WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%w: there is no such run", ErrUnknown)
	}
	return r, wrap(fmt.Sprintf("run %d", id), err)
}

func (a *Archive) scanRun(row interface{ Scan(...any) error }) (Run, error) {
	var (
		r            Run
		p            process
		args         string
		began, heard int64
		ended        sql.NullInt64
		summary      sql.NullString
		c            = &r.Account
	)
	err := row.Scan(&r.ID, &r.Kind, &args, &r.User, &p.host, &p.boot, &p.space, &p.pid, &p.born, &began, &heard, &ended, &summary,
		&c.Files, &c.Documents, &c.Duplicates, &c.SetAside, &c.Unchanged, &c.PassedOn, &c.Resumed, &c.Open)
	if err != nil {
		return Run{}, err
	}
	r.Host, r.PID, r.Began = p.host, p.pid, time.UnixMilli(began)
	if ended.Valid {
		r.Ended = time.UnixMilli(ended.Int64)
	} else {
		r.Alive = a.self.alive(p, a.now().Sub(time.UnixMilli(heard)))
	}
	if summary.Valid {
		err = json.Unmarshal([]byte(summary.String), &r.Summary)
	}
	return r, errors.Join(err, json.Unmarshal([]byte(args), &r.Args))
}

// A census knows, inside one transaction, which runs live.
type census struct {
	a     *Archive
	tx    *sql.Tx
	known map[RunID]bool
}

func (a *Archive) census(tx *sql.Tx) *census {
	return &census{a, tx, make(map[RunID]bool)}
}

func (c *census) alive(ctx context.Context, id RunID) (bool, error) {
	if alive, ok := c.known[id]; ok {
		return alive, nil
	}
	var (
		p     process
		heard int64
		ended sql.NullInt64
	)
	err := c.tx.QueryRowContext(ctx, `SELECT host, boot, space, pid, born, heard, ended FROM runs WHERE id = ?`, id).
		Scan(&p.host, &p.boot, &p.space, &p.pid, &p.born, &heard, &ended)
	if err != nil {
		return false, fmt.Errorf("run %d: %w", id, err)
	}
	alive := !ended.Valid && c.a.self.alive(p, c.a.now().Sub(time.UnixMilli(heard)))
	c.known[id] = alive
	return alive, nil
}

// A tally is added to the account of a run.
type tally struct{ files, documents, duplicates, setAside, unchanged, passedOn, resumed int }

// A ledger collects what one transaction adds to the accounts of runs.
type ledger map[RunID]*tally

func (l ledger) of(run RunID) *tally {
	t := l[run]
	if t == nil {
		t = new(tally)
		l[run] = t
	}
	return t
}

// finished books the end of a document of claim, by the run that ended it.
func (l ledger) finished(claim, by RunID, aside bool) {
	switch {
	case claim != by:
		l.of(claim).passedOn++
		l.of(by).resumed++
	case aside:
		l.of(by).setAside++
	default:
		l.of(by).documents++
	}
}

// book adds to the accounts and notes that by was heard of.
func (a *Archive) book(ctx context.Context, tx *sql.Tx, by RunID, l ledger) error {
	l.of(by)
	for run, t := range l { // the order does not show
		heard := int64(0)
		if run == by {
			heard = a.millis()
		}
		_, err := tx.ExecContext(ctx, `UPDATE runs SET files = files + ?, documents = documents + ?, duplicates = duplicates + ?, set_aside = set_aside + ?,
			unchanged = unchanged + ?, passed_on = passed_on + ?, resumed = resumed + ?, heard = max(heard, ?) WHERE id = ?`,
			t.files, t.documents, t.duplicates, t.setAside, t.unchanged, t.passedOn, t.resumed, heard, run)
		if err != nil {
			return fmt.Errorf("account of run %d: %w", run, err)
		}
	}
	return nil
}

// wrap puts what was done before an error.
func wrap(what string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
