package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestInterruptStopsCleanly: Ctrl-C ends an import with status 1 and says how to
// go on; the next import finishes, and nothing is lost or doubled.
func TestInterruptStopsCleanly(t *testing.T) {
	papers := box(t, 120)
	archive := filepath.Join(t.TempDir(), "archive")
	cmd := raced(t, "import", "--archive", archive, papers)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// When the first original is there, the import is in the middle of its work.
	for range 500 {
		if held, _ := filepath.Glob(filepath.Join(archive, "originals", "??", "*")); len(held) > 0 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	err := cmd.Wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitError || !strings.Contains(stderr.String(), "stopped; run it again to go on") {
		t.Fatalf("interrupted: %v, want exit status 1; it said %q", err, stderr.String())
	}
	got := outputOf(t, raced(t, "import", "--archive", archive, "--json", papers))
	output(t, "verify", "--archive", archive)
	if lines := strings.Count(output(t, "export", "--archive", archive), "\n"); lines != 123 {
		t.Errorf("%d records after going on, want 123; the account of the second run: %s", lines, got)
	}
}

// TestEverybodyAtOnce runs two imports of the same box, searches and a reindex
// at the same time: all end well, and every document is there once.
func TestEverybodyAtOnce(t *testing.T) {
	papers := box(t, 60)
	archive := filepath.Join(t.TempDir(), "archive")
	first := filepath.Join(t.TempDir(), "first.txt")
	if err := os.WriteFile(first, []byte("BỘ NỘI VỤ\n\nSố: 12/TB-BNV\n\nTHÔNG BÁO\nVề lịch trực\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	output(t, "import", "--archive", archive, first) // so that there is an index to search

	var imports, others sync.WaitGroup
	done := make(chan struct{})
	for range 2 {
		imports.Go(func() {
			if out, err := raced(t, "import", "--archive", archive, papers).CombinedOutput(); err != nil {
				t.Errorf("import: %v\n%s", err, out)
			}
		})
	}
	repeat := func(args ...string) {
		others.Go(func() {
			for {
				if out, err := raced(t, args...).CombinedOutput(); err != nil {
					t.Errorf("%s beside imports: %v\n%s", args[0], err, out)
					return
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	repeat("search", "--archive", archive, "lịch trực")
	repeat("reindex", "--archive", archive)
	imports.Wait()
	close(done)
	others.Wait()

	output(t, "import", "--archive", archive, papers) // publishes, if it was the reindex that came last
	output(t, "verify", "--archive", archive)
	if lines := strings.Count(output(t, "export", "--archive", archive), "\n"); lines != 64 {
		t.Errorf("%d records, want 60 texts, 3 PDF files and the first one", lines)
	}
	if got := output(t, "search", "--archive", archive, "--json", "lịch trực"); !strings.Contains(got, "12/TB-BNV") {
		t.Errorf("the first document is not found: %s", got)
	}
}
