package ocr

import (
	"context"
	"errors"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/sandbox"
)

func TestMain(m *testing.M) {
	sandbox.Main(map[string]sandbox.Reader{Reader: Child})
	os.Exit(m.Run())
}

// engine finds the programs or skips the test.
func engine(tb testing.TB) *Engine {
	tb.Helper()
	e, err := Find()
	var missing *corpus.Problem
	if errors.As(err, &missing) {
		tb.Skipf("%s; to run this test: %s", missing.Message, missing.Hint)
	}
	return e
}

// write puts data in a file of its own.
func write(tb testing.TB, name string, data []byte) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// sheets are those of the self-written plan.
func sheets(tb testing.TB) []fixture.Sheet {
	tb.Helper()
	text, err := os.ReadFile("../../../testdata/gold/ke-hoach-huyen-uy.txt")
	if err != nil {
		tb.Fatal(err)
	}
	d, err := fixture.Parse(string(text))
	if err != nil {
		tb.Fatal(err)
	}
	return d.Sheets()
}

// recall is the share of the words of want that got has too.
func recall(want, got string) float64 {
	have := map[string]int{}
	for w := range strings.FieldsSeq(got) {
		have[w]++
	}
	hit, all := 0, 0
	for w := range strings.FieldsSeq(want) {
		all++
		if have[w] > 0 {
			have[w]--
			hit++
		}
	}
	return float64(hit) / float64(max(all, 1))
}

// sound fails where a page breaks a promise of corpus.Page.
func sound(tb testing.TB, p corpus.Page) {
	tb.Helper()
	if err := fixture.Sound(p); err != nil {
		tb.Error(err)
	}
}

var worn = fixture.Scan{Seed: 7, Degrees: 0.8, Noise: 12, Contrast: 0.85}

func TestScannedPDF(t *testing.T) {
	e := engine(t)
	var pages []*image.Gray
	set := sheets(t)
	for _, s := range set {
		pages = append(pages, worn.Spoil(s.Image(200)))
	}
	data, err := fixture.ImagePDF(pages, 200, 60)
	if err != nil {
		t.Fatal(err)
	}
	path := write(t, "scan.pdf", data)
	n, err := e.Count(t.Context(), path, "application/pdf")
	if err != nil || n != len(set) {
		t.Fatalf("Count = %d, %v; want %d", n, err, len(set))
	}
	var want, read string
	edits, characters := 0, 0
	for i, s := range set {
		p, err := e.Page(t.Context(), path, "application/pdf", i+1)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, p)
		want, read = want+s.Text(), read+p.Text+"\n"
		wrong, all := fixture.CharacterErrors(s.Text(), p.Text)
		edits, characters = edits+wrong, characters+all
		if p.Width < 590 || p.Width > 600 || p.Height < 838 || p.Height > 846 {
			t.Errorf("page %d: %.1f x %.1f points, want those of A4", i+1, p.Width, p.Height)
		}
	}
	if r := recall(want, read); r < 0.97 {
		t.Errorf("word recall %.3f, want 0.97 or more; read:\n%s", r, read)
	}
	if rate := float64(edits) / float64(characters); rate > 0.01 {
		t.Errorf("character error rate %.2f %%, want 1.0 %% or less; read:\n%s", 100*rate, read)
	} else {
		t.Logf("character error rate %.2f %%", 100*rate)
	}
	if _, err := e.Page(t.Context(), path, "application/pdf", len(set)+1); !isProblem(err, corpus.Malformed) {
		t.Errorf("page after the last one: %v, want a malformed problem", err)
	}
}

func TestMultiPageTIFF(t *testing.T) {
	e := engine(t)
	var pages []*image.Gray
	set := sheets(t)
	for _, s := range set {
		pages = append(pages, s.Image(150))
	}
	path := write(t, "scan.tif", fixture.TIFF(pages, 150))
	n, err := e.Count(t.Context(), path, "image/tiff")
	if err != nil || n != len(set) {
		t.Fatalf("Count = %d, %v; want %d", n, err, len(set))
	}
	for i, s := range set {
		p, err := e.Page(t.Context(), path, "image/tiff", i+1)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, p)
		if r := recall(s.Text(), p.Text); r < 0.94 {
			t.Errorf("page %d: word recall %.3f, want 0.94 or more; is it another page? read:\n%s", i+1, r, p.Text)
		}
		if p.Number != i+1 || p.Width < 590 || p.Width > 600 {
			t.Errorf("page %d: numbered %d, %.1f points wide", i+1, p.Number, p.Width)
		}
	}
}

