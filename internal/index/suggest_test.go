package index

import (
	"fmt"
	"strings"
	"testing"
)

func TestSuggest(t *testing.T) {
	dir := t.TempDir()
	src := clerkBox(t)
	publish(t, dir, src)
	src.put(
		entry("kh17", "x").bearing("Kế hoạch", "17-KH/HU", "17", "KH/HU", 0, "2020-01-01").from("Huyện ủy An Khê", "Lê Thị Thử"),
		entry("kh171b", "x").bearing("Kế hoạch", "171-KH/TU", "171", "KH/TU", 0, "2021-01-01").from("Huyện ủy An Lão", "Lê Thị Thử").
			citing(t, "Nghị quyết", "29-NQ/TW", "", "x"),
	)
	publish(t, dir, src) // a second segment
	s := open(t, dir)
	for _, c := range []struct{ typed, want string }{
		{"29", "number 29-NQ/TW 2, instrument Nghị quyết 29-NQ/TW 3"},
		{"nq29", "number 29-NQ/TW 2, instrument Nghị quyết 29-NQ/TW 3"},
		{"29-nq/t", "number 29-NQ/TW 2, instrument Nghị quyết 29-NQ/TW 3"},
		{"Nghị quyết 29", "number 29-NQ/TW 2, instrument Nghị quyết 29-NQ/TW 3"},
		{"nghi quyet 2", "number 29-NQ/TW 2, instrument Nghị quyết 29-NQ/TW 3"},
		{"17", "number 17-KH/HU 1, number 171-KH/HU 1, number 171-KH/TU 1"}, // itself first
		{"171 kh tu", "number 171-KH/TU 1"},
		{"5", "number 05-BC/HU 1"},
		{"an kh", "issuer Huyện ủy An Khê 1"},
		{"AN", "issuer Huyện ủy An Khê 1, issuer Huyện ủy An Lão 1"},
		{"huyện", "issuer Huyện ủy An Khê 1, issuer Huyện ủy An Lão 1"},
		{"9", ""},   // 29 does not begin so
		{" -/", ""}, // nothing
		{"không có gì như thế", ""},
	} {
		got, err := s.Suggest(t.Context(), c.typed, 5, src.lookup)
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, g := range got {
			list = append(list, fmt.Sprint(g.Kind, " ", g.Text, " ", g.Count))
		}
		if l := strings.Join(list, ", "); l != c.want {
			t.Errorf("%q: %s; want %s", c.typed, l, c.want)
		}
	}
	if got, err := s.Suggest(t.Context(), "1", 2, src.lookup); err != nil || len(got) != 2 {
		t.Errorf("two of a kind: %v, %v", got, err)
	}
}
