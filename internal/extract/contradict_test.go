package extract

import (
	"strings"
	"testing"
)

func TestContradict(t *testing.T) {
	const sound = `BỘ Y TẾ
Số: 12/2025/TT-BYT
Hà Nội, ngày 05 tháng 3 năm 2025
THÔNG TƯ
Quy định lập hồ sơ
Căn cứ Luật Lưu trữ;
Điều 1. Thông tư này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2025.
BỘ TRƯỞNG
Trần Văn Mẫu`
	for _, c := range []struct {
		trap, old, new string
		doubted        string // fields that are not sure any more
	}{
		{"nothing contradicts", "", "", ""},
		{"a symbol of another type", "TT-BYT", "QĐ-BYT", "number type"},
		{"a number of another year", "12/2025/", "12/2024/", "number issued"},
		{"a head of another ministry", "BỘ Y TẾ", "BỘ XÂY DỰNG", "issuer"},
		{"force before the day of issue", "tháng 5 năm 2025", "tháng 5 năm 2024", "effective"},
		{"a consolidated text has the act's title", "12/2025/TT-BYT", "12/VBHN-BYT", ""},
	} {
		r := recordOf(pagesOfText(t, []byte(strings.Replace(sound, c.old, c.new, 1))))
		for name, f := range map[string]struct {
			value      *string
			confidence float64
		}{
			"number": {r.Number.Value, r.Number.Confidence}, "type": {r.Type.Value, r.Type.Confidence}, "issued": {r.Issued.Value, r.Issued.Confidence},
			"issuer": {r.Issuer.Value, r.Issuer.Confidence}, "effective": {r.Effective.Value, r.Effective.Confidence},
		} {
			if name == "effective" && f.value == nil {
				continue // of the act consolidated, not of the text
			}
			doubted := strings.Contains(" "+c.doubted+" ", " "+name+" ")
			if f.value == nil || f.confidence < 0.7 || (f.confidence < 0.9) != doubted {
				t.Errorf("%s: %s at %.2f, doubted should be %v and the value be kept", c.trap, name, f.confidence, doubted)
			}
		}
	}
}
