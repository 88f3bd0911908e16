package store

import (
	"context"
	"database/sql"
	"fmt"

	"vanthu/corpus"
	"vanthu/internal/instrument"
	"vanthu/internal/near"
)

// Kept is all that is kept of a document that was read.
type Kept struct {
	Job    Job           // as leased
	Source corpus.Source // with its number of pages
	Pages  []corpus.Page // the reader's raw output; nil: SavePage has all of it
	Record corpus.Record

	// Lacking is why a page could not be read, nil where all were: it stays an
	// open problem of the document until it is read again.
	Lacking *corpus.Problem
}

// SavePage keeps one page of a document that is being read, so that it is not
// read again when the run is interrupted.
func (a *Archive) SavePage(ctx context.Context, id corpus.ID, page corpus.Page) error {
	p, err := a.packPage(page)
	if err != nil {
		return wrap(string(id), err)
	}
	return a.write(ctx, cheap, func(tx *sql.Tx) error {
		var document int64
		if err := tx.QueryRowContext(ctx, `SELECT n FROM documents WHERE id = ?`, string(id)).Scan(&document); err != nil {
			return unknown(id, err)
		}
		_, err := tx.ExecContext(ctx, savePage, document, p.number, p.method, p.characters, p.text, p.rest)
		return wrap("save page", err)
	})
}

const savePage = `INSERT INTO pages (document, page, method, characters, text, rest) VALUES (?, ?, ?, ?, ?, ?)
	ON CONFLICT DO UPDATE SET method = excluded.method, characters = excluded.characters, text = excluded.text, rest = excluded.rest`

// Keep stores documents that were read and ends their jobs, all or none. A
// document whose job has ended already is left as it is: it was read twice, and
// the record is the same. It is kept also when the lease has been lost since.
func (a *Archive) Keep(ctx context.Context, run RunID, batch []Kept) error {
	packed := make([]packedDocument, len(batch))
	for i, k := range batch {
		var err error
		if packed[i], err = a.pack(k); err != nil {
			return fmt.Errorf("keep %s: %w", k.Source.Name, err)
		}
	}
	return wrap("keep", a.write(ctx, durable, func(tx *sql.Tx) error {
		k, err := a.keeping(ctx, tx, run)
		if err != nil {
			return err
		}
		for i := range packed {
			if err := k.keep(ctx, &packed[i]); err != nil {
				return fmt.Errorf("%s: %w", packed[i].Source.Name, err)
			}
		}
		return k.end(ctx)
	}))
}

// A packedDocument is a document ready to be written.
type packedDocument struct {
	Kept
	pages  []packedPage
	record []byte
	sketch []byte // nil: unknown
}

func (a *Archive) pack(k Kept) (packedDocument, error) {
	d := packedDocument{Kept: k}
	for _, p := range k.Pages {
		page, err := a.packPage(p)
		if err != nil {
			return d, err
		}
		d.pages = append(d.pages, page)
	}
	if k.Pages != nil {
		d.sketch = sketchOf(k.Pages)
	}
	text, err := encode(k.Record)
	if err != nil {
		return d, err
	}
	d.record = a.zip.EncodeAll(text, nil)
	return d, nil
}

// sketchOf is the sketch of pages as it is stored, without a byte where the text
// is too short for one.
func sketchOf(pages []corpus.Page) []byte {
	if s, ok := near.Of(pages); ok {
		return s.Bytes()
	}
	return []byte{}
}

// A keeping is one transaction of Keep.
type keeping struct {
	*Archive
	tx     *sql.Tx
	run    RunID
	now    int64
	seq    int64
	ledger ledger

	find, dropPages, addPage, addRecord, addSketch, document, job, resolve *sql.Stmt
	citing                                                                 *citing
}

