package extract

import "testing"

func TestQuantities(t *testing.T) {
	for _, c := range []struct{ trap, text, want string }{
		{"money in words and figures", "Chi 1.234.567 đồng, 2,5 tỷ đồng và 100 nghìn đồng.", "1234567 đồng; 2500000000 đồng; 100000 đồng"},
		{"shares", "đạt 95,5% và 30 phần trăm", "95.5 %; 30 %"},
		{"ages and spans of time", "Người đủ 18 tuổi, trẻ dưới 12 tháng tuổi, trong thời hạn 15 ngày làm việc, 30 ngày, 06 tháng và 5 năm", "18 tuổi; 12 tháng tuổi; 15 ngày làm việc; 30 ngày; 6 tháng; 5 năm"},
		{"a date is no span of time", "trước ngày 02 tháng 12 năm 2024 và tháng 12 năm 2025", ""},
		{"a part of an act is no score", "tại mục 4 điểm a khoản 2 điểm b, nhưng được 10 điểm", "10 điểm"},
		{"a code is no number", "QCVN 01 m và 12/8 bộ", ""},
		{"counts", "gồm 02 bộ hồ sơ, 3 xã, 1.200 người lao động", "2 bộ; 3 xã; 1200 người"},
	} {
		if got := amountsIn(t, c.text); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.trap, c.text, got, c.want)
		}
	}
}

func TestDateRoles(t *testing.T) {
	for _, c := range []struct{ trap, text, want string }{
		{"a deadline", "Hoàn thành trước ngày 30/11/2024; xong năm 2025.", "2024-11-30 deadline; 2025 deadline"},
		{"before the act itself: no deadline of it", "Người tham gia trước ngày 01 tháng 01 năm 1945", "1945-01-01 other"},
		{"a period of days", "từ ngày 01/5/2026 đến ngày 31/5/2026 và từ ngày 01/6/2026", "2026-05-01 period; 2026-05-31 period; 2026-06-01 other"},
		{"a period of years", "giai đoạn 2021 - 2025, tầm nhìn đến năm 2045", "2021/2025 period; 2045 deadline"},
		{"of a cited instrument", "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020", "2020-03-05 cited"},
		{"in force", "Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2024.", "2024-07-01 effective"},
	} {
		if got := datesIn(t, c.text); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.trap, c.text, got, c.want)
		}
	}
}
