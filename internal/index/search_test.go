package index

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
)

// clerkBox is a small archive with one document for every way to be found.
func clerkBox(t testing.TB) *memory {
	m := newMemory()
	m.put(
		entry("nq29", "ĐẢNG CỘNG SẢN VIỆT NAM\nSố 29-NQ/TW\nNGHỊ QUYẾT\nvề đổi mới căn bản, toàn diện giáo dục và đào tạo").
			bearing("Nghị quyết", "29-NQ/TW", "29", "NQ/TW", 0, "2013-11-04").
			about("về đổi mới căn bản, toàn diện giáo dục và đào tạo"),
		entry("nq29b", "Số 29-NQ/TW\nNGHỊ QUYẾT\nvề công nghiệp hoá đất nước").
			bearing("Nghị quyết", "29-NQ/TW", "29", "NQ/TW", 0, "2022-11-17").
			about("về công nghiệp hoá đất nước"),
		entry("kh171", "KẾ HOẠCH\nthực hiện Nghị quyết số 29-NQ/TW", "Căn cứ Nghị quyết số 29-NQ/TW ngày 04/11/2013 của Ban Chấp hành Trung ương").
			bearing("Kế hoạch", "171-KH/HU", "171", "KH/HU", 0, "2024-12-02").
			about("thực hiện Nghị quyết số 29-NQ/TW").
			citing(t, "Nghị quyết", "29-NQ/TW", "2013-11-04", "Nghị quyết số 29-NQ/TW ngày 04/11/2013").
			related(corpus.BasedOn),
		entry("bc5", "BÁO CÁO\nSau khi học tập, cán bộ thấm nhuần.\nThực hiện Nghị quyết số\n29-NQ/TW, huyện uỷ Hòa Bình đã làm.").
			bearing("Báo cáo", "05-BC/HU", "05", "BC/HU", 0, "2015-01-05").
			about("kết quả giáo dục").
			citing(t, "Nghị quyết", "29-NQ/TW", "", "Nghị quyết số\n29-NQ/TW"),
		entry("nd30", "Nghị định về công tác văn thư").
			bearing("Nghị định", "30/2020/NĐ-CP", "30", "NĐ-CP", 2020, "2020-03-05").
			about("về công tác văn thư"),
		entry("thu", "Bản ghi có chữ 29-NQ/TW mà không dẫn. Ban bàn bạn bán. UBND lo kỹ thuật theo Luật Văn thư năm 2030.").
			from("UBND tỉnh Sơn Hải", "Trần Văn Mẫu").
			citing(t, "Luật", "", "2030", "Luật Văn thư năm 2030").entitled("Văn thư"),
		entry("danh", "Ban cán sự. Độc lập - Tự do - Hạnh phúc"),
	)
	return m
}

