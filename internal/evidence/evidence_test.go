package evidence

import (
	"slices"
	"strings"
	"testing"

	"vanthu/corpus"
)

func cellOf(ink corpus.Ink, readings ...string) *corpus.Cell {
	c := &corpus.Cell{Kind: corpus.CellNumber, Ink: ink, Sure: 0.9}
	for _, r := range readings {
		value, low := strings.CutSuffix(r, "?")
		sure := 0.9
		if low {
			sure = 0.2
		}
		c.Candidates = append(c.Candidates, corpus.Candidate{Value: value, Evidence: corpus.EvidenceCell, Confidence: sure})
	}
	return c
}

// written is a cell of a pen with what the reader of handwriting makes of it.
func written(readings ...corpus.Candidate) *corpus.Cell {
	c := &corpus.Cell{Kind: corpus.CellNumber, Ink: corpus.Handwritten, Sure: 0.9}
	for _, r := range readings {
		r.Evidence = corpus.EvidenceHand
		c.Candidates = append(c.Candidates, r)
	}
	return c
}

// by is a reading by hand with its probability.
func by(value string, p float64) corpus.Candidate {
	return corpus.Candidate{Value: value, Confidence: p}
}

func TestWeigh(t *testing.T) {
	for _, c := range []struct {
		trap string
		d    Digits
		want string // "" for silence
		from string
	}{
		{"print, read alike twice", Digits{Page: "123", Seen: 3, PageSure: 0.9, Cell: cellOf(corpus.Printed, "123")}, "123", corpus.EvidenceHead},
		{"print that the page has as 1]", Digits{Seen: 2, PageSure: 0.7, Cell: cellOf(corpus.Printed, "11")}, "11", corpus.EvidenceCell},
		{"print of which a digit was lost at the slash", Digits{Page: "2308", Seen: 4, PageSure: 0.9, Cell: cellOf(corpus.Printed, "230")}, "", ""},
		{"print of which a misread digit was lost", Digits{Seen: 4, PageSure: 0.9, Cell: cellOf(corpus.Printed, "230")}, "", ""},
		{"handwriting, read alike twice", Digits{Page: "44", Seen: 2, PageSure: 0.96, Cell: cellOf(corpus.Handwritten, "44")}, "", ""},
		{"handwriting and a file name that says the same", Digits{Page: "239", Seen: 3, PageSure: 0.7, Cell: cellOf(corpus.Handwritten, "39?"), Named: []string{"239"}}, "239", corpus.EvidenceFileName},
		{"the file name has no leading zero", Digits{Seen: 2, Cell: cellOf(corpus.Handwritten, "05"), Named: []string{"5"}}, "05", corpus.EvidenceFileName},
		{"a wrong file name beside a misreading", Digits{Page: "44", Seen: 2, PageSure: 0.9, Cell: cellOf(corpus.Handwritten, "41"), Named: []string{"05"}}, "", ""},
		{"a file name alone", Digits{Cell: cellOf(corpus.Handwritten), Named: []string{"07"}}, "", ""},
		{"a lone doubtful digit is hit by chance", Digits{Cell: cellOf(corpus.Handwritten, "4?"), Named: []string{"4"}}, "", ""},
		{"a lone digit that the page has by chance", Digits{Page: "4", Seen: 1, PageSure: 0.3, Cell: cellOf(corpus.Handwritten), Named: []string{"4"}}, "", ""},
		{"a lone digit that looks like print to the cell alone", Digits{Seen: 1, PageSure: 0.7, Cell: cellOf(corpus.Printed, "4")}, "", ""},
		{"print without a reading", Digits{Page: "4", Seen: 1, PageSure: 0.9, Cell: cellOf(corpus.Printed)}, "", ""},
		{"handwriting and the annexes' note", Digits{Page: "12", Seen: 2, PageSure: 0.5, Cell: cellOf(corpus.Handwritten), Repeated: []string{"12"}}, "12", corpus.EvidenceBody},
		{"the annexes' note alone, which is by hand too", Digits{Cell: cellOf(corpus.Handwritten), Repeated: []string{"12"}}, "", ""},
		{"the only day that the stamp leaves", Digits{Cell: cellOf(corpus.Handwritten), Only: "1"}, "1", corpus.EvidenceStamp},
		{"the only day, as it is written", Digits{Page: "01", Seen: 2, Cell: cellOf(corpus.Handwritten), Only: "1"}, "01", corpus.EvidenceStamp},
		{"a numerator, read alike twice", Digits{Page: "512", Seen: 3, PageSure: 0.9, Cell: cellOf(corpus.Stamped, "512")}, "512", corpus.EvidenceHead},
		{"ink that cannot be told, a doubtful reading", Digits{Page: "512", Seen: 3, PageSure: 0.6, Cell: cellOf(corpus.UnknownInk, "512")}, "", ""},
		{"ink that cannot be told against the file name", Digits{Page: "512", Seen: 3, PageSure: 0.9, Cell: cellOf(corpus.UnknownInk, "512"), Named: []string{"542"}}, "", ""},
		{"no cell", Digits{Page: "512", Seen: 3, PageSure: 0.97}, "", ""},
		{"nothing", Digits{}, "", ""},
		{"Tesseract's 44 of a hand's 11", Digits{Page: "44", Seen: 2, PageSure: 0.9, Cell: &corpus.Cell{Ink: corpus.UnknownInk, Candidates: []corpus.Candidate{
			{Value: "44", Evidence: corpus.EvidenceCell, Confidence: 0.9}, {Value: "11", Evidence: corpus.EvidenceHand, Confidence: 0.65}, {Value: "1", Evidence: corpus.EvidenceHand, Confidence: 0.3}}}}, "", ""},
		{"a hand that is read for sure", Digits{Seen: 3, Cell: written(by("239", 0.97), by("234", 0.02))}, "239", corpus.EvidenceHand},
		{"a hand that may be two", Digits{Seen: 2, Cell: written(by("11", 0.6), by("71", 0.38))}, "", ""},
		{"a scribble: no string has much", Digits{Cell: written(by("1", 0.05))}, "", ""},
		{"a doubtful hand that the file name confirms", Digits{Cell: written(by("06", 0.55), by("00", 0.4)), Named: []string{"6"}}, "06", corpus.EvidenceFileName},
		{"a sure hand against the file name", Digits{Cell: written(by("225", 0.91), by("255", 0.06)), Named: []string{"255"}}, "", ""},
		{"a hand that the name of another document contradicts", Digits{Cell: written(by("11", 0.93), by("17", 0.03)), Named: []string{"05"}}, "", ""},
		{"a doubtful hand that Tesseract reads alike", Digits{Page: "23", Seen: 2, PageSure: 0.9, Cell: written(by("23", 0.7), by("28", 0.2))}, "23", corpus.EvidenceHand},
		{"Tesseract reads what the hand hardly is", Digits{Page: "28", Seen: 2, PageSure: 0.9, Cell: written(by("23", 0.7), by("28", 0.2))}, "", ""},
		{"a lone digit that Tesseract hits by chance", Digits{Page: "4", Seen: 1, PageSure: 0.9, Cell: written(by("4", 0.5), by("9", 0.4))}, "", ""},
		{"a day that cannot be", Digits{Cell: written(by("30", 0.95), by("20", 0.04)), Forbidden: func(v string) bool { return v == "30" }}, "", ""},
		{"a day that is most unlikely", Digits{Cell: written(by("17", 0.85), by("11", 0.12)), Prior: func(v string) float64 { return map[string]float64{"17": 0.3, "11": 1}[v] }}, "", ""},
		{"print of a day that is none", Digits{Page: "31", Seen: 2, PageSure: 0.9, Cell: cellOf(corpus.Printed, "31"), Forbidden: func(v string) bool { return v == "31" }}, "", ""},
	} {
		v := Weigh(c.d)
		if v.Value != c.want || v.Evidence != c.from || (v.Value != "") != (v.Confidence >= asserted) {
			t.Errorf("%s: %q from %q with %.2f, want %q from %q", c.trap, v.Value, v.Evidence, v.Confidence, c.want, c.from)
		}
		for i, cand := range v.Candidates {
			if i > 0 && cand.Confidence > v.Candidates[i-1].Confidence || v.Value == "" && cand.Confidence >= asserted {
				t.Errorf("%s: candidates %+v: the likeliest first, none asserted where the field is not", c.trap, v.Candidates)
			}
		}
	}
}

