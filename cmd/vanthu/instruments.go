package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/instrument"
	"vanthu/internal/query"
	"vanthu/internal/store"
)

// mostInstruments is how many instruments of one query are shown.
const mostInstruments = 20

// instruments lists what the numbers of a query can mean, the most cited first.
func instruments(ctx context.Context, archive *store.Archive, q query.Query) ([]corpus.Instrument, error) {
	all := []corpus.Instrument{}
	for _, n := range q.Numbers() {
		found, err := archive.Instruments(ctx, askedFor(n))
		if err != nil {
			return nil, err
		}
		for _, in := range found {
			same := func(o corpus.Instrument) bool {
				return o.Type == in.Type && o.Number == in.Number && o.Issued == in.Issued && o.Issuer == in.Issuer
			}
			if len(all) < mostInstruments && !slices.ContainsFunc(all, same) {
				all = append(all, in.Instrument)
			}
		}
	}
	return all, nil
}

// askedFor is a number of a query as the catalogue is asked for it.
func askedFor(n query.Number) instrument.Asked {
	return instrument.Asked{Types: n.Types(), Seq: n.Seq, Year: n.Year, Symbol: n.Symbol}
}

// instrumentLine is an instrument on one line: what it is, whether it is held,
// and how often it is cited.
func instrumentLine(in corpus.Instrument) string {
	held := "not held"
	if in.Held != nil {
		held = fmt.Sprintf("held as %.12s", *in.Held)
	}
	return fmt.Sprintf("%s: %s, cited by %s", called(in), held, count(in.CitedBy, "document"))
}

// called is an instrument by all that is known of it.
func called(in corpus.Instrument) string {
	name := strings.TrimSpace(string(in.Type) + " " + string(in.Number))
	switch {
	case in.Number == "":
		name = strings.TrimSpace(name + " " + string(in.Title))
	case in.Held == nil && in.Title != "": // of a held document it is the subject, which is long
		name += " (" + string(in.Title) + ")"
	}
	for _, s := range []corpus.Optional{in.Issued, in.Issuer} {
		if s != "" {
			name += ", " + string(s)
		}
	}
	return name
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
