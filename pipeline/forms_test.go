package pipeline_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vanthu/internal/eval"
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
	for _, form := range []struct {
		pattern string
		ocr     bool
	}{
		{"text/*.txt", false},
		{"pdf/*.pdf", false},
		{"scan/*-scan.pdf", true},
		{"image/*.tif", true},
	} {
		t.Run(form.pattern, func(t *testing.T) {
			if form.ocr {
				needOCR(t)
			}
			paths, err := filepath.Glob("../testdata/box/" + form.pattern)
			if err != nil || len(paths) == 0 {
				t.Fatalf("no documents match %s: %v", form.pattern, err)
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
