package extract

import (
	"strconv"
	"strings"
	"testing"
)

const plainHead = "BỘ NỘI VỤ\n\nSố: 12/QĐ-BNV\n\nHà Nội, ngày 05 tháng 6 năm 2024\n\nQUYẾT ĐỊNH\nVề việc quản lý\n\nĐiều 1. Nội dung\n\n"

// amountsIn lists the quantities of a document that says text, but of its head.
func amountsIn(t *testing.T, text string) string {
	t.Helper()
	var got []string
	for _, q := range recordOf(pagesOfText(t, []byte(plainHead+text+"\n\nĐiều 2. Hiệu lực"))).Quantities {
		got = append(got, strconv.FormatFloat(q.Value, 'f', -1, 64)+" "+q.Unit)
	}
	return strings.Join(got, "; ")
}

// datesIn lists the dates of a document that says text, but of its head.
func datesIn(t *testing.T, text string) string {
	t.Helper()
	var got []string
	for _, d := range recordOf(pagesOfText(t, []byte(plainHead+text+"\n\nĐiều 2. Tổ chức"))).Dates {
		if d.Role != "issued" {
			got = append(got, d.Value+" "+d.Role)
		}
	}
	return strings.Join(got, "; ")
}

// TestDateForms holds one form of dates or periods each: value, precision where it
// is not plain from the value, and role.
func TestDateForms(t *testing.T) {
	for _, c := range []struct{ trap, text, want string }{
		{"a quarter", "Hoàn thành trong quý III/2024 và quý 4 năm 2024.", "2024-Q3 other; 2024-Q4 other"},
		{"a quarter as the last day", "Xong trước quý I năm 2025.", "2025-Q1 deadline"},
		{"the first half of a year", "Kết quả 6 tháng đầu năm 2024 và 6 tháng cuối năm 2024.", "2024-01/2024-06 period; 2024-07/2024-12 period"},
		{"the first months of a year", "Trong 9 tháng đầu năm 2023", "2023-01/2023-09 period"},
		{"a term", "nhiệm kỳ 2020 - 2025, nhiệm kỳ 2020-2025", "2020/2025 period; 2020/2025 period"},
		{"a period of years with \"đến\"", "giai đoạn từ năm 2021 đến năm 2025; thời kỳ 2021-2030, tầm nhìn đến năm 2050", "2021 period; 2025 period; 2021/2030 period; 2050 deadline"},
		{"a school year", "năm học 2024-2025, năm học 2023 – 2024", "2024/2025 period; 2023/2024 period"},
		{"at the latest", "chậm nhất ngày 15/12/2024; chậm nhất là ngày 20 tháng 12 năm 2024; không quá ngày 31/12/2024", "2024-12-15 deadline; 2024-12-20 deadline; 2024-12-31 deadline"},
		{"before", "trước 17 giờ 00 ngày 10/8/2024; trước ngày 20/8/2024", "2024-08-10 deadline; 2024-08-20 deadline"},
		{"days of one month", "từ ngày 01 đến ngày 15 tháng 7 năm 2024", "2024-07-01 period; 2024-07-15 period"},
		{"days of one month in figures", "từ ngày 01-15/7/2024", "2024-07-01 period; 2024-07-15 period"},
		{"days of one year", "từ ngày 20/6 đến ngày 15/7/2024", "2024-06-20 period; 2024-07-15 period"},
		{"two days of one month", "trong hai ngày 12 và 13 tháng 7 năm 2024", "2024-07-12 other; 2024-07-13 other"},
		{"months of one year", "từ tháng 7 đến tháng 12 năm 2024", "2024-07 period; 2024-12 period"},
		{"a month", "trong tháng 8/2024; hết tháng 9 năm 2024", "2024-08 other; 2024-09 deadline"},
		{"years", "năm 2023, đến năm 2030, các năm 2025, 2026 và 2027", "2023 other; 2030 deadline; 2025 other; 2026 other; 2027 other"},
		{"the cited instrument's", "Công văn số 12/BNV-CCVC ngày 02/5/2024; biên bản họp ngày 03/5/2024", "2024-05-02 cited; 2024-05-03 other"},
		{"of force that ends", "hết hiệu lực kể từ ngày 01/7/2025", "2025-07-01 effective"},
		{"no such day", "ngày 31/4/2024, ngày 29 tháng 02 năm 2023", ""},
		{"a day that there is", "ngày 29 tháng 02 năm 2024", "2024-02-29 other"},
		{"a day on which a person was born", "sinh ngày 05/9/1980 tại An Khê", "1980-09-05 other"},
		{"a time before it", "lúc 8 giờ 30 phút, ngày 12/7/2024", "2024-07-12 other"},
		{"letters for figures", "ngày O5 tháng 7 năm 2O24", "2024-07-05 other"},
		{"numbers of acts are no months", "Thông tư số 12/2023/TT-BNV; mẫu 10/2024/BNV", ""},
	} {
		if got := datesIn(t, c.text); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.trap, c.text, got, c.want)
		}
	}
}

