package main

import (
	"context"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"vanthu/corpus"
	"vanthu/internal/desk"
	"vanthu/internal/index"
	"vanthu/internal/query"
	"vanthu/internal/store"
)

// How much is asked.
const (
	queriesOfKind = 300 // of each kind, timed one by one
	coldSearches  = 20  // processes
	exactQueries  = 500 // compared with a scan of all texts
	sampledDocs   = 400 // that queries are made of
	openReadLimit = 4   // goroutines that read the archive
)

// search measures an archive as large as the design speaks of: how fast and how
// large its index is built, how long searches take, and whether they are exact.
func (b *bench) search(ctx context.Context) error {
	folder := b.archiveFolder(b.large)
	began := time.Now()
	archive, err := openFilled(ctx, folder, b.large)
	if err != nil {
		return err
	}
	defer archive.Close()
	bytes, err := textBytes(ctx, archive)
	if err != nil {
		return err
	}
	how := fmt.Sprintf("%d generated documents, %.0f MB", b.large, float64(bytes)/megabyte)
	b.progress("archive of %s ready in %.0f s; load %s", how, time.Since(began).Seconds(), load())
	if err := b.reindex(ctx, archive, bytes, how); err != nil {
		return fmt.Errorf("reindex: %w", err)
	}
	all, places, err := ids(ctx, archive)
	if err != nil {
		return err
	}
	a, err := newAsker(ctx, archive, all, 5)
	if err != nil {
		return err
	}
	searcher, err := index.Open(filepath.Join(folder, "index"))
	if err != nil {
		return err
	}
	defer searcher.Close()
	if err := b.latencies(ctx, archive, searcher, a, how); err != nil {
		return fmt.Errorf("latencies: %w", err)
	}
	if err := b.suggestions(ctx, archive, searcher, a, how); err != nil {
		return fmt.Errorf("suggestions: %w", err)
	}
	if err := b.cold(ctx, folder, a, how); err != nil {
		return fmt.Errorf("cold searches: %w", err)
	}
	if err := b.exactness(ctx, archive, searcher, a, all, places, how); err != nil {
		return fmt.Errorf("scan: %w", err)
	}
	return b.switches(ctx)
}

// progress says on standard error what has been done: the whole takes minutes.
func (b *bench) progress(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "bench: "+format+"\n", args...)
}

// load is the load of the machine over the last minute, "?" where it is not told.
func load() string {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "?"
	}
	one, _, _ := strings.Cut(string(data), " ")
	return one
}

// reindex measures a rebuild by the program.
func (b *bench) reindex(ctx context.Context, archive *store.Archive, bytes int64, how string) error {
	u, err := watch(exec.CommandContext(ctx, b.vanthu, "reindex", "--archive", archive.Dir(), "--json"))
	if err != nil {
		return err
	}
	b.row("reindex", fmt.Sprintf("%.0f documents/s (%.1f s, %.1f s of processor time)", float64(b.large)/u.wall.Seconds(), u.wall.Seconds(), u.cpu.Seconds()),
		">= 600 documents/s", how+", load "+load())
	b.row("memory of the reindex", fmt.Sprintf("%.0f MB", float64(u.peak)/megabyte), "<= 1000 MB", how)
	indexed, err := size(filepath.Join(archive.Dir(), "index"))
	if err != nil {
		return err
	}
	b.row("index size", fmt.Sprintf("%.2f x the text", float64(indexed)/float64(bytes)), "<= 1.2 x", how)
	return b.table.Flush()
}

// newAsker samples documents to make queries of.
func newAsker(ctx context.Context, archive *store.Archive, all []corpus.ID, seed uint64) (*asker, error) {
	a := &asker{r: rand.New(rand.NewPCG(seed, 0))}
	for range sampledDocs {
		e, err := lookup(archive)(ctx, all[a.r.IntN(len(all))])
		if err != nil {
			return nil, err
		}
		a.docs = append(a.docs, e)
	}
	return a, nil
}

// latencies times searches of each kind, one at a time, in a process that has
// the index open, as the page for analysts has it.
func (b *bench) latencies(ctx context.Context, archive *store.Archive, searcher *index.Searcher, a *asker, how string) error {
	for _, kind := range kindsOfQuery {
		queries, err := a.queries(queriesOfKind, kind.ask)
		if err != nil {
			return err
		}
		var took []time.Duration
		slowest, hits := "", 0
		cpu := processorTime()
		for _, q := range queries {
			began := time.Now()
			r, err := searcher.Search(ctx, q, index.Window{Limit: 10, Facets: kind.facets}, lookup(archive))
			if err != nil {
				return fmt.Errorf("%s: %w", q, err)
			}
			took = append(took, time.Since(began))
			hits += r.Total
			if took[len(took)-1] == slices.Max(took) {
				slowest = q.String()
			}
		}
		cpu = processorTime() - cpu
		slices.Sort(took)
		b.progress("%s: slowest %.1f ms: %s; %d hits on average", kind.name, milliseconds(took[len(took)-1]), slowest, hits/len(queries))
		b.row("search, "+kind.name, fmt.Sprintf("p95 %.1f ms (median %.1f, most %.1f; processor %.1f)",
			milliseconds(took[len(took)*95/100]), milliseconds(took[len(took)/2]), milliseconds(took[len(took)-1]), milliseconds(cpu)/float64(len(queries))),
			"<= 50 ms", fmt.Sprintf("%d queries over %s, with snippets, load %s", len(queries), how, load()))
	}
	return b.table.Flush()
}

