package plain

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/vntext/legacy"
)

func TestMarkup(t *testing.T) {
	for _, c := range []struct{ in, want, trap string }{
		{"Số ~~12~~-KH/HU", "Số 12-KH/HU", "handwriting as struck out"},
		{"**T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ**\n", "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n", "bold over two lines"},
		{"(gọi tắt là *Kết luận số 9-KL/TW*), Ban", "(gọi tắt là Kết luận số 9-KL/TW), Ban", "italics"},
		{"***Điều 1.*** Phạm vi", "Điều 1. Phạm vi", "both"},
		{"**a *b* c** __d__ _e_", "a b c d e", "nested"},
		{"## KẾ HOẠCH\n# 1\n#2 và C# x\n####### y", "KẾ HOẠCH\n1\n#2 và C# x\n####### y", "headings"},
		{"HUYỆN ỦY A\n*\nSố", "HUYỆN ỦY A\n*\nSố", "the lone asterisk of a Party head"},
		{"*\n\nKim Sơn, *ngày*", "*\n\nKim Sơn, ngày", "lone asterisk first"},
		{"* * *\n***\n-----\n______\n___\n****", "* * *\n***\n-----\n______\n___\n****", "rules"},
		{"* một\n* hai\n- ba", "* một\n* hai\n- ba", "lists"},
		{"2*3*4, 2**3, a_b_c snake_case_word", "2*3*4, 2**3, a_b_c snake_case_word", "products and names"},
		{"(*) (**) No.* *.doc; *.docx; x*", "(*) (**) No.* *.doc; *.docx; x*", "footnote marks and file patterns"},
		{"[Tên lớp]_[kiểu]_[năm]", "[Tên lớp]_[kiểu]_[năm]", "low lines between brackets"},
		{"ngày __ tháng __ năm __ (__/__)", "ngày __ tháng __ năm __ (__/__)", "blanks to fill in"},
		{"**một\n\nhai**", "**một\n\nhai**", "not over a paragraph"},
		{"1\\. A \\- B \\* C C:\\x", "1. A - B * C C:\\x", "escapes"},
		{"\\*không nghiêng\\*", "*không nghiêng*", "escaped marks are text"},
		{"```markdown\nSố 1\n```", "\nSố 1\n", "a fence around the whole"},
		{"~5%, 5 ~~ 6\n\n~~", "~5%, 5 ~~ 6\n\n~~", "tildes that strike nothing"},
		{"| UBND<br>XÃ A | CỘNG HÒA<br>Độc lập |\n|---|:--:|\n| Số: 1/QĐ | A, ngày 2 |\n\nĐiều 1.", "UBND\tCỘNG HÒA\nXÃ A\tĐộc lập\nSố: 1/QĐ\tA, ngày 2\n\nĐiều 1.", "the head as a table"},
		{"| a \\| b | c |  |\n|--|--|--|\n|  | d |", "a | b\tc\n\td", "an escaped bar, empty cells"},
		{"| a | b |\n| c | d |\na | b", "| a | b |\n| c | d |\na | b", "bars without a ruling are text"},
		{"<table><tbody><tr><td>UBND</td><td style=\"x\">CỘNG HÒA</td></tr>\n<tr><th>Số: 1</th><th>A<br>B</th></tr></tbody></table>\nĐiều 1", "UBND\tCỘNG HÒA\nSố: 1\tA\n\tB\nĐiều 1", "a table of HTML"},
		{"<table> không đóng <tr><td>a", "<table> không đóng <tr><td>a", "a table without end"},
		{"a<br>b c<sup>2</sup> <u>d</u> A&amp;B", "a\nb c2 d A&B", "HTML in Markdown"},
		{"<Tên cơ sở> NN&MT; a<b &x; <i>", "<Tên cơ sở> NN&MT; a<b &x; <i>", "no tags"},
		{"một <!-- image --> hai <!-- ba", "một  hai <!-- ba", "comments"},
		{"<div>UBND<p>XÃ A</p>\n<h1 class=\"t\">QUYẾT ĐỊNH</h1><span>Số:</span> <B>1</B><p ghi rõ> a <b c</div>", "UBNDXÃ A\nQUYẾT ĐỊNH\nSố: 1<p ghi rõ> a <b c", "remains of a page of HTML; what is to be filled in stays"},
		{"Số:\u00a01\u201130\u3000/\u2009QĐ", "Số: 1-30 / QĐ", "white space and hyphens of other kinds"},
		{"~~7<br>8~~ &amp;~~9~~", "7\n8 &9", ""},
		{"Căn cứ**Luật**này", "Căn cứLuậtnày", "no space around bold"},
	} {
		pages, err := Read([]byte(c.in), "text/markdown")
		if err != nil {
			t.Errorf("Read(%q): %v", c.in, err)
			continue
		}
		if got := pages[0].Text; got != c.want {
			t.Errorf("Read(%q) = %q, want %q (%s)", c.in, got, c.want, c.trap)
		}
	}
}

