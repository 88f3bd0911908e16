package ocr

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

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

func TestOfImage(t *testing.T) {
	rgba := image.NewNRGBA(image.Rect(5, 5, 9, 6)) // bounds need not begin at 0
	rgba.Set(5, 5, color.NRGBA{255, 255, 255, 255})
	rgba.Set(6, 5, color.NRGBA{0, 0, 0, 255})
	rgba.Set(7, 5, color.NRGBA{0, 0, 0, 0}) // nothing on white paper
	rgba.Set(8, 5, color.NRGBA{0, 0, 0, 128})
	p := ofImage(rgba, 300)
	if got := p.gray.Pix; !bytes.Equal(got, []byte{255, 0, 255, 127}) {
		t.Errorf("white, black, transparent, half: %v, want 255, 0, 255, 127", got)
	}
	if p.color != nil {
		t.Errorf("an image of grays has colours: %v", p.color.Pix)
	}
	rgba.Set(6, 5, color.NRGBA{200, 0, 0, 255})
	if p := ofImage(rgba, 300); p.color == nil || p.color.RGBAAt(1, 0) != (color.RGBA{200, 0, 0, 255}) {
		t.Errorf("the red of an image is lost: %+v", p.color)
	}
}

// TestPNM: what is written is read again, and what is cut is told.
func TestPNM(t *testing.T) {
	colors := image.NewRGBA(image.Rect(0, 0, 3, 2))
	for i := range colors.Pix {
		colors.Pix[i] = uint8(40 * i)
		if i%4 == 3 {
			colors.Pix[i] = 255
		}
	}
	for _, p := range []*picture{ofRGBA(colors, 150), {gray: ofRGBA(colors, 150).gray, dpi: 150}} {
		var file []byte
		if err := p.write(func(b []byte) error { file = append(file, b...); return nil }); err != nil {
			t.Fatal(err)
		}
		back, err := readPNM(bytes.Clone(file), 150, true)
		if err != nil {
			t.Fatalf("%q: %v", file, err)
		}
		if diff := cmp.Diff(p, back, cmp.AllowUnexported(picture{})); diff != "" {
			t.Errorf("written and read again (-want +got):\n%s", diff)
		}
		// Without its colours the picture is as pale where it is red.
		bare, err := readPNM(bytes.Clone(file), 150, false)
		if err != nil {
			t.Fatalf("%q without colours: %v", file, err)
		}
		if diff := cmp.Diff(p.withoutRed().gray, bare.withoutRed().gray); diff != "" || bare.color != nil {
			t.Errorf("without colours (-with +without):\n%s", diff)
		}
		for n := range len(file) {
			if _, err := readPNM(file[:n], 150, n%2 == 0); err == nil {
				t.Errorf("%q is cut and no error", file[:n])
			}
		}
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
		err := emitPicture([]string{path, tiffType, fmt.Sprint(c.frame), "50"}, func(m any) error {
			if strip, ok := m.([]byte); ok { // after the head
				pgm = append(pgm, strip...)
			}
			return nil
		})
		want := append([]byte("P5\n20 10\n255\n"), bytes.Repeat([]byte{c.level}, 200)...)
		if err != nil || !bytes.Equal(pgm, want) {
			t.Errorf("%s: %v, %q, want %q", c.trap, err, pgm, want)
		}
	}
	path := write(t, "a.tif", tiff)
	if err := emitPicture([]string{path, tiffType, "3", "1"}, nil); !isProblem(err, corpus.Malformed) {
		t.Errorf("third frame of two: %v, want a malformed problem", err)
	}
	for _, bad := range []string{"0", "-1", "nan", "x"} {
		if err := emitPicture([]string{path, tiffType, "1", bad}, nil); err == nil {
			t.Errorf("%s dpi gives no error", bad)
		}
	}
}

// FuzzPNM: a picture is refused or is all there.
func FuzzPNM(f *testing.F) {
	f.Add([]byte("P5\n2 1\n255\nab"))
	f.Add([]byte("P6\n1 1\n255\nabc"))
	f.Add([]byte("P5\n4611686018427387904 4\n255\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := readPNM(data, 100, true)
		if err != nil {
			return
		}
		wide, high := p.gray.Rect.Dx(), p.gray.Rect.Dy()
		if wide <= 0 || high <= 0 || len(p.gray.Pix) != wide*high {
			t.Fatalf("%v with %d pixels", p.gray.Rect, len(p.gray.Pix))
		}
		if p.color != nil && p.color.Rect != p.gray.Rect {
			t.Fatalf("colours of %v, gray levels of %v", p.color.Rect, p.gray.Rect)
		}
	})
}

// TestReaching: a picture is enlarged no further than it can be read, however
// few dpi its file claims.
func TestReaching(t *testing.T) {
	for _, c := range []struct {
		trap       string
		wide, high int
		dpi, want  float64
		reaches    float64
	}{
		{"a scan", 1654, 2339, 200, 175, 175},
		{"a photograph", 576, 960, 68, 210, 210},
		{"a page of five metres, as it is drawn", 5600, 5600, 28, 210, 28},
		{"a poster", 3000, 3000, 72, 210, 96},
		{"a till roll", 20000, 100, 100, 300, 160},
		{"one pixel", 1, 1, 300, 175, 175},
	} {
		p := &picture{gray: &image.Gray{Rect: image.Rect(0, 0, c.wide, c.high)}, dpi: c.dpi}
		if got := p.reaching(c.want); math.Abs(got-c.reaches) > 1e-9 {
			t.Errorf("%s: %d x %d pixels of %.0f dpi are read at %.1f, want %.1f", c.trap, c.wide, c.high, c.dpi, got, c.reaches)
		}
	}
}

// TestLookBounded: what Tesseract is given is bounded, whatever resolution a file
// claims: it is made in this process.
func TestLookBounded(t *testing.T) {
	dir := t.TempDir()
	head := filepath.Join(dir, "head")
	script := "#!/bin/sh\nhead -c 16 > '" + head + "'\ncat > /dev/null\nprintf '1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t100\\t100\\t-1\\t\\n'\n"
	if err := os.WriteFile(filepath.Join(dir, "tesseract"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	gray := image.NewGray(image.Rect(0, 0, 2000, 1500))
	if _, err := look(t.Context(), 1, &picture{gray: gray, dpi: 20}, 0, largeLook); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(head)
	if err != nil {
		t.Fatal(err)
	}
	var wide, high int
	if _, err := fmt.Sscanf(string(data), "P5\n%d %d", &wide, &high); err != nil || wide < 4000 || wide*high > maxLooked*101/100 {
		t.Errorf("Tesseract was given %q, %v: want some %d pixels, not the 347 million of 210 dpi", data, err, maxLooked)
	}
}
