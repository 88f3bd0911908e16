package read

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/sandbox"
	"vanthu/internal/vntext/legacy"
)

func TestMain(m *testing.M) {
	sandbox.Main(Sandboxed())
	os.Exit(m.Run())
}

// needPoppler skips a test where pdftotext is missing.
func needPoppler(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed: apt-get install poppler-utils")
	}
}

// save writes a file to be read.
func save(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// verdictOf writes down what became of a file as [fixture.Odd] does.
func verdictOf(leaves []Leaf, err error) string {
	var fault *corpus.Problem
	if errors.As(err, &fault) {
		return string(fault.Kind)
	}
	if err != nil {
		return err.Error()
	}
	verdict := ""
	for _, l := range leaves {
		switch {
		case l.Page == nil:
			verdict += "s"
		case byPdftotext(l.Page):
			verdict += "p"
		default:
			verdict += "k"
		}
	}
	return verdict
}

func byPdftotext(p *corpus.Page) bool {
	return slices.ContainsFunc(p.Findings, func(f corpus.Finding) bool { return f.Code == "text-by-pdftotext" })
}

// textOf is the text of all pages that have one.
func textOf(leaves []Leaf) string {
	var text strings.Builder
	for _, l := range leaves {
		if l.Page != nil {
			text.WriteString(l.Page.Text + "\n")
		}
	}
	return text.String()
}

// agrees compares verdicts; '?' is what others decide.
func agrees(want, got string) bool {
	if !strings.Contains(want, "?") {
		return got == want
	}
	return len(got) == len(want) && strings.Trim(got, "ksp") == ""
}

// Each odd PDF gets its verdict, within the time of a readable one, and nothing
// that pdftotext reads is lost.
func TestOddPDFs(t *testing.T) {
	needPoppler(t)
	all, err := fixture.OddPDFs()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 40 {
		t.Errorf("%d odd PDFs; about 40 or more are wanted", len(all))
	}
	engine := New(Auto)
	if engine.engine == nil {
		t.Skip("Tesseract is not installed: the verdicts hold where pages can be seen")
	}
	for _, odd := range all {
		t.Run(odd.Name, func(t *testing.T) {
			path := save(t, odd.Name, odd.Data)
			began := time.Now()
			leaves, err := engine.Open(t.Context(), path, "application/pdf")
			took := time.Since(began)
			if got := verdictOf(leaves, err); !agrees(odd.Verdict, got) {
				t.Errorf("%s: verdict %q, want %q (%v)\n%s\nlook at it: VANTHU_KEEP=DIR go test ./internal/read -run %s", odd.Trap, got, odd.Verdict, err, firstDoubt(leaves), t.Name())
			}
			if took > 15*time.Second {
				t.Errorf("%s: took %v: a deadline is too long, or the parser runs in a circle", odd.Trap, took)
			}
			words := strings.Fields(textOf(leaves))
			for _, w := range odd.Words {
				if !slices.Contains(words, w) {
					t.Errorf("%s: no word %q in %q", odd.Trap, w, words)
				}
			}
			keep(t, path)
		})
	}
}

// keep copies a file to where VANTHU_KEEP says.
func keep(t testing.TB, path string) {
	t.Helper()
	dir := os.Getenv("VANTHU_KEEP")
	if dir == "" {
		return
	}
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, filepath.Base(path)), data, 0o600)
	}
	if err != nil {
		t.Error(err)
	}
}

func firstDoubt(leaves []Leaf) string {
	for _, l := range leaves {
		if l.Page != nil && len(l.Page.Findings) > 0 {
			return l.Page.Findings[0].Message
		}
	}
	return "no finding"
}

// pdftotextWords are the words of the file at path as pdftotext reads them;
// encodings of before Unicode, which it hands on as they are, are converted.
func pdftotextWords(ctx context.Context, path string) string {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	out, _ := exec.CommandContext(ctx, "pdftotext", "-enc", "UTF-8", path, "-").Output() // what it could read counts
	encoding, _ := legacy.Detect(string(out))
	return encoding.Convert(string(out))
}

// noMeasure are odd PDFs for which pdftotext is none: it reads page 2 and the
// objects between into page 1; it takes a stamp for the page's text.
var noMeasure = []string{"stream-long.pdf", "page-stamp.pdf"}

// With recognition switched off, all that pdftotext reads of an odd PDF is read.
func TestOddRecall(t *testing.T) {
	needPoppler(t)
	all, err := fixture.OddPDFs()
	if err != nil {
		t.Fatal(err)
	}
	reader := New(Never)
	for _, odd := range all {
		if slices.Contains(noMeasure, odd.Name) {
			continue
		}
		path := save(t, odd.Name, odd.Data)
		leaves, err := reader.Open(t.Context(), path, "application/pdf")
		if r := fixture.RecallOf(pdftotextWords(t.Context(), path), textOf(leaves)); r.Share() < 0.995 {
			t.Errorf("%s (%s): %d of pdftotext's %d words, error %v; missing are %q", odd.Name, odd.Trap, r.Found, r.All, err, r.Missing[:min(10, len(r.Missing))])
		}
	}
}
