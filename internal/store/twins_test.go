package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"vanthu/corpus"
	"vanthu/internal/fixture"
)

// bringText takes a text in with a record of a number and a date, "" for none.
func bringText(t testing.TB, a *Archive, name, text, number, issued string) corpus.ID {
	t.Helper()
	run := begin(t, a)
	give(t, a, run, name+"="+text)
	for _, j := range take(t, a, run, 1, false) {
		r := corpus.Record{ID: j.Source.ID, Revision: "1", Source: j.Source}
		if number != "" {
			r.Number.Field = corpus.Field[string]{Value: &number, Confidence: 0.95}
		}
		if issued != "" {
			r.Issued = corpus.Field[string]{Value: &issued, Confidence: 0.95}
		}
		pages := []corpus.Page{{Number: 1, Text: text, Method: corpus.MethodText}}
		if err := a.Keep(t.Context(), run, []Kept{{Job: j, Source: j.Source, Pages: pages, Record: r}}); err != nil {
			t.Fatal(err)
		}
	}
	end(t, a, run)
	return idOf(text)
}

// TestAgain: rescans are counted of what a run has read, also of what an interrupted
// run had taken in, and not of what was read before.
func TestAgain(t *testing.T) {
	a := open(t, t.TempDir())
	bringText(t, a, "first.txt", "một", "12/KH-UBND", "2023-03-05")
	bringText(t, a, "again.txt", "hai", "12/KH-UBND", "2023-03-05")
	stopped := begin(t, a)
	give(t, a, stopped, "third.txt=ba")
	end(t, a, stopped)
	since, err := a.Mark(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	run := begin(t, a)
	for _, j := range take(t, a, run, 1, true) {
		number, issued := "12/KH-UBND", "2023-03-05"
		r := corpus.Record{ID: j.Source.ID, Revision: "1", Source: j.Source}
		r.Number.Value, r.Issued.Value = &number, &issued
		if err := a.Keep(t.Context(), run, []Kept{{Job: j, Source: j.Source, Record: r}}); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := a.Again(t.Context(), run, since); err != nil || n != 1 {
		t.Errorf("%d rescans, %v; want the one that the interrupted run had taken in", n, err)
	}
	end(t, a, run)
}

// What every run asks when it begins costs by what waits, not by what is held.
func TestMarkByIndex(t *testing.T) {
	a := open(t, t.TempDir())
	rows, err := a.readers.QueryContext(t.Context(), `EXPLAIN QUERY PLAN `+ofMark)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var id, parent, unused, detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		plan = append(plan, detail)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(strings.Join(plan, "\n"), "jobs_open") {
		t.Errorf("open jobs are looked for among all jobs: %q", plan)
	}
}

// Rescans are found by number and by text, look-alikes are not; the same after
// the sketches were lost, as in an archive of before there were any.
func TestTwins(t *testing.T) {
	a := open(t, t.TempDir())
	var texts []string
	for _, b := range fixture.Corpus(11, 6) {
		texts = append(texts, string(b))
	}
	noisy := func(i int, seed uint64) string { return fixture.Noise(texts[i], 0.02, seed) }
	first := bringText(t, a, "first", texts[0], "1-KH/HU", "2020-01-02")
	again := bringText(t, a, "again", noisy(0, 1), "", "")                         // by text: its number could not be read
	other := bringText(t, a, "other number", noisy(0, 2), "2-KH/HU", "2020-01-02") // a form filled in anew
	later := bringText(t, a, "other day", noisy(0, 3), "", "2021-01-02")           // likewise
	scan := bringText(t, a, "scan", noisy(1, 4), "3-KH/HU", "2020-03-04")          // the scan came first
	word := bringText(t, a, "word", texts[1], "03 - KH/HU", "2020-03-04")          // by number and text
	bringText(t, a, "year 1", texts[2], "4-KH/HU", "2020-03-04")                   // a number of every year
	bringText(t, a, "year 2", texts[3], "4-KH/HU", "2021-03-04")                   //
	bringText(t, a, "undated 1", texts[4], "5/TB-UBND", "")                        // a number of every commune
	bringText(t, a, "undated 2", texts[5], "5/TB-UBND", "")                        //
	torn := bringText(t, a, "torn", "chỉ còn một trang", "3-KH/HU", "2020-03-04")  // a page of the scan: the number tells
	want := map[corpus.ID]string{again: fmt.Sprint(first, " [text]"), word: fmt.Sprint(scan, " [number text]"), torn: fmt.Sprint(scan, " [number]")}
	check := func(when string) {
		t.Helper()
		twins, err := a.Twins(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got := map[corpus.ID]string{}
		for _, w := range twins {
			got[w.ID] = fmt.Sprint(w.Of, " ", w.Same())
		}
		// Forms that contradict the first may be one with its rescan, of which
		// neither number nor date is known.
		for _, id := range []corpus.ID{other, later} {
			if got[id] == fmt.Sprint(again, " [text]") {
				delete(got, id)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: twins\n%v, want\n%v", when, got, want)
		}
	}
	check("kept")
	if _, err := a.writer.ExecContext(t.Context(), `DELETE FROM sketches`); err != nil {
		t.Fatal(err)
	}
	check("sketches lost")
	for id, others := range map[corpus.ID][]corpus.ID{first: {again}, scan: {torn, word}, word: {scan, torn}} {
		twins, err := a.TwinsOf(t.Context(), id, true)
		if err != nil {
			t.Fatal(err)
		}
		var of []corpus.ID
		for _, w := range twins {
			if w.ID != id {
				t.Errorf("a twin of %.6s is told of %.6s", id, w.ID)
			}
			of = append(of, w.Of)
		}
		slices.Sort(of)
		slices.Sort(others)
		if !slices.Equal(of, others) {
			t.Errorf("twins of %.6s: %v, want %v", id, of, others)
		}
	}
}

// BenchmarkTwins looks for twins among 2,000 documents of 10 KB, of which each
// twentieth was scanned again.
func BenchmarkTwins(b *testing.B) {
	a := open(b, b.TempDir())
	run := begin(b, a)
	var last string
	i := 0
	for _, text := range fixture.Corpus(5, 2000) {
		s := fmt.Sprintf("%d-KH/HU\n%s", i, text)
		if i%20 == 1 {
			s = fixture.Noise(last, 0.01, 9)
		}
		last = s
		give(b, a, run, fmt.Sprintf("%d=%s", i, s))
		i++
	}
	for {
		jobs, err := a.Lease(b.Context(), run, 200, time.Minute, false)
		if err != nil {
			b.Fatal(err)
		}
		if len(jobs) == 0 {
			break
		}
		keep(b, a, run, jobs...)
	}
	for b.Loop() {
		if twins, err := a.Twins(b.Context()); err != nil || len(twins) < 95 {
			b.Fatal(len(twins), err)
		}
	}
}
