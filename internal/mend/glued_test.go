package mend

import (
	"strings"
	"testing"
)

func TestGlued(t *testing.T) {
	for _, c := range []struct{ in, want, trap string }{
		{"Vềviệc triển khai", "Về việc triển khai", ""},
		{"Vềviệc giúpđỡ", "Về việc giúp đỡ", "twice"},
		{"thựchiện", "thựchiện", "thự chiện is possible too"},
		{"Về việc", "Về việc", "nothing to part"},
		{"nghiêng ngoằn", "nghiêng ngoằn", "long syllables are one"},
		{"Đắknông Krôngpắc", "Đắknông Krôngpắc", "names of other languages"},
		{"Google Internet", "Google Internet", "foreign words"},
		{"UBND HĐND TTHC", "UBND HĐND TTHC", "abbreviations"},
	} {
		if got := Glued(c.in); got != c.want {
			t.Errorf("Glued(%q) = %q, want %q (%s)", c.in, got, c.want, c.trap)
		}
	}
}

// Only blanks are put in, and what was parted stays as it is.
func FuzzGlued(f *testing.F) {
	f.Add("Vềviệc triển khai")
	f.Add("\xff ởđâu")
	f.Fuzz(func(t *testing.T, s string) {
		got := Glued(s)
		if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(s, " ", "") {
			t.Fatalf("Glued(%q) = %q: more than blanks", s, got)
		}
		if again := Glued(got); again != got {
			t.Fatalf("Glued(%q) = %q, and again %q", s, got, again)
		}
	})
}
