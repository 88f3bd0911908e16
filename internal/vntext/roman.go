package vntext

import (
	"strconv"
	"strings"
)

// Roman is n in Roman figures, as chapters, terms and congresses are counted: XIII;
// in Arabic ones where n is less than 1 or more than 4000.
func Roman(n int) string {
	if n < 1 || n > 4000 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range [...]struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.n; n -= d.n {
			b.WriteString(d.s)
		}
	}
	return b.String()
}
