package ocr

import (
	"bytes"
	"errors"
	"fmt"
	"image"
)

// stripBytes is about how many bytes of a picture are written at once.
const stripBytes = 1 << 20

// write writes the picture as PGM or, where it has colours, PPM, in strips.
func (p *picture) write(strip func([]byte) error) error {
	wide, high := p.gray.Rect.Dx(), p.gray.Rect.Dy()
	format, per := "P5", 1
	if p.color != nil {
		format, per = "P6", 3
	}
	out := fmt.Appendf(nil, "%s\n%d %d\n255\n", format, wide, high)
	for y := range high {
		if p.color == nil {
			out = append(out, p.gray.Pix[y*p.gray.Stride:][:wide]...)
		} else {
			row := p.color.Pix[y*p.color.Stride:]
			for x := range wide {
				out = append(out, row[4*x], row[4*x+1], row[4*x+2])
			}
		}
		if len(out)+per*wide > stripBytes || y == high-1 {
			if err := strip(out); err != nil {
				return err
			}
			out = out[:0]
		}
	}
	return nil
}

// readPNM reads what [picture.write] and pdftoppm write: a PGM or PPM of 8 bits
// without comments. Gray levels keep data's memory. Colours are kept only where
// they are wanted: of most pages all that matters of them is what is red.
func readPNM(data []byte, dpi float64, colors bool) (*picture, error) {
	var wide, high, most int
	head, rest := data, []byte(nil)
	// Three lines of head; more than so many bytes none has.
	if n := lines(data, 3); n > 0 {
		head, rest = data[:n], data[n:]
	}
	var kind byte
	if n, err := fmt.Sscanf(string(head[:min(len(head), 64)]), "P%c\n%d %d\n%d\n", &kind, &wide, &high, &most); n != 4 || err != nil || most != 255 {
		return nil, fmt.Errorf("picture head %q", head[:min(len(head), 64)])
	}
	per := map[byte]int{'5': 1, '6': 3}[kind]
	if per == 0 || wide <= 0 || high <= 0 || high > len(rest)/per/wide {
		return nil, errors.New("picture is cut")
	}
	here := image.Rect(0, 0, wide, high)
	if per == 1 {
		return &picture{gray: &image.Gray{Pix: rest[:wide*high], Stride: wide, Rect: here}, dpi: dpi}, nil
	}
	rest = rest[:3*wide*high]
	if !colors {
		return ofRGB(rest, here, dpi), nil
	}
	all := image.NewRGBA(here)
	for i, to := 0, all.Pix; i < len(rest); i, to = i+3, to[4:] {
		to[0], to[1], to[2], to[3] = rest[i], rest[i+1], rest[i+2], 255
	}
	return ofRGBA(all, dpi), nil
}

// ofRGB is the picture of colours of three bytes that nobody looks at but for
// what is red.
func ofRGB(pix []byte, here image.Rectangle, dpi float64) *picture {
	p := &picture{gray: image.NewGray(here), pale: image.NewGray(here), dpi: dpi}
	gray, pale := p.gray.Pix, p.pale.Pix[:len(p.gray.Pix)]
	for i := range gray {
		at := pix[3*i : 3*i+3 : 3*i+3]
		gray[i] = luma(at[0], at[1], at[2])
		pale[i] = paled(gray[i], at[0], at[1], at[2])
	}
	return p
}

// lines is how many bytes the first n lines have; 0 where there are not so many.
func lines(data []byte, n int) int {
	at := 0
	for range n {
		i := bytes.IndexByte(data[at:min(len(data), at+64)], '\n')
		if i < 0 {
			return 0
		}
		at += i + 1
	}
	return at
}
