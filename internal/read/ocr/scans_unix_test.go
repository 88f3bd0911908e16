//go:build unix

package ocr

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"vanthu/internal/fixture"
)

// realScans are the signed scans for measuring, or the benchmark is skipped.
func realScans(tb testing.TB) []string {
	tb.Helper()
	dir, err := fixture.Real("scans")
	if err != nil {
		tb.Skip(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil || len(files) == 0 {
		tb.Skip("there are no scans in ../shared/real/scans beside the checkout")
	}
	return files
}

// BenchmarkScans reads the real scans, two pages at a time, and then the same
// pages as usual: tesseract -l vie on drawings of 300 dpi made before. The
// ratio of the times is what counts; on a machine that has other work to do,
// that of the processor times.
func BenchmarkScans(b *testing.B) {
	e := engine(b)
	type leaf struct {
		path   string
		number int
	}
	var leaves []leaf
	for _, path := range realScans(b) {
		n, err := e.Count(b.Context(), path, "application/pdf")
		if err != nil {
			b.Fatal(err)
		}
		for i := range n {
			leaves = append(leaves, leaf{path, i + 1})
		}
	}
	pair := func(do func(l leaf)) time.Duration {
		start := time.Now()
		next := make(chan leaf)
		var group sync.WaitGroup
		for range 2 {
			group.Go(func() {
				for l := range next {
					do(l)
				}
			})
		}
		for _, l := range leaves {
			next <- l
		}
		close(next)
		group.Wait()
		return time.Since(start)
	}
	for b.Loop() {
		atStart := childrenCPU(b)
		ours := pair(func(l leaf) {
			if _, err := e.Page(b.Context(), l.path, "application/pdf", l.number); err != nil {
				b.Errorf("%s: %v", l.path, err)
			}
		})
		oursCPU := childrenCPU(b) - atStart
		drawn := map[leaf][]byte{}
		for _, l := range leaves {
			n := strconv.Itoa(l.number)
			pgm, err := exec.CommandContext(b.Context(), "pdftoppm", "-r", "300", "-gray", "-f", n, "-l", n, l.path).Output()
			if err != nil {
				b.Fatal(err)
			}
			drawn[l] = pgm
		}
		atStart = childrenCPU(b)
		usual := pair(func(l leaf) {
			cmd := exec.Command("tesseract", "-", "-", "-l", "vie")
			cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
			cmd.Stdin = bytes.NewReader(drawn[l])
			if err := cmd.Run(); err != nil {
				b.Errorf("%s: %v", l.path, err)
			}
		})
		usualCPU := childrenCPU(b) - atStart
		pages := float64(len(leaves))
		b.ReportMetric(ours.Seconds()/pages, "s/page")
		b.ReportMetric(usual.Seconds()/pages, "usual-s/page")
		b.ReportMetric(ours.Seconds()/usual.Seconds(), "ratio")
		b.ReportMetric(oursCPU.Seconds()/usualCPU.Seconds(), "cpu-ratio")
	}
}

// childrenCPU is the processor time of all child processes that have ended.
func childrenCPU(tb testing.TB) time.Duration {
	tb.Helper()
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_CHILDREN, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
