package index

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
	"vanthu/internal/query"
)

func facetsOf(t *testing.T, s *Searcher, src *memory, text string, n int) Result {
	t.Helper()
	r, err := s.Search(t.Context(), parse(t, text), Window{Facets: n}, src.lookup)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Hits) != 0 {
		t.Errorf("no hits were asked for: %d", len(r.Hits))
	}
	return r
}

func TestFacets(t *testing.T) {
	src := clerkBox(t)
	dir := t.TempDir()
	publish(t, dir, src)
	s := open(t, dir)
	r := facetsOf(t, s, src, "29-NQ/TW", 2)
	want := map[string][]FacetValue{
		"type":     {{"Nghị quyết", 2, ""}, {"Báo cáo", 1, ""}, {"", 1, FacetRest}, {"", 1, FacetNone}}, // Kế hoạch; thu has none
		"issuer":   {{"UBND tỉnh Sơn Hải", 1, ""}, {"", 4, FacetNone}},
		"level":    {{"central", 2, ""}, {"district", 2, ""}, {"province", 1, ""}}, // of the symbol TW, HU; tỉnh
		"year":     {{"2013", 1, ""}, {"2015", 1, ""}, {"", 2, FacetRest}, {"", 1, FacetNone}},
		"cited":    {{"Nghị quyết 29-NQ/TW", 2, ""}, {"Luật Văn thư", 1, ""}},
		"relation": {{"căn cứ", 1, ""}}, // what they do to 29-NQ/TW
		"language": {{"", 5, FacetNone}},
		"quality":  {{"", 5, FacetNone}},
		"secrecy":  {{"", 5, FacetNone}},
		"box":      {},
	}
	want["level"] = append(want["level"][:2:2], FacetValue{"", 1, FacetRest})
	if d := cmp.Diff(want, r.Facets); d != "" {
		t.Errorf("facets (-want +got):\n%s", d)
	}
}

// What a facet counts, its filter finds.
func TestFacetFilters(t *testing.T) {
	src := newMemory()
	e := entry("a", "một hai")
	e.Record.Pages = []corpus.PageSummary{{Page: 1, Language: "vi", Quality: 0.95, Characters: 100}, {Page: 2, Language: "en", Quality: 0.2, Characters: 10}}
	e.Record.Secrecy = value("TUYỆT MẬT")
	e = e.from("Ủy ban nhân dân xã An Khê, huyện Phù Cừ", "Lê Thử")
	f := entry("b", "một ba").bearing("Kế hoạch", "5/KH-UBND", "5", "KH-UBND", 0, "2020-01-01").from("Chính phủ", "Lê Thử")
	f.Record.Pages = []corpus.PageSummary{{Page: 1, Language: "fr", Quality: 0.5, Characters: 100}}
	src.put(e, f, entry("c", "một"))
	dir := t.TempDir()
	publish(t, dir, src)
	s := open(t, dir)
	fields := map[string]query.Field{"level": query.FieldLevel, "language": query.FieldLanguage, "quality": query.FieldQuality, "secrecy": query.FieldSecrecy}
	r := facetsOf(t, s, src, "một", 10)
	values := 0
	for name, field := range fields {
		for _, v := range r.Facets[name] {
			if v.Of != "" {
				continue
			}
			values++
			if got := facetsOf(t, s, src, string(field)+`:"`+v.Value+`"`, 10); got.Total != v.Count {
				t.Errorf("%s %q is counted %d times, its filter finds %d", name, v.Value, v.Count, got.Total)
			}
		}
	}
	if values != 7 {
		t.Errorf("%d values, want two levels, languages and qualities, and one secrecy: %v", values, r.Facets)
	}
}

// What a document is filed under is found by words of the name, and counted.
func TestBoxes(t *testing.T) {
	src := newMemory()
	filed := func(name string, labels ...corpus.Label) Entry {
		e := entry(name, "một hai")
		e.Record.Labels = labels
		return e
	}
	src.put(filed("a", corpus.Label{Kind: corpus.LabelBox, Name: "Hộp 17"}, corpus.Label{Kind: corpus.LabelFile, Name: "Đất đai 1998"}),
		filed("b", corpus.Label{Kind: corpus.LabelBox, Name: "117"}), filed("c"))
	dir := t.TempDir()
	publish(t, dir, src)
	s := open(t, dir)
	for query, want := range map[string]int{
		"hộp:17": 1, "hop:17": 1, "box:117": 1, `hồ sơ:"đất đai"`: 1, `hồsơ:"dat dai 1998"`: 1, "phông:17": 1, "box:18": 0, "một -hộp:17": 2,
	} {
		if r, _ := search(t, s, src, query); r.Total != want {
			t.Errorf("%s finds %d, want %d", query, r.Total, want)
		}
	}
	r := facetsOf(t, s, src, "một", 10)
	if d := cmp.Diff([]FacetValue{{"117", 1, ""}, {"Hộp 17", 1, ""}, {"Đất đai 1998", 1, ""}}, r.Facets["box"]); d != "" {
		t.Errorf("facet box (-want +got):\n%s", d)
	}
	e := filed("c", corpus.Label{Kind: corpus.LabelBox, Name: "18"}) // filed later
	src.put(e)
	publish(t, dir, src)
	if r, _ := search(t, open(t, dir), src, "box:18"); r.Total != 1 {
		t.Errorf("filed later, it is found %d times", r.Total)
	}
}

