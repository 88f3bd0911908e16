package pdf

import (
	"slices"
	"testing"

	"vanthu/internal/fixture"
)

// long is a PDF of 300 pages of running text, as fpdf writes it.
func long(b *testing.B) string {
	b.Helper()
	var sheets []fixture.Sheet
	for _, text := range fixture.Corpus(7, 200) {
		d, err := fixture.Parse(string(text))
		if err != nil {
			b.Fatal(err)
		}
		if sheets = slices.Concat(sheets, d.Sheets()); len(sheets) >= 300 {
			break
		}
	}
	data, err := fixture.PDF(sheets[:300])
	if err != nil {
		b.Fatal(err)
	}
	return save(b, data)
}

// BenchmarkRead is the reading of a text layer, in this process.
func BenchmarkRead(b *testing.B) {
	path := long(b)
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		if err := Read(b.Context(), path, func(Leaf) error { n++; return nil }); err != nil || n != 300 {
			b.Fatalf("%d pages, %v", n, err)
		}
	}
	b.ReportMetric(300*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
