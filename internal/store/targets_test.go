package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
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
	citing, err := a.CitedBy(t.Context(), "05 - nq/hu")
	var ids []corpus.ID
	for _, c := range citing {
		ids = append(ids, c.ID)
	}
	want := []corpus.ID{idOf("citing: two bear it"), idOf("citing: two bear it, the date decides")}
	if want[0] > want[1] {
		want[0], want[1] = want[1], want[0]
	}
	if d := cmp.Diff(want, ids); d != "" || err != nil {
		t.Errorf("cited by: %v (-want +got):\n%s", err, d)
	}
	clean(t, a)
}
