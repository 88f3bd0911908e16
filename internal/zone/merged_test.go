package zone

import (
	"strings"
	"testing"

	"vanthu/corpus"
)

// cutAt writes s with a bar before each of the given bytes.
func cutAt(s string, at []int) string {
	for i := len(at) - 1; i >= 0; i-- {
		s = strings.TrimRight(s[:at[i]], " ") + "|" + s[at[i]:]
	}
	return s
}

func TestNamesIn(t *testing.T) {
	for _, tt := range []struct {
		s    string
		k    int
		want string // "" where s is not k names
		trap string
	}{
		{"Tăng Văn Mẫu Nghiêm Thị Hai", 2, "Tăng Văn Mẫu|Nghiêm Thị Hai", "two names"},
		{"Lò Thị Một Giàng Văn Hai Vàng Thị Ba", 3, "Lò Thị Một|Giàng Văn Hai|Vàng Thị Ba", "three names"},
		{"Trần Văn Hà Lê Thị Mẫu", 2, "Trần Văn Hà|Lê Thị Mẫu", "Hà is a family name too: the even way"},
		{"Thượng tá Khuất Văn Một Lều Thị Hai", 2, "Thượng tá Khuất Văn Một|Lều Thị Hai", "a rank before the first"},
		{"Nguyễn Lê Văn Mẫu", 2, "", "one name of two family names"},
		{"Phó Chủ tịch Thường trực Hội", 2, "", "a position"},
		{"- Lưu: VT, Trần Văn Mẫu Lê Thị Hai", 2, "", "an item of a list"},
	} {
		got := namesIn(tt.s, tt.k)
		if text := cutAt(tt.s, got); got != nil && text != tt.want || got == nil && tt.want != "" {
			t.Errorf("%s: namesIn(%q, %d) = %q, want %q", tt.trap, tt.s, tt.k, text, tt.want)
		}
	}
}

func TestMergedBorder(t *testing.T) {
	for _, tt := range []struct {
		heads int // authorities and positions seen above
		s     string
		want  string
		trap  string
	}{
		{0, "Nơi nhận: TM. ỦY BAN NHÂN DÂN", "Nơi nhận:|TM. ỦY BAN NHÂN DÂN", "the heading and an authority"},
		{1, "- Như Điều 3; PHÓ CHỦ TỊCH", "- Như Điều 3;|PHÓ CHỦ TỊCH", "an item and a position"},
		{1, "- Ban Thường vụ Tỉnh ủy, K/T CHỦ NHIỆM", "- Ban Thường vụ Tỉnh ủy,|K/T CHỦ NHIỆM", "items of the Party end in commas"},
		{1, "- Lưu: VT, KT. TRUNG TÂM LƯU TRỮ", "- Lưu: VT, KT. TRUNG TÂM LƯU TRỮ", "KT is a division that keeps a copy"},
		{1, "- Lưu: VT. Trần Văn Mẫu", "- Lưu: VT.|Trần Văn Mẫu", "the name behind the last item"},
		{0, "- Lưu: VT. Trần Văn Mẫu", "- Lưu: VT. Trần Văn Mẫu", "a name where nobody signs"},
		{1, "- Các thôn; CÔNG CHỨC VĂN PHÒNG", "- Các thôn;|CÔNG CHỨC VĂN PHÒNG", "a position that no table has"},
		{1, "- TT HĐND; UBND VÀ HĐND XÃ", "- TT HĐND; UBND VÀ HĐND XÃ", "shortened names of receivers"},
		{1, "- Ông Trần Văn Hai;", "- Ông Trần Văn Hai;", "a person who receives it"},
	} {
		m := merged{heads: tt.heads}
		var at []int
		if n := m.border(tt.s); n > 0 {
			at = []int{n}
		}
		if got := cutAt(tt.s, at); got != tt.want {
			t.Errorf("%s: %q is cut as %q, want %q", tt.trap, tt.s, got, tt.want)
		}
	}
}

