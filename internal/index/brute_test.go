package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"vanthu/internal/query"
	"vanthu/internal/vntext"
)

// randomQuery draws from the words of the documents, so that most queries find
// something.
func randomQuery(r *rand.Rand, docs []Entry) string {
	text := docs[r.IntN(len(docs))].Pages[0].Text
	words := slices.DeleteFunc(strings.Fields(strings.NewReplacer(",", "", ".", "").Replace(text)), func(w string) bool {
		return strings.ContainsAny(w, "-0123456789")
	})
	return randomClauses(r, words, 2)
}

func randomClauses(r *rand.Rand, words []string, depth int) string {
	some := func(n int) []string {
		at := r.IntN(len(words) - n)
		return words[at : at+n]
	}
	fold := func(s string) string {
		if r.IntN(3) == 0 {
			return vntext.Fold(s)
		}
		return s
	}
	num := func() string {
		return fmt.Sprintf("%d-%s", 1+r.IntN(45), []string{"NQ/TW", "KH/HU"}[r.IntN(2)])
	}
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	kinds := 15
	if depth == 0 {
		kinds = 12
	}
	switch r.IntN(kinds) {
	case 0:
		return fold(some(1)[0])
	case 1:
		return fold(some(1)[0]) + " " + fold(some(1)[0]) + " -" + some(1)[0]
	case 2:
		return num()
	case 3:
		return num() + " " + some(1)[0]
	case 4:
		return fmt.Sprintf(`"%s" %s`, strings.Join(some(2), " "), some(1)[0])
	case 5:
		return fold(fmt.Sprintf(`"%s"`, strings.Join(some(2+r.IntN(3)), " ")))
	case 6:
		return fold(pick("nh*", "kế*", "ho*", "gi*", "hoà*", "thu*", "cán*")) + " " + pick("", some(1)[0])
	case 7:
		return pick("loại:NQ", "type:kế hoạch", "loại:QĐ", "-loại:NQ", "loại:CT", "quanhệ:căn cứ", "mật:tối mật", "ngônngữ:vi") + " " + pick(some(1)[0], num())
	case 8:
		year := 2000 + r.IntN(25)
		return pick(fmt.Sprintf("năm:%d", year), fmt.Sprintf("ngày:%d..%d", year, year+5), fmt.Sprintf("ngày:1/6/%d..", year),
			fmt.Sprintf("ngày:..%d-05", year), fmt.Sprintf("ngày:6/5/%d", year)) + " " + some(1)[0]
	case 9:
		return pick("cơquan:UBND", "issuer:tỉnh", `cơquan:"ủy ban nhân dân"`, "kýbởi:Lê", `kýbởi:"van mau"`, `tríchyếu:"`+some(1)[0]+`"`) + pick("", " "+some(1)[0])
	case 10:
		return pick("dẫn:", "căncứ:", "thựchiện:", "số:", "-dẫn:") + pick(num(), fmt.Sprint(1+r.IntN(40)))
	case 11:
		return pick("UBND", "hdnd", "ủy ban nhân dân", "uy ban nhan dan", `"hội đồng nhân dân"`, `"UBND tỉnh"`, "kĩ", "ky", `"kỹ thuật"`)
	case 12:
		return randomClauses(r, words, depth-1) + " " + randomClauses(r, words, depth-1)
	case 13:
		return fmt.Sprintf("(%s) OR (%s)", randomClauses(r, words, depth-1), randomClauses(r, words, depth-1))
	}
	return fmt.Sprintf("%s -(%s)", some(1)[0], randomClauses(r, words, depth-1))
}

// Every query finds exactly the documents that a scan of all texts finds, also
// in an index that was grown in steps, with documents changed and removed.
func TestAgainstScan(t *testing.T) {
	few := 1
	if underRace {
		few = 5
	}
	t.Run("words alone", func(t *testing.T) { againstScan(t, Options{}, 300/few) })
	t.Run("words side by side", func(t *testing.T) { againstScan(t, Options{LexiconFrom: 100}, 500/few) })
}

func againstScan(t *testing.T, opt Options, queries int) {
	src := newMemory()
	docs := generated(500, 150, 7)
	dir := t.TempDir()
	old := generated(500, 100, 8)
	for i := range 50 { // 50 documents were other texts once
		e := old[i]
		e.Record.ID = docs[i*7].Record.ID
		src.put(e)
	}
	src.put(docs[400:]...)
	publishWith(t, dir, src, opt)
	src.put(docs[:250]...)
	publishWith(t, dir, src, opt)
	src.put(docs[250:400]...)
	src.put(old[499])
	publishWith(t, dir, src, opt)
	src.remove(old[499].Record.ID)
	src.put(docs...)
	if r := publishWith(t, dir, src, opt); r.Documents != 500 || r.Rebuilt {
		t.Fatalf("grown index: %+v", r)
	}
	s := open(t, dir)
	if grams := len(s.live.lex.Grams); (grams > 0) != (opt.LexiconFrom > 0) {
		t.Fatalf("the lexicon has %d grams", grams)
	}
	var scan []naive
	for _, e := range docs {
		scan = append(scan, naively(e))
	}
	r := rand.New(rand.NewPCG(1, 2))
	nonempty := 0
	for range queries {
		text := randomQuery(r, docs)
		q := parse(t, text)
		find := func(folded int) (hits []naive) {
			for _, n := range scan {
				if n.matches(q, folded) {
					hits = append(hits, n)
				}
			}
			return hits
		}
		var hits []naive
		if q.Marked() {
			hits = find(0)
		}
		if len(hits) == 0 {
			hits = find(1)
		}
		var want []string
		for _, n := range hits {
			want = append(want, string(n.id))
		}
		slices.Sort(want)
		res, err := s.Search(t.Context(), q, Window{Limit: 1000, Facets: 1000}, src.lookup)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		var got []string
		for _, h := range res.Hits {
			got = append(got, string(h.ID))
		}
		slices.Sort(got)
		if !slices.Equal(got, want) || res.Total != len(want) {
			t.Fatalf("query %q (%s): found %d documents (total %d), a scan finds %d", text, q, len(got), res.Total, len(want))
		}
		if len(want) > 0 {
			nonempty++
		}
		checkFacets(t, text, res.Facets, naiveFacets(hits, q), len(want))
		checkPages(t, s, src, q, res)
	}
	if nonempty < queries/2 {
		t.Errorf("only %d of %d queries found anything: the test is weak", nonempty, queries)
	}
}

// checkPages pages through a result in windows and must see the same hits.
func checkPages(t *testing.T, s *Searcher, src *memory, q query.Query, whole Result) {
	t.Helper()
	for from := 0; from < min(whole.Total, 40); from += 13 {
		r, err := s.Search(t.Context(), q, Window{From: from, Limit: 13}, src.lookup)
		if err != nil {
			t.Fatal(err)
		}
		for i, h := range r.Hits {
			if w := whole.Hits[from+i]; h.ID != w.ID || h.Why != w.Why || h.Score != w.Score {
				t.Fatalf("%s: hit %d is another one when paging by 13", q, from+i)
			}
		}
	}
}
