package eval

import "testing"

func TestSame(t *testing.T) {
	tests := []struct {
		trap      string
		f         field
		gold, got string
		want      bool
	}{
		{"ETH for Đ", fNumber, "30/2020/NĐ-CP", "30/2020/NÐ-CP", true},
		{"U+2044 for the slash", fNumber, "05/CT-TTg", "05⁄CT-TTg", true},
		{"Cyrillic capitals", fNumber, "12-NQ/TW", "12-NQ/ТW", true},
		{"decomposed letters", fNumber, "15-KH/TỦ", "15-kh/TU\u0309", true},
		{"no-break space", fNumber, "74/2025/TT-NHNN", "74\u00a0/2025/TT-NHNN", true},
		{"another year", fNumber, "30/2020/NĐ-CP", "30/2021/NĐ-CP", false},
		{"another sign between the parts", fNumber, "12-NQ/TW", "12/NQ-TW", false},
		{"place added after a dash", fIssuer, "Huyện ủy", "HUYỆN UỶ - Thanh Sơn", true},
		{"a longer word is no added place", fIssuer, "Ban Bí", "Ban Bích", false},
		{"parent put before it", fIssuer, "Văn phòng", "Tỉnh ủy Văn phòng", false},
		{"V/v with a colon", fSubject, "Về việc cấp đất", "V/v: cấp đất", true},
		{"Về alone", fSubject, "cấp đất", "Về cấp đất", true},
		{"one opening only", fSubject, "Về việc về hưu", "hưu", false},
		{"a name without value", fSigner, "", "Lê Văn Thử", false},
		{"both without value", fIssued, "", "", true},
		{"a year is no day", fIssued, "2021-05-03", "2021", false},
	}
	for _, tt := range tests {
		if got := same(tt.f, tt.gold, tt.got); got != tt.want {
			t.Errorf("%s: same(%s, %q, %q) = %v", tt.trap, tt.f, tt.gold, tt.got, got)
		}
	}
}

// FuzzSame: a value equals itself, keys are keys of themselves, and sharing
// words has no direction.
func FuzzSame(f *testing.F) {
	f.Add("Về việc về", "V/v về")
	f.Add("07/2024/TT-BTС", "07/2024/TT–BTC")
	f.Add("Nghị quyết số 29-\nNQ/TW", "Nghị quyết 29")
	f.Add("İ", "ſ")
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, name := range fields {
			if !same(name, a, a) {
				t.Errorf("%s: %q is not itself", name, a)
			}
		}
		if key := numberKey(a); numberKey(key) != key {
			t.Errorf("numberKey(%q) = %q, whose key is %q", a, key, numberKey(key))
		}
		if ab, ba := sharedWords(a, b), sharedWords(b, a); ab != ba || ab < 0 || ab > 1 {
			t.Errorf("%q and %q share %v, the other way round %v", a, b, ab, ba)
		}
	})
}
