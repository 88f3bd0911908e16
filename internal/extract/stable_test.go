package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// harmless are changes of a text that change nothing of what it says.
var harmless = []struct {
	name   string
	change func(string) string
}{
	{"lines wrapped at 80", func(s string) string { return wrapped(s, 80) }},
	{"lines wrapped at 60", func(s string) string { return wrapped(s, 60) }},
	{"no empty lines", dense},
	{"wrapped, no empty lines", func(s string) string { return dense(wrapped(s, 80)) }},
	{"letters and marks apart", norm.NFD.String},
	{"carriage returns", func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }},
	{"double blanks", func(s string) string { return strings.ReplaceAll(s, " ", "  ") }},
	{"no-break blanks", func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }},
	{"indented", func(s string) string { return "    " + strings.ReplaceAll(s, "\n", "\n    ") }},
	{"a page every 3,000 bytes", func(s string) string { return pagedBy(s, 3000) }},
}

// pagedBy ends a page at the first line border behind every size bytes.
func pagedBy(text string, size int) string {
	var b strings.Builder
	page := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		b.WriteString(line)
		if page += len(line); page > size {
			b.WriteByte('\f')
			page = 0
		}
	}
	return b.String()
}

// said is what a record says, line by line, without places.
func said(r *corpus.Record) (header, instruments map[string]bool) {
	header = map[string]bool{
		"type " + r.Type.Or(""): true, "number " + r.Number.Or(""): true, "issued " + r.Issued.Or(""): true, "issuer " + vntext.Key(r.Issuer.Or("")): true,
		"subject " + vntext.Key(r.Subject.Or("")): true, "signer " + signerOf(r): true,
	}
	instruments = map[string]bool{}
	for _, c := range r.Citations {
		name := string(c.Number)
		if name == "" {
			name = vntext.Key(string(c.Title))
		}
		instruments[fmt.Sprintf("%s %s of %s, %s, named %d times", c.Type, name, c.Issued, c.Relation, len(c.Mentions))] = true
	}
	return header, instruments
}

// TestHarmlessChanges reads texts again after changes that a scribe, a mailer
// or another operating system makes: header and instruments must stay.
func TestHarmlessChanges(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/gold/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no texts in testdata/gold: %v", err)
	}
	stable(t, paths, 1, 0.97)
}

// TestHarmlessChangesReal does the same to the real texts with gold. Where no
// empty line parts a table's cells from the text, few instruments may differ.
func TestHarmlessChangesReal(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(realDir(t), "gold", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	stable(t, paths, 1, 0.99)
}

// stable fails where, after a change, a smaller share of what the texts said is
// said again than wanted of header and instruments.
func stable(t *testing.T, paths []string, wantHeader, wantInstruments float64) {
	t.Helper()
	for _, c := range harmless {
		t.Run(c.name, func(t *testing.T) {
			same, all := [2]int{}, [2]int{}
			var lost []string
			for _, path := range paths {
				data, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				text := vntext.NFC(string(data))
				before := recordOf(pagesOfText(t, []byte(text)))
				after := recordOf(pagesOfText(t, []byte(c.change(text))))
				h, in := said(&before)
				h2, in2 := said(&after)
				for i, pair := range [][2]map[string]bool{{h, h2}, {in, in2}} {
					for s := range pair[0] {
						all[i]++
						if pair[1][s] {
							same[i]++
						} else {
							lost = append(lost, filepath.Base(path)+": "+s)
						}
					}
				}
			}
			share := func(i int) float64 { return float64(same[i]) / float64(max(all[i], 1)) }
			if share(0) < wantHeader || share(1) < wantInstruments {
				t.Errorf("header %d of %d the same, want %.3f; instruments %d of %d, want %.3f; no longer said:\n%s\nfind the rule that looks at the layout and let it look at the words",
					same[0], all[0], wantHeader, same[1], all[1], wantInstruments, strings.Join(lost, "\n"))
			}
		})
	}
}
