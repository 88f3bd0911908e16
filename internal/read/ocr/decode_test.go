package ocr

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
)

// What is left of a cut JPEG is read as it was; what is missing is white.
func TestDecodeCut(t *testing.T) {
	const wide, high = 400, 600
	img := image.NewGray(image.Rect(0, 0, wide, high))
	for y := range high {
		for x := range wide {
			img.SetGray(x, y, color.Gray{uint8(37*(x/7) + 53*(y/5))})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 80}); err != nil {
		t.Fatal(err)
	}
	whole, err := jpeg.Decode(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	frame := Frame{Width: wide, Height: high}
	left, err := decodeCut(bytes.NewReader(b.Bytes()[:b.Len()/2]), frame)
	if err != nil {
		t.Fatal(err)
	}
	level := func(i image.Image, x, y int) uint8 { return color.GrayModel.Convert(i.At(x, y)).(color.Gray).Y }
	for x := range wide {
		if got, want := level(left, x, 100), level(whole, x, 100); got != want {
			t.Fatalf("at %d,100 of what is left: %d, want %d", x, got, want)
		}
		if got := level(left, x, high-1); got != 255 {
			t.Fatalf("at %d in the last row, which is missing: %d, want white", x, got)
		}
	}
	if _, err := decodeCut(bytes.NewReader(b.Bytes()[:700]), frame); err == nil {
		t.Error("a JPEG of little but its header is taken for a page")
	}
}
