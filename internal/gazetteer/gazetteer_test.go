package gazetteer

import (
	"strings"
	"testing"
)

func TestTables(t *testing.T) {
	for name, tsv := range map[string]string{"types": typesTSV, "bodies": bodiesTSV, "places": placesTSV, "proper": properTSV, "laws": lawsTSV} {
		head := strings.Split(strings.SplitN(tsv, "\n", 2)[0], "\t")
		if head[len(head)-1] != "source" {
			t.Errorf("%s.tsv: the last column must be source, it is %q", name, head[len(head)-1])
		}
		seen := map[string]bool{}
		for _, c := range rows(tsv) {
			for i, cell := range c {
				if cell != strings.TrimSpace(cell) {
					t.Errorf("%s.tsv: %q: remove the space around %q", name, c[0], cell)
				}
				if head[i] == "source" && cell == "" {
					t.Errorf("%s.tsv: %q: name a source", name, c[0])
				}
				if (head[i] == "party" || head[i] == "state" || head[i] == "law") && cell != "y" && cell != "-" {
					t.Errorf("%s.tsv: %q: column %s must be y or -, it is %q", name, c[0], head[i], cell)
				}
				if (head[i] == "from" || head[i] == "to") && cell != "" && strings.Trim(cell, "0123456789-") != "" {
					t.Errorf("%s.tsv: %q: write %s as an ISO date, month or year, not %q", name, c[0], head[i], cell)
				}
			}
			if seen[keyOf(c[0])] && name != "places" && name != "laws" {
				t.Errorf("%s.tsv: %q stands twice", name, c[0])
			}
			if name == "laws" && seen[keyOf(c[0]+" "+c[1])] {
				t.Errorf("laws.tsv: %s %q stands twice", c[0], c[1])
			}
			seen[keyOf(c[0]+" "+c[1])] = true
			seen[keyOf(c[0])] = true
		}
	}
	for _, c := range rows(bodiesTSV) {
		if !strings.Contains(" central province district commune ", " "+c[2]+" ") {
			t.Errorf("bodies.tsv: %q: unknown level %q", c[0], c[2])
		}
	}
	before, after := 0, 0
	for _, c := range rows(placesTSV) {
		if c[1] != "tỉnh" && c[1] != "thành phố trực thuộc trung ương" {
			continue
		}
		if c[2] == "" {
			before++
		}
		if c[3] == "" {
			after++
		}
	}
	if before != 63 || after != 34 {
		t.Errorf("places.tsv: %d provinces before 2025 (want 63), %d after (want 34)", before, after)
	}
}

func TestLongestType(t *testing.T) {
	for _, c := range []struct{ text, name, length string }{
		{"Thông tư liên tịch số 1", "Thông tư liên tịch", "Thông tư liên tịch"},
		{"THÔNG TƯ\nLIÊN TỊCH", "Thông tư liên tịch", "THÔNG TƯ\nLIÊN TỊCH"},
		{"Thông tư liên quan", "Thông tư", "Thông tư"}, // falls back
		{"bộ luật Lao động", "Bộ luật", "bộ luật"},
		{"Bộ Lao động", "", ""},
		{"Luậtsư", "", ""},
		{"Giấy uỷ quyền", "Giấy ủy quyền", "Giấy uỷ quyền"}, // tone style
		{" Luật", "", ""},
		{"", "", ""},
	} {
		ty, n := LongestType(c.text)
		name := ""
		if ty != nil {
			name = ty.Name
		}
		if name != c.name || c.text[:n] != c.length {
			t.Errorf("LongestType(%q) = %q, %q; want %q, %q", c.text, name, c.text[:n], c.name, c.length)
		}
	}
}

