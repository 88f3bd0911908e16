package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"vanthu/corpus"
)

// A State says how far a document has come.
type State string

// The states. Stored: append only.
const (
	StatePending   State = "pending"   // its job is open
	StateDone      State = "done"      // it has a record
	StateAside     State = "aside"     // its open problem says why it has none
	StateWithdrawn State = "withdrawn" // nothing but its original is left
)

// An Entry is a document as the catalogue lists it. The head of the record is
// empty while there is no record.
type Entry struct {
	ID       corpus.ID
	Name     string // of the first source
	State    State
	Revision string
	Pages    int
	Added    time.Time
	Type     string
	Number   string
	Issued   string
	Issuer   string
	Subject  string
	Secrecy  string         // the mark of secrecy, "" for none
	Record   *corpus.Record // nil: there is none
	Damage   error          // why there is none where there should be one: ErrDamaged
}

const entryColumns = `d.id, d.name, d.state, d.revision, d.pages, d.added, d.type, d.number, d.issued, d.issuer, d.subject, d.secrecy, r.body
	FROM documents d LEFT JOIN records r ON r.document = d.n`

func (a *Archive) scanEntry(row interface{ Scan(...any) error }) (Entry, error) {
	var (
		e         Entry
		id, state string
		added     int64
		body      []byte
	)
	if err := row.Scan(&id, &e.Name, &state, &e.Revision, &e.Pages, &added, &e.Type, &e.Number, &e.Issued, &e.Issuer, &e.Subject, &e.Secrecy, &body); err != nil {
		return e, err
	}
	e.ID, e.State, e.Added = corpus.ID(id), State(state), time.UnixMilli(added)
	if body != nil {
		e.Record = new(corpus.Record)
		if err := a.unpackJSON(body, e.Record); err != nil {
			e.Record, e.Damage = nil, fmt.Errorf("its record is %w", err)
		}
	}
	return e, nil
}

// unknown turns "no row" into [ErrUnknown].
func unknown(id corpus.ID, err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%w: %s", ErrUnknown, id)
	}
	return wrap(string(id), err)
}

// Record gives the record of a document as it was extracted; [ErrUnknown]
// where there is none.
func (a *Archive) Record(ctx context.Context, id corpus.ID) (corpus.Record, error) {
	var (
		r    corpus.Record
		body []byte
	)
	err := a.record.QueryRowContext(ctx, string(id)).Scan(&body)
	if err != nil {
		return r, unknown(id, err)
	}
	return r, wrap("record of "+string(id), a.unpackJSON(body, &r))
}

// Entry gives the catalogue's entry of a document.
func (a *Archive) Entry(ctx context.Context, id corpus.ID) (Entry, error) {
	e, err := a.scanEntry(a.readers.QueryRowContext(ctx, `SELECT `+entryColumns+` WHERE d.id = ?`, string(id)))
	return e, unknown(id, err)
}

// Head is Entry without the record, which may be damaged.
func (a *Archive) Head(ctx context.Context, id corpus.ID) (Entry, error) {
	e, err := a.scanEntry(a.readers.QueryRowContext(ctx, `SELECT `+strings.Replace(entryColumns, "r.body", "NULL", 1)+` WHERE d.id = ?`, string(id)))
	return e, unknown(id, err)
}

// FindID lists the documents whose id begins with a prefix of six digits or more,
// by id.
func (a *Archive) FindID(ctx context.Context, prefix string) ([]Entry, error) {
	from, to, ok := idRange(prefix)
	if !ok {
		return nil, nil
	}
	return a.entries(ctx, `WHERE d.id >= ? AND d.id < ? ORDER BY d.id`, from, to)
}

// idRange is the range of the ids that begin with prefix.
func idRange(prefix string) (from, to string, ok bool) {
	id := strings.ToLower(strings.TrimSpace(prefix))
	if len(id) < 6 || strings.Trim(id, "0123456789abcdef") != "" {
		return "", "", false
	}
	return id, id + "g", true
}

// entries lists the entries of a query's end.
func (a *Archive) entries(ctx context.Context, where string, args ...any) ([]Entry, error) {
	rows, err := a.readers.QueryContext(ctx, `SELECT `+entryColumns+` `+where, args...)
	if err != nil {
		return nil, fmt.Errorf("find: %w", err)
	}
	defer rows.Close()
	var all []Entry
	for rows.Next() {
		e, err := a.scanEntry(rows)
		if err != nil {
			return nil, fmt.Errorf("find: %w", err)
		}
		all = append(all, e)
	}
	return all, wrap("find", rows.Err())
}

// Find lists the documents that bear a number, and those whose id begins with
// what is given (six digits or more), in the order of number, date and id.
func (a *Archive) Find(ctx context.Context, idPrefixOrNumber string) ([]Entry, error) {
	from, to, isID := idRange(idPrefixOrNumber)
	key := numberKey(idPrefixOrNumber)
	if key == "" && !isID {
		return nil, nil
	}
	return a.entries(ctx, `WHERE d.n IN (SELECT n FROM documents WHERE number_key = ?1 AND number_key <> '' UNION SELECT n FROM documents WHERE id >= ?2 AND id < ?3)
		ORDER BY d.number, d.issued, d.id`, key, from, to)
}

