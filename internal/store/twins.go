package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"

	"vanthu/corpus"
	"vanthu/internal/instrument"
	"vanthu/internal/near"
)

// A Twin is a document that seems to be another one, held before, once more:
// scanned or recognised again, or once a scan and once as it was written.
type Twin struct {
	ID      corpus.ID
	Of      corpus.ID // the one that came first
	Number  bool      // they bear the same number, and nothing known of date, type and issuer contradicts
	Text    bool      // their texts are one, and nothing sure of them contradicts
	Share   float64   // of threes of words that the texts have in common, in [0,1]
	Figures float64   // of figures, likewise
}

// leastShare is how like the texts of documents of one number must be where not
// both have a date: 12/TB-UBND is a number of every commune and every year.
const leastShare = 0.25

// Twins lists the documents that seem to be held twice, each with one that came
// before it, in the order of admission. Texts kept before sketches were made are
// sketched first, and kept so.
func (a *Archive) Twins(ctx context.Context) ([]Twin, error) {
	if err := a.sketchAll(ctx); err != nil {
		return nil, wrap("twins", err)
	}
	pairs := map[[2]int64]bool{} // whether by number
	texts, numbers, err := a.sketches(ctx)
	if err != nil {
		return nil, wrap("twins", err)
	}
	for _, p := range near.Candidates(texts) {
		pairs[[2]int64{numbers[p.Early], numbers[p.Late]}] = false
	}
	if err := a.read(ctx, func(tx *sql.Tx) error { return sameNumber(ctx, tx, pairs) }); err != nil {
		return nil, wrap("twins", err)
	}
	twins, err := a.verified(ctx, pairs)
	return twins, wrap("twins", err)
}

// TwinsOf lists the other documents that seem to be the same as one, each as Of,
// whichever came first: those of its number, and with texts those whose texts are, for which it looks at the sketches
// of all documents, some 3 microseconds each.
func (a *Archive) TwinsOf(ctx context.Context, id corpus.ID, texts bool) ([]Twin, error) {
	var own int64
	if err := a.readers.QueryRowContext(ctx, `SELECT n FROM documents WHERE id = ?`, string(id)).Scan(&own); err != nil {
		return nil, wrap("twins", unknown(id, err))
	}
	pairs := map[[2]int64]bool{}
	pair := func(other int64) [2]int64 { return [2]int64{min(own, other), max(own, other)} }
	if texts {
		others, err := a.alike(ctx, id, own)
		if err != nil {
			return nil, wrap("twins", err)
		}
		for _, n := range others {
			pairs[pair(n)] = false
		}
	}
	var of *instrument.Instrument
	err := a.read(ctx, func(tx *sql.Tx) (err error) {
		of, err = instrumentOf(ctx, tx, id)
		return err
	})
	if err != nil && !errors.Is(err, ErrUnknown) {
		return nil, wrap("twins", err)
	}
	if of != nil {
		for _, h := range of.Held {
			if h.N != own {
				pairs[pair(h.N)] = true
			}
		}
	}
	twins, err := a.verified(ctx, pairs)
	for i, t := range twins {
		if t.ID != id {
			twins[i].ID, twins[i].Of = t.Of, t.ID
		}
	}
	return twins, wrap("twins", err)
}

// alike are the documents whose texts may be the one of a document.
func (a *Archive) alike(ctx context.Context, id corpus.ID, own int64) ([]int64, error) {
	if err := a.sketchAll(ctx); err != nil {
		return nil, err
	}
	pages, err := a.PageTexts(ctx, id)
	if err != nil {
		return nil, err
	}
	sketch, ok := near.Of(pages)
	if !ok {
		return nil, nil
	}
	texts, numbers, err := a.sketches(ctx)
	if err != nil {
		return nil, err
	}
	if at, ok := slices.BinarySearch(numbers, own); ok {
		texts, numbers = slices.Delete(texts, at, at+1), slices.Delete(numbers, at, at+1)
	}
	var found []int64
	for _, p := range near.Near(&sketch, texts) {
		found = append(found, numbers[p.Early])
	}
	return found, nil
}

// A Mark is a place in the order of admission.
type Mark int64

// ofMark goes over the jobs that are open. Left to itself SQLite looks for the
// smallest document over all jobs that there ever were, when none is open.
const ofMark = `SELECT coalesce((SELECT min(document) - 1 FROM jobs INDEXED BY jobs_open WHERE state IN ('queued', 'leased')),
	(SELECT max(n) FROM documents), 0)`

// Mark is the place behind which a run that begins now works: before the first
// document that waits, which an interrupted run has left, else behind the last.
func (a *Archive) Mark(ctx context.Context) (m Mark, err error) {
	err = a.readers.QueryRowContext(ctx, ofMark).Scan(&m)
	return m, wrap("mark", err)
}

// Again counts the documents that a run has brought since a mark and that bear
// number, date and issuer of one that was held before: rescans, at a glance. It
// looks at no text.
func (a *Archive) Again(ctx context.Context, run RunID, since Mark) (n int, err error) {
	err = a.readers.QueryRowContext(ctx, `SELECT count(*) FROM documents d JOIN jobs j ON j.document = d.n AND j.stage = 'read'
		WHERE d.n > ? AND j.owner = ? AND d.state = 'done' AND d.number_key <> '' AND d.issued <> '' AND EXISTS (
			SELECT 1 FROM documents e WHERE e.number_key <> '' AND e.number_key = d.number_key AND e.issued = d.issued AND e.issuer = d.issuer AND e.n < d.n AND e.state = 'done')`,
		since, run).Scan(&n)
	return n, wrap("rescans", err)
}

