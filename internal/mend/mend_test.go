package mend

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// mended is s with all of it mended.
func mended(s string) Edited { return Stretches(s, [][2]int{{0, len(s)}}) }

func TestText(t *testing.T) {
	for _, c := range []struct{ trap, in, want string }{
		{"tone marks lost", "Căn cứ Nghi đinh số 30/2020/NĐ-CP", "Căn cứ Nghị định số 30/2020/NĐ-CP"},
		{"in capitals", "NGHI ĐỊNH SO 30/2020/NĐ-CP", "NGHỊ ĐỊNH SỐ 30/2020/NĐ-CP"},
		{"stroke of Đ lost in type and number", "Quyết dịnh số 12/QD-UBND", "Quyết định số 12/QĐ-UBND"},
		{"blank lost", "Thôngtư số 1/2024/TT-BTC", "Thông tư số 1/2024/TT-BTC"},
		{"rn for m", "Nghị định này có hiệu lực từ năm 2O24", "Nghị định này có hiệu lực từ năm 2024"},
		{"letters for digits", "Nghị quyết số l8-NQ/TW", "Nghị quyết số 18-NQ/TW"},
		{"a letter in the year", "số 25/2O25/NĐ-CP", "số 25/2025/NĐ-CP"},
		{"T read as I", "Kết luận số 91-KL/IW", "Kết luận số 91-KL/TW"},
		{"number of a term", "Luật số 72/2025/QHl5", "Luật số 72/2025/QH15"},
		{"a law of the table", "Luật Quản lý thuê", "Luật Quản lý thuế"},
		{"a law over two lines", "Luật Ngân sách\nnhà nuớc", "Luật Ngân sách\nnhà nước"},
		{"a law of no table", "Luât Vườn cây", "Luật Vườn cây"},
		{"date in words", "ngay 2l thang 02 nam 2O25", "ngày 21 tháng 02 năm 2025"},
		{"date in digits", "ngày l5/6/2O24", "ngày 15/6/2024"},
		{"code of a regulation", "OCVN 4l:2025/BTC", "QCVN 41:2025/BTC"},
		{"qua is no misread của", "thông qua Nghị quyết, kết quả Quy hoạch", "thông qua Nghị quyết, kết quả Quy hoạch"},
		{"a word of equal shape: no constitution", "Biện pháp thi hành", "Biện pháp thi hành"},
		{"too many letters are others", "Nghỉ dính líu", "Nghỉ dính líu"},
		{"another word before a number", "Sổ 12 trang", "Sổ 12 trang"},
		{"a date is no number", "24/02/2025", "24/02/2025"},
		{"years", "giai đoạn 2021 - 2025", "giai đoạn 2021 - 2025"},
		{"an unknown symbol stays", "số 12/XYZW-QKR", "số 12/XYZW-QKR"},
		{"half past eight", "8-10 giờ, 7/24 và 50-60 km", "8-10 giờ, 7/24 và 50-60 km"},
		{"blank lost before a date", "Nghị định số 81/2021/ND-CPngày 1/9/2021", "Nghị định số 81/2021/NĐ-CP ngày 1/9/2021"},
		{"blank lost in a date", "ngày 07tháng 9 năm 2017", "ngày 07 tháng 9 năm 2017"},
		{"blank lost behind số", "số1l3/2025/NĐ-CP", "số 113/2025/NĐ-CP"},
		{"a body of no table", "số 01-HD/BTG", "số 01-HD/BTG"},
		{"a division of a body", "số 2939/BNV-TL", "số 2939/BNV-TL"},
		{"a letter of a long symbol", "số 12/2024/TT-BCDĐT", "số 12/2024/TT-BGDĐT"},
		{"capitals read small", "số 13/2025/NĐ-Cp", "số 13/2025/NĐ-CP"},
		{"ii for u", "Luật Tiêu chiiẩn và quy chuẩn kỹ thuật", "Luật Tiêu chuẩn và quy chuẩn kỹ thuật"},
		{"a blank in a word", "Luật Giao thô ng đường bộ", "Luật Giao thông đường bộ"},
		{"two blanks lost", "Luật Ngânsách nhànước", "Luật Ngân sách nhà nước"},
		{"slash read as a letter", "Nghị định số 62l2022/NĐ-CP", "Nghị định số 62/2022/NĐ-CP"},
		{"slash read as 1", "Nghị định số 6212022/NĐ-CP", "Nghị định số 62/2022/NĐ-CP"},
		{"second slash read as a letter", "Nghị định số 62/2022lNĐ-CP", "Nghị định số 62/2022/NĐ-CP"},
		{"a term of another year", "Luật số 97/2015/QH18", "Luật số 97/2015/QH13"},
		{"a term that fits", "Luật số 97/2025/QH15", "Luật số 97/2025/QH15"},
		{"dash read as a wave", "số 12/2024/NĐ~CP", "số 12/2024/NĐ-CP"},
		{"g for 9", "số 32g/2025/NĐ-CP", "số 329/2025/NĐ-CP"},
		{"a stray letter behind a type", "Kết luận số 91-\nKLƯ/TW", "Kết luận số 91-KL/TW"},
		{"a symbol with Ư that may be one", "số 12-XLƯ/TW", "số 12-XLƯ/TW"},
		{"signs for print in a body", "Chỉ thị số 12/CT- -L[TEg ngày", "Chỉ thị số 12/CT-TTg ngày"},
		{"a body with its term", "số 12/BC-UBPLTP15 ngày", "số 12/BC-UBPLTP15 ngày"},
		{"signs in what is no body", "số 12/CT-K[QXw ngày", "số 12/CT-K[QXw ngày"},
		{"a form", "Mẩu số 01/BC", "Mẫu số 01/BC"},
	} {
		if got := mended(c.in); got.Text != c.want {
			t.Errorf("%s: mended(%q) = %q, want %q", c.trap, c.in, got.Text, c.want)
		}
	}
}

