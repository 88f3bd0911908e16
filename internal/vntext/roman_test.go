package vntext

import "testing"

func TestRoman(t *testing.T) {
	for n, want := range map[int]string{0: "0", 1: "I", 4: "IV", 9: "IX", 13: "XIII", 39: "XXXIX", 40: "XL", 99: "XCIX", 1944: "MCMXLIV", 4001: "4001"} {
		if got := Roman(n); got != want {
			t.Errorf("Roman(%d) = %q, want %q", n, got, want)
		}
	}
}
