package main

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestKillReindex kills reindexes and imports at random moments while other
// processes search: the archive verifies after each, no search fails, none finds
// less than one before it, and in the end nothing is lost, doubled or left behind.
// VANTHU_KILLS sets how often.
func TestKillReindex(t *testing.T) {
	kills := killsOf(9)
	papers, archive := box(t, 60), filepath.Join(t.TempDir(), "archive")
	calm := filepath.Join(t.TempDir(), "calm")
	took := map[string]time.Duration{}
	timed := func(command, archive string, args ...string) {
		began := time.Now()
		output(t, append([]string{command, "--archive", archive}, args...)...)
		took[command] = time.Since(began)
	}
	timed("import", calm, papers)
	timed("reindex", calm)
	want := output(t, "export", "--archive", calm)
	all := found(t, calm)

	first, err := filepath.Glob(filepath.Join(papers, "00*.txt"))
	if err != nil || len(first) == 0 {
		t.Fatalf("no first documents: %v", err)
	}
	output(t, append([]string{"import", "--archive", archive}, first...)...)

	var searches sync.WaitGroup
	done := make(chan struct{})
	count := 0
	searches.Go(func() {
		for last := 0; ; count++ {
			select {
			case <-done:
				return
			default:
			}
			out, err := vanthu(t, "search", "--archive", archive, "--json", everything).CombinedOutput()
			n := totalOf(out)
			if err != nil || n < last {
				t.Errorf("search %d: %v, found %d, %d before: %s", count, err, n, last, out)
				return
			}
			last = n
		}
	})
	random := rand.New(rand.NewPCG(5, 6))
	killed := 0
	for i := range kills {
		command, args := "reindex", []string(nil)
		if i%3 == 2 {
			command, args = "import", []string{papers}
		}
		cmd := vanthu(t, append([]string{command, "--archive", archive}, args...)...)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		moment := time.Duration(random.Int64N(int64(took[command])))
		time.Sleep(moment)
		_ = cmd.Process.Kill() // it may have ended by itself
		if err := cmd.Wait(); err != nil {
			killed++
		}
		if out, err := vanthu(t, "verify", "--archive", archive).CombinedOutput(); err != nil {
			t.Fatalf("kill %d, %s after %v: verify: %v\n%s", i, command, moment, err, out)
		}
	}
	output(t, "import", "--archive", archive, papers)
	output(t, "reindex", "--archive", archive)
	close(done)
	searches.Wait()
	output(t, "verify", "--archive", archive)
	if got := output(t, "export", "--archive", archive); sorted(got) != sorted(want) {
		t.Errorf("the archive holds %d records, an undisturbed one %d, or others", strings.Count(got, "\n"), strings.Count(want, "\n"))
	}
	if n := found(t, archive); n != all {
		t.Errorf("%d documents are found, %d in an undisturbed archive", n, all)
	}
	if left, err := os.ReadDir(filepath.Join(archive, "index")); err != nil || len(left) != 2 {
		t.Errorf("CURRENT and a generation should be left of it: %v, %v", left, err)
	}
	t.Logf("%d of %d killed before they had ended; %d searches meanwhile", killed, kills, count)
	if killed < kills/3 {
		t.Errorf("only %d of %d were killed in time: the test is weak", killed, kills)
	}
}

// everything is a query that finds every document with a date.
const everything = "năm:1990..2030"

func found(t *testing.T, archive string) int {
	t.Helper()
	return totalOf([]byte(output(t, "search", "--archive", archive, "--json", everything)))
}

// totalOf is the total of a search's answer, -1 where it is none.
func totalOf(answer []byte) int {
	var r struct{ Total *int }
	if err := json.Unmarshal(answer, &r); err != nil || r.Total == nil {
		return -1
	}
	return *r.Total
}

// sorted are the lines of an export in the order of their ids: the order of the
// export is that of the names by which documents came first.
func sorted(export string) string {
	lines := strings.Split(export, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestSearchOfDamagedIndex: whatever becomes of the index beside it, a search
// answers rightly or says what is wrong, and reindex cures it.
func TestSearchOfDamagedIndex(t *testing.T) {
	papers, archive := box(t, 12), filepath.Join(t.TempDir(), "archive")
	output(t, "import", "--archive", archive, papers)
	all := found(t, archive)
	random := rand.New(rand.NewPCG(9, 9))
	for i := range 6 {
		files, err := filepath.Glob(filepath.Join(archive, "index", "gen-*", "bleve", "store", "*"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files: %v", err)
		}
		path := files[random.IntN(len(files))]
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		data[random.IntN(len(data))] ^= 1 << random.IntN(8)
		// Written anew: Bleve makes its files read-only.
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := vanthu(t, "search", "--archive", archive, everything).CombinedOutput()
		if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != exitError || !strings.Contains(string(out), "the index is damaged") || !strings.Contains(string(out), "vanthu reindex") {
			t.Errorf("damage %d, %s: %v: %s", i, filepath.Base(path), err, out)
		}
		if i%2 == 0 {
			output(t, "reindex", "--archive", archive, "--if-stale")
		} else {
			out, err := vanthu(t, "import", "--archive", archive, papers).CombinedOutput()
			if err != nil || !strings.Contains(string(out), "the index is damaged") || !strings.Contains(string(out), "built anew") {
				t.Errorf("damage %d, %s: import: %v: %s; want it told and cured", i, filepath.Base(path), err, out)
			}
		}
		if n := found(t, archive); n != all {
			t.Errorf("damage %d, %s: after the cure %d documents are found, %d before", i, filepath.Base(path), n, all)
		}
		output(t, "verify", "--archive", archive)
	}
}
