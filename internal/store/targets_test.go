package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"vanthu/corpus"
	"vanthu/internal/instrument"
)

// put keeps one document with a head and citations.
func put(t *testing.T, a *Archive, run RunID, text, docType, number, issued string, citations ...corpus.Citation) corpus.Record {
	t.Helper()
	give(t, a, run, "box/"+text+"="+text)
	jobs := take(t, a, run, 1, false)
	r := corpus.Record{ID: idOf(text), Citations: citations}
	for _, f := range []struct {
		field *corpus.Field[string]
		value string
	}{{&r.Type, docType}, {&r.Number.Field, number}, {&r.Issued, issued}} {
		if f.value != "" {
			f.field.Value = &f.value
		}
	}
	if err := a.Keep(t.Context(), run, []Kept{{Job: jobs[0], Source: jobs[0].Source, Record: r}}); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTargets(t *testing.T) {
	a := open(t, t.TempDir())
	run := begin(t, a)
	put(t, a, run, "a", "Nghị quyết", "29-NQ/TW", "2013-11-04")
	put(t, a, run, "b", "Nghị quyết", "05-NQ/HU", "2021-05-06")
	put(t, a, run, "c", "Nghị quyết", "5-NQ/HU", "2022-05-06") // another district's
	put(t, a, run, "d", "", "", "")
	for _, c := range []struct {
		name  string
		cited corpus.Citation
		want  corpus.ID
	}{
		{"number alone", corpus.Citation{Number: "29-NQ/TW"}, idOf("a")},
		{"type in capitals, year alone", corpus.Citation{Type: "NGHỊ QUYẾT", Number: "29-NQ/TW", Issued: "2013"}, idOf("a")},
		{"another date", corpus.Citation{Number: "29-NQ/TW", Issued: "2013-11-05"}, ""},
		{"another type", corpus.Citation{Type: "Kế hoạch", Number: "29-NQ/TW"}, ""},
		{"two bear it", corpus.Citation{Number: "5-NQ/HU"}, ""},
		{"two bear it, the date decides", corpus.Citation{Number: "5-NQ/HU", Issued: "2022-05-06"}, idOf("c")},
		{"no number", corpus.Citation{Type: "Nghị quyết"}, ""},
		{"not held", corpus.Citation{Number: "30-NQ/TW"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := put(t, a, run, "citing: "+c.name, "", "", "", c.cited)
			got, err := a.Resolve(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			var target corpus.ID
			if p := got.Citations[0].Target; p != nil {
				target = *p
			}
			if target != c.want {
				t.Errorf("target %q, want %q", target, c.want)
			}
			if r.Citations[0].Target != nil {
				t.Error("the record that was given was changed")
			}
		})
	}
	self := put(t, a, run, "e", "", "77-KH/HU", "", corpus.Citation{Number: "77-KH/HU"})
	if got, err := a.Resolve(t.Context(), self); err != nil || got.Citations[0].Target != nil {
		t.Errorf("a document that names its own number points to itself: %+v, %v", got.Citations, err)
	}
	// The one of 2021, the earlier: who cites without a date cannot be told, as it
	// has no date itself.
	of, err := a.InstrumentOf(t.Context(), idOf("c"))
	if err != nil || of.CitedBy != 1 {
		t.Fatalf("instrument %+v, %v; want one that is cited once", of, err)
	}
	citing, err := a.CitedBy(t.Context(), of)
	var ids []corpus.ID
	for _, c := range citing {
		ids = append(ids, c.ID)
	}
	if d := cmp.Diff([]corpus.ID{idOf("citing: two bear it, the date decides")}, ids); d != "" || err != nil {
		t.Errorf("cited by: %v (-want +got):\n%s", err, d)
	}
	clean(t, a)
}

// What is cited before it arrives is missing, and is found when it comes.
func TestArrivesLater(t *testing.T) {
	a := open(t, t.TempDir())
	run := begin(t, a)
	nq := func(issued string) corpus.Citation {
		return corpus.Citation{Type: "Nghị quyết", Number: "29-NQ/TW", Issued: corpus.Optional(issued), Relation: corpus.Implements}
	}
	first := put(t, a, run, "plan", "Kế hoạch", "171-KH/HU", "2014-12-02", nq("2013-11-04"))
	later := put(t, a, run, "later", "Kế hoạch", "5-KH/HU", "2015-01-01", nq(""), corpus.Citation{Type: "Luật", Title: "Đất đai", Issued: "2013", Relation: corpus.BasedOn})
	put(t, a, run, "again", "Kế hoạch", "6-KH/HU", "2023-01-01", nq(""), nq("2022-11-17"))
	missing := func() []string {
		all, total, err := a.Missing(t.Context(), 0, 0)
		if err != nil || total != len(all) {
			t.Fatal(err)
		}
		var out []string
		for _, m := range all {
			out = append(out, fmt.Sprintf("%s%s %s: %d %v", m.Number, m.Title, m.Issued, m.CitedBy, m.Relations))
		}
		return out
	}
	want := []string{
		"29-NQ/TW 2013-11-04: 2 map[thực hiện:2]", // with the one that has no date and was written before the next
		"Đất đai 2013: 1 map[căn cứ:1]",
		"29-NQ/TW 2022-11-17: 1 map[thực hiện:1]",
	}
	if d := cmp.Diff(want, missing()); d != "" {
		t.Errorf("missing (-want +got):\n%s", d)
	}
	if some, total, err := a.Missing(t.Context(), 1, 1); err != nil || total != 3 || len(some) != 1 || some[0].Title != "Đất đai" {
		t.Errorf("the second alone: %+v of %d, %v", some, total, err)
	}
	target := func(r corpus.Record) corpus.ID {
		t.Helper()
		one, err := a.Resolve(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		all, err := a.Targets(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		same, err := all.Resolve(t.Context(), r)
		if d := cmp.Diff(one, same); d != "" || err != nil {
			t.Errorf("with all targets: %v (-one +all):\n%s", err, d)
		}
		if p := one.Citations[0].Target; p != nil {
			return *p
		}
		return ""
	}
	if got := target(first); got != "" {
		t.Errorf("nothing is held and the target is %s", got)
	}
	put(t, a, run, "nq", "Nghị quyết", "29-NQ/TW", "2013-11-04")
	for _, r := range []corpus.Record{first, later} {
		if got := target(r); got != idOf("nq") {
			t.Errorf("%s: target %q, want the document that came", r.Number.Or(""), got)
		}
	}
	want = want[1:]
	if d := cmp.Diff(want, missing()); d != "" {
		t.Errorf("missing, when one has come (-want +got):\n%s", d)
	}
	list := func(asked instrument.Asked) []string {
		all, err := a.Instruments(t.Context(), asked)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, in := range all {
			out = append(out, fmt.Sprintf("%s %s %s: %d held %v", in.Type, in.Number, in.Issued, in.CitedBy, in.Held != nil))
		}
		return out
	}
	both := []string{"Nghị quyết 29-NQ/TW 2013-11-04: 2 held true", "Nghị quyết 29-NQ/TW 2022-11-17: 1 held false"}
	for _, c := range []struct {
		asked instrument.Asked
		want  []string
	}{
		{instrument.Asked{Seq: "29", Symbol: "NQ/TW"}, both},
		{instrument.Asked{Seq: "29", Symbol: "nq tw"}, both},
		{instrument.Asked{Seq: "29", Types: []string{"Nghị quyết"}}, both},
		{instrument.Asked{Seq: "029", Year: 2013}, both[:1]},
		{instrument.Asked{Seq: "29", Types: []string{"Kế hoạch"}}, nil},
		{instrument.Asked{Seq: "2"}, nil},
		{instrument.Asked{Seq: "171", Symbol: "KH/HU"}, []string{"Kế hoạch 171-KH/HU 2014-12-02: 0 held true"}},
	} {
		if d := cmp.Diff(c.want, list(c.asked)); d != "" {
			t.Errorf("%+v (-want +got):\n%s", c.asked, d)
		}
	}
	of, err := a.InstrumentOf(t.Context(), idOf("nq"))
	if err != nil || of.CitedBy != 2 || *of.Held != idOf("nq") {
		t.Errorf("instrument of the document: %+v, %v", of, err)
	}
	if _, err := a.InstrumentOf(t.Context(), idOf("nothing")); !errors.Is(err, ErrUnknown) {
		t.Errorf("instrument of nothing: %v", err)
	}
	// Withdrawn, it is missing again.
	if err := a.Withdraw(t.Context(), idOf("nq")); err != nil {
		t.Fatal(err)
	}
	if got := target(first); got != "" {
		t.Errorf("a withdrawn document is the target: %s", got)
	}
	clean(t, a)
}

// An archive of the first version has its citations by form and its marks of
// secrecy after it is opened.
func TestFillForms(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, catalogue)
	if err := migrate(t.Context(), dir, path, migrations[:1], true); err != nil {
		t.Fatal(err)
	}
	zip, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", writeDSN(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for i, r := range []corpus.Record{
		{Citations: []corpus.Citation{{Type: "Luật", Title: "Đất đai", Issued: "2013"}, {Number: "05-KH/HU"}}},
		{Citations: []corpus.Citation{{Number: "05-KH/HU"}}},
		{},
	} {
		r.ID = idOf(fmt.Sprint(i))
		if i == 0 {
			mark := "MẬT"
			r.Secrecy.Value = &mark
		}
		if i == 2 {
			number, kind := "5-KH/HU", "Kế hoạch"
			r.Number.Value, r.Type.Value = &number, &kind
		}
		body, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.ExecContext(t.Context(), `INSERT INTO files (n, sha, bytes, media_type, added) VALUES (?1, ?2, 1, '', 0);
			INSERT INTO documents (n, id, file, name, state, added, type, number, number_key) VALUES (?1, ?2, ?1, 'x', 'done', 0, ?3, ?4, ?5)`,
			i+1, string(r.ID), r.Type.Or(""), r.Number.Or(""), numberKey(r.Number.Or(""))); err != nil {
			t.Fatal(err)
		}
		if _, err := db.ExecContext(t.Context(), `INSERT INTO records VALUES (?, ?)`, i+1, zip.EncodeAll(body, nil)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.ExecContext(t.Context(), `INSERT INTO files (n, sha, bytes, media_type, added) VALUES (9, 'x', 1, '', 0);
		INSERT INTO documents (n, id, file, name, state, added) VALUES (9, 'x', 9, 'x', 'done', 0);
		INSERT INTO records VALUES (9, 'no record at all')`); err != nil {
		t.Fatal(err)
	}
	a := open(t, dir) // the damaged record must not lock the others in
	all, err := a.Instruments(t.Context(), instrument.Asked{Seq: "5"})
	if err != nil || len(all) != 1 || all[0].CitedBy != 2 || all[0].Held == nil || *all[0].Held != idOf("2") {
		t.Errorf("instruments after the migration: %+v, %v; want the held one, cited twice", all, err)
	}
	for i, want := range []string{"MẬT", "", ""} {
		if e, err := a.Head(t.Context(), idOf(fmt.Sprint(i))); err != nil || e.Secrecy != want {
			t.Errorf("mark of secrecy of document %d after the migration: %q, %v; want %q", i, e.Secrecy, err, want)
		}
	}
	missing, total, err := a.Missing(t.Context(), 0, 0)
	if err != nil || total != 1 || missing[0].Title != "Đất đai" {
		t.Errorf("missing after the migration: %+v, %v; want the law", missing, err)
	}
}
