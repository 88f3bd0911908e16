package index

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/internal/vntext"
)

// terms are the words of a field of a document in the order of their positions.
func terms(t *testing.T, e Entry, name string) []string {
	t.Helper()
	doc, _ := newAnalyzer().document(e)
	for _, f := range doc.Fields {
		if f.Name() != name {
			continue
		}
		out := make([]string, f.AnalyzedLength())
		for term, tf := range f.AnalyzedTokenFrequencies() {
			at := uint64(0)
			for _, d := range tf.Locations[0].ArrayPositions {
				at += d
				out[at-1] = term
			}
			if tf.Frequency() != len(tf.Locations[0].ArrayPositions) {
				t.Errorf("%s: %q has frequency %d and %d positions", name, term, tf.Frequency(), len(tf.Locations[0].ArrayPositions))
			}
		}
		return out
	}
	return nil
}

func TestAnalysis(t *testing.T) {
	long := strings.Repeat("ễ", 50)
	for _, c := range []struct {
		text          string
		words, folded string
	}{
		{"Đổi Mới căn bản", "đổi mới căn bản", "doi moi can ban"},
		{"hoá hóa", "hóa hóa", "hoa hoa"}, // two styles of tone
		{"uỷ ủy Thuỷ quý", "ủy ủy thủy quý", "uy uy thuy quy"},
		{"Ðiều Điều", "điều điều", "dieu dieu"},                      // ETH for Đ
		{vntext.NFC("gia\u0301o du\u0323c"), "giáo dục", "giao duc"}, // NFD, as pages never are
		{"29-NQ/TW", "29 nq tw", "29 nq tw"},
		{"30/2020/NĐ-CP", "30 2020 nđ cp", "30 2020 nd cp"},
		{"ngày 04/11/2013", "ngày 04 11 2013", "ngay 04 11 2013"},
		{"của, của. (của)", "của của của", "cua cua cua"},
		{long, strings.Repeat("ễ", 21), strings.Repeat("e", 50)}, // cut on a rune border
		{"", "", ""},
	} {
		e := entry("x", c.text)
		if d := cmp.Diff(strings.Fields(c.words), terms(t, e, fieldWords), cmpEmpty); d != "" {
			t.Errorf("%q: words (-want +got):\n%s", c.text, d)
		}
		if d := cmp.Diff(strings.Fields(c.folded), terms(t, e, fieldFolded), cmpEmpty); d != "" {
			t.Errorf("%q: folded (-want +got):\n%s", c.text, d)
		}
	}
	// positions run on over a page border
	if got := strings.Join(terms(t, entry("x", "căn", "bản"), fieldWords), " "); got != "căn bản" {
		t.Errorf("two pages: %q", got)
	}
}

var cmpEmpty = cmp.Transformer("empty", func(s []string) string { return strings.Join(s, " ") })

func TestKeys(t *testing.T) {
	e := entry("x", "Căn cứ Nghị định 30/2020/NĐ-CP và Quyết định số 05-QĐ/TW ngày 01/02/2016 và Nghị định số 7").
		bearing("Kế hoạch", "171-KH/HU", "171", "KH/HU", 0, "2024-12-02").
		citing(t, "Nghị định", "30/2020/NĐ-CP", "", "Nghị định 30/2020/NĐ-CP").
		citing(t, "", "05-QĐ/TW", "2016-02-01", "05-QĐ/TW").
		citing(t, "Nghị định", "7", "", "Nghị định số 7")
	for _, c := range []struct {
		field string
		want  []string
	}{
		{fieldNumber, []string{"171||kh hu", "ke hoach#171", "ke hoach#171#2024"}},
		{fieldCites, []string{
			"30|2020|nd cp", "30||nd cp", "5||qd tw",
			"nghi dinh#30", "nghi dinh#30#2020", "nghi dinh#7",
			"quy dinh#5", "quy dinh#5#2016", "quyet dinh#5", "quyet dinh#5#2016", // QĐ is both
		}},
		{fieldYear, []string{"2024"}},
	} {
		doc, _ := newAnalyzer().document(e)
		var got []string
		for _, f := range doc.Fields {
			if f.Name() == c.field {
				for k := range f.AnalyzedTokenFrequencies() {
					got = append(got, k)
				}
			}
		}
		slices.Sort(got)
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.field, d)
		}
	}
}