func TestDoubtful(t *testing.T) {
	sound := strings.Repeat("Cơ quan, tổ chức và cá nhân có trách nhiệm thực hiện theo quy định của pháp luật, bảo đảm đúng tiến độ. ", 20)
	if Doubtful(sound) {
		t.Error("a sound text is doubted: it would be mended for nothing")
	}
	if !Doubtful(strings.Repeat("Thôngtư vể quán lý ttường hóc vâ dào tao tlheo quyêl định. ", 4) + sound) {
		t.Error("a misread text is not doubted")
	}
	if Doubtful("UBND TTg QĐ-UBND 12a km kg") {
		t.Error("abbreviations are no misreading")
	}
}

// TestLinear reads texts that repeat what a phrase or a number begins with.
func TestLinear(t *testing.T) {
	for _, piece := range []string{"Luật sửa đổi bổ sung ", "số 1/", "12-", "l/l/", "ngày 1 tháng ", "QCVN 1-", "Quyết", "a", "1", "căn cứ căn ", "/", "-", "số ", "Luật", "0.1"} {
		text := strings.Repeat(piece, (256<<10)/len(piece))
		start := time.Now()
		mended(text)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("256 kB of %q took %v: find the loop that starts again", piece, took)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"Nghi đinh số 30/2O20/ND-CP", "Thôngtư l8-NQ/IW", "ngày l5/6/2O24 OCVN 4l:2025/BTC", "ố\xff1/2", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		e := mended(s)
		if !utf8.ValidString(e.Text) {
			t.Fatalf("%q: the mended text is no UTF-8: %q", s, e.Text)
		}
		// What was not replaced is there byte for byte, and leads back.
		last := 0
		for _, x := range append(e.edits, edit{from: len(s), to: len(s), start: len(e.Text), end: len(e.Text)}) {
			from, to := e.Back(last, x.start)
			if s[from:to] != e.Text[last:x.start] {
				t.Fatalf("%q: %q leads back to %q", s, e.Text[last:x.start], s[from:to])
			}
			if x.from > x.to || !utf8.ValidString(s[x.from:x.to]) {
				t.Fatalf("%q: an edit cuts a character: %d:%d", s, x.from, x.to)
			}
			last = x.end
		}
		for i := range e.Text {
			from, to := e.Back(i, i)
			if from < 0 || to > len(s) || from > to || from < len(s) && !utf8.RuneStart(s[from]) {
				t.Fatalf("%q: byte %d of %q leads to %d:%d", s, i, e.Text, from, to)
			}
		}
	})
}

func BenchmarkText(b *testing.B) {
	text := strings.Repeat("Cơ quan có trách nhiệm thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư. ", 100)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		mended(text)
	}
}

func BenchmarkDoubtful(b *testing.B) {
	text := strings.Repeat("Cơ quan có trách nhiệm thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư. ", 400)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Doubtful(text)
	}
}
