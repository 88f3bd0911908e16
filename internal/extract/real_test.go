package extract

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/cite"
	"vanthu/internal/fixture"
	"vanthu/internal/number"
	"vanthu/internal/read/plain"
	"vanthu/internal/vntext"
	"vanthu/internal/zone"
)

// realDir is the folder of real documents beside the checkout.
func realDir(t testing.TB) string {
	t.Helper()
	dir, err := fixture.Real("")
	if err != nil {
		t.Skip(err)
	}
	return dir
}

func pagesOf(t testing.TB, path string) []corpus.Page {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return pagesOfText(t, data)
}

func pagesOfText(t testing.TB, data []byte) []corpus.Page {
	pages, err := plain.Read(data, "text/markdown")
	if err != nil {
		t.Fatal(err)
	}
	for i := range pages {
		pages[i].Quality = 1
		pages[i].Language = "vi"
	}
	return pages
}

func noCitations(cite.Input) []corpus.Citation { return []corpus.Citation{} }

func recordOf(pages []corpus.Page) corpus.Record {
	return Record(corpus.Source{Name: "test.txt"}, zone.Split(pages))
}

// A score counts how often a field is right.
type score struct {
	t     *testing.T
	right map[string]int
	all   map[string]int
}

func newScore(t *testing.T) *score {
	return &score{t, map[string]int{}, map[string]int{}}
}

func (s *score) check(doc, field, want, got string, same bool) bool {
	s.all[field]++
	if same {
		s.right[field]++
		return true
	}
	s.t.Logf("%s: %s: want %q, got %q", doc, field, want, got)
	return false
}

func (s *score) atLeast(field string, target float64) {
	s.t.Helper()
	share := float64(s.right[field]) / float64(max(s.all[field], 1))
	s.t.Logf("%-10s %d of %d = %.3f (target %.2f)", field, s.right[field], s.all[field], share, target)
	if share < target {
		s.t.Errorf("%s: %.3f is under the target %.2f: read the misses above (-v)", field, share, target)
	}
}

func sameKey(a, b string) bool { return vntext.Key(a) == vntext.Key(b) }

func signerOf(r *corpus.Record) string {
	if len(r.Signers) == 0 {
		return ""
	}
	return r.Signers[0].Name.Or("")
}

// bare takes the words off a subject that the scoring rule lets drop.
func bare(s string) string {
	k := vntext.Key(s)
	for _, head := range []string{"về việc ", "về ", "v/v "} {
		if rest, ok := strings.CutPrefix(k, head); ok {
			return rest
		}
	}
	return k
}

func TestRealGold(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(realDir(t), "gold", "*.gold.json"))
	s := newScore(t)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var gold struct {
			Doc                                          string
			Type, Number, Place, Issued, Issuer, Subject *string
			Signers                                      []struct{ Name, Title, Authority string }
			Recipients, Dates                            []string
		}
		if err := json.Unmarshal(data, &gold); err != nil {
			t.Fatal(err)
		}
		pages := pagesOf(t, filepath.Join(filepath.Dir(path), gold.Doc))
		r := recordOf(pages)
		checkSpans(t, gold.Doc, &r, pages)
		str := func(p *string) string {
			if p == nil {
				return ""
			}
			return *p
		}
		ok := s.check(gold.Doc, "number", str(gold.Number), r.Number.Or(""), number.Equal(str(gold.Number), r.Number.Or("")))
		ok = s.check(gold.Doc, "type", str(gold.Type), r.Type.Or(""), sameKey(str(gold.Type), r.Type.Or(""))) && ok
		ok = s.check(gold.Doc, "issued", str(gold.Issued), r.Issued.Or(""), str(gold.Issued) == r.Issued.Or("")) && ok
		ok = s.check(gold.Doc, "issuer", str(gold.Issuer), r.Issuer.Or(""), strings.HasPrefix(vntext.Key(r.Issuer.Or("")), vntext.Key(str(gold.Issuer)))) && ok
		ok = s.check(gold.Doc, "subject", str(gold.Subject), r.Subject.Or(""), bare(str(gold.Subject)) == bare(r.Subject.Or(""))) && ok
		name := ""
		if len(gold.Signers) > 0 {
			name = gold.Signers[0].Name
		}
		ok = s.check(gold.Doc, "signer", name, signerOf(&r), sameKey(name, signerOf(&r))) && ok
		s.check(gold.Doc, "whole", "", "", ok)
		s.check(gold.Doc, "place", str(gold.Place), r.Place.Or(""), str(gold.Place) == r.Place.Or(""))
		if len(gold.Signers) > 0 && len(r.Signers) > 0 {
			s.check(gold.Doc, "title", gold.Signers[0].Title, r.Signers[0].Title.Or(""), gold.Signers[0].Title == r.Signers[0].Title.Or(""))
			s.check(gold.Doc, "authority", gold.Signers[0].Authority, r.Signers[0].Authority.Or(""), gold.Signers[0].Authority == r.Signers[0].Authority.Or(""))
		}
		var got []string
		for _, f := range r.Recipients {
			got = append(got, f.Or(""))
		}
		s.check(gold.Doc, "recipients", strings.Join(gold.Recipients, " | "), strings.Join(got, " | "), sameKey(strings.Join(gold.Recipients, " | "), strings.Join(got, " | ")))
		var days []string
		seen := map[string]bool{}
		for _, d := range r.Dates {
			if d.Precision == "day" && !seen[d.Value] {
				seen[d.Value] = true
				days = append(days, d.Value)
			}
		}
		s.check(gold.Doc, "dates", strings.Join(gold.Dates, " "), strings.Join(days, " "), strings.Join(gold.Dates, " ") == strings.Join(days, " "))
	}
	for _, f := range []string{"number", "type", "issued"} {
		s.atLeast(f, 0.95)
	}
	for _, f := range []string{"signer", "issuer", "subject", "whole", "place", "title", "authority", "recipients", "dates"} {
		s.atLeast(f, 0.9)
	}
}

