package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/cite"
	"vanthu/internal/mend"
	"vanthu/internal/zone"
)

// sample is a long directive: the decision of testdata with its articles many
// times over.
func sample(tb testing.TB) []corpus.Page {
	data, err := os.ReadFile(filepath.Join("testdata", "decision_with_regulation.txtar"))
	if err != nil {
		tb.Fatal(err)
	}
	text := string(data)
	text = text[strings.Index(text, "-- page.txt --\n")+len("-- page.txt --\n") : strings.Index(text, "-- record.txt --")]
	head, tail, _ := strings.Cut(text, "Điều 2.")
	var b strings.Builder
	b.WriteString(head)
	for range 200 {
		b.WriteString("\n2. Cơ quan, tổ chức có trách nhiệm thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư; hằng năm, trước ngày 15 tháng 12, báo cáo kết quả số hóa hồ sơ, trong đó 95% tài liệu có giá trị lịch sử được bảo quản trong kho lưu trữ chuyên dụng của tỉnh.\n")
	}
	b.WriteString("Điều 2." + tail)
	return pagesOfText(tb, []byte(b.String()))
}

func size(pages []corpus.Page) (n int64) {
	for _, p := range pages {
		n += int64(len(p.Text))
	}
	return n
}

func BenchmarkSplit(b *testing.B) {
	pages := sample(b)
	b.SetBytes(size(pages))
	b.ReportAllocs()
	for b.Loop() {
		zone.Split(pages)
	}
}

// BenchmarkFields is everything but finding citations, zoning included.
func BenchmarkFields(b *testing.B) {
	pages := sample(b)
	b.SetBytes(size(pages))
	b.ReportAllocs()
	for b.Loop() {
		sheet := zone.Split(pages)
		record(corpus.Source{}, &sheet, noCitations)
	}
}

func BenchmarkRecord(b *testing.B) {
	pages := sample(b)
	b.SetBytes(size(pages))
	b.ReportAllocs()
	for b.Loop() {
		Record(corpus.Source{}, zone.Split(pages))
	}
}

// BenchmarkReal is the whole extraction of real documents, zones and all, where
// their text is clean: what was misread takes mending too.
//
// Its profile, and what was done: the finder's pass (18 %; stops at capitals,
// "số" and figures alone, phrases are told by their first byte), relations (16 %;
// the text is squeezed once, its lines joined once), zones (15 %), the text in
// small letters (9 %; case by the bytes of a letter, copied only where it
// changes), dates (8 %; looked for around figures alone).
func BenchmarkReal(b *testing.B) {
	paths, err := filepath.Glob(filepath.Join(realDir(b), "vbpl", "*.txt"))
	if err != nil || len(paths) == 0 {
		b.Fatalf("no texts: %v", err)
	}
	var docs [][]corpus.Page
	var n int64
	for i, path := range paths {
		if pages := pagesOf(b, path); i%8 == 0 && !mend.Doubtful(pages[0].Text) {
			docs = append(docs, pages)
			n += size(pages)
		}
	}
	b.SetBytes(n)
	b.ReportAllocs()
	for b.Loop() {
		for _, pages := range docs {
			sheet := zone.Split(pages)
			record(corpus.Source{}, &sheet, cite.Find)
		}
	}
	b.ReportMetric(float64(n)/float64(len(docs)), "bytes/document")
	b.ReportMetric(float64(len(docs)), "documents")
}
