package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"vanthu/corpus"
)

const (
	addLabel = `INSERT INTO labels (document, kind, name, run) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`
	// touch makes readers of changes look at a document again.
	nextSeq = `UPDATE counters SET value = value + 1 WHERE name = 'seq'`
	touch   = `UPDATE documents SET seq = (SELECT value FROM counters WHERE name = 'seq') WHERE n = ?`
	// inOrder is the order of labels, from the widest kind.
	inOrder = ` ORDER BY CASE kind WHEN 'fonds' THEN 0 WHEN 'file' THEN 1 ELSE 2 END, name`
)

// label files a document under labels. One that has a record and is filed anew
// is changed: the index must hear of it.
func (ad *admission) label(ctx context.Context, document int64, labels []corpus.Label, done bool) error {
	fresh := false
	for _, l := range labels {
		r, err := ad.tx.ExecContext(ctx, addLabel, document, string(l.Kind), l.Name, ad.run)
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		if err != nil {
			return err
		}
		fresh = fresh || n > 0
	}
	if !fresh || !done {
		return nil
	}
	if _, err := ad.tx.ExecContext(ctx, nextSeq); err != nil {
		return err
	}
	_, err := ad.tx.ExecContext(ctx, touch, document)
	return err
}

// Labels lists what a document is filed under, from the widest kind, by name.
func (a *Archive) Labels(ctx context.Context, id corpus.ID) ([]corpus.Label, error) {
	rows, err := a.labels.QueryContext(ctx, string(id))
	if err != nil {
		return nil, fmt.Errorf("labels: %w", err)
	}
	return scanLabels(rows)
}

// AllLabels lists every label of the archive with the number of documents that
// bear it, from the widest kind, by name.
func (a *Archive) AllLabels(ctx context.Context) (labels []corpus.Label, documents []int, err error) {
	rows, err := a.readers.QueryContext(ctx, `SELECT kind, name, count(*) FROM labels GROUP BY kind, name`+inOrder)
	if err != nil {
		return nil, nil, fmt.Errorf("labels: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var (
			l corpus.Label
			n int
		)
		if err := rows.Scan(&l.Kind, &l.Name, &n); err != nil {
			return nil, nil, fmt.Errorf("labels: %w", err)
		}
		labels, documents = append(labels, l), append(documents, n)
	}
	return labels, documents, wrap("labels", rows.Err())
}

func scanLabels(rows *sql.Rows) ([]corpus.Label, error) {
	defer rows.Close()
	var all []corpus.Label
	for rows.Next() {
		var l corpus.Label
		if err := rows.Scan(&l.Kind, &l.Name); err != nil {
			return nil, fmt.Errorf("labels: %w", err)
		}
		all = append(all, l)
	}
	return all, wrap("labels", rows.Err())
}

// packLabels is the form of labels in a row of problems; "" for none.
func packLabels(labels []corpus.Label) (string, error) {
	if len(labels) == 0 {
		return "", nil
	}
	b, err := json.Marshal(labels)
	return string(b), err
}

func unpackLabels(text string) (labels []corpus.Label, err error) {
	if text != "" {
		err = json.Unmarshal([]byte(text), &labels)
	}
	return labels, err
}
