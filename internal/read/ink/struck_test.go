package ink

import (
	"image"
	"testing"

	"vanthu/internal/fixture"
)

// Digits that are struck out, or that stand on the print beside the cell, may be
// read well and yet are not the value.
func TestSpoiled(t *testing.T) {
	const dpi = 200
	for _, c := range []struct {
		trap    string
		digits  string
		drawn   [][4]float64 // lines, in em from the right end of "Số:" and shares of the line's height
		spoiled bool
	}{
		{"three digits", "364", nil, false},
		{"bars of 4 and 7", "74", nil, false},
		{"two fours that touch", "47", [][4]float64{{0.9, 0.5, 1.2, 0.5}}, false},
		{"a rule below", "364", [][4]float64{{0.1, 1.05, 3, 1.05}}, false},
		{"a line through three digits", "364", [][4]float64{{0.1, 0.45, 2.6, 0.45}}, true},
		{"a line that rises", "1306", [][4]float64{{0.1, 0.6, 3.1, 0.4}}, true},
		{"a stroke on the letter behind the slash", "36", [][4]float64{{4.6, -0.4, 5.2, 1.2}, {4.2, 0.5, 5.2, 0.5}}, true},
	} {
		s := blankForm("5")
		s.Write("Số:", c.digits, fixture.Hand{Seed: 3, Size: 11, Width: 1.2, Slant: 0.2, Shake: 0.02})
		page := s.Page()
		site := Locate(&page)[0]
		img := s.Image(dpi)
		wide, high := float64(img.Rect.Dx()), float64(img.Rect.Dy())
		em := site.Em * wide
		for _, l := range c.drawn {
			x := func(by float64) float64 { return site.Box[0]*wide + by*em }
			y := func(by float64) float64 { return (site.Box[1] + by*(site.Box[3]-site.Box[1])) * high }
			stroke(img, x(l[0]), y(l[1]), x(l[2]), y(l[3]))
		}
		if got := Look(Picture{Gray: img}, site).Spoiled; got != c.spoiled {
			t.Errorf("%s: spoiled is %v, want %v", c.trap, got, c.spoiled)
		}
	}
}

// A digit that touches what stands around the cell is seen whole: a 28 is no 8.
func TestTouching(t *testing.T) {
	const dpi = 200
	for _, c := range []struct {
		trap    string
		lines   [][4]float64 // in em from the right end of "ngày" and shares of the line's height
		crossed bool
	}{
		{"nothing", nil, false},
		{"the word before", [][4]float64{{-0.75, 0.55, 0.4, 0.55}}, true},
		{"the rule under the motto", [][4]float64{{-0.75, -0.2, 7, -0.2}, {0.3, -0.2, 0.3, 0.5}}, true},
	} {
		s := blankForm("5")
		s.Write("ngày", "28", fixture.Hand{Seed: 3, Size: 9, Width: 1.4, Slant: 0.2, Shake: 0.02})
		page := s.Page()
		site := Locate(&page)[1]
		img := s.Image(dpi)
		apart := Look(Picture{Gray: img}, site)
		wide, high := float64(img.Rect.Dx()), float64(img.Rect.Dy())
		for _, l := range c.lines {
			x := func(by float64) float64 { return (site.Box[0] + by*site.Em) * wide }
			y := func(by float64) float64 { return (site.Box[1] + by*(site.Box[3]-site.Box[1])) * high }
			stroke(img, x(l[0]), y(l[1]), x(l[2]), y(l[3]))
		}
		if v := see(Picture{Gray: img}, site); v.crossed != c.crossed || v.overlaid {
			t.Errorf("touching %s: crossed is %v, want %v; overlaid is %v, want false", c.trap, v.crossed, c.crossed, v.overlaid)
		}
		got := Look(Picture{Gray: img}, site)
		if got.Window.Gray == nil || got.Window.Gray.Rect.Dx() < apart.Window.Gray.Rect.Dx() {
			t.Errorf("touching %s: the window does not show both digits, as it does where they stand apart", c.trap)
		}
	}
}

// stroke draws a pen's line.
func stroke(img *image.Gray, x0, y0, x1, y1 float64) {
	const steps = 400
	for i := range steps + 1 {
		t := float64(i) / steps
		x, y := int(x0+t*(x1-x0)), int(y0+t*(y1-y0))
		for v := y - 1; v <= y+1; v++ {
			for u := x - 1; u <= x+1; u++ {
				img.Pix[img.PixOffset(u, v)] = 20
			}
		}
	}
}