// TestAmounts holds one form of amounts each.
func TestAmounts(t *testing.T) {
	for _, c := range []struct{ trap, text, want string }{
		{"from so many years of age", "từ đủ 18 tuổi đến dưới 60 tuổi", "18 tuổi; 60 tuổi"},
		{"a range with one unit", "phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng; phạt từ 3 đến 5 triệu đồng", "1000000 đồng; 2000000 đồng; 3000000 đồng; 5000000 đồng"},
		{"a range with a dash", "tăng 5 - 7%, giảm 10-15 %", "5 %; 7 %; 10 %; 15 %"},
		{"money in foreign coin", "vốn 12,5 triệu USD, 3 tỷ USD, 500 EUR", "12500000 USD; 3000000000 USD; 500 EUR"},
		{"per mille", "tỷ suất sinh 15,2‰", "15.2 ‰"},
		{"areas", "diện tích 1.250,5 ha; 300 m2; 12 km2", "1250.5 ha; 300 m²; 12 km²"},
		{"lengths", "dài 12,5 km, rộng 7,5m", "12.5 km; 7.5 m"},
		{"people", "1.250 hộ nghèo, 3.400 nhân khẩu, 25 cán bộ, công chức", "1250 hộ; 3400 nhân khẩu; 25 cán bộ"},
		{"a number in words behind it", "trong 05 (năm) ngày làm việc; 03 (ba) năm", "5 ngày làm việc; 3 năm"},
		{"a fraction", "ít nhất 2/3 tổng số thành viên; quá 1/2 số đại biểu", "0.6666666666666666 phần; 0.5 phần"},
		{"a date is no fraction", "ngày 2/3/2024; Nghị định số 2/3", ""},
		{"\"tỷ\" alone", "tổng vốn 1.200 tỷ; chi 35 triệu mỗi hộ", "1200000000000 đồng; 35000000 đồng"},
		{"every year", "tăng 6,5%/năm; 10 triệu đồng/người/tháng", "6.5 %; 10000000 đồng"},
		{"the coin before or joined", "5.000.000đ; 200.000đ/ngày; 2.340.000 VND", "5000000 đồng; 200000 đồng; 2340000 đồng"},
		{"an article is no count", "khoản 2 Điều 5 năm 2024; Phụ lục 3; tại mục 2", ""},
		{"ordinals are no counts", "lần thứ 3, khóa 10, Quý 3 năm 2024, tháng 5 năm 2024", ""},
		{"numbers of houses and rooms", "số 12 đường Hoa Sữa; phòng 305", ""},
		{"a percentage that goes on", "đạt trên 99,99% và 100% số xã", "99.99 %; 100 %"},
	} {
		if got := amountsIn(t, c.text); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.trap, c.text, got, c.want)
		}
	}
}

// TestDateFindings holds what is doubtful about dates.
func TestDateFindings(t *testing.T) {
	for _, c := range []struct{ trap, text, want string }{
		{"no such day", "Họp ngày 31/4/2024.", "date-impossible"},
		{"a period that runs backwards", "từ ngày 15/7/2024 đến ngày 01/7/2024", "period-impossible"},
		{"a period", "từ ngày 01/7/2024 đến ngày 15/7/2024", ""},
		{"two dates", "ngày 15/7/2024 và ngày 01/7/2024", ""},
		{"in force some days after an event", "Quyết định này có hiệu lực sau 15 ngày, kể từ ngày đăng Công báo.", "effective-relative"},
		{"in force on the day of signature", "Quyết định này có hiệu lực kể từ ngày ký.", ""},
	} {
		r := recordOf(pagesOfText(t, []byte(plainHead+c.text+"\n\nĐiều 2. Tổ chức")))
		got := ""
		for _, f := range r.Findings {
			if strings.Contains(f.Code, "impossible") || strings.HasPrefix(f.Code, "effective") {
				got += f.Code
			}
		}
		if got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.trap, c.text, got, c.want)
		}
	}
}
