package hand

import "image"

// A Strip is a field as the net takes it: ink from 0 (paper) to 1, Rows high, a
// multiple of Step wide.
type Strip struct {
	Ink     []float32 // by row
	Columns int
}

// A Field is a picture of a field, dark on white. Its digits lie between the
// rows Top and Low but for tails; print beside them is High pixels high.
type Field struct {
	Picture        *image.Gray
	Top, Low, High float64
}

// tall is how high the digits are in a strip, in pixels.
const tall = 24

// Normal brings a field to a strip. It reuses the strip's memory.
func Normal(f Field, s *Strip) {
	s.Columns = 0
	top, low, high := f.Top, f.Low, f.High
	wide := float64(f.Picture.Rect.Dx())
	if wide < 2 || !(high > 0) || !(low > top) {
		return
	}
	// A digit by hand is from a little less than print to twice as high.
	by := min(max(low-top, 0.8*high), 2.2*high) / tall // pixels of the picture for one of the strip
	if !(by < 1000) {
		return // no page is as large
	}
	across := max(by, wide/MostColumns)
	s.Columns = min((int(wide/across)+Step-1)/Step*Step, MostColumns)
	if need := Rows * s.Columns; cap(s.Ink) < need {
		s.Ink = make([]float32, Rows*MostColumns)
	}
	s.Ink = s.Ink[:Rows*s.Columns]
	x0 := (wide - across*float64(s.Columns)) / 2
	y0 := (top+low)/2 - by*Rows/2
	for y := range Rows {
		for x := range s.Columns {
			s.Ink[y*s.Columns+x] = mean(f.Picture, x0+float64(x)*across, y0+float64(y)*by, across, by)
		}
	}
}

// mean is the mean ink of a rectangle of a picture; beyond its border is paper.
// Small rectangles are read between the pixels.
func mean(g *image.Gray, left, top, wide, high float64) float32 {
	const samples = 3
	sum := 0.0
	for j := range samples {
		v := top + high*(float64(j)+0.5)/samples - 0.5
		for i := range samples {
			u := left + wide*(float64(i)+0.5)/samples - 0.5
			sum += between(g, u, v)
		}
	}
	return float32(sum / (samples * samples * 255))
}

// between is the ink at a point between four pixels, from 0 to 255.
func between(g *image.Gray, x, y float64) float64 {
	if x < -1 || y < -1 || x > float64(g.Rect.Dx()) || y > float64(g.Rect.Dy()) {
		return 0
	}
	left, top := int(x+1)-1, int(y+1)-1 // rounds down: both are -1 or more
	fx, fy := x-float64(left), y-float64(top)
	at := func(x, y int) float64 {
		if x < 0 || y < 0 || x >= g.Rect.Dx() || y >= g.Rect.Dy() {
			return 0
		}
		return float64(255 - g.Pix[y*g.Stride+x])
	}
	upper := float64(at(left, top)*(1-fx)) + float64(at(left+1, top)*fx)
	lower := float64(at(left, top+1)*(1-fx)) + float64(at(left+1, top+1)*fx)
	return float64(upper*(1-fy)) + float64(lower*fy)
}
