package ocr

import (
	"bytes"
	"image"
	"testing"

	"vanthu/internal/fixture"
)

// oriented is a JPEG with an EXIF segment that tells an orientation.
func oriented(jpeg []byte, o byte, order string) []byte {
	exif := []byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00" + string([]byte{o}) + "\x00\x00\x00\x00\x00\x00\x00")
	if order == "MM" {
		exif = []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string([]byte{o}) + "\x00\x00\x00\x00\x00\x00")
	}
	segment := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	return append(append(bytes.Clone(jpeg[:2]), segment...), jpeg[2:]...)
}

func TestOrientation(t *testing.T) {
	jpeg, err := fixture.JPEG(image.NewGray(image.Rect(0, 0, 8, 8)), 50)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		trap string
		data []byte
		want orientation
	}{
		{"none", jpeg, upright},
		{"little-endian", oriented(jpeg, 6, "II"), 6},
		{"big-endian", oriented(jpeg, 8, "MM"), 8},
		{"out of range", oriented(jpeg, 9, "II"), upright},
		{"cut in the segment", oriented(jpeg, 6, "II")[:20], upright},
		{"no JPEG", []byte("x"), upright},
	} {
		if got := orientationOf(bytes.NewReader(c.data)); got != c.want {
			t.Errorf("%s: %d, want %d", c.trap, got, c.want)
		}
	}
}

func TestTurn(t *testing.T) {
	// seen is
	//	1 2 3
	//	4 5 6
	seen := []byte{1, 2, 3, 4, 5, 6}
	for o, stored := range map[orientation]struct {
		wide int
		pix  []byte
	}{
		1: {3, []byte{1, 2, 3, 4, 5, 6}},
		2: {3, []byte{3, 2, 1, 6, 5, 4}},
		3: {3, []byte{6, 5, 4, 3, 2, 1}},
		4: {3, []byte{4, 5, 6, 1, 2, 3}},
		5: {2, []byte{1, 4, 2, 5, 3, 6}},
		6: {2, []byte{3, 6, 2, 5, 1, 4}}, // the top row stands in the right column when it is turned a quarter to the right
		7: {2, []byte{6, 3, 5, 2, 4, 1}},
		8: {2, []byte{4, 1, 5, 2, 6, 3}},
	} {
		img := &image.Gray{Pix: stored.pix, Stride: stored.wide, Rect: image.Rect(0, 0, stored.wide, 6/stored.wide)}
		if got := turn(img, o); !bytes.Equal(got.Pix, seen) || got.Rect.Dx() != 3 {
			t.Errorf("orientation %d: %v of width %d, want %v of width 3", o, got.Pix, got.Rect.Dx(), seen)
		}
	}
}

// TestPhotograph: a page photographed with the telephone upright.
func TestPhotograph(t *testing.T) {
	e := engine(t)
	s := sheets(t)[1]
	lying := turn(s.Image(150), 8) // seen upright again by 6
	data, err := fixture.JPEG(lying, 80)
	if err != nil {
		t.Fatal(err)
	}
	p, err := e.Page(t.Context(), write(t, "photo.jpg", oriented(data, 6, "II")), "image/jpeg", 1)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, p)
	if r := recall(s.Text(), p.Text); r < 0.97 || p.Width > p.Height {
		t.Errorf("word recall %.3f, %.0f x %.0f points; want 0.97 or more and an upright page", r, p.Width, p.Height)
	}
}