// A window that is open shows nothing that bears a mark of secrecy, however sure
// it is, and counts nothing of it.
func TestOpenWindow(t *testing.T) {
	src := newMemory()
	for i, mark := range []string{"", "MẬT", "Tối mật", "TUYỆT MẬT", "M?T"} {
		e := entry(string(rune('a'+i)), "một hai").bearing("Kế hoạch", "5-KH/HU", "5", "KH/HU", 0, "2020-01-01")
		if mark != "" {
			e.Record.Secrecy = value(mark)
			e.Record.Secrecy.Confidence = 0.3
		}
		src.put(e)
	}
	dir := t.TempDir()
	publish(t, dir, src)
	s := open(t, dir)
	for _, text := range []string{"một", "một hai", "5-KH/HU", "loại:KH", "mật:\"Tối mật\" OR một", "số:5", "-mật:mật"} {
		r, err := s.Search(t.Context(), parse(t, text), Window{Limit: 10, Facets: 10, Open: true}, src.lookup)
		if err != nil || r.Total != 1 || len(r.Hits) != 1 || r.Hits[0].Source != "a" {
			t.Errorf("%s: %d hits, %v, %v; want a alone", text, r.Total, r.Hits, err)
		}
		if d := cmp.Diff([]FacetValue{{"", 1, FacetNone}}, r.Facets["secrecy"]); d != "" {
			t.Errorf("%s: facet secrecy tells of others:\n%s", text, d)
		}
	}
	if r, _ := search(t, s, src, "một"); r.Total != 5 {
		t.Errorf("a window that is not: %d hits, want all", r.Total)
	}
}

func TestLevel(t *testing.T) {
	for _, c := range []struct{ issuer, number, want string }{
		{"Chính phủ", "", "central"},
		{"Bộ Tài chính", "", "central"},
		{"Ủy ban nhân dân tỉnh Sơn Hải", "", "province"},
		{"UBND tỉnh Sơn Hải", "", "province"},
		{"Ủy ban nhân dân xã An Khê", "", "commune"},
		{"UBND thị trấn Phù Cừ", "", "commune"},
		{"Ban Thường vụ Huyện ủy Phù Cừ", "", "district"},
		{"Thị ủy An Khê", "", "district"},
		{"Ủy ban nhân dân thị xã An Khê", "", "district"},
		{"Thành ủy Sơn Hải", "", "province"},
		{"Bảo hiểm xã hội", "", ""},
		{"", "5-KH/HU", "district"},
		{"", "29-NQ/TW", "central"},
		{"", "5/QĐ-UBND", ""}, // of any level
		{"", "5973/ABC-XYZ", ""},
	} {
		e := entry("x")
		if c.issuer != "" {
			e.Record.Issuer.Field = value(c.issuer)
		}
		if c.number != "" {
			e.Record.Number.Field = value(c.number)
		}
		if got := level(&e.Record); got != c.want {
			t.Errorf("%q, %q: level %q, want %q", c.issuer, c.number, got, c.want)
		}
	}
}

// Cited instruments are counted by document or from the most cited of all: the
// most frequent ones are the same, and none is counted wrongly.
func TestCited(t *testing.T) {
	src := newMemory()
	dir := t.TempDir()
	docs := generated(300, 30, 9)
	src.put(docs[:200]...)
	publish(t, dir, src)
	src.put(docs[200:]...)
	publish(t, dir, src)
	s := open(t, dir)
	snap, err := snapshot(s.live.index)
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	var parts []*part
	for _, seg := range snap.Segments() {
		parts = append(parts, newParts(seg, s.live.lex)...)
	}
	spec := facetSpec{name: "cited", field: fieldCited, several: true}
	for _, text := range []string{"năm:2000..", "loại:KH", "29-NQ/TW", "dẫn:5", "năm:2013 loại:NQ"} {
		p := newPlan(parse(t, text), true)
		ms, err := p.runAll(t.Context(), parts)
		if err != nil {
			t.Fatal(err)
		}
		segs := bySegment(ms, (*match).all)
		for _, n := range []int{1, 3, 20, 1000} {
			byDocument, err := p.cited(segs, total(ms), n, 1000, s.live.most)
			if err != nil {
				t.Fatal(err)
			}
			// with all of the most cited, with the first of them alone, and with none
			for _, most := range [][]citedCount{s.live.most, s.live.most[:5], nil} {
				fromAll, err := p.cited(segs, total(ms), n, 0, most)
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(spec.values(byDocument, 0, n), spec.values(fromAll, 0, n)); d != "" {
					t.Errorf("%s, %d values, %d of the most cited (-by document +from all):\n%s", text, n, len(most), d)
				}
			}
		}
	}
	if len(s.live.most) < 30 {
		t.Errorf("only %d cited instruments: the test is weak", len(s.live.most))
	}
}
