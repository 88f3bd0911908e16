package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/internal/fixture"
)

var update = flag.Bool("update", false, "write testdata/figures.golden anew; then read the diff")

// TestFigures holds the figures of vanthu eval on the real documents beside the
// checkout to those that the last change left, so that a loss shows in the diff
// of a file. The scans are left out: reading them takes minutes and depends on
// the version of tesseract.
func TestFigures(t *testing.T) {
	real, err := fixture.Real("")
	if err != nil {
		t.Skip(err)
	}
	const golden = "testdata/figures.golden"
	var got strings.Builder
	got.WriteString("What vanthu eval prints for the texts of ../shared/real. go test ./cmd/vanthu -run Figures -update writes it anew.\n")
	for _, dir := range []string{"gold", "vbpl", "gazette"} {
		got.WriteString("\n# " + dir + "\n")
		for line := range strings.Lines(output(t, "eval", filepath.Join(real, dir))) {
			if f := strings.Fields(line); len(f) == 3 && f[0] == "spans" {
				line = "  spans " + f[2] + "\n" // how many there are is no figure of quality
			}
			got.WriteString(line)
		}
	}
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Errorf("the figures on real documents differ (-want +got). See what was gained and lost:\n"+
			"  git stash; make build; .bin/vanthu eval --json DIR > /tmp/before.json; git stash pop; make build; .bin/vanthu eval --gains /tmp/before.json DIR\n"+
			"If nothing is lost, write them anew with go test ./cmd/vanthu -run Figures -update, and quote the gains in the commit.\n%s", diff)
	}
}
