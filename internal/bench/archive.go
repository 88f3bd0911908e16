package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"vanthu/corpus"
	"vanthu/internal/desk"
	"vanthu/internal/extract"
	"vanthu/internal/fixture"
	"vanthu/internal/index"
	"vanthu/internal/read/plain"
	"vanthu/internal/stage"
	"vanthu/internal/store"
	"vanthu/internal/zone"
)

// archiveSeed is the seed of the archives that are searched.
const archiveSeed = 11

// openFilled opens an archive of n generated directives in dir, which it makes
// unless there is one from an earlier run. They come in as an import's do, by
// the same calls of the store and the extractor; only what reads files and tells
// languages is left out.
func openFilled(ctx context.Context, dir string, n int) (*store.Archive, error) {
	archive, err := store.Open(ctx, dir, store.Options{Create: true, Revision: extract.Revision})
	if err != nil {
		return nil, err
	}
	counts, err := archive.Counts(ctx)
	switch {
	case err != nil:
	case counts.Documents == n:
		return archive, nil
	case counts.Originals > 0:
		err = fmt.Errorf("%s holds %d documents, not %d: remove it", dir, counts.Documents, n)
	default:
		err = fill(ctx, archive, n)
	}
	if err != nil {
		return nil, errors.Join(err, archive.Close())
	}
	return archive, nil
}

// fill brings the directives in.
func fill(ctx context.Context, archive *store.Archive, n int) error {
	run, err := archive.BeginRun(ctx, "bench", nil)
	if err != nil {
		return err
	}
	type text struct {
		name string
		data []byte
	}
	type ready struct {
		arrival store.Arrival
		kept    store.Kept
	}
	line := stage.New(ctx)
	texts := stage.From(line, func(_ context.Context, emit func(text) error) error {
		for name, data := range fixture.Corpus(archiveSeed, n) {
			if err := emit(text{name, paged(data)}); err != nil {
				return err
			}
		}
		return nil
	})
	read := stage.Ordered(line, texts, 4, func(ctx context.Context, t text) (ready, error) {
		o, err := archive.PutOriginal(ctx, bytes.NewReader(t.data), 0)
		if err != nil {
			return ready{}, err
		}
		pages, err := plain.Read(t.data, "text/plain")
		if err != nil {
			return ready{}, err
		}
		for i := range pages {
			pages[i].Language, pages[i].Quality = "vi", 1
		}
		sum := sha256.Sum256(t.data)
		src := corpus.Source{ID: corpus.ID(hex.EncodeToString(sum[:])), Name: t.name, MediaType: "text/plain", Bytes: o.Bytes, Pages: len(pages)}
		return ready{
			store.Arrival{Original: o, Name: t.name, MediaType: src.MediaType},
			store.Kept{Source: src, Pages: pages, Record: extract.Record(src, zone.Split(pages))},
		}, nil
	})
	stage.Batch(line, read, 8<<20, time.Second, func(r ready) int { return int(r.kept.Source.Bytes) }, func(ctx context.Context, batch []ready) error {
		arrivals, kept := make([]store.Arrival, len(batch)), make([]store.Kept, len(batch))
		for i, r := range batch {
			arrivals[i], kept[i] = r.arrival, r.kept
		}
		if _, err := archive.Admit(ctx, run.ID, arrivals); err != nil {
			return err
		}
		return archive.Keep(ctx, run.ID, kept)
	})
	if err := line.Wait(); err != nil {
		return err
	}
	return archive.EndRun(ctx, run.ID, store.Summary{Files: n, Documents: n, Pages: n})
}

// pageBytes is about what stands on a typed page.
const pageBytes = 2600

// paged parts a text into pages, between paragraphs.
func paged(text []byte) []byte {
	out := make([]byte, 0, len(text)+8)
	begin := 0
	for len(text)-begin > pageBytes {
		at := bytes.Index(text[begin+pageBytes:], []byte("\n\n"))
		if at < 0 {
			break
		}
		end := begin + pageBytes + at + 2
		out = append(append(out, text[begin:end]...), '\f')
		begin = end
	}
	return append(out, text[begin:]...)
}

// lookup gives a document as the index asks for it.
func lookup(archive *store.Archive) index.Lookup {
	return func(ctx context.Context, id corpus.ID) (index.Entry, error) { return desk.Lookup(ctx, archive, id) }
}

// ids lists all documents of an archive, and the place of each.
func ids(ctx context.Context, archive *store.Archive) ([]corpus.ID, map[corpus.ID]int, error) {
	var all []corpus.ID
	places := map[corpus.ID]int{}
	for after := int64(0); ; {
		changes, err := archive.Changes(ctx, after, 10_000)
		if err != nil || len(changes) == 0 {
			return all, places, err
		}
		for _, c := range changes {
			after = c.Seq
			places[c.ID] = len(all)
			all = append(all, c.ID)
		}
	}
}

// textBytes is the size of the originals, which are plain texts.
func textBytes(ctx context.Context, archive *store.Archive) (int64, error) {
	counts, err := archive.Counts(ctx)
	return counts.Bytes, err
}

// archiveFolder is where the archive of n documents lies: in the folder of the
// flag, to be found again, or in that of this run.
func (b *bench) archiveFolder(n int) string {
	name := fmt.Sprintf("archive-%d", n)
	if b.archives == "" {
		return filepath.Join(b.dir, name)
	}
	return filepath.Join(b.archives, name)
}
