package office

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/sandbox"
)

func TestMain(m *testing.M) {
	sandbox.Main(Readers())
	os.Exit(m.Run())
}

// truth is the text of the files in testdata, white space folded.
func truth(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../../testdata/gold/quyet-dinh-ubnd-tinh.txt")
	if err != nil {
		t.Fatal(err)
	}
	d, err := fixture.Parse(string(text))
	if err != nil {
		t.Fatal(err)
	}
	data, err := d.DOCX(false)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := Read(t.Context(), written(t, "a.docx", data), DOCX)
	if err != nil {
		t.Fatal(err)
	}
	return folded(pages)
}

func folded(pages []corpus.Page) string { return strings.Join(strings.Fields(joined(pages)), " ") }

// Numbers that Word counts stand in the text as those that were typed.
func TestTruthHasItsNumbers(t *testing.T) {
	text := truth(t)
	for _, want := range []string{"Điều 2. Tổ công tác có nhiệm vụ", "4. Báo cáo kết quả", "Điều 4. Quyết định này"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q:\n%s", want, text)
		}
	}
}

func TestWhatLibreOfficeWrites(t *testing.T) {
	for name, kind := range map[string]string{"libreoffice.odt": ODT, "libreoffice.docx": DOCX} {
		pages, err := Open(t.Context(), filepath.Join("testdata", name), kind)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, want := folded(pages), truth(t); got != want {
			t.Errorf("%s: %s\nwant: %s", name, got, want)
		}
	}
}

func TestThroughLibreOffice(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
	}
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	for name, kind := range map[string]string{"tcvn3.doc": MSWord, "tcvn3.rtf": RTF} {
		pages, err := Open(t.Context(), filepath.Join("testdata", name), kind)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, want := folded(pages), truth(t); got != want {
			t.Errorf("%s: %s\nwant: %s", name, got, want)
		}
		if found := codes(pages); len(found) == 0 || !strings.HasPrefix(found[0], CodeLegacyFont) {
			t.Errorf("%s: findings %q, want %s first", name, found, CodeLegacyFont)
		}
	}
}

// LibreOffice would read random bytes as two pages of Chinese.
func TestNoWordFileIsNotMended(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
	}
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	data := make([]byte, 20_000)
	rand.NewChaCha8([32]byte{3}).Read(data)
	copy(data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	pages, err := Open(t.Context(), written(t, "a.doc", data), MSWord)
	var problem *corpus.Problem
	if !errors.As(err, &problem) || problem.Kind != corpus.Malformed {
		t.Errorf("%d pages, %v; want a problem of kind malformed", len(pages), err)
	}
}

// Without LibreOffice others give the text. Where Word writes the letter ư of
// TCVN3 as its byte, LibreOffice writes the mark of a soft hyphen.
func TestWithoutLibreOffice(t *testing.T) {
	bin := t.TempDir()
	path := os.Getenv("PATH")
	for _, c := range []struct {
		name, kind, program string
		soft, byWord        string
		wants               []string
	}{
		{"tcvn3.doc", MSWord, "antiword", "l\x00\x1f\x00u\x00", "l\x00\xad\x00u\x00", []string{"Số: 1187/QĐ-UBND CỘNG HÒA", "Thành lập Tổ công tác số hóa tài liệu lưu trữ lịch sử"}},
		{"tcvn3.rtf", RTF, "unrtf", `\-`, `\'ad`, []string{"Số: 1187/QĐ-UBND CỘNG HÒA", "Điều 1.   Thành lập Tổ công tác số hóa tài liệu lưu trữ lịch sử", "HƯNG YÊN"}},
	} {
		t.Setenv("PATH", path)
		program, err := exec.LookPath(c.program)
		if err != nil {
			t.Logf("%s is not installed: make testers", c.program)
			continue
		}
		data, err := os.ReadFile(filepath.Join("testdata", c.name))
		if err != nil {
			t.Fatal(err)
		}
		file := written(t, c.name, bytes.ReplaceAll(data, []byte(c.soft), []byte(c.byWord)))
		if err := os.Symlink(program, filepath.Join(bin, c.program)); err != nil {
			t.Fatal(err)
		}
		t.Setenv("PATH", bin)
		pages, err := Open(t.Context(), file, c.kind)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		text := strings.Join(strings.Fields(joined(pages)), " ")
		for _, want := range c.wants {
			if !strings.Contains(strings.ToLower(text), strings.ToLower(strings.Join(strings.Fields(want), " "))) {
				t.Errorf("%s lacks %q:\n%s", c.name, want, text)
			}
		}
		if found := strings.Join(codes(pages), "; "); !strings.Contains(found, CodeLegacyFont) || !strings.Contains(found, CodeTextOnly) {
			t.Errorf("%s: findings %q, want %s and %s", c.name, found, CodeLegacyFont, CodeTextOnly)
		}
	}
}

