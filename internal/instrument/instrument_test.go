package instrument

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// forms reads lines of type|number|issued|issuer|title|term; "=" before one makes
// it a held document. Its rows count from 1.
func read(lines string) (forms []Form, held []Held) {
	for i, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		line = strings.TrimSpace(line)
		c := strings.Split(strings.TrimPrefix(line, "=")+"||||||", "|")
		key := strings.ToUpper(strings.NewReplacer("-", "", "/", "").Replace(c[1]))
		if strings.HasPrefix(line, "=") {
			held = append(held, Held{N: int64(i + 1), Key: key, Type: c[0], Number: c[1], Issued: c[2], Issuer: c[3], Title: c[4]})
			continue
		}
		forms = append(forms, Form{N: int64(i + 1), Key: key, Type: c[0], Number: c[1], Issued: c[2], Issuer: c[3], Title: c[4], Term: c[5]})
	}
	return forms, held
}

// shown is each instrument on a line: the rows of its documents with "=", those
// of its forms, with their limits.
func shown(all []*Instrument) []string {
	var out []string
	for _, in := range all {
		var parts []string
		for _, h := range in.Held {
			parts = append(parts, fmt.Sprintf("=%d", h.N))
		}
		for _, l := range in.Links {
			s := fmt.Sprint(l.Form.N)
			if l.From != "" || l.To != "" {
				s += "[" + l.From + ".." + l.To + "]"
			}
			parts = append(parts, s)
		}
		out = append(out, strings.Join(parts, " "))
	}
	slices.Sort(out)
	return out
}

