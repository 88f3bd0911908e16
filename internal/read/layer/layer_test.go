package layer

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"vanthu/corpus"
	"vanthu/internal/vntext"
	"vanthu/internal/vntext/legacy"
)

const (
	viText = `ỦY BAN NHÂN DÂN XÃ AN KHÊ
Số: 15/UBND-VP
Căn cứ Luật Tổ chức chính quyền địa phương; theo đề nghị của Chánh Văn phòng, Uỷ ban nhân dân xã An Khê
yêu cầu các ban, ngành và trưởng thôn khẩn trương rà soát hộ nghèo, báo cáo kết quả trước ngày 15 tháng 4.
Giao Văn phòng theo dõi, đôn đốc việc thực hiện; khó khăn, vướng mắc thì báo cáo để được giải quyết kịp thời.`
	enText = `The People's Committee of An Khe Commune hereby requests all departments and heads of hamlets to review the
list of poor households and to report the results before the fifteenth of April. The Office shall monitor the work
of the departments and settle their difficulties.`
	frText = `Le Comité populaire de la commune d'An Khe demande à tous les services de vérifier la liste des ménages pauvres
et de présenter les résultats avant le quinze avril. Le bureau est chargé du suivi de l'exécution de cette décision.`
	zhText = "政府颁布本法令，规定公共投资项目的管理办法。各部门应当认真执行，并在规定时间内报告执行情况。特此通知各有关单位遵照执行。"
)

// textPage is a page of text without geometry.
func textPage(text string) corpus.Page {
	p := corpus.Page{Number: 1, Text: text, Method: corpus.MethodTextLayer, Characters: vntext.Characters(text)}
	for start := 0; ; {
		n := strings.IndexByte(text[start:], '\n')
		if n < 0 {
			p.Lines = append(p.Lines, corpus.Line{Start: start, End: len(text)})
			return p
		}
		p.Lines = append(p.Lines, corpus.Line{Start: start, End: start + n})
		start += n + 1
	}
}

// placed gives every word of a page a place on it.
func placed(p corpus.Page) corpus.Page {
	for i := range p.Lines {
		l := &p.Lines[i]
		top := 0.05 + 0.02*float64(i)
		l.Box = &corpus.Box{0.1, top, 0.9, top + 0.015}
		at := l.Start
		for w := range strings.FieldsSeq(p.Text[l.Start:l.End]) {
			at += strings.Index(p.Text[at:l.End], w)
			p.Words = append(p.Words, corpus.Word{Start: at, End: at + len(w), Box: *l.Box, Confidence: 1})
			at += len(w)
		}
	}
	return p
}

func bareOf(s string) string { // s without its marks
	var b strings.Builder
	for _, r := range s {
		b.WriteString(vntext.Fold(string(r)))
	}
	return b.String()
}

