package read

import (
	"testing"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/read/layer"
)

// What a text layer says of a page that must be seen goes with the page: why it
// was recognised, and the stamp of the signature.
func TestStampTravels(t *testing.T) {
	needPoppler(t)
	all, err := fixture.OddPDFs()
	if err != nil {
		t.Fatal(err)
	}
	for _, odd := range all {
		if odd.Name != "page-stamp.pdf" {
			continue
		}
		for _, mode := range []Mode{Auto, Always, Never} {
			reader := New(mode)
			if mode != Never && !reader.sees() {
				t.Skip("Tesseract is not installed")
			}
			leaves, err := reader.Open(t.Context(), save(t, odd.Name, odd.Data), "application/pdf")
			if mode == Never {
				if err == nil {
					t.Errorf("a stamp alone was taken for a text: %+v", leaves)
				}
				continue
			}
			if err != nil || len(leaves) != 1 || leaves[0].Page != nil {
				t.Fatalf("leaves %+v, %v; want one to be seen", leaves, err)
			}
			page := leaves[0].Dress(corpus.Page{Number: 1, Text: "a", Lines: []corpus.Line{{End: 1}}})
			why := len(page.Findings) == 1 && page.Findings[0].Code == layer.CodeStampOnly || mode == Always && page.Findings == nil
			if len(page.Stamps) != 1 || page.Stamps[0].Time == "" || !why || page.Text != "a" {
				t.Errorf("page %+v, want the stamp and the reason", page)
			}
		}
		return
	}
	t.Fatal("there is no page-stamp.pdf among the odd PDFs")
}

// Texts saved from a gazette's PDF hold the stamp of the gazette.
func TestStampInText(t *testing.T) {
	const body = "UBND XÃ AN KHÊ\nSố: 12/TB-UBND\nNgày ký: 05/03/2026"
	path := save(t, "a.txt", []byte("Người ký: VĂN PHÒNG\nEmail: vp@ankhe.gov.vn\nNgày ký: 2026-03-06 16:59:52 +07:00\n"+body))
	leaves, err := New(Never).Open(t.Context(), path, "text/plain")
	if err != nil {
		t.Fatal(err)
	}
	page := leaves[0].Page
	if page.Text != body || len(page.Stamps) != 1 || page.Stamps[0].Time != "2026-03-06T16:59:52+07:00" || page.Stamps[0].By != "VĂN PHÒNG" {
		t.Errorf("text %q, stamps %+v", page.Text, page.Stamps)
	}
}

// A scan over whose head lies a signature's stamp is seen without annotations;
// one onto which somebody has typed the number as a note, with them.
func TestBare(t *testing.T) {
	for _, c := range []struct {
		what  string
		stamp bool
		notes int
		bare  bool
	}{
		{"a stamp", true, 0, true},
		{"a stamp and a number typed as a note", true, 1, false},
		{"nothing", false, 0, false},
	} {
		l := Leaf{Number: 1, notes: c.notes}
		if c.stamp {
			l.stamps = []corpus.Stamp{{Text: "Ký bởi: Văn phòng"}}
		}
		if got := l.bare(); got != c.bare {
			t.Errorf("%s: bare is %v, want %v", c.what, got, c.bare)
		}
	}
}
