package ocr

import (
	"image"
	"testing"
)

// TestSharpened: even paper stays as it is up to its edges, an edge becomes
// steeper, and nothing wraps around at black and white.
func TestSharpened(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 40, 20))
	for i := range img.Pix {
		img.Pix[i] = 200
		if i%40 >= 20 {
			img.Pix[i] = 60
		}
	}
	p := (&picture{gray: img, dpi: 175}).sharpened(2, 1)
	for _, c := range []struct {
		where     string
		x, y      int
		low, high uint8
	}{
		{"left edge", 0, 0, 200, 200},
		{"right edge", 39, 19, 60, 60},
		{"the bright side of the step", 19, 10, 240, 255},
		{"the dark side of the step", 20, 0, 0, 20},
	} {
		if v := p.gray.GrayAt(c.x, c.y).Y; v < c.low || v > c.high {
			t.Errorf("%s: %d, want %d to %d", c.where, v, c.low, c.high)
		}
	}
	if strong := (&picture{gray: img, dpi: 175}).sharpened(2, 5); strong.gray.GrayAt(19, 10).Y != 255 || strong.gray.GrayAt(20, 10).Y != 0 {
		t.Errorf("a strong mask: %d and %d at a step, want white and black", strong.gray.GrayAt(19, 10).Y, strong.gray.GrayAt(20, 10).Y)
	}
}
