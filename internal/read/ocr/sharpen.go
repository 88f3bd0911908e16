package ocr

import (
	"image"
	"math"
)

// sharpened is the picture with an unsharp mask: what a pixel differs by from its
// surroundings under a Gaussian of so many pixels is added to it so many times.
func (p *picture) sharpened(sigma, times float64) *picture {
	img := p.gray
	soft := blurred(img, sigma)
	out := image.NewGray(img.Rect)
	for i, v := range img.Pix {
		level := float32(v)
		level += float32(times) * (level - soft[i])
		out.Pix[i] = uint8(min(max(level+0.5, 0), 255))
	}
	return &picture{gray: out, dpi: p.dpi, width: p.width, height: p.height}
}

// blurred is img under a Gaussian blur, row by row without gaps.
func blurred(img *image.Gray, sigma float64) []float32 {
	wide, high := img.Rect.Dx(), img.Rect.Dy()
	reach := int(math.Ceil(3 * sigma))
	weights := make([]float32, 2*reach+1)
	sum := float32(0)
	for i := range weights {
		d := float64(i-reach) / sigma
		weights[i] = float32(math.Exp(-d * d / 2))
		sum += weights[i]
	}
	for i := range weights {
		weights[i] /= sum
	}
	across := make([]float32, wide*high)
	padded := make([]float32, wide+2*reach)
	for y := range high {
		for x := range padded {
			padded[x] = float32(img.Pix[y*img.Stride+min(max(x-reach, 0), wide-1)])
		}
		row := across[y*wide : (y+1)*wide]
		for i, weight := range weights {
			for x, v := range padded[i : i+wide] {
				row[x] += weight * v
			}
		}
	}
	out := make([]float32, wide*high)
	for y := range high {
		row := out[y*wide : (y+1)*wide]
		for i, weight := range weights {
			from := min(max(y+i-reach, 0), high-1)
			for x, v := range across[from*wide : (from+1)*wide] {
				row[x] += weight * v
			}
		}
	}
	return out
}
