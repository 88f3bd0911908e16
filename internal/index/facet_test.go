package index

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFacets(t *testing.T) {
	src := clerkBox(t)
	dir := t.TempDir()
	publish(t, dir, src)
	s := open(t, dir)
	r, err := s.Search(t.Context(), parse(t, "29-NQ/TW"), Window{Facets: 2}, src.lookup)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]FacetValue{
		"type":   {{"Nghị quyết", 2}, {"Báo cáo", 1}}, // and Kế hoạch
		"issuer": {{"UBND tỉnh Sơn Hải", 1}},
		"year":   {{"2013", 1}, {"2015", 1}},
	}
	if d := cmp.Diff(want, r.Facets); d != "" {
		t.Errorf("facets (-want +got):\n%s", d)
	}
	if len(r.Hits) != 0 || r.Total != 5 {
		t.Errorf("no hits were asked for: %d, total %d", len(r.Hits), r.Total)
	}
}
