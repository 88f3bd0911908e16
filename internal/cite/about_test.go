package cite

import "testing"

func TestElsewhere(t *testing.T) {
	for _, c := range []struct {
		trap, a, b string
		want       bool
	}{
		{"two provinces", "Ủy ban nhân dân tỉnh Hà Giang", "Ủy ban nhân dân tỉnh Tuyên Quang", true},
		{"one letter apart, and both are places", "Ủy ban nhân dân tỉnh Kiên Giang", "Ủy ban nhân dân tỉnh Tiền Giang", true},
		{"one written short", "UBND tỉnh Hà Giang", "Ủy ban nhân dân tỉnh Hà Giang", false},
		{"its head", "Chủ tịch Ủy ban nhân dân tỉnh Hà Giang", "Ủy ban nhân dân tỉnh Hà Giang", false},
		{"a province and a district", "Ủy ban nhân dân tỉnh Hưng Yên", "Ủy ban nhân dân huyện Kim Động", true},
		{"no name", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Hà Giang", false},
		{"a name cut short", "Ủy ban nhân dân tỉnh Thừa Thiên", "Ủy ban nhân dân tỉnh Thừa Thiên Huế", false},
		{"misread", "Ủy ban nhân dân tỉnh Hung Yên", "Ủy ban nhân dân tỉnh Hưng Yên", false},
		{"the tone placed otherwise", "Ủy ban nhân dân tỉnh Hòa Bình", "Uỷ ban nhân dân tỉnh Hoà Bình", false},
		{"no place at all", "Chính phủ", "Ủy ban nhân dân tỉnh Hà Giang", false},
	} {
		if got := elsewhere(c.a, c.b); got != c.want {
			t.Errorf("%s: elsewhere(%q, %q) = %v", c.trap, c.a, c.b, got)
		}
		if elsewhere(c.a, c.b) != elsewhere(c.b, c.a) {
			t.Errorf("%s: elsewhere is not the same both ways", c.trap)
		}
	}
}
