package query

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	nq29 := Number{Seq: "29", Symbol: "NQ/TW"}
	typed := func(typ string, n Number) Number { n.Type = typ; return n }
	for _, c := range []struct {
		in   string
		want []Node
	}{
		{"đổi mới", []Node{Word{"đổi"}, Word{"mới"}}},
		{"Hoà BÌNH", []Node{Word{"hòa"}, Word{"bình"}}}, // tone in one place, small letters
		{"ho\u0300a", []Node{Word{"hòa"}}},              // NFD
		{`"đổi mới, căn bản"`, []Node{Phrase{[]string{"đổi", "mới", "căn", "bản"}}}},
		{`“đổi mới”`, []Node{Phrase{[]string{"đổi", "mới"}}}}, // copied from a document
		{`"đổi"`, []Node{Word{"đổi"}}},
		{"và/hoặc", []Node{Phrase{[]string{"và", "hoặc"}}}},
		{"văn -thư", []Node{Word{"văn"}, Not{Word{"thư"}}}},
		{`-"văn thư"`, []Node{Not{Phrase{[]string{"văn", "thư"}}}}},
		{"Độc lập - Tự do", []Node{Word{"độc"}, Word{"lập"}, Word{"tự"}, Word{"do"}}}, // a dash, not an exclusion
		{"-- a", []Node{Word{"a"}}},

		{"29-NQ/TW", []Node{nq29}},
		{"29 NQ TW", []Node{nq29}},
		{"29 NQ/TW", []Node{nq29}},
		{"29 - NQ/TW", []Node{nq29}},
		{"NQ 29", []Node{Number{Abbrev: "NQ", Seq: "29"}}},
		{"29 NQ", []Node{Number{Abbrev: "NQ", Seq: "29"}}},
		{"Nghị quyết 29", []Node{Number{Type: "Nghị quyết", Seq: "29"}}},
		{"nghi quyet 29", []Node{Number{Type: "Nghị quyết", Seq: "29"}}},
		{"NGHỊ QUYẾT SỐ 29", []Node{Number{Type: "Nghị quyết", Seq: "29"}}},
		{"nghị quyết số: 29", []Node{Number{Type: "Nghị quyết", Seq: "29"}}},
		{"Nghị quyết số 29-NQ/TW", []Node{typed("Nghị quyết", nq29)}},
		{"171-KH/HU", []Node{Number{Seq: "171", Symbol: "KH/HU"}}},
		{"30/2020/NĐ-CP", []Node{Number{Seq: "30", Year: 2020, Symbol: "NĐ-CP"}}},
		{"Nghị định 30/2020", []Node{Number{Type: "Nghị định", Seq: "30", Year: 2020}}},
		{"Nghị quyết 29 năm 2013", []Node{Number{Type: "Nghị quyết", Seq: "29", Year: 2013}}},
		{"nghi quyet so 29 nam 2013", []Node{Number{Type: "Nghị quyết", Seq: "29", Year: 2013}}},
		{"-29-NQ/TW", []Node{Not{nq29}}},
		{"29-NQ/TW giáo dục", []Node{nq29, Word{"giáo"}, Word{"dục"}}},
		{"Nghị quyết 29, NQ 18", []Node{Number{Type: "Nghị quyết", Seq: "29"}, Number{Abbrev: "NQ", Seq: "18"}}},

		// near misses
		{"kế hoạch 2025", []Node{Word{"kế"}, Word{"hoạch"}, Word{"2025"}}}, // the plan of a year
		{"kế hoạch số 2025", []Node{Number{Type: "Kế hoạch", Seq: "2025"}}},
		{"nghị quyết", []Node{Word{"nghị"}, Word{"quyết"}}},
		{"năm 29", []Node{Word{"năm"}, Word{"29"}}},
		{"nghị quyết 29%", []Node{Word{"nghị"}, Word{"quyết"}, Word{"29"}}},
		{`nghị quyết "29"`, []Node{Word{"nghị"}, Word{"quyết"}, Word{"29"}}},
	} {
		q, err := Parse(c.in)
		if err != nil {
			t.Errorf("%q: %v", c.in, err)
			continue
		}
		if d := cmp.Diff(c.want, q.Nodes); d != "" {
			t.Errorf("%q (-want +got):\n%s", c.in, d)
		}
		checkLaw(t, c.in, q)
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct {
		in string
		at int
	}{
		{"", 0},
		{" - !", 0},
		{`văn "thư`, len("văn ")},
	} {
		_, err := Parse(c.in)
		var e *Error
		if !errors.As(err, &e) || e.At != c.at {
			t.Errorf("%q: error %v, want an *Error at byte %d", c.in, err, c.at)
		}
	}
}

func TestMarked(t *testing.T) {
	for in, want := range map[string]bool{
		"doi moi": false, "đổi moi": true, "Nghị quyết 29": false, "-đổi": true, `"can bản"`: true, "đ": true,
	} {
		q, err := Parse(in)
		if err != nil || q.Marked() != want {
			t.Errorf("%q: marked %v, %v; want %v", in, q.Marked(), err, want)
		}
	}
}

// checkLaw fails where the printed query is read as another.
func checkLaw(t *testing.T, in string, q Query) {
	t.Helper()
	again, err := Parse(q.String())
	if err != nil {
		t.Fatalf("%q is printed %q: %v", in, q.String(), err)
	}
	if d := cmp.Diff(q, again); d != "" {
		t.Fatalf("%q is printed %q, which is another query (-first +again):\n%s", in, q.String(), d)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"đổi mới", `"căn bản" -29-NQ/TW`, "Nghị quyết số 18, 19-NQ/TW", "nq29 NQ 29 NQ TW", "29 , NQ , TW",
		"nghị \"quyết\" 29", "30/2020/NĐ-CP 5 BC HU năm 2020", "-- -a - b", "l-ctn 5", "Luật số 51/2024/QH15", "NQ số 29 năm 2013",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Parse(s)
		if err != nil {
			return
		}
		checkLaw(t, s, q)
	})
}
