package hand

import (
	"crypto/sha256"
	"fmt"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A sample is a made field of testdata, which the command in train has written:
// by hands of MNIST's test half and drawn ones (pen), and by handwriting fonts
// under the Open Font License (font). Training has seen none of them.
type sample struct {
	Field
	name   string
	kind   Kind
	digits string // "" where it holds none
}

func samples(t testing.TB) []sample {
	t.Helper()
	table, err := os.ReadFile("testdata/fields/fields.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []sample
	for n, line := range strings.Split(strings.TrimSuffix(string(table), "\n"), "\n") {
		cells := strings.Split(line, "\t")
		if n == 0 || len(cells) != 6 {
			continue
		}
		s := sample{name: cells[0], digits: cells[2], kind: map[string]Kind{"number": Sequence, "day": Day, "month": Month}[cells[1]]}
		for i, at := range [...]*float64{&s.Top, &s.Low, &s.High} {
			if *at, err = strconv.ParseFloat(cells[3+i], 64); err != nil {
				t.Fatal(err)
			}
		}
		f, err := os.Open(filepath.Join("testdata/fields", s.name))
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		s.Picture = img.(*image.Gray)
		all = append(all, s)
	}
	return all
}

func (s sample) read(r *Reader) Reading { return r.Read(s.Field, s.kind) }

// sure is the probability from which these tests take a reading for an answer.
const sure = 0.75

func answer(g Reading) string {
	if len(g.Candidates) == 0 || g.Candidates[0].P*g.Mass < sure {
		return ""
	}
	return g.Candidates[0].Text
}

// Most fields are read, few wrongly; what is no number is not read.
func TestFields(t *testing.T) {
	if slowdown > 1 {
		t.Skip("one goroutine alone: -race would only make it slow")
	}
	r := NewReader(Trained())
	type tally struct{ fields, right, wrong, silent int }
	of := map[string]*tally{"pen": {}, "font": {}}
	junk := 0
	for _, s := range samples(t) {
		source, _, _ := strings.Cut(s.name, "-")
		got := answer(s.read(r))
		if s.digits == "" {
			junk++
			if got != "" {
				t.Errorf("%s holds no digits and reads %s", s.name, got)
			}
			continue
		}
		c := of[source]
		c.fields++
		switch got {
		case s.digits:
			c.right++
		case "":
			c.silent++
		default:
			c.wrong++
			t.Logf("%s holds %s and reads %s", s.name, s.digits, got)
		}
	}
	for source, c := range of {
		t.Logf("%s: %+v", source, *c)
		if c.fields < 20 || float64(c.right) < 0.33*float64(c.fields) || float64(c.wrong) > 0.04*float64(c.fields) {
			t.Errorf("%s: %+v: want a third read and at most 4 %% wrong: train anew, or look what changed on the way from page to strip", source, *c)
		}
	}
	if junk == 0 {
		t.Error("no sample without digits")
	}
}

// What is read is a function of the picture alone: neither of the reader's
// memory nor of what it read before.
func TestSame(t *testing.T) {
	used := NewReader(Trained())
	all := samples(t)[:8]
	for i := len(all) - 1; i >= 0; i-- {
		all[i].read(used)
	}
	for _, s := range all {
		if a, b := s.read(used), s.read(NewReader(Trained())); !reflect.DeepEqual(a, b) {
			t.Errorf("%s reads %+v and %+v", s.name, a, b)
		}
	}
}

// Memory is taken for the answer alone, however many digits and views.
func TestAllocations(t *testing.T) {
	r := NewReader(Trained())
	all := samples(t)[:5]
	for _, s := range all {
		s.read(r) // the widest field sets the memory
	}
	for _, s := range all {
		if n := testing.AllocsPerRun(1, func() { s.read(r) }); n > 2*keep {
			t.Errorf("%s (%s): %.0f allocations, want at most %d: those of the candidates", s.name, s.digits, n, 2*keep)
		}
	}
}

// A field takes some milliseconds; 50 are the most it may.
func TestTime(t *testing.T) {
	r := NewReader(Trained())
	all := samples(t)
	least := time.Hour
	for _, s := range all[:12] { // the machine does other things besides
		start := time.Now()
		s.read(r)
		least = min(least, time.Since(start))
	}
	if limit := 50 * time.Millisecond * slowdown; least > limit {
		t.Errorf("a field takes %v, want at most %v", least, limit)
	}
}

// The report of the training speaks of these weights.
func TestWeights(t *testing.T) {
	report, err := os.ReadFile("testdata/report.txt")
	if err != nil {
		t.Fatal(err)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(trained)); !strings.Contains(string(report), sum) {
		t.Errorf("testdata/report.txt does not name the weights %s: keep weights.bin and report.txt of one training", sum)
	}
	if len(trained) > 1<<20 {
		t.Errorf("the weights take %d bytes, want at most 1 MB", len(trained))
	}
}

func TestPack(t *testing.T) {
	weights, err := Unpack(trained)
	if err != nil {
		t.Fatal(err)
	}
	if again := Pack(weights); string(again) != string(trained) {
		t.Error("unpacked and packed the weights are others")
	}
	for trap, data := range map[string][]byte{"empty": nil, "of another form": []byte("hand0\n"), "cut": trained[:len(trained)-1], "with a rest": append(trained[:len(trained):len(trained)], 0)} {
		if _, err := Unpack(data); err == nil {
			t.Errorf("weights that are %s are taken", trap)
		}
	}
	if _, err := New(weights[1:]); err == nil {
		t.Error("weights of five layers make a net of six")
	}
}

func TestValid(t *testing.T) {
	for _, c := range []struct {
		kind   Kind
		digits string
		want   bool
	}{
		{Day, "31", true}, {Day, "32", false}, {Day, "0", false}, {Day, "00", false}, {Day, "05", true}, {Day, "5", true}, {Day, "005", false},
		{Month, "12", true}, {Month, "13", false}, {Month, "1", true},
		{Sequence, "01", true}, {Sequence, "007", true}, {Sequence, "0123", false}, {Sequence, "12345", true}, {Sequence, "123456", false}, {Sequence, "", false},
	} {
		if got := c.kind.valid([]byte(c.digits)); got != c.want {
			t.Errorf("%q of kind %d: %v, want %v", c.digits, c.kind, got, c.want)
		}
	}
}

// The likelihood of a string is the sum over its alignments, told by counting
// them all.
func TestLikelihood(t *testing.T) {
	frames := make([]frame, 5)
	for i := range frames {
		sum := 0.0
		for c := range frames[i] {
			frames[i][c] = 1 + math.Mod(float64(7*i+3*c), 5)
			sum += frames[i][c]
		}
		for c := range frames[i] {
			frames[i][c] /= sum
		}
	}
	want := map[string]float64{}
	var path [5]int
	for {
		p, text, last := 1.0, "", -1
		for t, c := range path {
			p *= frames[t][c]
			if c != Blank && c != last {
				text += string(rune('0' + c))
			}
			last = c
		}
		want[text] += p
		i := 0
		for ; i < len(path); i++ {
			if path[i]++; path[i] < Classes {
				break
			}
			path[i] = 0
		}
		if i == len(path) {
			break
		}
	}
	var state [4 * (2*mostDigits + 1)]float64
	for _, text := range []string{"", "1", "11", "12", "121", "777", "12345", "11111"} {
		if got := likelihood(frames, []byte(text), state[:]); math.Abs(got-want[text]) > 1e-12 {
			t.Errorf("%q: %g, want %g", text, got, want[text])
		}
	}
}

// Laws: whatever the picture, shares are shares, the strings are valid, and
// nothing is read twice.
func FuzzRead(f *testing.F) {
	f.Add([]byte{0, 255, 0, 255, 9, 9, 9, 200}, uint8(4), 1.0, 2.0, 8.0, uint8(1))
	f.Add([]byte{}, uint8(0), 0.0, 0.0, 0.0, uint8(0))
	f.Add(make([]byte, 6000), uint8(200), -5.0, 40.0, 1e-3, uint8(2))
	r := NewReader(Trained())
	f.Fuzz(func(t *testing.T, pixels []byte, wide uint8, top, low, high float64, kind uint8) {
		img := image.NewGray(image.Rect(0, 0, int(wide), len(pixels)/max(int(wide), 1)))
		copy(img.Pix, pixels)
		k := Kind(kind % 3)
		g := r.Read(Field{Picture: img, Top: top, Low: low, High: high}, k)
		sum, seen := 0.0, map[string]bool{}
		for _, c := range g.Candidates {
			if !(c.P >= 0 && c.P <= 1) || !k.valid([]byte(c.Text)) || seen[c.Text] {
				t.Fatalf("%+v of kind %d", g, k)
			}
			seen[c.Text] = true
			sum += c.P
		}
		if !(g.Mass >= 0 && g.Mass <= 1) || sum > 1.01 {
			t.Fatalf("%+v of kind %d", g, k)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	r := NewReader(Trained())
	all := samples(b)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		all[i%len(all)].read(r)
		i++
	}
}
