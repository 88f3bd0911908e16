package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"

	"vanthu/internal/index"
	"vanthu/internal/query"
)

// What is searched while the index is switched under it.
const (
	switchDocuments = 1000
	switchCount     = 20
	switchSearches  = 10_000
)

// switches searches without a pause while the program rebuilds the index again
// and again in another process, and compares each answer with that before.
func (b *bench) switches(ctx context.Context) error {
	folder := b.archiveFolder(min(switchDocuments, b.large))
	archive, err := openFilled(ctx, folder, min(switchDocuments, b.large))
	if err != nil {
		return err
	}
	defer archive.Close()
	rebuild := func() error {
		out, err := exec.CommandContext(ctx, b.vanthu, "reindex", "--archive", folder).CombinedOutput()
		if err != nil {
			return fmt.Errorf("reindex: %w: %s", err, tail(string(out)))
		}
		return nil
	}
	if err := rebuild(); err != nil {
		return err
	}
	all, _, err := ids(ctx, archive)
	if err != nil {
		return err
	}
	a, err := newAsker(ctx, archive, all, 6)
	if err != nil {
		return err
	}
	queries, err := a.queries(100, (*asker).any)
	if err != nil {
		return err
	}
	searcher, err := index.Open(filepath.Join(folder, "index"))
	if err != nil {
		return err
	}
	defer searcher.Close()
	answer := func(q query.Query) (string, error) {
		r, err := searcher.Search(ctx, q, index.Window{Limit: 10, Facets: 5}, lookup(archive))
		if err != nil {
			return "", err
		}
		out, err := json.Marshal(r)
		return string(out), err
	}
	want := make([]string, len(queries))
	for i, q := range queries {
		if want[i], err = answer(q); err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
	}
	done := make(chan struct{})
	var rebuilt error
	go func() {
		defer close(done)
		for range switchCount {
			if rebuilt = rebuild(); rebuilt != nil {
				return
			}
		}
	}()
	searches, failed, wrong, switched := 0, 0, 0, 0
	for running := true; running || searches < switchSearches; {
		select {
		case <-done:
			running = false
		default:
		}
		changed, err := searcher.Refresh()
		if changed {
			switched++
		}
		i := searches % len(queries)
		got := ""
		if err == nil {
			got, err = answer(queries[i])
		}
		searches++
		switch {
		case err != nil:
			failed++
			b.progress("search %d: %v", searches, err)
		case got != want[i]:
			wrong++
			b.progress("search %d: %s: another answer than before", searches, queries[i])
		}
	}
	b.row("searches while the index is switched", fmt.Sprintf("%d, %d errors, %d wrong; %d switches seen", searches, failed, wrong, switched),
		fmt.Sprintf("%d, 0, 0; %d", switchSearches, switchCount), fmt.Sprintf("%d documents, reindexed in another process", len(all)))
	if failed+wrong > 0 {
		rebuilt = errors.Join(rebuilt, fmt.Errorf("%d of %d searches failed, %d were wrong", failed, searches, wrong))
	}
	return rebuilt
}
