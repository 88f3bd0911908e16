package pdf

import (
	"fmt"
	"strings"
	"testing"
)

// ruled draws the rules of a table with upright ones at xs and level ones at ys.
func ruled(xs, ys []int) string {
	var b strings.Builder
	for _, x := range xs {
		fmt.Fprintf(&b, "%d %d m %d %d l S\n", x, ys[0], x, ys[len(ys)-1])
	}
	for _, y := range ys {
		fmt.Fprintf(&b, "%d %d 300 0.5 re f\n", xs[0], y)
	}
	return b.String()
}

// below writes lines one under the other.
func below(x, y float64, lines ...string) string {
	var b strings.Builder
	for i, l := range lines {
		b.WriteString(at(x, y-15*float64(i), l))
	}
	return b.String()
}

func TestOrder(t *testing.T) {
	long := []string{"Giao Văn phòng phối hợp với các thôn", "chuẩn bị hồ sơ, bố trí cán bộ tiếp dân", "theo Nghị định số 64/2014/NĐ-CP, định", "kỳ báo cáo kết quả về Ủy ban nhân dân", "xã trước ngày 25 tháng cuối của quý để", "tổng hợp, theo dõi, đôn đốc, kiểm tra,", "bảo đảm đúng tiến độ."}
	other := []string{"Các trường học và trạm y tế thực hiện", "nhiệm vụ được giao trong kế hoạch này,", "lồng ghép với chương trình công tác năm", "và quyết toán kinh phí theo quy định về", "ngân sách nhà nước; nếu có vướng mắc,", "kịp thời báo cáo Chủ tịch Ủy ban nhân", "dân xã xem xét, quyết định."}
	table := at(60, 690, "1") + below(110, 690, "Sửa chữa nhà văn", "hóa thôn Đồng Tâm") + below(260, 690, "Ban Quản lý", "dự án") +
		at(60, 650, "2") + below(110, 650, "Tập huấn", "chuyển đổi số") + below(260, 650, "Văn phòng")
	tests := []struct {
		name, content, want string
	}{
		{"wrapped cells between rules", ruled([]int{50, 100, 250, 350}, []int{630, 665, 705}) + table,
			"1\nSửa chữa nhà văn\nhóa thôn Đồng Tâm\nBan Quản lý\ndự án\n2\nTập huấn\nchuyển đổi số\nVăn phòng"},
		{"rules part what stands close", ruled([]int{50, 70, 250, 350}, []int{680, 705}) + at(60, 690, "1") + at(75, 690, "Tập huấn"), "1\nTập huấn"},
		{"a cell over two rows, its text in the middle", ruled([]int{50, 150, 350}, []int{600, 700}) + "150 650 200 0.5 re f\n" + at(60, 648, "Đồng Tâm") + below(160, 690, "Hội Nông", "dân") + below(160, 640, "Đoàn", "Thanh niên"),
			"Đồng Tâm\nHội Nông\ndân\nĐoàn\nThanh niên"},
		{"a frame around the page is no cell", "20 20 560 760 re S\n" + at(60, 720, "trên") + ruled([]int{50, 100, 250, 350}, []int{630, 665, 705}) + table + at(60, 600, "dưới"),
			"trên\n1\nSửa chữa nhà văn\nhóa thôn Đồng Tâm\nBan Quản lý\ndự án\n2\nTập huấn\nchuyển đổi số\nVăn phòng\ndưới"},
		{"no rules: row by row", table, "1\nSửa chữa nhà văn\nBan Quản lý\nhóa thôn Đồng Tâm\ndự án\n2 Tập huấn\nVăn phòng\nchuyển đổi số"},
		{"underlined words are no table", at(60, 700, "Điều 1") + "60 698 40 0.5 re f 60 690 40 0.5 re f " + at(200, 700, "Điều 2") + at(60, 680, "a") + at(200, 680, "b"), "Điều 1\nĐiều 2\na\nb"},
		{"two columns of running text", at(200, 730, "BẢN TIN") + below(50, 700, long...) + below(300, 700, other...), "BẢN TIN\n" + strings.Join(long, "\n") + "\n" + strings.Join(other, "\n")},
		{"columns at different heights", at(200, 740, "BẢN TIN") + below(50, 700, long...) + below(300, 708, other...), "BẢN TIN\n" + strings.Join(long, "\n") + "\n" + strings.Join(other, "\n")},
		{"the two sides of a signature are no columns", below(50, 700, "Nơi nhận:", "- Như trên;", "- Lưu: VT.") + below(300, 700, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Mẫu"),
			"Nơi nhận:\nTM. ỦY BAN NHÂN DÂN\n- Như trên;\nCHỦ TỊCH\n- Lưu: VT.\nTrần Văn Mẫu"},
		{"numbers of a list are no column", below(50, 700, "1.", "2.", "3.", "4.", "5.", "6.", "7.") + below(80, 700, long...),
			func() string {
				var rows []string
				for i, l := range long {
					rows = append(rows, fmt.Sprintf("%d. %s", i+1, l))
				}
				return strings.Join(rows, "\n")
			}()},
		{"letters set wide, without blanks", apart(50, 700, 10, "THÔNG") + apart(50+5*10+8, 700, 10, "BÁO"), "THÔNG BÁO"},
		{"letters of a list are no word", apart(50, 700, 40, "ABCDE"), "A B C D E"},
		{"a line drawn font by font", "BT /F1 12 Tf 50 700 Td [(Ch)-500( ti)-500(u)] TJ ET BT /F2 12 Tf 1 0 0 1 62 700 Tm [<" + utf16Hex("ỉ") + ">-1500<" + utf16Hex("ê") + ">] TJ ET", "Chỉ tiêu"},
		{"a browser's footnote mark", at(50, 700, "xã An Khê") + "BT /F1 10 Tf 104 704.5 Td (1) Tj ET " + at(112, 700, "giao"), "xã An Khê 1 giao"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := leaves(t, save(t, pages("", "", tt.content).Bytes()))[0]; got.Text != tt.want {
				t.Errorf("text\n%s\nwant\n%s", got.Text, tt.want)
			}
		})
	}
}

// apart writes letters one by one, step apart.
func apart(x, y, step float64, text string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteString(at(x, y, string(r)))
		x += step
	}
	return b.String()
}
