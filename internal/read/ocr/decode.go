package ocr

import (
	"bufio"
	"errors"
	"fmt"
	"image"
	imagedraw "image/draw"
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
// disks do; what is missing comes out as white paper. The decoder does not tell
// where that begins, so the rest is made up twice, and where the two differ it is
// made up: bits of one kind alone make a texture that costs Tesseract 20 s.
func decodeCut(r io.ReaderAt, frame Frame) (image.Image, error) {
	one, err := decodeFilled(r, frame, 0x00)
	if err != nil {
		return nil, err
	}
	other, err := decodeFilled(r, frame, 0xAA)
	if err != nil {
		return nil, err
	}
	out := image.NewRGBA(one.Bounds())
	imagedraw.Draw(out, out.Rect, one, out.Rect.Min, imagedraw.Src)
	top := firstDifference(one, other)
	if top.Y < 2*unit {
		return nil, errors.New("decode a cut image: too little is left of it")
	}
	imagedraw.Draw(out, image.Rect(out.Rect.Min.X, top.Y+unit, out.Rect.Max.X, out.Rect.Max.Y), image.White, image.Point{}, imagedraw.Src)
	imagedraw.Draw(out, image.Rect(top.X, top.Y, out.Rect.Max.X, top.Y+unit), image.White, image.Point{}, imagedraw.Src)
	return out, nil
}

// unit is the most pixels to a side of what a JPEG codes in one piece.
const unit = 16

// firstDifference is the upper left corner of the first unit, row by row, in
// which two images of one size differ; below the last row where none does.
func firstDifference(a, b image.Image) image.Point {
	r := a.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y += unit {
		for x := r.Min.X; x < r.Max.X; x += unit {
			for v := y; v < min(y+unit, r.Max.Y); v++ {
				for u := x; u < min(x+unit, r.Max.X); u++ {
					if a.At(u, v) != b.At(u, v) {
						return image.Pt(x, y)
					}
				}
			}
		}
	}
	return image.Pt(r.Min.X, r.Max.Y)
}

// decodeFilled decodes a JPEG as if it went on with the byte fill as long as its
// image needs.
func decodeFilled(r io.ReaderAt, frame Frame, fill byte) (image.Image, error) {
	// A block of 64 values of a baseline JPEG never takes more zeros than this;
	// three components, none of them subsampled.
	blocks := int64(frame.Width/8+2) * int64(frame.Height/8+2) * 3
	img, err := jpeg.Decode(io.MultiReader(
		bufio.NewReader(io.NewSectionReader(r, 0, 1<<40)),
		io.LimitReader(endless{fill}, 32*blocks),
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