func TestCellMarks(t *testing.T) {
	for _, tt := range []struct{ s, want, trap string }{
		{"TỐI MẬT THƯỢNG KHẨN", "TỐI MẬT|THƯỢNG KHẨN", "two marks"},
		{"V/v nộp thuế giá trị gia tăng KHẨN", "V/v nộp thuế giá trị gia tăng|KHẨN", "a mark beside the subject"},
		{"VỀ TÌNH TRẠNG KHẨN", "VỀ TÌNH TRẠNG KHẨN", "a subject in capitals"},
		{"TM. HỘI NÔNG DÂN TM. ĐOÀN THANH NIÊN", "TM. HỘI NÔNG DÂN|TM. ĐOÀN THANH NIÊN", "two authorities"},
		{"TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "both marks of one signer"},
	} {
		at := markAt(tt.s)
		if at == 0 {
			at = secondAuthority(tt.s)
		}
		var cuts []int
		if at > 0 {
			cuts = []int{at}
		}
		if got := cutAt(tt.s, cuts); got != tt.want {
			t.Errorf("%s: %q is cut as %q, want %q", tt.trap, tt.s, got, tt.want)
		}
	}
}

func TestCopyMark(t *testing.T) {
	for s, want := range map[string]bool{
		"SAO Y": true, "SAO Y BẢN CHÍNH": true, "SAO LỤC": true, "TRÍCH SAO": true, "BẢN SAO": true,
		"BẢN SAO LƯU DỮ LIỆU": false, "SAO Y; Sở Tài chính tỉnh Mẫu; 12/04/2022": false,
	} {
		if got := copyMark(fold(s)); got != want {
			t.Errorf("copyMark(%q) = %v, want %v", s, got, want)
		}
	}
}

func TestBeheaded(t *testing.T) {
	for s, want := range map[string]bool{
		"hạm Trường Mẫu":    true,  // Phạm, its P under a stroke of the pen
		"rần Văn Mẫu":       true,  // Trần
		"các Sở Ban":        false, // no family name ends so
		"tỉnh Quảng Mẫu":    false, // Đinh? the tail of a receiver is no name
		"hạm":               false,
		"hạm vi điều chỉnh": false,
		"Phạm Trường Mẫu":   false, // whole
	} {
		if got := beheaded(s); got != want {
			t.Errorf("beheaded(%q) = %v, want %v", s, got, want)
		}
	}
}

// A stamp of incoming papers lies beside the subject of a scan: its print is no
// subject, and is cut off where the recogniser made one line of both.
func TestStampBesideSubject(t *testing.T) {
	var text strings.Builder
	p := corpus.Page{Number: 1, Method: corpus.MethodOCR}
	put := func(y float64, words ...struct {
		s           string
		left, right float64
	}) {
		if text.Len() > 0 {
			text.WriteByte('\n')
		}
		line := corpus.Line{Start: text.Len()}
		for i, w := range words {
			if i > 0 {
				text.WriteByte(' ')
			}
			box := corpus.Box{w.left, y, w.right, y + 0.016}
			p.Words = append(p.Words, corpus.Word{Start: text.Len(), End: text.Len() + len(w.s), Box: box, Confidence: 0.9})
			text.WriteString(w.s)
			if line.Box == nil {
				line.Box = &corpus.Box{box[0], box[1], box[2], box[3]}
			} else {
				u := line.Box.Union(box)
				line.Box = &u
			}
		}
		line.End = text.Len()
		p.Lines = append(p.Lines, line)
	}
	type w = struct {
		s           string
		left, right float64
	}
	put(0.06, w{"ỦY BAN NHÂN DÂN XÃ MẪU", 0.17, 0.38}, w{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0.45, 0.9})
	put(0.11, w{"Số: 12/CT-UBND", 0.19, 0.37}, w{"Mẫu, ngày 05 tháng 3 năm 2018", 0.54, 0.9})
	put(0.14, w{"CHỈ THỊ", 0.52, 0.62})
	put(0.17, w{"“TRUNG", 0.02, 0.08}, w{"849", 0.09, 0.12}, w{"QN|", 0.13, 0.27}, w{"Về việc tăng cường công tác lưu trữ", 0.30, 0.84})
	put(0.188, w{"ĐẾN", 0.03, 0.07})
	put(0.19, w{"]", 0.28, 0.29})
	put(0.195, w{"trên địa bàn xã", 0.47, 0.67})
	put(0.25, w{"Căn cứ Luật Lưu trữ năm 2011, Ủy ban nhân dân xã yêu cầu:", 0.17, 0.9})
	p.Text = text.String()

	var got []string
	for _, l := range Split([]corpus.Page{p}).Lines {
		if l.Kind == Subject {
			got = append(got, l.Text)
		}
	}
	if want := "Về việc tăng cường công tác lưu trữ / trên địa bàn xã"; strings.Join(got, " / ") != want {
		t.Errorf("subject is %q, want %q", strings.Join(got, " / "), want)
	}
}
