package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// killsOf is how often a test kills; VANTHU_KILLS sets it.
func killsOf(kills int) int {
	if n, err := strconv.Atoi(os.Getenv("VANTHU_KILLS")); err == nil {
		return n
	}
	if testing.Short() {
		return min(3, kills)
	}
	return kills
}

// killed runs the program and kills it after a while; it may have ended by then.
func killed(t *testing.T, after time.Duration, args ...string) {
	t.Helper()
	cmd := vanthu(t, args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

// A watch that moves what it has taken is killed at random moments: no file is
// lost between the folders and the archive, none is taken twice.
func TestKillWatch(t *testing.T) {
	papers := box(t, 40)
	calm := filepath.Join(t.TempDir(), "calm")
	output(t, "import", "--archive", calm, papers)
	want := output(t, "verify", "--archive", calm)
	files, err := os.ReadDir(papers)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(3, 4))
	dir := t.TempDir()
	in, done, archive := filepath.Join(dir, "in"), filepath.Join(dir, "done"), filepath.Join(dir, "archive")
	if err := os.Mkdir(in, 0o755); err != nil {
		t.Fatal(err)
	}
	left := files
	kills := killsOf(5)
	for i := range kills {
		some := (len(left) + kills - i - 1) / (kills - i)
		for _, f := range left[:some] {
			data, err := os.ReadFile(filepath.Join(papers, f.Name()))
			if err == nil {
				err = os.WriteFile(filepath.Join(in, f.Name()), data, 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		left = left[some:]
		killed(t, time.Duration(100+random.IntN(500))*time.Millisecond, "watch", "--archive", archive, "--settle", "20ms", "--every", "20ms", "--move", done, in)
		if _, err := os.Stat(archive); err == nil {
			output(t, "verify", "--archive", archive)
		}
	}
	outputOf(t, raced(t, "watch", "--archive", archive, "--once", "--settle", "20ms", "--move", done, in))
	output(t, "problems", "--archive", archive, "--retry") // what was killed five times was set aside
	if rest, err := os.ReadDir(in); err != nil || len(rest) > 0 {
		t.Errorf("left in the watched folder: %v, %v", rest, err)
	}
	if moved, err := os.ReadDir(done); err != nil || len(moved) != len(files) {
		t.Errorf("%d files were moved, %v, want %d", len(moved), err, len(files))
	}
	if got := output(t, "verify", "--archive", archive); got != want {
		t.Errorf("the archive: %s, an undisturbed import gives: %s", got, want)
	}
}

// Making all records anew is killed at random moments: the archive is sound each
// time, and the next one goes on to the same end.
func TestKillExtract(t *testing.T) {
	archive := filepath.Join(t.TempDir(), "archive")
	output(t, "import", "--archive", archive, box(t, 100))
	want := output(t, "export", "--archive", archive)
	began := time.Now()
	output(t, "reindex", "--extract", "--archive", archive)
	whole := time.Since(began)
	random := rand.New(rand.NewPCG(5, 6))
	for range killsOf(4) {
		killed(t, time.Duration(random.Int64N(int64(whole))), "reindex", "--extract", "--archive", archive)
		output(t, "verify", "--archive", archive)
		if got := output(t, "export", "--archive", archive); got != want {
			t.Fatal("a killed one has changed the records")
		}
	}
	got := outputOf(t, raced(t, "reindex", "--extract", "--json", "--archive", archive))
	if n := strings.Count(want, "\n"); !strings.Contains(got, `"documents":`+strconv.Itoa(n)+`,"changed":0`) {
		t.Errorf("at the end: %s, want all %d documents, none changed", got, n)
	}
	output(t, "verify", "--archive", archive)
}

// A backup is killed at random moments while an import goes on: what is there is
// a whole backup or none, and a whole one makes an archive that verifies.
func TestKillBackup(t *testing.T) {
	dir := t.TempDir()
	archive, to := filepath.Join(dir, "archive"), filepath.Join(dir, "backup")
	first, second := box(t, 100), box(t, 160)
	output(t, "import", "--archive", archive, first)
	random := rand.New(rand.NewPCG(7, 8))
	importing := vanthu(t, "import", "--archive", archive, second)
	if err := importing.Start(); err != nil {
		t.Fatal(err)
	}
	restored := 0
	restore := func() {
		if _, err := os.Stat(filepath.Join(to, "backup.json")); err != nil {
			return // none yet
		}
		fresh := filepath.Join(t.TempDir(), "restored")
		output(t, "restore", "--archive", fresh, to)
		output(t, "verify", "--archive", fresh)
		restored++
	}
	for i := range killsOf(4) {
		killed(t, time.Duration(random.IntN(60))*time.Millisecond, "backup", "--archive", archive, to)
		if i%4 == 0 {
			restore()
		}
	}
	if err := importing.Wait(); err != nil {
		t.Error(err)
	}
	output(t, "backup", "--archive", archive, to)
	restore()
	if restored == 0 {
		t.Error("nothing was restored")
	}
	fresh := filepath.Join(t.TempDir(), "restored")
	output(t, "restore", "--archive", fresh, to)
	if got, want := output(t, "export", "--archive", fresh), output(t, "export", "--archive", archive); got != want {
		t.Errorf("restored are %d bytes of records, the archive holds %d", len(got), len(want))
	}
	if held, _ := filepath.Glob(filepath.Join(to, "catalogue-*")); len(held) != 1 {
		t.Errorf("killed ones have left %v", held)
	}
}

// A restore is killed at random moments: it leaves no archive, or a whole one;
// the next one goes on with what is there.
func TestKillRestore(t *testing.T) {
	dir := t.TempDir()
	archive, backup := filepath.Join(dir, "archive"), filepath.Join(dir, "backup")
	output(t, "import", "--archive", archive, box(t, 100))
	output(t, "backup", "--archive", archive, backup)
	want := output(t, "export", "--archive", archive)
	random := rand.New(rand.NewPCG(9, 10))
	fresh := filepath.Join(dir, "fresh0")
	for i := range killsOf(5) {
		killed(t, time.Duration(20+random.IntN(120))*time.Millisecond, "restore", "--archive", fresh, backup)
		if _, err := os.Stat(filepath.Join(fresh, "catalogue.db")); err != nil {
			continue
		}
		output(t, "verify", "--archive", fresh) // the index may be missing: it is derived
		if got := output(t, "export", "--archive", fresh); got != want {
			t.Fatalf("killed, it is an archive that holds %d bytes of records, want %d", len(got), len(want))
		}
		fresh = filepath.Join(dir, "fresh"+strconv.Itoa(i+1))
	}
	if _, err := os.Stat(filepath.Join(fresh, "catalogue.db")); err != nil {
		output(t, "restore", "--archive", fresh, backup)
	}
	if got := output(t, "export", "--archive", fresh); got != want {
		t.Errorf("restored are %d bytes of records, want %d", len(got), len(want))
	}
	// What a kill leaves of the catalogue's copy is no reason to refuse.
	half := filepath.Join(dir, "half")
	if err := os.MkdirAll(filepath.Join(half, "originals"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.WriteFile(filepath.Join(half, ".catalogue.db"+end), []byte("half"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	output(t, "restore", "--archive", half, backup)
	output(t, "verify", "--archive", half)
}
