package date

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestAll(t *testing.T) {
	for _, c := range []struct {
		in   string
		want string // VALUE=text, separated by "; "; ! for an impossible day
		trap string
	}{
		{"Kim Sơn, ngày 02 tháng 12 năm 2024", "2024-12-02=ngày 02 tháng 12 năm 2024", ""},
		{"số 29-NQ/TW ngày 04/11/2013 của", "2013-11-04=ngày 04/11/2013", ""},
		{"số 364-KH/TU, ngày 14/11/2024 của", "2024-11-14=ngày 14/11/2024", "comma before"},
		{"từ 8/10/2021 (26-5-2025)", "2021-10-08=8/10/2021; 2025-05-26=26-5-2025", ""},
		{"ngày15 tháng 54 năm 2026", "!=ngày15 tháng 54 năm 2026", "a 5 typed over a printed 4"},
		{"ngày 31/11/2020", "!=ngày 31/11/2020", "November has 30 days"},
		{"31/11/2020", "!=31/11/2020", ""},
		{"29/02/2024, 29/02/2023", "2024-02-29=29/02/2024; !=29/02/2023", "leap year"},
		{"NGÀY 14 THÁNG 12 NĂM 2004", "2004-12-14=NGÀY 14 THÁNG 12 NĂM 2004", "capitals"},
		{"ngày  02\ntháng  12\n\tnăm 2024", "2024-12-02=ngày  02\ntháng  12\n\tnăm 2024", "white space and line breaks"},
		{"ngày\u00a002 tháng\u00a012 năm 2024", "2024-12-02=ngày\u00a002 tháng\u00a012 năm 2024", "no-break spaces"},
		{"ngày 02, tháng 12, năm 2024", "2024-12-02=ngày 02, tháng 12, năm 2024", "commas"},
		{"ngày O5 tháng l2 năm 2O24", "2024-12-05=ngày O5 tháng l2 năm 2O24", "OCR letters for digits"},
		{"ngày 24/6/2O23, ngày l2/8/2022", "2023-06-24=ngày 24/6/2O23; 2022-08-12=ngày l2/8/2022", "OCR letters for digits, in figures"},
		{"mục 24/6/2O23", "", "the same without ngày"},
		{"ngày 0 5 tháng 1 2 năm 2024", "2024-12-05=ngày 0 5 tháng 1 2 năm 2024", "OCR spaces in numbers"},
		{"Điều 1 5 tháng 6 năm 2020", "2020-06-05=5 tháng 6 năm 2020", "the 1 is another number"},
		{"ngay 02 thang 12 nam 2024", "2024-12-02=ngay 02 thang 12 nam 2024", "OCR lost the marks"},
		{"ngày 15/6 năm 2024", "2024-06-15=ngày 15/6 năm 2024", ""},
		{"ngày 04 / 11 /\n2013", "2013-11-04=ngày 04 / 11 /\n2013", ""},
		{"ngày 04⁄11⁄2013", "2013-11-04=ngày 04⁄11⁄2013", "U+2044"},
		{"ngày 26.5.2025.", "2025-05-26=ngày 26.5.2025", "the full stop is not part of it"},
		{"ngày 25-10-95", "1995-10-25=ngày 25-10-95", "old two-digit year"},
		{"mục 25-10-95", "", "two-digit year without ngày"},
		{"01/01/2020-31/12/2020", "2020-01-01=01/01/2020; 2020-12-31=31/12/2020", "two days, one dash"},
		{"01/01/2020 - 31/12/2020", "2020-01-01=01/01/2020; 2020-12-31=31/12/2020", ""},
		{"ngày 16 tháng 6 năm 2025;ngày 17/6/2025", "2025-06-16=ngày 16 tháng 6 năm 2025; 2025-06-17=ngày 17/6/2025", ""},
		{"ngày 01/7/2025của Chính phủ", "2025-07-01=ngày 01/7/2025", "OCR lost a space"},

		{"tháng 12/2024", "2024-12=tháng 12/2024", ""},
		{"Tháng 3 năm 2025", "2025-03=Tháng 3 năm 2025", ""},
		{"tháng 13/2024", "", "no such month"},
		{"tháng 12/2024/NĐ-CP", "", "a number"},
		{"quý III/2024", "2024-Q3=quý III/2024", ""},
		{"Quý IV năm 2024", "2024-Q4=Quý IV năm 2024", ""},
		{"QUÝ 1 NĂM 2025", "2025-Q1=QUÝ 1 NĂM 2025", ""},
		{"quí II - 2024", "2024-Q2=quí II - 2024", "spelled with i"},
		{"quý khách 2024", "", ""},
		{"đến năm 2030, tầm nhìn đến\nnăm 2045", "2030=năm 2030; 2045=năm 2045", ""},
		{"Việt Nam 2030", "", "Nam is not năm"},
		{"năm 20301", "", ""},
		{"năm 2021/QĐ-TTg", "", ""},
		{"giai đoạn 2021 - 2025", "2021/2025=2021 - 2025", ""},
		{"giai đoạn 2021–2025, 2026 — 2030", "2021/2025=2021–2025; 2026/2030=2026 — 2030", "dashes"},
		{"năm học 2024-2025", "2024/2025=2024-2025", ""},
		{"năm 2021 - 2025", "2021/2025=2021 - 2025", ""},
		{"nhiệm kỳ 2020-2025.", "2020/2025=2020-2025", ""},
		{"2025-2020 2020-2020 1020-1025", "", "not a period"},
		{"năm 2021\n- 2025 hộ", "2021=năm 2021", "an item of a list"},

		{"30/2020/NĐ-CP ngày 05 tháng 3 năm 2020", "2020-03-05=ngày 05 tháng 3 năm 2020", ""},
		{"12/2020/NĐ-CP, 10/12/2020/QĐ, 144/2002/QĐ/BTC, QĐ-12/10/2020", "", "document numbers"},
		{"QCVN 01:2019/BCT, 1/2/2020-KH", "", ""},
		{"1.2.2020.1", "", "a clause number"},
		{"tháng ó năm 2020", "2020=năm 2020", "illegible"},
		{"ngày 22 tháng ] ] năm 2019", "2019=năm 2019", "illegible"},
		{"ngày ... tháng ... năm 2024", "2024=năm 2024", "blank of a draft"},
		{"ngày 02 tháng 9", "", "no year"},
		{"112/10/2020 12/10/20201", "", "longer numbers"},
		{"mỗi ngày 15 người", "", ""},
		{"", "", ""},
	} {
		if got := show(c.in, All(c.in)); got != c.want {
			t.Errorf("All(%q)\n got %s\nwant %s (%s)", c.in, got, c.want, c.trap)
		}
	}
}

