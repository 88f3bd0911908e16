package office

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vanthu/internal/fixture"
	"vanthu/internal/vntext"
)

// TestRealLegacy measures .doc and .rtf in TCVN3 and VNI against transcripts
// that were made without this program: the share of the transcript's letters in
// words that are read too, whatever their order and case. It takes the programs
// that are quick; VANTHU_LIBREOFFICE=1 takes LibreOffice, 1.5 s a file.
//
// A transcript may hold what a page does not show (deleted text, instructions of
// fields, bars between cells) and may lack heads and numbers of lists, and one
// or two belong to another file: so half of the files must be at 0.99, and the
// test tells the others.
func TestRealLegacy(t *testing.T) {
	dir, err := fixture.Real("legacy")
	if err != nil {
		t.Skip(err)
	}
	if os.Getenv("VANTHU_LIBREOFFICE") == "" {
		bin := t.TempDir()
		for _, with := range other {
			path, err := exec.LookPath(with.program)
			if err != nil {
				t.Skipf("%s is not installed: make testers", with.program)
			}
			if err := os.Symlink(path, filepath.Join(bin, with.program)); err != nil {
				t.Fatal(err)
			}
		}
		t.Setenv("PATH", bin)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	var shares []float64
	for _, path := range files {
		kind := map[string]string{".doc": MSWord, ".rtf": RTF}[filepath.Ext(path)]
		transcript, err := os.ReadFile(path + ".txt")
		if kind == "" || err != nil {
			continue
		}
		if head, err := os.ReadFile(path); err == nil && strings.HasPrefix(string(head[:min(len(head), 5)]), `{\rtf`) {
			kind = RTF
		}
		pages, err := Open(t.Context(), path, kind)
		if err != nil {
			t.Logf("%s: %v", filepath.Base(path), err)
			shares = append(shares, 0)
			continue
		}
		share := recall(string(transcript), joined(pages))
		shares = append(shares, share)
		if share < 0.99 {
			t.Logf("%s: %.4f", filepath.Base(path), share)
		}
	}
	if len(shares) == 0 {
		t.Fatalf("no .doc or .rtf with a transcript in %s", dir)
	}
	slices.Sort(shares)
	if median := shares[len(shares)/2]; median < 0.99 {
		t.Errorf("half of %d files are read to no more than %.4f, want 0.99", len(shares), median)
	}
}

// recall is the share of want's letters in words that got has as often.
func recall(want, got string) float64 {
	have := make(map[string]int)
	for _, w := range words(got) {
		have[w]++
	}
	total, found := 0, 0
	for _, w := range words(want) {
		n := len([]rune(w))
		total += n
		if have[w] > 0 {
			have[w]--
			found += n
		}
	}
	if total == 0 {
		return 1
	}
	return float64(found) / float64(total)
}

func words(text string) []string {
	text = vntext.Key(text)
	var all []string
	for start, end := range vntext.Words(text) {
		all = append(all, text[start:end])
	}
	return all
}
