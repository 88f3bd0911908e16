package date

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vanthu/internal/fixture"
)

// Every calendar date that readers found in the real documents is found, and
// no other.
func TestRealDates(t *testing.T) {
	dir, err := fixture.Real("gold")
	if err != nil {
		t.Skip(err)
	}
	golds, _ := filepath.Glob(filepath.Join(dir, "*.gold.json"))
	right, missed, extra := 0, 0, 0
	for _, g := range golds {
		var gold struct {
			Dates []string `json:"dates"`
		}
		if err := json.Unmarshal(read(t, g), &gold); err != nil {
			t.Fatalf("%s: %v", g, err)
		}
		text := string(read(t, strings.TrimSuffix(g, ".gold.json")+".txt"))
		var got []string
		for _, d := range All(text) {
			if d.Precision != Day || d.Impossible {
				continue
			}
			if !slices.Contains(gold.Dates, d.Value) && !slices.Contains(got, d.Value) {
				extra++
				t.Logf("%s: byte %d: %q is not in the gold", filepath.Base(g), d.Start, text[d.Start:d.End])
			}
			got = append(got, d.Value)
		}
		for _, want := range gold.Dates {
			if slices.Contains(got, want) {
				right++
				continue
			}
			missed++
			t.Logf("%s: %s is not found", filepath.Base(g), want)
		}
	}
	t.Logf("%d right, %d missed, %d extra", right, missed, extra)
	if right*100 < 99*(right+missed) || right*100 < 98*(right+extra) {
		t.Errorf("recall below 0.99 or precision below 0.98: see the log above for the places")
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
