package extract

import (
	"fmt"
	"testing"
)

func TestEffective(t *testing.T) {
	for _, c := range []struct{ trap, text, want string }{
		{"a day in words", "Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2021.", "2021-07-01"},
		{"a day in figures without its word", "Thông tư này có hiệu lực từ 01/7/2021.", "2021-07-01"},
		{"an hour before the day", "Thông tư có hiệu lực thi hành từ 00 giờ ngày 01 tháng 7 năm 2021.", "2021-07-01"},
		{"an hour and minutes", "Thông tư này có hiệu lực từ 0 giờ 00 phút ngày 01 tháng 7 năm 2021.", "2021-07-01"},
		{"days after signing", "Thông tư này có hiệu lực sau 45 ngày, kể từ ngày ký ban hành.", "2021-06-24"},
		{"days in figures and words", "Thông tư này có hiệu lực sau 10 (mười) ngày kể từ ngày ký.", "2021-05-20"},
		{"days in words and figures", "Thông tư này có hiệu lực sau mười (10) ngày kể từ ngày ký.", "2021-05-20"},
		{"days in words", "Thông tư này có hiệu lực thi hành sau mười lăm ngày, kể từ ngày ký.", "2021-05-25"},
		{"days after publication are not known", "Thông tư này có hiệu lực sau 15 ngày kể từ ngày đăng Công báo.", ""},
		{"words that are no number", "Thông tư này có hiệu lực sau một số ngày kể từ ngày ký.", ""},
		{"the day of passing, and who passes", "Thông tư này có hiệu lực kể từ ngày được Quốc hội thông qua.", "2021-05-10"},
		{"a day left blank", "Thông tư này có hiệu lực thi hành kể từ ngày     tháng    năm 2021.", ""},
		{"the day of signing up to another", "Thông tư này có hiệu lực từ ngày ký đến hết ngày 31 tháng 12 năm 2025.", "2021-05-10"},
		{"a part in force earlier", "Khoản 3 Điều 1 của Thông tư này có hiệu lực từ ngày 01 tháng 6 năm 2021.\n\nThông tư này có hiệu lực từ ngày 01 tháng 7 năm 2021.", "2021-07-01"},
	} {
		r := recordOf(pagesOfText(t, fmt.Appendf(nil, `BỘ Y TẾ
Số: 12/2021/TT-BYT
Hà Nội, ngày 10 tháng 5 năm 2021
THÔNG TƯ
Quy định lập hồ sơ

Căn cứ Luật Lưu trữ;

%s

BỘ TRƯỞNG
Trần Văn Mẫu`, c.text)))
		if got := r.Effective.Or(""); got != c.want {
			t.Errorf("%s: in force %q, want %q", c.trap, got, c.want)
		}
	}
}
