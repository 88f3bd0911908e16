package legacy

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var all = []Encoding{TCVN3, TCVN3Capitals, VNI, Windows1258, VISCII, VISCIICapitals, VIQR}

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		e              Encoding
		in, want, trap string
	}{
		{TCVN3, "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam", ""},
		{TCVN3, "h\u00ad\u00edng dÉn, §¶ng", "hướng dẫn, Đảng", "ư is the soft hyphen"},
		{TCVN3, "hoμ x∙", "hoà xã", "look-alikes that readers of PDF give"},
		{TCVN3, "“Quy ®Þnh” – 5 °C", "“Quy định” – 5 °C", "signs of Windows-1252 are the same"},
		{TCVN3, "Ban Thường vụ ®· họp", "Ban Thường vụ đã họp", "words in Unicode stay"},
		{TCVN3Capitals, "Céng hoµ", "CỘNG HOÀ", "the font draws capitals"},
		{VNI, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", ""},
		{VNI, "COÄNG HOØA XAÕ HOÄI ÑAÛNG", "CỘNG HÒA XÃ HỘI ĐẢNG", ""},
		{VNI, "öôùc muoán ñöôïc, Ñöôøng kyõ thuaät, lòch söû, yù chæ, thî xaõ", "ước muốn được, Đường kỹ thuật, lịch sử, ý chỉ, thỵ xã", "letters of one, of two, and of their own"},
		{VNI, "AÙn, Aùn, Ñòa", "Án, Án, Địa", "a small mark on a capital"},
		{Windows1258, "Côòng hoÌa xaÞ hôòi chuÒ nghiÞa Viêòt Nam ðýõòc", "Cộng hòa xã hội chủ nghĩa Việt Nam được", ""},
		{VISCII, "Cµng hòa xã hµi", "Cộng hòa xã hội", ""},
		{VIQR, "Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam", ""},
		{VIQR, "DDa?ng U?y, ddu*o*.c dDi", "Đảng Ủy, được dDi", ""},
		{VIQR, "Ho. no'i the^'. Ta di la`m.", "Họ nói thế. Ta di làm.", "a full stop before a capital, and after a tone"},
		{VIQR, "So^' 5/QDD-UBND, 30/2020/NDD-CP, HDDND, BGDDDT, DD/MM/YYYY", "Số 5/QĐ-UBND, 30/2020/NĐ-CP, HĐND, BGDĐT, DD/MM/YYYY", "abbreviations"},
		{VIQR, "HO. VA` TE^N: TRA^`N VA(N MA^~U. I. QUY DDI.NH", "HỌ VÀ TÊN: TRẦN VĂN MẪU. I. QUY ĐỊNH", "titles"},
		{VIQR, `Chu'ng ta\. Ho.`, "Chúng ta. Họ", "with escapes every mark is one"},
		{VIQR, "e.g. www.an-khe.vn (U.B.N.D) a.b", "e.g. www.an-khe.vn (U.B.N.D) a.b", "points that make no syllable"},
	} {
		if got := c.e.Decode(c.in); got != c.want {
			t.Errorf("%v: Decode(%q) = %q, want %q (%s)", c.e, c.in, got, c.want, c.trap)
		}
	}
}

// The letters of Vietnamese, each in a syllable where it is legal.
const letters = "là lá lả lã lạ ăn bằng bắc bẳn bẵng bặc ân bầu bấm bẩn bẫy bận bè bé bẻ bẽ bẹ bê về bế bể bễ bệ " +
	"bì bí bỉ bĩ bị bò bó bỏ bõ bọ bô bồ bố bổ bỗ bộ bơ bờ bớ bở bỡ bợ bù bú bủ bũ bụ bư bừ bứ bử bữ bự lỳ lý lỷ lỹ lỵ đi"

func TestRoundTrip(t *testing.T) {
	for _, e := range all {
		for _, s := range []string{letters, strings.ToUpper(letters), "Điều 1. Ủy ban (UBND) \\ Addis 5% a. o? 'e'"} {
			want := s
			if e == TCVN3Capitals || e == VISCIICapitals {
				want = strings.ToUpper(s)
			}
			if got := e.Decode(e.Encode(s)); got != want {
				t.Errorf("%v: %q comes back as %q", e, s, got)
			}
			if e == VIQR {
				continue
			}
			if got := e.Decode(Latin(Bytes(e.Encode(s)))); got != want {
				t.Errorf("%v: %q comes back from bytes as %q", e, s, got)
			}
		}
	}
}

