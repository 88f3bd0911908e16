package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"vanthu/corpus"
	"vanthu/internal/eval"
	"vanthu/internal/fixture"
	"vanthu/internal/number"
	"vanthu/internal/read/plain"
	"vanthu/internal/vntext"
	"vanthu/internal/zone"
)

// noisy are the shares of wrong characters, and what must be left of the cited
// instruments, as F1.
var noisy = []struct{ rate, least float64 }{{0.01, 0.95}, {0.02, 0.92}, {0.05, 0.85}}

// A noiser puts the errors of a recogniser into a text.
type noiser func(text string, rate float64, seed uint64) string

func misread(t *testing.T, noise noiser, text string, rate float64, seed uint64) (corpus.Record, []corpus.Page) {
	t.Helper()
	pages, err := plain.Read([]byte(noise(vntext.NFC(text), rate, seed)), "text/plain")
	if err != nil {
		t.Fatal(err)
	}
	r := Record(corpus.Source{Name: "misread.txt"}, zone.Split(pages))
	checkSpans(t, "misread", &r, pages)
	return r, pages
}

// TestNoise reads the self-written directives with the errors of a recogniser in
// them: what they cite must stay what they cite when they are sound.
func TestNoise(t *testing.T) {
	paths, _ := filepath.Glob("testdata/*.txtar")
	texts := map[string]string{}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if f.Name != "record.txt" {
				texts[path] += string(f.Data)
			}
		}
	}
	gold, _ := filepath.Glob("../../testdata/gold/*.txt")
	for _, path := range gold {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[path] = string(data)
	}
	key := func(c corpus.Citation) string {
		if c.Number != "" {
			return number.Key(string(c.Number))
		}
		return vntext.Key(string(c.Type) + " " + string(c.Title))
	}
	for _, n := range noisy {
		var m eval.Match
		for path, text := range texts {
			pages, err := plain.Read([]byte(vntext.NFC(text)), "text/plain")
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]int{}
			for _, c := range Record(corpus.Source{}, zone.Split(pages)).Citations {
				want[key(c)]++
				m.Gold++
			}
			got, _ := misread(t, fixture.Noise, text, n.rate, 1)
			m.Predicted += len(got.Citations)
			for _, c := range got.Citations {
				if want[key(c)] > 0 {
					want[key(c)]--
					m.Matched++
					continue
				}
				t.Logf("%.0f %%: %s: extra %s %q", 100*n.rate, filepath.Base(path), c.Type, c.Mentions[0].Text)
			}
		}
		atLeastF1(t, n.rate, n.least, m)
	}
}

// TestRealNoise does the same with the real documents beside the checkout, and
// with the rougher of two noises.
func TestRealNoise(t *testing.T) {
	set, err := eval.Load(filepath.Join(realDir(t), "gold"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		noise noiser
		least [3]float64
	}{
		{"noise", fixture.Noise, [...]float64{noisy[0].least, noisy[1].least, noisy[2].least}},
		// Every other figure that is struck becomes another figure, which nothing tells:
		// these are floors under what is reached, no promise.
		{"rough", fixture.Rough, [...]float64{0.97, 0.94, 0.815}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for i, n := range noisy {
				all := eval.Match{}
				for seed := range uint64(realSeeds) {
					records := map[string]eval.Extracted{}
					for _, file := range set.Files() {
						data, err := os.ReadFile(set.Path(file))
						if err != nil {
							t.Fatal(err)
						}
						r, pages := misread(t, c.noise, string(data), n.rate, seed+1)
						records[file] = eval.Extracted{Record: r, Pages: pages}
					}
					for _, s := range eval.Score(set, records).Sections {
						for _, d := range s.Documents {
							for _, x := range d.Misses {
								if strings.HasPrefix(string(x.What), "instrument") {
									t.Logf("%.0f %%: %s: %s %s%s", 100*n.rate, d.File, x.What, x.Gold, x.Got)
								}
							}
						}
						m := s.Citations.Instruments
						all.Gold, all.Predicted, all.Matched = all.Gold+m.Gold, all.Predicted+m.Predicted, all.Matched+m.Matched
					}
				}
				atLeastF1(t, n.rate, c.least[i], all)
			}
		})
	}
}

// realSeeds is how often each noise is made anew: one throw says little.
const realSeeds = 2

func atLeastF1(t *testing.T, rate, least float64, m eval.Match) {
	t.Helper()
	f1 := 2 * float64(m.Matched) / float64(m.Gold+m.Predicted)
	t.Logf("%.0f %% of the characters wrong: F1 of the cited instruments %.3f (%d of %d, %d predicted)", 100*rate, f1, m.Matched, m.Gold, m.Predicted)
	if f1 < least {
		t.Errorf("%.0f %% of the characters wrong: F1 %.3f is under %.2f: read the misses above (-v), then internal/mend", 100*rate, f1, least)
	}
}
