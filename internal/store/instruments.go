package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/instrument"
)

// An Instrument is one that the archive holds or that its documents cite, with
// the way to those documents.
type Instrument struct {
	corpus.Instrument
	Holds []corpus.ID // all that are held: rescans are several; the first is Held

	of *instrument.Instrument
}

// A family is forms and documents that may be one instrument: all of some
// numbers and all of their names.
type family struct {
	forms map[int64]instrument.Form
	held  map[int64]instrument.Held
}

const (
	formColumns = `SELECT n, number_key, type, number, title, issued, issuer, term FROM `
	heldColumns = `SELECT n, id, number_key, type, number, issued, issuer, subject FROM documents WHERE state = 'done'`
)

// atOnce is how many values stand in one list of a query.
const atOnce = 500

// load adds the forms and documents whose column is one of the values. Empty
// ones are in no index, which the query must say for it to be used.
func (f *family) load(ctx context.Context, tx *sql.Tx, column string, values []string) error {
	for some := range slices.Chunk(values, atOnce) {
		condition := fmt.Sprintf("%s <> '' AND %s IN (%s)", column, column, marks(len(some)))
		args := make([]any, len(some))
		for i, v := range some {
			args[i] = v
		}
		if err := f.add(ctx, tx, " WHERE "+condition, " AND "+condition, args); err != nil {
			return err
		}
	}
	return nil
}

func (f *family) add(ctx context.Context, tx *sql.Tx, ofForms, ofHeld string, args []any) error {
	rows, err := tx.QueryContext(ctx, formColumns+formsFor(ctx)+ofForms, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var m instrument.Form
		if err := rows.Scan(&m.N, &m.Key, &m.Type, &m.Number, &m.Title, &m.Issued, &m.Issuer, &m.Term); err != nil {
			return err
		}
		f.forms[m.N] = m
	}
	if err := rows.Err(); err != nil {
		return err
	}
	docs, err := tx.QueryContext(ctx, heldColumns+heldFor(ctx)+ofHeld, args...)
	if err != nil {
		return err
	}
	defer docs.Close()
	for docs.Next() {
		var (
			h  instrument.Held
			id string
		)
		if err := docs.Scan(&h.N, &id, &h.Key, &h.Type, &h.Number, &h.Issued, &h.Issuer, &h.Title); err != nil {
			return err
		}
		h.ID = corpus.ID(id)
		f.held[h.N] = h
	}
	return docs.Err()
}

// relatives adds what may be one instrument with what is there by its name, and
// by the numbers of those.
func (f *family) relatives(ctx context.Context, tx *sql.Tx) error {
	if err := f.load(ctx, tx, "name_key", f.names()); err != nil {
		return err
	}
	return f.load(ctx, tx, "number_key", f.keys())
}

func (f *family) names() []string {
	seen := map[string]bool{}
	for _, m := range f.forms {
		seen[instrument.CitedName(m.Type, m.Title)] = true
	}
	for _, h := range f.held {
		seen[instrument.Name(h.Type, h.Title)] = true
	}
	return set(seen)
}

func (f *family) keys() []string {
	seen := map[string]bool{}
	for _, m := range f.forms {
		seen[m.Key] = true
	}
	for _, h := range f.held {
		seen[h.Key] = true
	}
	return set(seen)
}

// set is the values of a set, without the empty one, in order.
func set(seen map[string]bool) []string {
	delete(seen, "")
	all := make([]string, 0, len(seen))
	for v := range seen {
		all = append(all, v)
	}
	slices.Sort(all)
	return all
}

// group sorts the family into instruments.
func (f *family) group() []*instrument.Instrument {
	forms := make([]instrument.Form, 0, len(f.forms))
	for _, m := range f.forms {
		forms = append(forms, m)
	}
	slices.SortFunc(forms, func(a, b instrument.Form) int { return cmp.Compare(a.N, b.N) })
	held := make([]instrument.Held, 0, len(f.held))
	for _, h := range f.held {
		held = append(held, h)
	}
	slices.SortFunc(held, func(a, b instrument.Held) int { return cmp.Compare(a.N, b.N) })
	return instrument.Group(forms, held)
}

func newFamily() *family {
	return &family{map[int64]instrument.Form{}, map[int64]instrument.Held{}}
}

