package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/instrument"
)

// PagesAt gives the raw pages first to last of a document, with geometry; a
// page that there is not is left out.
func (a *Archive) PagesAt(ctx context.Context, id corpus.ID, first, last int) ([]corpus.Page, error) {
	rows, err := a.readers.QueryContext(ctx, `SELECT p.page, p.method, p.characters, p.text, p.rest FROM pages p JOIN documents d ON d.n = p.document
		WHERE d.id = ? AND p.page BETWEEN ? AND ? ORDER BY p.page`, string(id), first, last)
	if err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	defer rows.Close()
	return a.scanPages(rows)
}

// A Heading counts the documents of one value of a fact.
type Heading struct {
	Value string // "": those of which it is not known
	Count int
}

// A Stock is what an archive holds, as the catalogue counts it.
type Stock struct {
	Methods []Heading // pages by how they were read, the most frequent first
	Lacking []Heading // documents without a type, number, issued, issuer, subject, by this name of the field
}

// Stock counts what the index does not: it looks at every document and every
// page, which takes seconds in a large archive.
func (a *Archive) Stock(ctx context.Context) (Stock, error) {
	var s Stock
	err := a.read(ctx, func(tx *sql.Tx) error {
		var err error
		if s.Methods, err = headings(ctx, tx, `SELECT method, count(*) c FROM `+ofKnown(ctx, "pages")+` GROUP BY method ORDER BY c DESC, method`); err != nil {
			return err
		}
		for _, field := range []string{"type", "number", "issued", "issuer", "subject"} {
			all, err := headings(ctx, tx, `SELECT '`+field+`', count(*) FROM documents WHERE state = 'done' AND `+field+` = ''`+heldFor(ctx))
			if err != nil {
				return err
			}
			s.Lacking = append(s.Lacking, all...)
		}
		return nil
	})
	return s, wrap("stock", err)
}

func headings(ctx context.Context, tx *sql.Tx, text string, args ...any) ([]Heading, error) {
	rows, err := tx.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Heading
	for rows.Next() {
		var h Heading
		if err := rows.Scan(&h.Value, &h.Count); err != nil {
			return nil, err
		}
		all = append(all, h)
	}
	return all, rows.Err()
}

// Sample calls fn with the records of at most n documents, spread evenly over
// the archive in the order in which they were added.
func (a *Archive) Sample(ctx context.Context, n int, fn func(corpus.Record)) error {
	ids, err := list[string](a.readers.QueryContext(ctx, `SELECT id FROM documents WHERE state = 'done'`+heldFor(ctx)+` ORDER BY n`))
	if err != nil {
		return fmt.Errorf("sample: %w", err)
	}
	step := max(1, float64(len(ids))/float64(max(n, 1)))
	for at := 0.0; int(at) < len(ids); at += step {
		r, err := a.Record(ctx, corpus.ID(ids[int(at)]))
		if errors.Is(err, ErrUnknown) || errors.Is(err, ErrDamaged) {
			continue // removed since; verify tells of damage
		}
		if err != nil {
			return err
		}
		fn(r)
	}
	return nil
}

// CitedSome lists of each relation the at most n latest documents that cite an
// instrument, and counts them all.
func (a *Archive) CitedSome(ctx context.Context, in Instrument, n int) (some []Citing, counts map[corpus.Relation]int, err error) {
	counts = map[corpus.Relation]int{}
	if in.of == nil {
		return nil, counts, nil
	}
	text, args := citingSQL(ctx, in.of, "c.document, c.relation")
	if text == "" {
		return nil, counts, nil
	}
	err = a.read(ctx, func(tx *sql.Tx) error {
		all, err := headings(ctx, tx, `SELECT relation, count(DISTINCT document) FROM (`+text+`) GROUP BY relation`, args...)
		if err != nil {
			return err
		}
		for _, h := range all {
			counts[corpus.Relation(h.Value)] = h.Count
		}
		rows, err := tx.QueryContext(ctx, `SELECT d.id, d.name, d.number, d.type, d.issued, d.issuer, y.relation FROM (
			SELECT x.document, x.relation, row_number() OVER (PARTITION BY x.relation ORDER BY e.issued DESC, e.n) AS place
				FROM (`+text+`) x JOIN documents e ON e.n = x.document) y
			JOIN documents d ON d.n = y.document WHERE y.place <= ? ORDER BY y.relation, y.place`, append(args, n)...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var (
				c            Citing
				id, relation string
			)
			if err := rows.Scan(&id, &c.Name, &c.Number, &c.Type, &c.Issued, &c.Issuer, &relation); err != nil {
				return err
			}
			c.ID, c.Relation = corpus.ID(id), corpus.Relation(relation)
			some = append(some, c)
		}
		return rows.Err()
	})
	return some, counts, wrap("cited by", err)
}

