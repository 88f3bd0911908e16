package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"vanthu/internal/store"
)

// A log is written by a process while a test reads it.
type syncLog struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *syncLog) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

func (l *syncLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// within waits until a condition holds.
func within(t *testing.T, what string, log *syncLog, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain until %s\n%s", what, log)
		}
	}
}

// A watch outlives what comes between: a folder that vanishes and comes back, an
// archive that another process holds. It publishes what it takes, and Ctrl-C ends
// it with the status of all that it did.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	in, away, archive := filepath.Join(dir, "in"), filepath.Join(dir, "away"), filepath.Join(dir, "archive")
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(in, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	rename := func(from, to string) {
		t.Helper()
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	log := new(syncLog)
	cmd := raced(t, "watch", "--archive", archive, "--settle", "50ms", "--every", "30ms", in)
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	found := func(words string) func() bool {
		return func() bool {
			out, err := vanthu(t, "search", "--archive", archive, "--json", words).Output()
			return err == nil && strings.Contains(string(out), `"total":1`)
		}
	}
	put("a.txt", "Số: 5/TB-UBND\nThông báo về lịch trực hè")
	within(t, "the first file can be found", log, found("trực hè"))

	rename(in, away)
	within(t, "it says that the folder is gone", log, func() bool { return strings.Contains(log.String(), "waiting for it") })
	rename(away, in)
	within(t, "it says that the folder is there again", log, func() bool { return strings.Contains(log.String(), "is there again") })
	if n := strings.Count(log.String(), "waiting for it"); n != 1 {
		t.Errorf("it says %d times that the folder is gone", n)
	}

	a, err := store.Open(t.Context(), archive, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	unlock, err := a.Lock(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	put("b.txt", "Số: 6/TB-UBND\nThông báo về lịch trực đông")
	within(t, "it says that it waits for the archive", log, func() bool { return strings.Contains(log.String(), "which is publishing") })
	unlock()
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	within(t, "the second file can be found", log, found("trực đông"))

	put("empty.txt", "")
	within(t, "the empty file is set aside", log, func() bool { return strings.Contains(log.String(), "1 set aside") })
	put("c.txt", "Số: 7/TB-UBND\nThông báo về lịch trực xuân")
	within(t, "the third file can be found", log, found("trực xuân"))
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != exitSetAside {
		t.Errorf("Ctrl-C: %v, want status %d: something was set aside\n%s", err, exitSetAside, log)
	}
	output(t, "verify", "--archive", archive)
}

// An archive that a newer program has made is nothing to wait for.
func TestWatchNewerArchive(t *testing.T) {
	dir := t.TempDir()
	archive, in := filepath.Join(dir, "archive"), filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(in, "a.txt")
	if err := os.WriteFile(file, []byte("Số: 5/TB-UBND"), 0o644); err != nil {
		t.Fatal(err)
	}
	output(t, "import", "--archive", archive, file)
	f, err := os.OpenFile(filepath.Join(archive, "catalogue.db"), os.O_RDWR, 0)
	if err == nil {
		_, err = f.WriteAt([]byte{0, 0, 1, 0}, 60) // user_version
	}
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	out, err := vanthu(t, "watch", "--archive", archive, "--settle", "1ms", "--every", "20ms", in).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "made by a newer program") {
		t.Errorf("%v: %s", err, out)
	}
}
