package read

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/read/layer"
	"vanthu/internal/read/pdf"
	"vanthu/internal/vntext"
)

// TestVerdicts holds the judgement of text layers to what a person saw.
func TestVerdicts(t *testing.T) {
	root, err := fixture.Real("")
	if err != nil {
		t.Skip(err)
	}
	table, err := os.ReadFile("testdata/verdicts.tsv")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	files := map[string]bool{}
	for line := range strings.Lines(string(table)) {
		if f := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); !strings.HasPrefix(line, "#") && f[0] != "file" {
			want[f[0]+" "+f[1]] = strings.Join(f[2:], " ")
			files[f[0]] = true
		}
	}
	whole := regexp.MustCompile(`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2})?$`)
	right := 0
	for file := range files {
		err := pdf.Read(t.Context(), filepath.Join(root, file), func(l pdf.Leaf) error {
			page, v := layer.Judge(l.Page, l.Evidence)
			key := fmt.Sprintf("%s %d", file, page.Number)
			if got := fmt.Sprintf("%s %s %d", v.Action, v.Code, len(page.Stamps)); got != want[key] {
				t.Errorf("%s: %s, want %s (%s)", key, got, want[key], v.Message)
			} else {
				right++
			}
			for _, s := range page.Stamps {
				if !whole.MatchString(s.Time) && s.By == "" || s.Box == nil {
					t.Errorf("%s: a stamp without time or box: %d bytes, time %q", key, len(s.Text), s.Time)
				}
			}
			if regexp.MustCompile(`(?i)thời gian ký|ký bởi|người ký:`).MatchString(page.Text) {
				t.Errorf("%s: a stamp is left in the text", key)
			}
			delete(want, key)
			return nil
		})
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	for key := range want {
		t.Errorf("%s: not read", key)
	}
	t.Logf("%d pages right", right)
}

// TestLegacyTranscripts reads the PDFs in TCVN3 fonts and compares them with
// their transcripts, case and white space aside (capital fonts have lost case).
func TestLegacyTranscripts(t *testing.T) {
	root, err := fixture.Real("legacy")
	if err != nil {
		t.Skip(err)
	}
	files, err := filepath.Glob(filepath.Join(root, "*", "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no PDF in %s: %v", root, err)
	}
	wrong, all := 0, 0
	for _, file := range files {
		want, err := os.ReadFile(file + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		if err := pdf.Read(t.Context(), file, func(l pdf.Leaf) error {
			page, _ := layer.Judge(l.Page, l.Evidence)
			got.WriteString(page.Text + "\n")
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		a, b := inked(string(want)), inked(got.String())
		d := edits(a, b)
		wrong, all = wrong+d, all+len(a)
		t.Logf("%s: %d of %d characters wrong", filepath.Base(file), d, len(a))
	}
	if share := 1 - float64(wrong)/float64(all); share < 0.99 {
		t.Errorf("%.4f of the characters are right, want 0.99; compare the texts above with their transcripts", share)
	}
}

// inked are the characters of s that have ink, in lower case.
func inked(s string) (rs []rune) {
	for _, r := range strings.ToLower(vntext.NFC(s)) {
		if !unicode.IsSpace(r) && r != '\ufeff' {
			rs = append(rs, r)
		}
	}
	return rs
}

// edits is the number of characters to insert, delete or replace between a and b.
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		last := row[0]
		row[0] = i + 1
		for j, q := range b {
			change := last
			if r != q {
				change++
			}
			last = row[j+1]
			row[j+1] = min(change, row[j]+1, last+1)
		}
	}
	return row[len(b)]
}

// pdfPage is a page with text as a reader of PDF would give it, without places.
func pdfPage(text string) (corpus.Page, error) {
	if strings.TrimSpace(text) == "" {
		return corpus.Page{}, errors.New("blank")
	}
	page := corpus.Page{Number: 1, Text: text, Method: corpus.MethodTextLayer}
	for start := 0; start <= len(text); {
		end := start + strings.IndexByte(text[start:]+"\n", '\n')
		page.Lines = append(page.Lines, corpus.Line{Start: start, End: end})
		start = end + 1
	}
	return page, nil
}

// TestSoundTexts judges pieces of real texts in Unicode: none may be sent to
// recognition, whatever tables and foreign words it holds.
func TestSoundTexts(t *testing.T) {
	root, err := fixture.Real("")
	if err != nil {
		t.Skip(err)
	}
	pieces, converted, stamps := 0, 0, 0
	for _, folder := range []string{"english", "gazette", "gold", "vbpl"} {
		files, err := filepath.Glob(filepath.Join(root, folder, "*.txt"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no texts in %s: %v", folder, err)
		}
		for i, file := range files {
			if folder == "vbpl" && i%4 != 0 && i < len(files)-8 {
				continue // enough of them
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var piece strings.Builder
			lines := strings.SplitAfter(vntext.NFC(strings.ToValidUTF8(strings.ReplaceAll(string(data), "\r\n", "\n"), "?")), "\n")
			for k, line := range lines {
				piece.WriteString(line)
				if piece.Len() < 2500 && k < len(lines)-1 {
					continue
				}
				read, err := pdfPage(piece.String())
				if err != nil {
					continue // blank
				}
				page, v := layer.Judge(read, layer.Evidence{Glyphs: piece.Len()})
				pieces++
				stamps += len(page.Stamps)
				switch v.Action {
				case layer.See:
					t.Errorf("%s: a piece of %d bytes would be recognised: %s %s", filepath.Base(file), piece.Len(), v.Code, v.Message)
				case layer.Convert:
					converted++
				}
				piece.Reset()
			}
		}
	}
	t.Logf("%d pieces, %d converted, %d stamps", pieces, converted, stamps)
	if converted > pieces/100 {
		t.Errorf("%d of %d pieces were taken for an encoding of before Unicode; one text of them is", converted, pieces)
	}
}
