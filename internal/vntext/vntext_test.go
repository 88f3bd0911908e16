package vntext

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestTerm(t *testing.T) {
	for _, c := range []struct{ in, want, trap string }{
		{"hoá", "hóa", "open oa"},
		{"HOÁ", "hóa", "capitals"},
		{"hóa", "hóa", "already there"},
		{"uỷ", "ủy", "open uy without an onset"},
		{"ỦY", "ủy", ""},
		{"thuý", "thúy", ""},
		{"khoẻ", "khỏe", "open oe"},
		{"quý", "quý", "the u belongs to qu"},
		{"qúy", "quý", "typed on the u of qu"},
		{"qùa", "quà", ""},
		{"quốc", "quốc", ""},
		{"giữ", "giữ", ""},
		{"gìơ", "giờ", ""},
		{"gía", "giá", "the i belongs to gi"},
		{"gì", "gì", ""},
		{"giếng", "giếng", ""},
		{"tuỷ", "tủy", ""},
		{"tuỳ", "tùy", ""},
		{"hoàn", "hoàn", "closed oa keeps the tone on a"},
		{"hòan", "hoàn", "old typing habit"},
		{"tòan", "toàn", ""},
		{"huỳnh", "huỳnh", ""},
		{"quỳnh", "quỳnh", ""},
		{"khuỷu", "khuỷu", ""},
		{"thuở", "thuở", ""},
		{"thủơ", "thuở", ""},
		{"nguyễn", "nguyễn", ""},
		{"Ðảng", "đảng", "ETH U+00D0"},
		{"NÐ", "nđ", "ETH U+00D0"},
		{"PHƢỜNG", "phường", "OI U+01A2 of a bad font map"},
		{"BTС", "btc", "Cyrillic С U+0421"},
		{"ТТ", "tt", "Cyrillic all over"},
		{"Россия", "россия", "a Russian word stays"},
		{"DOÀI", "doài", "three vowels"},
		{"mỳ", "mỳ", "i/y is spelling, not tone"},
		{"Noël", "noël", "no syllable"},
		{"2024", "2024", ""},
		{"", "", ""},
	} {
		if got := Term(c.in); got != c.want {
			t.Errorf("Term(%q) = %q, want %q (%s)", c.in, got, c.want, c.trap)
		}
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"đổi", "doi"}, {"ĐỔI", "doi"}, {"Ðổi", "doi"}, {"Ủy", "uy"}, {"uỷ", "uy"},
		{"nghiêng", "nghieng"}, {"ƯƠNG", "uong"}, {"Noël", "noel"}, {"BTС", "btc"},
		{"doi", "doi"}, {"ϊ", "ι"}, {"ữ", "u"},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestSpellings(t *testing.T) {
	for in, want := range map[string]string{
		"kỹ": "kỹ kĩ", "kĩ": "kĩ kỹ", "ky": "ky ki", "quí": "quí quý", "quýt": "quýt quít", "lý": "lý lí",
		"hai": "hai", "hay": "hay", "y": "y", "tuy": "tuy", "túi": "túi", "thủy": "thủy", "đổi": "đổi", "29": "29",
	} {
		got := Spellings(in)
		if strings.Join(got, " ") != want {
			t.Errorf("Spellings(%q) = %q, want %q", in, got, want)
		}
		for _, s := range got {
			if Spelling(s) != Spelling(in) {
				t.Errorf("%q and %q have two spellings", s, in)
			}
		}
	}
}

func TestSpelling(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"kĩ", "kỹ"}, {"lí", "lý"}, {"kỹ", "kỹ"}, {"quí", "quý"}, {"quít", "quýt"}, {"quỳnh", "quỳnh"},
		{"thi", "thi"}, {"chi", "chi"}, {"in", "in"}, {"tin", "tin"}, {"tai", "tai"}, {"lai", "lai"}, {"qui1", "qui1"}, {"y", "y"}, {"", ""},
	} {
		if got := Spelling(c.in); got != c.want {
			t.Errorf("Spelling(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestKey(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"  Uỷ  ban\u00a0nhân dân\n tỉnh ", "ủy ban nhân dân tỉnh"},
		{"ủy ban nhân dân tỉnh", "ủy ban nhân dân tỉnh"},
		{norm.NFD.String("ỦY BAN"), "ủy ban"},
		{" \t", ""},
		{"a ", "a"},
		{"a\tb", "a b"},
		{"Hoá, hoá", "hóa, hóa"},
	} {
		if got := Key(c.in); got != c.want {
			t.Errorf("Key(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"29-NQ/TW", []string{"29", "NQ", "TW"}},
		{"Hà Nội,", []string{"Hà", "Nội"}},
		{norm.NFD.String("Hà Nội"), []string{norm.NFD.String("Hà"), norm.NFD.String("Nội")}},
		{"“về đổi mới…”", []string{"về", "đổi", "mới"}},
		{"13⁄2012/QH13", []string{"13", "2012", "QH13"}},
		{"\xff a", []string{"a"}},
		{"", nil},
	} {
		var got []string
		for start, end := range Words(c.in) {
			got = append(got, c.in[start:end])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("Words(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	for range Words("a b") { // the caller may stop
		break
	}
}

func TestMeasure(t *testing.T) {
	got := MeasureText("Căn cứ Nghị định số 30/2020/NĐ-CP\ufffd\x01, abc1 \xff")
	want := Measure{Words: 7, Syllables: 5, Marked: 5, Odd: 3, Letters: 22}
	if got != want {
		t.Errorf("MeasureText = %+v, want %+v", got, want)
	}
	if s := (Measure{}).Share(); s != 1 {
		t.Errorf("Share without words = %v, want 1", s)
	}
}

func TestNFC(t *testing.T) {
	for _, s := range []string{"Ủy ban", "e\u0301", "\u212b", "“a” – …\u2028", "\u0344", "\xc3\xcc\x81", "\xe1\xb8\xcc\x81", "e\xe2\x80\xcc\x81"} {
		if got, want := NFC(s), norm.NFC.String(s); got != want {
			t.Errorf("NFC(%q) = %q, want %q", s, got, want)
		}
	}
}

func FuzzLaws(f *testing.F) {
	for _, s := range []string{"Hoá Uỷ quý giữ", "Ðảng BTС Россия", "a\u0323\u0302b", "H\u0331", " \u0338=", "İ ẞ Kǅ", "ϓ\u0301", "가각", "\xc3\xcc\x81"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := NFC(s), norm.NFC.String(s); got != want {
			t.Fatalf("NFC(%q) = %q, want %q", s, got, want)
		}
		k := Key(s)
		if again := Key(k); again != k {
			t.Fatalf("Key(%q) = %q, but Key of that is %q", s, k, again)
		}
		last := 0
		for start, end := range Words(s) {
			if start < last || start >= end || end > len(s) || utf8.ValidString(s) && (!onBorder(s, start) || !onBorder(s, end)) {
				t.Fatalf("Words(%q) yields %d:%d", s, start, end)
			}
			last = end
		}
		if !utf8.ValidString(s) {
			return
		}
		for _, w := range strings.Fields(s) {
			c, d := norm.NFC.String(w), norm.NFD.String(w)
			if fc, fd := Fold(c), Fold(d); fc != fd {
				t.Fatalf("Fold(%q) = %q, but %q in NFD", c, fc, fd)
			}
			term := Term(c)
			if again := Term(term); again != term {
				t.Fatalf("Term(%q) = %q, but Term of that is %q", c, term, again)
			}
			if !norm.NFC.IsNormalString(term) {
				t.Fatalf("Term(%q) = %q is not NFC", c, term)
			}
			if y := Spelling(term); Spelling(y) != y || Term(y) != y {
				t.Fatalf("Spelling(%q) = %q is not the end of it: %q, %q", term, y, Spelling(y), Term(y))
			}
			if IsSyllable(c) != IsSyllable(term) && !strings.ContainsFunc(c, func(r rune) bool { return letterOf(r) == nil }) {
				t.Fatalf("IsSyllable tells %q from its term %q", c, term)
			}
		}
		n := norm.NFC.String(s)
		m := MeasureText(n)
		if m.Marked > m.Syllables || m.Syllables > m.Words || m.Words > m.Letters || m.Letters+m.Odd > utf8.RuneCountInString(n) {
			t.Fatalf("MeasureText(%q) = %+v", n, m)
		}
	})
}

func onBorder(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

// page is of the kind that the program reads most.
var page = strings.Repeat(`Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;
Thực hiện Kế hoạch số 12-KH/TU, ngày 14/11/2024 của Ban Thường vụ Tỉnh uỷ, Uỷ ban nhân dân tỉnh ban hành
kế hoạch “chuyển đổi số, hoá đơn điện tử” giai đoạn 2021 - 2025, định hướng đến năm 2030.
`, 20)

func BenchmarkNFC(b *testing.B) {
	b.ReportAllocs()
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		NFC(page)
	}
}

func benchWords(b *testing.B, do func(string)) {
	var words []string
	size := 0
	for start, end := range Words(page) {
		words = append(words, page[start:end])
		size += end - start
	}
	b.ReportAllocs()
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, w := range words {
			do(w)
		}
	}
}

func BenchmarkTerm(b *testing.B) { benchWords(b, func(w string) { Term(w) }) }
func BenchmarkFold(b *testing.B) { benchWords(b, func(w string) { Fold(w) }) }

func BenchmarkKey(b *testing.B) {
	b.ReportAllocs()
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		Key(page)
	}
}

func BenchmarkWords(b *testing.B) {
	b.ReportAllocs()
	b.SetBytes(int64(len(page)))
	n := 0
	for b.Loop() {
		for start, end := range Words(page) {
			n += end - start
		}
	}
}

func BenchmarkMeasure(b *testing.B) {
	b.ReportAllocs()
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		MeasureText(page)
	}
}

func TestBroken(t *testing.T) {
	for _, c := range []struct {
		text          string
		words, broken int
	}{
		{"thực hiện theo quy định", 5, 0},
		{"tlực hiên theo quy địnhh", 5, 2}, // hiên is a syllable
		{"UBND tỉnh, TTg và QH15", 1, 0},   // no words in small letters
		{"Sxở internet km 12a", 1, 1},      // too short, or not in small letters
		{"", 0, 0},
	} {
		if words, broken := Broken(c.text); words != c.words || broken != c.broken {
			t.Errorf("Broken(%q) = %d, %d; want %d, %d", c.text, words, broken, c.words, c.broken)
		}
	}
}
