package main

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"
)

// scan is the line as a scanner of some kind gives it.
func (l *layout) scan() *image.Gray {
	r, s := l.r, l.sheet
	soft := between(r, 0.15, 0.9) * max(l.em/40, 0.7)
	level := blurred(s.ink, s.wide, s.high, soft)
	paper, contrast := between(r, 225, 255), between(r, 0.7, 1)
	noise := 0.0
	if r.IntN(2) == 0 {
		noise = between(r, 1, 14)
	}
	start, step := r.IntN(len(l.grain)), 1+2*r.IntN(500)
	img := image.NewGray(image.Rect(0, 0, s.wide, s.high))
	for i, v := range level {
		g := paper * (1 - contrast*float64(v))
		if noise > 0 {
			g += noise * float64(l.grain[(start+i*step)%len(l.grain)])
		}
		img.Pix[i] = uint8(min(max(g, 0), 255))
	}
	switch k := r.IntN(10); {
	case k < 2: // JPEG
		var b bytes.Buffer
		if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 20 + r.IntN(65)}); err == nil {
			if back, err := jpeg.Decode(&b); err == nil {
				if g, ok := back.(*image.Gray); ok {
					img = g
				}
			}
		}
	case k < 5: // black and white alone: fax, CCITT
		at := uint8(paper * (1 - contrast*float64(l.pen)*between(r, 0.25, 0.72)))
		for i, v := range img.Pix {
			img.Pix[i] = 255
			if v < at {
				img.Pix[i] = 0
			}
		}
	}
	return img
}

// blurred is a Gaussian blur, along rows and then columns.
func blurred(in []float32, wide, high int, sigma float64) []float32 {
	reach := int(math.Ceil(2.5 * sigma))
	kernel := make([]float32, 2*reach+1)
	sum := 0.0
	for i := range kernel {
		sum += math.Exp(-float64((i-reach)*(i-reach)) / (2 * sigma * sigma))
	}
	for i := range kernel {
		kernel[i] = float32(math.Exp(-float64((i-reach)*(i-reach))/(2*sigma*sigma)) / sum)
	}
	rows := make([]float32, len(in))
	for y := range high {
		row := in[y*wide : (y+1)*wide]
		for i, k := range kernel {
			d := i - reach
			from, to := max(0, -d), min(wide, wide-d)
			add(rows[y*wide+from:y*wide+to], row[from+d:to+d], k)
		}
	}
	out := make([]float32, len(in))
	for y := range high {
		for i, k := range kernel {
			if v := y + i - reach; v >= 0 && v < high {
				add(out[y*wide:(y+1)*wide], rows[v*wide:(v+1)*wide], k)
			}
		}
	}
	return out
}