// suggestions times what is offered while an analyst types.
func (b *bench) suggestions(ctx context.Context, archive *store.Archive, searcher *index.Searcher, a *asker, how string) error {
	all, err := searcher.Search(ctx, query.Query{}, index.Window{Facets: 2000}, lookup(archive))
	if err != nil {
		return err
	}
	var names []string
	for _, v := range all.Facets["issuer"] {
		if v.Of == "" {
			names = append(names, v.Value)
		}
	}
	issuers := desk.NewIssuers(names)
	var took []time.Duration
	for range queriesOfKind {
		typed := []rune([]string{a.code(), a.doc().Record.Issuer.Or("huyện"), "nghị quyết " + a.code(), a.folded(a.word())}[a.r.IntN(4)])
		typed = typed[:1+a.r.IntN(len(typed))]
		began := time.Now()
		if _, err := desk.Suggest(ctx, archive, issuers, string(typed)); err != nil {
			return fmt.Errorf("%s: %w", string(typed), err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.row("suggestions", fmt.Sprintf("p95 %.1f ms (median %.1f, most %.1f)", milliseconds(took[len(took)*95/100]), milliseconds(took[len(took)/2]), milliseconds(took[len(took)-1])),
		"<= 10 ms", fmt.Sprintf("%d begins of numbers, names and words over %s, load %s", len(took), how, load()))
	return b.table.Flush()
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// processorTime is what this process has used.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0 // unreachable: it is asked of itself
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// cold times searches by the program, each in a process of its own.
func (b *bench) cold(ctx context.Context, folder string, a *asker, how string) error {
	queries, err := a.queries(coldSearches, (*asker).any)
	if err != nil {
		return err
	}
	var took []time.Duration
	for _, q := range queries {
		u, err := watch(exec.CommandContext(ctx, b.vanthu, "search", "--archive", folder, "--", q.String()))
		if err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
		took = append(took, u.wall)
	}
	slices.Sort(took)
	b.row("vanthu search, a process each", fmt.Sprintf("p95 %.0f ms (median %.0f)", milliseconds(took[len(took)*95/100]), milliseconds(took[len(took)/2])),
		"<= 150 ms", fmt.Sprintf("%d queries over %s, load %s", len(queries), how, load()))
	return b.table.Flush()
}

// exactness compares what searches find with a scan of all texts.
func (b *bench) exactness(ctx context.Context, archive *store.Archive, searcher *index.Searcher, a *asker, all []corpus.ID, places map[corpus.ID]int, how string) error {
	queries, err := a.queries(exactQueries, (*asker).any)
	if err != nil {
		return err
	}
	began := time.Now()
	want, err := scanAll(ctx, archive, all, queries)
	if err != nil {
		return err
	}
	b.progress("scan of all texts for %d queries: %.0f s", len(queries), time.Since(began).Seconds())
	wrong, found := 0, 0
	for i, q := range queries {
		ids, err := searcher.All(ctx, q)
		if err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
		r, err := searcher.Search(ctx, q, index.Window{Limit: 1}, lookup(archive))
		if err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
		got := newSet(len(all))
		for _, id := range ids {
			got.add(places[id])
		}
		if !slices.Equal(got, want[i]) || r.Total != want[i].count() || len(ids) != r.Total {
			wrong++
			b.progress("wrong: %s: found %d, counted %d, a scan finds %d", q, len(ids), r.Total, want[i].count())
		}
		if r.Total > 0 {
			found++
		}
	}
	b.row("searches that find what a scan of all texts finds", fmt.Sprintf("%d of %d (%d find something)", len(queries)-wrong, len(queries), found),
		"all", how+", as sets and counts")
	if err := b.table.Flush(); err != nil {
		return err
	}
	if wrong > 0 {
		return fmt.Errorf("%d of %d queries find the wrong documents", wrong, len(queries))
	}
	return nil
}

// A set is places of documents.
type set []uint64

func newSet(n int) set { return make(set, (n+63)/64) }

func (s set) add(i int) { s[i/64] |= 1 << (i % 64) }

func (s set) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// scanAll reads every document once and gives for each query those that it must
// find: as typed, and without regard to marks where that is nothing.
func scanAll(ctx context.Context, archive *store.Archive, all []corpus.ID, queries []query.Query) ([]set, error) {
	var found [2][]set
	for mode := range found {
		found[mode] = make([]set, len(queries))
		for i := range queries {
			found[mode][i] = newSet(len(all))
		}
	}
	tests := make([][2]test, len(queries))
	for i, q := range queries {
		tests[i][folded] = every(q.Nodes, folded)
		if q.Marked() {
			tests[i][strict] = every(q.Nodes, strict)
		}
	}
	group, ctx := errgroup.WithContext(ctx)
	var mu sync.Mutex
	for worker := range openReadLimit {
		group.Go(func() error {
			s := newScanner()
			for at := worker; at < len(all); at += openReadLimit {
				e, err := lookup(archive)(ctx, all[at])
				if err != nil {
					return err
				}
				d := s.scan(&e)
				var hits [2][]int
				for i, of := range tests {
					for mode, test := range of {
						if test != nil && test(d) {
							hits[mode] = append(hits[mode], i)
						}
					}
				}
				mu.Lock()
				for mode := range 2 {
					for _, i := range hits[mode] {
						found[mode][i].add(at)
					}
				}
				mu.Unlock()
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	want := make([]set, len(queries))
	for i, q := range queries {
		want[i] = found[folded][i]
		if q.Marked() && found[strict][i].count() > 0 {
			want[i] = found[strict][i]
		}
	}
	return want, nil
}
