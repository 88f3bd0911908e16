package index

import (
	"fmt"
	"strings"
	"testing"
)

// Words that stand side by side as they were typed come before the same words
// apart, also where these are more; the pages of the list agree with the whole.
func TestCloser(t *testing.T) {
	src := newMemory()
	for i := range 150 {
		src.put(entry(fmt.Sprintf("apart%03d", i), "Xã Hòa Lộc, xã Hòa Bình; nhập khẩu, "+strings.Repeat("nhập học ", 18)+strings.Repeat("lời ", i%7)))
	}
	src.put(entry("together", "giúp người bệnh hoà nhập với xã hội; "+strings.Repeat("lời ", 30)))
	dir := t.TempDir()
	publish(t, dir, src)
	s := open(t, dir)
	for _, in := range []string{"hòa nhập", "hoa nhap"} {
		r, got := search(t, s, src, in)
		if r.Total != 151 || got[0] != "together contains" {
			t.Fatalf("%s: %d found, the first is %s", in, r.Total, got[0])
		}
		for from := range 151 {
			page, err := s.Search(t.Context(), parse(t, in), Window{From: from, Limit: 1}, src.lookup)
			if err != nil {
				t.Fatal(err)
			}
			if page.Hits[0].ID != r.Hits[from].ID {
				t.Fatalf("%s: hit %d by itself is %s, in the list %s", in, from, page.Hits[0].Source, r.Hits[from].Source)
			}
			if from > 0 && r.Hits[from].Score > r.Hits[from-1].Score {
				t.Fatalf("%s: hit %d scores %v after %v", in, from, r.Hits[from].Score, r.Hits[from-1].Score)
			}
		}
	}
}
