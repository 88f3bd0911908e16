package index

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/internal/vntext"
)

// terms are the words of a field of a document in the order of their positions.
func terms(t *testing.T, e Entry, name string) []string {
	t.Helper()
	doc, _ := newAnalyzer((&lexicon{}).index()).document(e)
	for _, f := range doc.Fields {
		if f.Name() != name {
			continue
		}
		var out []string
		for term, tf := range f.AnalyzedTokenFrequencies() {
			at, n := 0, 0
			l := tf.Locations[0]
			for _, step := range append([]uint64{uint64(l.Position), uint64(l.Start), uint64(l.End)}, l.ArrayPositions...) {
				if step > 0 {
					at += int(step)
					n++
					out = append(out, make([]string, max(at-len(out), 0))...)
					out[at-1] = term
				}
			}
			if tf.Frequency() != n {
				t.Errorf("%s: %q has frequency %d and %d positions", name, term, tf.Frequency(), n)
			}
		}
		return out
	}
	return nil
}

func TestAnalysis(t *testing.T) {
	long := strings.Repeat("ễ", 50)
	for _, c := range []struct {
		text  string
		words string
		folds string // sorted
	}{
		{"Đổi Mới căn bản", "đổi mới căn bản", "ban|bản can|căn doi|đổi moi|mới"},
		{"hoá hóa", "hóa hóa", "hoa|hóa"}, // two styles of tone
		{"uỷ ủy Thuỷ quý", "ủy ủy thủy quý", "quy|quý thuy|thủy uy|ủy"},
		{"Ðiều Điều", "điều điều", "dieu|điều"},                               // ETH for Đ
		{vntext.NFC("gia\u0301o du\u0323c"), "giáo dục", "duc|dục giao|giáo"}, // NFD, as pages never are
		{"29-NQ/TW", "29 nq tw", ""},
		{"30/2020/NĐ-CP", "30 2020 nđ cp", "nd|nđ"},
		{"ngày 04/11/2013", "ngày 04 11 2013", "ngay|ngày"},
		{"của, của. (của) ban của của", "của của của ban của của", "cua|của"},                    // more than three places
		{long, strings.Repeat("ễ", 21), strings.Repeat("e", 21) + "|" + strings.Repeat("ễ", 21)}, // cut on a rune border
		{"", "", ""},
	} {
		e := entry("x", c.text)
		if d := cmp.Diff(c.words, strings.Join(terms(t, e, fieldWords), " ")); d != "" {
			t.Errorf("%q: words (-want +got):\n%s", c.text, d)
		}
		if d := cmp.Diff(c.folds, strings.Join(values(e, fieldFolds), " ")); d != "" {
			t.Errorf("%q: folds (-want +got):\n%s", c.text, d)
		}
	}
	// positions run on over a page border
	if got := strings.Join(terms(t, entry("x", "căn", "bản"), fieldWords), " "); got != "căn bản" {
		t.Errorf("two pages: %q", got)
	}
}

// values are the whole values of a field, sorted.
func values(e Entry, name string) []string {
	doc, _ := newAnalyzer((&lexicon{}).index()).document(e)
	var out []string
	for _, f := range doc.Fields {
		if f.Name() == name {
			for k := range f.AnalyzedTokenFrequencies() {
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	return out
}

func TestKeys(t *testing.T) {
	e := entry("x", "Căn cứ Nghị định 30/2020/NĐ-CP và Quyết định số 05-QĐ/TW ngày 01/02/2016 và Nghị định số 7").
		bearing("Kế hoạch", "171-KH/HU", "171", "KH/HU", 0, "2024-12-02").
		citing(t, "Nghị định", "30/2020/NĐ-CP", "", "Nghị định 30/2020/NĐ-CP").
		citing(t, "", "05-QĐ/TW", "2016-02-01", "05-QĐ/TW").
		citing(t, "Nghị định", "7", "", "Nghị định số 7").related("căn cứ")
	for _, c := range []struct {
		field string
		want  []string
	}{
		{fieldNumber, []string{"171||kh hu", "=00000171!0000!kh hu", "ke hoach#171", "ke hoach#171#2024"}},
		{fieldCites, []string{
			"30|2020|nd cp", "30||nd cp", "5||qd tw",
			"nghi dinh#30", "nghi dinh#30#2020", "nghi dinh#7",
			"quy dinh#5", "quy dinh#5#2016", "quyet dinh#5", "quyet dinh#5#2016", // QĐ is both
		}},
		{fieldRelation, []string{
			"căn cứ|nghi dinh#7",
			"|30|2020|nd cp", "|30||nd cp", "|5||qd tw", // no relation is known
			"|nghi dinh#30", "|nghi dinh#30#2020", "|quy dinh#5", "|quy dinh#5#2016", "|quyet dinh#5", "|quyet dinh#5#2016",
		}},
		{fieldYear, []string{"2024"}},
	} {
		got := values(e, c.field)
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.field, d)
		}
	}
}

// Lengths are kept roughly, in one byte.
func TestRoughLength(t *testing.T) {
	for _, n := range []int{0, 1, 7, 100, 1999, 40_000, 1_500_000} {
		rough := roughLength(n)
		if got := wordCounts()[rough]; rough > 127 || math.Abs(got-float64(n)) > 0.07*float64(n) {
			t.Errorf("%d words are kept as %d, which is %.0f", n, rough, got)
		}
	}
}
