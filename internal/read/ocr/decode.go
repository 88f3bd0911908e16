package ocr

import (
	"bufio"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
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
	cut := false
	if err != nil && frame.Width > 0 && args[1] == jpegType {
		if rest, fault := decodeCut(f, frame); fault == nil {
			img, err, cut = rest, nil, true
		}
	}
	if err != nil {
		var fault *corpus.Problem
		if errors.As(err, &fault) {
			return err
		}
		return &corpus.Problem{Kind: corpus.Malformed, Message: err.Error()}
	}
	if err := emit(rasterHead{Cut: cut}); err != nil {
		return err
	}
	p := ofImage(img, frame.resolution())
	if by := frame.scale(most); by < 1 {
		p = p.scaled(by)
	}
	return p.turned(frame.Turn).write(func(strip []byte) error { return emit(strip) })
}

// decode decodes a frame of an image file whose headers are within limits. An
// error of the decoder comes back as it is, with the frame.
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
	return frames[number-1], img, err
}

const jpegType = "image/jpeg"

// A rasterHead comes before the strips of a picture.
type rasterHead struct {
	Cut bool `json:"cut"` // the file ends before the image does
}

// decodeCut decodes a JPEG that ends before its image does, as copies from worn
// disks do: what is missing comes out in one gray.
func decodeCut(r io.ReaderAt, frame Frame) (image.Image, error) {
	// A block of 64 values of a baseline JPEG never takes more zeros than this;
	// three components, none of them subsampled.
	blocks := int64(frame.Width/8+2) * int64(frame.Height/8+2) * 3
	img, err := jpeg.Decode(io.MultiReader(
		bufio.NewReader(io.NewSectionReader(r, 0, 1<<40)),
		io.LimitReader(endless{0}, 32*blocks),
		io.LimitReader(endless{0xff, 0xd9}, 1<<16), // end of image
	))
	if err != nil {
		return nil, fmt.Errorf("decode a cut image: %w", err)
	}
	return img, nil
}

// endless is its bytes over and over.
type endless []byte

func (e endless) Read(b []byte) (int, error) {
	n := len(b) - len(b)%len(e)
	if n == 0 {
		n = copy(b, e)
		return n, nil
	}
	for i := range n {
		b[i] = e[i%len(e)]
	}
	return n, nil
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
