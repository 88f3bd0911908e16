package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"

	"vanthu/internal/fixture"
)

// The seeds of the photographs: those that preparation was tuned on are 1 to 10.
const (
	firstSeed = 101
	lastSeed  = 120
)

// images measures what is read of self-made photographs and scans.
func (b *bench) images(ctx context.Context) error {
	letter, err := sheetsToRead("cong-van-*.txt")
	if err != nil {
		return err
	}
	sheets, err := sheetsToRead("*.txt")
	if err != nil {
		return err
	}
	sum := 0.0
	for seed := firstSeed; seed <= lastSeed; seed++ {
		s := letter[seed%len(letter)]
		data, err := fixture.RandomPhoto(uint64(seed)).JPEG(s)
		if err != nil {
			return err
		}
		text, err := b.read(ctx, fmt.Sprintf("photo-%d.jpg", seed), data)
		if err != nil {
			return err
		}
		sum += fixture.WordF1(s.Text(), text)
	}
	const pictures = lastSeed - firstSeed + 1
	b.row("word F1 of photographs", fmt.Sprintf("%.3f", sum/pictures), ">= 0.93",
		fmt.Sprintf("%d pages of a công văn of two pages, 576 x 960 pixels, seeds %d to %d", pictures, firstSeed, lastSeed))

	edits, characters := 0, 0
	for i, s := range sheets {
		page := fixture.Scan{Seed: uint64(firstSeed + i), Degrees: 0.8, Noise: 12, Contrast: 0.85}.Spoil(s.Image(200))
		data, err := fixture.ImagePDF([]*image.Gray{page}, 200, 60)
		if err != nil {
			return err
		}
		text, err := b.read(ctx, fmt.Sprintf("scan-%d.pdf", i), data)
		if err != nil {
			return err
		}
		e, n := fixture.CharacterErrors(s.Text(), text)
		edits, characters = edits+e, characters+n
	}
	b.row("character errors of made scans", fmt.Sprintf("%.2f %%", 100*float64(edits)/float64(characters)), "<= 1.0 %",
		fmt.Sprintf("%d pages, 200 dpi, noise, 0.8 degrees", len(sheets)))
	return nil
}

// sheetsToRead are the pages of the self-written directives of some names.
func sheetsToRead(pattern string) ([]fixture.Sheet, error) {
	names, err := filepath.Glob(filepath.Join("testdata", "gold", pattern))
	if err != nil {
		return nil, err
	}
	var sheets []fixture.Sheet
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		d, err := fixture.Parse(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		sheets = append(sheets, d.Sheets()...)
	}
	if len(sheets) == 0 {
		return nil, fmt.Errorf("no %s in testdata/gold: run it in the folder of the checkout", pattern)
	}
	return sheets, nil
}

// read is the text that the program reads of a file.
func (b *bench) read(ctx context.Context, name string, data []byte) (string, error) {
	path := filepath.Join(b.dir, name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return "", err
	}
	out, err := exec.CommandContext(ctx, b.vanthu, "extract", "--text", path).Output()
	if err != nil {
		return "", fmt.Errorf("extract %s: %w", name, err)
	}
	var record struct {
		Pages []struct {
			Text string `json:"text"`
		} `json:"pages"`
	}
	if err := json.Unmarshal(bytes.TrimSpace(out), &record); err != nil {
		return "", fmt.Errorf("record of %s: %w", name, err)
	}
	text := ""
	for _, p := range record.Pages {
		text += p.Text + "\n"
	}
	return text, nil
}
