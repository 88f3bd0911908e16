package pipeline_test

import (
	"fmt"
	"image"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/language"
	"vanthu/internal/read"
	"vanthu/pipeline"
)

// rareForms are the forms of testdata, or of the folder that $FORMS names.
func rareForms(t *testing.T) []fixture.Form {
	dir := os.Getenv("FORMS")
	if dir == "" {
		dir = "../testdata/forms"
	}
	paths, err := filepath.Glob(dir + "/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no forms in %s: %v", dir, err)
	}
	var all []fixture.Form
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		forms, err := fixture.ParseForms(string(text))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all = append(all, forms...)
	}
	return all
}

// TestRareFormsAsPDF reads every rare form as a PDF with a text layer: the page
// comes in the order of drawing, with a box for every word. Each value must be
// right, and stand on the page where its box is.
func TestRareFormsAsPDF(t *testing.T) {
	forms := rareForms(t)
	if underRace {
		forms = forms[:len(forms)/4]
	}
	read := extractForms(t, forms, func(f fixture.Form) ([]byte, error) { return fixture.PDF(f.Sheets()) }, read.Never)
	for _, f := range forms {
		e, ok := read[f.Name]
		if !ok {
			t.Errorf("%s: nothing read", f.Name)
			continue
		}
		for _, reading := range f.Readings(e.Record) {
			if !reading.Right {
				t.Errorf("%s: %s", f.Name, reading)
			}
		}
		checkBoxes(t, f.Name, e)
	}
}

// TestRareFormsScanned reads some rare forms as scans: those with what a plain
// directive has not. A letter that the recogniser takes for another is no
// fault of the form, so only type, number, day, issuer and signer are looked at.
func TestRareFormsScanned(t *testing.T) {
	needOCR(t)
	if underRace {
		t.Skip("the scans of TestEveryFormGivesTheSameRecord go the same way under -race; make test runs this without it")
	}
	some := strings.Fields(`district_plan_merged_number joint_programme copy_of_state_decision department_letter_by_order copy_stamp_first
		military_command joint_resolution_three`)
	if all := os.Getenv("SCANNED"); all != "" {
		some = strings.Fields(all)
	}
	var forms []fixture.Form
	for _, f := range rareForms(t) {
		if slices.Contains(some, f.Name) {
			forms = append(forms, f)
		}
	}
	scanner := fixture.Scan{Seed: 3, Degrees: 0.4, Noise: 5, Contrast: 0.9}
	read := extractForms(t, forms, func(f fixture.Form) ([]byte, error) {
		var pages []*image.Gray
		for _, s := range f.Sheets()[:1] {
			pages = append(pages, scanner.Spoil(s.Image(200)))
		}
		return fixture.ImagePDF(pages, 200, 70)
	}, read.Auto)
	for _, f := range forms {
		e := read[f.Name]
		if e.Record == nil {
			t.Errorf("%s: nothing read", f.Name)
			continue
		}
		for _, reading := range f.Readings(e.Record) {
			if !reading.Right && reading.Header() && reading.Key != "subject" {
				t.Errorf("%s: %s", f.Name, reading)
			}
		}
		checkBoxes(t, f.Name, e)
	}
}

// extractForms writes each form as a PDF and runs the line over them.
func extractForms(t *testing.T, forms []fixture.Form, write func(fixture.Form) ([]byte, error), mode read.Mode) map[string]pipeline.Extracted {
	dir := t.TempDir()
	var paths []string
	for _, f := range forms {
		pdf, err := write(f)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, f.Name+".pdf")
		if err := os.WriteFile(path, pdf, 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	out := map[string]pipeline.Extracted{}
	line := &pipeline.Line{Reader: read.New(mode), Language: new(language.Detector), Now: time.Now}
	err := line.Extract(t.Context(), paths, func(e pipeline.Extracted) error {
		if e.Record == nil {
			return fmt.Errorf("%s: %v", e.Name, e.Problem)
		}
		out[strings.TrimSuffix(filepath.Base(e.Name), ".pdf")] = e
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// checkBoxes holds every value of the header against its page: its raw form is
// the text there, and the page has geometry, so the value has a box.
func checkBoxes(t *testing.T, name string, e pipeline.Extracted) {
	t.Helper()
	texts := map[int]string{}
	for _, p := range e.Pages {
		texts[p.Number] = p.Text
	}
	r := e.Record
	fields := map[string]corpus.Field[string]{
		"type": r.Type, "number": r.Number.Field, "place": r.Place, "issued": r.Issued, "issuer": r.Issuer.Field, "subject": r.Subject,
		"urgency": r.Urgency, "secrecy": r.Secrecy,
	}
	for i, s := range r.Signers {
		fields[fmt.Sprintf("signer %d", i)], fields[fmt.Sprintf("title %d", i)] = s.Name, s.Title
	}
	for i, f := range r.Recipients {
		fields[fmt.Sprintf("recipient %d", i)] = f
	}
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		f := fields[key]
		if f.Value == nil {
			continue
		}
		if s := texts[f.Page]; f.End > len(s) || s[f.Start:f.End] != f.Raw {
			t.Errorf("%s: %s: raw %q does not stand at %d-%d of page %d", name, key, f.Raw, f.Start, f.End, f.Page)
		}
		if f.Box == nil {
			t.Errorf("%s: %s: %q has no box", name, key, f.Raw)
		}
	}
}
