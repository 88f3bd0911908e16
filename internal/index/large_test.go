//go:build unix

package index

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"vanthu/corpus"
)

// shuffled is a Source of any number of documents made of the lines of given
// texts, so that words are as frequent as in them. It holds no document.
type shuffled struct {
	lines []string
	n     int
}

func (s shuffled) Count(context.Context) (settled, all int, err error) { return s.n, s.n, nil }

func (s shuffled) Changes(_ context.Context, after int64, limit int) ([]Change, error) {
	var cs []Change
	for i := after + 1; i <= int64(s.n) && len(cs) < limit; i++ {
		cs = append(cs, Change{Seq: i, ID: corpus.ID(fmt.Sprintf("%064x", i))})
	}
	return cs, nil
}

func (s shuffled) Document(_ context.Context, id corpus.ID) (Entry, error) {
	i, err := strconv.ParseUint(string(id), 16, 64)
	if err != nil {
		return Entry{}, err
	}
	r := rand.New(rand.NewPCG(i, 5))
	size := 1000 + r.IntN(14000)
	var pages []string
	var b strings.Builder
	for size > 0 {
		l := s.lines[r.IntN(len(s.lines))]
		size -= len(l)
		b.WriteString(l + "\n")
		if b.Len() > 2500 {
			pages = append(pages, b.String())
			b.Reset()
		}
	}
	e := entry("x", append(pages, b.String())...)
	e.Record.ID = id
	e = e.bearing("Quyết định", fmt.Sprintf("%d/QĐ-UBND", i%3000+1), fmt.Sprint(i%3000+1), "QĐ-UBND", 0, fmt.Sprintf("20%02d-03-04", i%25))
	e = e.about(s.lines[r.IntN(len(s.lines))])
	for range r.IntN(8) {
		e.Record.Citations = append(e.Record.Citations, corpus.Citation{Number: corpus.Optional(fmt.Sprintf("%d-NQ/TW", r.IntN(60)+1))})
	}
	return e, nil
}

// BenchmarkLarge measures an archive as large as the targets speak of:
//
//	VANTHU_TEXTS=folder of texts VANTHU_DOCS=100000 VANTHU_INDEX=folder to keep
//
// It reports the 95th percentile and the processor time of each query, snippets
// included.
func BenchmarkLarge(b *testing.B) {
	n, _ := strconv.Atoi(os.Getenv("VANTHU_DOCS"))
	texts, dir := os.Getenv("VANTHU_TEXTS"), os.Getenv("VANTHU_INDEX")
	if n == 0 || texts == "" || dir == "" {
		b.Skip("set VANTHU_TEXTS, VANTHU_DOCS and VANTHU_INDEX to measure a large archive")
	}
	src := shuffled{n: n}
	err := filepath.WalkDir(texts, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".txt" {
			return err
		}
		t, err := os.ReadFile(path)
		for l := range strings.Lines(string(t)) {
			if l = strings.TrimSpace(l); len(l) > 20 && len(l) < 2000 {
				src.lines = append(src.lines, l)
			}
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	rep, err := Publish(b.Context(), dir, src, Options{})
	if err != nil {
		b.Fatal(err)
	}
	if rep.Changed {
		b.Logf("%+v in %v: %.1f MB/s, index %.2f of the text", rep, time.Since(began),
			float64(rep.Bytes)/1e6/time.Since(began).Seconds(), float64(folderSize(b, dir))/float64(rep.Bytes))
	}
	began = time.Now()
	s := open(b, dir)
	b.Logf("opened in %v", time.Since(began))
	for _, q := range []string{
		"giáo dục", "đổi mới giáo dục đào tạo", "quy dinh phap luat", "hợp tác xã nông nghiệp",
		`"ủy ban nhân dân"`, `"đổi mới căn bản"`, `"cơ quan nhà nước có thẩm quyền"`, `"quy định của pháp luật"`, `"thủ tướng chính phủ"`,
		"29-NQ/TW", "Nghị quyết 29", "77/QĐ-UBND", `"bảo vệ môi trường" -đất 29-NQ/TW`,
	} {
		b.Run(strings.ReplaceAll(strings.ReplaceAll(q, " ", "_"), "/", "|"), func(b *testing.B) {
			parsed := parse(b, q)
			var took []time.Duration
			total := 0
			cpu := processorTime(b)
			for b.Loop() {
				began := time.Now()
				r, err := s.Search(b.Context(), parsed, Window{Limit: 10}, src.Document)
				if err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(began))
				total = r.Total
			}
			b.ReportMetric(float64((processorTime(b)-cpu).Microseconds())/1000/float64(len(took)), "cpu-ms")
			slices.SortFunc(took, cmp.Compare)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
			b.ReportMetric(float64(total), "hits")
		})
	}
}

// processorTime is what this process has used, on all processors: it tells the
// cost of a search on a machine that has other things to do.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
