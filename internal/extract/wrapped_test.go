package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// wrapped breaks the lines of text at width letters, as a PDF or OCR leaves them.
func wrapped(text string, width int) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		at := 0
		for _, w := range strings.Fields(line) {
			n := len([]rune(w))
			switch {
			case at == 0:
			case at+1+n > width:
				b.WriteByte('\n')
				at = 0
			default:
				b.WriteByte(' ')
				at++
			}
			b.WriteString(w)
			at += n
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// paged parts text into numbered pages of 45 lines.
func paged(text string) string {
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if i > 0 && i%45 == 0 {
			b.WriteString("\n\f12\n\n")
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// dense drops the empty lines.
func dense(text string) string {
	var kept []string
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// TestRealLayouts reads the same documents in other layouts: the header must
// not depend on where lines and pages end.
func TestRealLayouts(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(realDir(t), "vbpl", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	header := func(r corpus.Record) map[string]string {
		return map[string]string{
			"type": r.Type.Or(""), "number": r.Number.Or(""), "issued": r.Issued.Or(""), "issuer": r.Issuer.Or(""),
			"subject": vntext.Key(r.Subject.Or("")), "signer": signerOf(&r), "effective": r.Effective.Or(""),
		}
	}
	s := newScore(t)
	for i, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if i%3 != 0 || len(data) < 500 {
			continue
		}
		text := vntext.NFC(string(data))
		want := header(recordOf(pagesOfText(t, []byte(text))))
		for layout, other := range map[string]string{
			"wrapped": wrapped(text, 85), "dense": dense(text), "wrapped and dense": dense(wrapped(text, 85)), "paged": paged(wrapped(text, 85)),
		} {
			for field, got := range header(recordOf(pagesOfText(t, []byte(other)))) {
				s.check(filepath.Base(path)+", "+layout, field, want[field], got, want[field] == got)
			}
		}
	}
	for _, field := range []string{"type", "number", "issued", "issuer", "signer", "effective"} {
		s.atLeast(field, 0.99)
	}
	s.atLeast("subject", 0.97)
}
