package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"vanthu/corpus"
	"vanthu/internal/extract"
	"vanthu/internal/stage"
	"vanthu/internal/zone"
)

// A Shelf is what the line needs of the place where documents are held to make
// their records anew from the texts that are kept: nothing is read or recognised
// again.
type Shelf interface {
	// Old gives the documents whose records are to be made anew, without their
	// pages, in an order that stays.
	Old(ctx context.Context, emit func(Old) error) error
	// SavedPages gives the pages kept of a document.
	SavedPages(ctx context.Context, id corpus.ID) ([]corpus.Page, error)
	// Rewrite writes records in place of the old ones, all or none.
	Rewrite(ctx context.Context, batch []Renewed) error
}

// An Old is a document with the record that it has.
type Old struct {
	Source corpus.Source
	Record *corpus.Record // nil: it is damaged
	Handle any            // the shelf's own
}

// A Renewed is a document with its new record.
type Renewed struct {
	Old
	Pages   []corpus.Page
	New     corpus.Record
	Changed bool            // the new record is another one
	Problem *corpus.Problem // why there is none; nil: there is
}

// ExtractAnew makes the records of a shelf anew.
func (l *Line) ExtractAnew(ctx context.Context, shelf Shelf) error {
	s := stage.New(ctx)
	old := stage.From(s, shelf.Old)
	// In order, so that the shelf knows how far the work has come.
	records := stage.Ordered(s, old, l.workers(), func(ctx context.Context, o Old) (Renewed, error) { return renew(ctx, shelf, o) })
	stage.Batch(s, records, 4<<20, 500*time.Millisecond, weighRenewed, shelf.Rewrite)
	return s.Wait()
}

func renew(ctx context.Context, shelf Shelf, o Old) (Renewed, error) {
	n := Renewed{Old: o}
	var err error
	n.Pages, err = shelf.SavedPages(ctx, o.Source.ID)
	if errors.As(err, &n.Problem) {
		return n, nil
	}
	if err != nil {
		return n, err
	}
	n.New = extract.Record(o.Source, zone.Split(n.Pages))
	if o.Record == nil {
		n.Changed = true
		return n, nil
	}
	// As they are written: nil and empty lists are one.
	before, err := json.Marshal(o.Record)
	if err != nil {
		return n, err
	}
	after, err := json.Marshal(n.New)
	if err != nil {
		return n, err
	}
	n.Changed = string(before) != string(after)
	return n, nil
}

func weighRenewed(r Renewed) int {
	n := 4 << 10
	for i := range r.Pages {
		n += len(r.Pages[i].Text) + 40*len(r.Pages[i].Words)
	}
	return n
}

// Gains count what became of the values of one field.
type Gains struct {
	Gained  int `json:"gained"`  // there is a value where there was none
	Lost    int `json:"lost"`    // there is none where there was one
	Changed int `json:"changed"` // it is another one
}

// Compare tells what became of every field of a record. Of a field with several
// values the values count one by one, wherever they stand; one that is another
// now is lost, and a new one gained.
func Compare(before, after *corpus.Record) map[string]Gains {
	all := map[string]Gains{}
	single := func(name string, a, b string) {
		switch {
		case a == b:
		case a == "":
			all[name] = Gains{Gained: 1}
		case b == "":
			all[name] = Gains{Lost: 1}
		default:
			all[name] = Gains{Changed: 1}
		}
	}
	for _, f := range []struct {
		name string
		of   func(*corpus.Record) string
	}{
		{"type", func(r *corpus.Record) string { return r.Type.Or("") }},
		{"number", func(r *corpus.Record) string { return r.Number.Or("") }},
		{"place", func(r *corpus.Record) string { return r.Place.Or("") }},
		{"issued", func(r *corpus.Record) string { return r.Issued.Or("") }},
		{"effective", func(r *corpus.Record) string { return r.Effective.Or("") }},
		{"issuer", func(r *corpus.Record) string { return r.Issuer.Or("") }},
		{"subject", func(r *corpus.Record) string { return r.Subject.Or("") }},
		{"urgency", func(r *corpus.Record) string { return r.Urgency.Or("") }},
		{"secrecy", func(r *corpus.Record) string { return r.Secrecy.Or("") }},
	} {
		single(f.name, f.of(before), f.of(after))
	}
	for _, f := range []struct {
		name string
		of   func(*corpus.Record) []string
	}{
		{"signers", func(r *corpus.Record) []string {
			return values(r.Signers, func(s corpus.Signer) string { return s.Name.Or("") })
		}},
		{"recipients", func(r *corpus.Record) []string { return values(r.Recipients, text) }},
		{"addressees", func(r *corpus.Record) []string { return values(r.Addressees, text) }},
		{"citations", func(r *corpus.Record) []string {
			return values(r.Citations, func(c corpus.Citation) string {
				return fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s", c.Type, c.Number, c.Title, c.Issued, c.Issuer, c.Term, c.Relation)
			})
		}},
		{"mentions", func(r *corpus.Record) []string {
			var places []string
			for _, c := range r.Citations {
				places = append(places, values(c.Mentions, func(m corpus.Mention) string { return fmt.Sprintf("%d %d %d", m.Page, m.Start, m.End) })...)
			}
			return places
		}},
		{"dates", func(r *corpus.Record) []string {
			return values(r.Dates, func(d corpus.Date) string { return fmt.Sprintf("%s %s %d %d", d.Value, d.Role, d.Page, d.Start) })
		}},
		{"quantities", func(r *corpus.Record) []string {
			return values(r.Quantities, func(q corpus.Quantity) string { return fmt.Sprintf("%v %s %d %d", q.Value, q.Unit, q.Page, q.Start) })
		}},
		{"outline", func(r *corpus.Record) []string {
			return values(r.Outline, func(h corpus.Heading) string { return fmt.Sprintf("%s %s %d", h.Label, h.Title, h.Level) })
		}},
		{"findings", func(r *corpus.Record) []string {
			return values(r.Findings, func(f corpus.Finding) string { return fmt.Sprintf("%s %d %d", f.Code, f.Page, f.Start) })
		}},
	} {
		if g := several(f.of(before), f.of(after)); g != (Gains{}) {
			all[f.name] = g
		}
	}
	return all
}

func text(f corpus.Field[string]) string { return f.Or("") }

func values[T any](of []T, value func(T) string) []string {
	var all []string
	for _, v := range of {
		if s := value(v); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// several compares two lists without regard to their order.
func several(before, after []string) (g Gains) {
	slices.Sort(before)
	slices.Sort(after)
	for i, j := 0, 0; i < len(before) || j < len(after); {
		switch {
		case j == len(after) || i < len(before) && before[i] < after[j]:
			g.Lost, i = g.Lost+1, i+1
		case i == len(before) || after[j] < before[i]:
			g.Gained, j = g.Gained+1, j+1
		default:
			i, j = i+1, j+1
		}
	}
	return g
}
