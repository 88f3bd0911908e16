package index

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Sorted hits come in the order that a plain sort gives, in every window, also
// from several segments.
func TestOrder(t *testing.T) {
	src := newMemory()
	docs := generated(120, 40, 5)
	for i := range docs {
		switch i % 10 {
		case 3: // without a date
			docs[i].Record.Issued.Value = nil
		case 4: // without a number
			docs[i].Record.Number.Value = nil
		}
	}
	dir := t.TempDir()
	for from := 0; from < len(docs); from += 40 {
		src.put(docs[from : from+40]...)
		publish(t, dir, src)
	}
	s := open(t, dir)
	const query = "-loại:KH" // facts alone
	var found []Entry
	for _, e := range docs {
		if e.Record.Type.Or("") != "Kế hoạch" {
			found = append(found, e)
		}
	}
	number := func(e Entry) string {
		if e.Record.Number.Value == nil {
			return ""
		}
		return fmt.Sprintf("%04s|%s", e.Record.Number.Seq, folded(string(e.Record.Number.Symbol)))
	}
	for order, key := range map[Order]func(a, b Entry) int{
		ByDate:   func(a, b Entry) int { return lastEmpty(a.Record.Issued.Or(""), b.Record.Issued.Or(""), true) },
		"":       func(a, b Entry) int { return lastEmpty(a.Record.Issued.Or(""), b.Record.Issued.Or(""), true) }, // nothing is scored
		ByNumber: func(a, b Entry) int { return lastEmpty(number(a), number(b), false) },
	} {
		want := slices.Clone(found)
		slices.SortFunc(want, func(a, b Entry) int {
			if c := key(a, b); c != 0 {
				return c
			}
			return strings.Compare(string(a.Record.ID), string(b.Record.ID))
		})
		for _, size := range []int{7, 200} {
			var got []string
			for from := 0; from < len(want); from += size {
				r, err := s.Search(t.Context(), parse(t, query), Window{From: from, Limit: size, Order: order}, src.lookup)
				if err != nil || r.Total != len(want) {
					t.Fatalf("%d hits, %v; want %d", r.Total, err, len(want))
				}
				for _, h := range r.Hits {
					got = append(got, h.Source)
				}
			}
			var names []string
			for _, e := range want {
				names = append(names, e.Record.Source.Name)
			}
			if d := cmp.Diff(names, got); d != "" {
				t.Errorf("order %q by %d (-want +got):\n%s", order, size, d)
			}
		}
	}
}

// lastEmpty compares values, of which the empty one comes last.
func lastEmpty(a, b string, descending bool) int {
	switch {
	case a == "" && b == "":
		return 0
	case a == "":
		return 1
	case b == "":
		return -1
	case descending:
		return strings.Compare(b, a)
	}
	return strings.Compare(a, b)
}

// TestHugeWindow: from and limit are added, and must not run over.
func TestHugeWindow(t *testing.T) {
	dir, src := t.TempDir(), newMemory()
	docs := generated(20, 40, 5)
	for i := range docs { // nothing to sort by
		docs[i].Record.Issued.Value, docs[i].Record.Number.Value = nil, nil
	}
	src.put(docs...)
	publish(t, dir, src)
	s := open(t, dir)
	common := strings.Fields(docs[0].Pages[0].Text)
	for _, text := range []string{strings.Join(common[:min(len(common), 30)], " OR "), "-loại:KH"} {
		for _, order := range []Order{ByRelevance, ByDate, ByNumber} {
			all, err := s.Search(t.Context(), parse(t, text), Window{Limit: math.MaxInt, Order: order}, src.lookup)
			if err != nil || len(all.Hits) != all.Total || all.Total < 2 {
				t.Fatalf("%s by %s: %d of %d hits, %v", text, order, len(all.Hits), all.Total, err)
			}
			rest, err := s.Search(t.Context(), parse(t, text), Window{From: 1, Limit: math.MaxInt, Order: order}, src.lookup)
			if err != nil || len(rest.Hits) != all.Total-1 {
				t.Errorf("%s by %s: %d hits after the first of %d, %v", text, order, len(rest.Hits), all.Total, err)
			}
			none, err := s.Search(t.Context(), parse(t, text), Window{From: math.MaxInt, Limit: 10, Order: order}, src.lookup)
			if err != nil || len(none.Hits) != 0 || none.Total != all.Total {
				t.Errorf("%s by %s: behind the last one are %d hits of %d, %v", text, order, len(none.Hits), none.Total, err)
			}
		}
	}
}

func TestSortKey(t *testing.T) {
	in := []string{"5", "05a", "12", "66.7", "67", "1234567"}
	for i := 1; i < len(in); i++ {
		if a, b := sortKey(in[i-1], 0, "x"), sortKey(in[i], 0, "x"); a >= b {
			t.Errorf("%s: %q is not before %s: %q", in[i-1], a, in[i], b)
		}
	}
	if sortKey("5", 2019, "z") >= sortKey("05", 2020, "a") {
		t.Error("the year counts before the symbol")
	}
}
