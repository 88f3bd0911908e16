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
	out := &picture{gray: p.pale, dpi: p.dpi, width: p.width, height: p.height}
	switch {
	case p.pale != nil:
		return out
	case p.color == nil:
		return p
	}
	out.gray = image.NewGray(p.gray.Rect)
	for i, level := range p.gray.Pix {
		at := p.color.Pix[4*i : 4*i+3 : 4*i+3]
		out.gray.Pix[i] = paled(level, at[0], at[1], at[2])
	}
	return out
}

// paled is the gray level of a colour of that luma, paler the redder it is.
func paled(luma, r, g, b uint8) uint8 {
	excess := int(r) - int(max(g, b))
	if excess <= reddish {
		return luma
	}
	part := min(excess-reddish, red-reddish)
	return uint8(int(luma) + (int(r)-int(luma))*part/(red-reddish))
}
