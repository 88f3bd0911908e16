package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/klauspost/compress/zstd"

	"vanthu/corpus"
	"vanthu/internal/instrument"
)

// A citing writes the citations of documents in one transaction.
type citing struct {
	tx                           *sql.Tx
	find, addForm, drop, addCite *sql.Stmt
	forms                        map[formKey]int64 // of this transaction: what is rolled back is forgotten with it
}

// A formKey is the facts by which a form is one.
type formKey struct{ number, title, issued, issuer, typ, term string }

func newCiting(ctx context.Context, tx *sql.Tx) (*citing, error) {
	c := &citing{tx: tx, forms: map[formKey]int64{}}
	for _, s := range []struct {
		stmt **sql.Stmt
		text string
	}{
		{&c.find, `SELECT n FROM forms WHERE number = ? AND title = ? AND issued = ? AND issuer = ? AND type = ? AND term = ?`},
		{&c.addForm, `INSERT INTO forms (number, title, issued, issuer, type, term, number_key, seq, name_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&c.drop, `DELETE FROM citations WHERE document = ?`},
		{&c.addCite, `INSERT INTO citations (document, ord, form, relation, confidence) VALUES (?, ?, ?, ?, ?)`},
	} {
		var err error
		if *s.stmt, err = tx.PrepareContext(ctx, s.text); err != nil { // closed with the transaction
			return nil, err
		}
	}
	return c, nil
}

// cite writes what a document cites, in place of what it cited.
func (c *citing) cite(ctx context.Context, document int64, citations []corpus.Citation) error {
	if _, err := c.drop.ExecContext(ctx, document); err != nil {
		return err
	}
	for i := range citations {
		form, err := c.form(ctx, &citations[i])
		if err != nil {
			return err
		}
		if _, err := c.addCite.ExecContext(ctx, document, i, form, string(citations[i].Relation), citations[i].Confidence); err != nil {
			return err
		}
	}
	return nil
}

// form is the row of the form in which an instrument is cited.
func (c *citing) form(ctx context.Context, cited *corpus.Citation) (int64, error) {
	k := formKey{string(cited.Number), string(cited.Title), string(cited.Issued), string(cited.Issuer), string(cited.Type), string(cited.Term)}
	if n, ok := c.forms[k]; ok {
		return n, nil
	}
	var n int64
	err := c.find.QueryRowContext(ctx, k.number, k.title, k.issued, k.issuer, k.typ, k.term).Scan(&n)
	if err == sql.ErrNoRows { //nolint:errorlint // Scan gives it bare
		var r sql.Result
		r, err = c.addForm.ExecContext(ctx, k.number, k.title, k.issued, k.issuer, k.typ, k.term,
			numberKey(k.number), instrument.Seq(k.number), instrument.CitedName(k.typ, k.title))
		if err == nil {
			n, err = r.LastInsertId()
		}
	}
	if err != nil {
		return 0, err
	}
	c.forms[k] = n
	return n, nil
}

// fillForms writes the citations of all records anew: migration 2. A record that
// cannot be unpacked has none, and keeps nobody from the rest of the archive:
// verify tells of it.
func fillForms(ctx context.Context, tx *sql.Tx) error {
	c, err := newCiting(ctx, tx)
	if err != nil {
		return err
	}
	return eachRecord(ctx, tx, func(n int64, r *corpus.Record) error {
		if err := c.cite(ctx, n, r.Citations); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE documents SET seq_key = ?, name_key = ? WHERE n = ?`,
			instrument.Seq(r.Number.Or("")), instrument.Name(r.Type.Or(""), r.Subject.Or("")), n)
		return err
	})
}

// fillSecrecy writes the marks of secrecy of all records into the catalogue:
// migration 3.
func fillSecrecy(ctx context.Context, tx *sql.Tx) error {
	return eachRecord(ctx, tx, func(n int64, r *struct {
		Secrecy corpus.Field[string] `json:"secrecy"`
	}) error {
		if r.Secrecy.Or("") == "" {
			return nil
		}
		_, err := tx.ExecContext(ctx, `UPDATE documents SET secrecy = ? WHERE n = ?`, r.Secrecy.Or(""), n)
		return err
	})
}

// eachRecord gives all records that can be unpacked, as much of them as T has.
func eachRecord[T any](ctx context.Context, tx *sql.Tx, fn func(n int64, r *T) error) error {
	unzip, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return err
	}
	defer unzip.Close()
	documents, err := list[int64](tx.QueryContext(ctx, `SELECT document FROM records ORDER BY document`))
	if err != nil {
		return err
	}
	for _, n := range documents {
		var body []byte
		if err := tx.QueryRowContext(ctx, `SELECT body FROM records WHERE document = ?`, n).Scan(&body); err != nil {
			return err
		}
		text, err := unzip.DecodeAll(body, nil)
		r := new(T)
		if err != nil || json.Unmarshal(text, r) != nil {
			continue
		}
		if err := fn(n, r); err != nil {
			return err
		}
	}
	return nil
}
