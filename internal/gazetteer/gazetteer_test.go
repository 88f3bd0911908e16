package gazetteer

import "testing"

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

func TestNormalCaseOfUnits(t *testing.T) {
	for in, want := range map[string]string{
		"ĐẢNG ỦY XÃ MINH TÂN":         "Đảng ủy xã Minh Tân", // a level behind a committee is no place
		"CHI BỘ THÔN ĐÔNG":            "Chi bộ thôn Đông",
		"TRƯỜNG TIỂU HỌC MINH TÂN":    "Trường Tiểu học Minh Tân",
		"PHÒNG NGHIỆP VỤ Y":           "Phòng Nghiệp vụ y", // no Vụ
		"BAN BẢO VỆ SỨC KHỎE CÁN BỘ":  "Ban Bảo vệ sức khỏe cán bộ",
		"VỤ PHÁP CHẾ":                 "Vụ Pháp chế",
		"BAN CHQS HUYỆN MINH TÂN":     "Ban CHQS huyện Minh Tân",
		"VĂN PHÒNG HĐND VÀ UBND":      "Văn phòng HĐND và UBND",
		"PHÒNG CẢNH SÁT PCCC":         "Phòng Cảnh sát PCCC",
		"ỦY BAN NHÂN DÂN THỊ TRẤN ÂN": "Ủy ban nhân dân thị trấn Ân",
	} {
		if got := NormalCase(in); got != want {
			t.Errorf("NormalCase(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPlaceNames(t *testing.T) {
	for _, c := range []struct{ in, level, name string }{
		{"TP. Hồ Chí Minh", "thành phố", "Hồ Chí Minh"},
		{"TP.Hồ Chí Minh", "thành phố", "Hồ Chí Minh"},
		{"Thành phố Hưng Yên", "thành phố", "Hưng Yên"},
		{"Quận 3", "quận", "Quận 3"},
		{"quận 3", "quận", "Quận 3"},
		{"Xã An Khê", "xã", "An Khê"},
		{"Hưng Yên", "", "Hưng Yên"},
		{"Xãn", "", "Xãn"},
		{"xã ", "", "xã "},
		{"", "", ""},
	} {
		if level, name := SplitPlace(c.in); level != c.level || name != c.name {
			t.Errorf("SplitPlace(%q) = %q, %q; want %q, %q", c.in, level, name, c.level, c.name)
		}
	}
	for _, c := range []struct{ place, date, want string }{
		{"Hưng Yên", "2020-01-01", "tỉnh"}, // and a town
		{"Hải Phòng", "2020-01-01", "thành phố"},
		{"Kim Động", "2020-01-01", "huyện"},
		{"Kim Động", "2026-01-01", ""},
		{"Kỳ Anh", "2020-01-01", ""}, // a district and a town
		{"Cần Thơ", "2000-01-01", "tỉnh"},
		{"Đồng Nai", "2026-04-29", "tỉnh"},
		{"Đồng Nai", "2026-04-30", "thành phố"},
		{"Cần Thơ", "2010-01-01", "thành phố"},
		{"Minh Tân", "", ""},
	} {
		if got := LevelWord(c.place, c.date); got != c.want {
			t.Errorf("LevelWord(%q, %s) = %q, want %q", c.place, c.date, got, c.want)
		}
	}
	if got := Expand("Văn phòng HĐND và UBND"); got != "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân" {
		t.Errorf("Expand: %q", got)
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
