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
	vanthu   string // the binary
	real     string // real documents, "" where there are none
	dir      string // for everything written
	n        int    // documents of the generated corpus
	large    int    // documents of the archive that is searched
	archive  string // that the page is measured with; "": of generated documents
	archives string // folder in which such archives are kept, "" for none
	table    *tabwriter.Writer
}

func main() {
	sandbox.Main(read.Sandboxed())
	vanthu := flag.String("vanthu", ".bin/vanthu", "the `binary` to measure")
	n := flag.Int("n", 5000, "`documents` of the generated corpus")
	real := flag.String("real", "../shared/real", "`folder` of real documents")
	large := flag.Int("documents", 10_000, "`documents` of the archive that is searched")
	archives := flag.String("archives", "", "`folder` to keep archives in, so that the next run finds them")
	only := flag.String("only", "", "measure only this: text, extraction, recoll, pdf, ocr, images, search or web")
	archive := flag.String("archive", "", "`folder` of the archive that the page is measured with (default: one of generated documents)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	b := &bench{vanthu: *vanthu, real: *real, n: *n, large: *large, archive: *archive, archives: *archives}
	if err := b.run(ctx, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (b *bench) run(ctx context.Context, only string) error {
	var err error
	if b.vanthu, err = filepath.Abs(b.vanthu); err != nil {
		return err
	}
	if _, err := os.Stat(b.vanthu); err != nil {
		return fmt.Errorf("%w: make build makes it", err)
	}
	if _, err := os.Stat(b.real); err != nil {
		b.real = ""
	}
	if b.dir, err = os.MkdirTemp("", "vanthu-bench-"); err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(b.dir) }() // it lies in the system's temporary folder
	b.table = tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
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
		{"search", b.search},
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