func TestOfFont(t *testing.T) {
	for name, want := range map[string]Encoding{
		".VnTime": TCVN3, ".VnTimeH": TCVN3Capitals, "CCBOFB+.VnTime,Bold": TCVN3, "FBHPFO+VnTimeHBold": TCVN3Capitals,
		"FBHPLC+VnTimeBoldItalic": TCVN3, ".VnArial NarrowH": TCVN3Capitals, ".vntime": TCVN3, ".vntimeh": TCVN3Capitals,
		"#2EVnTimeH,BoldItalic": TCVN3Capitals, "VnTimeH(Ds)": TCVN3Capitals, ".Vn3DH": TCVN3Capitals, ".VnTimeH-Bold": TCVN3Capitals,
		"VNI-Times": VNI, "ABCDEF+VNI-Helve-Condense-Bold": VNI, "VNI Times": VNI, "/VNI-Times": VNI, "VNSVNI2": VNI, "VNSTCVN3": TCVN3,
		"VI Times H": VISCIICapitals, "VI Times": VISCII,
		"Times New Roman": None, "TimesNewRomanPSMT": None, "Arial": None, "UTM-Times": None, "SVN-Arial": None, "UVN Van": None,
		"VNtimes new roman": None, "Vnu": None, "": None, ".": None, "Verdana": None, "AAAAAA+": None,
	} {
		if got := OfFont(name); got != want {
			t.Errorf("OfFont(%q) = %v, want %v", name, got, want)
		}
	}
}

const viPage = `Căn cứ Luật Tổ chức chính quyền địa phương; theo đề nghị của Chánh Văn phòng, Uỷ ban nhân dân xã An Khê
yêu cầu các ban, ngành và trưởng thôn khẩn trương rà soát hộ nghèo, báo cáo kết quả trước ngày 15 tháng 4 năm 2004.`

func TestDetect(t *testing.T) {
	for _, e := range []Encoding{TCVN3, VNI, Windows1258, VISCII, VIQR} {
		for name, s := range map[string]string{
			"page":     viPage,
			"capitals": "cộng hòa xã hội chủ nghĩa Việt Nam, độc lập - tự do - hạnh phúc",
			"mixed":    "Internet Explorer, Microsoft Word (version 97) and UBND: hướng dẫn sử dụng phần mềm quản lý văn bản",
		} {
			if got, m := Detect(e.Encode(s)); got != e {
				t.Errorf("%s in %v: Detect = %v (%+v); as %v: %+v", name, e, got, m, e, e.Measure(e.Encode(s)))
			}
		}
	}
	if got, m := Detect(strings.Repeat("A preface in English.\n", 5000) + strings.Repeat(TCVN3.Encode(viPage)+"\n", 1000)); got != TCVN3 || m.Words > 20000 {
		t.Errorf("behind a preface: Detect = %v (%+v), want TCVN3 by a part of the words", got, m)
	}
	for name, s := range map[string]string{
		"Unicode":       viPage,
		"capitals":      strings.ToUpper(viPage),
		"decomposed":    norm.NFD.String(viPage),
		"no marks":      "Uy ban nhan dan xa An Khe yeu cau cac ban, nganh khan truong ra soat ho ngheo.",
		"English":       "© 2004 The Committee's report (±5%): £5, 10 µm, 20 µg and 30 µl; 5°C to 7°C. Why do we go? So did he. Café, naïve, façade.",
		"French":        "Le décret relatif à l'élection des députés a été adopté : où, là, né, dès, côté, âgé, forêt, août, reçu, «île», Noël, Saïgon.",
		"German":        "Die Gebühr für Österreich wurde für größere Länder erhöht; über Straßen, Brücken und Züge wird später verhandelt.",
		"signs":         "± © ® § µ · ¶ « » ½ ¼ ¾ ¡ ¿ × ÷ ° ² ³",
		"code":          "x^2 + y^2 = a^2; `ls -l` ~/src a(b) e.g. i.e. u.s.a. o?a:b",
		"mathematics":   "α ± β, µ = ½, x² + y², 5 × 3 ÷ 2 µm (µ)",
		"Unicode mixed": viPage + " Céng hoµ x· héi",
		"nothing":       "",
	} {
		if got, m := Detect(s); got != None {
			t.Errorf("%s: Detect = %v (%+v), want none", name, got, m)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{viPage, "Céng hoµ x· héi", "Coäng hoøa xaõ hoäi", "Co^.ng ho`a", "a\u0300\u00ad", "\xff\u00b3e\\", "A\u00b3\u0323"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, e := range append(all, None) {
			got := e.Decode(s)
			if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) {
				t.Fatalf("%v: Decode(%q) = %q is not UTF-8 in NFC", e, s, got)
			}
			if c := e.Convert(s); !utf8.ValidString(c) || !norm.NFC.IsNormalString(c) {
				t.Fatalf("%v: Convert(%q) = %q is not UTF-8 in NFC", e, s, c)
			}
			m := e.Measure(s)
			if m.Legal > m.Changed || m.Before > m.Changed || m.Changed+m.Unicode > m.Words {
				t.Fatalf("%v: Measure(%q) = %+v", e, s, m)
			}
		}
		// What stands in sound Unicode is never taken for an old encoding.
		if e, m := Detect(viPage + " " + s[:min(len(s), 40)]); e != None {
			t.Fatalf("Detect of Unicode and %q = %v (%+v)", s, e, m)
		}
		if got := Latin(Bytes(s)); !utf8.ValidString(got) {
			t.Fatalf("Latin(Bytes(%q)) = %q", s, got)
		}
	})
}

