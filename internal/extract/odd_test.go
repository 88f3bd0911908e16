package extract

import (
	"slices"
	"strings"
	"testing"

	"vanthu/corpus"
)

// Papers that a reader who knows the forms only by their rules gets wrong: what
// stands in want must be among the six fields, the day of force and the
// recipients, and what stands in not must not.
func TestOddPapers(t *testing.T) {
	const motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
	for _, c := range []struct {
		trap, text string
		want, not  []string
	}{
		{"an annex bound in between head and title: its heading names no issuer", "SỞ Y TẾ HẢI ĐÔNG\nTRUNG TÂM Y TẾ AN KHÊ\n" + motto + `Số: 77/BC-TTYT
An Khê, ngày 09 tháng 3 năm 2021
PHỤ LỤC
DANH SÁCH CÁN BỘ
(Kèm theo Quyết định số 11/QĐ-SYT ngày 02/01/2021 của Sở Y tế)
1. Trần Thị Mẫu
BÁO CÁO
Kết quả tiêm chủng
GIÁM ĐỐC
Hoàng Văn Mẫu`, []string{"issuer Trung tâm Y tế An Khê", "signer Hoàng Văn Mẫu"}, nil},
		{"a title with its letters spaced out", "UBND TỈNH HẢI ĐÔNG\nSỞ NỘI VỤ\n" + motto + `Số: 31/TB-SNV
Hải Đông, ngày 2 tháng 8 năm 2022
T H Ô N G   B Á O
Kết quả xét tuyển
Căn cứ Nghị định số 115/2020/NĐ-CP;
GIÁM ĐỐC
Lò Văn Mẫu`, []string{"type Thông báo", "issuer Sở Nội vụ", "subject Kết quả xét tuyển"}, nil},
		{"what kind of guidance it is belongs to the title", "TỈNH ỦY HẢI ĐÔNG\nBAN TUYÊN GIÁO - BAN DÂN VẬN\n*\nSố 15-HDLN/BTGTU-BDVTU\nĐẢNG CỘNG SẢN VIỆT NAM\nHải Đông, ngày 04 tháng 7 năm 2022\n" + `HƯỚNG DẪN LIÊN NGÀNH
về học tập Nghị quyết

Thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016;`, []string{"type Hướng dẫn", "subject về học tập Nghị quyết"}, nil},
		{"an amendment puts another act's article on force into its text", "BỘ Y TẾ\n" + motto + `Số: 12/2021/TT-BYT
Hà Nội, ngày 24 tháng 02 năm 2021
THÔNG TƯ
Sửa đổi, bổ sung một số điều của Thông tư số 44/2015/TT-BYT
Căn cứ Luật Lưu trữ;
Điều 1. Sửa đổi, bổ sung Điều 3 như sau:
“Điều 3. Hiệu lực
Thông tư này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2015.”
Điều 2. Hiệu lực thi hành
Thông tư này có hiệu lực thi hành kể từ ngày 15 tháng 4 năm 2021.
BỘ TRƯỞNG
Trần Văn Mẫu`, []string{"force 2021-04-15"}, nil},
		{"the same, the quote opened inside of a line", "BỘ Y TẾ\n" + motto + `Số: 12/2021/TT-BYT
Hà Nội, ngày 24 tháng 02 năm 2021
THÔNG TƯ
Sửa đổi, bổ sung một số điều của Thông tư số 44/2015/TT-BYT
Căn cứ Luật Lưu trữ;
Điều 1. Sửa đổi Điều 3 như sau: “Điều 3. Hiệu lực. Thông tư này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2015.”
Điều 2. Thông tư này có hiệu lực thi hành kể từ ngày 15 tháng 4 năm 2021.
BỘ TRƯỞNG
Trần Văn Mẫu`, []string{"force 2021-04-15"}, nil},
		{"the same, and the amendment does not tell its own", "BỘ Y TẾ\n" + motto + `Số: 12/2021/TT-BYT
Hà Nội, ngày 24 tháng 02 năm 2021
THÔNG TƯ
Sửa đổi, bổ sung một số điều của Thông tư số 44/2015/TT-BYT
Căn cứ Luật Lưu trữ;
Điều 1. Sửa đổi, bổ sung Điều 3 như sau:
“Điều 3. Hiệu lực
Thông tư này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2015.”
BỘ TRƯỞNG
Trần Văn Mẫu`, []string{"force -"}, nil},
		{"another paper in the same file, signed by another", "UBND XÃ AN KHÊ\n" + motto + `Số: 01/TB-UBND
An Khê, ngày 1 tháng 2 năm 2022
THÔNG BÁO
Về lịch tiếp dân
Ủy ban nhân dân xã thông báo lịch tiếp dân tháng 2 như sau:
1. Thứ Hai hằng tuần.
UBND XÃ BẮC KHÊ
` + motto + `Số: 02/TB-UBND
Bắc Khê, ngày 3 tháng 2 năm 2022
THÔNG BÁO
Về lịch trực
Ủy ban nhân dân xã thông báo lịch trực.
PHÓ CHỦ TỊCH
Lê Thị Mẫu`, []string{"number 01/TB-UBND", "subject Về lịch tiếp dân"}, []string{"signer Lê Thị Mẫu"}},
		{"a form in the body, its number to be filled in, is no other paper", "UBND XÃ AN KHÊ\n" + motto + `Số: 01/TB-UBND
An Khê, ngày 1 tháng 2 năm 2022
THÔNG BÁO
Về mẫu đơn
Ủy ban nhân dân xã thông báo mẫu đơn như sau:
` + motto + `Số: ......./ĐN
Nội dung đề nghị: .......
CHỦ TỊCH
Lê Thị Mẫu`, []string{"signer Lê Thị Mẫu"}, nil},
		{"the last receiver without a dash", "UBND XÃ AN KHÊ\n" + motto + `Số: 01/QĐ-UBND
An Khê, ngày 1 tháng 2 năm 2022
QUYẾT ĐỊNH
Về việc lập tổ công tác
Căn cứ Luật Lưu trữ;
Điều 1. Lập tổ công tác.
Nơi nhận:
Như Điều 1
Lưu VT
CHỦ TỊCH
Lê Thị Mẫu`, []string{"to Như Điều 1", "to Lưu VT"}, nil},
		{"title and subject on one line, recipients and signature on another", "UBND XÃ AN KHÊ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 15/KH-UBND An Khê, ngày 10 tháng 7 năm 2025\n" + `KẾ HOẠCH Triển khai chuyển đổi số năm 2025
Thực hiện Kế hoạch số 88/KH-UBND ngày 01/7/2025 của UBND tỉnh; Kế hoạch này quy định:
1. Mục tiêu: số hóa hồ sơ.
Nơi nhận: - Như trên; - Lưu: VT. TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Vàng A Mẫu`, []string{"type Kế hoạch", "subject Triển khai chuyển đổi số năm 2025", "signer Vàng A Mẫu", "to Như trên", "to Lưu: VT"}, nil},
		{"Party offices abbreviate the programme of action as a programme", "HUYỆN ỦY AN KHÊ\n*\nSố 14-CTr/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Khê, ngày 20 tháng 5 năm 2018\n" + `CHƯƠNG TRÌNH HÀNH ĐỘNG
thực hiện Nghị quyết số 21-NQ/TW
-----
Thực hiện Nghị quyết số 21-NQ/TW, ngày 25/10/2017;`, []string{"type Chương trình hành động", "number 14-CTr/HU"}, []string{"finding number-type"}},
		{"no-break spaces between all words, as copied from the web", strings.ReplaceAll("UBND XÃ AN KHÊ\n"+motto+`Số: 01/2022/QĐ-UBND
An Khê, ngày 1 tháng 2 năm 2022
QUYẾT ĐỊNH
Về việc lập tổ công tác
Căn cứ Luật Lưu trữ;
Điều 1. Quyết định này có hiệu lực từ ngày 15 tháng 2 năm 2022.
Nơi nhận:
- Như Điều 1;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lê Thị Mẫu`, " ", "\u00a0"), []string{"force 2022-02-15", "signer Lê Thị Mẫu", "to Như Điều 1"}, nil},
	} {
		r := recordOf(pagesOfText(t, []byte(c.text)))
		got := append(strings.Split(sixFields(&r), "\n"), "force "+r.Effective.Or("-"))
		for _, to := range r.Recipients {
			got = append(got, "to "+to.Or("-"))
		}
		for _, f := range r.Findings {
			got = append(got, "finding "+f.Code)
		}
		for _, want := range c.want {
			if !slices.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", c.trap, want, strings.Join(got, "\n"))
			}
		}
		for _, not := range c.not {
			if slices.Contains(got, not) {
				t.Errorf("%s: %q in\n%s", c.trap, not, strings.Join(got, "\n"))
			}
		}
	}
}

// A resolution's subject can end in a body without its place, and the same body
// stand on the next line, over the legal bases.
func TestIssuerAcrossParts(t *testing.T) {
	r := recordOf(pagesOfText(t, []byte(`HỘI ĐỒNG NHÂN DÂN
THÀNH PHỐ HẢI ĐÔNG
Số: 07/2022/NQ-HĐND
Hải Đông, ngày 08 tháng 12 năm 2022
NGHỊ QUYẾT
BÃI BỎ NGHỊ QUYẾT SỐ 12/2018/NQ-HĐND NGÀY 10 THÁNG 7 NĂM 2018 CỦA HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ
HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HẢI ĐÔNG
Căn cứ Luật Lưu trữ;`)))
	const want = "Hội đồng nhân dân thành phố"
	if i := slices.IndexFunc(r.Citations, func(c corpus.Citation) bool { return c.Number == "12/2018/NQ-HĐND" }); i < 0 {
		t.Errorf("12/2018/NQ-HĐND is not cited: %+v", r.Citations)
	} else if issuer := r.Citations[i].Issuer; string(issuer) != want {
		t.Errorf("issuer of 12/2018/NQ-HĐND %q, want %q", issuer, want)
	}
}
