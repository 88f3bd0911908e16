package ocr

import (
	"image"
	"math"
)

// reach is that of the kernel in source pixels where nothing is made smaller.
const reach = 2

// kernel is Catmull and Rom's cubic: sharp enough for the strokes of
// diacritics, and without the far rings of Lanczos'.
func kernel(x float64) float64 {
	x = math.Abs(x)
	switch {
	case x < 1:
		return (1.5*x-2.5)*x*x + 1
	case x < reach:
		return ((-0.5*x+2.5)*x-4)*x + 2
	}
	return 0
}

// A tap is the weights of the source pixels that make one pixel.
type tap struct {
	from    int
	weights []float32
}

// taps are those for a row of n pixels made into m.
func taps(n, m int) []tap {
	out := make([]tap, m)
	step := float64(n) / float64(m)
	width := max(step, 1) // a smaller picture takes the mean of wider places
	for i := range out {
		middle := (float64(i)+0.5)*step - 0.5
		from, to := max(int(math.Ceil(middle-reach*width)), 0), min(int(math.Floor(middle+reach*width)), n-1)
		t := tap{from: from}
		sum := 0.0
		for k := from; k <= to; k++ {
			w := kernel((float64(k) - middle) / width)
			t.weights = append(t.weights, float32(w))
			sum += w
		}
		for k := range t.weights {
			t.weights[k] /= float32(sum)
		}
		out[i] = t
	}
	return out
}

// resize scales img by a factor, rows first.
func resize(img *image.Gray, by float64) *image.Gray {
	wide, high := img.Rect.Dx(), img.Rect.Dy()
	w, h := max(int(math.Round(float64(wide)*by)), 1), max(int(math.Round(float64(high)*by)), 1)
	if w == wide && h == high {
		return img
	}
	across, down := taps(wide, w), taps(high, h)
	out := image.NewGray(image.Rect(0, 0, w, h))
	// Rows are narrowed when they are first needed, and kept while they are.
	rows := make([][]float32, high)
	line := make([]float32, w)
	done := 0
	for y, t := range down {
		for ; done < t.from; done++ {
			rows[done] = nil
		}
		clear(line)
		for k, weight := range t.weights {
			at := t.from + k
			if rows[at] == nil {
				rows[at] = narrow(img.Pix[at*img.Stride:at*img.Stride+wide], across)
			}
			for x, v := range rows[at] {
				line[x] += v * weight
			}
		}
		for x, v := range line {
			out.Pix[y*out.Stride+x] = uint8(min(max(v+0.5, 0), 255))
		}
	}
	return out
}

// resizeColor scales img by a factor.
func resizeColor(img *image.RGBA, by float64) *image.RGBA {
	var out *image.RGBA
	plane := image.NewGray(img.Rect)
	for c := range 3 {
		for i := range plane.Pix {
			plane.Pix[i] = img.Pix[4*i+c]
		}
		scaled := resize(plane, by)
		if out == nil {
			out = image.NewRGBA(scaled.Rect)
		}
		for i, v := range scaled.Pix {
			out.Pix[4*i+c], out.Pix[4*i+3] = v, 255
		}
	}
	return out
}

// narrow scales one row.
func narrow(row []byte, across []tap) []float32 {
	out := make([]float32, len(across))
	for x, t := range across {
		sum := float32(0)
		for k, weight := range t.weights {
			sum += float32(row[t.from+k]) * weight
		}
		out[x] = sum
	}
	return out
}
