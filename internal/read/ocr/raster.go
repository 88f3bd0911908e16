package ocr

import (
	"context"
	"fmt"
	"image"

	"vanthu/corpus"
)

// Raster draws page number (from 1) of the image file or PDF at path for a
// person to look at: upright as it was read, about wide pixels wide and never
// enlarged. The boxes of the page are fractions of its sides. The file's fault
// is a *corpus.Problem that names the page.
func Raster(ctx context.Context, path, mediaType string, number, wide int, findings []corpus.Finding) (image.Image, error) {
	pic, err := rasterOf(ctx, path, mediaType, number, wide)
	if err != nil {
		return nil, onPage(err, number)
	}
	pic = pic.turned(turnedBy(findings, number))
	if by := float64(wide) / float64(pic.gray.Rect.Dx()); by < 0.95 {
		pic = pic.scaled(by)
	}
	if pic.color != nil {
		return pic.color, nil
	}
	return pic.gray, nil
}

func rasterOf(ctx context.Context, path, mediaType string, number, wide int) (*picture, error) {
	if mediaType == pdfType {
		s, err := inspect(ctx, path, number)
		if err != nil {
			return nil, err
		}
		if err := within(number, s.pages); err != nil {
			return nil, err
		}
		// The page may lie on its side: its shorter side gets the width.
		dpi := 150.0
		if side := min(s.width, s.height); side > 0 {
			dpi = float64(wide) / side * 72
		}
		d := drawing{number: number, dpi: s.resolution(min(dpi, pictureDPI))}
		d.pixels = s.pixels(d.dpi)
		return draw(ctx, path, d)
	}
	frames, err := inspectImage(ctx, path, mediaType)
	if err != nil {
		return nil, err
	}
	if err := within(number, len(frames)); err != nil {
		return nil, err
	}
	frame := frames[number-1]
	pic, _, err := decodeImage(ctx, path, mediaType, number, frame)
	return pic, err
}

// turnedBy is how a page was turned to be read.
func turnedBy(findings []corpus.Finding, number int) orientation {
	for _, f := range findings {
		if f.Code != codeTurned || f.Page != number {
			continue
		}
		for _, o := range []orientation{onItsHead, quarterRight, quarterLeft} {
			if f.Message == turnedMessage(o) {
				return o
			}
		}
	}
	return upright
}

const codeTurned = "page-turned"

func turnedMessage(o orientation) string {
	return fmt.Sprintf("the page lay turned by %s; boxes are those of the page set upright", o.angle())
}
