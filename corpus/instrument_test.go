package corpus

import "testing"

// A law that is cited by name and number is called by both, its name first; what is
// held is not called by its subject, which is long.
func TestName(t *testing.T) {
	id := ID("ab")
	for _, c := range []struct {
		in   Instrument
		want string
	}{
		{Instrument{Type: "Luật", Number: "33/2024/QH15", Title: "Lưu trữ"}, "Luật Lưu trữ 33/2024/QH15"},
		{Instrument{Type: "Luật", Title: "Lưu trữ"}, "Luật Lưu trữ"},
		{Instrument{Number: "12/KH-UBND"}, "12/KH-UBND"},
		{Instrument{Type: "Kế hoạch", Number: "12/KH-UBND", Title: "Trực đêm", Held: &id}, "Kế hoạch 12/KH-UBND"},
	} {
		if got := c.in.Name(); got != c.want {
			t.Errorf("%+v is called %q, want %q", c.in, got, c.want)
		}
	}
	if got, want := (Citation{Type: "Luật", Number: "33/2024/QH15", Title: "Lưu trữ"}).Name(), "Luật Lưu trữ 33/2024/QH15"; got != want {
		t.Errorf("cited as %q, want %q", got, want)
	}
}