type metadata struct {
	File                            string
	Type, Number, Signer, Effective string
}

func metadataOf(t *testing.T, dir string) []metadata {
	data, err := os.ReadFile(filepath.Join(dir, "metadata.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var all []metadata
	scan := bufio.NewScanner(bytes.NewReader(data))
	for scan.Scan() {
		var m metadata
		if err := json.Unmarshal(scan.Bytes(), &m); err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	return all
}

// squeeze is text as number.Key writes numbers, to look one up.
func squeeze(text string) string { return number.Key(text[:min(len(text), 3000)]) }

func TestRealDatabase(t *testing.T) {
	dir := filepath.Join(realDir(t), "vbpl")
	s := newScore(t)
	for _, m := range metadataOf(t, dir) {
		pages := pagesOf(t, filepath.Join(dir, m.File))
		r := recordOf(pages)
		checkSpans(t, m.File, &r, pages)
		// The title of the web page carries slips, and some bodies have no head:
		// a number that the text does not print cannot be read from it.
		if m.Number != "" && strings.Contains(squeeze(pages[0].Text), number.Key(vntext.NFC(m.Number))) {
			s.check(m.File, "number", m.Number, r.Number.Or(""), number.Equal(vntext.NFC(m.Number), r.Number.Or("")))
		}
		if m.Type != "" {
			s.check(m.File, "type", m.Type, r.Type.Or(""), sameKey(m.Type, r.Type.Or("")))
		}
		if m.Signer != "" {
			want := vntext.NFC(m.Signer)
			s.check(m.File, "signer", m.Signer, signerOf(&r), sameKey(want[zone.Rank(want):], signerOf(&r)))
		}
		if m.Effective != "" {
			p := strings.Split(m.Effective, "/")
			want := p[2] + "-" + p[1] + "-" + p[0]
			s.check(m.File, "effective", want, r.Effective.Or(""), want == r.Effective.Or(""))
		}
		if m.Type != "" {
			s.check(m.File, "any issuer", "", "", r.Issuer.Value != nil)
			s.check(m.File, "any subject", "", "", r.Subject.Value != nil)
			s.check(m.File, "any date", "", "", r.Issued.Value != nil)
			s.check(m.File, "any signer", "", "", len(r.Signers) > 0)
		}
	}
	s.atLeast("number", 0.97)
	s.atLeast("type", 0.97)
	s.atLeast("signer", 0.95)
	s.atLeast("effective", 0.85)
	for _, f := range []string{"any issuer", "any subject", "any date", "any signer"} {
		s.atLeast(f, 0.9)
	}
}

func TestRealGazette(t *testing.T) {
	dir := filepath.Join(realDir(t), "gazette")
	s := newScore(t)
	for _, m := range metadataOf(t, dir) {
		pages := pagesOf(t, filepath.Join(dir, m.File))
		r := recordOf(pages)
		checkSpans(t, m.File, &r, pages)
		s.check(m.File, "number", m.Number, r.Number.Or(""), number.Equal(m.Number, r.Number.Or("")))
		s.check(m.File, "type", m.Type, r.Type.Or(""), sameKey(m.Type, r.Type.Or("")))
		s.check(m.File, "any signer", "", signerOf(&r), len(r.Signers) > 0)
		s.check(m.File, "any issuer", "", "", r.Issuer.Value != nil)
		t.Logf("%s: issuer %q issued %s signer %q subject %q", m.File, r.Issuer.Or(""), r.Issued.Or(""), signerOf(&r), r.Subject.Or(""))
	}
	s.atLeast("number", 0.9)
	s.atLeast("type", 0.9)
	s.atLeast("any signer", 0.9)
	s.atLeast("any issuer", 0.9)
}