func TestStruckOut(t *testing.T) {
	pages, err := Read([]byte("\ufeff**Số** &amp;<br>~~7~~/~~8*9~~\f~~ 10 ~~"), "text/plain")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range pages {
		for _, f := range p.Findings {
			got = append(got, f.Code+" "+p.Text[f.Start:f.End])
			if f.Page != p.Number {
				t.Errorf("finding of page %d says page %d", p.Number, f.Page)
			}
		}
	}
	want := []string{"text-struck-out 7", "text-struck-out 8*9", "text-struck-out  10 "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("struck out (-want +got):\n%s", diff)
	}
}

func TestPages(t *testing.T) {
	pages, err := Read([]byte("một\r\nhai\f\fba\rbốn \n\f"), "text/plain")
	if err != nil {
		t.Fatal(err)
	}
	want := []corpus.Page{
		{Number: 1, Text: "một\nhai", Method: corpus.MethodText, Characters: 6, Lines: []corpus.Line{{Start: 0, End: 5}, {Start: 6, End: 9}}},
		{Number: 2, Method: corpus.MethodText, Lines: []corpus.Line{{}}},
		{Number: 3, Text: "ba\nbốn \n", Method: corpus.MethodText, Characters: 5, Lines: []corpus.Line{{Start: 0, End: 2}, {Start: 3, End: 9}, {Start: 10, End: 10}}},
	}
	if diff := cmp.Diff(want, pages); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}

func inUTF16(s string, order binary.ByteOrder) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, 0, 0)
		order.PutUint16(b[len(b)-2:], u)
	}
	return b
}

func TestEncodings(t *testing.T) {
	const text = "Nghị quyết số 29-NQ/TW 𝄞"
	for name, data := range map[string][]byte{
		"UTF-8":                []byte(text),
		"UTF-8 with mark":      []byte("\ufeff" + text),
		"UTF-8 decomposed":     []byte(norm.NFD.String(text)),
		"UTF-16LE":             inUTF16("\ufeff"+text, binary.LittleEndian),
		"UTF-16BE":             inUTF16("\ufeff"+text, binary.BigEndian),
		"UTF-16LE, unmarked":   inUTF16(text, binary.LittleEndian),
		"UTF-16BE, unmarked":   inUTF16(text, binary.BigEndian),
		"zero-width letters":   []byte("Ng\u200bhị quy\u00adết số\u200e 29-NQ/TW\ufeff 𝄞"),
		"mark inside a letter": []byte("Nghi\u200d\u0323 quyết số 29-NQ/TW 𝄞"),
	} {
		pages, err := Read(data, "text/plain")
		if err != nil || pages[0].Text != text {
			t.Errorf("%s: Read = %+v, %v, want %q", name, pages, err, text)
		}
	}
}

const oldText = "Cộng hoà xã hội chủ nghĩa Việt Nam\nCăn cứ Luật Tổ chức chính quyền địa phương; “theo” đề nghị của Chánh Văn phòng (Microsoft Word),\nUỷ ban nhân dân xã An Khê hướng dẫn việc thực hiện như sau."

