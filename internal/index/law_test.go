package index

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A law is asked for by its name: first the law itself, then what is about it,
// what cites it (also by a short name), what holds the words.
func TestLawByName(t *testing.T) {
	src := newMemory()
	src.put(
		entry("luat13", "LUẬT\nĐẤT ĐAI").bearing("Luật", "45/2013/QH13", "45", "QH13", 2013, "2013-11-29").about("ĐẤT ĐAI"),
		entry("luat24", "LUẬT\nĐẤT ĐAI").bearing("Luật", "31/2024/QH15", "31", "QH15", 2024, "2024-01-18").about("Đất đai"),
		entry("thue", "LUẬT\nTHUẾ SỬ DỤNG ĐẤT ĐAI MẪU").bearing("Luật", "1/2012/QH13", "1", "QH13", 2012, "2012-01-18").about("Thuế sử dụng đất đai mẫu"),
		entry("kh", "Triển khai Luật Đất đai").bearing("Kế hoạch", "9-KH/HU", "9", "KH/HU", 0, "2024-03-01").about("triển khai Luật Đất đai"),
		entry("bc", "cán bộ theo Luật ĐĐ năm 2013").bearing("Báo cáo", "9-BC/HU", "9", "BC/HU", 0, "2014-03-01").
			citing(t, "Luật", "", "2013", "Luật ĐĐ năm 2013").entitled("Đất đai"),
		entry("tb", "Đất bãi, đai đê, không theo luật nào; theo Luật Đất đai.").bearing("Thông báo", "9-TB/HU", "9", "TB/HU", 0, "2014-03-01"),
	)
	dir := t.TempDir()
	publish(t, dir, src)
	s := open(t, dir)
	all := []string{"luat13 is", "luat24 is", "kh about", "thue contains", "bc cites", "tb contains"}
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"luật đất đai", all},
		{"luat dat dai", all},
		{"Luật Đất đai", all},
		{"Luật Đất đai năm 2013", []string{"luat13 is", "bc cites"}},
		{"Luật Đất đai ngày 29 tháng 11 năm 2013", []string{"luat13 is", "bc cites"}},
		{"Luật Đất đai ngày 29/11/2013", []string{"luat13 is", "bc cites"}},
		{"Luật Đất đai 2024", []string{"luat24 is"}},
		{"luật đất đai cán bộ", []string{"bc cites"}},
		{"luật đất đai -loại:luật", []string{"kh about", "bc cites", "tb contains"}},
		{`"luật đất đai"`, []string{"kh about", "luat13 contains", "luat24 contains", "tb contains"}}, // in quotes the words
		{"(luật đất đai năm 2013) OR triển", []string{"luat13 is", "kh about", "bc cites"}},
		{"đất luật đai", []string{"thue contains", "kh about", "luat13 contains", "luat24 contains", "tb contains"}}, // words
	} {
		t.Run(c.query, func(t *testing.T) {
			r, got := search(t, s, src, c.query)
			if d := cmp.Diff(sortedByWhy(c.want), sortedByWhy(got)); d != "" {
				t.Errorf("hits (-want +got):\n%s", d)
			}
			if r.Total != len(c.want) {
				t.Errorf("total %d, want %d", r.Total, len(c.want))
			}
		})
	}
	r, _ := search(t, s, src, "Luật Đất đai năm 2013 cán")
	if len(r.Hits) != 1 || len(r.Hits[0].Snippets) == 0 || marked(r.Hits[0].Snippets[0]) != "cán bộ theo [Luật] ĐĐ [năm] [2013]" {
		t.Errorf("the citation is not marked: %+v", r.Hits)
	}
}
