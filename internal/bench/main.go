// Bench measures what the design promises, each figure against its target and,
// where there is a peer, against the peer in the same run: machines are noisy,
// ratios less so.
//
//	go run ./internal/bench -vanthu .bin/vanthu
//
// It prints one row a figure. Rows whose programs or documents are missing say so.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"text/tabwriter"

	"vanthu/internal/read"
	"vanthu/internal/sandbox"
)

// A bench holds what the measurements share.
type bench struct {
	vanthu  string // the binary
	real    string // real documents, "" where there are none
	dir     string // for everything written
	archive string // that the page is measured with; "": of generated documents
	n       int    // documents of the generated corpus
	table   *tabwriter.Writer
}

func main() {
	sandbox.Main(read.Sandboxed())
	vanthu := flag.String("vanthu", ".bin/vanthu", "the `binary` to measure")
	n := flag.Int("n", 5000, "`documents` of the generated corpus")
	real := flag.String("real", "../shared/real", "`folder` of real documents")
	only := flag.String("only", "", "measure only this: text, extraction, recoll, pdf, ocr, images or web")
	archive := flag.String("archive", "", "`folder` of the archive that the page is measured with (default: one of generated documents)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *vanthu, *real, *n, *only, *archive); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, vanthu, real string, n int, only, archive string) error {
	vanthu, err := filepath.Abs(vanthu)
	if err != nil {
		return err
	}
	if _, err := os.Stat(vanthu); err != nil {
		return fmt.Errorf("%w: make build makes it", err)
	}
	if _, err := os.Stat(real); err != nil {
		real = ""
	}
	dir, err := os.MkdirTemp("", "vanthu-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }() // it lies in the system's temporary folder
	b := &bench{vanthu: vanthu, real: real, dir: dir, n: n, archive: archive, table: tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)}
	b.row("what", "measured", "target", "how")
	for _, m := range []struct {
		name    string
		measure func(context.Context) error
	}{
		{"extraction", b.extraction},
		{"text", b.textImport},
		{"recoll", b.againstRecoll},
		{"pdf", b.againstPdftotext},
		{"ocr", b.againstTesseract},
		{"images", b.images},
		{"web", b.web},
	} {
		if only != "" && only != m.name {
			continue
		}
		if err := m.measure(ctx); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		if err := b.table.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) row(what, measured, target, how string) {
	_, _ = fmt.Fprintf(b.table, "%s\t%s\t%s\t%s\n", what, measured, target, how) // Flush tells
}

// importAll imports paths into a fresh archive under name and gives the wall
// time and the peak memory of the process and its children.
func (b *bench) importAll(ctx context.Context, name string, paths ...string) (usage, string, error) {
	archive := filepath.Join(b.dir, name)
	cmd := exec.CommandContext(ctx, b.vanthu, append([]string{"import", "--archive", archive, "--json"}, paths...)...)
	u, err := watch(cmd)
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 3 {
		err = nil // something was set aside: it was read as far as it can be
	}
	return u, archive, err
}

// size is the bytes of all files below dir; files with several names count once
// for each.
func size(dir string) (int64, error) {
	var sum int64
	err := filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			sum += info.Size()
		}
		return err
	})
	return sum, err
}
