package facsimile

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"vanthu/corpus"
	"vanthu/internal/read"
	"vanthu/internal/sandbox"
)

func TestMain(m *testing.M) {
	sandbox.Main(read.Sandboxed())
	os.Exit(m.Run())
}

// scan writes a picture that is dark in its upper left quarter.
func scan(t *testing.T) string {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 800, 1000))
	for y := range 1000 {
		for x := range 800 {
			level := uint8(250)
			if x < 400 && y < 500 {
				level = 20
			}
			img.SetGray(x, y, color.Gray{level})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "scan.png")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func studio(t *testing.T, limit int64) *Studio {
	t.Helper()
	now := time.Unix(1_700_000_000, 0)
	var mu sync.Mutex
	s, err := New(Options{Dir: filepath.Join(t.TempDir(), "images"), Limit: limit, Desks: 1, Queue: 4, Now: func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(time.Second)
		return now
	}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func dark(t *testing.T, data []byte, x, y float64) bool {
	t.Helper()
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	b := img.Bounds()
	return color.GrayModel.Convert(img.At(int(x*float64(b.Dx())), int(y*float64(b.Dy())))).(color.Gray).Y < 128
}

// TestPictureStandsAsItWasRead: a page that was set upright to be read is shown
// so, since the boxes are those of the upright page.
func TestPictureStandsAsItWasRead(t *testing.T) {
	s := studio(t, 1<<20)
	path := scan(t)
	for _, c := range []struct {
		what  string
		lay   string // as the finding tells it
		x, y  float64
		wider bool
	}{
		{"upright", "", 0.25, 0.25, false},
		{"on its head", "180 degrees", 0.75, 0.75, false},
		{"turned to the left", "90 degrees to the left", 0.75, 0.25, true},
		{"turned to the right", "90 degrees to the right", 0.25, 0.75, true},
	} {
		l := Leaf{ID: corpus.ID(c.what), Path: path, MediaType: "image/png", Number: 1}
		if c.lay != "" {
			l.Findings = []corpus.Finding{{Code: "page-turned", Page: 1, Message: "the page lay turned by " + c.lay + "; boxes are those of the page set upright"}}
		}
		data, err := s.Picture(t.Context(), l, 400)
		if err != nil {
			t.Fatalf("%s: %v", c.what, err)
		}
		if !dark(t, data, c.x, c.y) || dark(t, data, 1-c.x, 1-c.y) {
			t.Errorf("%s: what is dark is not at %.2f, %.2f", c.what, c.x, c.y)
		}
		cfg, _, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil || cfg.Width != 400 || (cfg.Width > cfg.Height) != c.wider {
			t.Errorf("%s: %d x %d pixels (%v)", c.what, cfg.Width, cfg.Height, err)
		}
	}
}

// TestLimit: the folder never holds more than its limit, and what was looked at
// last stays.
func TestLimit(t *testing.T) {
	path := scan(t)
	s := studio(t, 1<<20)
	one, err := s.Picture(t.Context(), Leaf{ID: "size", Path: path, MediaType: "image/png", Number: 1}, 300)
	if err != nil {
		t.Fatal(err)
	}
	s = studio(t, int64(len(one))*4)
	for _, id := range []corpus.ID{"a", "b", "c", "a", "d", "e", "a", "f"} {
		if _, err := s.Picture(t.Context(), Leaf{ID: id, Path: path, MediaType: "image/png", Number: 1}, 300); err != nil {
			t.Fatal(err)
		}
		kept, err := s.list()
		if err != nil {
			t.Fatal(err)
		}
		var sum int64
		for _, k := range kept {
			sum += k.size
		}
		if sum > s.limit || sum != s.Size() {
			t.Fatalf("after %s: %d bytes are kept (%d counted), the limit is %d", id, sum, s.Size(), s.limit)
		}
	}
	if _, err := os.Stat(filepath.Join(s.dir, "a-1-300.jpg")); err != nil {
		t.Errorf("what was looked at again and again is gone: %v", err)
	}
	if _, err := os.Stat(filepath.Join(s.dir, "b-1-300.jpg")); err == nil {
		t.Error("what was looked at longest ago is still there")
	}
}

// TestFaults: a file that cannot be drawn is a problem of the file, and too many
// at once are told to come again.
func TestFaults(t *testing.T) {
	s := studio(t, 1<<20)
	broken := filepath.Join(t.TempDir(), "broken.png")
	if err := os.WriteFile(broken, []byte("\x89PNG\r\n\x1a\nnonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	var problem *corpus.Problem
	for what, l := range map[string]Leaf{
		"damaged":        {ID: "a", Path: broken, MediaType: "image/png", Number: 1},
		"no such page":   {ID: "b", Path: scan(t), MediaType: "image/png", Number: 2},
		"no file at all": {ID: "c", Path: broken + ".none", MediaType: "image/png", Number: 1},
	} {
		if _, err := s.Picture(t.Context(), l, 300); !errors.As(err, &problem) {
			t.Errorf("%s: %v, want a problem of the file", what, err)
		}
	}
	for range cap(s.queue) {
		s.queue <- struct{}{}
	}
	if _, err := s.Picture(t.Context(), Leaf{ID: "d", Path: scan(t), MediaType: "image/png", Number: 1}, 300); !errors.Is(err, ErrBusy) {
		t.Errorf("with a full queue: %v, want %v", err, ErrBusy)
	}
}

// TestOneDrawing: who asks for a picture that is being drawn waits for it, and is
// not lost when the first one goes away.
func TestOneDrawing(t *testing.T) {
	s := studio(t, 1<<20)
	l := Leaf{ID: "a", Path: scan(t), MediaType: "image/png", Number: 1}
	s.desks <- struct{}{} // nobody can draw yet
	first, leave := context.WithCancel(t.Context())
	var all sync.WaitGroup
	errs := make([]error, 3)
	for i := range errs {
		all.Go(func() {
			ctx := t.Context()
			if i == 0 {
				ctx = first
			}
			_, errs[i] = s.Picture(ctx, l, 300)
		})
		for i == 0 && len(s.queue) == 0 { // the first is the one that draws
			time.Sleep(time.Millisecond)
		}
	}
	time.Sleep(10 * time.Millisecond)
	if n := len(s.queue); n != 1 {
		t.Errorf("%d wait to draw one picture, want 1", n)
	}
	leave()
	<-s.desks
	all.Wait()
	if !errors.Is(errs[0], context.Canceled) || errs[1] != nil || errs[2] != nil {
		t.Errorf("errors %v, want that of the first alone", errs)
	}
}