// Each calls fn with every document that has a record, in the order of its
// first source's name, then of its id. Of one whose record is damaged it gives
// [Entry.Damage]. fn may use the archive.
func (a *Archive) Each(ctx context.Context, fn func(Entry) error) error {
	ids, err := list[int64](a.readers.QueryContext(ctx, `SELECT n FROM documents WHERE state = 'done' ORDER BY name, id`))
	if err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	stmt, err := a.readers.PrepareContext(ctx, `SELECT `+entryColumns+` WHERE d.n = ?`)
	if err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	defer stmt.Close()
	for _, n := range ids {
		e, err := a.scanEntry(stmt.QueryRowContext(ctx, n))
		if err != nil {
			return fmt.Errorf("catalogue: %w", err)
		}
		if e.Record == nil && e.Damage == nil {
			continue // withdrawn since
		}
		if err := fn(e); err != nil {
			return err
		}
	}
	return nil
}

// pagesOf is the rest of a query for the pages of a document.
const pagesOf = `FROM pages p JOIN documents d ON d.n = p.document WHERE d.id = ? ORDER BY p.page`

// SavedPages gives the raw pages that are kept of a document, by number; none
// where it is unknown.
func (a *Archive) SavedPages(ctx context.Context, id corpus.ID) ([]corpus.Page, error) {
	rows, err := a.readers.QueryContext(ctx, `SELECT p.page, p.method, p.characters, p.text, p.rest `+pagesOf, string(id))
	if err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	defer rows.Close()
	return a.scanPages(rows)
}

// PageTexts gives the pages of a document without geometry and findings:
// Number, Text, Method and Characters alone. It is several times as fast as
// SavedPages.
func (a *Archive) PageTexts(ctx context.Context, id corpus.ID) ([]corpus.Page, error) {
	rows, err := a.texts.QueryContext(ctx, string(id))
	if err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	defer rows.Close()
	return a.scanPages(rows)
}

func (a *Archive) scanPages(rows *sql.Rows) ([]corpus.Page, error) {
	var pages []corpus.Page
	for rows.Next() {
		var (
			number, characters int
			method             string
			text, rest         sql.RawBytes
		)
		if err := rows.Scan(&number, &method, &characters, &text, &rest); err != nil {
			return nil, fmt.Errorf("pages: %w", err)
		}
		p, err := a.unpackPage(text, rest)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", number, err)
		}
		p.Number, p.Method, p.Characters = number, corpus.Method(method), characters
		pages = append(pages, p)
	}
	return pages, wrap("pages", rows.Err())
}

// Sources lists the paths that a document came from, its first one first, the
// others by name.
func (a *Archive) Sources(ctx context.Context, id corpus.ID) ([]string, error) {
	names, err := list[string](a.readers.QueryContext(ctx, `SELECT s.name FROM sources s JOIN documents d ON d.n = s.document
		WHERE d.id = ? ORDER BY s.name <> d.name, s.name`, string(id)))
	return names, wrap("sources", err)
}

// A Change is the last change of a document since a reader last looked.
type Change struct {
	Seq     int64
	ID      corpus.ID
	Deleted bool // withdrawn; else it is new or has a new record
}

// Changes lists up to limit documents changed after seq (0: from the first),
// in the order of Seq. A document appears once, with its last change. Seq only
// grows, and no smaller one appears later.
func (a *Archive) Changes(ctx context.Context, after int64, limit int) ([]Change, error) {
	rows, err := a.readers.QueryContext(ctx, `SELECT seq, id, state = 'withdrawn' FROM documents WHERE seq IS NOT NULL AND seq > ? ORDER BY seq LIMIT ?`, after, limit)
	if err != nil {
		return nil, fmt.Errorf("changes: %w", err)
	}
	defer rows.Close()
	var all []Change
	for rows.Next() {
		var (
			c  Change
			id string
		)
		if err := rows.Scan(&c.Seq, &id, &c.Deleted); err != nil {
			return nil, fmt.Errorf("changes: %w", err)
		}
		c.ID = corpus.ID(id)
		all = append(all, c)
	}
	return all, wrap("changes", rows.Err())
}

// Settled counts the documents with a record that have not changed after seq.
func (a *Archive) Settled(ctx context.Context, seq int64) (n int, err error) {
	err = a.readers.QueryRowContext(ctx, `SELECT count(*) FROM documents WHERE state = 'done' AND seq IS NOT NULL AND seq <= ?`, seq).Scan(&n)
	return n, wrap("settled", err)
}

// Counts says how much the archive holds.
type Counts struct {
	Originals, Documents, Pending, SetAside, Withdrawn int // Documents: with a record
	Sources, Pages, Citations, Problems, Labels        int // Problems: open ones
	Bytes                                              int64
	Seq                                                int64 // of the last change
}

// Counts counts, on one snapshot. [ForOthers]: without the documents that bear a
// mark of secrecy, their pages and their citations.
func (a *Archive) Counts(ctx context.Context) (Counts, error) {
	var c Counts
	known := heldFor(ctx)
	err := a.readers.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM files WHERE removed IS NULL), (SELECT coalesce(sum(bytes), 0) FROM files WHERE removed IS NULL),
		count(*) FILTER (WHERE state = 'done'`+known+`), count(*) FILTER (WHERE state = 'pending'),
		count(*) FILTER (WHERE state = 'aside'), count(*) FILTER (WHERE state = 'withdrawn'),
		(SELECT count(*) FROM sources), (SELECT count(*) FROM `+ofKnown(ctx, "pages")+`), (SELECT count(*) FROM `+ofKnown(ctx, "citations")+`), (SELECT count(*) FROM labels),
		(SELECT count(*) FROM problems WHERE resolved IS NULL), (SELECT value FROM counters WHERE name = 'seq')
		FROM documents`).Scan(&c.Originals, &c.Bytes, &c.Documents, &c.Pending, &c.SetAside, &c.Withdrawn,
		&c.Sources, &c.Pages, &c.Citations, &c.Labels, &c.Problems, &c.Seq)
	return c, wrap("counts", err)
}
