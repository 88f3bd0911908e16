package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"vanthu/corpus"
)

// The test binary is its own victim: with this variable it is an import that
// goes on until it is killed.
const victimVariable = "VANTHU_STORE_VICTIM"

func TestMain(m *testing.M) {
	if dir := os.Getenv(victimVariable); dir != "" {
		seed, err := strconv.ParseUint(os.Args[1], 10, 64)
		if err == nil {
			err = victim(context.Background(), dir, seed)
		}
		fmt.Fprintln(os.Stderr, "victim:", err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

const victimFiles = 1500 / slowdown // different contents that victims import

func victimFile(i int) string {
	return fmt.Sprintf("box/%d=%d-QĐ/HU\nvề việc số %d\ftrang hai", i, i, i)
}

// victim imports random files in random batches, each under its own name, now
// and then under a second one; some are set aside, some removed. It never ends
// its run. It says on its standard output that it is at work.
func victim(ctx context.Context, dir string, seed uint64) error {
	r := rand.New(rand.NewPCG(seed, 0))
	a, err := Open(ctx, dir, Options{Create: true, Revision: "1"})
	if err != nil {
		return err
	}
	run, err := a.BeginRun(ctx, "import", nil)
	if err != nil {
		return err
	}
	for first := true; ; first = false {
		if !first {
			fmt.Print(".")
		}
		var files []string
		for range 1 + r.IntN(30) {
			i := r.IntN(victimFiles)
			file := victimFile(i)
			if r.IntN(10) == 0 {
				file = "copy/" + file
			}
			files = append(files, file)
		}
		if _, err := admitAll(ctx, a, run.ID, files...); err != nil {
			return err
		}
		if r.IntN(10) == 0 {
			if err := a.Refuse(ctx, run.ID, fmt.Sprintf("box/unreadable-%d", r.IntN(5)), "/box", nil, &corpus.Problem{Kind: corpus.Unreadable}); err != nil {
				return err
			}
		}
		if r.IntN(4) == 0 {
			jobs, err := a.Lease(ctx, run.ID, 1, time.Minute, true)
			if err != nil {
				return err
			}
			for _, j := range jobs {
				if err := a.SetAside(ctx, run.ID, j.Source.Name, j.Source.ID, &corpus.Problem{Kind: corpus.TimedOut}); err != nil {
					return err
				}
			}
		}
		if r.IntN(3) == 0 { // and comes again, perhaps while another victim has put it
			id := idOf(strings.SplitN(victimFile(r.IntN(victimFiles)), "=", 2)[1])
			if err := a.Remove(ctx, run.ID, []corpus.ID{id}, "thử"); err != nil && !errors.Is(err, ErrUnknown) && !errors.Is(err, ErrInWork) {
				return err
			}
		}
		if r.IntN(3) > 0 {
			if err := workOff(ctx, a, run.ID, r.IntN(2) == 0); err != nil {
				return err
			}
		}
	}
}

// fewKills is of how many kills at least something must come: fewer can all miss.
const fewKills = 8

// Kill -9 at any moment loses nothing, doubles nothing, and every account adds
// up, of the dead as well. VANTHU_KILLS sets how often. Two victims at a time work on one archive.
func TestKill(t *testing.T) {
	kills := 40 / slowdown
	if n, err := strconv.Atoi(os.Getenv("VANTHU_KILLS")); err == nil {
		kills = n
	} else if testing.Short() {
		kills = fewKills
	}
	dir := filepath.Join(t.TempDir(), "archive")
	r := rand.New(rand.NewPCG(7, 7))
	var victims []*exec.Cmd
	kill := func(v *exec.Cmd) {
		if err := v.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := v.Wait(); v.ProcessState.Exited() {
			t.Fatalf("a victim ended by itself: %v\n%s", err, v.Stderr)
		}
	}
	for i := range kills {
		v := exec.CommandContext(t.Context(), os.Args[0], strconv.Itoa(i))
		v.Env = append(os.Environ(), victimVariable+"="+dir)
		v.Stderr = new(tail)
		out, err := v.StdoutPipe()
		if err == nil {
			err = v.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		victims = append(victims, v)
		if i%4 != 0 { // else it is perhaps killed while it opens the archive
			if _, err := out.Read(make([]byte, 1)); err != nil {
				t.Fatalf("a victim does not work: %v\n%s", err, v.Stderr)
			}
		}
		time.Sleep(time.Duration(r.IntN(120)) * time.Millisecond)
		if len(victims) == 2 {
			i := r.IntN(2)
			kill(victims[i])
			victims = append(victims[:i], victims[i+1:]...)
		}
		if i%10 == 0 {
			alive(t, dir)
		}
	}
	for _, v := range victims {
		kill(v)
	}
	before := alive(t, dir)
	// The next import is given everything and finishes everything.
	c, err := importAll(t.Context(), dir, victimFiles)
	if err != nil {
		t.Fatal(err)
	}
	if c.Files != victimFiles || !c.Balanced() || c.Open != 0 || c.PassedOn != 0 {
		t.Errorf("the last import: %+v", c)
	}
	interrupted := passedOn(t, dir)
	removals, err := openAt(t, dir, &clock{time.Now()}).Removals(t.Context(), "")
	if err != nil || len(removals) == 0 && kills >= fewKills {
		t.Errorf("%d removals, %v: the victims removed nothing", len(removals), err)
	}
	t.Logf("kills: %-12s %3d of %3d before it had ended: %+v; %d documents passed on by the dead; %d removed", "victim", kills, kills, before, interrupted, len(removals))
	if interrupted == 0 && kills >= fewKills {
		t.Error("no kill interrupted anything: give the victims more files")
	}
	a := openAt(t, dir, &clock{time.Now()})
	retry := begin(t, a) // of documents that were killed five times
	n, err := a.Retry(t.Context(), retry)
	if err != nil {
		t.Fatal(err)
	}
	if err := workOff(t.Context(), a, retry, true); err != nil {
		t.Fatal(err)
	}
	if got := account(t, a, retry); got.Documents != n || got.Open != 0 {
		t.Errorf("the retry of %d: %+v", n, got)
	}
	end(t, a, retry)
	counts, err := a.Counts(t.Context())
	if err != nil || counts.Documents != victimFiles || counts.Originals != victimFiles || counts.Pages != 2*victimFiles || counts.Citations != victimFiles || counts.Pending != 0 || counts.SetAside != 0 {
		t.Errorf("at the end: %+v, %v; want %d documents with 2 pages each", counts, err, victimFiles)
	}
	changes, err := a.Changes(t.Context(), 0, 10*victimFiles)
	if err != nil || len(changes) != victimFiles {
		t.Errorf("%d changes, %v, want %d", len(changes), err, victimFiles)
	}
	for i, c := range changes {
		if i > 0 && c.Seq <= changes[i-1].Seq {
			t.Fatalf("changes out of order: %v", changes[i-1:i+1])
		}
	}
	if report := clean(t, a); len(report.Pending) != 0 {
		t.Errorf("pending at the end: %v", report.Pending)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "originals", "tmp-*")); len(left) != 0 {
		t.Errorf("staged files of the dead are left: %v", left)
	}
}

// alive verifies an archive, perhaps while it is written to.
func alive(t *testing.T, dir string) Counts {
	t.Helper()
	a, err := Open(t.Context(), dir, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	clean(t, a)
	counts, err := a.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

// passedOn is how many documents were taken over from the dead.
func passedOn(t *testing.T, dir string) int {
	t.Helper()
	a := open(t, dir)
	runs, err := a.Runs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, r := range runs {
		n += r.Account.PassedOn
	}
	return n
}

// A tail keeps what a victim says at its end.
type tail struct{ b []byte }

func (w *tail) Write(b []byte) (int, error) {
	w.b = append(w.b, b...)
	return len(b), nil
}

func (w *tail) String() string { return string(w.b) }
