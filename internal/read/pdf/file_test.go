package pdf

import (
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/go-fonts/liberation/liberationserifregular"
	"github.com/go-pdf/fpdf"
	"golang.org/x/text/unicode/norm"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/sandbox"
)

func TestMain(m *testing.M) {
	sandbox.Main(Readers())
	os.Exit(m.Run())
}

// A file is a PDF under construction: object i+1 is at i.
type file struct{ objects []string }

func (f *file) add(body string) int {
	f.objects = append(f.objects, body)
	return len(f.objects)
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// bytes writes the file; object 1 must be the catalogue.
func (f *file) bytes() []byte { return fixture.RawPDF(f.objects...) }

// Fonts of the pages made here: /F1 is WinAnsi, 0.5 em each letter; /F2 has two
// bytes a code, which are UTF-16, and a map that says so by one range.
const (
	catalogue = "<</Type/Catalog/Pages 2 0 R>>"
	identity2 = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n1 beginbfrange <0000> <FFFF> <0000> endbfrange\nendcmap end end"
)

// pages makes a file of pages with the given contents, all with the fonts and
// further entries of the page (/Rotate 90) and of its resources.
func pages(entries, resources string, contents ...string) *file {
	f := &file{}
	f.add(catalogue)
	f.add("") // page tree
	widths := strings.Repeat("500 ", 224)
	f1 := f.add("<</Type/Font/Subtype/TrueType/BaseFont/Serif/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths[" + widths + "]>>")
	cid := f.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/Serif/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500/W[768 879 0]>>")
	uni := f.add(stream("", identity2))
	f2 := f.add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/Serif/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", cid, uni))
	var kids []string
	for _, c := range contents {
		s := f.add(stream("", c))
		kids = append(kids, fmt.Sprintf("%d 0 R", f.add(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]%s/Contents %d 0 R/Resources<</Font<</F1 %d 0 R/F2 %d 0 R>>%s>>>>", entries, s, f1, f2, resources))))
	}
	f.objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(kids), strings.Join(kids, " "))
	return f
}

// at writes text as Word does: one BT..ET for each run of Latin-1 letters (F1)
// and each run of others (F2), each at its own place. Letters are 6 points wide.
func at(x, y float64, text string) string {
	var b strings.Builder
	for text != "" {
		latin := isLatin(rune(text[0])) && text[0] < 0x80
		end := len(text)
		for i, r := range text {
			if isLatin(r) != latin {
				end = i
				break
			}
		}
		run := text[:end]
		text = text[end:]
		n := 0
		if latin {
			n = len(run)
			fmt.Fprintf(&b, "BT /F1 12 Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n", x, y, strings.NewReplacer("\\", "\\\\", "(", "\\(", ")", "\\)").Replace(run))
		} else {
			for _, r := range run {
				if !combining(string(r)) {
					n++
				}
			}
			fmt.Fprintf(&b, "BT /F2 12 Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n", x, y, utf16Hex(run))
		}
		x += 6 * float64(n)
	}
	return b.String()
}

func isLatin(r rune) bool { return r < 0x80 }

func utf16Hex(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return hex.EncodeToString(b)
}

// save writes a file for the reader.
func save(t testing.TB, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// leaves reads all pages of a file.
func leaves(t testing.TB, path string) []Leaf {
	t.Helper()
	var all []Leaf
	if err := Read(t.Context(), path, func(l Leaf) error { all = append(all, l); return nil }); err != nil {
		t.Fatalf("read %s: %v", path, err)
	}
	for _, l := range all {
		checkPage(t, &l.Page)
	}
	return all
}

// checkPage fails where a page breaks the promises of corpus.Page.
func checkPage(t testing.TB, p *corpus.Page) {
	t.Helper()
	if !norm.NFC.IsNormalString(p.Text) {
		t.Errorf("page %d: text is not NFC: %q", p.Number, p.Text)
	}
	end := -1
	for _, l := range p.Lines {
		if l.Start != end+1 || l.End < l.Start || l.End > len(p.Text) || strings.Contains(p.Text[l.Start:l.End], "\n") {
			t.Fatalf("page %d: line %+v does not follow byte %d of %d", p.Number, l, end, len(p.Text))
		}
		end = l.End
	}
	if end != len(p.Text) {
		t.Errorf("page %d: lines end at %d, text at %d", p.Number, end, len(p.Text))
	}
	var words []string
	for _, w := range p.Words {
		words = append(words, p.Text[w.Start:w.End])
		for _, v := range w.Box {
			if v < 0 || v > 1 || w.Box[0] > w.Box[2] || w.Box[1] > w.Box[3] {
				t.Errorf("page %d: word %q has box %v", p.Number, p.Text[w.Start:w.End], w.Box)
			}
		}
	}
	if strings.Join(words, " ") != strings.Join(strings.Fields(p.Text), " ") {
		t.Errorf("page %d: words are not those of the text:\n%q\n%q", p.Number, words, p.Text)
	}
}

// kindOf is the kind of a problem, "" for no error.
func kindOf(t testing.TB, err error) corpus.Kind {
	t.Helper()
	if err == nil {
		return ""
	}
	fault, ok := errors.AsType[*corpus.Problem](err)
	if !ok {
		t.Fatalf("error %v is no problem", err)
	}
	return fault.Kind
}

// printed makes a file with fpdf and Liberation Serif.
func printed(t testing.TB, draw func(*fpdf.Fpdf)) string {
	t.Helper()
	f := fpdf.New("P", "mm", "A4", "")
	f.SetCatalogSort(true)
	f.AddUTF8FontFromBytes("Serif", "", liberationserifregular.TTF)
	f.SetFont("Serif", "", 13)
	f.AddPage()
	draw(f)
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := f.OutputFileAndClose(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// run runs a program that the test can do without.
func run(t testing.TB, name string, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed: apt-get install qpdf poppler-utils", name)
	}
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s %q: %v", name, args, err)
	}
	return out
}