func TestSearch(t *testing.T) {
	src := clerkBox(t)
	dir := t.TempDir()
	publish(t, dir, src)
	s := open(t, dir)
	all29 := []string{"nq29 is", "nq29b is", "kh171 about", "bc5 cites", "thu contains"}
	for _, c := range []struct {
		query string
		want  []string
		note  bool
	}{
		{"29-NQ/TW", all29, false},
		{"29 NQ TW", all29, false},
		{"29-nq/tw", all29, false},
		{"29NQTW", all29, false},
		{"NQ29", all29, false},
		{"NQ 29", []string{"nq29 is", "nq29b is", "kh171 about", "bc5 cites", "thu contains"}, false},
		{"Nghị quyết 29", all29, false},
		{"nghi quyet 29", all29, false},
		{"Nghị quyết số 29-NQ/TW", all29, false},
		{"Nghị quyết 29 năm 2013", []string{"nq29 is", "kh171 about"}, false},
		{"29-NQ/TW năm 2013", []string{"nq29 is", "kh171 about"}, false},
		{"Nghị quyết số 29-NQ/TW, ngày 04 tháng 11 năm 2013", []string{"nq29 is", "kh171 about"}, false},
		{"29-NQ/TW ngày 4/11/2013", []string{"nq29 is", "kh171 about"}, false},
		{"29-NQ/TW ngày 17/11/2022", []string{"nq29b is"}, false},
		{"29-NQ/TU năm 2013", nil, false},
		{"nq29-tw", all29, false},
		{"NQ 29/TW", all29, false},
		{"Nghị quyết 29-TW", all29, false},
		{"nq29-tw ngày 04/11/2013", []string{"nq29 is", "kh171 about"}, false},
		{"chỉ thị 29-TW", nil, false},
		{"NĐ 30/2020/CP", []string{"nd30 is"}, false},
		{"30/2020/NĐ-CP ngày 05/3/2020", []string{"nd30 is"}, false},
		{"171-KH/HU", []string{"kh171 is"}, false},
		{"5-BC/HU", []string{"bc5 is"}, false},
		{"báo cáo 5", []string{"bc5 is"}, false},
		{"30/2020/NĐ-CP", []string{"nd30 is"}, false},
		{"30/2020/ND-CP", []string{"nd30 is"}, false},
		{"Nghị định 30", []string{"nd30 is"}, false},
		{"Nghị định 30/2020", []string{"nd30 is"}, false},
		{"Nghị định 30/2019", nil, false},
		{"Nghị quyết 2", nil, false}, // not the begin of 29
		{"29-NQ/TW huyện", []string{"bc5 cites"}, false},
		{"29-NQ/TW -huyện -\"công nghiệp\"", []string{"nq29 is", "kh171 about", "thu contains"}, false},
		{"đổi mới", []string{"nq29 about"}, false},
		{"doi moi", []string{"nq29 about"}, false},
		{"ban -bán", []string{"nq29 about", "kh171 contains", "danh contains"}, false}, // ban, bản in what is typed without marks; bán is meant
		{"ban -ban", nil, false},
		{"đôi -mơi", []string{"nq29 about"}, true},
		{"đôi mơi", []string{"nq29 about"}, true}, // typed with wrong marks
		{"căn bản toàn diện", []string{"nq29 about"}, false},
		{`"bản toàn"`, []string{"nq29 about"}, false}, // a comma between
		{`"toàn bản"`, nil, false},
		{"huyện ủy hoà bình", []string{"bc5 contains"}, false}, // uỷ Hòa in print
		{"công nghiệp hóa", []string{"nq29b about"}, false},
		{"bán", []string{"thu contains"}, false},
		{`"tự do"`, []string{"danh contains"}, false},
		{`"TW của"`, nil, false},
		{`"TW Căn cứ"`, []string{"kh171 contains"}, false}, // over the page border
		{"không-có-gì", nil, false},
		{"-29-NQ/TW -văn", []string{"danh contains"}, false},

		// fields: what they say of a document
		{"số:29-NQ/TW", []string{"nq29 is", "nq29b is"}, false},
		{"số:29", []string{"nq29 is", "nq29b is"}, false},
		{"số:29/2013", []string{"nq29 is"}, false},
		{"29/2013", []string{"nq29 is", "kh171 cites"}, false}, // of any type
		{"số:29-NQ/TW ngày 04/11/2013", []string{"nq29 is"}, false},
		{"dẫn:29-NQ/TW năm 2013", []string{"kh171 cites"}, false},
		{"căncứ:29-NQ/TW năm 2013", []string{"kh171 cites"}, false},
		{"căncứ:29-NQ/TW năm 2022", nil, false},
		{"dẫn:NQ29-TW", []string{"kh171 cites", "bc5 cites"}, false},
		{"dẫn:29-NQ/TW", []string{"kh171 cites", "bc5 cites"}, false},
		{"dẫn:29-NQ/TW -loại:BC", []string{"kh171 cites"}, false},
		{"dẫn:29-NQ/TW giáo dục", []string{"bc5 cites"}, false},
		{"căncứ:29-NQ/TW", []string{"kh171 cites"}, false},
		{"thựchiện:29-NQ/TW", nil, false},
		{"loại:NQ", []string{"nq29 contains", "nq29b contains"}, false}, // explains nothing
		{"loại:NQ đổi mới", []string{"nq29 about"}, false},
		{"năm:2013..2015 giáo dục", []string{"nq29 about", "bc5 about"}, false},
		{"ngày:..4/11/2013", []string{"nq29 contains"}, false},
		{`cơquan:"tỉnh sơn hải"`, []string{"thu contains"}, false},
		{"cơ quan: UBND", []string{"thu contains"}, false},
		{`issuer:"ủy ban nhân dân tỉnh"`, []string{"thu contains"}, false},
		{"kýbởi:Trần Văn Mẫu", []string{"thu contains"}, false},
		{"signer:mau", []string{"thu contains"}, false},
		{`tríchyếu:"giáo dục"`, []string{"nq29 about", "bc5 about"}, false},
		{`dẫn:"Luật Văn thư"`, []string{"thu cites"}, false},
		{`dẫn:"Luật Văn thư năm 2030"`, []string{"thu cites"}, false},
		{`dẫn:"Luật Văn thư năm 2031"`, nil, false},

		// OR, brackets, begins of words, short forms
		{"đổi OR hóa", []string{"nq29 about", "nq29b about"}, false},
		{"(đổi mới) OR 30/2020/NĐ-CP", []string{"nd30 is", "nq29 about"}, false},
		{"(29-NQ/TW huyện) OR bán", []string{"bc5 cites", "thu contains"}, false}, // nq29 has no huyện: it is no "is" of bán
		{"ban -(cán OR bạn)", []string{"nq29 about", "kh171 contains"}, false},    // căn bản
		{"ngh*", []string{"nq29b about", "kh171 about", "nq29 contains", "nd30 contains", "bc5 contains"}, false},
		{"công ngh*", []string{"nq29b about", "nd30 contains"}, false}, // nghiệp, Nghị
		{"hoà*", []string{"bc5 contains"}, false},
		{"uỷ ban nhân dân", []string{"thu contains"}, false}, // UBND in print
		{"ubnd", []string{"thu contains"}, false},
		{`"UBND huyện"`, nil, false},
		{"kĩ thuật", []string{"thu contains"}, false}, // kỹ in print
	} {
		t.Run(c.query, func(t *testing.T) {
			r, got := search(t, s, src, c.query)
			// within a group by score, which is not the matter here
			if d := cmp.Diff(sortedByWhy(c.want), sortedByWhy(got)); d != "" {
				t.Errorf("hits (-want +got):\n%s", d)
			}
			if r.Total != len(c.want) {
				t.Errorf("total %d, want %d", r.Total, len(c.want))
			}
			if (r.Note != "") != c.note {
				t.Errorf("note %q, want one: %v", r.Note, c.note)
			}
			whyOrder := -1
			for _, h := range r.Hits {
				if at := slices.Index(whys[:], h.Why); at < whyOrder {
					t.Errorf("%s (%s) stands after a weaker reason", h.Source, h.Why)
				} else {
					whyOrder = at
				}
			}
		})
	}
}

// sortedByWhy are hits with their reasons, by the reason and the name.
func sortedByWhy(hits []string) []string {
	order := func(hit string) string { _, why, _ := strings.Cut(hit, " "); return why + hit }
	hits = slices.Clone(hits)
	slices.SortStableFunc(hits, func(a, b string) int { return strings.Compare(order(a), order(b)) })
	return hits
}
