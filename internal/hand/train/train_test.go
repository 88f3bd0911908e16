package main

import (
	"bytes"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"vanthu/internal/hand"
)

// product gives the bits that the plain sum in the same order gives, whichever
// form of it this program has.
func TestProduct(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func(n int) []float32 {
		s := make([]float32, n)
		for i := range s {
			s[i] = float32(r.NormFloat64())
		}
		return s
	}
	for _, c := range []struct{ rows, n, k, down, across int }{
		{1, 1, 1, 1, 1}, {5, 11, 7, 7, 1}, {9, 24, 48, 16, 1}, {48, 40, 13, 1, 16}, {4, 16, 3, 1, 5}, {3, 88, 64, 64, 1},
	} {
		a, b, got := random(c.rows*c.down+c.k*c.across+c.k), random(c.k*c.n), random(c.rows*c.n)
		want := append([]float32{}, got...)
		product(got, a, b, c.rows, c.n, c.k, c.down, c.across)
		for i := range want {
			for k := range c.k {
				want[i] += float32(a[i/c.n*c.down+k*c.across] * b[k*c.n+i%c.n])
			}
			if got[i] != want[i] {
				t.Fatalf("%+v: sum %d is %v, want %v to the bit", c, i, got[i], want[i])
			}
		}
	}
}

// The slopes that lead back are those that the loss has when a weight is moved.
func TestSlopes(t *testing.T) {
	l := newLearner(5)
	r := rand.New(rand.NewPCG(3, 4))
	s := hand.Strip{Columns: 32, Ink: make([]float32, hand.Rows*32)}
	for i := range s.Ink {
		s.Ink[i] = r.Float32()
	}
	loss := func() float64 {
		v, _, ok := l.state.loss(l.forth(&s), "177")
		if !ok {
			t.Fatal("eight frames hold no three digits")
		}
		return v
	}
	_, slope, _ := l.state.loss(l.forth(&s), "177")
	l.back(slope)
	for i, g := range l.layers {
		for range 12 {
			k := r.IntN(len(g.slope))
			const by = 1e-3
			old := g.weights[k]
			g.weights[k] = old + by
			up := loss()
			g.weights[k] = old - by
			down := loss()
			g.weights[k] = old
			want := (up - down) / (2 * by)
			if got := float64(g.slope[k]); math.Abs(got-want) > 0.08*math.Max(1, math.Abs(want)) { // a largest value may change its place
				t.Errorf("layer %d, weight %d: slope %.4f, want %.4f", i, k, got, want)
			}
		}
	}
}

func TestLossOfTooFewFrames(t *testing.T) {
	var c ctc
	if _, _, ok := c.loss(make([]float32, 3*hand.Classes), "11"); !ok {
		t.Error("three frames hold 1, blank, 1")
	}
	if _, _, ok := c.loss(make([]float32, 2*hand.Classes), "11"); ok {
		t.Error("two frames hold no 11: without a blank between it is a 1")
	}
}

func TestWays(t *testing.T) {
	ways, err := readWays()
	if err != nil {
		t.Fatal(err)
	}
	for d, all := range ways {
		if len(all) < 3 {
			t.Errorf("%d is written in %d ways only", d, len(all))
		}
		for i, w := range all {
			for _, stroke := range w {
				for _, p := range stroke {
					if p[0] < -10 || p[0] > 80 || p[1] < -10 || p[1] > 110 {
						t.Errorf("%d, way %d: the point %v is off the paper", d, i+1, p)
					}
				}
			}
		}
	}
}

func mnist(t *testing.T) string {
	t.Helper()
	if watched {
		t.Skip("one goroutine alone: -race would only make it slow")
	}
	dir, err := mnistFolder(t.Context())
	if err != nil {
		t.Skip(err)
	}
	return dir
}

// The same seed makes the same field.
func TestFields(t *testing.T) {
	dir := mnist(t)
	var made [2]*maker
	for i := range made {
		m, err := newMaker(dir, "t10k")
		if err != nil {
			t.Fatal(err)
		}
		made[i] = m
	}
	made[1].field(99, 5) // what was made before does not matter
	found := 0
	for seed := range uint64(40) {
		a, ok := made[0].field(seed, 5)
		b, _ := made[1].field(seed, 5)
		if !ok {
			continue
		}
		found++
		if a.text != b.text || a.Top != b.Top || !bytes.Equal(a.Gray.Pix, b.Gray.Pix) {
			t.Fatalf("seed %d makes two fields: %q and %q", seed, a.text, b.text)
		}
		if len(a.text) > 5 || strings.Trim(a.text, "0123456789") != "" {
			t.Errorf("seed %d: %q is no number", seed, a.text)
		}
	}
	if found < 36 {
		t.Errorf("of 40 fields %d were found on their page: the reader of cells loses too many", found)
	}
}

// A short training learns, and learns the same twice.
func TestTraining(t *testing.T) {
	dir := mnist(t)
	var packed [2][]byte
	for i := range packed {
		m, err := newMaker(dir, "train")
		if err != nil {
			t.Fatal(err)
		}
		short := course{steps: 4, easy: 2, rate: 0.002}
		if packed[i], err = short.train(t.Context(), m, "", io.Discard); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(packed[0], packed[1]) {
		t.Error("two trainings from the same seeds gave different weights")
	}

	m, err := newMaker(dir, "train")
	if err != nil {
		t.Fatal(err)
	}
	l := newLearner(1)
	var strip hand.Strip
	f, ok := m.field(7, 2)
	if !ok {
		t.Fatal("no field")
	}
	hand.Normal(f.forReader(), &strip)
	first, last := 0.0, 0.0
	for i := range 60 {
		v, slope, ok := l.state.loss(l.forth(&strip), f.text)
		if !ok {
			t.Fatal("too few frames")
		}
		if i == 0 {
			first = v
		}
		last = v
		l.back(slope)
		l.step(0.002, 1)
	}
	if last > first/4 {
		t.Errorf("one field learned by heart: the loss goes from %.2f to %.2f only", first, last)
	}
}