// Instruments lists what a number can mean, the most cited first.
func (a *Archive) Instruments(ctx context.Context, asked instrument.Asked) (all []Instrument, err error) {
	err = a.read(ctx, func(tx *sql.Tx) (err error) {
		f := newFamily()
		if err := f.add(ctx, tx, ` WHERE seq <> '' AND seq = ?`, ` AND seq_key <> '' AND seq_key = ?`, []any{instrument.PlainSeq(asked.Seq)}); err != nil {
			return err
		}
		// The year of an instrument may stand in another form than its type: what
		// has the number of one that fits is looked at.
		keys := map[string]bool{}
		year := asked.Year
		asked.Year = 0
		for _, m := range f.forms {
			keys[m.Key] = keys[m.Key] || asked.Fits(m.Type, m.Number, m.Issued)
		}
		for _, h := range f.held {
			keys[h.Key] = keys[h.Key] || asked.Fits(h.Type, h.Number, h.Issued)
		}
		asked.Year = year
		for n, m := range f.forms {
			if !keys[m.Key] {
				delete(f.forms, n)
			}
		}
		for n, h := range f.held {
			if !keys[h.Key] {
				delete(f.held, n)
			}
		}
		if err := f.relatives(ctx, tx); err != nil {
			return err
		}
		all, err = f.told(ctx, tx, func(in *instrument.Instrument) bool {
			return in.Number != "" && asked.Fits(in.Type, in.Number, in.Issued)
		})
		return err
	})
	return all, wrap("instruments", err)
}

// InstrumentsNamed lists the laws of a name, type and title folded ("luat dat dai"),
// the most cited first; those of a year unless it is 0.
func (a *Archive) InstrumentsNamed(ctx context.Context, name string, year int) (all []Instrument, err error) {
	err = a.read(ctx, func(tx *sql.Tx) (err error) {
		f := newFamily()
		if err := f.load(ctx, tx, "name_key", []string{name}); err != nil {
			return err
		}
		if err := f.kin(ctx, tx); err != nil {
			return err
		}
		all, err = f.told(ctx, tx, func(in *instrument.Instrument) bool {
			called := in.Title != "" && instrument.CitedName(in.Type, in.Title) == name
			for _, l := range in.Links {
				called = called || instrument.CitedName(l.Form.Type, l.Form.Title) == name
			}
			return called && (year == 0 || strings.HasPrefix(in.Issued, strconv.Itoa(year)))
		})
		return err
	})
	return all, wrap("instruments", err)
}

// kin loads what bears the numbers of the family, and its relatives.
func (f *family) kin(ctx context.Context, tx *sql.Tx) error {
	if err := f.load(ctx, tx, "number_key", f.keys()); err != nil {
		return err
	}
	return f.relatives(ctx, tx)
}

// told are the instruments of the family that are meant and are held or cited, the
// most cited first.
func (f *family) told(ctx context.Context, tx *sql.Tx, meant func(*instrument.Instrument) bool) ([]Instrument, error) {
	all := []Instrument{}
	for _, in := range f.group() {
		if !meant(in) {
			continue
		}
		one := tell(in)
		var err error
		if one.CitedBy, err = countCiting(ctx, tx, in); err != nil {
			return nil, err
		}
		if one.CitedBy > 0 || one.Held != nil {
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b Instrument) int {
		return cmp.Or(cmp.Compare(b.CitedBy, a.CitedBy), cmp.Compare(len(b.Holds), len(a.Holds)), cmp.Compare(b.Issued, a.Issued))
	})
	return all, nil
}

// InstrumentOf is the instrument that a held document is, and nothing where it
// has neither number nor name; [ErrUnknown] where it is not held.
func (a *Archive) InstrumentOf(ctx context.Context, id corpus.ID) (Instrument, error) {
	var found Instrument
	err := a.read(ctx, func(tx *sql.Tx) error {
		in, err := instrumentOf(ctx, tx, id)
		if err != nil || in == nil {
			return err
		}
		found = tell(in)
		found.CitedBy, err = countCiting(ctx, tx, in)
		return err
	})
	return found, wrap("instrument", err)
}

// instrumentOf is [Archive.InstrumentOf] without counting who cites it, which takes
// tenths of a second where 30,000 do; nil where it is none.
func instrumentOf(ctx context.Context, tx *sql.Tx, id corpus.ID) (*instrument.Instrument, error) {
	f := newFamily()
	if err := f.add(ctx, tx, ` WHERE FALSE AND type = ?`, ` AND id = ?`, []any{string(id)}); err != nil {
		return nil, err
	}
	if len(f.held) == 0 {
		return nil, unknown(id, sql.ErrNoRows)
	}
	if err := f.kin(ctx, tx); err != nil {
		return nil, err
	}
	for _, in := range f.group() {
		if slices.ContainsFunc(in.Held, func(h *instrument.Held) bool { return h.ID == id }) {
			return in, nil
		}
	}
	return nil, nil
}