func TestImageFiles(t *testing.T) {
	e := engine(t)
	s := sheets(t)[1]
	img := s.Image(200)
	jpeg, err := fixture.JPEG(img, 70)
	if err != nil {
		t.Fatal(err)
	}
	png, err := fixture.PNG(img, 200)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []struct {
		name, mediaType string
		data            []byte
	}{
		{"page.jpg", "image/jpeg", jpeg}, // Go writes no density: taken for A4
		{"page.png", "image/png", png},
		{"-l", "image/png", png}, // a name that looks like an option
	} {
		p, err := e.Page(t.Context(), write(t, f.name, f.data), f.mediaType, 1)
		if err != nil {
			t.Errorf("%s: %v", f.name, err)
			continue
		}
		sound(t, p)
		if r := recall(s.Text(), p.Text); r < 0.97 {
			t.Errorf("%s: word recall %.3f, want 0.97 or more; read:\n%s", f.name, r, p.Text)
		}
		if p.Width < 590 || p.Width > 600 {
			t.Errorf("%s: %.1f points wide, want those of A4", f.name, p.Width)
		}
	}
}

func TestBlankPage(t *testing.T) {
	e := engine(t)
	data, err := fixture.ImagePDF([]*image.Gray{fixture.Sheet{}.Image(100)}, 100, 50)
	if err != nil {
		t.Fatal(err)
	}
	p, err := e.Page(t.Context(), write(t, "blank.pdf", data), "application/pdf", 1)
	if err != nil || p.Text != "" || p.Characters != 0 || p.Number != 1 || p.Method != corpus.MethodOCR {
		t.Errorf("blank page: %+v, %v; want an empty text read by OCR", p, err)
	}
}

// isProblem tells whether err is a problem of one of kinds.
func isProblem(err error, kinds ...corpus.Kind) bool {
	var p *corpus.Problem
	if !errors.As(err, &p) {
		return false
	}
	for _, k := range kinds {
		if p.Kind == k {
			return true
		}
	}
	return false
}

func TestBroken(t *testing.T) {
	e := engine(t)
	files, err := fixture.Broken()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]corpus.Kind{
		"cut.pdf": "", "cut.jpg": "", // either is right: what is left may be read
		"cut.tif": corpus.Malformed, "empty.pdf": corpus.Malformed, "encrypted.pdf": corpus.Encrypted,
		"huge.png": corpus.TooLarge, "huge.tif": corpus.TooLarge,
		"kids-loop.pdf": "", "no-pages.pdf": "", "prev-loop.pdf": "", "xref-size.pdf": "",
	}
	types := map[string]string{".pdf": "application/pdf", ".jpg": "image/jpeg", ".tif": "image/tiff", ".png": "image/png"}
	for _, f := range files {
		mediaType := types[filepath.Ext(f.Name)]
		kind, listed := want[f.Name]
		if !listed {
			continue
		}
		path := write(t, f.Name, f.Data)
		_, err := e.Page(t.Context(), path, mediaType, 1)
		var p *corpus.Problem
		switch {
		case err != nil && !errors.As(err, &p):
			t.Errorf("%s (%s): %v, want a problem", f.Name, f.Trap, err)
		case kind != "" && !isProblem(err, kind):
			t.Errorf("%s (%s): %v, want a problem of kind %s", f.Name, f.Trap, err, kind)
		case err != nil && p.Page != 1:
			t.Errorf("%s: the problem does not name its page: %v", f.Name, err)
		}
		t.Logf("%s: %v", f.Name, err)
	}
}

func TestListOfFiles(t *testing.T) {
	e := engine(t)
	// Tesseract takes a text file for a list of images to read.
	secret, err := fixture.PNG(sheets(t)[0].Image(100), 100)
	if err != nil {
		t.Fatal(err)
	}
	list := write(t, "list.png", []byte(write(t, "secret.png", secret)+"\n"))
	if p, err := e.Page(t.Context(), list, "image/png", 1); !isProblem(err, corpus.Unsupported) {
		t.Errorf("a list of files was followed: %v, %q", err, p.Text)
	}
}

func TestCancel(t *testing.T) {
	e := engine(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	data, err := fixture.PDF(sheets(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Page(ctx, write(t, "a.pdf", data), "application/pdf", 1); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v, want %v", err, context.Canceled)
	}
}
