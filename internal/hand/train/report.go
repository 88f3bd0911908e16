package main

import (
	"bytes"
	"fmt"
	"image/png"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"vanthu/internal/hand"
)

// levels are the probabilities from which an answer is counted.
var levels = [...]float64{0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99}

// A score is how fields of one sort were read.
type score struct {
	fields       int
	right, wrong [len(levels)]int
}

func (s *score) add(p float64, right bool) {
	s.fields++
	for i, level := range levels {
		switch {
		case p < level || p == 0:
		case right:
			s.right[i]++
		default:
			s.wrong[i]++
		}
	}
}

// report tells how a net reads fields of hands that it has not seen.
func report(m *maker, packed []byte, fields int) (string, error) {
	weights, err := hand.Unpack(packed)
	if err != nil {
		return "", err
	}
	net, err := hand.New(weights)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	say := func(format string, args ...any) { out.WriteString(fmt.Sprintf(format, args...)) }
	reader := hand.NewReader(net)
	scores := make(map[string]*score)
	of := func(sort string) *score {
		if scores[sort] == nil {
			scores[sort] = new(score)
		}
		return scores[sort]
	}
	var curve [10]hits
	for i := range fields {
		f, ok := m.field(testSeed+uint64(i), 5)
		if !ok {
			continue
		}
		got := reader.Read(f.forReader(), f.kind)
		best := hand.Candidate{}
		if len(got.Candidates) > 0 {
			best = got.Candidates[0]
		}
		p := best.P * got.Mass
		if f.text == "" {
			of("no digits").add(p, false)
			continue
		}
		right := best.Text == f.text
		of(kinds[f.kind]).add(p, right)
		if f.kind == hand.Sequence {
			of(fmt.Sprintf("number, %d", len(f.text))).add(p, right)
		}
		if len(got.Candidates) > 0 {
			curve[min(int(p*10), 9)].add(right)
		}
	}
	say("%-11s %6s  right/wrong in percent, where the probability is at least\n%20s", "", "fields", "")
	for _, level := range levels {
		say("%12.2f", level)
	}
	say("\n")
	for _, sort := range slices.Sorted(maps.Keys(scores)) {
		s := scores[sort]
		say("%-11s %6d  ", sort, s.fields)
		for i := range levels {
			say("%7.1f/%4.1f", 100*float64(s.right[i])/float64(s.fields), 100*float64(s.wrong[i])/float64(s.fields))
		}
		say("\n")
	}
	say("right among those of a probability:")
	for i, b := range curve {
		say(" %.1f: %d/%d", float64(i)/10, b.right, b.all)
	}
	say("\n")
	return out.String(), nil
}

type hits struct{ right, all int }

func (h *hits) add(right bool) {
	h.all++
	if right {
		h.right++
	}
}

// sampleSeed begins the seeds of the fields that go into testdata.
const sampleSeed = 3 << 32

// kinds are the names of the kinds of fields in tables.
var kinds = [...]string{hand.Sequence: "number", hand.Day: "day", hand.Month: "month"}

// writeSamples writes fields as pictures and a table of them to a folder: what
// the tests of package hand read.
func writeSamples(m *maker, dir, source string, n int, table io.Writer) error {
	m.own = true
	for i := range n {
		f, ok := m.field(sampleSeed+uint64(i), 5)
		if !ok {
			continue
		}
		name := fmt.Sprintf("%s-%02d.png", source, i)
		if _, err := fmt.Fprintf(table, "%s\t%s\t%s\t%.0f\t%.0f\t%.0f\n", name, kinds[f.kind], f.text, f.Top, f.Low, f.high); err != nil {
			return err
		}
		var b bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, f.Gray); err != nil {
			return fmt.Errorf("write sample: %w", err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}
