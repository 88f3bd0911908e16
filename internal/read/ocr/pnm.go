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
// without comments. Gray levels keep data's memory.
func readPNM(data []byte, dpi float64) (*picture, error) {
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
	colors := image.NewRGBA(here)
	for i := range wide * high {
		colors.Pix[4*i], colors.Pix[4*i+1], colors.Pix[4*i+2], colors.Pix[4*i+3] = rest[3*i], rest[3*i+1], rest[3*i+2], 255
	}
	return ofRGBA(colors, dpi), nil
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
