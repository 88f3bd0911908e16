package desk

import "testing"

// TestBegun: a number that is being typed, together with the type or apart.
func TestBegun(t *testing.T) {
	for _, c := range []struct{ typed, seq, rest string }{
		{"29", "29", ""},
		{"29-n", "29", "-n"},
		{"nghị quyết 29", "29", ""},
		{"nq 29/2013", "29", "/2013"},
		{"nq29", "29", ""},
		{"nđ29/20", "29", "/20"},
		{"05a-kh", "05a", "-kh"},
		{"1.23", "1.23", ""},
		{"huyện ủy", "", ""},
		{"29 văn bản về", "", ""},
	} {
		seq, rest := "", ""
		if m := begun.FindStringSubmatch(c.typed); m != nil {
			seq, rest = m[1], m[2]
		}
		if seq != c.seq || rest != c.rest {
			t.Errorf("%q: %q and %q, want %q and %q", c.typed, seq, rest, c.seq, c.rest)
		}
	}
}
