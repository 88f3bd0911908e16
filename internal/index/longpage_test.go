package index

import (
	"math/rand/v2"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/query"
)

// longPage is a page of 70,000 words of which many are the same, as a register
// that was pasted into one file; a word that stands nowhere else ends it.
func longPage() string {
	words := strings.Fields("thực hiện công tác văn thư của các cơ quan đơn vị và trong năm theo quy định với giáo dục đất đai ủy ban nhân dân")
	r := rand.New(rand.NewPCG(5, 6))
	var b strings.Builder
	for range 70_000 {
		b.WriteString(words[r.IntN(len(words))] + " ")
	}
	return b.String() + strings.Repeat("nữa ", 100) + "sau cùng là hiếm hoi."
}

// What a query asks for is shown, wherever on a long page it stands: the one rare
// word comes second, after the place that shows the most of the query.
func TestLongPage(t *testing.T) {
	e := Entry{Pages: []corpus.Page{{Number: 1, Text: "mở đầu"}, {Number: 2, Text: longPage()}}}
	got := snippetsOf(t, e, "thực hiện hiếm", groupContains)
	if len(got) != maxSnippets || !strings.Contains(marked(got[0]), "[thực] [hiện]") || !strings.Contains(marked(got[1]), "[hiếm] hoi.") || got[1].Page != 2 {
		t.Errorf("snippets: %+v", got)
	}
	f := newFinder(newPlan(parse(t, "giáo dục đất đai ủy ban nhân dân"), true))
	if n := len(f.places(&e)); n > 1000 {
		t.Errorf("%d windows are kept of one page, want few", n)
	}
}

// Of texts of any length the first snippet shows as much of the query as any could:
// as a look at every window tells.
func TestBestWindow(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	words := strings.Fields("một hai ba bốn năm sáu khác nữa đây kia")
	q := parse(t, `một hai ba "bốn năm" sáu`)
	for range 300 {
		var b strings.Builder
		for range r.IntN(400) + 1 {
			b.WriteString(words[r.IntN(len(words))] + strings.Repeat(" ngoài", r.IntN(12)) + " ")
		}
		e := Entry{Pages: []corpus.Page{{Number: 1, Text: b.String()}}}
		f := newFinder(newPlan(q, true))
		var all []found
		f.each(b.String(), func(p found) bool { all = append(all, p); return true })
		var most window
		for i := range all {
			w := window{page: &e.Pages[0]}
			for k := i; k < len(all) && (k == i || all[k].end <= all[i].start+snippetBytes-snippetLead); k++ {
				w.found = all[i : k+1]
				w.leaves |= 1 << all[k].leaf
				if k > i && all[k].leaf == all[k-1].leaf+1 && all[k].start <= all[k-1].end+1 {
					w.runs++
				}
			}
			if most.found == nil || w.better(most, 0) {
				most = w
			}
		}
		best, ok := bestWindow(f.places(&e), nil, 0)
		if ok != (most.found != nil) || ok && (best.better(most, 0) || most.better(best, 0)) {
			t.Fatalf("%q: the best window is %+v, want one as good as %+v", b.String(), best, most)
		}
	}
}

// BenchmarkLongPage makes the snippets of a hit of one long page, for each query.
func BenchmarkLongPage(b *testing.B) {
	e := &Entry{Pages: []corpus.Page{{Number: 1, Text: longPage()}}}
	for _, in := range []string{"thực hiện", "giáo dục đất đai ủy ban nhân dân", "thực hiện hiếm", `"cơ quan đơn vị"`, "th* qu* đấ*", "hiếm",
		"thực OR hiện OR công OR tác OR văn OR thư OR của OR các OR cơ OR quan OR đơn OR vị"} {
		q, err := query.Parse(in)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(in, func(b *testing.B) {
			for b.Loop() {
				newFinder(newPlan(q, true)).snippets(e, groupContains)
			}
		})
	}
}