func TestLookups(t *testing.T) {
	if a := TypesByAbbrev("qÐ"); len(a) != 2 || a[0].Name != "Quyết định" || a[1].Name != "Quy định" { // ETH
		t.Errorf("QĐ must be Quyết định, then Quy định: %v", a)
	}
	if TypeByName("KẾ  HOẠCH") == nil || TypeByName("kế") != nil {
		t.Error("TypeByName: case and white space do not count, all words do")
	}
	if b := BodyByName("UỶ BAN NHÂN DÂN"); b == nil || b.Symbol != "UBND" {
		t.Errorf("BodyByName with the other tone style: %v", b)
	}
	if b := BodiesBySymbol("QH15"); len(b) == 0 || b[0].Name != "Quốc hội" {
		t.Errorf("BodiesBySymbol(QH15) = %v", b)
	}
	if !IsPlace("HƯNG YÊN") || !IsPlace("kim động") || IsPlace("tỉnh Hưng Yên") {
		t.Error("IsPlace: names without level, in any case")
	}
	if b, n := LongestBody("Ban Chấp hành Trung ương Đảng khóa"); b == nil || n != len("Ban Chấp hành Trung ương Đảng") {
		t.Errorf("LongestBody takes the longest: %v, %d", b, n)
	}
}

func TestNormalCase(t *testing.T) {
	for in, want := range map[string]string{
		"HUYỆN ỦY KIM ĐỘNG":                   "Huyện ủy Kim Động",
		"BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI": "Bộ Lao động - Thương binh và Xã hội",
		"ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN":       "Ủy ban nhân dân tỉnh Hưng Yên",
		"ỦY BAN NHÂN DÂN XÃ MINH TÂN":         "Ủy ban nhân dân xã Minh Tân", // a place of no table
		"UỶ BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI":    "Uỷ ban nhân dân thành phố Hà Nội",
		"BAN THƯỜNG VỤ HUYỆN ỦY":              "Ban Thường vụ Huyện ủy",
		"T/M BAN THƯỜNG VỤ":                   "T/M Ban Thường vụ",
		"ỦY BAN THƯỜNG VỤ QUỐC HỘI":           "Ủy ban Thường vụ Quốc hội",
		"THỦ TƯỚNG CHÍNH PHỦ":                 "Thủ tướng Chính phủ",
		"CHÍNH PHỦ":                           "Chính phủ",
		"SỞ GIÁO DỤC VÀ ĐÀO TẠO":              "Sở Giáo dục và Đào tạo",
		"CỤC QUẢN LÝ DƯỢC":                    "Cục Quản lý dược",
		"PHÓ BÍ THƯ THƯỜNG TRỰC":              "Phó Bí thư Thường trực",
		"PHÓ CHỦ TỊCH":                        "Phó Chủ tịch",
		"KẾ HOẠCH":                            "Kế hoạch",
		"Bộ Tài chính":                        "Bộ Tài chính",
		"":                                    "",
	} {
		if got := NormalCase(in); got != want {
			t.Errorf("NormalCase(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLongestLaw(t *testing.T) {
	for _, c := range []struct{ typ, text, want string }{
		{"Luật", "Đất đai năm 2013", "Đất đai"},
		{"Luật", "Giáo dục đại học và các", "Giáo dục đại học"},
		{"Luật", "Giáo dục, tổ chức", "Giáo dục"},
		{"Luật", "Phòng, chống tác hại\ncủa thuốc lá; Luật", "Phòng, chống tác hại\ncủa thuốc lá"},
		{"Bộ luật", "Lao động quy định", "Lao động"},
		{"Luật", "Lao động", ""}, // a Bộ luật
		{"Luật", "này", ""},
	} {
		if n := LongestLaw(c.typ, c.text); c.text[:n] != c.want {
			t.Errorf("LongestLaw(%q, %q) = %q, want %q", c.typ, c.text, c.text[:n], c.want)
		}
	}
}

func BenchmarkLongestType(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		LongestType("Thông tư liên tịch số 12")
		LongestType("Quản lý nhà nước")
	}
}

// Each law that is written short is one that the table of laws knows, so that both
// forms are one law.
func TestLawShorts(t *testing.T) {
	for _, c := range rows(lawShortTSV) {
		if got := LawOfShort(c[0], c[1]); got != c[2] {
			t.Errorf("LawOfShort(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
		if LongestLaw(c[0], c[2]) != len(c[2]) {
			t.Errorf("lawshort.tsv: laws.tsv does not know %s %s", c[0], c[2])
		}
		if c[3] == "" {
			t.Errorf("lawshort.tsv: %s has no source", c[1])
		}
	}
	if got := LawOfShort("Luật", "Giá"); got != "" {
		t.Errorf("a whole name is no short one: %q", got)
	}
}
