package cite

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
)

type goldDoc struct {
	Type, Number, Issued, Subject string
	Citations                     []goldCitation
}

type goldCitation struct {
	Type, Number, Title, Issued, Issuer, Relation string
	Alternates                                    []string `json:"relation_alternates"`
	Mentions                                      []string
}

// realDir is the folder of real documents beside the checkout.
func realDir(t testing.TB) string {
	t.Helper()
	dir, err := fixture.Real("")
	if err != nil {
		t.Skip(err)
	}
	return dir
}

func plainInput(text string) Input {
	text = vntext.NFC(strings.NewReplacer("~~", "", "**", "", "\r", "").Replace(text))
	page := corpus.Page{Number: 1, Text: text}
	return Input{Flow: corpus.NewFlow([]corpus.Page{page}, []corpus.Span{{Page: 1, Start: 0, End: len(text)}}), Pages: []corpus.Page{page}}
}

type tally struct{ right, got, want int }

func (c tally) f1() float64 { return 2 * float64(c.right) / float64(max(1, c.got+c.want)) }

// TestGold measures against documents that a person read whole; the limits are
// what was reached, so that nothing is lost unseen. Run with -v for the list of
// differences.
func TestGold(t *testing.T) {
	names, _ := filepath.Glob(filepath.Join(realDir(t), "gold", "*.gold.json"))
	var instruments, mentions, exact tally
	var relation, dates tally
	whole := 0
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var gold goldDoc
		if err := json.Unmarshal(raw, &gold); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(strings.TrimSuffix(name, ".gold.json") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		in := plainInput(string(text))
		in.SelfType, in.SelfNumber, in.SelfIssued = gold.Type, gold.Number, gold.Issued
		if i := strings.Index(in.Flow.Text, gold.Subject); i >= 0 {
			in.Title = [2]int{i, i + len(gold.Subject)}
		}
		doc := filepath.Base(name)
		faults := 0
		fault := func(format string, args ...any) {
			faults++
			t.Logf(doc+": "+format, args...)
		}
		left := gold.Citations
		for _, c := range Find(in) {
			instruments.got++
			mentions.got += len(c.Mentions)
			i := matching(left, c)
			if i < 0 {
				fault("found too much: %s %s %s (%s)", c.Type, c.Number, c.Title, c.Mentions[0].Text)
				continue
			}
			g := left[i]
			left = append(append([]goldCitation{}, left[:i]...), left[i+1:]...)
			instruments.right++
			relation.want++
			if string(c.Relation) == g.Relation || contains(g.Alternates, string(c.Relation)) {
				relation.right++
			} else {
				fault("%s %s %s: relation %s, want %s", c.Type, c.Number, c.Title, c.Relation, g.Relation)
			}
			dates.want++
			if string(c.Issued) == g.Issued {
				dates.right++
			} else {
				fault("%s %s %s: date %s, want %s", c.Type, c.Number, c.Title, c.Issued, g.Issued)
			}
			if vntext.Key(string(c.Issuer)) != vntext.Key(g.Issuer) {
				fault("%s %s: issuer %q, want %q", c.Type, c.Number, c.Issuer, g.Issuer)
			}
			rest := append([]string{}, g.Mentions...)
			for _, m := range c.Mentions {
				j := nearest(rest, m.Text)
				if j < 0 {
					fault("mention too much: %q", m.Text)
					continue
				}
				mentions.right++
				if fold(rest[j]) == fold(m.Text) {
					exact.right++
				} else {
					fault("mention %q, want %q", m.Text, rest[j])
				}
				rest = append(rest[:j], rest[j+1:]...)
			}
			for _, m := range rest {
				fault("mention missed: %q", m)
			}
		}
		for _, g := range left {
			fault("missed: %s %s %s %q", g.Type, g.Number, g.Title, g.Mentions)
		}
		instruments.want += len(gold.Citations)
		for _, g := range gold.Citations {
			mentions.want += len(g.Mentions)
		}
		if faults == 0 {
			whole++
		}
	}
	rel := float64(relation.right) / float64(max(1, relation.want))
	day := float64(dates.right) / float64(max(1, dates.want))
	t.Logf("instruments F1 %.4f, mentions F1 %.4f (exact %d of %d), relation %.4f, date %.4f, whole %d of %d",
		instruments.f1(), mentions.f1(), exact.right, mentions.want, rel, day, whole, len(names))
	if instruments.f1() < 0.95 || mentions.f1() < 0.93 || rel < 0.9 || day < 0.95 {
		t.Errorf("below the limits: run go test -v -run TestGold and read what was lost")
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// matching finds the gold entry of c by the scoring rule: equal numbers whose
// dates do not contradict, or without number equal type and title.
func matching(gold []goldCitation, c corpus.Citation) int {
	for i, g := range gold {
		switch {
		case g.Number != "" && c.Number != "":
			if number.Equal(g.Number, string(c.Number)) && !contradict(g.Issued, string(c.Issued)) {
				return i
			}
		case g.Number == "" && c.Number == "":
			if g.Type == string(c.Type) && (g.Type == "Hiến pháp" || vntext.Key(g.Title) == vntext.Key(string(c.Title))) {
				return i
			}
		}
	}
	return -1
}

// nearest finds the gold mention that shares the most words with text, at
// least 60 % of those of the longer.
func nearest(gold []string, text string) int {
	best, share := -1, 0.6
	for i, g := range gold {
		if s := shared(strings.Fields(vntext.Key(g)), strings.Fields(vntext.Key(text))); s >= share && (best < 0 || s > share) {
			best, share = i, s
		}
	}
	return best
}

func shared(a, b []string) float64 {
	count := map[string]int{}
	for _, w := range a {
		count[w]++
	}
	n := 0
	for _, w := range b {
		if count[w] > 0 {
			count[w]--
			n++
		}
	}
	return float64(n) / float64(max(1, len(a), len(b)))
}
