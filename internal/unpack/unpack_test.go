package unpack

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/sandbox"
	"vanthu/internal/vntext"
)

func TestMain(m *testing.M) {
	sandbox.Main(Readers())
	os.Exit(m.Run())
}

var limits = Limits{Members: 100, Member: 1 << 20, Total: 4 << 20}

// opened is what comes out of a container without a sandbox: a line for each
// member, "NAME: CONTENT", "NAME ignored: WHY" or "NAME PROBLEM", and the
// problem of the container.
func opened(t testing.TB, kind Kind, data []byte, lim Limits) (lines []string, fault error) {
	t.Helper()
	dir := t.TempDir()
	s := newSink(dir, lim, func(m Member) error {
		switch {
		case m.Spent:
		case m.Document:
			lines = append(lines, "a document")
		case m.Ignored != "":
			lines = append(lines, m.Name+" ignored: "+m.Ignored)
		case m.Problem != nil:
			lines = append(lines, m.Name+" "+string(m.Problem.Kind))
		default:
			b, err := os.ReadFile(filepath.Join(dir, m.File))
			if err != nil {
				t.Errorf("%s: %v", m.Name, err)
			}
			lines = append(lines, m.Name+": "+string(b))
		}
		return nil
	})
	r := bytes.NewReader(data)
	switch kind {
	case Zip:
		fault = openZip(r, int64(len(data)), s)
	case Mail:
		fault = openMail(r, s)
	case Outlook:
		fault = openOutlook(r, s)
	}
	return lines, fault
}

func zipped(t testing.TB, members ...fixture.Packed) []byte {
	t.Helper()
	data, err := fixture.Zip(members...)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func text(name, content string) fixture.Packed {
	return fixture.Packed{Name: name, Data: []byte(content)}
}

func check(t *testing.T, want, got []string, wantFault corpus.Kind, fault error) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
	var kind corpus.Kind
	var p *corpus.Problem
	if errors.As(fault, &p) {
		kind = p.Kind
	} else if fault != nil {
		t.Errorf("error %v, want a problem or none", fault)
	}
	if kind != wantFault {
		t.Errorf("the container's problem: %v, want kind %q", fault, wantFault)
	}
}

