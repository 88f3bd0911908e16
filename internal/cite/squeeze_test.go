package cite

import (
	"strings"
	"testing"
)

// FuzzSqueeze: squeezing twice changes nothing, words stay, and each byte that
// is no white space is found again where at says.
func FuzzSqueeze(f *testing.F) {
	f.Add("được sửa  đổi,\r\n\r\nbổ\u00a0\u00a0sung\t\fbởi\n")
	f.Add("\u00c2\u00a0 a")
	f.Fuzz(func(t *testing.T, s string) {
		q := squeeze(s)
		if again := squeeze(q.text); again.text != q.text {
			t.Fatalf("squeezing %q again gives %q", q.text, again.text)
		}
		for i := range len(s) {
			if strings.IndexByte(" \t\r\n\f\xc2\xa0", s[i]) >= 0 {
				continue
			}
			if at := q.at(i); at >= len(q.text) || q.text[at] != s[i] {
				t.Fatalf("byte %d of %q is not at %d of %q", i, s, at, q.text)
			}
		}
	})
}
