package ocr

import (
	"bufio"
	"fmt"
	"image"
	"io"
	"os"
	"strconv"

	"golang.org/x/image/tiff"

	"vanthu/corpus"
)

// emitPicture decodes a frame (from 1) and emits it as PGM or, where it has
// colours, PPM in strips of bytes, upright and with at most so many dpi. It runs
// in a child process.
func emitPicture(args []string, emit func(message any) error) error {
	if len(args) != 4 {
		return fmt.Errorf("picture: want path, media type, frame and dpi, have %d arguments", len(args))
	}
	number, err := strconv.Atoi(args[2])
	if err != nil {
		return fmt.Errorf("picture: frame: %w", err)
	}
	most, err := strconv.ParseFloat(args[3], 64)
	if err != nil || !(most > 0) {
		return fmt.Errorf("picture: dpi %q", args[3])
	}
	f, err := os.Open(args[0])
	if err != nil {
		return corpus.FileProblem(err)
	}
	defer f.Close()
	frame, img, err := decode(f, args[1], number)
	if err != nil {
		return err
	}
	p := ofImage(img, frame.resolution())
	if by := frame.scale(most); by < 1 {
		p = p.scaled(by)
	}
	return p.turned(frame.Turn).write(func(strip []byte) error { return emit(strip) })
}

// decode decodes a frame of an image file whose headers are within limits.
func decode(r io.ReaderAt, mediaType string, number int) (Frame, image.Image, error) {
	frames, err := headers(r, mediaType)
	if err != nil {
		return Frame{}, nil, err
	}
	if err := within(number, len(frames)); err != nil {
		return Frame{}, nil, err
	}
	var img image.Image
	if mediaType == tiffType {
		at, fault := offsets(r)
		if fault != nil {
			return Frame{}, nil, fault
		}
		img, err = tiff.Decode(io.NewSectionReader(onlyFrame{r, at[number-1]}, 0, 1<<32))
	} else {
		img, _, err = image.Decode(bufio.NewReader(io.NewSectionReader(r, 0, 1<<40)))
	}
	if err != nil {
		return Frame{}, nil, &corpus.Problem{Kind: corpus.Malformed, Message: err.Error()}
	}
	return frames[number-1], img, nil
}

// An onlyFrame is a TIFF whose header points to the directory of one of its
// frames: the decoder knows the first one only.
type onlyFrame struct {
	io.ReaderAt
	offset [4]byte // of the directory, in the file's byte order
}

func (o onlyFrame) ReadAt(b []byte, at int64) (int, error) {
	n, err := o.ReaderAt.ReadAt(b, at)
	for i := range o.offset {
		if p := 4 + int64(i) - at; p >= 0 && p < int64(n) {
			b[p] = o.offset[i]
		}
	}
	return n, err
}
