package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"vanthu/corpus"
	"vanthu/internal/extract"
	"vanthu/internal/fixture"
	"vanthu/internal/read/plain"
	"vanthu/internal/zone"
)

const megabyte = 1e6

// generate writes the generated corpus and gives its folder and size in bytes.
func (b *bench) generate() (string, int64, error) {
	dir := filepath.Join(b.dir, "corpus")
	if sum, err := size(dir); err == nil {
		return dir, sum, nil
	}
	var sum int64
	i := 0
	for _, text := range fixture.Corpus(1, b.n) {
		folder := filepath.Join(dir, fmt.Sprintf("box-%03d", i/500))
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return "", 0, err
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%05d.txt", i)), text, 0o644); err != nil {
			return "", 0, err
		}
		sum += int64(len(text))
		i++
	}
	return dir, sum, nil
}

// extraction measures clean pages in, record out, on one core.
func (b *bench) extraction(context.Context) error {
	var documents [][]corpus.Page
	total := 0
	for _, text := range fixture.Corpus(1, min(b.n, 500)) {
		pages, err := plain.Read(text, "text/plain")
		if err != nil {
			return err
		}
		documents = append(documents, pages)
		total += len(text)
	}
	began := time.Now()
	rounds := 0
	for ; time.Since(began) < 3*time.Second; rounds++ {
		for _, pages := range documents {
			extract.Record(corpus.Source{Name: "bench"}, zone.Split(pages))
		}
	}
	rate := float64(total*rounds) / megabyte / time.Since(began).Seconds()
	b.row("extraction alone, one core", fmt.Sprintf("%.1f MB/s", rate), ">= 30 MB/s (later)", "zones, fields, citations, lint over generated directives")
	return nil
}

// textImport measures the import of the generated corpus.
func (b *bench) textImport(ctx context.Context) error {
	dir, bytes, err := b.generate()
	if err != nil {
		return err
	}
	u, archive, err := b.importAll(ctx, "text", dir)
	if err != nil {
		return err
	}
	how := fmt.Sprintf("%d generated documents, %.1f MB", b.n, float64(bytes)/megabyte)
	b.row("text import", fmt.Sprintf("%.1f MB/s, %.0f documents/s", float64(bytes)/megabyte/u.wall.Seconds(), float64(b.n)/u.wall.Seconds()), ">= 4 MB/s", how)
	b.row("memory of the import", fmt.Sprintf("%.0f MB", float64(u.peak)/megabyte), "<= 1000 MB", how+", children counted")
	index, err := size(filepath.Join(archive, "index"))
	if err != nil {
		return err
	}
	b.row("index size", fmt.Sprintf("%.2f x the text", float64(index)/float64(bytes)), "<= 1.2 x (later)", how)
	return nil
}

// againstRecoll measures the import of texts against recollindex.
func (b *bench) againstRecoll(ctx context.Context) error {
	const what = "text import against recollindex"
	recoll, err := exec.LookPath("recollindex")
	if err != nil {
		b.row(what, "not measured", "<= 1.0 x (later)", "recollindex is not installed: apt-get install -y recollcmd")
		return nil
	}
	dir, how := filepath.Join(b.real, "vbpl"), "real legal texts"
	if b.real == "" {
		if dir, _, err = b.generate(); err != nil {
			return err
		}
		how = "generated directives"
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return err
	}
	ours, _, err := b.importAll(ctx, "recoll-ours", dir)
	if err != nil {
		return err
	}
	config := filepath.Join(b.dir, "recoll")
	if err := os.MkdirAll(config, 0o755); err != nil {
		return err
	}
	settings := fmt.Sprintf("topdirs = %s\nloglevel = 1\n", dir)
	if err := os.WriteFile(filepath.Join(config, "recoll.conf"), []byte(settings), 0o644); err != nil {
		return err
	}
	theirs, err := watch(exec.CommandContext(ctx, recoll, "-c", config))
	if err != nil {
		return err
	}
	b.row(what, fmt.Sprintf("%.2f x (%.1f s, %.1f s)", ours.wall.Seconds()/theirs.wall.Seconds(), ours.wall.Seconds(), theirs.wall.Seconds()), "<= 1.0 x (later)", how)
	return nil
}
