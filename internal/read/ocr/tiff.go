package ocr

import (
	"encoding/binary"
	"fmt"
	"io"

	"vanthu/corpus"
)

// The tags and types of TIFF 6.0 that tell a frame's size.
const (
	tagWidth      = 256
	tagHeight     = 257
	tagResolution = 282
	tagUnit       = 296

	typeShort    = 3
	typeLong     = 4
	typeRational = 5

	unitCentimetre = 3
)

// entrySize is the size of a directory entry in bytes.
const entrySize = 12

const tiffType = "image/tiff"

// walkTIFF reads the frames of a TIFF.
func walkTIFF(r io.ReaderAt) ([]Frame, error) {
	frames, _, err := chain(r)
	return frames, err
}

// offsets are those of the frames' directories, in the file's byte order.
func offsets(r io.ReaderAt) ([][4]byte, error) {
	_, at, err := chain(r)
	return at, err
}

// chain follows the chain of directories of a TIFF, one for each frame. A chain
// that comes back to where it was is cut there, as libtiff cuts it.
func chain(r io.ReaderAt) ([]Frame, [][4]byte, error) {
	var head [8]byte
	if _, err := r.ReadAt(head[:], 0); err != nil {
		return nil, nil, brokenTIFF("its header is cut")
	}
	var order binary.ByteOrder
	switch string(head[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default: // BigTIFF ("II+\x00") among them
		return nil, nil, &corpus.Problem{Kind: corpus.Unsupported, Message: "not a baseline TIFF", Hint: "save it as TIFF or PDF"}
	}
	var frames []Frame
	var offsets [][4]byte
	seen := map[uint32]bool{}
	for at := order.Uint32(head[4:]); at != 0 && !seen[at]; {
		seen[at] = true
		if len(frames) == maxPages {
			return nil, nil, &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("more than %d pages", maxPages)}
		}
		f, next, err := directory(r, order, int64(at))
		if err != nil {
			return nil, nil, err
		}
		var link [4]byte
		order.PutUint32(link[:], at)
		frames, offsets, at = append(frames, f), append(offsets, link), next
	}
	if len(frames) == 0 {
		return nil, nil, &corpus.Problem{Kind: corpus.Empty, Message: "a TIFF without pages"}
	}
	return frames, offsets, nil
}

func brokenTIFF(why string) error {
	return &corpus.Problem{Kind: corpus.Malformed, Message: "TIFF: " + why}
}

// directory reads the directory at an offset and the offset of the next one.
func directory(r io.ReaderAt, order binary.ByteOrder, at int64) (Frame, uint32, error) {
	var count [2]byte
	if _, err := r.ReadAt(count[:], at); err != nil {
		return Frame{}, 0, brokenTIFF("a directory is cut")
	}
	n := int(order.Uint16(count[:]))
	entries := make([]byte, n*entrySize+4)
	if _, err := r.ReadAt(entries, at+2); err != nil {
		return Frame{}, 0, brokenTIFF("a directory is cut")
	}
	var f Frame
	perUnit, unit := 0.0, 2.0
	for e := entries; len(e) >= entrySize; e = e[entrySize:] {
		switch order.Uint16(e) {
		case tagWidth:
			f.Width = int(number(e, order))
		case tagHeight:
			f.Height = int(number(e, order))
		case tagUnit:
			unit = number(e, order)
		case tagResolution:
			var ratio [8]byte
			if order.Uint16(e[2:]) != typeRational {
				break
			}
			if _, err := r.ReadAt(ratio[:], int64(order.Uint32(e[8:]))); err != nil {
				break // a lost resolution is no reason to lose the page
			}
			if below := order.Uint32(ratio[4:]); below != 0 {
				perUnit = float64(order.Uint32(ratio[:])) / float64(below)
			}
		}
	}
	f.DPI = perUnit
	if unit == unitCentimetre {
		f.DPI *= 2.54
	}
	return f, order.Uint32(entries[n*entrySize:]), nil
}

// number is the value of an entry that holds one; 0 of another type.
func number(e []byte, order binary.ByteOrder) float64 {
	switch order.Uint16(e[2:]) {
	case typeShort:
		return float64(order.Uint16(e[8:]))
	case typeLong:
		return float64(order.Uint32(e[8:]))
	}
	return 0
}
