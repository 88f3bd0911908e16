package index

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

// shelvedIndex publishes documents of which some are long and some are removed again,
// and opens them. The words of the last document are book many.
func shelvedIndex(t *testing.T, book int) (*Searcher, *memory) {
	t.Helper()
	src := newMemory()
	docs := generated(300, 120, 7)
	docs = append(docs,
		entry("a list", strings.Repeat("công việc ", 400)), // more than a byte counts
		entry("a book", strings.Repeat("công ", book)+"đúng quy định hiếm1"))
	src.put(docs[:150]...)
	dir := t.TempDir()
	publish(t, dir, src)
	src.put(docs[150:]...)
	for _, d := range docs[:20] {
		src.remove(d.Record.ID)
	}
	publish(t, dir, src)
	return open(t, dir), src
}

// An unpacked list tells what Bleve's own says, of every word.
func TestUnpack(t *testing.T) {
	s, _ := shelvedIndex(t, 70_000) // more than two bytes count
	snap, err := snapshot(s.live.index)
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	unpacked, books := 0, 0
	for _, p := range s.live.parts(snap) {
		var terms []string
		if err := p.eachTerm(fieldWords, "", "", func(term string) { terms = append(terms, term) }); err != nil {
			t.Fatal(err)
		}
		for _, term := range terms {
			docs, err := p.documents(fieldWords, term)
			if err != nil {
				t.Fatal(err)
			}
			u, err := p.unpack(listKey{p.number, term, true})
			if err != nil {
				t.Fatal(err)
			}
			if u == nil {
				books++
				if u, err = p.unpack(listKey{p.number, term, false}); err != nil {
					t.Fatal(err)
				}
			}
			unpacked++
			list, err := p.postings(fieldWords, term)
			if err != nil {
				t.Fatal(err)
			}
			c := cursor{it: list.Iterator(true, true, true, nil)}
			for doc := p.from; doc < p.to; doc++ {
				var want []uint32
				count := uint32(0)
				if docs.Contains(doc) {
					if err := c.seek(doc); err != nil {
						t.Fatal(err)
					}
					want, count = c.positions(nil), uint32(c.posting.Frequency())
					if got, want := u.lengths[doc-p.from], roughOf(c.posting); got != want {
						t.Fatalf("%q, document %d: length %d, Bleve has %d", term, doc, got, want)
					}
				}
				if got := u.count(doc); got != count {
					t.Fatalf("%q, document %d: counted %d times, Bleve has %d", term, doc, got, count)
				}
				if u.ends == nil {
					continue
				}
				if got := u.read(doc, nil); !slices.Equal(got, want) {
					t.Fatalf("%q, document %d: at %v, Bleve has %v", term, doc, got, want)
				}
			}
		}
	}
	if unpacked < 100 || books == 0 {
		t.Errorf("%d lists, %d too long to be unpacked: the test is weak", unpacked, books)
	}
}

// Searches find the same with nothing kept unpacked, with all that is frequent,
// and with room for a few lists only; also side by side.
func TestShelf(t *testing.T) {
	s, src := shelvedIndex(t, 2_000)
	var docs []Entry
	for _, d := range src.docs {
		if len(d.Pages[0].Text) < 50_000 {
			docs = append(docs, d)
		}
	}
	slices.SortFunc(docs, func(a, b Entry) int { return strings.Compare(a.Record.Source.Name, b.Record.Source.Name) })
	r := rand.New(rand.NewPCG(5, 5))
	queries := []string{`"công việc công việc"`, `cong -viec`, `"quy dinh"`, "năm:2000.."}
	for range 8 {
		queries = append(queries, randomQuery(r, docs))
	}
	answer := func(text string) string {
		q := parse(t, text)
		r, err := s.Search(t.Context(), q, Window{Limit: 20, Facets: 5}, src.lookup)
		if err != nil {
			return err.Error()
		}
		b, err := json.Marshal(r)
		if err != nil {
			return err.Error()
		}
		return string(b)
	}
	s.live.shelf = nil
	var want []string
	for _, q := range queries {
		want = append(want, answer(q))
	}
	for _, most := range []int{shelfBytes, 10_000, 0} {
		t.Run(fmt.Sprint(most), func(t *testing.T) {
			s.live.shelf = newShelf(most)
			var all sync.WaitGroup
			for worker := range 4 {
				all.Go(func() {
					for round := range 2 {
						for i := worker; i < len(queries); i += 1 + worker%2 {
							if got := answer(queries[i]); got != want[i] {
								t.Errorf("%s, round %d:\n got %s\nwant %s", queries[i], round, got, want[i])
							}
						}
					}
				})
			}
			all.Wait()
			kept := 0
			for _, e := range s.live.shelf.lists {
				if e.list != nil {
					kept++
				}
			}
			if (kept > 0) != (most > 0) || s.live.shelf.bytes > most {
				t.Errorf("%d lists of %d bytes are kept, with room for %d", kept, s.live.shelf.bytes, most)
			}
		})
	}
}
