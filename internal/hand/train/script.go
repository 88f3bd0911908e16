package main

import (
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// scriptSize is the size at which letters of handwriting fonts are drawn, in
// pixels an em.
const scriptSize = 96

// loadScripts parses the fonts in a folder, to test with hands that are of no
// source of the training. They are no part of the project.
func loadScripts(dir string) ([]*opentype.Font, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.ttf"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no fonts (*.ttf) in %s", dir)
	}
	var all []*opentype.Font
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		f, err := opentype.Parse(data)
		if err != nil {
			return nil, fmt.Errorf("parse %s: %w", path, err)
		}
		all = append(all, f)
	}
	return all, nil
}

// drawScript draws a digit of a font in the hand's slant, made as high as the
// others.
func (c *clerk) drawScript(s *sheet, r rune, x, base, tall float64) {
	face, err := opentype.NewFace(c.script, &opentype.FaceOptions{Size: scriptSize, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return
	}
	defer face.Close()
	bounds, mask, from, _, ok := face.Glyph(fixed.Point26_6{}, r)
	if !ok || bounds.Dy() < 8 {
		return
	}
	ink := func(x, y int) float64 {
		if x < 0 || y < 0 || x >= bounds.Dx() || y >= bounds.Dy() {
			return 0
		}
		_, _, _, a := mask.At(from.X+x, from.Y+y).RGBA()
		return float64(a) / 0xffff
	}
	by := float64(bounds.Dy()) / tall
	stretch := 1 + 0.06*c.r.NormFloat64()
	for v := range s.high {
		up := (base - float64(v) - 0.5) / tall
		for u := range s.wide {
			sx := ((float64(u) + 0.5 - x) - c.slant*up*tall) * by / stretch
			sy := (1 - up) * float64(bounds.Dy())
			const samples = 3
			sum := 0.0
			for j := range samples {
				for i := range samples {
					sum += ink(int(sx+by*(float64(i)-1)/samples+100)-100, int(sy+by*(float64(j)-1)/samples+100)-100)
				}
			}
			if sum > 0 {
				s.lay(u, v, float32(sum/(samples*samples)))
			}
		}
	}
}