func show(text string, all []Date) string {
	var parts []string
	for _, d := range all {
		v := d.Value
		if d.Impossible {
			v = "!"
		}
		parts = append(parts, v+"="+text[d.Start:d.End])
	}
	return strings.Join(parts, "; ")
}

func TestScan(t *testing.T) {
	for _, c := range []struct {
		in   string
		at   int
		want Date
		ok   bool
	}{
		{"x, ngày 14/11/2024 của", 1, Date{"2024-11-14", Day, 3, 19, false}, true},
		{"14/11/2024", 0, Date{"2024-11-14", Day, 0, 10, false}, true},
		{"\n26-5-2025", 0, Date{"2025-05-26", Day, 1, 10, false}, true},
		{"114/11/2024", 1, Date{}, false},
		{"năm 2024", 0, Date{}, false},
		{"", 0, Date{}, false},
		{"1/1/2020", 8, Date{}, false},
		{"1/1/2020", -1, Date{}, false},
	} {
		got, ok := Scan(c.in, c.at)
		if ok != c.ok || ok && !cmp.Equal(got, c.want) {
			t.Errorf("Scan(%q, %d) = %+v, %v, want %+v, %v", c.in, c.at, got, ok, c.want, c.ok)
		}
	}
}

func FuzzAll(f *testing.F) {
	for _, s := range []string{
		"ngày 02 tháng 12 năm 2024, ngày 04/11/2013; tháng 12/2024 quý III/2024 năm 2030",
		"giai đoạn 2021 - 2025 năm 2021–2025 01/01/2020-31/12/2020", "ngàyO5 tháng ll năm 2 0 2 4", "ngày\u00a01⁄2⁄2020\xff",
		"NGÀY 1 THÁNG 1 NĂM 1000", "1/1/2020\u2010", "quý I\u2212 2020",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, d := range All(s) {
			if d.Start < last || d.End <= d.Start || d.End > len(s) {
				t.Fatalf("All(%q): %+v overlaps or leaves the text", s, d)
			}
			last = d.End
			if utf8.ValidString(s) && (!utf8.RuneStart(s[d.Start]) || d.End < len(s) && !utf8.RuneStart(s[d.End])) {
				t.Fatalf("All(%q): %+v cuts a character", s, d)
			}
			if (d.Value == "") != d.Impossible {
				t.Fatalf("All(%q): %+v: a value or impossible, not both", s, d)
			}
			if d.Precision != Day {
				continue
			}
			if again, ok := Scan(s, d.Start); !ok || again != d {
				t.Fatalf("All(%q): %+v, but Scan there gives %+v, %v", s, d, again, ok)
			}
		}
	})
}

func BenchmarkAll(b *testing.B) {
	page := strings.Repeat(`Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư; thực hiện nhiệm vụ, giải pháp
trọng tâm để các cấp ủy đảng, chính quyền, địa phương, cơ quan, tổ chức, đơn vị tập trung chỉ đạo, nhằm tiếp tục
thực hiện nghiêm túc các quan điểm, mục tiêu giai đoạn 2021 - 2025, định hướng đến năm 2030.
`, 20)
	b.ReportAllocs()
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		All(page)
	}
}

// Time grows with the length of the text, however it is made.
func BenchmarkAllHostile(b *testing.B) {
	for name, unit := range map[string]string{"spaces": " ", "ngay": "ngày ", "digits": "1", "slashes": "1/1/", "spaced": "1 1 "} {
		b.Run(name, func(b *testing.B) {
			text := "ngày 1 tháng 1 năm" + strings.Repeat(unit, 1<<20/len(unit))
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				All(text)
			}
		})
	}
}
