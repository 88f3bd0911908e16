package mend

import "testing"

// TestTorn reads numbers that dirt and blanks have torn, or that lost a letter.
func TestTorn(t *testing.T) {
	for _, c := range []struct{ trap, read, want string }{
		{"a blank in a term", "Luật Giá số 16/2023/QH1 5;", "Luật Giá số 16/2023/QH15;"},
		{"a blank before a term", "Luật Giá số 16/2023/QH 15;", "Luật Giá số 16/2023/QH15;"},
		{"a term that is lost", "Luật Giá số 16/2023/QH;", "Luật Giá số 16/2023/QH15;"},
		{"a term that is lost in a year of two", "Luật Giá số 16/2021/QH;", "Luật Giá số 16/2021/QH;"},
		{"a blank in a body", "Thông tư số 12/2024/TT-B TC", "Thông tư số 12/2024/TT-BTC"},
		{"dirt in a type", "Nghị định số 12/2024/N.Đ-CP", "Nghị định số 12/2024/NĐ-CP"},
		{"dirt before a mark", "Nghị định số 12'/2024/NĐ-CP", "Nghị định số 12/2024/NĐ-CP"},
		{"a blank in a year", "Nghị định số 12/20 24/NĐ-CP", "Nghị định số 12/2024/NĐ-CP"},
		{"a blank in a sequence", "Nghị định số 1 35/2020/NĐ-CP", "Nghị định số 135/2020/NĐ-CP"},
		{"two sequences", "các Nghị quyết số 18, 19-NQ/TW", "các Nghị quyết số 18, 19-NQ/TW"},
		{"a point in a sequence", "Luật Giá số 6.3/2025/QH15", "Luật Giá số 63/2025/QH15"},
		{"a point that was printed", "Nghị quyết số 66.7/2025/NQ-CP", "Nghị quyết số 66.7/2025/NQ-CP"},
		{"the Government alone issues decrees", "Nghị định số 12/2024/NĐ-GP", "Nghị định số 12/2024/NĐ-CP"},
		{"a letter lost from a type", "Thông tư số 12/2024/T-BYT", "Thông tư số 12/2024/TT-BYT"},
		{"a letter lost from the Quốc hội", "Luật Giá số 16/2023/H15", "Luật Giá số 16/2023/QH15"},
		{"a letter lost from a body", "Quyết định số 12/QĐ-UBN", "Quyết định số 12/QĐ-UBND"},
		{"a body that no table knows", "Quyết định số 12/QĐ-XYZK", "Quyết định số 12/QĐ-XYZK"},
		{"what follows a number", "Quyết định số 12/QĐ-UBND, 5 bản", "Quyết định số 12/QĐ-UBND, 5 bản"},
		{"a word torn", "Luật Tổ c hức chính quyền địa phương", "Luật Tổ chức chính quyền địa phương"},
		{"dirt in a word", "Luật Phòng, chố~ng tác hại của thuốc lá", "Luật Phòng, chống tác hại của thuốc lá"},
		{"a letter lost from a word", "Luật Tổ chức chính qyền địa phương", "Luật Tổ chức chính quyền địa phương"},
	} {
		if got := mended(c.read).Text; got != c.want {
			t.Errorf("%s: mended(%q) = %q, want %q", c.trap, c.read, got, c.want)
		}
	}
}
