package ocr

import (
	"encoding/binary"
	"image"
	"io"
)

// An orientation is the EXIF tag 0x0112: which side of the picture is up.
// Telephones store every photograph as the sensor lies and say so there.
type orientation int

const upright orientation = 1

const tagOrientation = 0x0112

// swaps tells whether width and height change places.
func (o orientation) swaps() bool { return o >= 5 }

// exifBytes is how far into a file the tag is looked for: an EXIF segment is
// one of the first and has at most 64 KB.
const exifBytes = 128 << 10

// orientationOf reads the tag of a JPEG; upright where there is none.
func orientationOf(r io.ReaderAt) orientation {
	start := make([]byte, exifBytes)
	n, _ := r.ReadAt(start, 0)
	rest := start[:n]
	if len(rest) < 2 || rest[0] != 0xff || rest[1] != 0xd8 {
		return upright
	}
	rest = rest[2:]
	for len(rest) >= 4 && rest[0] == 0xff {
		marker, size := rest[1], int(binary.BigEndian.Uint16(rest[2:]))
		if marker == 0xda || size < 2 || len(rest) < 2+size { // the pixels begin
			return upright
		}
		segment := rest[4 : 2+size]
		if marker == 0xe1 && len(segment) > 6 && string(segment[:6]) == "Exif\x00\x00" {
			return orientationIn(segment[6:])
		}
		rest = rest[2+size:]
	}
	return upright
}

// orientationIn reads the tag of an EXIF segment, which is a small TIFF.
func orientationIn(exif []byte) orientation {
	if len(exif) < 8 {
		return upright
	}
	var order binary.ByteOrder = binary.LittleEndian
	if exif[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(exif[4:]))
	if at+2 > int64(len(exif)) {
		return upright
	}
	entries := exif[at+2:]
	for range order.Uint16(exif[at:]) {
		if len(entries) < entrySize {
			break
		}
		if order.Uint16(entries) == tagOrientation {
			if o := orientation(number(entries, order)); o > upright && o <= 8 {
				return o
			}
			break
		}
		entries = entries[entrySize:]
	}
	return upright
}

// turn is img with its right side up.
func turn(img *image.Gray, o orientation) *image.Gray {
	out := image.NewGray(turnedRect(img.Rect, o))
	right, bottom := img.Rect.Dx()-1, img.Rect.Dy()-1
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			sx, sy := source(o, x, y, right, bottom)
			out.Pix[y*out.Stride+x] = img.Pix[sy*img.Stride+sx]
		}
	}
	return out
}

// turnColor is img with its right side up.
func turnColor(img *image.RGBA, o orientation) *image.RGBA {
	out := image.NewRGBA(turnedRect(img.Rect, o))
	right, bottom := img.Rect.Dx()-1, img.Rect.Dy()-1
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			sx, sy := source(o, x, y, right, bottom)
			copy(out.Pix[y*out.Stride+4*x:][:4], img.Pix[sy*img.Stride+4*sx:])
		}
	}
	return out
}

func turnedRect(r image.Rectangle, o orientation) image.Rectangle {
	if o.swaps() {
		return image.Rect(0, 0, r.Dy(), r.Dx())
	}
	return image.Rect(0, 0, r.Dx(), r.Dy())
}

// source is the stored pixel that is seen at x, y; right and bottom are the
// last stored ones. Source: EXIF 2.32, 4.6.4, Orientation.
func source(o orientation, x, y, right, bottom int) (int, int) {
	switch o {
	case 2:
		return right - x, y
	case 3:
		return right - x, bottom - y
	case 4:
		return x, bottom - y
	case 5:
		return y, x
	case 6: // turned a quarter to the left: the telephone held upright
		return y, bottom - x
	case 7:
		return right - y, bottom - x
	case 8:
		return right - y, x
	}
	return x, y
}

// Turns that a page was found to need.
const (
	onItsHead    orientation = 3
	quarterRight orientation = 6 // shown turned to the right by a quarter
	quarterLeft  orientation = 8
)

// andOver is o and then a half turn, for the turns above.
func (o orientation) andOver() orientation {
	switch o {
	case quarterRight:
		return quarterLeft
	case quarterLeft:
		return quarterRight
	case onItsHead:
		return upright
	}
	return onItsHead
}

// angle says how a page lay that needed the turn.
func (o orientation) angle() string {
	switch o {
	case onItsHead:
		return "180 degrees"
	case quarterRight:
		return "90 degrees to the left"
	case quarterLeft:
		return "90 degrees to the right"
	}
	return "0 degrees"
}
