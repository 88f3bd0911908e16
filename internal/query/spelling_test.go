package query

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// An instrument is one in every spelling that an analyst types or pastes.
func TestSpellings(t *testing.T) {
	nq29 := Number{Seq: "29", Symbol: "NQ/TW"}
	nd30 := Number{Seq: "30", Year: 2020, Symbol: "NĐ-CP"}
	called := func(typ string, n Number) Number { n.Type = typ; return n }
	nqTW := Number{Abbrev: "NQ", Seq: "29", Symbol: "TW"} // what the type is, stands before it
	of := func(issued string, n Number) Number { n.Issued = issued; return n }
	for _, c := range []struct {
		in   string
		want []Node
	}{
		// the type first, then the number, then the body
		{"nq29-tw", []Node{nqTW}},
		{"NQ29/TW", []Node{nqTW}},
		{"NQ 29-TW", []Node{nqTW}},
		{"NQ 29 TW", []Node{nqTW}},
		{"nq 29 tw", []Node{nqTW}},
		{"Nghị quyết 29-TW", []Node{Number{Type: "Nghị quyết", Seq: "29", Symbol: "TW"}}},
		{"nghị quyết số 29/TW", []Node{Number{Type: "Nghị quyết", Seq: "29", Symbol: "TW"}}},
		{"QĐ 05/UBND", []Node{Number{Abbrev: "QĐ", Seq: "05", Symbol: "UBND"}}},
		{"QĐ 05 UBND xã", []Node{Number{Abbrev: "QĐ", Seq: "05", Symbol: "UBND"}, Word{"xã"}}},
		{"quy định 5/TW", []Node{Number{Type: "Quy định", Seq: "5", Symbol: "TW"}}},
		{"NĐ30/2020/NĐ-CP", []Node{nd30}},
		{"NĐ 30/2020/CP", []Node{Number{Abbrev: "NĐ", Seq: "30", Year: 2020, Symbol: "CP"}}},
		{"NQ29 tu", []Node{Number{Abbrev: "NQ", Seq: "29"}, Word{"tu"}}}, // a word that is also a symbol: tư, tự, Tỉnh ủy
		{"NQ 29, TW", []Node{Number{Abbrev: "NQ", Seq: "29"}, Word{"tw"}}},

		// signs between them
		{"NQ-29", []Node{Number{Abbrev: "NQ", Seq: "29"}}},
		{"NQ.29", []Node{Number{Abbrev: "NQ", Seq: "29"}}},
		{"NĐ. 30", []Node{Number{Abbrev: "NĐ", Seq: "30"}}},
		{"QĐ: 5", []Node{Number{Abbrev: "QĐ", Seq: "5"}}},
		{"kế hoạch-2025", []Node{Word{"kế"}, Phrase{[]string{"hoạch", "2025"}}}},
		{"KH-2025", []Node{Phrase{[]string{"kh", "2025"}}}},

		// blanks for signs, also before the year
		{"30 2020 NĐ CP", []Node{nd30}},
		{"30/2020 NĐ CP", []Node{nd30}},
		{"29-NQ/TƯ", []Node{nq29}}, // as it was written until the nineties
		{"29 nq tư", []Node{nq29}},

		// pasted: characters without width
		{"\ufeff29-NQ/TW", []Node{nq29}},
		{"29-\u200bNQ/TW", []Node{nq29}},
		{"Nghị\u00ad quyết\u2060 29", []Node{Number{Type: "Nghị quyết", Seq: "29"}}},

		// with the day of issue, as documents cite
		{"29-NQ/TW ngày 04/11/2013", []Node{of("2013-11-04", nq29)}},
		{"Nghị quyết số 29-NQ/TW, ngày 04 tháng 11 năm 2013 về", []Node{of("2013-11-04", called("Nghị quyết", nq29)), Word{"về"}}},
		{"nghi quyet 29 ngay 4-11-2013", []Node{of("2013-11-04", Number{Type: "Nghị quyết", Seq: "29"})}},
		{"30/2020/NĐ-CP ngày 05/3/2020", []Node{of("2020-03-05", nd30)}},
		{"29-NQ/TW năm 2013", []Node{of("2013", nq29)}},
		{"Nghị quyết 29-NQ/TW (2013)", []Node{called("Nghị quyết", nq29), Word{"2013"}}},
		{"30/2020/NĐ-CP năm 2020", []Node{nd30}}, // the number says so
		{"-29-NQ/TW năm 2013", []Node{Not{of("2013", nq29)}}},
		{"dẫn:29-NQ/TW ngày 04/11/2013 a", []Node{Cites{Number: of("2013-11-04", nq29)}, Word{"a"}}},
		{`số:"29-NQ/TW ngày 04/11/2013"`, []Node{Bears{of("2013-11-04", nq29)}}},
		{"29-NQ/TW ngày 31/02/2013", []Node{nq29, Word{"ngày"}, Phrase{[]string{"31", "02", "2013"}}}}, // no day
		{"29-NQ/TW ngày mai", []Node{nq29, Word{"ngày"}, Word{"mai"}}},
		{"29-NQ/TW năm học", []Node{nq29, Word{"năm"}, Word{"học"}}},

		// what is counted is no number
		{"báo cáo 6 tháng đầu năm", []Node{Word{"báo"}, Word{"cáo"}, Word{"6"}, Word{"tháng"}, Word{"đầu"}, Word{"năm"}}},
		{"kế hoạch 5 năm", []Node{Word{"kế"}, Word{"hoạch"}, Word{"5"}, Word{"năm"}}},
		{"kế hoạch 5 năm 2021-2025", []Node{Word{"kế"}, Word{"hoạch"}, Word{"5"}, Word{"năm"}, Phrase{[]string{"2021", "2025"}}}},
		{"bao cao 9 thang", []Node{Word{"bao"}, Word{"cao"}, Word{"9"}, Word{"thang"}}},
		{"kế hoạch 100 ngày", []Node{Word{"kế"}, Word{"hoạch"}, Word{"100"}, Word{"ngày"}}},
		{"báo cáo số 6 tháng 3", []Node{Number{Type: "Báo cáo", Seq: "6"}, Word{"tháng"}, Word{"3"}}},
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

// A day, a month, a quarter, a year and a range of them, as they are typed and as
// they are printed.
func TestDates(t *testing.T) {
	for in, want := range map[string]Dated{
		"2013":                      {"2013-01-01", "2013-12-31"},
		"04/11/2013":                {"2013-11-04", "2013-11-04"},
		"4-11-2013":                 {"2013-11-04", "2013-11-04"},
		"4.11.2013":                 {"2013-11-04", "2013-11-04"},
		"2013-11-04":                {"2013-11-04", "2013-11-04"},
		" 04 tháng 11 năm 2013":     {"2013-11-04", "2013-11-04"},
		" ngay 4 thang 11 nam 2013": {"2013-11-04", "2013-11-04"},
		"11/2013":                   {"2013-11-01", "2013-11-30"},
		"2013-11":                   {"2013-11-01", "2013-11-30"},
		"tháng 2 năm 2016":          {"2016-02-01", "2016-02-29"},
		" tháng 11/2013":            {"2013-11-01", "2013-11-30"},
		"quý III/2013":              {"2013-07-01", "2013-09-30"},
		"quy 4 nam 2013":            {"2013-10-01", "2013-12-31"},
		"năm 2013":                  {"2013-01-01", "2013-12-31"},
		"2013..2024":                {"2013-01-01", "2024-12-31"},
		"2013 .. 2024":              {"2013-01-01", "2024-12-31"},
		"2013...2024":               {"2013-01-01", "2024-12-31"},
		"2013…2024":                 {"2013-01-01", "2024-12-31"}, // Word makes one sign of three points
		"2013-2014":                 {"2013-01-01", "2014-12-31"},
		"2013 - 2014":               {"2013-01-01", "2014-12-31"},
		"2013–2014":                 {"2013-01-01", "2014-12-31"},
		"01/01/2013-31/12/2014":     {"2013-01-01", "2014-12-31"},
		"01/2013 đến 6/2014":        {"2013-01-01", "2014-06-30"},
		"từ 4/11/2013 đến hết ngày 5/6/2014": {"2013-11-04", "2014-06-05"},
		"..2012":         {"", "2012-12-31"},
		".. 11/2012":     {"", "2012-11-30"},
		"2013..":         {"2013-01-01", ""},
		"từ 2013":        {"2013-01-01", ""},
		"đến 2013":       {"", "2013-12-31"},
		">2020":          {"2021-01-01", ""},
		">= 2020":        {"2020-01-01", ""},
		"<01/03/2020":    {"", "2020-02-29"},
		"<=2020":         {"", "2020-12-31"},
		"trước 2013":     {"", "2012-12-31"},
		"sau 04/11/2013": {"2013-11-05", ""},
	} {
		for _, typed := range []string{"ngày:" + in, `date:"` + in + `"`, "ngày:" + in + " văn"} {
			q, err := Parse(typed)
			if err != nil {
				t.Errorf("%q: %v", typed, err)
				continue
			}
			wanted := []Node{want}
			if strings.HasSuffix(typed, " văn") {
				wanted = append(wanted, Word{"văn"})
			}
			if d := cmp.Diff(wanted, q.Nodes); d != "" {
				t.Errorf("%q (-want +got):\n%s", typed, d)
			}
			checkLaw(t, typed, q)
		}
	}
	for in, want := range map[string][]Node{
		"năm:2013 -2014":     {Dated{"2013-01-01", "2013-12-31"}, Not{Word{"2014"}}},
		"năm:2013 đến nay":   {Dated{"2013-01-01", "2013-12-31"}, Word{"đến"}, Word{"nay"}},
		"(năm:2013) 2014":    {Dated{"2013-01-01", "2013-12-31"}, Word{"2014"}},
		"ngày:2013.. 5 điều": {Dated{"2013-01-01", ""}, Word{"5"}, Word{"điều"}},
	} {
		q, err := Parse(in)
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		if d := cmp.Diff(want, q.Nodes); d != "" {
			t.Errorf("%q (-want +got):\n%s", in, d)
		}
		checkLaw(t, in, q)
	}
}

// A law is named by its name and year, with the marks of the query or without.
func TestLaws(t *testing.T) {
	for in, want := range map[string][]string{
		"Luật Đất đai":      {"luat dat dai 0"},
		"luat dat dai 2013": {"luat dat dai 2013"},
		"triển khai Luật Đất đai năm 2013 ở xã":   {"luat dat dai 2013"},
		"Luật Đất đai, Luật Lưu trữ":              {"luat dat dai 0", "luat luu tru 0"},
		"(Luật Đất đai) OR văn":                   {"luat dat dai 0"},
		"(Luật Đất đai a) OR (Luật Lưu trữ 2011)": {"luat dat dai 0", "luat luu tru 2011"},
		"-(Luật Đất đai)":                         nil,
		"luat đất đai":                            nil, // marks are meant
		"đất luật đai":                            nil,
		"dẫn:Luật Đất đai":                        {"luat dat dai 0"},
		`căncứ:"Luật Đất đai năm 2013"`:           {"luat dat dai 2013"},
		"luật": nil,
		"theo Luật Đất đai ngày 29 tháng 11 năm 2013": {"luat dat dai 2013"},
		`dẫn:"Luật Đất đai ngày 29/11/2013"`:          {"luat dat dai 2013"},
		"theo Luật Đất đai ngày 29/11/2013, văn thư":  {"luat dat dai 2013"},
		"luat dat dai ngay 29/11/2013":                {"luat dat dai 2013"},
		"Luật Đất đai số 31/2024/QH15":                nil, // its number tells which it is
		"Luật Đất đai 31/2024/QH15 Luật Lưu trữ":      {"luat luu tru 0"},
		"Luật Đất đai ngày 29":                        {"luat dat dai 0"},
		"Luật Đất đai ngày 29 tháng 11":               {"luat dat dai 0"},
	} {
		q, err := Parse(in)
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		var got []string
		for _, l := range q.Laws() {
			got = append(got, strings.Join(l.Name(), " ")+" "+strconv.Itoa(l.Year))
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q (-want +got):\n%s", in, d)
		}
	}
}

func TestNumberedLaws(t *testing.T) {
	for text, want := range map[string]string{
		"Luật Đất đai số 31/2024/QH15":                 "Luật 31/2024/QH15",
		"Luật Đất đai 31/2024/QH15":                    "Luật 31/2024/QH15",
		"luat dat dai so 31/2024/qh15 ngay 18/01/2024": "Luật 31/2024/QH15",
		"Luật Đất đai":                                 "",
		"Luật Đất đai và 31/2024/QH15":                 "", // two things
		"chợ số 31/2024/QH15":                          "",
		"29-NQ/TW":                                     "",
		`"a`:                                           "",
	} {
		n, ok := ParseNumberedLaw(text)
		got := ""
		if ok {
			got = n.Type + " " + n.Code()
		}
		if !strings.EqualFold(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
