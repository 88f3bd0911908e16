package index

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/document"

	"vanthu/corpus"
	"vanthu/internal/extract"
	"vanthu/internal/fixture"
	"vanthu/internal/read/plain"
	"vanthu/internal/zone"
)

// directives is a source of generated directives with the records that the
// extractor makes of them.
func directives(b *testing.B, n int) *memory {
	b.Helper()
	src := newMemory()
	for name, text := range fixture.Corpus(11, n) {
		pages, err := plain.Read(text, "text/plain")
		if err != nil {
			b.Fatal(err)
		}
		for i := range pages {
			pages[i].Language, pages[i].Quality = "vi", 1
		}
		e := entry(name)
		r := extract.Record(corpus.Source{ID: e.Record.ID, Name: name, Pages: len(pages)}, zone.Split(pages))
		src.put(Entry{Record: r, Pages: pages})
	}
	return src
}

// BenchmarkFields reports what each field costs: how much smaller the index is
// without it, in bytes a document and as a share of the text, in one segment.
func BenchmarkFields(b *testing.B) {
	const n = 1500
	src := directives(b, n)
	lex, err := chooseLexicon(b.Context(), src, 100)
	if err != nil {
		b.Fatal(err)
	}
	text := 0
	build := func(without string) int64 {
		dir := b.TempDir()
		path := filepath.Join(dir, bleveDir)
		w, err := createIndex(path, 4<<20)
		if err != nil {
			b.Fatal(err)
		}
		a := newAnalyzer(lex)
		text = 0
		changes, _ := src.Changes(b.Context(), 0, n)
		for _, c := range changes {
			doc, size := a.document(src.docs[c.ID])
			text += size
			doc.Fields = slices.DeleteFunc(doc.Fields, func(f document.Field) bool { return strings.Contains(without, f.Name()) })
			if err := w.put(doc, size); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.close(); err != nil {
			b.Fatal(err)
		}
		if _, err := settle(b.Context(), path, 1, Options{MaxSegments: 1, BatchBytes: 4 << 20}); err != nil {
			b.Fatal(err)
		}
		return folderSize(b, dir)
	}
	for b.Loop() {
		whole := build("")
		b.Logf("all: %d bytes a document, %.3f of the text", whole/n, float64(whole)/float64(text))
		for _, fields := range []string{"w", "f", "ph", "s", "n", "c", "r", "ek", "g", "tildyaqx"} {
			cost := whole - build(fields)
			b.Logf("%-8s %5d bytes a document, %.4f of the text", fields, cost/n, float64(cost)/float64(text))
		}
	}
}