// InstrumentCited is the instrument that citation ord (from 0) of a document
// means, held or not; [ErrUnknown] where there is no such citation.
func (a *Archive) InstrumentCited(ctx context.Context, id corpus.ID, ord int) (Instrument, error) {
	var found Instrument
	err := a.read(ctx, func(tx *sql.Tx) error {
		var (
			form   int64
			issued string
		)
		err := tx.QueryRowContext(ctx, `SELECT c.form, d.issued FROM citations c JOIN documents d ON d.n = c.document WHERE d.id = ? AND c.ord = ?`, string(id), ord).Scan(&form, &issued)
		if err != nil {
			return unknown(id, err)
		}
		f := newFamily()
		if err := f.add(ctx, tx, ` WHERE n = ?`, ` AND FALSE AND n = ?`, []any{form}); err != nil {
			return err
		}
		if err := f.kin(ctx, tx); err != nil {
			return err
		}
		for _, in := range f.group() {
			means := func(l instrument.Link) bool { return l.Form.N == form && l.Means(issued) }
			if !slices.ContainsFunc(in.Links, means) {
				continue
			}
			found = tell(in)
			found.CitedBy, err = countCiting(ctx, tx, in)
			return err
		}
		return fmt.Errorf("%w: citation %d of %s means no one instrument", ErrUnknown, ord, id)
	})
	return found, wrap("instrument", err)
}

// A Suggestion is something that a query may be meant to name.
type Suggestion struct {
	Kind  string // held: a document; cited: an instrument that is only cited
	Type  string
	Value string // the number
	Issued,
	Title string
	Cited int // how often it is cited, by its number; at most mostRanked
}

// mostRanked is how many citations of a form are counted to put suggestions in
// order: whether it is a thousand or ten thousand makes no difference.
const mostRanked = 1000

// citings counts the citations of a form, to order suggestions by.
func citings(ctx context.Context) string {
	return fmt.Sprintf(`(SELECT count(*) FROM (SELECT 1 FROM %s WHERE c.form = forms.n LIMIT %d))`, citationsFor(ctx), mostRanked)
}

// cited says that a form is cited still, by a document of which the reader may know.
func cited(ctx context.Context) string {
	return `EXISTS (SELECT 1 FROM ` + citationsFor(ctx) + ` WHERE c.form = forms.n)`
}

// SuggestNumbers lists numbers of a sequence, each with its type, the most cited
// first and of those held ones: those whose symbol begins as given (in any case,
// without marks of Vietnamese where the column has none) come out of the caller's
// sieve.
func (a *Archive) SuggestNumbers(ctx context.Context, seq string) ([]Suggestion, error) {
	var all []Suggestion
	err := a.read(ctx, func(tx *sql.Tx) error {
		for _, q := range []struct{ kind, text string }{
			{"held", `SELECT type, number, min(issued), min(subject), 0 FROM documents WHERE state = 'done'` + heldFor(ctx) + ` AND seq_key <> '' AND seq_key = ? GROUP BY type, number`},
			{"cited", `SELECT max(type), number, max(issued), max(title), sum(` + citings(ctx) + `) AS cited FROM forms WHERE seq <> '' AND seq = ? AND number GLOB '*[^0-9.]*' GROUP BY number HAVING cited > 0`},
		} {
			rows, err := tx.QueryContext(ctx, q.text, instrument.PlainSeq(seq))
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				s := Suggestion{Kind: q.kind}
				if err := rows.Scan(&s.Type, &s.Value, &s.Issued, &s.Title, &s.Cited); err != nil {
					return err
				}
				all = append(all, s)
			}
			if err := rows.Err(); err != nil {
				return err
			}
		}
		return nil
	})
	times := map[string]int{}
	for _, s := range all {
		times[s.Value] = max(times[s.Value], s.Cited)
	}
	for i := range all {
		all[i].Cited = times[all[i].Value]
	}
	slices.SortStableFunc(all, func(a, b Suggestion) int { return cmp.Compare(b.Cited, a.Cited) })
	return all, wrap("suggestions", err)
}

// SuggestNames lists instruments cited by a name that begins so (of a law: type
// and title, folded), shortest first.
func (a *Archive) SuggestNames(ctx context.Context, folded string, n int) ([]Suggestion, error) {
	if strings.TrimSpace(folded) == "" {
		return nil, nil
	}
	rows, err := a.readers.QueryContext(ctx, `SELECT min(type), min(title) FROM forms WHERE name_key <> '' AND name_key >= ? AND name_key < ?
		AND `+cited(ctx)+` GROUP BY name_key ORDER BY length(name_key), name_key LIMIT ?`, folded, folded+"\U0010FFFF", n)
	if err != nil {
		return nil, fmt.Errorf("suggestions: %w", err)
	}
	defer rows.Close()
	var all []Suggestion
	for rows.Next() {
		s := Suggestion{Kind: "cited"}
		if err := rows.Scan(&s.Type, &s.Title); err != nil {
			return nil, fmt.Errorf("suggestions: %w", err)
		}
		all = append(all, s)
	}
	return all, wrap("suggestions", rows.Err())
}

// Seq is the number of the last change.
func (a *Archive) Seq(ctx context.Context) (seq int64, err error) {
	err = a.readers.QueryRowContext(ctx, `SELECT value FROM counters WHERE name = 'seq'`).Scan(&seq)
	return seq, wrap("changes", err)
}

// Secret lists the documents that bear a mark of secrecy (độ mật). It looks at
// every document.
func (a *Archive) Secret(ctx context.Context) ([]corpus.ID, error) {
	ids, err := list[corpus.ID](a.readers.QueryContext(ctx, `SELECT id FROM documents WHERE state = 'done' AND secrecy <> ''`))
	return ids, wrap("secret documents", err)
}