func TestWithoutPrograms(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := Open(t.Context(), "testdata/tcvn3.rtf", RTF)
	var problem *corpus.Problem
	if !errors.As(err, &problem) || problem.Kind != corpus.NeedsTool || !strings.Contains(problem.Hint, "apt-get install") {
		t.Errorf("Open = %v, want a problem of kind needs-tool that tells what to install", err)
	}
}

// ole is an OLE file of these streams, each padded to 4,096 bytes.
func ole(streams map[string][]byte) []byte {
	const size, end, free, fatSector = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
	le := binary.LittleEndian
	var fat []uint32
	var body, dir []byte
	entry := func(name string, kind byte, right, child, start uint32, length int) {
		e := make([]byte, 128)
		for i, u := range utf16.Encode([]rune(name)) {
			le.PutUint16(e[2*i:], u)
		}
		le.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66], e[67] = kind, 1
		le.PutUint32(e[68:], free)
		le.PutUint32(e[72:], right)
		le.PutUint32(e[76:], child)
		le.PutUint32(e[116:], start)
		le.PutUint32(e[120:], uint32(length))
		dir = append(dir, e...)
	}
	fat = append(fat, fatSector, end) // sector 0 is the FAT, sector 1 the directory
	entry("Root Entry", 5, free, 1, end, 0)
	n := uint32(1)
	for name, data := range streams {
		start := uint32(len(fat))
		content := make([]byte, 4096)
		copy(content, data)
		body = append(body, content...)
		for i := range uint32(8) {
			next := start + i + 1
			if i == 7 {
				next = end
			}
			fat = append(fat, next)
		}
		n++
		right := n
		if int(n) > len(streams) {
			right = free
		}
		entry(name, 2, right, free, start, 4096)
	}
	for len(dir) < size {
		entry("", 0, free, free, 0, 0)
	}
	head := make([]byte, size)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le.PutUint16(head[24:], 0x3E)
	le.PutUint16(head[26:], 3)
	le.PutUint16(head[28:], 0xFFFE)
	le.PutUint16(head[30:], 9)
	le.PutUint16(head[32:], 6)
	le.PutUint32(head[44:], 1) // sectors of the FAT
	le.PutUint32(head[48:], 1) // the directory
	le.PutUint32(head[56:], 4096)
	le.PutUint32(head[60:], end)
	le.PutUint32(head[68:], end)
	for i := 76; i < size; i += 4 {
		le.PutUint32(head[i:], free)
	}
	le.PutUint32(head[76:], 0)
	table := make([]byte, size)
	for i := range size / 4 {
		v := uint32(free)
		if i < len(fat) {
			v = fat[i]
		}
		le.PutUint32(table[4*i:], v)
	}
	return append(append(append(head, table...), dir...), body...)
}

func TestOLEProblems(t *testing.T) {
	t.Setenv("PATH", t.TempDir()) // nobody else may try
	fib := make([]byte, 32)
	lockedFIB := make([]byte, 32)
	lockedFIB[11] = 0x01
	for _, c := range []struct {
		trap string
		data []byte
		want corpus.Kind
	}{
		{"a .docx under a password", ole(map[string][]byte{"EncryptedPackage": nil}), corpus.Encrypted},
		{"a .doc under a password", ole(map[string][]byte{"WordDocument": lockedFIB}), corpus.Encrypted},
		{"a workbook", ole(map[string][]byte{"Workbook": nil}), corpus.Unsupported},
		{"something else", ole(map[string][]byte{"Contents": nil}), corpus.Unsupported},
		{"damaged", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)), corpus.Malformed},
		{"cut off", ole(map[string][]byte{"WordDocument": fib})[:1024], corpus.Malformed},
	} {
		_, err := Open(t.Context(), written(t, "a.doc", c.data), MSWord)
		var problem *corpus.Problem
		if !errors.As(err, &problem) || problem.Kind != c.want {
			t.Errorf("%s: %v, want a problem of kind %s", c.trap, err, c.want)
		}
	}
	if _, err := Read(t.Context(), written(t, "a.doc", ole(map[string][]byte{"WordDocument": fib})), MSWord); err != nil {
		t.Errorf("a Word file: %v", err)
	}
}
