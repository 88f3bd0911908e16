package store

import (
	"context"
	"fmt"
	"strings"

	"vanthu/corpus"
)

// Resolve gives the record with the targets of its citations: for each the one
// held document that bears the cited number, where type and date do not speak
// against it. Where several fit, none is the target. r is not changed.
func (a *Archive) Resolve(ctx context.Context, r corpus.Record) (corpus.Record, error) {
	citations := make([]corpus.Citation, len(r.Citations))
	for i, c := range r.Citations {
		citations[i] = c
		key := numberKey(string(c.Number))
		if key == "" {
			continue
		}
		rows, err := a.readers.QueryContext(ctx, `SELECT id, type, issued FROM documents WHERE number_key = ? AND number_key <> '' AND state = 'done' AND id <> ?`, key, string(r.ID))
		if err != nil {
			return r, fmt.Errorf("targets: %w", err)
		}
		var fits []corpus.ID
		for rows.Next() {
			var id, docType, issued string
			if err = rows.Scan(&id, &docType, &issued); err != nil {
				break
			}
			if agree(strings.ToLower(string(c.Type)), strings.ToLower(docType)) && agree(string(c.Issued), issued) {
				fits = append(fits, corpus.ID(id))
			}
		}
		if err == nil {
			err = rows.Err()
		}
		_ = rows.Close() // it was read to its end
		if err != nil {
			return r, fmt.Errorf("targets: %w", err)
		}
		citations[i].Target = nil
		if len(fits) == 1 {
			citations[i].Target = &fits[0]
		}
	}
	if r.Citations != nil {
		r.Citations = citations
	}
	return r, nil
}

// agree says whether two values may be one: one is unknown, or less exact
// ("2013" for "2013-11-04").
func agree(cited, held string) bool {
	return cited == "" || held == "" || strings.HasPrefix(held, cited) || strings.HasPrefix(cited, held)
}

// A Citing document is one that cites a number.
type Citing struct {
	ID         corpus.ID
	Name       string // of its first source
	Number     string // its own
	Type       string // likewise
	Issued     string // likewise
	Relation   corpus.Relation
	Confidence float64
}

// CitedBy lists the documents that cite a number, in the order of their date,
// number and id.
func (a *Archive) CitedBy(ctx context.Context, number string) ([]Citing, error) {
	rows, err := a.readers.QueryContext(ctx, `SELECT d.id, d.name, d.number, d.type, d.issued, c.relation, c.confidence
		FROM citations c JOIN documents d ON d.n = c.document WHERE c.number_key = ? AND c.number_key <> '' ORDER BY d.issued, d.number, d.id, c.ord`, numberKey(number))
	if err != nil {
		return nil, fmt.Errorf("cited by: %w", err)
	}
	defer rows.Close()
	var all []Citing
	for rows.Next() {
		var (
			c            Citing
			id, relation string
		)
		if err := rows.Scan(&id, &c.Name, &c.Number, &c.Type, &c.Issued, &relation, &c.Confidence); err != nil {
			return nil, fmt.Errorf("cited by: %w", err)
		}
		c.ID, c.Relation = corpus.ID(id), corpus.Relation(relation)
		all = append(all, c)
	}
	return all, wrap("cited by", rows.Err())
}
