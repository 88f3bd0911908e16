package index

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// benchSource is 2,000 generated documents of about 9 KB, or the text files
// under $VANTHU_TEXTS, repeated under other names to 2,000.
func benchSource(b *testing.B, n int) (*memory, int64) {
	b.Helper()
	src := newMemory()
	var size int64
	dir := os.Getenv("VANTHU_TEXTS")
	if dir == "" {
		for _, e := range generated(n, 1600, 3) {
			for _, p := range e.Pages {
				size += int64(len(p.Text))
			}
			src.put(e)
		}
		return src, size
	}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".txt") && !strings.HasSuffix(path, ".md") || len(src.docs) >= n {
			return err
		}
		t, err := os.ReadFile(path)
		size += int64(len(t))
		src.put(entry(path, string(t)))
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return src, size
}

func folderSize(b *testing.B, dir string) (n int64) {
	b.Helper()
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		i, err := e.Info()
		if err == nil {
			n += i.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return n
}

func BenchmarkRebuild(b *testing.B) {
	src, size := benchSource(b, 2000)
	b.SetBytes(size)
	b.ReportAllocs()
	dir := b.TempDir()
	for b.Loop() {
		r, err := Rebuild(b.Context(), dir, src, Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(r.Segments), "segments")
	}
	b.ReportMetric(float64(folderSize(b, dir))/float64(size), "index/text")
}

// BenchmarkSearch reports the 95th percentile besides the mean.
func BenchmarkSearch(b *testing.B) {
	src, _ := benchSource(b, 5000)
	dir := b.TempDir()
	publish(b, dir, src)
	s := open(b, dir)
	for _, q := range []string{"đổi", "đổi mới giáo dục", "doi moi", `"nghị quyết định"`, `"của và các nghị"`, `"kế hoạch thực hiện nhiệm vụ"`, "29-NQ/TW", "Nghị quyết 29", "hiếm77", "29-NQ/TW giáo dục -thanh"} {
		b.Run(strings.ReplaceAll(q, " ", "_"), func(b *testing.B) {
			parsed := parse(b, q)
			var took []time.Duration
			total := 0
			for b.Loop() {
				began := time.Now()
				r, err := s.Search(b.Context(), parsed, Window{Limit: 10}, src.lookup)
				if err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(began))
				total = r.Total
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
			b.ReportMetric(float64(total), "hits")
		})
	}
}
