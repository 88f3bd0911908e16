package ocr

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/fixture"
)

func TestResize(t *testing.T) {
	checked := image.NewGray(image.Rect(0, 0, 300, 200))
	for i := range checked.Pix {
		checked.Pix[i] = uint8(255 * (i % 2))
	}
	for _, c := range []struct {
		trap       string
		by         float64
		wide, high int
	}{
		{"as it is", 1, 300, 200},
		{"smaller", 0.5, 150, 100},
		{"much smaller", 0.001, 1, 1},
		{"larger", 1.75, 525, 350},
	} {
		out := resize(checked, c.by)
		if out.Rect.Dx() != c.wide || out.Rect.Dy() != c.high {
			t.Errorf("%s: %v, want %d x %d", c.trap, out.Rect, c.wide, c.high)
		}
		sum := 0
		for _, v := range out.Pix {
			sum += int(v)
		}
		if mean := float64(sum) / float64(len(out.Pix)); mean < 120 || mean > 135 {
			t.Errorf("%s: mean gray %.1f, want 127.5 as before", c.trap, mean)
		}
	}
}

func TestGray(t *testing.T) {
	rgba := image.NewNRGBA(image.Rect(5, 5, 8, 6)) // bounds need not begin at 0
	rgba.Set(5, 5, color.NRGBA{255, 255, 255, 255})
	rgba.Set(6, 5, color.NRGBA{0, 0, 0, 255})
	rgba.Set(7, 5, color.NRGBA{0, 0, 0, 0}) // nothing on white paper
	if got := gray(rgba).Pix; !bytes.Equal(got, []byte{255, 0, 255}) {
		t.Errorf("white, black, transparent: %v, want 255, 0, 255", got)
	}
}

func TestPicture(t *testing.T) {
	black, white := image.NewGray(image.Rect(0, 0, 40, 20)), image.NewGray(image.Rect(0, 0, 40, 20))
	for i := range white.Pix {
		white.Pix[i] = 255
	}
	tiff := fixture.TIFF([]*image.Gray{black, white}, 100)
	bits := fixture.BilevelTIFF([]*image.Gray{black, white}, 100)
	for _, c := range []struct {
		trap  string
		data  []byte
		frame int
		level byte
	}{
		{"first frame", tiff, 1, 0},
		{"second frame", tiff, 2, 255},
		{"second frame, bits", bits, 2, 255},
	} {
		var pgm []byte
		path := write(t, "a.tif", c.data)
		err := picture([]string{path, tiffType, fmt.Sprint(c.frame), "0.5"}, func(m any) error {
			pgm = append(pgm, m.([]byte)...)
			return nil
		})
		want := append([]byte("P5\n20 10\n255\n"), bytes.Repeat([]byte{c.level}, 200)...)
		if err != nil || !bytes.Equal(pgm, want) {
			t.Errorf("%s: %v, %q, want %q", c.trap, err, pgm, want)
		}
	}
	path := write(t, "a.tif", tiff)
	if err := picture([]string{path, tiffType, "3", "1"}, nil); !isProblem(err, corpus.Malformed) {
		t.Errorf("third frame of two: %v, want a malformed problem", err)
	}
	for _, bad := range []string{"0", "-1", "nan", "1e9"} {
		if err := picture([]string{path, tiffType, "1", bad}, nil); err == nil {
			t.Errorf("scale %s gives no error", bad)
		}
	}
}