func (a *Archive) keeping(ctx context.Context, tx *sql.Tx, run RunID) (*keeping, error) {
	k := &keeping{Archive: a, tx: tx, run: run, now: a.millis(), ledger: make(ledger)}
	if err := tx.QueryRowContext(ctx, `SELECT value FROM counters WHERE name = 'seq'`).Scan(&k.seq); err != nil {
		return nil, err
	}
	for _, s := range []struct {
		stmt **sql.Stmt
		text string
	}{
		{&k.find, `SELECT d.n, j.state, j.run FROM documents d JOIN jobs j ON j.document = d.n AND j.stage = 'read' WHERE d.id = ?`},
		{&k.dropPages, `DELETE FROM pages WHERE document = ?`},
		{&k.addPage, savePage},
		{&k.addRecord, `INSERT INTO records (document, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body`},
		{&k.addSketch, `INSERT INTO sketches (document, form, sketch) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET form = excluded.form, sketch = excluded.sketch`},
		{&k.document, `UPDATE documents SET state = 'done', seq = ?, kept = ?, revision = ?, pages = ?, type = ?, number = ?, number_key = ?, issued = ?, issuer = ?, subject = ?,
			seq_key = ?, name_key = ?, secrecy = ? WHERE n = ?`},
		{&k.job, `UPDATE jobs SET state = 'done', owner = ?, lease_until = NULL, revision = ? WHERE document = ? AND stage = 'read'`},
		{&k.resolve, `UPDATE problems SET resolved = ? WHERE document = ? AND resolved IS NULL`},
	} {
		var err error
		if *s.stmt, err = tx.PrepareContext(ctx, s.text); err != nil { // closed with the transaction
			return nil, err
		}
	}
	var err error
	k.citing, err = newCiting(ctx, tx)
	return k, err
}

func (k *keeping) keep(ctx context.Context, d *packedDocument) error {
	id := d.Source.ID
	if id == "" {
		id = d.Job.Source.ID
	}
	var (
		n     int64
		state string
		claim RunID
	)
	if err := k.find.QueryRowContext(ctx, string(id)).Scan(&n, &state, &claim); err != nil {
		return unknown(id, err)
	}
	if state != "queued" && state != "leased" {
		return nil
	}
	if d.Pages != nil {
		if _, err := k.dropPages.ExecContext(ctx, n); err != nil {
			return err
		}
	}
	for _, p := range d.pages {
		if _, err := k.addPage.ExecContext(ctx, n, p.number, p.method, p.characters, p.text, p.rest); err != nil {
			return err
		}
	}
	if err := k.put(ctx, n, d); err != nil {
		return err
	}
	if _, err := k.job.ExecContext(ctx, k.run, d.Record.Revision, n); err != nil {
		return err
	}
	if _, err := k.resolve.ExecContext(ctx, k.now, n); err != nil {
		return err
	}
	if d.Lacking != nil {
		if err := note(ctx, k.tx, aside{document: n, name: d.Source.Name, run: k.run, problem: d.Lacking}, k.now); err != nil {
			return err
		}
	}
	k.ledger.finished(claim, k.run, false)
	return nil
}

// put writes the record of a document and all that is read out of it.
func (k *keeping) put(ctx context.Context, n int64, d *packedDocument) error {
	if _, err := k.addRecord.ExecContext(ctx, n, d.record); err != nil {
		return err
	}
	if err := k.citing.cite(ctx, n, d.Record.Citations); err != nil {
		return err
	}
	if d.sketch != nil {
		if _, err := k.addSketch.ExecContext(ctx, n, near.Form, d.sketch); err != nil {
			return err
		}
	}
	r := &d.Record
	k.seq++
	number := r.Number.Or("")
	_, err := k.document.ExecContext(ctx, k.seq, k.now, r.Revision, d.Source.Pages, r.Type.Or(""), number, numberKey(number),
		r.Issued.Or(""), r.Issuer.Or(""), r.Subject.Or(""), instrument.Seq(number), instrument.Name(r.Type.Or(""), r.Subject.Or("")), r.Secrecy.Or(""), n)
	return err
}

func (k *keeping) end(ctx context.Context) error {
	if _, err := k.tx.ExecContext(ctx, `UPDATE counters SET value = ? WHERE name = 'seq'`, k.seq); err != nil {
		return err
	}
	return k.book(ctx, k.tx, k.run, k.ledger)
}
