package ink

import (
	"fmt"
	"image"
	"math"
	"sync"

	"github.com/go-fonts/liberation/liberationmonoregular"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifbolditalic"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// side is the length of the square on which shapes are compared, in pixels; a
// digit is as high as the square without its margin.
const (
	side   = 28
	margin = 2
)

// A shape is a digit on the square, its levels less their mean and of length 1,
// so that the product of two shapes is their correlation.
type shape [side * side]float64

// aspectStep is how finely the width of a digit is told, as a share of its height:
// what is held against many faces is brought to few widths.
const aspectStep = 0.05

// A glyph is a digit of a type face.
type glyph struct {
	digit byte
	steps int // width through height, in steps
	shape shape
}

// faces are the digits that print and numerators are held against. Every Times,
// also that of the 8-bit fonts (.VnTime, VNI-Times), has nearly the digits of
// Liberation Serif, Arial and Helvetica those of Liberation Sans, typewriters
// and numerators those of Liberation Mono.
var faces = sync.OnceValue(func() []glyph {
	var all []glyph
	for _, ttf := range [...][]byte{
		liberationserifregular.TTF, liberationserifitalic.TTF, liberationserifbold.TTF, liberationserifbolditalic.TTF,
		liberationsansregular.TTF, liberationsansbold.TTF, liberationmonoregular.TTF,
	} {
		parsed, err := opentype.Parse(ttf)
		if err != nil {
			panic(fmt.Sprintf("unreachable: an embedded font does not parse: %v", err))
		}
		face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: 64, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			panic(fmt.Sprintf("unreachable: a parsed font has no face: %v", err))
		}
		for d := byte('0'); d <= '9'; d++ {
			all = append(all, draw(face, d))
		}
	}
	return all
})

// draw is a digit of a face.
func draw(face font.Face, digit byte) glyph {
	img := image.NewGray(image.Rect(0, 0, 96, 96))
	d := font.Drawer{Dst: img, Src: image.White, Face: face, Dot: fixed.P(20, 75)}
	d.DrawString(string(rune(digit)))
	box := image.Rectangle{Min: image.Pt(96, 96)}
	ink := make([]float64, 96*96)
	for y := range 96 {
		for x := range 96 {
			if v := img.Pix[y*img.Stride+x]; v > 0 {
				ink[y*96+x] = float64(v) / 255
				if v >= 128 {
					box.Min.X, box.Min.Y = min(box.Min.X, x), min(box.Min.Y, y)
					box.Max.X, box.Max.Y = max(box.Max.X, x+1), max(box.Max.Y, y+1)
				}
			}
		}
	}
	steps := int(math.Round(float64(box.Dx()) / float64(box.Dy()) / aspectStep))
	return glyph{digit: digit, steps: steps, shape: shapeOf(ink, 96, box, float64(steps)*aspectStep)}
}

// shapeOf brings a picture of ink, whose dark pixels are in box, to the square:
// as high as it without its margin, aspect times as wide, in the middle.
func shapeOf(ink []float64, stride int, box image.Rectangle, aspect float64) shape {
	var s shape
	rows := len(ink) / max(stride, 1)
	const high = side - 2*margin
	down := float64(box.Dy()) / high // pixels of the picture for one of the square
	across := float64(box.Dx()) / (high * aspect)
	centre := float64(box.Min.X+box.Max.X) / 2
	for y := range side {
		top := float64(box.Min.Y) + (float64(y)-margin)*down
		for x := range side {
			left := centre + (float64(x)-side/2)*across
			s[y*side+x] = mean(ink, stride, rows, left, top, left+across, top+down)
		}
	}
	return s.blurred().blurred().normal()
}

// mean is the mean ink of a rectangle between pixels; outside is paper.
func mean(ink []float64, wide, high int, left, top, right, bottom float64) float64 {
	sum, weight := 0.0, 0.0
	for y := int(math.Floor(top)); float64(y) < bottom; y++ {
		h := min(float64(y+1), bottom) - max(float64(y), top)
		for x := int(math.Floor(left)); float64(x) < right; x++ {
			w := h * (min(float64(x+1), right) - max(float64(x), left))
			weight += w
			if x >= 0 && y >= 0 && x < wide && y < high {
				sum += w * ink[y*wide+x]
			}
		}
	}
	if weight == 0 {
		return 0
	}
	return sum / weight
}

// blurred is s with each pixel the mean of the square around it, so that a
// stroke a pixel thicker or aside still fits.
func (s shape) blurred() shape {
	var out shape
	for y := range side {
		for x := range side {
			sum := 0.0
			for v := max(y-1, 0); v <= min(y+1, side-1); v++ {
				for u := max(x-1, 0); u <= min(x+1, side-1); u++ {
					sum += s[v*side+u]
				}
			}
			out[y*side+x] = sum / 9
		}
	}
	return out
}

// normal is s less its mean, of length 1; an even one is all 0.
func (s shape) normal() shape {
	sum := 0.0
	for _, v := range s {
		sum += v
	}
	length := 0.0
	for i := range s {
		s[i] -= sum / float64(len(s))
		length += s[i] * s[i]
	}
	if length == 0 {
		return shape{}
	}
	length = math.Sqrt(length)
	for i := range s {
		s[i] /= length
	}
	return s
}

// like is the correlation of two shapes, b moved by dx and dy.
func (s *shape) like(b *shape, dx, dy int) float64 {
	sum := 0.0
	for y := max(0, dy); y < min(side, side+dy); y++ {
		for x := max(0, dx); x < min(side, side+dx); x++ {
			sum += s[y*side+x] * b[(y-dy)*side+x-dx]
		}
	}
	return sum
}

// A match is the digit of a face that something looks like most.
type match struct {
	digit byte
	like  float64 // from 0 to 1
	next  float64 // that of the likest other digit
}

// hopeless is the correlation under which a pixel to the side makes no digit of it.
const hopeless = 0.5

// matchOf holds a picture of ink against all faces; its dark pixels are in box.
func matchOf(ink []float64, stride int, box image.Rectangle) match {
	m := match{digit: '?'}
	if box.Empty() {
		return m
	}
	aspect := float64(box.Dx()) / float64(box.Dy())
	byWidth := make(map[int]*shape)
	for i := range faces() {
		g := &faces()[i]
		// The 1 of a sans face is a third narrower than that of a serif one; a 3 as
		// narrow as a 1 is no 3.
		if ratio := aspect / (float64(g.steps) * aspectStep); ratio < 0.7 || ratio > 1.4 {
			continue
		}
		s := byWidth[g.steps]
		if s == nil {
			made := shapeOf(ink, stride, box, float64(g.steps)*aspectStep)
			s = &made
			byWidth[g.steps] = s
		}
		best := s.like(&g.shape, 0, 0)
		if best < hopeless {
			m.next = max(m.next, min(best, m.like))
			continue
		}
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				best = max(best, s.like(&g.shape, dx, dy))
			}
		}
		switch {
		case g.digit == m.digit:
			m.like = max(m.like, best)
		case best > m.like:
			m = match{digit: g.digit, like: best, next: m.like}
		case best > m.next:
			m.next = best
		}
	}
	return m
}