func TestJudge(t *testing.T) {
	shift := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r <= ' ' {
				return r
			}
			return '!' + (r-'!'+29)%90
		}, bareOf(s))
	}
	junk := strings.NewReplacer("ả", "a", "ế", "é", "ộ", "0", "ư", "u", "ơ", "o", "đ", "d", "ệ", "e", "ị", "i", "ấ", "á", "ọ", "o.", "ủ", "ù", "ầ", "â", "ố", "ô", "ỏ", "ó").Replace(viText)
	scan := Evidence{Images: 1, Glyphs: 500, Hidden: 500}
	plain := Evidence{Glyphs: 500}
	for _, c := range []struct {
		name string
		text string
		e    Evidence
		want Action
		code string
	}{
		{"sound", viText, plain, Keep, ""},
		{"capitals", strings.ToUpper(viText), plain, Keep, ""},
		{"English", enText, plain, Keep, ""},
		{"French", frText, plain, Keep, ""},
		{"Chinese", zhText, plain, Keep, ""},
		{"bilingual", viText + "\n" + enText, plain, Keep, ""},
		{"half without marks", viText + "\n" + bareOf(viText), plain, Keep, ""},
		{"table of numbers", strings.Repeat("12.500 3,5% 2024 UBND\n", 40), plain, Keep, ""},
		{"table of places", strings.Repeat("NA1\n18°52’55,6”\n105°40'24,3\"\n", 20), plain, Keep, ""},
		{"addresses", strings.Repeat("vanthu@ankhe.gov.vn, https://ankhe.gov.vn/van-ban?id=12&lan=vi#dau\n", 10), plain, Keep, ""},
		{"index of a program's names", strings.Repeat("doc_get_length . . . . 12\nDOC_MAX_PAGES . . 9\nread_text_3 7\n", 10), plain, Keep, ""},
		{"three words", "Cộng hoà xã hội", plain, Keep, ""},
		{"blank", " \n ", plain, Keep, ""},
		{"decomposed", norm.NFD.String(viText), plain, Recompose, CodeRecomposed},
		{"decomposed, joined by the reader", viText, Evidence{Glyphs: 500, Marks: 90}, Recompose, CodeRecomposed},
		{"by fonts", viText, Evidence{Glyphs: 500, Legacy: 490, Fonts: "TCVN3"}, Convert, CodeConverted},
		{"TCVN3", legacy.TCVN3.Encode(viText), plain, Convert, CodeConverted},
		{"VNI", legacy.VNI.Encode(viText), plain, Convert, CodeConverted},
		{"VIQR", legacy.VIQR.Encode(viText), plain, Convert, CodeConverted},
		{"Windows-1258", legacy.Windows1258.Encode(viText), plain, Convert, CodeConverted},
		{"sound layer of a scan", viText, scan, Keep, ""},
		{"English layer of a scan", enText, scan, Keep, ""},
		{"junk layer of a scan", junk, scan, See, CodeJunk},
		{"page image alone", "", Evidence{Images: 1}, See, ""},
		{"letters as outlines", "", Evidence{Curves: 5000}, See, ""},
		{"a few words on a page image", "Trang 1 của 3", scan, See, CodeThin},
		{"shifted codes", shift(viText), plain, See, CodeJunk},
		{"an encoding that is not known", "Cäüng hoìa xaî häüi chuí nghéa Viãût Nam, Âäüc láûp - Tæû do - Haûnh phuïc, ngaìy 20 thaïng 4 nàm 2004, Uíy ban nhán dán", plain, See, CodeJunk},
		{"German", "Der Ausschuss fordert alle Ämter auf, die Liste der armen Haushalte zu prüfen und bis zum 15. April zu berichten; das Büro überwacht die Arbeit und führt eine Übersicht der Ergebnisse für das laufende Jahr.", plain, Keep, ""},
		{"no meaning", strings.Repeat("\ufffd\ufffd \ue001\ue002 a", 30), plain, See, CodeMeaning},
		{"no marks", bareOf(viText), plain, See, CodeMarks},
		{"cut off", viText, Evidence{Damaged: true}, See, CodeDamaged},
		{"cut off before its first word", "", Evidence{Damaged: true}, See, CodeDamaged},
		{"stamp alone", "Ký bởi: Uỷ ban nhân dân xã An Khê\nThời gian ký: 07/01/2025 10:09:57", scan, See, CodeStampOnly},
	} {
		page, got := Judge(textPage(c.text), c.e)
		if got.Action != c.want || got.Code != c.code {
			t.Errorf("%s: %+v, want %s %s\n%+v\n%s", c.name, got, c.want, c.code, vntext.MeasureText(c.text), page.Text)
		}
		if got.Action != See && vntext.MeasureText(page.Text).Odd > 0 || got.Action == Convert && vntext.Key(page.Text) != vntext.Key(viText) {
			t.Errorf("%s: kept as %q", c.name, page.Text)
		}
		if (got.Code != "") != (len(page.Findings) == 1) {
			t.Errorf("%s: findings %v", c.name, page.Findings)
		}
	}
}

func TestReadStamp(t *testing.T) {
	for _, c := range []struct {
		in   string
		want corpus.Stamp
	}{
		{"Ký bởi: Uỷ ban nhân dân\nxã An Khê\nCơ quan: Xã An Khê\nThời gian ký: 07/01/2025 10:09:57", corpus.Stamp{By: "Uỷ ban nhân dân xã An Khê", Time: "2025-01-07T10:09:57"}},
		{"VĂN PHÒNG\nvp@ankhe.gov.v\nn\n7.1.2025 10:44:25\n+07:00", corpus.Stamp{Time: "2025-01-07T10:44:25+07:00"}},
		{"Digitally signed by Trần Văn Mẫu\nDate: 2020.04.16 07:37:07 +07'00'", corpus.Stamp{By: "Trần Văn Mẫu", Time: "2020-04-16T07:37:07+07:00"}},
		{"Signature Valid\nĐược ký bởi Uỷ ban xã An Khê\nNgày ký: 7/1/2025", corpus.Stamp{By: "Uỷ ban xã An Khê", Time: "2025-01-07"}},
		{"Ký bởi: A\nThời gian ký: 29.02.2024 8:05", corpus.Stamp{By: "A", Time: "2024-02-29T08:05"}},
		{"Ký bởi: A\nThời gian ký: 29.02.2025 08:05:00", corpus.Stamp{By: "A"}},                    // no leap year
		{"Người ký: Văn phòng\nThời gian ký:\n31.13.2025 10:44:25", corpus.Stamp{By: "Văn phòng"}}, // no such month
	} {
		c.want.Text = c.in
		got, ok := ReadStamp(c.in)
		if diff := cmp.Diff(c.want, got); diff != "" || !ok {
			t.Errorf("ReadStamp(%q): %v (-want +got):\n%s", c.in, ok, diff)
		}
	}
	for _, s := range []string{"507", "24 01", "Trần Văn Mẫu", "ngày 07/01/2025", "", "Lưu: VT"} {
		if got, ok := ReadStamp(s); ok {
			t.Errorf("ReadStamp(%q) = %+v, want none: it is the document's own", s, got)
		}
	}
}