func TestZip(t *testing.T) {
	whole := zipped(t, text("a.txt", "một"), text("b.txt", strings.Repeat("hai ", 500)), text("c.txt", "ba"))
	overlap, err := fixture.OverlapZip(3, []byte("x"))
	if err != nil {
		t.Fatal(err)
	}
	damaged := zipped(t, fixture.Packed{Name: "a.txt", Data: []byte("một hai"), Method: 12}, text("b.txt", "hai"))
	for _, c := range []struct {
		trap  string
		data  []byte
		want  []string
		fault corpus.Kind
	}{
		{"name order, folder by folder", zipped(t, text("b.txt", "2"), text("a/z.txt", "1"), text("a/", ""), text("a.txt", "0"), text("a/b/c", "3")),
			[]string{"a/b/c: 3", "a/z.txt: 1", "a.txt: 0", "b.txt: 2"}, ""},
		{"equal names are two members", zipped(t, text("a.txt", "1"), text("a.txt", "2"), text("a (2).txt", "3"), text("b", "4"), text("b", "5")),
			[]string{"a (2).txt: 3", "a (3).txt: 2", "a.txt: 1", "b: 4", "b (2): 5"}, ""},
		{"names that lead out", zipped(t, text("../../etc/passwd", "1"), text("/abs.txt", "2"), text(`C:\x\y.txt`, "3"), text("a\x00b", "4"), text("./.", "5"), text("a//b", "6")),
			[]string{`\x2e\x2e/\x2e\x2e/etc/passwd: 1`, "a/b: 6", `a\x00b: 4`, "abs.txt: 2", "unnamed: 5", "x/y.txt: 3"}, ""},
		{"UTF-8 without a word of it", zipped(t, text("Công văn.txt", "1"), text("Đề án/phụ lục.txt", "2")),
			[]string{"Công văn.txt: 1", "Đề án/phụ lục.txt: 2"}, ""},
		{"decomposed, as from macOS", zipped(t, text("Co\u0302ng va\u0306n.txt", "1")), []string{"Công văn.txt: 1"}, ""},
		{"code page of a Vietnamese Windows", zipped(t, text("C\xf4ng v\xe3n s\xf4\xec 12.txt", "1"), text("Q\xd0-UBND.txt", "2")),
			[]string{"Công văn số 12.txt: 1", "QĐ-UBND.txt: 2"}, ""},
		{"code page 437", zipped(t, text("caf\x82.txt", "1")), []string{"café.txt: 1"}, ""},
		{"no code page known", zipped(t, text("\xff\xfe\x81.txt", "1")), []string{`\xff\xfe\x81.txt: 1`}, ""},
		{"locked", zipped(t, text("a.txt", "1"), fixture.Packed{Name: "b.txt", Data: []byte("x"), Locked: true}, fixture.Packed{Name: "c.txt", Data: []byte("x"), Method: 99}),
			[]string{"a.txt: 1", "b.txt encrypted", "c.txt encrypted"}, ""},
		{"methods that cannot be read", zipped(t, fixture.Packed{Name: "a.txt", Data: []byte("x"), Method: 9}, fixture.Packed{Name: "b.txt", Data: []byte("x"), Method: 93}, text("c.txt", "1")),
			[]string{"a.txt unsupported", "b.txt unsupported", "c.txt: 1"}, ""},
		{"a damaged member", damaged, []string{"a.txt malformed", "b.txt: hai"}, ""},
		{"members over the same bytes", overlap, []string{"a.txt: x", "b.txt malformed", "c.txt malformed"}, ""},
		{"a member over its limit", zipped(t, text("a.txt", strings.Repeat("a", 2<<20)), text("b.txt", "1")), []string{"a.txt too-large", "b.txt: 1"}, ""},
		{"an office file whose head does not show it", zipped(t, text("thumbnail.jpeg", "x"), text("[Content_Types].xml", "x"), text("word/document.xml", "x")), []string{"a document"}, ""},
		{"empty", zipped(t), nil, ""},
		{"cut in the last member", whole[:bytes.LastIndex(whole, []byte("PK\x03\x04"))+35], []string{"a.txt: một", "b.txt: " + strings.Repeat("hai ", 500), "c.txt malformed"}, corpus.Malformed},
		{"cut before the list", whole[:bytes.Index(whole, []byte("PK\x01\x02"))], []string{"a.txt: một", "b.txt: " + strings.Repeat("hai ", 500), "c.txt: ba"}, corpus.Malformed},
		{"cut in the first header", whole[:20], nil, corpus.Malformed},
		{"nothing of a zip but the mark", []byte("PK\x05\x06"), nil, corpus.Malformed},
	} {
		t.Run(c.trap, func(t *testing.T) {
			got, fault := opened(t, Zip, c.data, limits)
			check(t, c.want, got, c.fault, fault)
		})
	}
}

func TestLimits(t *testing.T) {
	many := zipped(t, text("a", "1"), text("b", "2"), text("c", "3"))
	got, fault := opened(t, Zip, many, Limits{Members: 2, Member: 100, Total: 100})
	check(t, []string{"a: 1", "b: 2"}, got, corpus.TooLarge, fault)
	large := zipped(t, text("a", strings.Repeat("a", 60)), text("b", strings.Repeat("b", 60)))
	got, fault = opened(t, Zip, large, Limits{Members: 9, Member: 100, Total: 100})
	check(t, []string{"a: " + strings.Repeat("a", 60)}, got, corpus.TooLarge, fault)
}

