package pipeline_test

import (
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vanthu/internal/eval"
	"vanthu/internal/fixture"
	"vanthu/internal/language"
	"vanthu/internal/read"
	"vanthu/internal/sandbox"
	"vanthu/pipeline"
)

func TestMain(m *testing.M) {
	sandbox.Main(read.Sandboxed())
	os.Exit(m.Run())
}

// TestEveryFormGivesTheSameRecord reads the directives of testdata as text, as
// PDF, as scans and as images: each form must give the header and the citations
// that a person read in them.
func TestEveryFormGivesTheSameRecord(t *testing.T) {
	set, err := eval.Load("../testdata/gold")
	if err != nil {
		t.Fatal(err)
	}
	box := func(pattern string) func(*testing.T) []string {
		return func(t *testing.T) []string {
			paths, err := filepath.Glob("../testdata/box/" + pattern)
			if err != nil || len(paths) == 0 {
				t.Fatalf("no documents match %s: %v", pattern, err)
			}
			return paths
		}
	}
	for _, form := range []struct {
		name  string
		paths func(*testing.T) []string
		ocr   bool
		once  bool // without the race detector alone
	}{
		{"text", box("text/*.txt"), false, false},
		{"PDF with a text layer", box("pdf/*.pdf"), false, false},
		{"Word", typed(false), false, false},
		{"Word before Unicode", typed(true), false, false},
		{"scanned PDF of 200 dpi", box("scan/*-scan.pdf"), true, false},
		{"scanned PDF of 300 dpi", scans300, true, true},
		{"TIFF of several pages", box("image/*.tif"), true, true},
	} {
		t.Run(form.name, func(t *testing.T) {
			if form.ocr {
				needOCR(t)
			}
			if form.once && underRace {
				t.Skip("the scans of 200 dpi go the same way under -race; make test runs this without it")
			}
			paths := form.paths(t)
			if form.ocr && underRace {
				paths = paths[:1] // of several pages
			}
			records := make(map[string]eval.Extracted)
			line := &pipeline.Line{Reader: read.New(read.Auto), Language: new(language.Detector), Now: time.Now}
			err = line.Extract(t.Context(), paths, func(e pipeline.Extracted) error {
				if e.Record == nil {
					t.Fatalf("%s: %v", e.Name, e.Problem)
				}
				records[goldName(e.Name)] = eval.Extracted{Record: *e.Record, Pages: e.Pages}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, section := range eval.Score(set, records).Sections {
				for _, d := range section.Documents {
					for _, miss := range d.Misses {
						if _, read := records[d.File]; read && counts(miss.What) {
							t.Errorf("%s: %s", d.File, miss)
						}
					}
				}
			}
		})
	}
}

// typed are the texts of testdata as .docx, in Unicode or in TCVN3.
func typed(old bool) func(*testing.T) []string {
	return func(t *testing.T) []string {
		return formed(t, ".docx", func(_ int, d fixture.Directive) ([]byte, error) { return d.DOCX(old) })
	}
}

// scans300 scans the texts of testdata at 300 dpi, askew by 0.8 degrees, with
// noise and the loss of JPEG.
func scans300(t *testing.T) []string {
	return formed(t, "-scan.pdf", func(i int, d fixture.Directive) ([]byte, error) {
		scanner := fixture.Scan{Seed: uint64(i), Degrees: 0.8, Noise: 5, Contrast: 0.9}
		var pages []*image.Gray
		for _, sheet := range d.Sheets() {
			pages = append(pages, scanner.Spoil(sheet.Image(300)))
		}
		return fixture.ImagePDF(pages, 300, 60)
	})
}

// formed writes the texts of testdata in another form, under names that end so.
func formed(t *testing.T, end string, form func(i int, d fixture.Directive) ([]byte, error)) []string {
	t.Helper()
	texts, err := filepath.Glob("../testdata/box/text/*.txt")
	if err != nil || len(texts) == 0 {
		t.Fatalf("no texts: %v", err)
	}
	dir := t.TempDir()
	var paths []string
	for i, path := range texts {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d, err := fixture.Parse(string(text))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		data, err := form(i, d)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, strings.TrimSuffix(filepath.Base(path), ".txt")+end)
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, name)
	}
	return paths
}

// goldName is the name of the gold document that the form at path shows.
func goldName(path string) string {
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	return strings.TrimSuffix(name, "-scan") + ".txt"
}

// counts says whether a miss is one of the header, of the cited instruments or of
// a span. A mention or a recipient in which one letter was recognised wrongly is
// a miss of the letter, not of the record.
func counts(what eval.What) bool {
	switch what {
	case eval.HeaderWrong, eval.InstrumentMissing, eval.InstrumentExtra, eval.RelationWrong, eval.CitedDateWrong, eval.SpanWrong:
		return true
	}
	return false
}

func needOCR(t *testing.T) {
	t.Helper()
	for _, program := range []string{"tesseract", "pdftoppm"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed: make testers", program)
		}
	}
}
