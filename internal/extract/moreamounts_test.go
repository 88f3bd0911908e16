package extract

import "testing"

// TestMoreDateForms holds further forms of dates and periods.
func TestMoreDateForms(t *testing.T) {
	for _, c := range []struct{ trap, text, want string }{
		{"the end of a term", "hết nhiệm kỳ 2021-2026; đầu nhiệm kỳ 2026 - 2031", "2021/2026 period; 2026/2031 period"},
		{"targets", "đến năm 2030, tầm nhìn đến năm 2045; phấn đấu đến hết năm 2025 đạt 90%", "2030 deadline; 2045 deadline; 2025 deadline"},
		{"a report that is due each month", "trước ngày 15 hằng tháng; ngày 20/6 và ngày 20/12 hằng năm", ""},
		{"a month as the last", "hoàn thành trong tháng 9/2024, báo cáo trước tháng 10/2024", "2024-09 other; 2024-10 deadline"},
		{"the last day, as notices say", "hạn chót 15/10/2024", "2024-10-15 deadline"},
		{"hours", "từ 8 giờ 00 ngày 12/7/2024 đến 17 giờ 00 ngày 14/7/2024", "2024-07-12 period; 2024-07-14 period"},
		{"dots and dashes", "ngày 05.6.2024, ngày 05-6-2024, ngày 5/6/24", "2024-06-05 other; 2024-06-05 other; 2024-06-05 other"},
		{"in brackets", "Đại hội (ngày 12 tháng 7 năm 2025)", "2025-07-12 other"},
		{"over a line", "trước ngày 15\ntháng 8 năm 2024", "2024-08-15 deadline"},
		{"of force, of a part", "Khoản 3 Điều này có hiệu lực từ ngày 01 tháng 01 năm 2025", "2025-01-01 effective"},
		{"applied from", "áp dụng từ ngày 01/9/2024", "2024-09-01 effective"},
		{"since", "kể từ ngày 01/9/2023 đến nay", "2023-09-01 period"},
		{"a report's period", "Báo cáo quý II và 6 tháng đầu năm 2024", "2024-01/2024-06 period"},
		{"two quarters of one year", "quý I, quý II năm 2024", "2024-Q1 other; 2024-Q2 other"},
		{"years and months of age are none", "trẻ từ 6 tháng đến 5 tuổi", ""},
		{"a past year", "so với năm 2023; cùng kỳ năm 2022", "2023 other; 2022 other"},
		{"a year of law", "Luật Đất đai năm 2024 và năm 2013", "2024 cited; 2013 other"},
		{"phone numbers and sums", "điện thoại 0912.345.678; 12.05.2024.000 đồng", ""},
		{"last day of the month", "ngày 30 tháng 6 năm 2024; ngày 31 tháng 6 năm 2024", "2024-06-30 other"},
	} {
		if got := datesIn(t, c.text); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.trap, c.text, got, c.want)
		}
	}
}

// TestMoreAmounts holds further forms of amounts.
func TestMoreAmounts(t *testing.T) {
	for _, c := range []struct{ trap, text, want string }{
		{"ages", "Người đủ 15 tuổi trở lên; từ 60 tuổi đến dưới 80 tuổi; trẻ em dưới 06 tuổi", "15 tuổi; 60 tuổi; 80 tuổi; 6 tuổi"},
		{"months and years of office", "thời hạn 60 tháng; từ 03 năm trở lên; sau 05 năm", "60 tháng; 3 năm; 5 năm"},
		{"thousands", "tổng số 12.345 hộ, 1.234.567 người và 12 nghìn người", "12345 hộ; 1234567 người; 12000 người"},
		{"billions in both ways", "15.000 tỷ đồng; 15 nghìn tỷ đồng; 1,5 triệu đồng/tháng", "15000000000000 đồng; 15000000000000 đồng; 1500000 đồng"},
		{"shares", "đạt 100%; tăng 12,5 %; giảm 0,05%; trên 90 phần trăm", "100 %; 12.5 %; 0.05 %; 90 %"},
		{"areas and volumes", "500m2; 1.200 m²; 3,5 ha; 20 m3/ngày đêm", "500 m²; 1200 m²; 3.5 ha; 20 m³"},
		{"weights", "50 kg; 1,2 tấn; 300g", "50 kg; 1.2 tấn; 300 g"},
		{"how many pieces", "01 bản chính, 02 bản sao, 03 bộ hồ sơ", "1 bản; 2 bản; 3 bộ"},
		{"units of government", "63 tỉnh, thành phố; 34 tỉnh; 3.321 xã, phường, đặc khu", "63 tỉnh; 34 tỉnh; 3321 xã"},
		{"the figure of a number", "Nghị quyết số 29-NQ/TW; Điều 5 khoản 2; Chương 3", ""},
		{"figures without what is counted", "bảng 3, hình 5, mục 2.1, trang 5", ""},
		{"a range of days", "từ 10 đến 15 ngày làm việc; 3-5 ngày", "10 ngày làm việc; 15 ngày làm việc; 3 ngày; 5 ngày"},
		{"power and length", "công suất 50 MW, đường dây 220 kV dài 12 km", "50 MW; 220 kV; 12 km"},
		{"dong behind a blank", "120.000 đ/tháng, 1.080.000 đ; theo điểm 3 đ khoản 2", "120000 đồng; 1080000 đồng"},
		{"degrees", "nhiệt độ 25°C, tốc độ 60 km/h", "25 °C; 60 km/h"},
	} {
		if got := amountsIn(t, c.text); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.trap, c.text, got, c.want)
		}
	}
}
