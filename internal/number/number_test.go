package number

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestScan(t *testing.T) {
	for _, c := range []struct {
		text string // scanned at its first digit
		raw  string // what is taken of it, "" for nothing
		want string // Seq|Year|Symbol|Type|Issuer
	}{
		{"171-KH/HU", "171-KH/HU", "171|0|KH/HU|KH|HU"},
		{"Số: 2170 /QĐ - UBND", "2170 /QĐ - UBND", "2170|0|QĐ-UBND|QĐ|UBND"},
		{"Số: 88/QĐ-THPT.AK", "88/QĐ-THPT.AK", "88|0|QĐ-THPT.AK|QĐ|THPT.AK"},           // a division behind a point
		{"theo Quyết định số 88/QĐ-UBND.Căn cứ", "88/QĐ-UBND", "88|0|QĐ-UBND|QĐ|UBND"}, // a sentence without its blank
		{"Số: 12/KH-BCĐ389", "12/KH-BCĐ389", "12|0|KH-BCĐ389|KH|BCĐ389"},               // a steering committee by its number
		{"Số: 88/TB-KV XII", "88/TB-KV XII", "88|0|TB-KVXII|TB|KVXII"},                 // a regional office
		{"số 91- KL/TW và", "91- KL/TW", "91|0|KL/TW|KL|TW"},
		{"số 91-\nKL/TW\n- HĐND, UBND", "91-\nKL/TW", "91|0|KL/TW|KL|TW"}, // an item follows
		{"Số 38 - HD/BTCTW", "38 - HD/BTCTW", "38|0|HD/BTCTW|HD|BTCTW"},
		{"13⁄2012/QH13", "13⁄2012/QH13", "13|2012|QH13||QH13"},         // U+2044
		{"06/2026/TT-BTС;", "06/2026/TT-BTС", "06|2026|TT-BTC|TT|BTC"}, // Cyrillic С
		{"15/2021/NÐ-CP", "15/2021/NÐ-CP", "15|2021|NĐ-CP|NĐ|CP"},      // ETH
		{"15/2021/NĐ–CP.", "15/2021/NĐ–CP", "15|2021|NĐ-CP|NĐ|CP"},     // en dash
		{"144 /2002/QĐ/BTC", "144 /2002/QĐ/BTC", "144|2002|QĐ/BTC|QĐ|BTC"},
		{"66.7/2025/NQ-CP", "66.7/2025/NQ-CP", "66.7|2025|NQ-CP|NQ|CP"},
		{"769/TTg ngày", "769/TTg", "769|0|TTg||TTg"},
		{"63/CP", "63/CP", "63|0|CP||CP"},
		{"1630/BC-UBPLTP15", "1630/BC-UBPLTP15", "1630|0|BC-UBPLTP15|BC|UBPLTP15"},
		{"108/2025/UBTVQH15", "108/2025/UBTVQH15", "108|2025|UBTVQH15||UBTVQH15"},
		{"5973/UBND-KT", "5973/UBND-KT", "5973|0|UBND-KT||UBND"},
		{"14204-CV/VPTW", "14204-CV/VPTW", "14204|0|CV/VPTW|CV|VPTW"},
		{"16-LCT/HĐNN8", "16-LCT/HĐNN8", "16|0|LCT/HĐNN8|LCT|HĐNN8"},
		{"45 TC/TCT", "45 TC/TCT", "45|0|TC/TCT||TC"}, // before 1995
		{"12a/QĐ-UBND", "12a/QĐ-UBND", "12a|0|QĐ-UBND|QĐ|UBND"},
		{"01/2014/TTLT-BTC-BNV", "01/2014/TTLT-BTC-BNV", "01|2014|TTLT-BTC-BNV|TTLT|BTC-BNV"},
		{"12/QĐ-UBND - UBND huyện", "12/QĐ-UBND", "12|0|QĐ-UBND|QĐ|UBND"}, // the issuer follows
		{"12/QĐ-UBND - Về", "12/QĐ-UBND", "12|0|QĐ-UBND|QĐ|UBND"},
		{"412/T Tr-SNV ngày", "412/T Tr-SNV", "412|0|TTr-SNV|TTr|SNV"}, // a blank that OCR saw in wide print
		{"12/K H của", "", ""},                       // but a mark must follow
		{"29-nq/tw", "29-nq/tw", "29|0|nq/tw|nq|tw"}, // a search line
		{"18/93/QĐ-TTg", "18/93/QĐ-TTg", "18|1993|QĐ-TTg|QĐ|TTg"},
		{"Số:30/2020/NĐ-CP", "30/2020/NĐ-CP", "30|2020|NĐ-CP|NĐ|CP"},
		{"4830/KTTH ngày", "4830/KTTH", "4830|0|KTTH||KTTH"}, // a division that no table knows
		{"10/MW", "", ""},
		{"29", "", ""},
		{"12/8/2024", "", ""},
		{"26-5-2025", "", ""},
		{"2021 - 2025", "", ""},
		{"năm 2020 - UBND huyện", "", ""},
		{"tháng 12/2024 - UBND huyện", "", ""},
		{"80 km/h", "", ""},
		{"19-COVID", "", ""},
		{"1/A", "", ""},
		{"5/người", "", ""},
	} {
		at := strings.IndexAny(c.text, "0123456789")
		n, end, ok := Scan(c.text, at)
		raw, got := "", ""
		if ok {
			raw, got = c.text[at:end], show(n)
		}
		if raw != c.raw || got != c.want {
			t.Errorf("Scan(%q) took %q as %q; want %q as %q", c.text, raw, got, c.raw, c.want)
		}
	}
}

