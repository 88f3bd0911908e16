package ocr

import (
	"image"
	"math"
)

// rotated is img turned counterclockwise about its middle by an angle in
// degrees, in the same frame; corners that come free are white.
func rotated(img *image.Gray, degrees float64) *image.Gray {
	wide, high := img.Rect.Dx(), img.Rect.Dy()
	out := image.NewGray(img.Rect)
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	cx, cy := float64(wide-1)/2, float64(high-1)/2
	// In 1/65536 of a pixel: a page has millions.
	const one = 1 << 16
	stepX, stepY := int(math.Round(cos*one)), int(math.Round(sin*one))
	for y := range high {
		dy := float64(y) - cy
		sx := int((cx - cx*cos - dy*sin) * one)
		sy := int((cy - cx*sin + dy*cos) * one)
		row := out.Pix[y*out.Stride : y*out.Stride+wide]
		for x := range row {
			ix, iy := sx>>16, sy>>16
			if ix >= 0 && iy >= 0 && ix < wide-1 && iy < high-1 {
				fx, fy := (sx&(one-1))>>8, (sy&(one-1))>>8
				at := iy*img.Stride + ix
				above := int(img.Pix[at])*(256-fx) + int(img.Pix[at+1])*fx
				below := int(img.Pix[at+img.Stride])*(256-fx) + int(img.Pix[at+img.Stride+1])*fx
				row[x] = uint8((above*(256-fy) + below*fy) >> 16)
			} else {
				row[x] = 255
			}
			sx += stepX
			sy += stepY
		}
	}
	return out
}
