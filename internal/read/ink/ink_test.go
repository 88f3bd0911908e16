package ink

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/fixture"
)

// form is the head of a letter whose number and date are as given.
func form(number, place string) fixture.Sheet {
	return fixture.Directive{
		Left: []string{"ỦY BAN NHÂN DÂN", "XÃ AN KHÊ"}, Right: []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"},
		Number: []string{number}, Place: place, Title: "TỜ TRÌNH", Subject: []string{"Về kho lưu trữ"},
		Body: []string{"Kho lưu trữ đã xuống cấp./."}, Recipients: []string{"- Lưu: VT."}, Signature: []string{"CHỦ TỊCH"}, Signer: "Trần Văn Mẫu",
	}.Sheets()[0]
}

// blankForm leaves number and day open.
func blankForm(month string) fixture.Sheet {
	return form("Số:               /TTr-UBND", "An Khê, ngày           tháng "+month+" năm 2024")
}

// scanned is the head of a page as a scanner gives it, on a sheet of its size.
func scanned(img *image.Gray, seed uint64) *image.Gray {
	r := rand.New(rand.NewPCG(seed, 7))
	head := image.NewGray(image.Rect(0, 0, img.Rect.Dx(), img.Rect.Dy()/4))
	copy(head.Pix, img.Pix)
	head = fixture.Scan{Seed: seed, Degrees: r.Float64()*0.2 - 0.1, Blur: r.IntN(2), Contrast: 0.7 + 0.3*r.Float64(), Noise: 16 * r.Float64()}.Spoil(head)
	out := image.NewGray(img.Rect)
	for i := range out.Pix {
		out.Pix[i] = 255
	}
	copy(out.Pix, head.Pix)
	return out
}

// A tally counts what was seen of cells of one kind.
type tally struct {
	cells, printed, stamped, byHand, none int
	right                                 int // of the printed and stamped: the digits of the faces
	misread                               []string
}

func (c *tally) add(seen Seen, want string) {
	c.cells++
	switch seen.Ink {
	case corpus.Printed, corpus.Stamped:
		if seen.Ink == corpus.Printed {
			c.printed++
		} else {
			c.stamped++
		}
		if len(seen.Candidates) > 0 && seen.Candidates[0].Value == want {
			c.right++
		} else {
			c.misread = append(c.misread, fmt.Sprintf("%s as %v", want, seen.Candidates))
		}
	case corpus.Handwritten:
		c.byHand++
	case corpus.NoInk:
		c.none++
	}
}