func show(n Number) string {
	return strings.Join([]string{n.Seq, itoa(n.Year), n.Symbol, n.Type, n.Issuer}, "|")
}

func itoa(n int) string {
	if n == 0 {
		return "0"
	}
	return string([]byte{byte('0' + n/1000), byte('0' + n/100%10), byte('0' + n/10%10), byte('0' + n%10)})
}

// The tail of a longer number or of a code is none.
func TestScanInside(t *testing.T) {
	for _, c := range []struct{ text, from string }{
		{"TCCS.01:2017/ĐCKS", "01"},
		{"TCCS.01:2017/ĐCKS", "2017"},
		{"30/2020/NĐ-CP", "2020"},
		{"QH15/UBND", "15"},
		{"130/NĐ-CP", "30"},
	} {
		if n, _, ok := Scan(c.text, strings.Index(c.text, c.from)); ok {
			t.Errorf("Scan(%q) at %q gives %q, want nothing", c.text, c.from, n.Text)
		}
	}
}

func TestScanBlank(t *testing.T) {
	for text, want := range map[string]string{
		"      /QĐ-BTC":     "/QĐ-BTC",
		"...../2025/TT-BTC": "/2025/TT-BTC",
		"____-KH/HU":        "-KH/HU",
		"  29-NQ/TW":        "",
		"":                  "",
	} {
		n, _, ok := ScanBlank(text, 0)
		if n.Text != want || ok != (want != "") || n.Seq != "" {
			t.Errorf("ScanBlank(%q) = %+v, %v; want %q", text, n, ok, want)
		}
	}
}

// TestMisread holds letters that machines read for others, which no scribe writes.
func TestMisread(t *testing.T) {
	for _, c := range []struct {
		trap, text, want string
		misread          bool
	}{
		{"l for 1 behind a digit", "4l/TB-TNMT", "41/TB-TNMT", true},
		{"O for 0 before a digit", "O5/CT-UBND", "05/CT-UBND", true},
		{"between digits", "1O2-KH/HU", "102-KH/HU", true},
		{"a letter that scribes write", "45a/QĐ-UBND", "45a/QĐ-UBND", false},
		{"the stroke of Nghị định lost", "12/2031/ND-CP", "12/2031/NĐ-CP", false},
		{"the stroke of Quyết định lost, a dash of print", "12/2031/QD–TTg", "12/2031/QĐ-TTg", false},
		{"a council without strokes", "45/NQ-HDND", "45/NQ-HĐND", false},
		{"a body that has a D", "45/QĐ-UBND", "45/QĐ-UBND", false},
		{"a symbol of a body that no table knows", "45/QĐ-DDT", "45/QĐ-DDT", false},
		{"a division with a vowel", "102/LĐLĐ-ToC", "102/LĐLĐ-ToC", false},
		{"no number", "lO/UBND", "", false},
		{"a sentence goes on", "102/UBND-Về việc", "102/UBND", false},
	} {
		n, _, _ := Scan(c.text, 0)
		if n.Text != c.want || n.Misread != c.misread {
			t.Errorf("%s: Scan(%q) = %q, misread %v, want %q, %v", c.trap, c.text, n.Text, n.Misread, c.want, c.misread)
		}
	}
}

func TestMended(t *testing.T) {
	if n, _, _ := Scan("06/2026/TT-BTС", 0); !n.Mended {
		t.Error("a Cyrillic letter was changed: Mended must be true")
	}
	if n, _, _ := Scan("06 /2026/TT – BTC", 0); n.Mended || n.Text != "06/2026/TT-BTC" {
		t.Errorf("spaces and dashes alone are no mending: %+v", n)
	}
}

func TestEqual(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"29-NQ/TW", "29/nq-tw", true},
		{"01/2026/TT-BNV", "1/2026/TT-BNV", true},
		{"13⁄2012/QH13", "13/2012/QH13", true},
		{"30/2020/NĐ-CP", "30/2021/NĐ-CP", false},
		{"30/2020/NĐ-CP", "30/NĐ-CP", false},
		{"10/NĐ-CP", "1/NĐ-CP", false},
	} {
		if Equal(c.a, c.b) != c.want {
			t.Errorf("Equal(%q, %q) = %v", c.a, c.b, !c.want)
		}
	}
}

// Law: a number read is read again from its normal form, and ends on a rune.
func FuzzScan(f *testing.F) {
	for _, s := range []string{"171-KH/HU", "Số: 2170 /QĐ - UBND", "91-\nKL/TW", "13⁄2012/QH13", "45 TC/TCT", "12a/QĐ-UBND", "06/2026/TT-BTС", " /QĐ-BTC"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		check := func(n Number, end int) {
			if end < len(s) && !utf8.RuneStart(s[end]) {
				t.Fatalf("%q: ends at byte %d, inside a rune", s, end)
			}
			again, ok := Parse(n.Text)
			n.Mended, n.Misread = false, false
			if !ok || again != n {
				t.Fatalf("%q: Parse(%q): %s", s, n.Text, cmp.Diff(n, again))
			}
		}
		for i := range s {
			if n, end, ok := Scan(s, i); ok {
				check(n, end)
			}
			if n, end, ok := ScanBlank(s, i); ok {
				check(n, end)
			}
		}
	})
}

func BenchmarkScan(b *testing.B) {
	const text = "30/2020/NĐ-CP ngày 05 tháng 3 năm 2020"
	b.ReportAllocs()
	for b.Loop() {
		Scan(text, 0)
	}
}
