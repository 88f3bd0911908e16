package ocr

import "image"

// How much redder than green and blue a pixel is that is red, and that is red
// through and through. The colours of gray print differ by less after JPEG.
const (
	reddish = 24
	red     = 64
)

// withoutRed is the picture with what is red as pale as it is bright in red
// light: a seal becomes nearly white, black print under it stays, and so does
// blue ink. Gray levels elsewhere stay as they are.
func (p *picture) withoutRed() *picture {
	if p.color == nil {
		return p
	}
	gray := image.NewGray(p.gray.Rect)
	for i, luma := range p.gray.Pix {
		r, g, b := int(p.color.Pix[4*i]), int(p.color.Pix[4*i+1]), int(p.color.Pix[4*i+2])
		level := int(luma)
		if excess := r - max(g, b); excess > reddish {
			part := min(excess-reddish, red-reddish)
			level += (r - level) * part / (red - reddish)
		}
		gray.Pix[i] = uint8(level)
	}
	return &picture{gray: gray, dpi: p.dpi, width: p.width, height: p.height}
}