func TestGroup(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"one series, two terms: the day tells them apart", `
			Nghị quyết|29-NQ/TW|2013-11-04
			Nghị quyết|29-NQ/TW|2022-11-17`, []string{"1", "2"}},
		{"a form without a date means the earlier one, while there was no other", `
			Nghị quyết|29-NQ/TW|2013-11-04
			Nghị quyết|29-NQ/TW|2022-11-17
			Nghị quyết|29-NQ/TW`, []string{"1 3[2013-11-04..2022-11-17]", "2"}},
		{"a year decides", `
			Nghị quyết|29-NQ/TW|2013-11-04
			Nghị quyết|29-NQ/TW|2022-11-17
			|29-NQ/TW|2022`, []string{"1", "2 3[2022-11-17..]"}},
		{"the only one it fits, not before it was issued", `
			=Nghị quyết|29-NQ/TW|2013-11-04
			|29-NQ/TW`, []string{"=1 2[2013-11-04..]"}},
		{"held and cited on one day", `
			=Nghị quyết|29-NQ/TW|2013-11-04|Ban Chấp hành Trung ương
			NGHỊ QUYẾT|29-NQ/TW|2013-11-04|Bộ Chính trị`, []string{"=1 2"}},
		{"no dates at all", `
			Kế hoạch|5-KH/HU
			|5-KH/HU`, []string{"1 2"}},
		{"QĐ of the Party is two types", `
			Quy định|66-QĐ/TW|2017-02-06
			Quyết định|66-QĐ/TW|2011-01-01`, []string{"1", "2"}},
		{"one day, two types", `
			Quy định|66-QĐ/TW|2017-02-06
			Quyết định|66-QĐ/TW|2017-02-06`, []string{"1", "2"}},
		{"the year in the number is the identity: another day is a misprint", `
			=Nghị định|30/2020/NĐ-CP|2020-03-05
			Nghị định|30/2020/NĐ-CP|2020-05-03
			|30/2020/NĐ-CP`, []string{"=1 2 3"}},
		{"so is the term of the Quốc hội", `
			Luật|51/2024/QH15|2024-11-27
			Luật|51/2024/QH15|2024-11-21`, []string{"1 2"}},
		{"two provinces issue one number", `
			Quyết định|12/2020/QĐ-UBND|2020-05-01|UBND tỉnh Sơn Hải
			Quyết định|12/2020/QĐ-UBND|2020-07-08|Ủy ban nhân dân tỉnh Vân Đình
			Quyết định|12/2020/QĐ-UBND||UBND tỉnh`, []string{"1 3[2020-05-01..2020-07-08]", "2"}},
		{"two provinces on one day", `
			Quyết định|815/QĐ-UBND|2023-05-07|UBND tỉnh Sơn Hải
			Quyết định|815/QĐ-UBND|2023-05-07|UBND tỉnh Vân Đình
			Quyết định|815/QĐ-UBND|2023-05-07`, []string{"1", "2"}},
		{"a district is not its province", `
			Kế hoạch|5/KH-UBND||UBND huyện
			Kế hoạch|5/KH-UBND||UBND tỉnh`, []string{"1", "2"}},
		{"the term decides where the day is not known", `
			Nghị quyết|29-NQ/TW||||XI
			Nghị quyết|29-NQ/TW||||XIII`, []string{"1", "2"}},
		{"rescans are one instrument", `
			=Kế hoạch|171-KH/HU|2024-12-02|Huyện ủy Phù Cừ
			=Kế hoạch|171-KH/HU|2024-12-02|Ban Thường vụ Huyện ủy Phù Cừ`, []string{"=1 =2"}},
		{"laws by name: two of one name, told apart by the year", `
			Luật|45/2013/QH13|2013-11-29||Đất đai
			Luật|31/2024/QH15|2024-01-18||Đất đai
			Luật||2024||Đất đai
			Luật||||Đất đai`, []string{"1 4[2013-11-29..2024-01-18]", "2 3[2024-01-18..]"}},
		{"a held law is known by its subject", `
			=Luật|45/2013/QH13|2013-11-29||ĐẤT ĐAI
			Luật||2013||Đất đai`, []string{"=1 2[2013-11-29..]"}},
		{"a subject is no name but of laws", `
			=Kế hoạch|5-KH/HU|2013-11-29||Đất đai
			Luật||2013||Đất đai`, []string{"2", "=1"}},
		{"by name alone", `
			Luật||2015||Tổ chức
			Luật||||Tổ chức`, []string{"1 2[2015..]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := shown(Group(read(c.in)))
			slices.Sort(c.want)
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// In whatever order forms come, the instruments are the same.
func TestGroupOrder(t *testing.T) {
	lines := []string{
		"=Nghị quyết|29-NQ/TW|2013-11-04", "Nghị quyết|29-NQ/TW|2022-11-17", "|29-NQ/TW", "|29-NQ/TW|2022", "Kế hoạch|29-NQ/TW",
		"Luật|45/2013/QH13|2013-11-29||Đất đai", "Luật||2024||Đất đai", "Luật||||Đất đai",
	}
	describe := func(lines []string) string {
		var out []string
		for _, in := range Group(read(strings.Join(lines, "\n"))) {
			var links []string
			for _, l := range in.Links {
				links = append(links, fmt.Sprint(l.Form.Type, l.Form.Number, l.Form.Title, l.Form.Issued, l.From, l.To))
			}
			slices.Sort(links)
			out = append(out, fmt.Sprint(in.Type, in.Number, in.Title, in.Issued, len(in.Held), links))
		}
		slices.Sort(out)
		return strings.Join(out, "\n")
	}
	want := describe(lines)
	for turn := range lines {
		turned := append(slices.Clone(lines[turn:]), lines[:turn]...)
		if d := cmp.Diff(want, describe(turned)); d != "" {
			t.Fatalf("turned by %d (-want +got):\n%s", turn, d)
		}
	}
}

// Of the days that are told of a number with its year, one of that year is taken.
func TestIssuedOfTheYear(t *testing.T) {
	all := Group(read(`
		Luật|87/2025/QH15|2002-12-16
		Luật|87/2025/QH15|2025-06-25
		Luật|87/2025/QH15|2002-12-16|||XV`))
	if len(all) != 1 || all[0].Issued != "2025-06-25" {
		t.Errorf("%+v, want one, issued 2025-06-25", all)
	}
}

func TestMeans(t *testing.T) {
	for _, c := range []struct {
		l    Link
		date string
		want bool
	}{
		{Link{Undated: true}, "", true},
		{Link{Undated: true}, "2001-01-01", true},
		{Link{From: "2013-11-04", Undated: true}, "2012-01-01", false},
		{Link{From: "2013-11-04", To: "2022-11-17"}, "2022-11-16", true},
		{Link{From: "2013-11-04", To: "2022-11-17"}, "2022-11-17", false},
		{Link{From: "2013-11-04", To: "2022-11-17"}, "", false},
	} {
		if got := c.l.Means(c.date); got != c.want {
			t.Errorf("%+v means %q: %v", c.l, c.date, got)
		}
	}
}

func TestPlaceOf(t *testing.T) {
	for in, want := range map[string]place{
		"Ủy ban nhân dân tỉnh Sơn Hải":        {"tỉnh", "sơn hải"},
		"UBND TỈNH":                           {"tỉnh", ""},
		"Ban Thường vụ Huyện uỷ Phù Cừ":       {"huyện", "phù cừ"},
		"Ban Chấp hành Đảng bộ tỉnh khóa XIX": {"tỉnh", ""},
		"UBND xã An Khê, huyện Phù Cừ":        {"huyện", "phù cừ"},
		"Bộ Lao động - Thương binh và Xã hội": {},
		"Thành ủy Hà Nội":                     {city, "hà nội"},
		"Chính phủ":                           {},
		"":                                    {},
	} {
		if got := placeOf(in); got != want {
			t.Errorf("%q: %+v, want %+v", in, got, want)
		}
	}
}
