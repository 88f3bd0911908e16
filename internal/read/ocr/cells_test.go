package ocr

import (
	"context"
	"errors"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"vanthu/corpus"
	"vanthu/internal/fixture"
)

// letterHead is a page with the given number and date lines.
func letterHead(number, place string) fixture.Sheet {
	return fixture.Directive{
		Left: []string{"ỦY BAN NHÂN DÂN", "XÃ AN KHÊ"}, Right: []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"},
		Number: []string{number}, Place: place, Title: "TỜ TRÌNH", Subject: []string{"Về kho lưu trữ"},
		Body: []string{"Kho lưu trữ đã xuống cấp./."}, Recipients: []string{"- Lưu: VT."}, Signature: []string{"CHỦ TỊCH"}, Signer: "Trần Văn Mẫu",
	}.Sheets()[0]
}

func TestCells(t *testing.T) {
	e := engine(t)
	printed := letterHead("Số: 273/TTr-UBND", "An Khê, ngày 16 tháng 5 năm 2024")
	byHand := letterHead("Số:               /TTr-UBND", "An Khê, ngày           tháng 5 năm 2024")
	byHand.Write("Số:", "273", fixture.Hand{Seed: 4, Size: 12, Width: 1.3, Slant: 0.2, Shake: 0.02, Blue: true})
	byHand.Write("ngày", "16", fixture.Hand{Seed: 5, Size: 12, Width: 1.3, Slant: 0.2, Shake: 0.02})
	for _, c := range []struct {
		trap  string
		sheet fixture.Sheet
		want  [3]corpus.Ink // number, day, month
		value [3]string     // of the likeliest candidate; "" where any will do
	}{
		{"print", printed, [3]corpus.Ink{corpus.Printed, corpus.Printed, corpus.Printed}, [3]string{"273", "16", "5"}},
		{"number and day by hand", byHand, [3]corpus.Ink{corpus.Handwritten, corpus.Handwritten, corpus.Printed}, [3]string{"", "", "5"}},
	} {
		img := fixture.Scan{Seed: 1, Noise: 8, Degrees: 0.2}.Spoil(c.sheet.Image(200))
		data, err := fixture.PNG(img, 200)
		if err != nil {
			t.Fatal(err)
		}
		page, err := e.Page(t.Context(), write(t, "page.png", data), "image/png", 1)
		if err != nil {
			t.Fatal(err)
		}
		if len(page.Cells) != 3 {
			t.Errorf("%s: %d cells, want 3: %+v in the text\n%s", c.trap, len(page.Cells), page.Cells, page.Text)
			continue
		}
		for i, cell := range page.Cells {
			if cell.Ink != c.want[i] {
				t.Errorf("%s: the %s is %s (%v), want %s", c.trap, cell.Kind, cell.Ink, cell.Candidates, c.want[i])
			}
			if c.value[i] != "" && (len(cell.Candidates) == 0 || cell.Candidates[0].Value != c.value[i]) {
				t.Errorf("%s: the %s reads %v, want %s", c.trap, cell.Kind, cell.Candidates, c.value[i])
			}
		}
	}
}

// TestStoppedAtCells: a run that is stopped while the cells are read gives no page:
// kept, it would lack what the next run would have read.
func TestStoppedAtCells(t *testing.T) {
	e := engine(t)
	tesseract, err := exec.LookPath("tesseract")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	reading := filepath.Join(dir, "reading")
	script := "#!/bin/sh\ncase \"$*\" in *'--psm 6'*) : > '" + reading + "'; exec sleep 60;; esac\nexec '" + tesseract + "' \"$@\"\n"
	if err := os.WriteFile(filepath.Join(dir, "tesseract"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	stamped := letterHead("Số:               /TTr-UBND", "An Khê, ngày 16 tháng 5 năm 2024")
	stamped.Stamp("Số:", "273", 12, 0.01, color.RGBA{40, 30, 60, 255}) // what a pen wrote, the reader of handwriting may settle
	data, err := fixture.PNG(stamped.Image(200), 200)
	if err != nil {
		t.Fatal(err)
	}
	path := write(t, "page.png", data)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go func() {
		for ctx.Err() == nil {
			if _, err := os.Stat(reading); err == nil {
				stop()
			}
			time.Sleep(10 * time.Millisecond)
		}
	}()
	if page, err := e.Page(ctx, path, "image/png", 1); !errors.Is(err, context.Canceled) {
		t.Errorf("a page with cells %+v and the error %v, want that it was stopped", page.Cells, err)
	}
}

// Only the first page has a head.
func TestCellsOfOtherPages(t *testing.T) {
	page := letterHead("Số: 273/TTr-UBND", "An Khê, ngày 16 tháng 5 năm 2024").Page()
	page.Number = 2
	if got := cells(t.Context(), &picture{gray: image.NewGray(image.Rect(0, 0, 100, 100))}, &page); len(got) > 0 {
		t.Errorf("page 2 has cells: %+v", got)
	}
}

// The column of cells is read one by one, with nothing but digits.
func TestColumn(t *testing.T) {
	engine(t)
	digits := func(text string) *image.Gray {
		s := letterHead("Số:               /TTr-UBND", "An Khê, ngày 1 tháng 5 năm 2024")
		s.Write("Số:", text, fixture.Hand{Seed: 2, Size: 11, Width: 1.2, Shake: 0.01})
		page := s.Page()
		for _, w := range page.Words {
			if page.Text[w.Start:w.End] == "Số:" {
				img := s.Image(300)
				wide, high := float64(img.Rect.Dx()), float64(img.Rect.Dy())
				return copied(img, image.Rect(int(w.Box[2]*wide)+2, int(w.Box[1]*high)-10, int(w.Box[2]*wide)+130, int(w.Box[3]*high)+10))
			}
		}
		t.Fatal("the sheet has no number line")
		return nil
	}
	c := column{}
	c.add(0, digits("4"), 36)
	c.add(2, digits("58"), 36)
	got := c.read(t.Context())
	for cell := range got {
		if cell != 0 && cell != 2 {
			t.Errorf("cell %d was not asked: %+v", cell, got)
		}
	}
	if len(got) == 0 {
		t.Error("nothing was read of two clear cells")
	}
	if (&column{}).read(t.Context()) != nil {
		t.Error("of no cell nothing can be read")
	}
}

func copied(img *image.Gray, r image.Rectangle) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, r.Dx(), r.Dy()))
	for y := range r.Dy() {
		copy(out.Pix[y*out.Stride:(y+1)*out.Stride], img.Pix[img.PixOffset(r.Min.X, r.Min.Y+y):])
	}
	return out
}
