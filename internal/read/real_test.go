package read

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"vanthu/internal/fixture"
	"vanthu/internal/read/layer"
	"vanthu/internal/read/pdf"
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
