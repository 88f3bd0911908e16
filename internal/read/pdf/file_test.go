package pdf

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-fonts/liberation/liberationserifregular"
	"github.com/go-pdf/fpdf"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/sandbox"
)

func TestMain(m *testing.M) {
	sandbox.Main(Readers())
	os.Exit(m.Run())
}

const catalogue = "<</Type/Catalog/Pages 2 0 R>>"

var (
	pages    = fixture.NewDraft
	stream   = fixture.Stream
	at       = fixture.Runs
	utf16Hex = fixture.UTF16Hex
)

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
	if err := fixture.Sound(*p); err != nil {
		t.Error(err)
	}
	var words []string
	for _, w := range p.Words {
		words = append(words, p.Text[w.Start:w.End])
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
