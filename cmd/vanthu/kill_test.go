package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vanthu/internal/fixture"
)

// box writes a box of documents: texts, a duplicate, and PDF files.
func box(t *testing.T, texts int) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	i := 0
	for _, text := range fixture.Corpus(7, texts) {
		write(fmt.Sprintf("%03d.txt", i), text)
		if i%20 == 0 {
			write(fmt.Sprintf("%03d-copy.txt", i), text)
		}
		i++
	}
	pdfs, err := filepath.Glob("../../testdata/box/pdf/*.pdf")
	if err != nil || len(pdfs) == 0 {
		t.Fatalf("no PDF files in testdata/box/pdf: %v", err)
	}
	for _, path := range pdfs {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		write(filepath.Base(path), data)
	}
	return dir
}

// TestKillLosesNothing kills imports at random moments: after the last one went
// through, the archive holds just what an undisturbed import gives.
// VANTHU_KILLS sets how often.
func TestKillLosesNothing(t *testing.T) { killAndResume(t, 9, box(t, 60)) }

// TestKillInZips is TestKillLosesNothing with the same documents in zips, one of
// them in another. What was unpacked must be gone after the last run.
func TestKillInZips(t *testing.T) {
	papers, packed := box(t, 50), t.TempDir()
	var halves [2][]fixture.Packed
	files, err := os.ReadDir(papers)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range files {
		data, err := os.ReadFile(filepath.Join(papers, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		halves[i%2] = append(halves[i%2], fixture.Packed{Name: "a/" + f.Name(), Data: data})
	}
	inner, err := fixture.Zip(halves[0]...)
	if err != nil {
		t.Fatal(err)
	}
	outer, err := fixture.Zip(append(halves[1], fixture.Packed{Name: "b.zip", Data: inner})...)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(packed, "box.zip"), outer, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, archive := range killAndResume(t, 6, packed) {
		if left, err := os.ReadDir(filepath.Join(archive, "unpacked")); err == nil && len(left) > 0 {
			t.Errorf("a killed run has left %v, and the next did not remove it", left)
		}
	}
}

// killAndResume kills imports of papers so many times and gives the archives.
func killAndResume(t *testing.T, kills int, papers string) (archives []string) {
	kills = killsOf(kills)
	calm := filepath.Join(t.TempDir(), "calm")
	began := time.Now()
	output(t, "import", "--archive", calm, papers)
	whole := time.Since(began)
	want := output(t, "export", "--archive", calm)

	random := rand.New(rand.NewPCG(1, 2))
	for round := 0; kills > 0; round++ {
		archive := filepath.Join(t.TempDir(), "archive")
		archives = append(archives, archive)
		var moments []time.Duration
		for range min(3, kills) {
			kills--
			moment := time.Duration(random.Int64N(int64(whole)))
			moments = append(moments, moment)
			killed(t, moment, "import", "--archive", archive, papers)
		}
		goOn := vanthu
		if round == 0 {
			goOn = raced // what a killed run has left is taken up by paths of its own
		}
		outputOf(t, goOn(t, "import", "--archive", archive, papers))
		output(t, "verify", "--archive", archive)
		if got := output(t, "export", "--archive", archive); got != want {
			t.Errorf("round %d: killed after %v, then finished: the archive holds %d bytes of records, an undisturbed import gives %d",
				round, moments, len(got), len(want))
		}
		if got := output(t, "import", "--archive", archive, "--json", papers); !strings.Contains(got, `"documents":0,`) {
			t.Errorf("round %d: imported again, it brings something new: %s", round, got)
		}
	}
	return archives
}
