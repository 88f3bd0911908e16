package ocr

import (
	"image"
	"math"
	"strings"
	"testing"

	"vanthu/internal/fixture"
)

// TestPhotographs: the whole figure is measured by make bench.
func TestPhotographs(t *testing.T) {
	e := engine(t)
	set := sheets(t)
	sum := 0.0
	seeds := []uint64{9} // of a whole page
	for _, seed := range seeds {
		s := set[seed%2]
		data, err := fixture.RandomPhoto(seed).JPEG(s)
		if err != nil {
			t.Fatal(err)
		}
		p, err := e.Page(t.Context(), write(t, "photo.jpg", data), "image/jpeg", 1)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, p)
		sum += fixture.WordF1(s.Text(), p.Text)
	}
	if mean := sum / float64(len(seeds)); mean < 0.93 {
		t.Errorf("word F1 of photographs %.3f, want 0.93 or more: are they enlarged, straightened and read three times?", mean)
	}
}

// TestTurnedPages: a page is read whichever way it was laid into the scanner, and
// its boxes are those of the page set upright.
func TestTurnedPages(t *testing.T) {
	e := engine(t)
	s := sheets(t)[2] // short
	page := s.Image(150)
	upright := map[string]float64{}
	for _, c := range []struct {
		trap string
		turn orientation
	}{{"upright", 1}, {"on its head", 3}, {"on its left side", 6}, {"on its right side", 8}} {
		data, err := fixture.ImagePDF([]*image.Gray{turn(page, c.turn)}, 150, 80)
		if err != nil {
			t.Fatal(err)
		}
		p, err := e.Page(t.Context(), write(t, "a.pdf", data), pdfType, 1)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, p)
		if r := recall(s.Text(), p.Text); r < 0.85 {
			t.Errorf("%s: word recall %.3f, want 0.85 or more; read:\n%s", c.trap, r, p.Text)
		}
		if told := len(p.Findings) > 0 && p.Findings[0].Code == "page-turned"; told != (c.turn != 1) {
			t.Errorf("%s: findings %v", c.trap, p.Findings)
		}
		if p.Width > 600 || p.Width < 590 {
			t.Errorf("%s: %.1f points wide, want those of A4 upright", c.trap, p.Width)
		}
		for _, w := range p.Words {
			text := p.Text[w.Start:w.End]
			if was, ok := upright[text]; !ok && c.turn == 1 {
				upright[text] = w.Box[1]
			} else if ok && c.turn != 1 && strings.Count(s.Text(), text) == 1 && math.Abs(was-w.Box[1]) > 0.02 {
				t.Errorf("%s: %q stands at %.3f, upright at %.3f", c.trap, text, w.Box[1], was)
			}
		}
	}
}

// TestTiltedBoxes: the boxes of a page that was read straightened are those of
// the picture as it is.
func TestTiltedBoxes(t *testing.T) {
	e := engine(t)
	page := fixture.Scan{Degrees: -3}.Spoil(sheets(t)[2].Image(150))
	data, err := fixture.ImagePDF([]*image.Gray{page}, 150, 80)
	if err != nil {
		t.Fatal(err)
	}
	p, err := e.Page(t.Context(), write(t, "a.pdf", data), pdfType, 1)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, p)
	wide, high := float64(page.Rect.Dx()), float64(page.Rect.Dy())
	dark := 0
	for _, w := range p.Words {
		crop := image.Rect(int(w.Box[0]*wide), int(w.Box[1]*high), int(math.Ceil(w.Box[2]*wide)), int(math.Ceil(w.Box[3]*high)))
		for y := crop.Min.Y; y < crop.Max.Y; y++ {
			if page.GrayAt((crop.Min.X+crop.Max.X)/2, y).Y < 128 || page.GrayAt(crop.Min.X+crop.Dx()/4, y).Y < 128 {
				dark++
				break
			}
		}
	}
	if len(p.Words) < 10 || dark < len(p.Words)*9/10 {
		t.Errorf("of %d words %d have ink where their boxes are", len(p.Words), dark)
	}
}