// A full disk is no fault of the container.
func TestFullDisk(t *testing.T) {
	s := newSink("/nowhere/at/all", limits, func(Member) error { return nil })
	data := zipped(t, text("a", "1"))
	err := openZip(bytes.NewReader(data), int64(len(data)), s)
	var p *corpus.Problem
	if err == nil || errors.As(err, &p) {
		t.Errorf("a member that cannot be written gives %v, want an error that is no problem", err)
	}
}

func crlf(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r\n")) }

func TestMail(t *testing.T) {
	const bom = "\ufeff"
	for _, c := range []struct {
		trap  string
		mail  string
		want  []string
		fault corpus.Kind
	}{
		{"plain text", "From: a@example.vn\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nK=C3=ADnh g=E1=BB=ADi=\n UBND x=C3=A3\n",
			[]string{"body.txt: Kính gửi UBND xã\r\n"}, ""},
		{"code page", "Content-Type: text/plain; charset=windows-1258\nContent-Transfer-Encoding: 8bit\n\nC\xf4ng v\xe3n\n", []string{"body.txt: Công văn\r\n"}, ""},
		{"an encoding that nobody knows is left alone", "Content-Type: text/plain; charset=x-tcvn3\n\nC\xabng v\xa8n\n", []string{"body.txt: C\xabng v\xa8n\r\n"}, ""},
		{"of two forms the plain one, and attachments", `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=M

--M
Content-Type: multipart/alternative; boundary=A

--A
Content-Type: text/plain; charset=utf-8

Kính gửi
--A
Content-Type: text/html; charset=utf-8

<p>Kính gửi</p>
--A--
--M
Content-Type: application/pdf; name="=?utf-8?B?Q8O0bmcgdsSDbi5wZGY=?="
Content-Transfer-Encoding: base64
Content-Disposition: attachment

JVBERi0=
--M
Content-Type: text/plain; charset=windows-1258
Content-Disposition: attachment; filename*=utf-8''%C4%90%E1%BB%81%20%C3%A1n.txt
Content-Transfer-Encoding: base64

Q/RuZw==
--M
Content-Type: application/octet-stream
Content-Disposition: attachment; filename=Công văn 12.doc

x
--M
Content-Type: image/png

x
--M--
`, []string{"body.txt: Kính gửi", "Công văn.pdf: %PDF-", "Đề án.txt: C\xf4ng", "Công văn 12.doc: x", "part-6.png: x"}, ""},
		{"HTML alone", "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=A\n\n--A\nContent-Type: text/plain\n\n \n--A\nContent-Type: text/html; charset=windows-1258\n\n<meta charset=windows-1258>C\xf4ng\n--A--\n",
			[]string{"body.html: " + bom + "<meta charset=windows-1258>Công"}, ""},
		{"a mail in a mail", "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=M\n\n--M\nContent-Type: message/rfc822\n\nSubject: x\n\nTrong\n--M--\n",
			[]string{"part-1.eml: Subject: x\r\n\r\nTrong"}, ""},
		{"what cannot be opened", `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=M

--M
Content-Type: application/ms-tnef; name=winmail.dat

x
--M
Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m

x
--M
Content-Type: application/pkcs7-signature; name=smime.p7s

x
--M
Content-Type: application/pdf; name=a.pdf
Content-Transfer-Encoding: x-uuencode

x
--M--
`, []string{"winmail.dat unsupported", "smime.p7m encrypted", "smime.p7s ignored: signature of a mail", "a.pdf unsupported"}, ""},
		{"a saved web page", `From: <Saved by a browser>
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary=M

--M
Content-Type: text/html; charset=utf-8
Content-Location: http://example.vn/

<p>Văn bản</p>
--M
Content-Type: text/css
Content-Location: http://example.vn/a.css

p{}
--M
Content-Type: image/png
Content-Location: http://example.vn/a.png

x
--M--
`, []string{"body.html: " + bom + "<p>Văn bản</p>", "part-2.bin ignored: style or script of a web page", "part-3.png ignored: picture of a saved web page"}, ""},
		{"two attachments of one name", "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=M\n\n--M\nContent-Type: application/pdf; name=a.pdf\n\n1\n--M\nContent-Type: application/pdf; name=a.pdf\n\n2\n--M--\n",
			[]string{"a.pdf: 1", "a (2).pdf: 2"}, ""},
		{"cut before the last boundary", "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=M\n\n--M\nContent-Type: text/plain\n\nKính gửi\n--M\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBE",
			[]string{"body.txt: Kính gửi", "a.pdf malformed"}, corpus.Malformed},
		{"nothing in it", "MIME-Version: 1.0\nSubject: x\n\n\n", nil, ""},
	} {
		t.Run(c.trap, func(t *testing.T) {
			got, fault := opened(t, Mail, crlf(c.mail), limits)
			check(t, c.want, got, c.fault, fault)
		})
	}
}

func TestOutlook(t *testing.T) {
	long := strings.Repeat("Kính gửi Ủy ban nhân dân xã. ", 300) // beyond the mini stream
	for _, c := range []struct {
		trap string
		m    fixture.Message
		want []string
	}{
		{"text and attachments", fixture.Message{Subject: "x", Text: "Kính gửi", Files: []fixture.Packed{{Name: "Công văn 12.txt", Data: []byte("một")}, {Name: "lớn.txt", Data: []byte(long)}}},
			[]string{"body.txt: Kính gửi", "Công văn 12.txt: một", "lớn.txt: " + long}},
		{"HTML in a code page", fixture.Message{HTML: []byte("<p>C\xf4ng"), Page: 1258}, []string{"body.html: \ufeff<p>Công"}},
		{"RTF alone", fixture.Message{RTF: []byte("\x03\x00\x00\x00\x06\x00\x00\x00MELA\x00\x00\x00\x00{\\rtf}")}, []string{"body.rtf: {\\rtf}"}},
		{"a message in a message", fixture.Message{Text: "Ngoài", Inside: []fixture.Message{{Subject: "Chuyển/tiếp", Text: "Trong", Files: []fixture.Packed{text("a.txt", "1")}}}},
			[]string{"body.txt: Ngoài", "Chuyển-tiếp.msg/body.txt: Trong", "Chuyển-tiếp.msg/a.txt: 1"}},
		{"nothing in it", fixture.Message{Subject: "x"}, nil},
	} {
		t.Run(c.trap, func(t *testing.T) {
			got, fault := opened(t, Outlook, fixture.Outlook(c.m), limits)
			check(t, c.want, got, "", fault)
		})
	}
	_, fault := opened(t, Outlook, fixture.Outlook(fixture.Message{Text: "x"})[:700], limits)
	check(t, nil, nil, corpus.Malformed, fault)
}

// The example of MS-OXRTFCP 3.2.1.
func TestRTF(t *testing.T) {
	packed := []byte{0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 'L', 'Z', 'F', 'u', 0xf1, 0xc5, 0xc7, 0xa7, 3, 0, 0x0a, 0, 'r', 'c', 'p', 'g', '1', '2', '5', 0x42, '2', 0x0a, 0xf3, ' ', 'h', 'e', 'l', 9, 0, ' ', 'b', 'w', 5, 0xb0, 'l', 'd', '}', 0x0a, 0x80, 0x0f, 0xa0}
	got, err := unpackRTF(packed)
	if want := "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"; err != nil || string(got) != want {
		t.Errorf("unpackRTF = %q, %v; want %q", got, err, want)
	}
}

// TestInSandbox: what the child writes arrives, and its problem.
func TestInSandbox(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(path, zipped(t, text("a.txt", "1"), text("b.txt", "2")), 0o600); err != nil {
		t.Fatal(err)
	}
	n, spent := 0, false
	lim := limits
	lim.Members, lim.Memory = 1, 1<<30
	err := InSandbox(t.Context(), Zip, path, dir, lim, func(m Member) error {
		if m.Spent {
			spent = true
			return nil
		}
		n++
		if b, err := os.ReadFile(filepath.Join(dir, m.File)); m.Name != "a.txt" || string(b) != "1" {
			t.Errorf("member %+v holds %q, %v", m, b, err)
		}
		return nil
	})
	var p *corpus.Problem
	if !errors.As(err, &p) || p.Kind != corpus.TooLarge || n != 1 || !spent {
		t.Errorf("InSandbox = %v after %d members, spent %v; want too-large after 1, spent", err, n, spent)
	}
}

// lawful checks what holds for members of whatever bytes: names are valid,
// differ and lead nowhere, and the limits hold.
func lawful(t *testing.T, kind Kind, data []byte) {
	lim := Limits{Members: 20, Member: 1 << 16, Total: 1 << 17}
	dir := t.TempDir()
	seen := make(map[string]bool)
	members := 0
	s := newSink(dir, lim, func(m Member) error {
		if m.Spent || m.Document {
			return nil
		}
		members++
		for part := range strings.SplitSeq(m.Name, "/") {
			if part == "" || part == "." || part == ".." {
				t.Errorf("name %q has the part %q", m.Name, part)
			}
		}
		if !utf8.ValidString(m.Name) || strings.Contains(m.Name, "\x00") || vntext.NFC(m.Name) != m.Name || seen[m.Name] || len(m.Name) > 2*maxName {
			t.Errorf("name %q is invalid, too long or there twice", m.Name)
		}
		seen[m.Name] = true
		if m.File == "" && m.Ignored == "" && m.Problem == nil {
			t.Errorf("%q has no bytes and no reason", m.Name)
		}
		return nil
	})
	r := bytes.NewReader(data)
	var err error
	switch kind {
	case Zip:
		err = openZip(r, int64(len(data)), s)
	case Mail:
		err = openMail(r, s)
	case Outlook:
		err = openOutlook(r, s)
	}
	var p *corpus.Problem
	if err != nil && !errors.As(err, &p) {
		t.Errorf("the error is no problem: %v", err)
	}
	total := int64(0)
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
	}
	if total > lim.Total || members > lim.Members || len(files) > members {
		t.Errorf("%d members, %d files of %d bytes: beyond %+v", members, len(files), total, lim)
	}
}

