package vntext

import "testing"

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"ha noi", "ha noi", 0},
		{"quang ngai", "quang ngal", 1}, {"kim dong", "kimdong", 1}, {"so", "os", 2},
	} {
		if got, back := Distance(c.a, c.b), Distance(c.b, c.a); got != c.want || back != c.want {
			t.Errorf("Distance(%q, %q) = %d, and %d the other way, want %d", c.a, c.b, got, back, c.want)
		}
	}
}
