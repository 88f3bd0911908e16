package read

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"vanthu/internal/fixture"
)

// pdftotext is the measure: page by page, no more than one word of 200 is lost
// of what it finds in a text layer.
func TestRecall(t *testing.T) {
	needPoppler(t)
	files, err := filepath.Glob("../../testdata/layout/*.pdf")
	if err != nil || len(files) < 11 {
		t.Fatalf("%d printed layouts, want 11 or more (%v)", len(files), err)
	}
	var sheets []fixture.Sheet
	for _, text := range fixture.Corpus(3, 4) {
		d, err := fixture.Parse(string(text))
		if err != nil {
			t.Fatal(err)
		}
		sheets = append(sheets, d.Sheets()...)
	}
	data, err := fixture.PDF(sheets)
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, save(t, "directives-by-fpdf.pdf", data))
	reader := New(Never)
	for _, path := range files {
		leaves, err := reader.Open(t.Context(), path, "application/pdf")
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(path), err)
			continue
		}
		theirs := strings.Split(strings.TrimSuffix(pdftotextWords(t.Context(), path), "\f"), "\f")
		if len(leaves) != len(theirs) {
			t.Errorf("%s: %d pages, want %d", filepath.Base(path), len(leaves), len(theirs))
			continue
		}
		for i, l := range leaves {
			if r := fixture.RecallOf(theirs[i], l.Page.Text); r.Share() < 0.995 {
				t.Errorf("%s, page %d: %d of pdftotext's %d words; missing are %q", filepath.Base(path), i+1, r.Found, r.All, r.Missing[:min(12, len(r.Missing))])
			}
			if byPdftotext(l.Page) {
				t.Errorf("%s, page %d was read by pdftotext: %v", filepath.Base(path), i+1, l.Page.Findings)
			}
		}
	}
}

// Spoilt files neither stop the reader nor make it lose what pdftotext still
// reads. VANTHU_SPOILT=N tries N of them (make spoil); VANTHU_KEEP=DIR keeps
// those that fail.
func TestSpoilt(t *testing.T) {
	needPoppler(t)
	n := 30
	if s := os.Getenv("VANTHU_SPOILT"); s != "" {
		n = atoi(t, s)
	} else if testing.Short() {
		n = 10
	}
	whole := spoilable(t)
	reader := New(Never)
	sum, lost := fixture.Recall{}, 0
	for i := range n {
		name := whole[i%len(whole)]
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		spoilt, how := fixture.Mutate(data, uint64(i))
		path := save(t, fmt.Sprintf("spoilt-%d.pdf", i), spoilt)
		leaves, fault := reader.Open(t.Context(), path, "application/pdf")
		for _, l := range leaves {
			if !IsUnread(l.Page) {
				checkPage(t, l.Page)
			}
		}
		if fault != nil && verdictOf(nil, fault) == fault.Error() {
			t.Errorf("seed %d, %s, %s: error %v is no problem of the file", i, filepath.Base(name), how, fault)
		}
		r := fixture.RecallOf(legible(pdftotextWords(t.Context(), path)), textOf(leaves))
		sum.Found, sum.All = sum.Found+r.Found, sum.All+r.All
		if r.All >= 20 && r.Share() < 0.8 {
			lost++
			t.Logf("seed %d, %s, %s: %d of %d words (%v); missing are %q", i, filepath.Base(name), how, r.Found, r.All, fault, r.Missing[:min(8, len(r.Missing))])
			keep(t, path)
		}
		if t.Failed() {
			keep(t, path)
		}
	}
	t.Logf("%d spoilt files: %.4f of pdftotext's %d words, %d files with less than 0.8 of them", n, sum.Share(), sum.All, lost)
	if sum.Share() < 0.985 {
		t.Errorf("%.4f of pdftotext's words, want 0.985; run again with VANTHU_KEEP=DIR and look at what is kept", sum.Share())
	}
}

// spoilable are sound files of many kinds.
func spoilable(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../testdata/layout/*.pdf")
	if err != nil {
		t.Fatal(err)
	}
	all, err := fixture.OddPDFs()
	if err != nil {
		t.Fatal(err)
	}
	for _, odd := range all {
		if strings.Trim(odd.Verdict, "kp") == "" && len(odd.Data) < 1<<20 && !slices.Contains(noMeasure, odd.Name) {
			files = append(files, save(t, odd.Name, odd.Data))
		}
	}
	return files
}

// legible leaves out the words that nobody reads: pdftotext writes the numbers
// of glyphs where a font's map is spoilt.
func legible(text string) string {
	words := strings.Fields(text)
	kept := words[:0]
	for _, w := range words {
		if !strings.ContainsFunc(w, func(r rune) bool {
			return unicode.IsControl(r) || unicode.Is(unicode.Co, r) || r == unicode.ReplacementChar
		}) {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
