// Package desk answers what an analyst asks of an archive and its index
// together. The command line and the page give the same answers because both
// ask here.
package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/index"
	"vanthu/internal/instrument"
	"vanthu/internal/query"
	"vanthu/internal/store"
)

// Typed is a query as it was typed, in the form in which it is read.
func Typed(words string) string {
	return strings.TrimSpace(query.Typed(words))
}

// Search answers a query, with what its numbers and laws can mean. TookMS and Query are
// for the caller to set, who has the clock and what was typed.
func Search(ctx context.Context, archive *store.Archive, searcher *index.Searcher, q query.Query, w index.Window) (index.Result, error) {
	return Settled(func() (r index.Result, err error) {
		if w.Removed, err = Removed(ctx, archive, searcher); err != nil {
			return r, err
		}
		return Without(ctx, archive, searcher, q, w)
	})
}

// mostTries is how often a query is asked because documents that it finds are
// removed meanwhile.
const mostTries = 3

// Settled asks until no document that was found was removed meanwhile: it was
// counted in the facets.
func Settled(ask func() (index.Result, error)) (index.Result, error) {
	for try := 1; ; try++ {
		if r, err := ask(); err != nil || r.Gone == 0 || try == mostTries {
			return r, err
		}
	}
}

// Without is [Search] without the documents that the window lists as removed.
// Result.Gone counts those shown that were removed meanwhile: they are counted in
// the facets.
func Without(ctx context.Context, archive *store.Archive, searcher *index.Searcher, q query.Query, w index.Window) (index.Result, error) {
	result, err := searcher.Search(ctx, q, w, func(ctx context.Context, id corpus.ID) (index.Entry, error) {
		return Lookup(ctx, archive, id)
	})
	if err != nil {
		return result, err
	}
	result.Instruments, err = Instruments(ctx, archive, q)
	return result, err
}

// Removed lists what the archive has removed since the index that answers was
// published: it must not be found any more, nor be counted.
func Removed(ctx context.Context, archive *store.Archive, searcher *index.Searcher) ([]corpus.ID, error) {
	return archive.RemovedSince(ctx, searcher.Seq())
}

// The cures of a damaged record and of damaged pages.
const (
	CureOfRecord = "vanthu reindex --extract makes it anew from the page texts"
	cureOfPages  = "vanthu reindex --extract puts it among the problems, and then vanthu problems --retry reads its original again"
)

// Lookup gives the record and the page texts of a document; [fs.ErrNotExist]
// where there is none. Of one whose record or pages are damaged it gives what is
// left, and says what is lacking: it must not keep the others from being found.
func Lookup(ctx context.Context, archive *store.Archive, id corpus.ID) (index.Entry, error) {
	entry, err := LookupRecord(ctx, archive, id)
	if err != nil {
		return entry, err
	}
	entry.Pages, err = archive.PageTexts(ctx, id)
	if errors.Is(err, store.ErrDamaged) {
		entry.Lacking, err = lacking(err, cureOfPages), nil
	}
	return entry, err
}

// LookupRecord is [Lookup] without the pages. In the place of a damaged record
// stands what the catalogue knows besides.
func LookupRecord(ctx context.Context, archive *store.Archive, id corpus.ID) (index.Entry, error) {
	record, err := archive.Record(ctx, id)
	switch {
	case errors.Is(err, store.ErrUnknown):
		return index.Entry{}, fmt.Errorf("%w: %w", fs.ErrNotExist, err)
	case errors.Is(err, store.ErrDamaged):
		what := lacking(err, CureOfRecord)
		record, err = headOf(ctx, archive, id)
		return index.Entry{Record: record, Lacking: what}, err
	}
	return index.Entry{Record: record}, err
}

func lacking(err error, cure string) *corpus.Problem {
	return &corpus.Problem{Kind: corpus.Malformed, Message: err.Error(), Hint: cure}
}

// headOf is the head of a record as the catalogue holds it beside the record.
func headOf(ctx context.Context, archive *store.Archive, id corpus.ID) (corpus.Record, error) {
	e, err := archive.Head(ctx, id)
	r := corpus.Record{ID: id, Source: corpus.Source{Name: e.Name, Pages: e.Pages}, Revision: e.Revision}
	for _, f := range []struct {
		to    *corpus.Field[string]
		value string
	}{{&r.Type, e.Type}, {&r.Number.Field, e.Number}, {&r.Issued, e.Issued}, {&r.Issuer.Field, e.Issuer}, {&r.Subject, e.Subject}, {&r.Secrecy, e.Secrecy}} {
		if f.value != "" {
			*f.to = corpus.Field[string]{Value: &f.value}
		}
	}
	return r, err
}

// mostInstruments is how many instruments of one query are told.
const mostInstruments = 20

// Instruments lists what the numbers and the laws of a query can mean, the most
// cited first.
func Instruments(ctx context.Context, archive *store.Archive, q query.Query) ([]corpus.Instrument, error) {
	all := []corpus.Instrument{}
	add := func(found []store.Instrument) {
		for _, in := range found {
			same := func(o corpus.Instrument) bool {
				return o.Type == in.Type && o.Number == in.Number && o.Title == in.Title && o.Issued == in.Issued && o.Issuer == in.Issuer
			}
			if len(all) < mostInstruments && !slices.ContainsFunc(all, same) {
				all = append(all, in.Instrument)
			}
		}
	}
	for _, n := range q.Numbers() {
		found, err := archive.Instruments(ctx, Asked(n))
		if err != nil {
			return nil, err
		}
		add(found)
	}
	for _, law := range q.Laws() {
		found, err := called(ctx, archive, law)
		if err != nil {
			return nil, err
		}
		add(found)
	}
	return all, nil
}

// Asked is a number of a query as the catalogue is asked for it.
func Asked(n query.Number) instrument.Asked {
	return instrument.Asked{Types: n.Types(), Seq: n.Seq, Year: n.IssuedIn(), Symbol: n.Symbol}
}

// called are the instruments that a law of a query can mean.
func called(ctx context.Context, archive *store.Archive, law query.Law) ([]store.Instrument, error) {
	return archive.InstrumentsNamed(ctx, strings.Join(law.Name(), " "), law.Year)
}

// Known are the instruments that a number or the name of a law can mean; ok is false
// where the name is neither.
func Known(ctx context.Context, archive *store.Archive, name string) (known []store.Instrument, ok bool, err error) {
	n, ok := query.ParseNumber(name)
	if !ok {
		n, ok = query.ParseNumberedLaw(name)
	}
	if ok {
		known, err = archive.Instruments(ctx, Asked(n))
		return known, true, err
	}
	if law, ok := query.ParseLaw(name); ok {
		known, err = called(ctx, archive, law)
		return known, true, err
	}
	return nil, false, nil
}

// Named finds the documents that a number, the name of a law or the begin of an id
// means, and the instruments that the number or name can mean, held or not.
func Named(ctx context.Context, archive *store.Archive, name string) ([]store.Entry, []store.Instrument, error) {
	name = Typed(name)
	found, err := archive.Find(ctx, name)
	if err != nil {
		return nil, nil, err
	}
	known, _, err := Known(ctx, archive, name)
	if err != nil || len(found) > 0 {
		return found, known, err
	}
	for _, in := range known {
		for _, id := range in.Holds {
			e, err := archive.Entry(ctx, id)
			if err != nil {
				return nil, nil, err
			}
			found = append(found, e)
		}
	}
	return found, known, nil
}
