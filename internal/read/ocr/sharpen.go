package ocr

import (
	"image"
	"math"
)

// unsharp is img with what lies above its blurred self enlarged by amount: it
// brings back the edges that a lens, or the enlarging of a picture, has lost.
// sigma is that of the blur in pixels.
func unsharp(img *image.Gray, sigma, amount float64) *image.Gray {
	soft := blurred(img, sigma)
	out := image.NewGray(img.Rect)
	for i, v := range img.Pix {
		out.Pix[i] = uint8(min(max(float64(v)+(float64(v)-float64(soft[i]))*amount+0.5, 0), 255))
	}
	return out
}

// blurred is img through a Gaussian filter.
func blurred(img *image.Gray, sigma float64) []float32 {
	reach := int(math.Ceil(2.5 * sigma))
	weights := make([]float32, 2*reach+1)
	sum := 0.0
	for i := range weights {
		d := float64(i - reach)
		w := math.Exp(-d * d / (2 * sigma * sigma))
		weights[i] = float32(w)
		sum += w
	}
	for i := range weights {
		weights[i] /= float32(sum)
	}
	wide, high := img.Rect.Dx(), img.Rect.Dy()
	across := make([]float32, wide*high)
	padded := make([]float32, wide+2*reach)
	for y := range high {
		row := img.Pix[y*img.Stride : y*img.Stride+wide]
		for x := range padded {
			padded[x] = float32(row[min(max(x-reach, 0), wide-1)])
		}
		line := across[y*wide : (y+1)*wide]
		for i, w := range weights {
			for x, v := range padded[i : i+wide] {
				line[x] += v * w
			}
		}
	}
	out := make([]float32, wide*high)
	for y := range high {
		line := out[y*wide : (y+1)*wide]
		for i, w := range weights {
			at := min(max(y+i-reach, 0), high-1)
			for x, v := range across[at*wide : (at+1)*wide] {
				line[x] += v * w
			}
		}
	}
	return out
}
