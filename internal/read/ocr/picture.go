package ocr

import (
	"image"
	"image/color"
	"math"
)

// A picture is the raster of a page, upright: the boxes of the page that is read
// from it are fractions of its sides, so that the place of a box can be cut out
// of it. It must not be changed.
type picture struct {
	gray  *image.Gray // luma
	color *image.RGBA // of the same size; nil where the page has no colours, or nobody looks at them
	pale  *image.Gray // gray without what is red; nil where nothing is, or where color tells
	dpi   float64

	// The page in points as the file tells it, not rounded to pixels; 0: it does not.
	width, height float64
}

// size is that of the page in points.
func (p *picture) size() (width, height float64) {
	if p.width > 0 && p.height > 0 {
		return p.width, p.height
	}
	return float64(p.gray.Rect.Dx()) / p.dpi * 72, float64(p.gray.Rect.Dy()) / p.dpi * 72
}

// ofImage is the picture of a decoded image; what is transparent is white paper.
func ofImage(img image.Image, dpi float64) *picture {
	b := img.Bounds()
	here := image.Rect(0, 0, b.Dx(), b.Dy())
	switch src := img.(type) {
	case *image.Gray:
		gray := image.NewGray(here)
		for y := range b.Dy() {
			copy(gray.Pix[y*gray.Stride:(y+1)*gray.Stride], src.Pix[src.PixOffset(b.Min.X, b.Min.Y+y):])
		}
		return &picture{gray: gray, dpi: dpi}
	case *image.YCbCr:
		return ofYCbCr(src, dpi)
	}
	colors := image.NewRGBA(here)
	for y := range b.Dy() {
		row := colors.Pix[y*colors.Stride:]
		for x := range b.Dx() {
			r, g, bl, a := img.At(b.Min.X+x, b.Min.Y+y).RGBA()
			paper := 0xffff - a
			row[4*x], row[4*x+1], row[4*x+2], row[4*x+3] = uint8((r+paper)>>8), uint8((g+paper)>>8), uint8((bl+paper)>>8), 255
		}
	}
	return ofRGBA(colors, dpi)
}

// ofRGBA is the picture of opaque colours that begin at (0, 0).
func ofRGBA(colors *image.RGBA, dpi float64) *picture {
	gray := image.NewGray(colors.Rect)
	colored := false
	for i := range gray.Pix {
		at := colors.Pix[4*i : 4*i+3 : 4*i+3]
		r, g, b := at[0], at[1], at[2]
		colored = colored || r != g || g != b
		gray.Pix[i] = luma(r, g, b)
	}
	if !colored {
		colors = nil
	}
	return &picture{gray: gray, color: colors, dpi: dpi}
}

// luma is the gray level of a colour.
func luma(r, g, b uint8) uint8 {
	return uint8((19595*uint32(r) + 38470*uint32(g) + 7471*uint32(b) + 1<<15) >> 16)
}

// ofYCbCr is [ofImage] for what a JPEG holds: its luma is there already, and is
// never subsampled.
func ofYCbCr(src *image.YCbCr, dpi float64) *picture {
	b := src.Rect
	gray := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	colors := image.NewRGBA(gray.Rect)
	for y := range b.Dy() {
		at := src.YOffset(b.Min.X, b.Min.Y+y)
		copy(gray.Pix[y*gray.Stride:(y+1)*gray.Stride], src.Y[at:])
		row := colors.Pix[y*colors.Stride:]
		for x := range b.Dx() {
			c := src.COffset(b.Min.X+x, b.Min.Y+y)
			row[4*x], row[4*x+1], row[4*x+2] = color.YCbCrToRGB(src.Y[at+x], src.Cb[c], src.Cr[c])
			row[4*x+3] = 255
		}
	}
	return &picture{gray: gray, color: colors, dpi: dpi}
}

// scaled is the picture scaled by a factor.
func (p *picture) scaled(by float64) *picture {
	out := &picture{gray: resize(p.gray, by), dpi: p.dpi * by, width: p.width, height: p.height}
	if p.color != nil {
		out.color = resizeColor(p.color, by)
	}
	if p.pale != nil {
		out.pale = resize(p.pale, by)
	}
	return out
}

// What a picture is enlarged to at most: A3 at 300 dpi. Tesseract takes no side
// above 32,767 pixels.
const (
	maxLooked     = 16_000_000
	maxLookedSide = 32_000
)

// reaching is a resolution, or the nearest one at which the picture is not too
// large to be read: a page of five metres has 28 dpi when it is drawn, and would
// have 1,700 million pixels at 210.
func (p *picture) reaching(dpi float64) float64 {
	wide, high := float64(p.gray.Rect.Dx()), float64(p.gray.Rect.Dy())
	most := max(min(math.Sqrt(maxLooked/(wide*high)), maxLookedSide/max(wide, high)), 1)
	return min(dpi, p.dpi*most)
}

// turned is the picture with its right side up.
func (p *picture) turned(o orientation) *picture {
	if o <= upright || o > 8 {
		return p
	}
	out := &picture{gray: turn(p.gray, o), dpi: p.dpi, width: p.width, height: p.height}
	if o.swaps() {
		out.width, out.height = p.height, p.width
	}
	if p.color != nil {
		out.color = turnColor(p.color, o)
	}
	if p.pale != nil {
		out.pale = turn(p.pale, o)
	}
	return out
}
