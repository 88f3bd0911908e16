package ocr

import (
	"image"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/vntext"
)

func TestMerge(t *testing.T) {
	read := func(rows string) corpus.Page {
		p, err := parse(head+rows, 1, 175)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	// at is a word row at a place of its own along the line.
	at := func(line, left, confidence, text string) string {
		return "5\t1\t1\t1\t" + line + "\t1\t" + left + "\t200\t50\t20\t" + confidence + "\t" + text + "\n"
	}
	// between and below are lines under the first one.
	between := func(confidence, text string) string {
		return "5\t1\t1\t1\t2\t1\t100\t300\t50\t20\t" + confidence + "\t" + text + "\n"
	}
	below := func(confidence, text string) string {
		return "5\t1\t1\t1\t3\t1\t100\t400\t50\t20\t" + confidence + "\t" + text + "\n"
	}
	for _, c := range []struct {
		trap, a, b, want string
	}{
		{"the surer word is taken", at("1", "100", "95", "Nghị") + at("1", "160", "50", "quyét"), at("1", "100", "90", "Nghi") + at("1", "160", "91", "quyết"), "Nghị quyết"},
		{"words elsewhere are not exchanged", at("1", "100", "95", "Nghị") + at("1", "160", "60", "a"), at("1", "140", "96", "bc"), "Nghị a"},
		{"the reading that read more is the base", at("1", "100", "99", "mọt"), at("1", "100", "90", "một") + at("1", "160", "90", "hai"), "mọt hai"},
		{"nothing was read at first", "", at("1", "100", "90", "một"), "một"},
		{"specks do not win", at("1", "100", "90", "một"), at("1", "300", "10", ".") + at("2", "400", "10", "~"), "một"},
		{"lines stay", at("1", "100", "40", "Sô") + at("2", "160", "95", "hai"), at("1", "100", "95", "Số") + at("2", "160", "94", "haí"), "Số\nhai"},
		{"a word that is no syllable needs to be much surer", at("1", "100", "95", "quyét,"), at("1", "100", "80", "quyết,"), "quyết,"},
		{"capitals and numbers are no syllables, and possible", at("1", "100", "95", "HĐND") + at("1", "160", "95", "29-NQ/TW"), at("1", "100", "90", "HỘND") + at("1", "160", "94", "29"), "HĐND 29-NQ/TW"},
		{"a line that only the other one has", at("1", "100", "95", "một") + below("95", "ba"), at("1", "100", "90", "một") + between("90", "Trâm"), "một\nTrâm\nba"},
		{"an unsure one is none", at("1", "100", "95", "một"), between("50", "Trâm"), "một"},
		{"nor is a speck", at("1", "100", "95", "một"), between("95", "..."), "một"},
		{"a hook may be one", at("1", "100", "95", "tính"), at("1", "100", "90", "tỉnh"), "tính"},
		{"two blank pages", "", "", ""},
	} {
		p := ballot{}.merge(read(c.a), read(c.b))
		if diff := cmp.Diff(c.want, p.Text); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.trap, diff)
		}
		sound(t, p)
		if p.Characters != vntext.Characters(p.Text) {
			t.Errorf("%s: %d characters of %q", c.trap, p.Characters, p.Text)
		}
	}
}

// TestVote: two readings outvote a surer third one, and on a small photograph
// the one that sees a hook above is right about it.
func TestVote(t *testing.T) {
	read := func(word, confidence string) corpus.Page {
		p, err := parse(head+row("1.1.1", confidence, word), 1, 175)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, c := range []struct {
		trap       string
		small      bool
		a, b, c    string
		sure, want string
	}{
		{"two outvote one", false, "trũng", "trúng", "trúng", "80", "trúng"},
		{"no hook above at a good resolution", false, "tỉnh", "tính", "tính", "80", "tính"},
		{"hook above", true, "tỉnh", "tính", "tính", "80", "tỉnh"},
		{"hook above a circumflex", true, "kiếm", "kiểm", "kiếm", "90", "kiểm"},
		{"another letter is another word", true, "tỉnh", "tín", "tín", "80", "tín"},
	} {
		p := ballot{c.small}.merge(read(c.a, "95"), read(c.b, c.sure), read(c.c, c.sure))
		if p.Text != c.want {
			t.Errorf("%s: of %q, %q and %q: %q, want %q", c.trap, c.a, c.b, c.c, p.Text, c.want)
		}
		sound(t, p)
	}
}

// FuzzMerge: of two readings, whatever they are, comes a page that keeps the
// promises of corpus.Page.
func FuzzMerge(f *testing.F) {
	f.Add(head+row("1.1.1", "96", "Số:")+row("2.1.1", "50", "29-NQ/TW"), head+row("1.1.1", "97", "Sô:")+row("1.1.2", "99", "29"))
	f.Fuzz(func(t *testing.T, first, second string) {
		a, err := parse(first, 1, 175)
		if err != nil {
			return
		}
		b, err := parse(second, 1, 120)
		if err != nil {
			return
		}
		if err := fixture.Sound(ballot{}.merge(a, b)); err != nil {
			t.Fatal(err)
		}
	})
}

// TestHeavyNoise: Tesseract finds no line on this page at 175 dpi and more.
func TestHeavyNoise(t *testing.T) {
	e := engine(t)
	s := sheets(t)[0]
	page := fixture.Scan{Degrees: -0.6, Noise: 45, Contrast: 0.6, Blur: 2}.Spoil(s.Image(300))
	data, err := fixture.ImagePDF([]*image.Gray{page}, 300, 60)
	if err != nil {
		t.Fatal(err)
	}
	p, err := e.Page(t.Context(), write(t, "noise.pdf", data), pdfType, 1)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, p)
	if r := recall(s.Text(), p.Text); r < 0.85 {
		t.Errorf("word recall %.3f, want 0.85 or more: is a doubtful page read a second time? read:\n%s", r, p.Text)
	}
}
