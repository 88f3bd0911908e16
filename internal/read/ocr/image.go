package ocr

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"time"

	"vanthu/corpus"
	"vanthu/internal/sandbox"
)

// pictureLimits bound the child that decodes one image. Its output is base64.
var pictureLimits = sandbox.Limits{Time: 2 * time.Minute, Memory: 2 << 30, Output: 5 * maxDrawn}

// pictureDPI is the most that a picture has: what more a scan has costs time
// and shows nothing else.
const pictureDPI = 300

// seeImage recognises a frame of an image file. A file that our decoders do not
// know (JPEG in TIFF) goes to Tesseract as it is.
func seeImage(ctx context.Context, path, mediaType string, number int) (corpus.Page, error) {
	frames, err := inspectImage(ctx, path, mediaType)
	if err != nil {
		return corpus.Page{}, err
	}
	if err := within(number, len(frames)); err != nil {
		return corpus.Page{}, err
	}
	frame := frames[number-1]
	pic, cut, err := decodeImage(ctx, path, mediaType, number, frame)
	switch {
	case undecoded(err):
		return seeAsIs(ctx, path, number, len(frames), frame.resolution())
	case err != nil:
		return corpus.Page{}, err
	}
	page, err := see(ctx, number, pic)
	if err == nil && cut {
		page.Findings = append(page.Findings, corpus.Finding{
			Code: "image-cut", Message: "the file ends before its image does: what stood below was not read", Page: number,
		})
	}
	return page, err
}

// decodeImage decodes a frame of an image file in a child process, and tells
// whether the file ends before the image does.
func decodeImage(ctx context.Context, path, mediaType string, number int, frame Frame) (pic *picture, cut bool, err error) {
	var raster bytes.Buffer
	head := true
	args := []string{modePicture, path, mediaType, strconv.Itoa(number), strconv.Itoa(pictureDPI)}
	err = sandbox.Run(ctx, pictureLimits, Reader, args, func(message json.RawMessage) error {
		if head {
			head = false
			var h rasterHead
			if err := json.Unmarshal(message, &h); err != nil {
				return fmt.Errorf("head of picture of %s: %w", path, err)
			}
			cut = h.Cut
			return nil
		}
		var strip []byte
		if err := json.Unmarshal(message, &strip); err != nil {
			return fmt.Errorf("picture of %s: %w", path, err)
		}
		raster.Write(strip)
		return nil
	})
	if err != nil {
		return nil, false, err
	}
	pic, err = readPNM(raster.Bytes(), frame.resolution()*min(frame.scale(pictureDPI), 1), number == 1)
	if err != nil {
		return nil, false, fmt.Errorf("picture of %s: %w", path, err)
	}
	return pic, cut, nil
}

// undecoded tells whether our decoders are the cause of err.
func undecoded(err error) bool {
	var fault *corpus.Problem
	if !errors.As(err, &fault) {
		return false
	}
	return fault.Kind == corpus.Malformed || fault.Kind == corpus.OutOfMemory || fault.Kind == corpus.Crashed
}

// scale is by how much the frame is to be scaled to have dpi, and no more
// pixels than are drawn.
func (f Frame) scale(dpi float64) float64 {
	s := dpi / f.resolution()
	if pixels := float64(f.Width) * float64(f.Height); pixels*s*s > maxDrawn {
		return math.Sqrt(maxDrawn / pixels)
	}
	return s
}

// seeAsIs hands a frame of an image file to Tesseract.
func seeAsIs(ctx context.Context, path string, number, frames int, dpi float64) (corpus.Page, error) {
	// An absolute path can be taken neither for an option nor for one of the
	// names that Tesseract knows: "-", "stdin", "http://...".
	whole, err := filepath.Abs(path)
	if err != nil {
		return corpus.Page{}, fmt.Errorf("path of %s: %w", path, err)
	}
	args := arguments(whole, dpi)
	if frames > 1 {
		args = append(args[:len(args)-1], "-c", "tessedit_page_number="+strconv.Itoa(number-1), args[len(args)-1])
	}
	var tsv bytes.Buffer
	if err := sandbox.Tool(ctx, seeLimits, nil, &tsv, "tesseract", args...); err != nil {
		return corpus.Page{}, err
	}
	return parse(tsv.String(), number, dpi)
}
