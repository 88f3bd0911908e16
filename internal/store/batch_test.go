package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
)

// bring takes files "name=content" in and keeps them.
func bring(t testing.TB, a *Archive, files ...string) RunID {
	t.Helper()
	run := begin(t, a)
	give(t, a, run, files...)
	keep(t, a, run, take(t, a, run, len(files)+1, false)...)
	end(t, a, run)
	return run
}

func label(t testing.TB, a *Archive, run RunID, file string, labels ...corpus.Label) Outcome {
	t.Helper()
	name, text, _ := strings.Cut(file, "=")
	o, err := a.PutOriginal(t.Context(), strings.NewReader(text), 0)
	if err != nil {
		t.Fatal(err)
	}
	got, err := a.Admit(t.Context(), run, []Arrival{{Original: o, Name: name, MediaType: "text/plain", Labels: labels}})
	if err != nil {
		t.Fatal(err)
	}
	return got[0]
}

// A document is filed when it comes in, and filed besides when it comes again;
// only then is it changed for the index.
func TestLabels(t *testing.T) {
	a := open(t, t.TempDir())
	run := begin(t, a)
	box := func(name string) corpus.Label { return corpus.Label{Kind: corpus.LabelBox, Name: name} }
	fonds := corpus.Label{Kind: corpus.LabelFonds, Name: "Huyện ủy"}
	label(t, a, run, "a=1-KH/HU", box("17"), fonds)
	keep(t, a, run, take(t, a, run, 1, false)...)
	seq := func() int64 {
		c, err := a.Counts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return c.Seq
	}
	before := seq()
	if o := label(t, a, run, "a=1-KH/HU", box("17")); o != Duplicate || seq() != before {
		t.Errorf("the same label again: %v, change %d after %d", o, seq(), before)
	}
	if label(t, a, run, "b=1-KH/HU", box("18")); seq() != before+1 {
		t.Errorf("filed besides: change %d after %d, want the index to hear of it", seq(), before)
	}
	got, err := a.Labels(t.Context(), idOf("1-KH/HU"))
	if d := cmp.Diff([]corpus.Label{fonds, box("17"), box("18")}, got); d != "" || err != nil {
		t.Errorf("labels: %v\n%s", err, d)
	}
	// A file that could not be read keeps its labels for the next try.
	if err := a.Refuse(t.Context(), run, "c", "/c", []corpus.Label{box("19")}, &corpus.Problem{Kind: corpus.Unreadable}); err != nil {
		t.Fatal(err)
	}
	problems, err := a.ProblemsOf(t.Context(), run)
	if err != nil || len(problems) != 1 || !cmp.Equal(problems[0].Labels, []corpus.Label{box("19")}) {
		t.Errorf("problems %+v, %v", problems, err)
	}
	end(t, a, run)
	clean(t, a)
}

