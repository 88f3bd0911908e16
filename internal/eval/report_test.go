package eval

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
	"vanthu/internal/fixture"
)

// spoilt are two different sets of faulty records over the same gold.
func spoilt(t *testing.T, set Set) (a, b Report) {
	t.Helper()
	wrong := "Trần Văn Khác"
	first := perfect(t, set)
	e := first["plan.txt"]
	e.Record.Signers[0].Name.Value = &wrong
	e.Record.Citations = e.Record.Citations[:3]
	first["plan.txt"] = e

	worse := "Trần Văn Khác nữa"
	second := perfect(t, set)
	e = second["plan.txt"]
	e.Record.Signers[0].Name.Value = &worse
	m := &e.Record.Citations[0].Mentions
	*m = append(*m, (*m)[0], (*m)[0])
	second["plan.txt"] = e
	s := second["scans/a.pdf"]
	s.Record.Number.Value = &wrong
	second["scans/a.pdf"] = s
	return Score(set, first), Score(set, second)
}

func TestCompare(t *testing.T) {
	set := sample(t)
	a, b := spoilt(t, set)
	lines := func(changes []Change) []string {
		var out []string
		for _, c := range changes {
			out = append(out, c.File+": "+c.Miss.String())
		}
		return out
	}
	forth := Compare(a, b)
	gained := []string{
		`plan.txt: instrument missing: Nghị quyết 19-NQ/TW: gold "Nghị quyết 19-NQ/TW (2017-10-25)", got nothing`,
		`plan.txt: mention missing: Nghị quyết 19-NQ/TW: gold "Nghị quyết số 19-NQ/TW ngày 25/10/2017", got nothing`,
	}
	lost := []string{
		`plan.txt: mention extra: Hiến pháp: gold nothing, got "Hiến pháp"`,
		`plan.txt: mention extra: Hiến pháp: gold nothing, got "Hiến pháp"`,
		`scans/a.pdf: number: gold "04/CT-UBND", got "Trần Văn Khác" (confidence 0.95)`,
		`scans/a.pdf: asserted wrong: number: gold "04/CT-UBND", got "Trần Văn Khác" (confidence 0.95)`,
	}
	if diff := cmp.Diff(gained, lines(forth.Gained)); diff != "" {
		t.Errorf("gained (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(lost, lines(forth.Lost)); diff != "" {
		t.Errorf("lost (-want +got):\n%s", diff)
	}
	if forth.Standing != 1 { // the signer, wrong in both though in two ways
		t.Errorf("%d still wrong, want the signer alone", forth.Standing)
	}
	back := Compare(b, a)
	if diff := cmp.Diff(forth.Gained, back.Lost); diff != "" {
		t.Errorf("what a gains on b is not what b loses to a:\n%s", diff)
	}
	if diff := cmp.Diff(forth.Lost, back.Gained); diff != "" {
		t.Errorf("what a loses to b is not what b gains on a:\n%s", diff)
	}
	if same := Compare(a, a); len(same.Gained)+len(same.Lost) != 0 {
		t.Errorf("a report against itself has changes: %+v", same)
	}
}

func TestCompareLeavesOutFilesOfOneSide(t *testing.T) {
	old := Report{Sections: []Section{{Kind: Scans, Documents: []Document{{File: "gone.pdf", Misses: []Miss{{What: HeaderWrong, Item: "type"}}}}}}}
	g := Compare(old, Report{})
	if len(g.Gained) != 0 || len(g.OnlyOld) != 1 {
		t.Errorf("a file that left the set counts as %d gained, want it named as only old: %+v", len(g.Gained), g)
	}
}

func TestTable(t *testing.T) {
	set := sample(t)
	_, report := spoilt(t, set)
	table := report.String()
	for _, want := range []string{
		".: read whole, 1 files, 0 not read\n",
		"  signer                       0/1    0.0%          1      1       0\n",
		"  mentions                     5/5  100.0%          7   71.4%   83.3%\n",
		"  number (hand)                0/1    0.0%          1      1       0\n",
		"  2 digits (hand)              0/1    0.0%          1      1       0\n",
		"confidence of handwriting: of those >= 0.9 right 50.0% (1/2)",
	} {
		if !strings.Contains(table, want) {
			t.Errorf("the table lacks %q:\n%s", want, table)
		}
	}
	var verbose strings.Builder
	if err := report.WriteTable(&verbose, true); err != nil {
		t.Fatal(err)
	}
	if want := `  plan.txt: signer: gold "Trần Văn Mẫu", got "Trần Văn Khác nữa" (confidence 0.95)` + "\n"; !strings.Contains(verbose.String(), want) {
		t.Errorf("verbose lacks %q:\n%s", want, &verbose)
	}
	if err := report.WriteTable(full{}, true); !errors.Is(err, errFull) {
		t.Errorf("a writer's error came back as %v", err)
	}
}

var errFull = errors.New("no space left")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWithoutRank(t *testing.T) {
	tests := []struct{ printed, want string }{
		{"Thượng tướng Lê Văn Thử", "Lê Văn Thử"},
		{"Phó Đô đốc Lê Văn Thử", "Lê Văn Thử"}, // not "Đô đốc" with a name "Phó"
		{"PGS.TS. Lê Văn Thử", "Lê Văn Thử"},
		{"Tá Văn Thử", "Tá Văn Thử"},
		{"Lê Đại Tướng", "Lê Đại Tướng"}, // a name, where it does not stand first
	}
	for _, tt := range tests {
		if got := withoutRank(tt.printed); got != tt.want {
			t.Errorf("withoutRank(%q) = %q, want %q", tt.printed, got, tt.want)
		}
	}
}

// TestRealGold holds that gold scored against itself is perfect: no two of its
// entries are one by the rule, and no field of it fails to equal itself.
func TestRealGold(t *testing.T) {
	dir, err := fixture.Real("")
	if err != nil {
		t.Skip(err)
	}
	set, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	records := make(map[string]Extracted)
	for _, g := range set.groups {
		for _, d := range g.docs {
			e := faultless(d, "")
			for i, c := range d.citations {
				e.Record.Citations[i].Mentions = nil
				for _, m := range c.Mentions {
					e.Record.Citations[i].Mentions = append(e.Record.Citations[i].Mentions, corpus.Mention{Text: m})
				}
			}
			records[d.file] = e
		}
	}
	for _, s := range Score(set, records).Sections {
		for _, d := range s.Documents {
			for _, m := range d.Misses {
				if m.What != SpanWrong { // there is no text here
					t.Errorf("%s: %s", d.File, m)
				}
			}
		}
	}
}