func TestSequences(t *testing.T) {
	for _, c := range []struct{ trap, name, typ, issuer, want string }{
		{"type behind", "box/11CT.pdf", "CT", "UBND", "11"},
		{"type and issuer run together", "ab_660TBUB.signed.pdf", "TB", "UBND", "660"},
		{"a copy's counter", "47_QĐ_UB.signed_(1).pdf", "QĐ", "UBND", "47"},
		{"without the stroke", "47_QD.pdf", "QĐ", "UBND", "47"},
		{"capitals do not count", "09_TTR.pdf", "TTr", "UBND", "09"},
		{"type before", "QD 123.pdf", "QĐ", "UBND", "123"},
		{"with số", "CV so 45.docx", "", "SNV", "45"},
		{"a letter by its issuer", "574_UB.pdf", "", "UBND", "574"},
		{"the incoming number first", "2352_(_07-CT-UBND).pdf", "CT", "UBND", "07"},
		{"a date before", "2026.03.05_QD 123.pdf", "QĐ", "UBND", "123"},
		{"a year behind", "12_QD_2025.pdf", "QĐ", "UBND", "12"},
		{"a Windows path", `C:\scan\8_KH.pdf`, "KH", "HU", "8"},
		{"another type", "11CT.pdf", "KH", "UBND", ""},
		{"letters that are no type", "vht534.pdf", "TB", "UBND", ""},
		{"a counter", "doc-01.pdf", "CT", "UBND", ""},
		{"the scanner's name", "Scan20240311_0007.pdf", "CT", "UBND", ""},
		{"an identifier", "4f1a99e2-17ct.pdf", "CT", "UBND", "17"},
		{"far apart", "12 - báo cáo về CT.pdf", "CT", "UBND", ""},
		{"nothing", "", "CT", "UBND", ""},
	} {
		if got := strings.Join(ReadName(c.name).Sequences(c.typ, c.issuer), " "); got != c.want {
			t.Errorf("%s: %q of %s-%s gives %q, want %q", c.trap, c.name, c.typ, c.issuer, got, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	for name, want := range map[string][]string{
		"2026.03.05_QD 123.pdf": {"2026-03-05"},
		"QD_05-03-2026.pdf":     {"2026-03-05"},
		"20260305 12.pdf":       {"2026-03-05"},
		"05032026.pdf":          {"2026-03-05"},
		"12.13.2026.pdf":        nil, // no such month
		"1-2-3.pdf":             nil,
		"99999999.pdf":          nil,
		"10.1.2.2024.pdf":       nil, // a code
	} {
		if got := ReadName(name).Dates(); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", name, got, want)
		}
	}
}

// Laws: what a name says is digits of it, and dates exist.
func FuzzReadName(f *testing.F) {
	f.Add("2026.03.05_QD 123.signed (1).pdf", "QĐ", "UBND")
	f.Add("\xff/\u0301..1", "", "")
	f.Fuzz(func(t *testing.T, name, typ, issuer string) {
		n := ReadName(name)
		for _, s := range n.Sequences(typ, issuer) {
			if !strings.Contains(name, s) || strings.Trim(s, "0123456789") != "" {
				t.Fatalf("%q says %q", name, s)
			}
		}
		for _, d := range n.Dates() {
			if _, ok := dayOf("2006-01-02", d); !ok {
				t.Fatalf("%q says %q", name, d)
			}
		}
	})
}
