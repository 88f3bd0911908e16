package gazetteer

import "testing"

func TestLevelOf(t *testing.T) {
	for _, c := range []struct{ name, date, want string }{
		{"Bộ Nội vụ", "2020-01-01", "central"},
		{"Cục Quản lý dược, Bộ Y tế", "2020-01-01", "central"},
		{"Văn phòng Bộ Y tế", "2020-01-01", "central"},
		{"Bảo hiểm xã hội Việt Nam", "2020-01-01", "central"}, // no commune
		{"Cục Thuế tỉnh Hưng Yên", "2020-01-01", "province"},  // and Cục Thuế of the ministry
		{"Ủy ban nhân dân thành phố Hải Phòng", "2020-01-01", "province"},
		{"Ủy ban nhân dân thành phố Thủ Đức", "2022-01-01", "district"},
		{"Sở Nội vụ thành phố Hồ Chí Minh", "2022-01-01", "province"},
		{"Phòng Tư pháp thành phố Hưng Yên", "2022-01-01", "district"}, // and a province
		{"Ủy ban nhân dân Hưng Yên", "2022-01-01", "province"},
		{"Trung tâm Kiểm soát bệnh tật tỉnh Hưng Yên", "2020-01-01", "province"},
		{"Phòng Nghiệp vụ y, Sở Y tế tỉnh Hưng Yên", "2020-01-01", "province"},
		{"Phòng Kinh tế huyện Kim Động", "2020-01-01", "district"},
		{"Phòng Kinh tế xã An Khê", "2026-01-01", "commune"},
		{"Trường Tiểu học Minh Tân, huyện Kim Động", "2020-01-01", "district"},
		{"Ủy ban nhân dân thị xã An Khê", "2020-01-01", "district"},
		{"UBND xã An Khê", "2020-01-01", "commune"},
		{"Ủy ban nhân dân đặc khu Côn Đảo", "2026-01-01", "commune"},
		{"Ủy ban nhân dân Kim Động", "2020-01-01", "district"},
		{"Ủy ban nhân dân Minh Tân", "2020-01-01", ""},
		{"Tỉnh ủy Hưng Yên", "2020-01-01", "province"},
		{"Ban Thường vụ Huyện ủy Kim Động", "2020-01-01", "district"},
		{"Ban Xây dựng Đảng Đảng ủy xã Minh Tân", "2026-01-01", "commune"},
		{"Chi bộ thôn Đông, Đảng ủy xã Minh Tân", "2020-01-01", "commune"},
		{"Công ty Mẫu", "2020-01-01", ""},
		{"", "", ""},
	} {
		if got := LevelOf(c.name, c.date); got != c.want {
			t.Errorf("LevelOf(%q, %s) = %q, want %q", c.name, c.date, got, c.want)
		}
	}
}