// tell is an instrument as others see it; who cites it is not counted.
func tell(in *instrument.Instrument) Instrument {
	out := Instrument{of: in, Instrument: corpus.Instrument{
		Type: corpus.Optional(in.Type), Number: corpus.Optional(in.Number), Issued: corpus.Optional(in.Issued),
		Issuer: corpus.Optional(in.Issuer), Title: corpus.Optional(in.Title),
	}}
	for _, h := range in.Held {
		out.Holds = append(out.Holds, h.ID)
	}
	if len(out.Holds) > 0 {
		out.Held = &out.Holds[0]
	}
	return out
}

// citingSQL is a query for the rows of citations that mean the instrument,
// without those of the instrument itself.
func citingSQL(ctx context.Context, in *instrument.Instrument, columns string) (text string, args []any) {
	type limits struct {
		from, to string
		undated  bool
	}
	forms := map[limits][]any{}
	var order []limits
	for _, l := range in.Links {
		k := limits{l.From, l.To, l.Undated}
		if forms[k] == nil {
			order = append(order, k)
		}
		forms[k] = append(forms[k], l.Form.N)
	}
	itself := ""
	var selves []any
	if len(in.Held) > 0 {
		itself = " AND c.document NOT IN (" + marks(len(in.Held)) + ")"
		for _, h := range in.Held {
			selves = append(selves, h.N)
		}
	}
	var parts []string
	for _, k := range order {
		for some := range slices.Chunk(forms[k], atOnce) {
			part := "SELECT " + columns + " FROM citations c"
			dated := heldFor(ctx)
			var limit []any
			always := k == limits{undated: true}
			if dated != "" || !always {
				part += " JOIN documents d ON d.n = c.document"
			}
			if !always {
				dated += " AND (d.issued <> '' AND d.issued >= ? AND (? = '' OR d.issued < ?) OR d.issued = '' AND ?)"
				limit = []any{k.from, k.to, k.to, k.undated}
			}
			parts = append(parts, part+" WHERE c.form IN ("+marks(len(some))+")"+dated+itself)
			args = append(append(append(args, some...), limit...), selves...)
		}
	}
	return strings.Join(parts, " UNION "), args
}

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

// countCiting counts the documents that cite an instrument.
func countCiting(ctx context.Context, tx *sql.Tx, in *instrument.Instrument) (n int, err error) {
	text, args := citingSQL(ctx, in, "c.document")
	if text == "" {
		return 0, nil
	}
	err = tx.QueryRowContext(ctx, `SELECT count(DISTINCT document) FROM (`+text+`)`, args...).Scan(&n)
	return n, err
}

// A Citing document is one that cites an instrument.
type Citing struct {
	ID       corpus.ID
	Name     string // of its first source
	Number   string // its own
	Type     string // likewise
	Issued   string // likewise
	Issuer   string // likewise
	Relation corpus.Relation
	Secret   bool // it bears a mark of secrecy
}

// CitedBy lists the documents that cite an instrument, each once for every
// relation, in the order of their date, number and id.
func (a *Archive) CitedBy(ctx context.Context, in Instrument) ([]Citing, error) {
	if in.of == nil {
		return nil, nil
	}
	text, args := citingSQL(ctx, in.of, "c.document, c.relation")
	if text == "" {
		return nil, nil
	}
	rows, err := a.readers.QueryContext(ctx, `SELECT DISTINCT d.id, d.name, d.number, d.type, d.issued, d.issuer, x.relation, d.secrecy <> ''
		FROM (`+text+`) x JOIN documents d ON d.n = x.document ORDER BY d.issued, d.number, d.id, x.relation`, args...)
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
		if err := rows.Scan(&id, &c.Name, &c.Number, &c.Type, &c.Issued, &c.Issuer, &relation, &c.Secret); err != nil {
			return nil, fmt.Errorf("cited by: %w", err)
		}
		c.ID, c.Relation = corpus.ID(id), corpus.Relation(relation)
		all = append(all, c)
	}
	return all, wrap("cited by", rows.Err())
}
