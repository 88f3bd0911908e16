package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
)

// dead makes a run look like that of a process that is gone.
func dead(t testing.TB, a *Archive, run RunID) {
	t.Helper()
	if _, err := a.writer.ExecContext(t.Context(), `UPDATE runs SET born = 1 WHERE id = ?`, run); err != nil {
		t.Fatal(err)
	}
}

func clean(t testing.TB, a *Archive) Report {
	t.Helper()
	r, err := a.Verify(t.Context(), func(d Damage) { t.Errorf("damage: %s: %s %s: %s", d.Fault, d.Name, d.ID, d.Message) })
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// What becomes of a file, by what the archive knows of it.
func TestOutcomes(t *testing.T) {
	for _, c := range []struct {
		name   string
		before func(t *testing.T, a *Archive) // an earlier run
		files  []string
		want   []Outcome
		counts Account
	}{
		{"twice in one batch", nil, []string{"a=1", "b=1", "a=1"}, []Outcome{New, Duplicate, Duplicate}, Account{Files: 3, Duplicates: 2, Open: 1}},
		{"read before", func(t *testing.T, a *Archive) {
			run := begin(t, a)
			give(t, a, run, "a=1")
			keep(t, a, run, take(t, a, run, 9, true)...)
			end(t, a, run)
		}, []string{"a=1", "b=1", "b=1", "a=2"}, []Outcome{Unchanged, Duplicate, Unchanged, New}, Account{Files: 4, Unchanged: 2, Duplicates: 1, Open: 1}},
		{"read before and doubled in between", func(t *testing.T, a *Archive) {
			run := begin(t, a)
			give(t, a, run, "a=1", "b=1")
			keep(t, a, run, take(t, a, run, 9, true)...)
			end(t, a, run)
		}, []string{"b=1"}, []Outcome{Unchanged}, Account{Files: 1, Unchanged: 1}},
		{"set aside before", func(t *testing.T, a *Archive) {
			run := begin(t, a)
			give(t, a, run, "a=1")
			setAside(t, a, run, "a", idOf("1"))
			end(t, a, run)
		}, []string{"a=1", "b=1"}, []Outcome{New, Duplicate}, Account{Files: 2, Duplicates: 1, Open: 1}},
		{"queued by a run that was killed", func(t *testing.T, a *Archive) {
			run := begin(t, a)
			give(t, a, run, "a=1", "b=2")
			dead(t, a, run)
		}, []string{"a=1", "c=1", "c=2"}, []Outcome{Pending, Duplicate, Pending}, Account{Files: 3, Duplicates: 1, Open: 2}},
		{"leased by a run that was killed", func(t *testing.T, a *Archive) {
			run := begin(t, a)
			give(t, a, run, "a=1")
			take(t, a, run, 1, true)
			dead(t, a, run)
		}, []string{"a=1"}, []Outcome{Pending}, Account{Files: 1, Open: 1}},
		{"in the hands of a living run", func(t *testing.T, a *Archive) {
			give(t, a, begin(t, a), "a=1")
		}, []string{"a=1", "b=1"}, []Outcome{Duplicate, Duplicate}, Account{Files: 2, Duplicates: 2}},
		{"left by a run that was stopped", func(t *testing.T, a *Archive) {
			run := begin(t, a)
			give(t, a, run, "a=1")
			end(t, a, run)
		}, []string{"a=1"}, []Outcome{Pending}, Account{Files: 1, Open: 1}},
		{"withdrawn", func(t *testing.T, a *Archive) {
			run := begin(t, a)
			give(t, a, run, "a=1")
			keep(t, a, run, take(t, a, run, 9, true)...)
			end(t, a, run)
			if err := a.Withdraw(t.Context(), idOf("1")); err != nil {
				t.Fatal(err)
			}
		}, []string{"a=1"}, []Outcome{New}, Account{Files: 1, Open: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := open(t, t.TempDir())
			if c.before != nil {
				c.before(t, a)
			}
			run := begin(t, a)
			if d := cmp.Diff(c.want, give(t, a, run, c.files...)); d != "" {
				t.Errorf("outcomes (-want +got):\n%s", d)
			}
			if d := cmp.Diff(c.counts, account(t, a, run)); d != "" {
				t.Errorf("account (-want +got):\n%s", d)
			}
			jobs := take(t, a, run, 9, false)
			if len(jobs) != c.counts.Open {
				t.Errorf("%d jobs, want %d", len(jobs), c.counts.Open)
			}
			keep(t, a, run, jobs...)
			if got := account(t, a, run); got.Documents != c.counts.Open || got.Open != 0 {
				t.Errorf("account at the end %+v", got)
			}
			clean(t, a)
		})
	}
}

func setAside(t testing.TB, a *Archive, run RunID, name string, id corpus.ID) {
	t.Helper()
	if err := a.SetAside(t.Context(), run, name, id, &corpus.Problem{Kind: corpus.Malformed, Message: "no trailer", Hint: "scan it again", Page: 2}); err != nil {
		t.Fatal(err)
	}
}

// An orphan is finished by the next run that asks for orphans, and the file
// that comes for it afterwards is not a document a second time.
func TestOrphans(t *testing.T) {
	a := open(t, t.TempDir())
	first := begin(t, a)
	give(t, a, first, "a=1", "b=2", "c=3")
	take(t, a, first, 1, false)
	second := begin(t, a)
	if got := take(t, a, second, 9, true); len(got) != 0 {
		t.Fatalf("leased the jobs of a living run: %+v", got)
	}
	dead(t, a, first)
	if got := take(t, a, second, 9, false); len(got) != 0 {
		t.Fatalf("leased orphans that were not asked for: %+v", got)
	}
	jobs := take(t, a, second, 2, true)
	if len(jobs) != 2 || !jobs[0].Resumed || jobs[0].Tries != 2 || jobs[1].Tries != 1 {
		t.Fatalf("orphans: %+v", jobs)
	}
	keep(t, a, second, jobs[0])
	if d := cmp.Diff([]Outcome{Unchanged, Unchanged, Pending}, give(t, a, second, "a=1", "b=2", "c=3")); d != "" {
		t.Errorf("outcomes (-want +got):\n%s", d)
	}
	setAside(t, a, second, "b", jobs[1].Source.ID)
	keep(t, a, second, take(t, a, second, 9, true)...)
	if got, want := account(t, a, second), (Account{Files: 3, Documents: 1, Unchanged: 2, Resumed: 2}); got != want {
		t.Errorf("second run: %+v, want %+v", got, want)
	}
	if got, want := account(t, a, first), (Account{Files: 3, PassedOn: 3}); got != want {
		t.Errorf("first run: %+v, want %+v", got, want)
	}
	clean(t, a)
}

// The lease of a living run is honoured until it expires, and a document that
// was kept by both is one document.
func TestLeaseExpires(t *testing.T) {
	c := &clock{time.Unix(1_700_000_000, 0)}
	a := openAt(t, t.TempDir(), c)
	run := begin(t, a)
	give(t, a, run, "a=1")
	slow := take(t, a, run, 1, true)
	c.at = c.at.Add(50 * time.Second)
	if err := a.Renew(t.Context(), run, []corpus.ID{idOf("1")}, time.Minute); err != nil {
		t.Fatal(err)
	}
	c.at = c.at.Add(50 * time.Second)
	if got := take(t, a, run, 1, true); len(got) != 0 {
		t.Fatalf("a renewed lease was taken away: %+v", got)
	}
	c.at = c.at.Add(11 * time.Second)
	quick := take(t, a, run, 1, true)
	if len(quick) != 1 || quick[0].Tries != 2 {
		t.Fatalf("an expired lease was not given again: %+v", quick)
	}
	keep(t, a, run, quick...)
	keep(t, a, run, slow...)
	if got, want := account(t, a, run), (Account{Files: 1, Documents: 1}); got != want {
		t.Errorf("account %+v, want %+v", got, want)
	}
	if changes, err := a.Changes(t.Context(), 0, 9); err != nil || len(changes) != 1 || changes[0].Seq != 1 {
		t.Errorf("changes %+v, %v", changes, err)
	}
}

func TestReleaseCountsNoTry(t *testing.T) {
	a := open(t, t.TempDir())
	run := begin(t, a)
	give(t, a, run, "a=1")
	for range 20 {
		jobs := take(t, a, run, 1, true)
		if len(jobs) != 1 || jobs[0].Tries != 1 {
			t.Fatalf("jobs %+v", jobs)
		}
		if err := a.Release(t.Context(), run, []corpus.ID{jobs[0].Source.ID}); err != nil {
			t.Fatal(err)
		}
	}
}

// A document that kills its reader is set aside after five tries; one of which
// pages were saved in between goes on.
func TestFiveTries(t *testing.T) {
	for _, c := range []struct {
		name  string
		saves bool
		tries int
	}{{"no page in five tries", false, 5}, {"a page each time", true, 12}} {
		t.Run(c.name, func(t *testing.T) {
			a := open(t, t.TempDir())
			var runs []RunID
			for try := 1; ; try++ {
				run := begin(t, a)
				runs = append(runs, run)
				if try == 1 {
					give(t, a, run, "a=1")
				}
				jobs := take(t, a, run, 1, true)
				if try > c.tries && !c.saves {
					if len(jobs) != 0 {
						t.Fatalf("leased at try %d: %+v", try, jobs)
					}
					break
				}
				if len(jobs) != 1 {
					t.Fatalf("not leased at try %d", try)
				}
				if try == c.tries && c.saves {
					break
				}
				if c.saves {
					if err := a.SavePage(t.Context(), jobs[0].Source.ID, corpus.Page{Number: try, Text: "x"}); err != nil {
						t.Fatal(err)
					}
				}
				dead(t, a, run)
			}
			if c.saves {
				return
			}
			problems, err := a.Problems(t.Context(), true)
			if err != nil || len(problems) != 1 || problems[0].Kind != corpus.Crashed || problems[0].ID != idOf("1") || problems[0].Message != "its reading was interrupted 5 times" {
				t.Fatalf("problems %+v, %v", problems, err)
			}
			for _, r := range runs {
				account(t, a, r)
			}
			clean(t, a)

			retry := begin(t, a)
			if n, err := a.Retry(t.Context(), retry); n != 1 || err != nil {
				t.Fatalf("Retry = %d, %v", n, err)
			}
			keep(t, a, retry, take(t, a, retry, 1, false)...)
			if got, want := account(t, a, retry), (Account{Files: 1, Documents: 1}); got != want {
				t.Errorf("retry: %+v, want %+v", got, want)
			}
			if problems, err := a.Problems(t.Context(), true); len(problems) != 0 || err != nil {
				t.Errorf("problems after the retry: %+v, %v", problems, err)
			}
			clean(t, a)
		})
	}
}

// A file that could not be opened has no original; its path leads back to it,
// and it is forgotten when it comes in after all, or when one from below it
// does that an earlier run could not enter.
func TestProblemWithoutOriginal(t *testing.T) {
	a := open(t, t.TempDir())
	refuse := func(run RunID, name, path string) {
		t.Helper()
		if err := a.Refuse(t.Context(), run, name, path, nil, &corpus.Problem{Kind: corpus.Unreadable}); err != nil {
			t.Fatal(err)
		}
	}
	open := func(want ...string) []Problem {
		t.Helper()
		problems, err := a.Problems(t.Context(), true)
		var names []string
		for _, p := range problems {
			names = append(names, p.Name)
		}
		if diff := cmp.Diff(want, names); err != nil || diff != "" {
			t.Fatalf("open problems: %v (-want +got):\n%s", err, diff)
		}
		return problems
	}
	run := begin(t, a)
	const odd = "/srv/box/c\xf4ng v\x83n.pdf" // a name in a legacy encoding
	refuse(run, `box/c\xf4ng v\x83n.pdf`, odd)
	refuse(run, "box/closed", "/srv/box/closed")
	problems := open(`box/c\xf4ng v\x83n.pdf`, "box/closed")
	if p := problems[0]; p.Path != odd || p.ID != "" {
		t.Fatalf("problem %+v", p)
	}
	if n, err := a.Retry(t.Context(), run); n != 0 || err != nil {
		t.Errorf("Retry = %d, %v: there is no original", n, err)
	}
	give(t, a, run, `box/c\xf4ng v\x83n.pdf=now it can be read`, "box/closed/a=listed in part")
	open("box/closed")
	if all, err := a.Problems(t.Context(), false); err != nil || len(all) != 2 || all[0].Resolved.IsZero() {
		t.Errorf("all problems: %+v, %v", all, err)
	}
	if got, want := account(t, a, run), (Account{Files: 4, SetAside: 2, Open: 2}); got != want {
		t.Errorf("account %+v, want %+v", got, want)
	}
	run = begin(t, a)
	give(t, a, run, "box/closed/in/b=entered")
	open()
	refuse(run, "box/empty folder", "/srv/box/empty folder")
	if err := a.CloseProblems(t.Context(), []int64{open("box/empty folder")[0].N}); err != nil {
		t.Fatal(err)
	}
	open()
}

// A new revision of the extractor makes records anew; until then, and when the
// new reading fails, the old record stays.
func TestOutdated(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir)
	run := begin(t, a)
	give(t, a, run, "a=1", "b=2")
	keep(t, a, run, take(t, a, run, 9, true)...)
	end(t, a, run)
	if n, err := a.Outdated(t.Context(), run); n != 0 || err != nil {
		t.Fatalf("Outdated = %d, %v", n, err)
	}
	b, err := Open(t.Context(), dir, Options{Revision: "2"})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	run = begin(t, b)
	if n, err := b.Outdated(t.Context(), run); n != 2 || err != nil {
		t.Fatalf("Outdated = %d, %v", n, err)
	}
	if got := give(t, b, run, "a=1"); got[0] != Duplicate {
		t.Errorf("a file of which this run answers already: %v", got)
	}
	jobs := take(t, b, run, 9, true)
	if len(jobs) != 2 || jobs[0].Revision != "2" {
		t.Fatalf("jobs %+v", jobs)
	}
	k, err := read(jobs[0])
	if err != nil {
		t.Fatal(err)
	}
	k.Record.Revision, k.Pages = "2", nil // the pages are held
	if err := b.Keep(t.Context(), run, []Kept{k}); err != nil {
		t.Fatal(err)
	}
	setAside(t, b, run, "b", jobs[1].Source.ID)
	for i, want := range []string{"2", "1"} {
		if r, err := b.Record(t.Context(), jobs[i].Source.ID); err != nil || r.Revision != want {
			t.Errorf("record %d has revision %q, %v, want %q", i, r.Revision, err, want)
		}
	}
	if got := clean(t, b); got.Pages != 2 {
		t.Errorf("%d pages verified, want 2", got.Pages)
	}
}