// What is removed is gone: original, record, pages, labels. The log, the accounts
// and the index's list of changes know of it, and it may come again.
func TestRemove(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir())
	first := bring(t, a, "a=1-KH/HU\nmột", "b=2-KH/HU\nhai")
	id := idOf("1-KH/HU\nmột")
	run := begin(t, a)
	if err := a.Remove(ctx, run, []corpus.ID{id, "nobody"}, "thử"); !errors.Is(err, ErrUnknown) {
		t.Errorf("with an unknown one: %v, want ErrUnknown", err)
	}
	if _, err := a.Record(ctx, id); err != nil {
		t.Errorf("and nothing may be removed then: %v", err)
	}
	give(t, a, run, "c=3-KH/HU")
	if err := a.Remove(ctx, run, []corpus.ID{idOf("3-KH/HU")}, "thử"); !errors.Is(err, ErrInWork) {
		t.Errorf("one that is being read: %v, want ErrInWork", err)
	}
	keep(t, a, run, take(t, a, run, 1, false)...)
	before := account(t, a, first)
	if err := a.Remove(ctx, run, []corpus.ID{id}, "quét hai lần"); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(a.OriginalPath(id)); !os.IsNotExist(err) {
		t.Errorf("the original is still there: %v", err)
	}
	if _, err := a.Record(ctx, id); !errors.Is(err, ErrUnknown) {
		t.Errorf("the record is still there: %v", err)
	}
	if got := account(t, a, first); got != before {
		t.Errorf("the account of the run that brought it: %+v, was %+v", got, before)
	}
	counts, err := a.Counts(ctx)
	if d := cmp.Diff(Counts{Originals: 2, Documents: 2, Withdrawn: 1, Sources: 2, Pages: 2, Citations: 2, Bytes: 18, Seq: 4}, counts); d != "" || err != nil {
		t.Errorf("counts: %v\n%s", err, d)
	}
	changes, err := a.Changes(ctx, 3, 10)
	if d := cmp.Diff([]Change{{Seq: 4, ID: id, Deleted: true}}, changes); d != "" || err != nil {
		t.Errorf("changes: %v\n%s", err, d)
	}
	log, err := a.Removals(ctx, "")
	if err != nil || len(log) != 1 || log[0].ID != id || log[0].Reason != "quét hai lần" || log[0].Name != "a" || log[0].Head != "1-KH/HU" || log[0].User == "" || log[0].Run != run {
		t.Errorf("log %+v, %v", log, err)
	}
	if err := a.Remove(ctx, run, []corpus.ID{id}, "again"); !errors.Is(err, ErrUnknown) {
		t.Errorf("removed twice: %v, want ErrUnknown", err)
	}
	end(t, a, run)
	clean(t, a)

	again := begin(t, a)
	if got := give(t, a, again, "elsewhere=1-KH/HU\nmột"); got[0] != Readmitted {
		t.Errorf("it comes again: %v, want Readmitted", got)
	}
	keep(t, a, again, take(t, a, again, 1, false)...)
	if got, want := account(t, a, again), (Account{Files: 1, Documents: 1}); got != want {
		t.Errorf("account %+v, want %+v", got, want)
	}
	e, err := a.Entry(ctx, id)
	if err != nil || e.Name != "elsewhere" || e.Record == nil {
		t.Errorf("entry %+v, %v: it is a new one, by its new name", e, err)
	}
	if names, err := a.Sources(ctx, id); err != nil || !cmp.Equal(names, []string{"elsewhere"}) {
		t.Errorf("sources %v, %v", names, err)
	}
	end(t, a, again)
	clean(t, a)
}

// What was removed is written over in the catalogue, not only given free.
// A document that is removed while the archive is verified is no damage; one whose
// original alone went is.
func TestVerifyBesideRemove(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir())
	bring(t, a, "a=1-KH/HU\nmột", "b=2-KH/HU\nhai")
	removed, lost := idOf("1-KH/HU\nmột"), idOf("2-KH/HU\nhai")
	run := begin(t, a)
	if err := a.Remove(ctx, run, []corpus.ID{removed}, "thử"); err != nil {
		t.Fatal(err)
	}
	end(t, a, run)
	if err := os.Remove(a.OriginalPath(lost)); err != nil {
		t.Fatal(err)
	}
	var damages []Damage
	v := &verification{Archive: a, each: func(d Damage) { damages = append(damages, d) }}
	for _, id := range []corpus.ID{removed, lost} { // as they were listed before the removal
		if err := v.original(ctx, id, 12, "name", make([]byte, 1024)); err != nil {
			t.Fatal(err)
		}
	}
	if len(damages) != 1 || damages[0].ID != lost || damages[0].Fault != FaultMissing {
		t.Errorf("damages %+v, want %s missing alone", damages, lost)
	}
}

func TestRemoveForGood(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir())
	run := begin(t, a)
	const secret = "kho lưu trữ mật số mười bảy"
	label(t, a, run, "a=1-KH/HU", corpus.Label{Kind: corpus.LabelBox, Name: secret})
	keep(t, a, run, take(t, a, run, 1, false)...)
	holds := func() bool {
		t.Helper()
		if _, err := a.writer.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(a.dir, catalogue))
		if err != nil {
			t.Fatal(err)
		}
		return strings.Contains(string(b), secret)
	}
	if !holds() {
		t.Fatal("the catalogue does not hold the label: the test proves nothing")
	}
	if err := a.Remove(ctx, run, []corpus.ID{idOf("1-KH/HU")}, "thử"); err != nil {
		t.Fatal(err)
	}
	if holds() {
		t.Error("the catalogue's file still holds the label")
	}
}