// sketches are all texts that have one, in the order of admission.
func (a *Archive) sketches(ctx context.Context) (texts []near.Text, numbers []int64, err error) {
	rows, err := a.readers.QueryContext(ctx, `SELECT s.document, s.sketch, d.number_key FROM sketches s JOIN documents d ON d.n = s.document
		WHERE s.form = ? AND d.state = 'done' ORDER BY s.document`, near.Form)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var (
			n   int64
			b   sql.RawBytes
			key string
		)
		if err := rows.Scan(&n, &b, &key); err != nil {
			return nil, nil, err
		}
		if s, ok := near.Parse(b); ok {
			texts, numbers = append(texts, near.Text{Sketch: s, Key: key}), append(numbers, n)
		}
	}
	return texts, numbers, rows.Err()
}

// sketchAll makes the sketches that are not there: of documents that were kept
// before there were any, or in another form.
func (a *Archive) sketchAll(ctx context.Context) error {
	for after := int64(0); ; {
		rows, err := a.readers.QueryContext(ctx, `SELECT d.n, d.id FROM documents d LEFT JOIN sketches s ON s.document = d.n AND s.form = ?
			WHERE d.state = 'done' AND s.document IS NULL AND d.n > ? ORDER BY d.n LIMIT 500`, near.Form, after)
		if err != nil {
			return err
		}
		made := map[int64][]byte{}
		ids := map[int64]corpus.ID{}
		for rows.Next() {
			var id string
			if err := rows.Scan(&after, &id); err != nil {
				return errors.Join(err, rows.Close())
			}
			ids[after] = corpus.ID(id)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil || len(ids) == 0 {
			return err
		}
		for n, id := range ids {
			pages, err := a.PageTexts(ctx, id)
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil: // damaged: verify tells
				made[n] = []byte{}
			default:
				made[n] = sketchOf(pages)
			}
		}
		err = a.write(ctx, cheap, func(tx *sql.Tx) error {
			for n, b := range made {
				if _, err := tx.ExecContext(ctx, `INSERT INTO sketches (document, form, sketch) SELECT n, ?, ? FROM documents WHERE n = ? AND state = 'done'
					ON CONFLICT DO UPDATE SET form = excluded.form, sketch = excluded.sketch`, near.Form, b, n); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
}

// sameNumber adds the pairs of documents that are held of one instrument.
func sameNumber(ctx context.Context, tx *sql.Tx, pairs map[[2]int64]bool) error {
	keys, err := list[string](tx.QueryContext(ctx, `SELECT number_key FROM documents WHERE state = 'done' AND number_key <> '' GROUP BY number_key HAVING count(*) > 1`))
	if err != nil {
		return err
	}
	f := newFamily()
	if err := f.load(ctx, tx, "number_key", keys); err != nil {
		return err
	}
	for _, in := range f.group() {
		held := slices.Clone(in.Held)
		slices.SortFunc(held, func(a, b *instrument.Held) int { return cmp.Compare(a.N, b.N) })
		for i := 1; i < len(held); i++ {
			pairs[[2]int64{held[0].N, held[i].N}] = true
		}
	}
	return nil
}

// verified compares the pairs in full and gives, for each late one, the earliest
// that it is the same as.
func (a *Archive) verified(ctx context.Context, pairs map[[2]int64]bool) ([]Twin, error) {
	order := make([][2]int64, 0, len(pairs))
	for p := range pairs {
		order = append(order, p)
	}
	slices.SortFunc(order, func(a, b [2]int64) int { return cmp.Or(cmp.Compare(a[1], b[1]), cmp.Compare(a[0], b[0])) })
	var twins []Twin
	last := int64(0)
	for _, p := range order {
		if p[1] == last {
			continue
		}
		t, ok, err := a.compare(ctx, p, pairs[p])
		if err != nil {
			return nil, err
		}
		if ok {
			twins = append(twins, t)
			last = p[1]
		}
	}
	return twins, nil
}

func (a *Archive) compare(ctx context.Context, p [2]int64, number bool) (Twin, bool, error) {
	var (
		t       Twin
		ids     [2]corpus.ID
		records [2]corpus.Record
		pages   [2][]corpus.Page
	)
	for i, n := range p {
		var id string
		err := a.readers.QueryRowContext(ctx, `SELECT id FROM documents WHERE n = ?`, n).Scan(&id)
		if err == nil {
			ids[i] = corpus.ID(id)
			records[i], err = a.Record(ctx, ids[i])
		}
		if err == nil {
			pages[i], err = a.PageTexts(ctx, ids[i])
		}
		if err != nil { // removed since, or damaged: verify tells
			return t, false, ctx.Err()
		}
	}
	like := near.Compare(pages[0], pages[1])
	t = Twin{ID: ids[1], Of: ids[0], Share: like.Text, Figures: like.Figures}
	t.Text = like.Same() && !near.Contradict(&records[0], &records[1])
	dated := records[0].Issued.Or("") != "" && records[0].Issued.Or("") == records[1].Issued.Or("")
	t.Number = number && (dated || like.Text >= leastShare)
	return t, t.Number || t.Text, nil
}

// Same says by what: number, text.
func (t Twin) Same() []string {
	var by []string
	if t.Number {
		by = append(by, "number")
	}
	if t.Text {
		by = append(by, "text")
	}
	return by
}
