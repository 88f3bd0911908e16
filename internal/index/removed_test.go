package index

import (
	"context"
	"io/fs"
	"testing"

	"vanthu/corpus"
)

// What was removed since the index was published is found by nothing and counted
// nowhere, on whatever page of the hits it would stand.
func TestRemovedSince(t *testing.T) {
	src := clerkBox(t)
	dir := t.TempDir()
	publish(t, dir, src)
	s := open(t, dir)
	var gone corpus.ID
	for id, e := range src.docs {
		if e.Record.Source.Name == "nq29" {
			gone = id
		}
	}
	for _, c := range []struct {
		query string
		total int
	}{
		{"29-NQ/TW", 4}, {"đổi mới", 0}, {"số:29", 1}, {"-xyz", 6}, {"loại:NQ", 1}, {"giáo*", 1}, {"năm:2013", 0},
	} {
		for _, limit := range []int{0, 1, 100} {
			w := Window{Limit: limit, Facets: 20, Removed: []corpus.ID{gone, "0000"}}
			r, err := s.Search(t.Context(), parse(t, c.query), w, src.lookup)
			if err != nil {
				t.Fatal(err)
			}
			if r.Total != c.total || len(r.Hits) != min(limit, c.total) {
				t.Errorf("%s, limit %d: total %d and %d hits, want %d", c.query, limit, r.Total, len(r.Hits), c.total)
			}
			for name, values := range r.Facets {
				sum := 0
				for _, v := range values {
					sum += v.Count
					if name == "year" && v.Value == "2013" {
						t.Errorf("%s: the removed document is counted: %v", c.query, values)
					}
				}
				if name == "type" && sum != c.total {
					t.Errorf("%s: types add up to %d, want %d", c.query, sum, c.total)
				}
			}
		}
	}
}

// A hit that is removed while it is looked for is counted by the facets: the
// result says so, so that whoever asks can ask again.
func TestRemovedMeanwhile(t *testing.T) {
	src := clerkBox(t)
	dir := t.TempDir()
	publish(t, dir, src)
	s := open(t, dir)
	for removed, name := range []string{"none", "nq29"} {
		lookup := func(ctx context.Context, id corpus.ID) (Entry, error) {
			if src.docs[id].Record.Source.Name == name {
				return Entry{}, fs.ErrNotExist
			}
			return src.lookup(ctx, id)
		}
		r, err := s.Search(t.Context(), parse(t, "29-NQ/TW"), Window{Limit: 10, Facets: 20}, lookup)
		if err != nil {
			t.Fatal(err)
		}
		if r.Gone != removed || r.Total != 5-removed || len(r.Hits) != r.Total {
			t.Errorf("%s removed meanwhile: %d gone, total %d, %d hits; want %d gone and %d", name, r.Gone, r.Total, len(r.Hits), removed, 5-removed)
		}
	}
}
