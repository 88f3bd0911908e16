package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
)

// clock is a hand-set clock.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func open(t testing.TB, dir string) *Archive {
	t.Helper()
	return openAt(t, dir, &clock{time.Unix(1_700_000_000, 0)})
}

func openAt(t testing.TB, dir string, c *clock) *Archive {
	t.Helper()
	a, err := Open(t.Context(), dir, Options{Now: c.now, Create: true, Revision: "1"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

func begin(t testing.TB, a *Archive) RunID {
	t.Helper()
	run, err := a.BeginRun(t.Context(), "import", []string{"box"})
	if err != nil {
		t.Fatal(err)
	}
	return run.ID
}

func end(t testing.TB, a *Archive, run RunID) {
	t.Helper()
	if err := a.EndRun(t.Context(), run, Summary{Stopped: true}); err != nil {
		t.Fatal(err)
	}
}

func idOf(text string) corpus.ID {
	sum := sha256.Sum256([]byte(text))
	return corpus.ID(hex.EncodeToString(sum[:]))
}

// give admits one file "name=content" each.
func give(t testing.TB, a *Archive, run RunID, files ...string) []Outcome {
	t.Helper()
	outcomes, err := admitAll(t.Context(), a, run, files...)
	if err != nil {
		t.Fatal(err)
	}
	return outcomes
}

func admitAll(ctx context.Context, a *Archive, run RunID, files ...string) ([]Outcome, error) {
	var arrivals []Arrival
	for _, f := range files {
		name, text, _ := strings.Cut(f, "=")
		o, err := a.PutOriginal(ctx, strings.NewReader(text), 0)
		if err != nil {
			return nil, err
		}
		arrivals = append(arrivals, Arrival{Original: o, Name: name, MediaType: "text/plain"})
	}
	return a.Admit(ctx, run, arrivals)
}

func take(t testing.TB, a *Archive, run RunID, n int, orphans bool) []Job {
	t.Helper()
	jobs, err := a.Lease(t.Context(), run, n, time.Minute, orphans)
	if err != nil {
		t.Fatal(err)
	}
	return jobs
}

// read makes the pages and the record of a job from its original, one page a
// form feed. The number is the first line.
func read(j Job) (Kept, error) {
	text, err := os.ReadFile(j.Path)
	if err != nil {
		return Kept{}, err
	}
	k := Kept{Job: j, Source: j.Source, Record: corpus.Record{ID: j.Source.ID, Revision: "1"}}
	for i, s := range strings.Split(string(text), "\f") {
		k.Pages = append(k.Pages, corpus.Page{Number: i + 1, Text: s, Method: corpus.MethodText, Lines: []corpus.Line{{Start: 0, End: len(s)}}, Characters: len(s)})
	}
	k.Source.Pages = len(k.Pages)
	k.Record.Source = k.Source
	first, _, _ := strings.Cut(k.Pages[0].Text, "\n")
	k.Record.Number.Value = &first
	k.Record.Number.Place = corpus.Place{Raw: first, Page: 1, End: len(first)}
	k.Record.Citations = []corpus.Citation{{Type: "Nghị quyết", Number: "29-NQ/TW", Relation: corpus.BasedOn, Confidence: 0.9,
		Mentions: []corpus.Mention{{Text: first, Span: corpus.Span{Page: 1, End: len(first)}}}}}
	return k, nil
}

func keep(t testing.TB, a *Archive, run RunID, jobs ...Job) {
	t.Helper()
	var batch []Kept
	for _, j := range jobs {
		k, err := read(j)
		if err != nil {
			t.Fatal(err)
		}
		batch = append(batch, k)
	}
	if err := a.Keep(t.Context(), run, batch); err != nil {
		t.Fatal(err)
	}
}

func account(t testing.TB, a *Archive, run RunID) Account {
	t.Helper()
	r, err := a.Run(t.Context(), run)
	if err != nil {
		t.Fatal(err)
	}
	if !r.Account.Balanced() {
		t.Errorf("run %d does not balance: %+v", run, r.Account)
	}
	return r.Account
}

func TestOpen(t *testing.T) {
	ctx := t.Context()
	dir := filepath.Join(t.TempDir(), "a?b 50%#")
	if _, err := Open(ctx, dir, Options{}); !errors.Is(err, ErrNoArchive) {
		t.Errorf("a missing folder, not to be created: %v, want ErrNoArchive", err)
	}
	a := open(t, dir)
	if _, err := os.Stat(filepath.Join(dir, catalogue)); err != nil {
		t.Error("the folder's name must be escaped in the DSN:", err)
	}
	if got := a.Dir(); got != dir {
		t.Errorf("Dir() = %s", got)
	}
	home := t.TempDir()
	if err := os.WriteFile(filepath.Join(home, "letter.txt"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, home, Options{Create: true}); !errors.Is(err, ErrNoArchive) {
		t.Errorf("a folder with other things in it must not become an archive: %v", err)
	}
	if err := os.WriteFile(filepath.Join(home, catalogue), []byte(strings.Repeat("x", 200)), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, home, Options{}); !errors.Is(err, ErrNoArchive) {
		t.Errorf("a catalogue.db that is no database: %v, want ErrNoArchive", err)
	}
}

// One document through the whole store.
func TestOneDocument(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir())
	run := begin(t, a)
	text := "05-CT/HU\nVề việc mẫu\ftrang hai"
	if got := give(t, a, run, "box/a.txt="+text); !cmp.Equal(got, []Outcome{New}) {
		t.Fatalf("outcomes %v", got)
	}
	jobs := take(t, a, run, 10, true)
	if len(jobs) != 1 || jobs[0].Source.ID != idOf(text) || jobs[0].Tries != 1 || jobs[0].Resumed || jobs[0].Source.Name != "box/a.txt" {
		t.Fatalf("jobs %+v", jobs)
	}
	if again := take(t, a, run, 10, true); len(again) != 0 {
		t.Errorf("leased twice: %+v", again)
	}
	keep(t, a, run, jobs...)
	keep(t, a, run, jobs...) // idempotent
	id := jobs[0].Source.ID
	want, _ := read(jobs[0])
	record, err := a.Record(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	// The source's ID is the record's and is not written twice.
	want.Record.Source.ID = ""
	if d := cmp.Diff(want.Record, record); d != "" {
		t.Errorf("record changed in the archive (-want +got):\n%s", d)
	}
	pages, err := a.SavedPages(ctx, id)
	if d := cmp.Diff(want.Pages, pages); d != "" || err != nil {
		t.Errorf("pages changed in the archive: %v\n%s", err, d)
	}
	texts, err := a.PageTexts(ctx, id)
	if err != nil || len(texts) != 2 || texts[1].Text != "trang hai" || texts[1].Number != 2 {
		t.Errorf("page texts %+v, %v", texts, err)
	}
	for _, q := range []string{"5-ct/hu", " 05 - CT / HU ", string(id[:8]), strings.ToUpper(string(id))} {
		if found, err := a.Find(ctx, q); err != nil || len(found) != 1 || found[0].ID != id || found[0].Record == nil {
			t.Errorf("Find(%q) = %+v, %v", q, found, err)
		}
	}
	for _, q := range []string{"", " ", "6-CT/HU", string(id[:3]), "CT/HU"} {
		if found, err := a.Find(ctx, q); err != nil || len(found) != 0 {
			t.Errorf("Find(%q) = %+v, %v, want nothing", q, found, err)
		}
	}
	changes, err := a.Changes(ctx, 0, 10)
	if d := cmp.Diff([]Change{{Seq: 1, ID: id}}, changes); d != "" || err != nil {
		t.Errorf("changes: %v\n%s", err, d)
	}
	if got, want := account(t, a, run), (Account{Files: 1, Documents: 1}); got != want {
		t.Errorf("account %+v, want %+v", got, want)
	}
	counts, err := a.Counts(ctx)
	if d := cmp.Diff(Counts{Originals: 1, Documents: 1, Sources: 1, Pages: 2, Citations: 1, Bytes: int64(len(text)), Seq: 1}, counts); d != "" || err != nil {
		t.Errorf("counts: %v\n%s", err, d)
	}
	if info, err := os.Stat(a.OriginalPath(id)); err != nil || info.Mode().Perm() != 0o444 {
		t.Errorf("original: %v, %v", info, err)
	}
	if staged, _ := filepath.Glob(filepath.Join(a.dir, "originals", "tmp-*")); len(staged) != 0 {
		t.Errorf("staged files stay: %v", staged)
	}
	if _, err := a.Record(ctx, "nobody"); !errors.Is(err, ErrUnknown) {
		t.Errorf("unknown record: %v, want ErrUnknown", err)
	}
}

func TestNumberKey(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"05-CT/TTg", " 5 - ct/ttg"},
		{"171-KH/HU", "171KH/HU"},
		{"29-NQ/TW", "29/NQ-TW"},
		{"13\u20442012/QH13", "13/2012/QH13"},
		{"2170 /QĐ – UBND", "2170/QĐ-UBND"},
		{"30/2020/NĐ-CP", "30/2020/n\u0111-cp"},
		{"15/QĐ\u2212ỦB", "15/QĐ-U\u0309B"}, // minus sign; decomposed letter
	} {
		if numberKey(c.a) != numberKey(c.b) {
			t.Errorf("%q and %q must be one: %q, %q", c.a, c.b, numberKey(c.a), numberKey(c.b))
		}
	}
	for _, c := range []struct{ a, b string }{
		{"1-2/TB", "12/TB"}, {"30/2020/NĐ-CP", "30/2021/NĐ-CP"}, {"50-CT", "5-CT"}, {"100/2005/QĐ", "100/25/QĐ"},
	} {
		if numberKey(c.a) == numberKey(c.b) {
			t.Errorf("%q and %q must be two: %q", c.a, c.b, numberKey(c.a))
		}
	}
}

// Law: a key is its own key.
func FuzzNumberKey(f *testing.F) {
	for _, s := range []string{"05-CT/TTg", " 30/2020/NĐ-CP", "1-2/TB", "-0-05--7", "QĐ\u2212U\u0309B"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		key := numberKey(s)
		if again := numberKey(key); again != key {
			t.Errorf("%q has the key %q, and that has %q", s, key, again)
		}
	})
}