// A kill between the log and the removing of the original: the next run removes
// it; an import of the same bytes keeps it.
func TestRemoveHalf(t *testing.T) {
	for _, comesAgain := range []bool{false, true} {
		ctx := t.Context()
		a := open(t, t.TempDir())
		bring(t, a, "a=1-KH/HU")
		id := idOf("1-KH/HU")
		run := begin(t, a)
		text, err := os.ReadFile(a.OriginalPath(id))
		if err == nil {
			err = a.Remove(ctx, run, []corpus.ID{id}, "thử")
		}
		if err == nil {
			err = os.WriteFile(a.OriginalPath(id), text, 0o444)
		}
		if err == nil {
			_, err = a.writer.ExecContext(ctx, `UPDATE removals SET unlinked = 0`)
		}
		if err != nil {
			t.Fatal(err)
		}
		clean(t, a) // nothing is wrong with it meanwhile
		if comesAgain {
			if got := give(t, a, run, "a=1-KH/HU"); got[0] != Readmitted {
				t.Errorf("it comes again: %v", got)
			}
			keep(t, a, run, take(t, a, run, 1, false)...)
		}
		begin(t, a)
		if _, err := os.Stat(a.OriginalPath(id)); os.IsNotExist(err) == comesAgain {
			t.Errorf("came again %v: the original is there: %v", comesAgain, err)
		}
		clean(t, a)
	}
}

// An original that is removed between its put and its admission is refused, not
// lost: nothing was staged, because it was held.
func TestRemoveWhilePut(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir())
	bring(t, a, "a=1-KH/HU")
	run := begin(t, a)
	o, err := a.PutOriginal(ctx, strings.NewReader("1-KH/HU"), 0)
	if err != nil || o.Staged != "" {
		t.Fatal(o, err)
	}
	if err := a.Remove(ctx, run, []corpus.ID{o.ID}, "thử"); err != nil {
		t.Fatal(err)
	}
	got, err := a.Admit(ctx, run, []Arrival{{Original: o, Name: "a", Path: "/box/a", MediaType: "text/plain"}})
	if err != nil || got[0] != Refused {
		t.Errorf("%v, %v, want Refused", got, err)
	}
	problems, err := a.Problems(ctx, true)
	if err != nil || len(problems) != 1 || problems[0].Path != "/box/a" {
		t.Errorf("problems %+v, %v: want where to find it again", problems, err)
	}
	if got, want := account(t, a, run), (Account{Files: 1, SetAside: 1}); got != want {
		t.Errorf("account %+v, want %+v", got, want)
	}
	end(t, a, run)
	clean(t, a)
}

// Records are made anew in batches; a renewal that was interrupted goes on where
// it stopped, by the same extractor alone.
func TestRewrite(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	a := open(t, dir)
	bring(t, a, "a=1-KH/HU", "b=2-KH/HU", "c=3-KH/HU")
	run := begin(t, a)
	var held []Holding
	if err := a.Holdings(ctx, 0, func(h Holding) error { held = append(held, h); return nil }); err != nil || len(held) != 3 {
		t.Fatal(held, err)
	}
	anew := func(h Holding) Renewed {
		r := *h.Record
		number := "9" + r.Number.Or("")
		r.Number.Value = &number
		mark := "MẬT"
		r.Secrecy.Value = &mark
		pages, err := a.SavedPages(ctx, h.Source.ID)
		if err != nil {
			t.Fatal(err)
		}
		return Renewed{N: h.N, Source: h.Source, Pages: pages, Record: &r}
	}
	if err := a.Remove(ctx, run, []corpus.ID{held[1].Source.ID}, "thử"); err != nil {
		t.Fatal(err)
	}
	before, err := a.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	batch := []Renewed{anew(held[0]), {N: held[1].N, Source: held[1].Source, Record: held[1].Record}}
	if err := a.Rewrite(ctx, run, batch, Renewal{Last: held[1].N, Done: 2, State: []byte(`{"x":1}`)}); err != nil {
		t.Fatal(err)
	}
	after, err := a.Counts(ctx)
	if err != nil || after.Seq != before.Seq+1 || after.Documents != 2 {
		t.Errorf("counts %+v, %v, were %+v: one record is changed, the removed one stays removed", after, err, before)
	}
	e, err := a.Entry(ctx, held[0].Source.ID)
	if err != nil || e.Number != "91-KH/HU" || e.Secrecy != "MẬT" || e.Record.Number.Or("") != "91-KH/HU" {
		t.Errorf("entry %+v, %v", e, err)
	}
	so, err := a.Renewal(ctx)
	if d := cmp.Diff(Renewal{Revision: "1", Last: held[1].N, Done: 2, State: []byte(`{"x":1}`)}, so); d != "" || err != nil {
		t.Errorf("how far it came: %v\n%s", err, d)
	}
	b, err := Open(ctx, dir, Options{Revision: "2"})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if so, err := b.Renewal(ctx); err != nil || so.Last != 0 {
		t.Errorf("another extractor begins anew: %+v, %v", so, err)
	}
	if n, err := b.Older(ctx); n != 2 || err != nil {
		t.Errorf("%d records of another extractor, %v, want 2", n, err)
	}
	problem := Renewed{N: held[2].N, Source: held[2].Source, Problem: &corpus.Problem{Kind: corpus.Malformed, Message: "damaged"}}
	if err := a.Rewrite(ctx, run, []Renewed{problem}, Renewal{}); err != nil {
		t.Fatal(err)
	}
	if n, err := a.Retry(ctx, run); n != 1 || err != nil {
		t.Errorf("%d documents are read again, %v: want the one with the problem", n, err)
	}
	keep(t, a, run, take(t, a, run, 5, false)...)
	if err := a.EndRenewal(ctx); err != nil {
		t.Fatal(err)
	}
	if so, err := a.Renewal(ctx); err != nil || so.State != nil {
		t.Errorf("ended: %+v, %v", so, err)
	}
	end(t, a, run)
	clean(t, a)
}

