package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/index"
	"vanthu/internal/query"
)

func searchCommand() command {
	return command{
		name:    "search",
		summary: "find documents by number, words or phrases",
		usage: `usage: vanthu search [FLAGS] QUERY...

Finds the documents that hold every word of the query. A number means the
instrument: first the document that bears it, then those about it, those that
cite it, those that hold the words. Each hit says which (is, about, cites,
contains).

  29-NQ/TW, NQ 29, Nghị quyết 29   an instrument, however it is written
  "đổi mới căn bản"                 words side by side
  -dự                               without this word (after --, or in quotes)

Words typed without accents find accented ones; accented words are meant as
typed, and looked for without accents only where nothing is found.

  --archive DIR  the archive folder
  --limit N      at most N hits (default 10)
  --from N       leave out the first N hits
  --json         print one JSON object

example:
  vanthu search "Nghị quyết 29"

exit status: 0 done, also where nothing is found; 1 stopped by an error; 2 wrong usage
`,
		run: runSearch,
	}
}

// facetValues is how many values of each facet are counted for --json.
const facetValues = 20

func runSearch(ctx context.Context, w *world, args []string) error {
	fs := flags("search")
	dir := w.archiveFlag(fs)
	limit := fs.Int("limit", 10, "")
	from := fs.Int("from", 0, "")
	asJSON := fs.Bool("json", false, "")
	words, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(words) == 0 {
		return usagef("no query is given")
	}
	if *limit < 0 || *from < 0 {
		return usagef("--limit and --from count from 0")
	}
	typed := strings.Join(words, " ")
	q, err := query.Parse(typed)
	if err != nil {
		var bad *query.Error
		if errors.As(err, &bad) {
			return usagef("%s: %s\n  %s\n  %s^", "the query cannot be read", bad.Message, typed, pad(typed, bad.At))
		}
		return err
	}
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
	began := w.now()
	searcher, err := index.Open(indexDir(archive))
	if err != nil {
		return indexError(err)
	}
	defer searcher.Close()
	window := index.Window{From: *from, Limit: *limit}
	if *asJSON {
		window.Facets = facetValues
	}
	result, err := searcher.Search(ctx, q, window, func(ctx context.Context, id corpus.ID) (index.Entry, error) {
		return lookup(ctx, archive, id)
	})
	if err != nil {
		return err
	}
	took := w.now().Sub(began)
	result.TookMS = took.Milliseconds()
	result.Query = typed
	if *asJSON {
		return encode(w, result)
	}
	w.writeHits(result)
	fmt.Fprintf(w.stdout, "%d documents in %.1f ms\n", result.Total, took.Seconds()*1000)
	return nil
}

// indexError adds the cure to what is wrong with the index.
func indexError(err error) error {
	if errors.Is(err, index.ErrNoIndex) || errors.Is(err, index.ErrDamaged) {
		return withHint(err, "vanthu reindex builds it anew; nothing is lost")
	}
	return err
}

// pad is as many blanks as s has letters up to byte at.
func pad(s string, at int) string {
	return strings.Repeat(" ", len([]rune(s[:min(at, len(s))])))
}

// writeHits prints hits as a person reads them: why, the document, its subject,
// and where in it.
func (w *world) writeHits(r index.Result) {
	if r.Note != "" {
		fmt.Fprintf(w.stdout, "(%s)\n\n", r.Note)
	}
	for _, h := range r.Hits {
		fmt.Fprintf(w.stdout, "%-9s %s\n", h.Why, printable(heading(h)))
		if h.Subject != "" {
			fmt.Fprintf(w.stdout, "%-9s %s\n", "", printable(string(h.Subject)))
		}
		for _, s := range h.Snippets {
			fmt.Fprintf(w.stdout, "%-9s p. %d: %s\n", "", s.Page, w.marked(s))
		}
		fmt.Fprintf(w.stdout, "%-9s %s  %.12s\n\n", "", printable(h.Source), h.ID)
	}
}

func heading(h index.Hit) string {
	var parts []string
	name := strings.TrimSpace(string(h.Type) + " " + string(h.Number))
	for _, s := range []string{name, string(h.Issued), string(h.Issuer)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return "(no number, type or date)"
	}
	return strings.Join(parts, ", ")
}

// marked is the snippet with the hits marked: bold on a terminal, in square
// brackets elsewhere.
func (w *world) marked(s index.Snippet) string {
	open, shut := "[", "]"
	if w.terminal {
		open, shut = "\x1b[1;33m", "\x1b[0m"
	}
	var b strings.Builder
	last := 0
	for _, m := range s.Marks {
		b.WriteString(printable(s.Text[last:m[0]]) + open + printable(s.Text[m[0]:m[1]]) + shut)
		last = m[1]
	}
	b.WriteString(printable(s.Text[last:]))
	return b.String()
}
