package main

import (
	"fmt"
	"image"

	"github.com/go-fonts/liberation/liberationmonobold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// A cutting is one of the faces that print is set in.
type cutting int

const (
	regular cutting = iota
	italic
	bold
	sans
	typewriter
	cuttings
)

// types sets print. It keeps the letters that it has drawn and is for one
// goroutine.
type types struct {
	fonts [cuttings]*opentype.Font
	kept  map[letter]*cast
}

type letter struct {
	face cutting
	size int
	r    rune
}

// A cast is a letter drawn: its ink, where it stands to the pen, and how far
// the pen moves.
type cast struct {
	ink     *image.Alpha
	advance float64
}

func newTypes() (*types, error) {
	t := &types{kept: make(map[letter]*cast)}
	for i, ttf := range [cuttings][]byte{liberationserifregular.TTF, liberationserifitalic.TTF, liberationserifbold.TTF, liberationsansregular.TTF, liberationmonobold.TTF} {
		f, err := opentype.Parse(ttf)
		if err != nil {
			return nil, fmt.Errorf("parse the font of print: %w", err)
		}
		t.fonts[i] = f
	}
	return t, nil
}

// cast draws a letter; size is in pixels an em.
func (t *types) cast(face cutting, size int, r rune) *cast {
	key := letter{face, size, r}
	if c := t.kept[key]; c != nil {
		return c
	}
	f, err := opentype.NewFace(t.fonts[face], &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic(fmt.Sprintf("unreachable: a parsed font has no face: %v", err))
	}
	defer f.Close()
	c := new(cast)
	bounds, mask, from, advance, ok := f.Glyph(fixed.Point26_6{}, r)
	if ok {
		c.ink = image.NewAlpha(bounds)
		for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
			for x := bounds.Min.X; x < bounds.Max.X; x++ {
				_, _, _, a := mask.At(from.X+x-bounds.Min.X, from.Y+y-bounds.Min.Y).RGBA()
				c.ink.Pix[c.ink.PixOffset(x, y)] = uint8(a >> 8)
			}
		}
		c.advance = float64(advance) / 64
	}
	t.kept[key] = c
	return c
}

// set prints text from x on, its foot at base, and gives where it ends.
func (t *types) set(s *sheet, face cutting, size int, text string, x, base float64, ink float32) float64 {
	for _, r := range text {
		c := t.cast(face, size, r)
		if c.ink != nil {
			for v := c.ink.Rect.Min.Y; v < c.ink.Rect.Max.Y; v++ {
				for u := c.ink.Rect.Min.X; u < c.ink.Rect.Max.X; u++ {
					if a := c.ink.Pix[c.ink.PixOffset(u, v)]; a > 0 {
						s.lay(int(x)+u, int(base)+v, float32(a)/255*ink)
					}
				}
			}
		}
		x += c.advance
	}
	return x
}

// width is how far print goes.
func (t *types) width(face cutting, size int, text string) float64 {
	w := 0.0
	for _, r := range text {
		w += t.cast(face, size, r).advance
	}
	return w
}