// damage spoils the record of a document.
func damage(t testing.TB, a *Archive, table string, id corpus.ID) {
	t.Helper()
	column := map[string]string{"records": "body", "pages": "text"}[table]
	if _, err := a.writer.ExecContext(t.Context(), fmt.Sprintf(`UPDATE %s SET %s = x'00' WHERE document = (SELECT n FROM documents WHERE id = ?)`, table, column), string(id)); err != nil {
		t.Fatal(err)
	}
}

// A damaged record stops nobody from the rest, and is told with its cure.
func TestDamagedRecord(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir())
	bring(t, a, "a=1-KH/HU", "b=2-KH/HU", "c=3-KH/HU")
	damage(t, a, "records", idOf("2-KH/HU"))
	damage(t, a, "pages", idOf("3-KH/HU"))
	var whole, damaged int
	if err := a.Each(ctx, func(e Entry) error {
		if e.Damage != nil && errors.Is(e.Damage, ErrDamaged) && e.Record == nil {
			damaged++
		} else {
			whole++
		}
		return nil
	}); err != nil || whole != 2 || damaged != 1 {
		t.Errorf("%d whole, %d damaged, %v", whole, damaged, err)
	}
	if e, err := a.Head(ctx, idOf("2-KH/HU")); err != nil || e.Number != "2-KH/HU" {
		t.Errorf("its head: %+v, %v", e, err)
	}
	if _, err := a.SavedPages(ctx, idOf("3-KH/HU")); !errors.Is(err, ErrDamaged) {
		t.Errorf("damaged pages: %v, want ErrDamaged", err)
	}
	var hints []string
	if _, err := a.Verify(ctx, func(d Damage) { hints = append(hints, d.Hint) }); err != nil || len(hints) != 2 || hints[0] == "" || hints[1] == "" {
		t.Errorf("verify gives the cures %q, %v", hints, err)
	}
	if _, err := a.Twins(ctx); err != nil {
		t.Errorf("twins: %v", err)
	}
	n := 0
	if err := a.Sample(ctx, 10, func(corpus.Record) { n++ }); err != nil || n != 2 {
		t.Errorf("a sample of %d records, %v, want the two that are whole", n, err)
	}
}

// What was taken and left is remembered over processes.
func TestWatched(t *testing.T) {
	ctx := t.Context()
	a := open(t, t.TempDir())
	w := Watched{Path: "/in/\xff.pdf", Bytes: 5, Changed: time.Unix(1, 7).UnixNano()}
	for _, bytes := range []int64{4, 5} {
		w.Bytes = bytes
		if err := a.SetWatched(ctx, []Watched{w}); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := a.Watched(ctx); err != nil || !cmp.Equal(got, map[string]Watched{w.Path: w}) {
		t.Errorf("%+v, %v", got, err)
	}
	path := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(path, []byte("1-KH/HU"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, want := range []bool{false, true} {
		if held, err := a.Holds(ctx, path); held != want || err != nil {
			t.Errorf("held %v, %v, want %v", held, err, want)
		}
		bring(t, a, "a=1-KH/HU")
	}
}
