package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/query"
	"vanthu/internal/vntext"
)

// A naive is a document as the plainest program would search it.
type naive struct {
	id     corpus.ID
	text   [2][]string // words: as terms, folded
	title  [2][]string
	own    []string
	issued string
}

func naively(e Entry) naive {
	n := naive{id: e.Record.ID, issued: e.Record.Issued.Or("")}
	var all []string
	for _, p := range e.Pages {
		all = append(all, p.Text)
	}
	for i, f := range []func(string) string{vntext.Term, vntext.Fold} {
		n.text[i] = wordsOf(strings.Join(all, "\n"), f)
		n.title[i] = wordsOf(e.Record.Subject.Or(""), f)
	}
	n.own = append(wordsOf(e.Record.Number.Or(""), vntext.Fold), "")
	return n
}

func wordsOf(s string, f func(string) string) []string {
	var out []string
	for a, b := range vntext.Words(s) {
		out = append(out, f(s[a:b]))
	}
	return out
}

func hasPhrase(text, words []string) bool {
	for i := 0; i+len(words) <= len(text); i++ {
		if slices.Equal(text[i:i+len(words)], words) {
			return true
		}
	}
	return false
}

// matches is what the package promises, without an index.
func (n naive) matches(q query.Query, folded int) bool {
	form := []func(string) string{vntext.Term, vntext.Fold}[folded]
	for _, node := range q.Nodes {
		want := true
		if not, ok := node.(query.Not); ok {
			node, want = not.Node, false
		}
		var got bool
		switch node := node.(type) {
		case query.Word:
			w := []string{form(node.Text)}
			got = hasPhrase(n.text[folded], w) || hasPhrase(n.title[folded], w)
		case query.Phrase:
			w := make([]string, len(node.Words))
			for i := range w {
				w[i] = form(node.Words[i])
			}
			got = hasPhrase(n.text[folded], w) || hasPhrase(n.title[folded], w)
		case query.Number: // with a symbol, without a year: as generated
			w := wordsOf(node.Code(), vntext.Fold)
			got = hasPhrase(n.text[1], w) || hasPhrase(n.title[1], w) || slices.Equal(n.own, append(w, ""))
		}
		if got != want {
			return false
		}
	}
	return true
}

// randomQuery draws from the words of the documents, so that most queries find
// something.
func randomQuery(r *rand.Rand, docs []Entry) string {
	text := docs[r.IntN(len(docs))].Pages[0].Text
	words := slices.DeleteFunc(strings.Fields(strings.NewReplacer(",", "", ".", "").Replace(text)), func(w string) bool {
		return strings.ContainsAny(w, "-0123456789")
	})
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
	switch r.IntN(6) {
	case 0:
		return fold(some(1)[0])
	case 1:
		return fold(some(1)[0]) + " " + fold(some(1)[0]) + " -" + some(1)[0]
	case 2:
		return fmt.Sprintf("%d-%s", 1+r.IntN(45), []string{"NQ/TW", "KH/HU"}[r.IntN(2)])
	case 3:
		return fmt.Sprintf("%d-NQ/TW %s", 1+r.IntN(45), some(1)[0])
	case 4:
		return fmt.Sprintf(`"%s" %s`, strings.Join(some(2), " "), some(1)[0])
	}
	return fold(fmt.Sprintf(`"%s"`, strings.Join(some(2+r.IntN(3)), " ")))
}

// Every query finds exactly the documents that a scan of all texts finds, also
// in an index that was grown in steps, with documents changed and removed.
func TestAgainstScan(t *testing.T) {
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
	publish(t, dir, src)
	src.put(docs[:250]...)
	publish(t, dir, src)
	src.put(docs[250:400]...)
	src.put(old[499])
	publish(t, dir, src)
	src.remove(old[499].Record.ID)
	src.put(docs...)
	if r := publish(t, dir, src); r.Documents != 500 || r.Rebuilt {
		t.Fatalf("grown index: %+v", r)
	}
	s := open(t, dir)
	var scan []naive
	for _, e := range docs {
		scan = append(scan, naively(e))
	}
	r := rand.New(rand.NewPCG(1, 2))
	nonempty := 0
	for range 400 {
		text := randomQuery(r, docs)
		q := parse(t, text)
		find := func(folded int) []string {
			var ids []string
			for _, n := range scan {
				if n.matches(q, folded) {
					ids = append(ids, string(n.id))
				}
			}
			slices.Sort(ids)
			return ids
		}
		var want []string
		if q.Marked() {
			want = find(0)
		}
		if len(want) == 0 {
			want = find(1)
		}
		res, err := s.Search(t.Context(), q, Window{Limit: 1000}, src.lookup)
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
		checkPages(t, s, src, q, res)
	}
	if nonempty < 200 {
		t.Errorf("only %d of 400 queries found anything: the test is weak", nonempty)
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
