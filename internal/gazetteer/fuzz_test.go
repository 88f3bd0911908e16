package gazetteer

import (
	"strings"
	"testing"
)

// FuzzNames holds the laws of the readers of names: a place loses nothing but its
// level, a phrase that is found lies inside its text, and nothing panics.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"TP. Hồ Chí Minh", "Quận 3", "xã ", "ỦY BAN NHÂN DÂN XÃ AN KHÊ", "Bộ Lao động - Thương binh và Xã hội", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		level, name := SplitPlace(s)
		if !strings.HasSuffix(strings.TrimSpace(s), strings.TrimSpace(name[min(1, len(name)):])) || level != "" && name == "" {
			t.Errorf("SplitPlace(%q) = %q, %q", s, level, name)
		}
		if _, n := LongestBody(s); n > len(s) {
			t.Errorf("LongestBody(%q): %d of %d bytes", s, n, len(s))
		}
		NormalCase(s)
		Expand(s)
		LevelWord(s, s)
	})
}