func FuzzZip(f *testing.F) {
	f.Add(zipped(f, text("a.txt", "1"), text("../b", "2"), text("C\xf4ng.txt", "3")))
	cut := zipped(f, text("a.txt", "1"), text("a.txt", "2"))
	f.Add(cut[:len(cut)-30])
	f.Fuzz(func(t *testing.T, data []byte) { lawful(t, Zip, data) })
}

func FuzzMail(f *testing.F) {
	f.Add([]byte("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=M\n\n--M\nContent-Type: message/rfc822\n\nx\n--M\nContent-Type: text/html; name=a\n\nx\n--M--\n"))
	f.Add([]byte("Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\nAAAA\n"))
	f.Fuzz(func(t *testing.T, data []byte) { lawful(t, Mail, data) })
}

func FuzzOutlook(f *testing.F) {
	f.Add(fixture.Outlook(fixture.Message{Subject: "x", Text: "x", Files: []fixture.Packed{text("a/../b", "1")}, Inside: []fixture.Message{{Subject: ".."}}}))
	f.Fuzz(func(t *testing.T, data []byte) { lawful(t, Outlook, data) })
}

func FuzzRTF(f *testing.F) {
	f.Add([]byte("\x10\x00\x00\x00\x20\x00\x00\x00LZFu\x00\x00\x00\x00\x03\x00\x0a\x00ab"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if out, err := unpackRTF(data); err == nil && len(out) > 9*len(data)+64 && len(out) > maxBody+64 {
			t.Errorf("%d bytes become %d", len(data), len(out))
		}
	})
}
