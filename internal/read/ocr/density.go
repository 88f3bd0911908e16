package ocr

import (
	"bytes"
	"encoding/binary"
)

const inch = 0.0254 // metres

// density is the resolution in dots per inch that the first bytes of a file
// tell, 0 where they do not: the JFIF marker of a JPEG, the pHYs chunk of a PNG
// where it comes at once, the header of a BMP.
func density(start []byte, format string) float64 {
	switch format {
	case "jpeg":
		// FF D8 FF E0, length, "JFIF" 0, version (2), unit, x (2), y (2)
		if at := bytes.Index(start, []byte("JFIF\x00")); at >= 0 && len(start) >= at+10 {
			x := float64(binary.BigEndian.Uint16(start[at+8:]))
			switch start[at+7] {
			case 1:
				return x
			case 2:
				return x * 2.54
			}
		}
	case "png":
		if at := bytes.Index(start, []byte("pHYs")); at >= 0 && len(start) >= at+13 && start[at+12] == 1 {
			return float64(binary.BigEndian.Uint32(start[at+4:])) * inch
		}
	case "bmp":
		if len(start) >= 42 {
			return float64(binary.LittleEndian.Uint32(start[38:])) * inch
		}
	}
	return 0
}
