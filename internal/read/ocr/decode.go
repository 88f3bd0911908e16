package ocr

import (
	"bufio"
	"fmt"
	"image"
	"image/color"
	"io"
	"os"
	"strconv"

	"golang.org/x/image/tiff"

	"vanthu/corpus"
)

// stripBytes is about how many bytes of a picture go into one message.
const stripBytes = 1 << 20

// picture decodes a frame (from 1), scales it, and emits it as PGM in strips of
// bytes. It runs in a child process.
func picture(args []string, emit func(message any) error) error {
	if len(args) != 4 {
		return fmt.Errorf("picture: want path, media type, frame and scale, have %d arguments", len(args))
	}
	number, err := strconv.Atoi(args[2])
	if err != nil {
		return fmt.Errorf("picture: frame: %w", err)
	}
	by, err := strconv.ParseFloat(args[3], 64)
	if err != nil || !(by > 0) || by > 100 {
		return fmt.Errorf("picture: scale %q", args[3])
	}
	f, err := os.Open(args[0])
	if err != nil {
		return corpus.FileProblem(err)
	}
	defer f.Close()
	img, err := decode(f, args[1], number)
	if err != nil {
		return err
	}
	out := resize(gray(img), by)
	if args[1] != tiffType {
		out = turn(out, orientationOf(f))
	}
	message := fmt.Appendf(nil, "P5\n%d %d\n255\n", out.Rect.Dx(), out.Rect.Dy())
	for rest := out.Pix; len(rest) > 0 || len(message) > 0; message = nil {
		n := min(len(rest), stripBytes)
		if err := emit(append(message, rest[:n]...)); err != nil {
			return err
		}
		rest = rest[n:]
	}
	return nil
}

// decode decodes a frame of an image file whose headers are within limits.
func decode(r io.ReaderAt, mediaType string, number int) (image.Image, error) {
	if _, err := headers(r, mediaType); err != nil {
		return nil, err
	}
	var img image.Image
	var err error
	if mediaType == tiffType {
		at, fault := offsets(r)
		if fault != nil {
			return nil, fault
		}
		if err := within(number, len(at)); err != nil {
			return nil, err
		}
		img, err = tiff.Decode(io.NewSectionReader(onlyFrame{r, at[number-1]}, 0, 1<<32))
	} else {
		img, _, err = image.Decode(bufio.NewReader(io.NewSectionReader(r, 0, 1<<40)))
	}
	if err != nil {
		return nil, &corpus.Problem{Kind: corpus.Malformed, Message: err.Error()}
	}
	return img, nil
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

// gray is img in gray levels; what is transparent is white paper.
func gray(img image.Image) *image.Gray {
	b := img.Bounds()
	out := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		row := out.Pix[y*out.Stride : y*out.Stride+b.Dx()]
		switch src := img.(type) {
		case *image.Gray:
			copy(row, src.Pix[src.PixOffset(b.Min.X, b.Min.Y+y):])
		case *image.YCbCr:
			copy(row, src.Y[src.YOffset(b.Min.X, b.Min.Y+y):]) // luma is never subsampled
		default:
			for x := range row {
				row[x] = onPaper(img.At(b.Min.X+x, b.Min.Y+y))
			}
		}
	}
	return out
}

// onPaper is the gray level of a colour laid on white.
func onPaper(c color.Color) uint8 {
	r, g, b, a := c.RGBA()
	luma := (19595*r + 38470*g + 7471*b + 1<<15) >> 16
	return uint8((luma + 0xffff - a) >> 8)
}