func TestConvert(t *testing.T) {
	for _, c := range []struct {
		e              Encoding
		in, want, trap string
	}{
		{TCVN3, "h-íng dÉn, n−íc, ®îc, §Çu t-", "hướng dẫn, nước, được, Đầu t-", "ư as a hyphen, as a minus sign, lost"},
		{TCVN3, "kinh tÕ-x· héi, - Tr\u00adêng ®¹i häc", "kinh tế-xã hội, - Trường đại học", "hyphens"},
		{TCVN3, "CéNG HOµ X· HéI CHñ NGHÜA\nHµ Néi, X· An Khª", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA\nHà Nội, Xã An Khê", "capitals"},
		{TCVN3, "QuyÕt ®Þnh của Uỷ ban có hiÖu lùc", "Quyết định của Uỷ ban có hiệu lực", "two fonts in a line"},
		{VNI, "Coäng hoøa\nxaõ hoäi  ", "Cộng hòa\nxã hội  ", ""},
		{VIQR, "Co^.ng ho`a", "Cộng hòa", ""},
		{None, "e\u0301", "é", ""},
	} {
		if got := c.e.Convert(c.in); got != c.want {
			t.Errorf("%v: Convert(%q) = %q, want %q (%s)", c.e, c.in, got, c.want, c.trap)
		}
	}
}

// Drawn byte by byte, every letter is what it is in a text.
func TestLetter(t *testing.T) {
	for _, e := range []Encoding{TCVN3, TCVN3Capitals, VNI, VISCII} {
		want := letters
		if e == TCVN3Capitals {
			want = strings.ToUpper(letters)
		}
		var b strings.Builder
		for _, c := range Bytes(e.Encode(letters)) {
			if s := e.Letter(c); s != "" {
				b.WriteString(s)
			} else {
				b.WriteByte(c)
			}
		}
		if got := norm.NFC.String(b.String()); got != want {
			t.Errorf("%v: letter by letter %q, want %q", e, got, want)
		}
	}
}

func BenchmarkDetect(b *testing.B) {
	for name, s := range map[string]string{"Unicode": viPage, "TCVN3": TCVN3.Encode(viPage), "VNI": VNI.Encode(viPage)} {
		s = strings.Repeat(s+"\n", 50)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Detect(s)
			}
		})
	}
}

func BenchmarkConvert(b *testing.B) {
	s := strings.Repeat(TCVN3.Encode(viPage)+"\n", 50)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		TCVN3.Convert(s)
	}
}
