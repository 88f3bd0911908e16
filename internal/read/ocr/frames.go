package ocr

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // header
	_ "image/jpeg" // header
	_ "image/png"  // header
	"io"
	"os"
	"time"

	_ "golang.org/x/image/bmp"  // header
	_ "golang.org/x/image/webp" // header

	"vanthu/corpus"
	"vanthu/internal/sandbox"
)

// Reader is the name under which a program registers [Child] with [sandbox.Main].
const Reader = "image"

// The limits of one image. Tesseract takes no side above 32,767 pixels.
const (
	maxPixels = 100_000_000
	maxSide   = 30_000
)

// frameLimits bound the child that reads headers.
var frameLimits = sandbox.Limits{Time: 20 * time.Second, Memory: 512 << 20, Output: 4 << 20}

// A Frame is one image of a file, as its header claims.
type Frame struct {
	Width  int         `json:"width"` // pixels
	Height int         `json:"height"`
	DPI    float64     `json:"dpi"`  // 0 where the header does not tell
	Turn   orientation `json:"turn"` // 0 where the header does not tell
}

// resolution is the header's, if that can be one of a scanner. Cameras write
// 72, some programs 1: then the picture is taken to show a page of A4, of which
// a narrow picture shows the whole width.
func (f Frame) resolution() float64 {
	if f.DPI >= 90 && f.DPI <= 1200 {
		return f.DPI
	}
	const long, short = 11.69, 8.27 // inch
	return min(max(min(float64(max(f.Width, f.Height))/long, float64(min(f.Width, f.Height))/short), 50), 1200)
}

// within tells whether the frame can be decoded.
func (f Frame) within() error {
	if f.Width <= 0 || f.Height <= 0 {
		return &corpus.Problem{Kind: corpus.Malformed, Message: fmt.Sprintf("an image of %d x %d pixels", f.Width, f.Height)}
	}
	if f.Width > maxSide || f.Height > maxSide || f.Width > maxPixels/f.Height {
		return &corpus.Problem{
			Kind:    corpus.TooLarge,
			Message: fmt.Sprintf("an image of %d x %d pixels; the limit is %d million pixels and %d a side", f.Width, f.Height, maxPixels/1_000_000, maxSide),
			Hint:    "scan it again at 300 dpi",
		}
	}
	return nil
}

// inspectImage reads the headers of the file at path in a child process.
func inspectImage(ctx context.Context, path, mediaType string) ([]Frame, error) {
	var frames []Frame
	err := sandbox.Run(ctx, frameLimits, Reader, []string{modeHeaders, path, mediaType}, func(message json.RawMessage) error {
		var f Frame
		if err := json.Unmarshal(message, &f); err != nil {
			return fmt.Errorf("header of %s: %w", path, err)
		}
		frames = append(frames, f)
		return nil
	})
	return frames, err
}

// What the child is asked for.
const (
	modeHeaders = "headers" // path, media type -> one Frame a message
	modePicture = "picture" // path, media type, frame, most dpi -> a PGM or PPM in pieces
)

// Child is the [sandbox.Reader] of image files: it reads headers, and decodes
// and scales pictures.
func Child(_ context.Context, args []string, emit func(message any) error) error {
	switch {
	case len(args) > 0 && args[0] == modeHeaders:
		return emitHeaders(args[1:], emit)
	case len(args) > 0 && args[0] == modePicture:
		return emitPicture(args[1:], emit)
	}
	return fmt.Errorf("image reader: unknown request %q", args)
}

// emitHeaders emits one [Frame] for each image of a file and refuses files of
// which one is over the limits. No pixel is decoded.
func emitHeaders(args []string, emit func(message any) error) error {
	if len(args) != 2 {
		return fmt.Errorf("image headers: want path and media type, have %d arguments", len(args))
	}
	f, err := os.Open(args[0])
	if err != nil {
		return corpus.FileProblem(err)
	}
	defer f.Close()
	frames, err := headers(f, args[1])
	if err != nil {
		return err
	}
	for _, frame := range frames {
		if err := emit(frame); err != nil {
			return err
		}
	}
	return nil
}

// headers reads the frames of an image file. That the file is an image after
// all is for safety too: Tesseract takes what it does not know for a list of
// names of files to read.
func headers(r io.ReaderAt, mediaType string) ([]Frame, error) {
	var frames []Frame
	var err error
	if mediaType == tiffType {
		frames, err = walkTIFF(r)
	} else {
		frames, err = header(r)
	}
	if err != nil {
		return nil, err
	}
	for i, f := range frames {
		if err := f.within(); err != nil {
			var fault *corpus.Problem
			if errors.As(err, &fault) && len(frames) > 1 {
				fault.Page = i + 1
			}
			return nil, err
		}
	}
	return frames, nil
}

// header reads the one frame of a PNG, JPEG, GIF, BMP or WebP.
func header(r io.ReaderAt) ([]Frame, error) {
	config, format, err := image.DecodeConfig(bufio.NewReader(io.NewSectionReader(r, 0, 1<<40)))
	switch {
	case errors.Is(err, image.ErrFormat):
		return nil, &corpus.Problem{
			Kind: corpus.Unsupported, Message: "an image of a kind that is not read (HEIC and JPEG 2000 are of them)", Hint: "save it as JPEG, PNG or TIFF",
		}
	case err != nil:
		return nil, &corpus.Problem{Kind: corpus.Malformed, Message: err.Error()}
	}
	f := Frame{Width: config.Width, Height: config.Height}
	var start [64]byte
	n, _ := r.ReadAt(start[:], 0)
	f.DPI = density(start[:n], format)
	if format == "jpeg" {
		f.Turn = orientationOf(r)
	}
	return []Frame{f}, nil
}