func TestTakeStamps(t *testing.T) {
	stamp := "Ký bởi: Uỷ ban nhân dân xã An Khê\nCơ quan: Xã An Khê\nThời gian ký: 07/01/2025 10:09:57 +07:00\n"
	for _, geometry := range []bool{false, true} {
		make := func(s string) corpus.Page {
			if p := textPage(s); !geometry {
				return p
			}
			return placed(textPage(s))
		}
		p := make(stamp + viText)
		p.Findings = []corpus.Finding{{Code: "a", Start: strings.Index(p.Text, "15/UBND"), End: strings.Index(p.Text, "15/UBND") + 2}}
		got := TakeStamps(p)
		if got.Text != viText || len(got.Stamps) != 1 || got.Stamps[0].Time != "2025-01-07T10:09:57+07:00" || (got.Stamps[0].Box != nil) != geometry {
			t.Errorf("geometry %v: %q, stamps %+v", geometry, got.Text, got.Stamps)
		}
		if f := got.Findings[0]; got.Text[f.Start:f.End] != "15" {
			t.Errorf("the finding is at %q", got.Text[f.Start:f.End])
		}
		for _, w := range got.Words {
			if strings.ContainsAny(got.Text[w.Start:w.End], " \n") {
				t.Errorf("word %q", got.Text[w.Start:w.End])
			}
		}
		if got.Characters != vntext.Characters(viText) {
			t.Errorf("%d characters", got.Characters)
		}
		for _, form := range []string{
			viText + "\nNgười ký: ...............\nCơ quan: ..................\n",
			"Thời gian ký: trước ngày 15 tháng 4\n" + viText,
			"Số hiệu: 15/UBND\nNgày ký: 07/01/2025\nNgười ký: Trần Văn Mẫu\nCơ quan: Uỷ ban xã\n" + viText,
			"Để người ký: A\nEmail: vanthu@ankhe.gov.vn\nlúc 07/01/2025 08:30 tại phòng họp\n" + viText,
			"Email: vanthu@ankhe.gov.vn; hạn cuối 07/01/2025",
		} {
			if got := TakeStamps(make(form)); got.Text != form || got.Stamps != nil {
				t.Errorf("of a form was taken: %+v", got.Stamps)
			}
		}
	}
}

// A recognised page keeps its own words where a stamp lies over them.
func TestDress(t *testing.T) {
	seen := placed(textPage("Uỷ ban nhân dan xã An Khê\n\nCỘNG HÒA XÃ HỘI\n" + viText))
	stamps := []corpus.Stamp{{Text: "Uỷ ban nhân dân xã An Khê\n07/01/2025 10:09:57", Time: "2025-01-07T10:09:57", Box: &corpus.Box{0, 0, 1, 0.09}}}
	got := Dress(seen, []corpus.Finding{{Code: CodeStampOnly}}, stamps)
	if want := "CỘNG HÒA XÃ HỘI\n" + viText; got.Text != want {
		t.Errorf("text %q, want %q", got.Text, want)
	}
	if diff := cmp.Diff(stamps, got.Stamps); diff != "" || len(got.Findings) != 1 {
		t.Errorf("stamps (-want +got):\n%s\nfindings %v", diff, got.Findings)
	}
}

func FuzzJudge(f *testing.F) {
	for _, s := range []string{viText, legacy.TCVN3.Encode(viText), norm.NFD.String(viText), enText, "Ký bởi: A\nThời gian ký: 7.1.2025 10:44:25\nB", "a\u00a0b\n\u0300"} {
		f.Add(s, 1.0, true)
	}
	f.Fuzz(func(t *testing.T, s string, images float64, geometry bool) {
		s = strings.ToValidUTF8(s, "?")
		page := textPage(s)
		if geometry {
			page = placed(page)
		}
		got, _ := Judge(page, Evidence{Images: images, Glyphs: len(s)})
		if !utf8.ValidString(got.Text) || got.Characters != vntext.Characters(got.Text) {
			t.Fatalf("Judge(%q): %q, %d characters", s, got.Text, got.Characters)
		}
		// Lines cover all but the line breaks between them; words lie in them.
		at := 0
		for i, l := range got.Lines {
			if i > 0 {
				if got.Text[at] != '\n' {
					t.Fatalf("no line break at byte %d of %q", at, got.Text)
				}
				at++
			}
			if l.Start != at || l.End < at || strings.Contains(got.Text[at:l.End], "\n") {
				t.Fatalf("line %d of %q is %+v, want it to start at %d", i, got.Text, l, at)
			}
			at = l.End
		}
		if at != len(got.Text) {
			t.Fatalf("lines of %q end at %d", got.Text, at)
		}
		last := 0
		for _, w := range got.Words {
			if w.Start < last || w.End < w.Start || w.End > len(got.Text) || !utf8.ValidString(got.Text[w.Start:w.End]) {
				t.Fatalf("word %+v of %q", w, got.Text)
			}
			last = w.End
		}
	})
}

func BenchmarkJudge(b *testing.B) {
	page := placed(textPage(strings.Repeat(viText+"\n", 6)))
	b.SetBytes(int64(len(page.Text)))
	for b.Loop() {
		Judge(page, Evidence{Glyphs: 3000})
	}
}