func share(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

// What was made with a printer, a pen, a numerator or not at all is told apart
// on scans of 150 to 300 dpi.
func TestLook(t *testing.T) {
	violet := color.RGBA{90, 30, 120, 255}
	var print, pen, stamp, blank tally
	for i := range 8 {
		seed := uint64(i)
		r := rand.New(rand.NewPCG(seed, 1))
		number, day, month := strconv.Itoa(10+r.IntN(3000)), fmt.Sprintf("%02d", 1+r.IntN(31)), strconv.Itoa(3+r.IntN(10))
		dpi := []float64{150, 175, 200, 300}[i%4]

		s := form("Số: "+number+"/TTr-UBND", "An Khê, ngày "+day+" tháng "+month+" năm 2024")
		page := s.Page()
		pic := Picture{Gray: scanned(s.Image(dpi), seed)}
		sites := Locate(&page)
		if len(sites) != 3 {
			t.Fatalf("%d cells are found on a printed head, want 3", len(sites))
		}
		for k, want := range []string{number, day, month} {
			print.add(Look(pic, sites[k]), want)
		}

		s = blankForm(month)
		page = s.Page()
		if sites = Locate(&page); len(sites) != 3 {
			t.Fatalf("%d cells are found on a head to be filled in, want 3", len(sites))
		}
		pic = Picture{Gray: scanned(s.Image(dpi), seed)}
		blank.add(Look(pic, sites[0]), "")
		blank.add(Look(pic, sites[1]), "")

		written := s
		hand := fixture.Hand{Seed: seed, Size: 8.5 + 4*r.Float64(), Width: 0.7 + r.Float64(), Slant: 0.35 * r.Float64(), Shake: 0.01 + 0.03*r.Float64()}
		written.Write("Số:", number, hand)
		hand.Seed += 1000
		written.Write("ngày", day, hand)
		pic = Picture{Gray: scanned(written.Image(dpi), seed)}
		pen.add(Look(pic, sites[0]), number)
		pen.add(Look(pic, sites[1]), day)

		pressed := s
		pressed.Stamp("Số:", number, 11+2*r.Float64(), 0.02*r.Float64(), violet)
		colours := pressed.Colours(dpi)
		pic = Picture{Gray: scanned(pressed.Image(dpi), seed), Colour: colours}
		stamp.add(Look(pic, sites[0]), number)
	}
	t.Logf("print %+v, pen %+v, numerator %+v, blank %+v", print, pen, stamp, blank)
	if share(print.printed, print.cells) < 0.85 || share(print.right, print.printed+print.stamped) < 0.99 {
		t.Errorf("print is not known as print, or misread: %+v", print)
	}
	if wrong := pen.printed + pen.stamped - pen.right; wrong > 0 || share(pen.byHand, pen.cells) < 0.7 {
		t.Errorf("handwriting passes for other digits in print: %+v", pen)
	}
	if stamp.printed > 0 || share(stamp.stamped, stamp.cells) < 0.6 {
		t.Errorf("a numerator is not known as one: %+v", stamp)
	}
	if share(blank.none, blank.cells) < 0.9 {
		t.Errorf("blank cells hold ink: %+v", blank)
	}
}

// A window shows the cell whole: the digits between Top and Low, and on both
// sides a little of the print, which tells a 1 from the slash.
func TestWindow(t *testing.T) {
	const dpi, size = 200, 13.0
	s := blankForm("3")
	page := s.Page()
	s.Write("Số:", "80", fixture.Hand{Seed: 3, Size: size, Width: 1})
	pic := Picture{Gray: s.Image(dpi)}
	site := Locate(&page)[0]
	seen := Look(pic, site)
	w := seen.Window
	if w.Gray == nil {
		t.Fatalf("a cell with digits has no window: %+v", seen.Cell)
	}
	if high := w.Low - w.Top; math.Abs(high-size*dpi/72) > 0.2*size*dpi/72 {
		t.Errorf("the digits are %.0f rows high in the window, want about %.0f", high, size*dpi/72)
	}
	if w.Top < 0 || w.Low > float64(w.Gray.Rect.Dy()) {
		t.Errorf("the digits' rows %.0f to %.0f leave a window of %d", w.Top, w.Low, w.Gray.Rect.Dy())
	}
	dark := func(x int) bool {
		for y := range w.Gray.Rect.Dy() {
			if w.Gray.GrayAt(x, y).Y < 128 {
				return true
			}
		}
		return false
	}
	colon := false
	for x := range 11 {
		colon = colon || dark(x)
	}
	if !colon { // within a third of a digit
		t.Error("the window begins with blank: the colon of \"Số:\" is cut off")
	}
	if open, high, ok := Open(pic, site); !ok || high != seen.High || open.Top != w.Top || !bytes.Equal(open.Gray.Pix, w.Gray.Pix) {
		t.Error("Open does not give the window of Look")
	}
	if _, _, ok := Open(Picture{Gray: blankForm("3").Image(dpi)}, site); ok {
		t.Error("a blank cell has a window")
	}
}

// A pen of a colour is no print, however it writes.
func TestColour(t *testing.T) {
	s := blankForm("3")
	page := s.Page()
	s.Write("ngày", "11", fixture.Hand{Seed: 5, Size: 8.8, Width: 0.9, Slant: 0.2, Blue: true})
	colours := s.Colours(200)
	seen := Look(Picture{Gray: s.Image(200), Colour: colours}, Locate(&page)[1])
	if seen.Ink == corpus.Printed {
		t.Errorf("a blue pen is taken for print: %+v", seen.Cell)
	}
}

func TestNothingToSee(t *testing.T) {
	for trap, img := range map[string]*image.Gray{
		"no pixels":    image.NewGray(image.Rect(0, 0, 0, 0)),
		"one pixel":    image.NewGray(image.Rect(0, 0, 1, 1)),
		"a black page": image.NewGray(image.Rect(0, 0, 600, 800)),
	} {
		s := form("Số: 12/TTr-UBND", "An Khê, ngày 05 tháng 3 năm 2024")
		page := s.Page()
		for _, site := range Locate(&page) {
			if seen := Look(Picture{Gray: img}, site); seen.Ink == corpus.Printed || seen.Digits != nil {
				t.Errorf("%s: %+v", trap, seen.Cell)
			}
		}
	}
}

// A page of words: text and box in thousandths of the page.
type printed struct {
	text                    string
	left, top, right, below float64
}

func pageOf(words ...printed) corpus.Page {
	p := corpus.Page{Number: 1}
	for _, w := range words {
		if p.Text != "" {
			p.Text += " "
		}
		p.Words = append(p.Words, corpus.Word{
			Start: len(p.Text), End: len(p.Text) + len(w.text), Confidence: 0.9,
			Box: corpus.Box{w.left / 1000, w.top / 1000, w.right / 1000, w.below / 1000},
		})
		p.Text += w.text
	}
	return p
}

func TestLocate(t *testing.T) {
	date := []printed{{"Ninh", 480, 150, 530, 165}, {"Sơn,", 535, 150, 585, 165}, {"ngày", 600, 150, 645, 165}, {"tháng", 690, 150, 742, 165}, {"3", 748, 150, 758, 162}, {"năm", 764, 150, 803, 162}, {"2024", 810, 150, 855, 162}}
	for _, c := range []struct {
		trap  string
		words []printed
		want  string // the cells' kinds with their bounds
	}{
		{"boxes as printed", append([]printed{{"Số:", 180, 150, 208, 164}, {"/CT-UBND", 265, 151, 370, 163}}, date...), "number 210-265, day 644-692, month 742-764"},
		{"the mark has swallowed the digits", append([]printed{{"Số:0+", 180, 150, 245, 164}, {"/CT-UBND", 265, 151, 370, 163}}, date...), "number 210-265, day 644-692, month 742-764"},
		{"the symbol too", append([]printed{{"Số:", 180, 150, 208, 164}, {"6§0_/CT-UBND", 222, 151, 370, 163}}, date...), "number 209-267, day 644-692, month 742-764"},
		{"an S that was read as a 3", append([]printed{{"3ô⁄†", 180, 150, 250, 164}, {"/CT-UBND", 265, 151, 370, 163}}, date...), "number 210-265, day 644-692, month 742-764"},
		{"a number in the body is no cell", append([]printed{{"số", 180, 300, 200, 314}, {"11/CT-TTg", 205, 300, 290, 314}}, date...), "day 644-692, month 742-764"},
		{"a date in the body has no place over it", []printed{{"ngày", 100, 500, 145, 515}, {"tháng", 190, 500, 242, 515}, {"năm", 264, 500, 303, 512}}, ""},
		{"an incoming stamp has no month", []printed{{"Số:", 80, 250, 100, 260}, {"Ngày:", 80, 265, 120, 275}}, ""},
		{"the pen has touched the vowel of Số", append([]printed{{"sẽ:", 180, 150, 208, 164}, {"/CT-UBND", 265, 151, 370, 163}}, date...), "number 210-265, day 644-692, month 742-764"},
		{"tháng has swallowed the month", []printed{{"ngày", 600, 150, 645, 165}, {"thángÔ", 690, 150, 760, 165}, {"năm", 764, 150, 803, 162}, {"2024", 810, 150, 855, 162}}, "day 644-690, month 740-764"},
		{"ngày, day and tháng in one box", []printed{{"ngàyÂÖtháng", 600, 150, 742, 165}, {"3", 748, 150, 758, 162}, {"năm", 764, 150, 803, 162}, {"2024", 810, 150, 855, 162}}, "day 644-692, month 742-764"},
	} {
		p := pageOf(c.words...)
		got := ""
		for i, s := range Locate(&p) {
			if i > 0 {
				got += ", "
			}
			got += fmt.Sprintf("%s %.0f-%.0f", s.Kind, 1000*s.Box[0], 1000*s.Box[2])
		}
		if got != c.want {
			t.Errorf("%s: %s\nwant %s", c.trap, got, c.want)
		}
	}
}

// Law: whatever the words are, cells lie on the page and are as wide as said.
func FuzzLocate(f *testing.F) {
	f.Add("Số: 12 /CT-UBND", "ngày tháng 3 năm 2024", uint16(200), uint16(600))
	f.Add("Số:-", "tháng năm", uint16(0), uint16(65535))
	f.Fuzz(func(t *testing.T, left, right string, x, y uint16) {
		var words []printed
		for i, half := range []string{strings.ToValidUTF8(left, ""), strings.ToValidUTF8(right, "")} {
			at := float64(x)/66 + float64(i)*400
			for n, r := range half {
				words = append(words, printed{half[n : n+len(string(r))], at, float64(y) / 200, at + 8, float64(y)/200 + 15})
				at += 8
			}
			words = append(words, printed{half, at, float64(y) / 200, at + 80, float64(y)/200 + 15})
		}
		p := pageOf(words...)
		img := image.NewGray(image.Rect(0, 0, 300, 400))
		for i := range img.Pix {
			img.Pix[i] = uint8(i*int(x) + i/7*int(y)) // as good as noise
		}
		for _, s := range Locate(&p) {
			c := Look(Picture{Gray: img}, s)
			for _, side := range c.Box {
				if !(side >= 0 && side <= 1) {
					t.Fatalf("cell %+v leaves the page", c.Cell)
				}
			}
		}
	})
}

func BenchmarkLook(b *testing.B) {
	s := form("Số: 273/TTr-UBND", "An Khê, ngày 16 tháng 5 năm 2024")
	page := s.Page()
	pic := Picture{Gray: s.Image(300)}
	b.ReportAllocs()
	for b.Loop() {
		for _, site := range Locate(&page) {
			Look(pic, site)
		}
	}
}