// What Windows wrote before Unicode is told by its words; the bytes stay.
func TestOldEncodings(t *testing.T) {
	for _, c := range []struct {
		name string
		data []byte
		want string
		note string
	}{
		{"TCVN3", legacy.Bytes(legacy.TCVN3.Encode(oldText)), oldText, "TCVN3"},
		{"VNI", legacy.Bytes(legacy.VNI.Encode(oldText)), oldText, "VNI"},
		{"Windows-1258", legacy.Bytes(legacy.Windows1258.Encode(oldText)), oldText, "Windows-1258"},
		{"VISCII", legacy.Bytes(legacy.VISCII.Encode(strings.NewReplacer("“", "", "”", "").Replace(oldText))), strings.NewReplacer("“", "", "”", "").Replace(oldText), "VISCII"},
		{"VIQR", []byte(legacy.VIQR.Encode(strings.NewReplacer("“", "", "”", "").Replace(oldText))), strings.NewReplacer("“", "", "”", "").Replace(oldText), "VIQR"},
		{"TCVN3 saved as UTF-8", []byte(legacy.TCVN3.Encode(oldText)), oldText, "TCVN3"},
		{"TCVN3 saved as UTF-16", inUTF16("\ufeff"+legacy.TCVN3.Encode(oldText), binary.LittleEndian), oldText, "TCVN3"},
		{"a page of TCVN3", []byte(viText + "\f" + legacy.TCVN3.Encode(oldText)), oldText, "page 2 was read as TCVN3"},
		{"French", legacy.Bytes("Décret relatif à l’élection des députés, côté forêt, août : où, là."), "Décret relatif à l’élection des députés, côté forêt, août : où, là.", "Windows-1252"},
		{"UTF-16 without a mark, a byte short", inUTF16(viText, binary.LittleEndian)[:2*len([]rune(viText))-1], strings.TrimSuffix(viText, ".") + "\ufffd", "UTF-16 (LittleEndian)"},
		{"UTF-8", []byte(viText), viText, ""},
		{"English", []byte("Why do we go? So did he. It's a^2 (b) `ls` ~/src."), "Why do we go? So did he. It's a^2 (b) `ls` ~/src.", ""},
	} {
		before := bytes.Clone(c.data)
		pages, err := Read(c.data, "text/plain")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		last := pages[len(pages)-1]
		note := ""
		for _, f := range pages[0].Findings {
			if f.Code == CodeEncoding {
				note = f.Message
			}
		}
		if last.Text != c.want || !strings.Contains(note, c.note) || (note == "") != (c.note == "") {
			t.Errorf("%s: %q, note %q; want %q, %q", c.name, last.Text, note, c.want, c.note)
		}
		if !bytes.Equal(before, c.data) {
			t.Errorf("%s: the bytes were changed", c.name)
		}
	}
}

const viText = "Ủy ban nhân dân xã An Khê đã họp ngày 15 tháng 4 để bàn về việc rà soát hộ nghèo và hộ cận nghèo."

func TestBadBytes(t *testing.T) {
	pages, err := Read([]byte("Nghị quyết\xff\xfe số 29 của Ban Thường vụ\x80"), "text/plain")
	if err != nil {
		t.Fatal(err)
	}
	want := []corpus.Finding{{
		Code: CodeNotUTF8, Message: "3 bytes that are not UTF-8 were replaced; here is the first",
		Page: 1, Start: len("Nghị quyết"), End: len("Nghị quyết\ufffd\ufffd"),
	}}
	if diff := cmp.Diff(want, pages[0].Findings); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct {
		name, media string
		data        []byte
		want        corpus.Kind
	}{
		{"nothing", "text/plain", nil, corpus.Empty},
		{"white space", "text/plain", []byte(" \n\f\u00a0\u200b"), corpus.Empty},
		{"mark alone", "text/plain", []byte("\xff\xfe"), corpus.Empty},
		{"NULs", "text/plain", []byte("PK\x03\x04\x00\x00abc\x00"), corpus.Unsupported},
		{"noise", "text/plain", []byte("C\xe9\x81\x8d\xb5\xff\xfe\x90\x05\xf1 \x06\xdca \x11\xd6t"), corpus.Malformed},
		{"PDF", "application/pdf", []byte("%PDF-1.4"), corpus.Unsupported},
	} {
		_, err := Read(c.data, c.media)
		var p *corpus.Problem
		if !errors.As(err, &p) || p.Kind != c.want {
			t.Errorf("%s: Read = %v, want a problem of kind %s", c.name, err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"**Số** ~~7~~/KH\n\n*\n# A\\-b __c__\f\f", "\xff\xfea\x00b\x00", "e**\u0301** ~~e~~\u0301", "\xfe\xff\xd8\x00", "C\xe9ng ho\xb5 x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam", "a\u200b\u0301\xff0123456789",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := fixture.AllSound(Read(data, "text/plain")); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data := []byte(strings.Repeat("**Điều 1.** Thực hiện *Kết luận số 9-KL/TW* ngày 12/8/2024, quán triệt các chủ trương, quan điểm chỉ đạo.\n", 300))
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(data, "text/plain"); err != nil {
			b.Fatal(err)
		}
	}
}

// Time grows with the length alone: 1 MB of marks takes no longer than 1 MB
// of text, by the order.
func BenchmarkReadHostile(b *testing.B) {
	for _, unit := range []string{"~~a~~ ", "*a **b ***c _d ", "# ", "\n ", "\\*", "~~a ", "<!-- "} {
		data := bytes.Repeat([]byte(unit), 1<<20/len(unit))
		data = append(data, 'x')
		b.Run(unit, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := Read(data, "text/plain"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
