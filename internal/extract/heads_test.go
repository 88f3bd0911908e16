package extract

import (
	"slices"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// sixFields are the fields of a header, each on its line; a signer's line for
// every signer.
func sixFields(r *corpus.Record) string {
	lines := []string{
		"type " + r.Type.Or("-"), "number " + r.Number.Or("-"), "issued " + r.Issued.Or("-"),
		"issuer " + r.Issuer.Or("-"), "subject " + r.Subject.Or("-"),
	}
	for _, s := range r.Signers {
		lines = append(lines, "signer "+s.Name.Or("-"))
	}
	return strings.Join(lines, "\n")
}

// Heads and signatures as old papers, portals and tables leave them. Each case
// is one trap; a line of want that is not in the record is the fault.
func TestHeads(t *testing.T) {
	for _, c := range []struct {
		trap, text string
		want       []string
	}{
		{"a consolidated text whose own number and day stand in the head, its signature behind the proof", `VĂN PHÒNG QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/VBHN-VPQH
Hà Nội, ngày 18 tháng 3 năm 2024
LUẬT
HỒ SƠ QUỐC GIA

Luật Hồ sơ quốc gia số 1/2011/QH13 ngày 11 tháng 11 năm 2011 của Quốc hội, được sửa đổi, bổ sung bởi:

Điều 1. Phạm vi điều chỉnh

XÁC THỰC VĂN BẢN HỢP NHẤT
CHỦ NHIỆM
Trần Văn Mẫu`, []string{"type Văn bản hợp nhất", "number 12/VBHN-VPQH", "issued 2024-03-18", "issuer Văn phòng Quốc hội", "subject HỒ SƠ QUỐC GIA", "signer Trần Văn Mẫu"}},
		{"the proof and its signature on one line", `BỘ Y TẾ
Số: 5/VBHN-BYT
Hà Nội, ngày 21 tháng 3 năm 2023
NGHỊ ĐỊNH
VỀ HỒ SƠ Y TẾ

Điều 1. Phạm vi điều chỉnh

XÁC THỰC VĂN BẢN HỢP NHẤT KT. BỘ TRƯỞNG THỨ TRƯỞNG Lê Thị Mẫu`, []string{"type Văn bản hợp nhất", "number 5/VBHN-BYT", "issued 2023-03-21", "issuer Bộ Y tế", "signer Lê Thị Mẫu"}},
		{"the old form in capitals: number, day and subject behind the title", `QUYẾT ĐỊNH

CỦA BỘ TRƯỞNG BỘ TÀI CHÍNH SỐ 59/2004/QĐ-BTC NGÀY 18 THÁNG 6 NĂM 2004 VỀ VIỆC LẬP HỒ SƠ

Căn cứ Luật Kế toán;

KT. BỘ TRƯỞNG BỘ TÀI CHÍNH
THỨ TRƯỞNG
Lê Thị Mẫu`, []string{"type Quyết định", "number 59/2004/QĐ-BTC", "issued 2004-06-18", "issuer Bộ Tài chính", "subject VỀ VIỆC LẬP HỒ SƠ", "signer Lê Thị Mẫu"}},
		{"the old form's day on the line behind its number, the year without a blank", `Thông tư

liên tịch của Bộ Tài chính - Bộ Nội vụ số 17/1998/TTLT-BTC-BNV
ngày 25 tháng 12 năm1998 Hướng dẫn lập hồ sơ

Căn cứ Luật Kế toán;`, []string{"type Thông tư liên tịch", "number 17/1998/TTLT-BTC-BNV", "issued 1998-12-25", "subject Hướng dẫn lập hồ sơ"}},
		{"a title that names the issuer, whose capitals the font lost", `ủy Ban Nhân Dân              Cộng hòa xã hội chủ nghĩa việt nam
tỉnh hưng yên                Độc lập - Tự do - Hạnh phúc

Số:  25 /2004/QĐ-UB          Hưng Yên, ngày  01 tháng  7 năm 2004

QUYẾT ĐỊNH của ủY BAN NHÂN DÂN TỈNH hưng yên
V/v ban hành Chương trình lập hồ sơ giai đoạn 2004 - 2010

     ủY BAN NHÂN DÂN TỈNH Hưng Yên

Căn cứ Luật Kế toán;
Điều 1. Nay ban hành.`, []string{"type Quyết định", "number 25/2004/QĐ-UB", "issued 2004-07-01", "issuer Ủy ban nhân dân tỉnh Hưng Yên", "subject ban hành Chương trình lập hồ sơ giai đoạn 2004 - 2010"}},
		{"parent and body on one line, the number behind them", `UBND TỈNH HƯNG YÊN SỞ NỘI VỤ ------- Số: 12/SNV-VP V/v lập hồ sơ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc
Hưng Yên, ngày 17 tháng 6 năm 2024
Kính gửi: Các phòng.
Nơi nhận: - Như trên; - Lưu: VT.
KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC     Bùi Thị Mẫu`, []string{"type Công văn", "number 12/SNV-VP", "issued 2024-06-17", "issuer Sở Nội vụ", "subject lập hồ sơ", "signer Bùi Thị Mẫu"}},
		{"a place whose name opens a body has none below it, as its symbol says", `ỦY BAN NHÂN DÂN XÃ TÂN HỘI ĐÔNG
Số: 12/QĐ-UBND
Tân Hội Đông, ngày 17 tháng 6 năm 2024
QUYẾT ĐỊNH
Về việc lập hồ sơ
Điều 1. Lập hồ sơ.`, []string{"issuer Ủy ban nhân dân xã Tân Hội Đông"}},
		{"bodies that issue together are not parent and body", `BỘ NỘI VỤ - TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM
Số: 1/CTrPH-BNV-TLĐLĐVN
Hà Nội, ngày 05 tháng 4 năm 2023
CHƯƠNG TRÌNH
Về việc lập hồ sơ
Căn cứ Luật Lưu trữ;`, []string{"issuer Bộ Nội vụ - Tổng Liên đoàn Lao động Việt Nam"}},
		{"the last word of a subject goes before no number", `BỘ NỘI VỤ
Số: 31/TB-BNV
Hà Nội, ngày 12 tháng 7 năm 2024
THÔNG BÁO
Kết luận tại cuộc họp về chuyển đổi số
Ngày 05 tháng 7 năm 2024, Thứ trưởng đã chủ trì cuộc họp.
KT. BỘ TRƯỞNG, CHỦ NHIỆM PHÓ CHỦ NHIỆM Cao Thị Mẫu`, []string{"subject Kết luận tại cuộc họp về chuyển đổi số", "signer Cao Thị Mẫu"}},
		{"lines of a subject in capitals: a lone word, a number, a body that does not issue", `BỘ TÀI CHÍNH
Số: 31/2024/TT-BTC
Hà Nội, ngày 12 tháng 7 năm 2024
THÔNG TƯ
SỬA ĐỔI THÔNG TƯ CỦA BỘ TRƯỞNG
BỘ TÀI CHÍNH VỀ PHÍ KARAOKE, VŨ
TRƯỜNG GIAI ĐOẠN 2025
- 2030 TRONG HỆ THỐNG
KHO BẠC NHÀ NƯỚC
Căn cứ Luật Phí;`, []string{"subject SỬA ĐỔI THÔNG TƯ CỦA BỘ TRƯỞNG BỘ TÀI CHÍNH VỀ PHÍ KARAOKE, VŨ TRƯỜNG GIAI ĐOẠN 2025 - 2030 TRONG HỆ THỐNG KHO BẠC NHÀ NƯỚC"}},
		{"a line of a subject that begins as a body's first sentence does, in small letters", `BỘ TÀI CHÍNH
Số: 31/2024/TT-BTC
Hà Nội, ngày 12 tháng 7 năm 2024
THÔNG TƯ
Quy định nguyên tắc tính giá
để thực hiện dự án lưu trữ
Căn cứ Luật Phí;`, []string{"subject Quy định nguyên tắc tính giá để thực hiện dự án lưu trữ"}},
		{"the preamble's formula ends at a comma and a colon, and the signature follows", `BAN CHẤP HÀNH TRUNG ƯƠNG
BAN TỔ CHỨC
Số 21-HD/BTCTW
Hà Nội, ngày 18 tháng 10 năm 2022
HƯỚNG DẪN
Một số vấn đề về hồ sơ
Căn cứ Quy định của Ban Chấp hành Trung ương về thi hành Điều lệ Đảng,
Ban Tổ chức Trung ương hướng dẫn như sau:
1. Về hồ sơ
K/T TRƯỞNG BAN
PHÓ TRƯỞNG BAN
Hà Văn Mẫu`, []string{"signer Hà Văn Mẫu"}},
		{"a number cut behind its dash; name and mark of signing on one line", `ỦY BAN NHÂN DÂN
TỈNH HƯNG YÊN

Số: 1234/QĐ-
UBND

Hưng Yên, ngày 15 tháng 3 năm 2019

QUYẾT ĐỊNH

Về việc lập hồ sơ

Căn cứ Luật Lưu trữ;

CHỦ TỊCH

(Đã ký) Trần Văn Mẫu`, []string{"number 1234/QĐ-UBND", "issuer Ủy ban nhân dân tỉnh Hưng Yên", "signer Trần Văn Mẫu"}},
		{"lines without a gap: the subject, who enacts with the session, its days", `QUỐC HỘI
Nghị quyết số: 23/2004/QH11
NGHỊ QUYẾT
VỀ VIỆC LẬP HỒ SƠ
QUỐC HỘI
NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
KHÓA XI, KỲ HỌP THỨ 5
(Từ ngày 11 tháng 5 đến ngày 15 tháng 6 năm 2004)
Căn cứ vào Hiến pháp;`, []string{"subject VỀ VIỆC LẬP HỒ SƠ"}},
		{"lines without a gap: a consolidated text tells what it consolidates", `BỘ Y TẾ
Số: 4/VBHN-BYT
THÔNG TƯ
Quy định về lưu trữ hồ sơ
Thông tư số 15/2014/TT-BYT ngày 25 tháng 4 năm 2014 của Bộ trưởng Bộ Y tế quy
định về lưu trữ hồ sơ, có hiệu lực kể từ ngày 01 tháng 7 năm 2014, được sửa đổi bởi:
Thông tư số 14/2017/TT-BYT ngày 10 tháng 5 năm 2017.
Căn cứ Luật Lưu trữ;`, []string{"subject Quy định về lưu trữ hồ sơ"}},
		{"near miss: a subject goes on with what it repeals", `BỘ Y TẾ
Số: 4/2024/TT-BYT
THÔNG TƯ
Bãi bỏ
Thông tư số 15/2014/TT-BYT ngày 25 tháng 4 năm 2014
Căn cứ Luật Lưu trữ;
Điều 1. Thông tư này có hiệu lực.`, []string{"subject Bãi bỏ Thông tư số 15/2014/TT-BYT ngày 25 tháng 4 năm 2014"}},
		{"the old form in capitals cut in its middle", `PHÁP LỆNH
CỦA ỦY BAN THƯỜNG VỤ QUỐC HỘI SỐ 22/2004/PL-UBTVQH11 NGÀY 29 THÁNG 4 NĂM 2004 VỀ LƯU
TRỮ QUỐC GIA
Căn cứ vào Hiến pháp;`, []string{"number 22/2004/PL-UBTVQH11", "issued 2004-04-29", "issuer Ủy ban Thường vụ Quốc hội", "subject VỀ LƯU TRỮ QUỐC GIA"}},
		{"the whole head on one line", `SỞ NỘI VỤ ------- CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc --------------- Số: 12/QĐ-SNV Hưng Yên, ngày 27 tháng 7 năm 2017
QUYẾT ĐỊNH
Về việc lập hồ sơ
Điều 1. Lập hồ sơ.`, []string{"number 12/QĐ-SNV", "issued 2017-07-27", "issuer Sở Nội vụ", "subject Về việc lập hồ sơ"}},
		{"a word that leaves a phrase open ends another", `BỘ TÀI CHÍNH
Số: 12/QĐ-BTC
QUYẾT ĐỊNH

VỀ VIỆC LƯU TRỮ CHỨNG TỪ

BỘ TRƯỞNG BỘ TÀI CHÍNH

Căn cứ Luật Lưu trữ;`, []string{"subject VỀ VIỆC LƯU TRỮ CHỨNG TỪ"}},
		{"the office that enacts in small letters", `Trường Tiểu học An Hòa
Cộng hòa xã hội chủ nghĩa Việt Nam
Số: 12/QĐ-TH
Quyết định
Về việc lập hồ sơ
Hiệu trưởng Trường Tiểu học An Hòa
Căn cứ Luật Lưu trữ;`, []string{"subject Về việc lập hồ sơ"}},
		{"SỞ is no Số", `SỞ Y TẾ TỈNH HƯNG YÊN BỆNH VIỆN ĐA KHOA Số: 512/QĐ-BV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc
QUYẾT ĐỊNH
Về việc lập hồ sơ
Điều 1. Lập hồ sơ.`, []string{"number 512/QĐ-BV", "issuer Bệnh viện Đa khoa"}},
		{"a form's code is no issuer", `B1-2-ĐĐK
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đơn đăng ký
lập hồ sơ
Kính gửi: Sở Nội vụ`, []string{"issuer -", "number -"}},
	} {
		pages := pagesOfText(t, []byte(c.text))
		r := recordOf(pages)
		checkSpans(t, c.trap, &r, pages)
		got := sixFields(&r)
		for _, line := range c.want {
			same := func(l string) bool { return vntext.Key(l) == vntext.Key(line) }
			if !slices.ContainsFunc(strings.Split(got, "\n"), same) {
				t.Errorf("%s: no %q in\n%s", c.trap, line, got)
			}
		}
	}
}
