package instrument

import "testing"

// TestAskedTypeless: "NQ 29/TW" means 29-NQ/TW, by its type, and nothing of
// another type or body.
func TestAskedTypeless(t *testing.T) {
	nqTW := Asked{Types: []string{"Nghị quyết"}, Seq: "29", Symbol: "TW"}
	for _, c := range []struct {
		typ, num string
		want     bool
	}{
		{"Nghị quyết", "29-NQ/TW", true},
		{"", "29-NQ/TW", true},
		{"Nghị quyết", "29/TW", true}, // as it was once written
		{"Nghị quyết", "29-NQ/TU", false},
		{"Chỉ thị", "29-CT/TW", false},
		{"Nghị quyết", "29", false},
	} {
		if got := nqTW.Fits(c.typ, c.num, ""); got != c.want {
			t.Errorf("%s %s: fits %v, want %v", c.typ, c.num, got, c.want)
		}
	}
	if any := (Asked{Types: []string{"Nghị quyết"}, Seq: "29"}); any.Fits("Chỉ thị", "29", "") {
		t.Error("a directive fits a resolution that is asked for without its symbol")
	}
}
