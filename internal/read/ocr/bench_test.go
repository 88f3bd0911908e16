package ocr

import "testing"

func BenchmarkParse(b *testing.B) {
	tsv := []byte(head)
	for range 500 {
		tsv = append(tsv, row("1.1.1", "96.5", "Nghị")...)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(tsv)))
	for b.Loop() {
		if _, err := parse(string(tsv), 1, 175); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkResize(b *testing.B) {
	page := sheets(b)[0].Image(300)
	b.ReportAllocs()
	b.SetBytes(int64(len(page.Pix)))
	for b.Loop() {
		resize(page, 175.0/300)
	}
}
