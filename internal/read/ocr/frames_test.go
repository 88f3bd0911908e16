package ocr

import (
	"bytes"
	"encoding/binary"
	"image"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
	"vanthu/internal/fixture"
)

func TestHeaders(t *testing.T) {
	small := image.NewGray(image.Rect(0, 0, 30, 20))
	png, err := fixture.PNG(small, 300)
	if err != nil {
		t.Fatal(err)
	}
	jpeg, err := fixture.JPEG(small, 50)
	if err != nil {
		t.Fatal(err)
	}
	one := fixture.TIFF([]*image.Gray{small}, 200)
	three := fixture.TIFF([]*image.Gray{small, small, small}, 200)
	loop := bytes.Clone(three)
	binary.LittleEndian.PutUint32(loop[len(loop)-4:], binary.LittleEndian.Uint32(loop[4:]))
	f := Frame{Width: 30, Height: 20, DPI: 200}
	for _, c := range []struct {
		trap, mediaType string
		data            []byte
		frames          []Frame
		kind            corpus.Kind
	}{
		{"PNG with pHYs", "image/png", png, []Frame{{Width: 30, Height: 20, DPI: 300}}, ""},
		{"JPEG without density", "image/jpeg", jpeg, []Frame{{Width: 30, Height: 20, Turn: upright}}, ""},
		{"TIFF", "image/tiff", one, []Frame{f}, ""},
		{"TIFF of three", "image/tiff", three, []Frame{f, f, f}, ""},
		{"TIFF that comes back", "image/tiff", loop, []Frame{f, f, f}, ""},
		{"TIFF of none", "image/tiff", []byte("II*\x00\x00\x00\x00\x00"), nil, corpus.Empty},
		{"TIFF cut in its directory", "image/tiff", one[:len(one)-8], nil, corpus.Malformed},
		{"BigTIFF", "image/tiff", []byte("II+\x00\x08\x00\x00\x00"), nil, corpus.Unsupported},
		{"60,000 x 60,000", "image/png", fixture.HugePNG(60000, 60000), nil, corpus.TooLarge},
		{"30,001 x 1", "image/png", fixture.HugePNG(30001, 1), nil, corpus.TooLarge},
		{"no pixel", "image/png", fixture.HugePNG(0, 10), nil, corpus.Malformed},
		{"text", "image/png", []byte("/etc/hostname\n"), nil, corpus.Unsupported},
		{"no byte", "image/jpeg", nil, nil, corpus.Unsupported},
		{"cut header", "image/png", png[:20], nil, corpus.Malformed},
	} {
		got, err := headers(bytes.NewReader(c.data), c.mediaType)
		if c.kind != "" {
			if !isProblem(err, c.kind) {
				t.Errorf("%s: %v, want a problem of kind %s", c.trap, err, c.kind)
			}
			continue
		}
		near := cmp.Comparer(func(a, b float64) bool { return a-b < 0.1 && b-a < 0.1 })
		if diff := cmp.Diff(c.frames, got, near); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", c.trap, err, diff)
		}
	}
}

func TestHeadersCostNoMemory(t *testing.T) {
	data := fixture.HugePNG(60000, 60000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := headers(bytes.NewReader(data), "image/png"); !isProblem(err, corpus.TooLarge) {
		t.Errorf("60,000 x 60,000 pixels: %v, want a too-large problem", err)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
		t.Errorf("reading a header allocated %d bytes, want less than 1 MB", used)
	}
}

func TestParseInfo(t *testing.T) {
	for _, c := range []struct {
		trap, text string
		want       sheet
	}{
		{"plain", "Pages:           10\nPage    3 size:  595.44 x 842.04 pts (A4)\nPage    3 rot:   0\n", sheet{10, 595.44, 842.04}},
		{"turned", "Pages:           1\nPage    1 size:  595 x 842 pts (A4)\nPage    1 rot:   90\n", sheet{1, 842, 595}},
		{"a title that looks like a count", "Title:           Pages: 3\nPages:           1\n", sheet{1, 0, 0}},
		{"sizes that are none", "Pages:           1\nPage    1 size:  nan x -5 pts\n", sheet{1, 0, 0}},
		{"nothing", "", sheet{}},
	} {
		if got := parseInfo(c.text); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.trap, got, c.want)
		}
	}
}

func TestResolution(t *testing.T) {
	for _, c := range []struct {
		trap string
		s    sheet
		most float64
	}{
		{"A4 as wanted", sheet{1, 595, 842}, 200},
		{"the largest MediaBox", sheet{1, 14400, 14400}, 29},
		{"beyond the standard", sheet{1, 1e9, 1e9}, 1},
		{"unknown size", sheet{1, 0, 0}, 200},
	} {
		if got := c.s.resolution(200); got > c.most || got < min(c.most, 200)*0.95 {
			t.Errorf("%s: %.1f dpi, want %.0f", c.trap, got, c.most)
		}
	}
}

// FuzzHeaders: no header makes the reader fail without a problem, or lets a
// frame over the limits through.
func FuzzHeaders(f *testing.F) {
	f.Add(fixture.TIFF([]*image.Gray{image.NewGray(image.Rect(0, 0, 3, 2))}, 200), true)
	f.Add(fixture.HugePNG(10, 10), false)
	f.Fuzz(func(t *testing.T, data []byte, tiff bool) {
		mediaType := "image/png"
		if tiff {
			mediaType = "image/tiff"
		}
		frames, err := headers(bytes.NewReader(data), mediaType)
		if err != nil {
			if !isProblem(err, corpus.Malformed, corpus.TooLarge, corpus.Unsupported, corpus.Empty) {
				t.Fatalf("%v is no problem of the file", err)
			}
			return
		}
		if len(frames) == 0 {
			t.Fatal("no frame and no problem")
		}
		for _, frame := range frames {
			if err := frame.within(); err != nil {
				t.Fatal(err)
			}
		}
	})
}