func TestWithdraw(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir())
	run := begin(t, a)
	give(t, a, run, "a=1")
	if err := a.Withdraw(ctx, idOf("1")); err == nil {
		t.Error("withdrew a document that is being read")
	}
	keep(t, a, run, take(t, a, run, 9, true)...)
	if err := a.Withdraw(ctx, idOf("1")); err != nil {
		t.Fatal(err)
	}
	changes, err := a.Changes(ctx, 1, 9)
	if d := cmp.Diff([]Change{{2, idOf("1"), true}}, changes); d != "" || err != nil {
		t.Errorf("changes %v (-want +got):\n%s", err, d)
	}
	if _, err := a.Record(ctx, idOf("1")); !errors.Is(err, ErrUnknown) {
		t.Errorf("record of a withdrawn document: %v", err)
	}
	if _, err := os.Stat(a.OriginalPath(idOf("1"))); err != nil {
		t.Error("the original must stay:", err)
	}
	clean(t, a)
}

func TestLimits(t *testing.T) {
	a := open(t, t.TempDir())
	for _, c := range []struct {
		size int
		ok   bool
	}{{0, true}, {1000, true}, {1001, false}, {smallFile, false}, {3 * smallFile, false}} {
		o, err := a.PutOriginal(t.Context(), strings.NewReader(strings.Repeat("x", c.size)), 1000)
		var problem *corpus.Problem
		if c.ok != (err == nil) || !c.ok && (!errors.As(err, &problem) || problem.Kind != corpus.TooLarge) {
			t.Errorf("%d bytes under a limit of 1000: %v", c.size, err)
		}
		if err := a.Discard(o); err != nil {
			t.Error(err)
		}
	}
	big := strings.Repeat("0123456789", smallFile/4)
	o, err := a.PutOriginal(t.Context(), strings.NewReader(big), 0)
	if err != nil || o.ID != idOf(big) || o.Bytes != int64(len(big)) || len(o.Head) != headBytes {
		t.Errorf("a large file: %s %d %v", o.ID, o.Bytes, err)
	}
	if err := a.Discard(o); err != nil {
		t.Error(err)
	}
	broken := errors.New("the disk of the sender is broken")
	if _, err := a.PutOriginal(t.Context(), &failing{strings.NewReader(big), broken}, 0); err != broken {
		t.Errorf("an error of the reader must come back unchanged: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(a.dir, "originals", "tmp-*")); len(left) != 0 {
		t.Errorf("staged files stay: %v", left)
	}
}

// failing gives an error where the file should end.
type failing struct {
	*strings.Reader
	err error
}

func (f *failing) Read(b []byte) (int, error) {
	n, err := f.Reader.Read(b)
	if err != nil {
		err = f.err
	}
	return n, err
}
