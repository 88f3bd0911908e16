package ocr

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
	"vanthu/internal/fixture"
)

const head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n1\t1\t0\t0\t0\t0\t0\t0\t1000\t2000\t-1\t\n"

// row is a word row: block, paragraph, line, then confidence and text.
func row(place, confidence, text string) string {
	return "5\t1\t" + strings.ReplaceAll(place, ".", "\t") + "\t1\t100\t200\t50\t20\t" + confidence + "\t" + text + "\n"
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		trap, tsv string
		text      string
		words     int
	}{
		{"a blank page has no words", "", "", 0},
		{"words of a line", row("1.1.1", "96.5", "Số:") + row("1.1.1", "90", "29-NQ/TW"), "Số: 29-NQ/TW", 2},
		{"line break", row("1.1.1", "96", "một") + row("1.1.2", "96", "hai"), "một\nhai", 2},
		{"blank line between paragraphs", row("1.1.1", "96", "một") + row("1.2.1", "96", "hai"), "một\n\nhai", 2},
		{"blank line between blocks", row("1.1.1", "96", "một") + row("2.1.1", "96", "hai"), "một\n\nhai", 2},
		{"a ruled line is a word of one blank", row("1.1.1", "95", " ") + row("2.1.1", "96", "một"), "một", 1},
		{"a ruled line is an underscore", row("1.1.1", "95", "một") + row("1.1.1", "80", "_") + row("1.1.1", "96", "hai"), "một hai", 2},
		{"confidence -1 is no word", row("1.1.1", "-1", "x") + row("1.1.2", "96", "một"), "một", 1},
		{"confidence 0 is one", row("1.1.1", "0", "~"), "~", 1},
		{"not a number", row("1.1.1", "nan", "x"), "", 0},
		{"decomposed letters", row("1.1.1", "96", "Nghi\u0323"), "Nghị", 1},
		{"not UTF-8", row("1.1.1", "96", "a\xffb"), "ab", 1},
		{"zero width space", row("1.1.1", "96", "\u200b"), "", 0},
		{"a blank inside a word parts it", row("1.1.1", "96", "29\u00a0NQ"), "29 NQ", 2},
		{"a quotation mark quotes nothing", row("1.1.1", "96", "\"về") + row("1.1.1", "96", "đổi"), "\"về đổi", 2},
		{"a row that is cut", row("1.1.1", "96", "một") + "5\t1\t1", "một", 1},
		{"CRLF", strings.ReplaceAll(row("1.1.1", "96", "một"), "\n", "\r\n"), "một", 1},
	} {
		p, err := parse(head+c.tsv, 3, 200)
		if err != nil {
			t.Errorf("%s: %v", c.trap, err)
			continue
		}
		if diff := cmp.Diff(c.text, p.Text); diff != "" {
			t.Errorf("%s: text (-want +got):\n%s", c.trap, diff)
		}
		if len(p.Words) != c.words {
			t.Errorf("%s: %d words, want %d", c.trap, len(p.Words), c.words)
		}
		if p.Number != 3 || p.Width != 360 || p.Height != 720 {
			t.Errorf("%s: page %d of %v x %v points", c.trap, p.Number, p.Width, p.Height)
		}
		if err := fixture.Sound(p); err != nil {
			t.Errorf("%s: %v", c.trap, err)
		}
	}
}

func TestParseGeometry(t *testing.T) {
	p, err := parse(head+row("1.1.1", "80", "một")+row("1.1.1", "120", "hai"), 1, 200)
	if err != nil {
		t.Fatal(err)
	}
	box := corpus.Box{0.1, 0.1, 0.15, 0.11}
	want := []corpus.Word{{Start: 0, End: 5, Box: box, Confidence: 0.8}, {Start: 6, End: 9, Box: box, Confidence: 1}}
	if diff := cmp.Diff(want, p.Words); diff != "" {
		t.Errorf("words (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]corpus.Line{{Start: 0, End: 9, Box: &box}}, p.Lines); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	if p.Characters != 6 {
		t.Errorf("%d characters, want 6", p.Characters)
	}
}

func TestParseNothing(t *testing.T) {
	// All that Tesseract prints of a file it cannot read is the column names.
	heading, _, _ := strings.Cut(head, "\n")
	if _, err := parse(heading+"\n", 1, 200); !isProblem(err, corpus.Malformed) {
		t.Errorf("TSV without a page: %v, want a malformed problem", err)
	}
}

// FuzzParse: whatever Tesseract prints, the page keeps the promises of corpus.Page.
func FuzzParse(f *testing.F) {
	f.Add(head + row("1.1.1", "96", "Số:") + row("1.1.2", "-1", "x") + row("2.1.1", "50", "29-NQ/TW"))
	f.Add(head + row("1.1.1", "96", "a\u0323\u0302\xff") + row("1.1.1", "1e9", "\u0301\u00a0b"))
	f.Fuzz(func(t *testing.T, tsv string) {
		p, err := parse(tsv, 1, 200)
		if err != nil {
			return
		}
		if err := fixture.Sound(p); err != nil {
			t.Fatal(err)
		}
	})
}
