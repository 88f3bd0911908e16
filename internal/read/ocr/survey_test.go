package ocr

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"vanthu/internal/fixture"
)

// drawn is an A4 page of 150 dpi with what paint puts on it.
func drawn(paint func(img *image.Gray)) *picture {
	img := image.NewGray(image.Rect(0, 0, 1240, 1754))
	for i := range img.Pix {
		img.Pix[i] = 250
	}
	paint(img)
	return &picture{gray: img, dpi: 150}
}

func fill(img *image.Gray, r image.Rectangle, level uint8) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			img.SetGray(x, y, color.Gray{Y: level})
		}
	}
}

// ring draws a seal's rim and letters of a like size around in it.
func ring(img *image.Gray, level uint8) {
	for a := range 3000 {
		sin, cos := math.Sincos(float64(a) * math.Pi / 1500)
		for r := 100.0; r < 106; r++ {
			img.SetGray(600+int(r*cos), 900+int(r*sin), color.Gray{Y: level})
		}
	}
	for a := range 24 {
		sin, cos := math.Sincos(float64(a) * math.Pi / 12)
		x, y := 600+int(80*cos), 900+int(80*sin)
		fill(img, image.Rect(x, y, x+8, y+14), level)
	}
}

func TestBlank(t *testing.T) {
	line := sheets(t)[2].Image(150) // few lines, for the words of one
	for _, c := range []struct {
		trap  string
		paint func(img *image.Gray)
		blank bool
	}{
		{"white", func(*image.Gray) {}, true},
		{"a seal shines through", func(img *image.Gray) { ring(img, 205) }, true},
		{"holes and a dark border", func(img *image.Gray) {
			fill(img, image.Rect(0, 0, 30, 1754), 20)
			fill(img, image.Rect(60, 600, 95, 635), 10)
			fill(img, image.Rect(60, 1100, 95, 1135), 10)
		}, true},
		{"dirt", func(img *image.Gray) {
			r := rand.New(rand.NewPCG(1, 2))
			for range 400 {
				x, y := r.IntN(1230), r.IntN(1740)
				fill(img, image.Rect(x, y, x+1+r.IntN(3), y+1+r.IntN(3)), 60)
			}
		}, true},
		{"noise", func(img *image.Gray) {
			copy(img.Pix, fixture.Scan{Seed: 3, Noise: 25}.Spoil(img).Pix)
		}, true},
		{"letters that shine through", func(img *image.Gray) {
			for i, v := range line.Pix {
				img.Pix[i] = 205 + v/5
			}
		}, true},
		{"one line of text", func(img *image.Gray) {
			for y := 300; y < 330; y++ {
				copy(img.Pix[y*img.Stride:], line.Pix[(y-60)*line.Stride:(y-59)*line.Stride])
			}
		}, false},
		{"a page", func(img *image.Gray) { copy(img.Pix, line.Pix) }, false},
		{"a pale page", func(img *image.Gray) {
			for i, v := range line.Pix {
				img.Pix[i] = 120 + v/2
			}
		}, false},
	} {
		s := surveyOf(drawn(c.paint))
		if s.blank() != c.blank {
			t.Errorf("%s: blank is %v, want %v; %d marks", c.trap, s.blank(), c.blank, len(s.marks))
		}
	}
}

func TestSkew(t *testing.T) {
	page := sheets(t)[0].Image(150)
	for _, want := range []float64{-4, -0.8, 0, 0.8, 2.5} {
		p := &picture{gray: fixture.Scan{Seed: 1, Degrees: -want, Noise: 12}.Spoil(page), dpi: 150}
		s := surveyOf(p)
		if got := s.skew(); math.Abs(got-want) > 0.25 {
			t.Errorf("a page turned clockwise by %.1f degrees: %.2f", want, got)
		}
		if s.sideways() {
			t.Errorf("%.1f degrees: the page is not on its side", want)
		}
		for _, o := range []orientation{quarterRight, quarterLeft} {
			if s := surveyOf(p.turned(o)); !s.sideways() {
				t.Errorf("%.1f degrees: that the page lies on its side is not seen", want)
			}
		}
	}
	if s := surveyOf(drawn(func(img *image.Gray) { ring(img, 0) })); s.skew() != 0 || s.sideways() {
		t.Errorf("a page that holds nothing but a seal has a direction: %.2f, %v", s.skew(), s.sideways())
	}
}

// TestRotated: what was turned clockwise is set straight, in the same direction
// that skew tells.
func TestRotated(t *testing.T) {
	page := sheets(t)[0].Image(150)
	p := &picture{gray: fixture.Scan{Degrees: -2}.Spoil(page), dpi: 150}
	s := surveyOf(p)
	straight := surveyOf(&picture{gray: rotated(p.gray, s.skew()), dpi: 150})
	if got := straight.skew(); math.Abs(got) > 0.2 {
		t.Errorf("set straight, it leans by %.2f degrees still (before: %.2f)", got, s.skew())
	}
}
