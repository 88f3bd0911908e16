package extract

import (
	"slices"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/fixture"
	"vanthu/internal/zone"
)

// A scan is a page as a recogniser gives it: what stands in number and date line,
// and what was seen of the cells.
type scan struct {
	name, title, number, place string
	inks                       [3]corpus.Ink // of number, day and month
	cells                      [3]string     // digits read in them
	hands                      [3][]corpus.Candidate
	signed                     string // day of the signature
	annex                      string
	method                     corpus.Method
	year                       float64 // the recogniser's confidence in the year; 0 for that in any word
}

// printedScan is one of which everything is print.
func printedScan() scan {
	return scan{
		name: "doc-01.pdf", title: "TỜ TRÌNH", number: "Số: 44/TTr-UBND", place: "An Khê, ngày 11 tháng 5 năm 2024",
		inks: [3]corpus.Ink{corpus.Printed, corpus.Printed, corpus.Printed}, cells: [3]string{"44", "11", "5"}, method: corpus.MethodOCR,
	}
}

func (s scan) record() corpus.Record {
	sheet := fixture.Directive{
		Left: []string{"ỦY BAN NHÂN DÂN", "XÃ AN KHÊ"}, Right: []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"},
		Number: []string{s.number}, Place: s.place, Title: s.title, Subject: []string{"Về kho lưu trữ"},
		Body: []string{"Kho lưu trữ đã xuống cấp, cần được sửa chữa và mở rộng để bảo quản hồ sơ./."}, Recipients: []string{"- Lưu: VT."},
		Signature: []string{"CHỦ TỊCH"}, Signer: "Trần Văn Mẫu",
	}.Sheets()[0]
	page := sheet.Page()
	page.Method = s.method
	for i, kind := range [...]string{corpus.CellNumber, corpus.CellDay, corpus.CellMonth} {
		c := corpus.Cell{Kind: kind, Box: s.boxOf(page, i), Ink: s.inks[i], Sure: 0.9}
		if s.cells[i] != "" {
			c.Candidates = []corpus.Candidate{{Value: s.cells[i], Evidence: corpus.EvidenceCell, Confidence: 0.9}}
		}
		for _, h := range s.hands[i] {
			h.Evidence = corpus.EvidenceHand
			c.Candidates = append(c.Candidates, h)
		}
		page.Cells = append(page.Cells, c)
	}
	for i, w := range page.Words {
		if s.year > 0 && page.Text[w.Start:w.End] == "2024" {
			page.Words[i].Confidence = s.year
		}
	}
	if s.signed != "" {
		page.Stamps = []corpus.Stamp{{Text: "Ký bởi: UBND xã An Khê", Time: s.signed + "T08:00:00+07:00"}}
	}
	pages := []corpus.Page{page}
	if s.annex != "" {
		pages = append(pages, corpus.Page{Number: 2, Method: s.method, Text: s.annex})
	}
	return Record(corpus.Source{Name: s.name}, zone.Split(pages))
}

// byHand makes a cell one of a pen, of which the page and Tesseract have nothing.
func (s *scan) byHand(cell int, readings ...corpus.Candidate) {
	s.inks[cell], s.cells[cell], s.hands[cell] = corpus.Handwritten, "", readings
	switch cell {
	case 0:
		s.number = "Số:{4_ /TTr-UBND"
	case 1:
		s.place = strings.Replace(s.place, "ngày 11", "ngày {", 1)
	case 2:
		s.place = strings.Replace(s.place, "tháng 5", "tháng }", 1)
	}
}

// boxOf is where a cell would be: beside the first word of its line.
func (s scan) boxOf(page corpus.Page, cell int) corpus.Box {
	mark := [...]string{s.number[:strings.IndexByte(s.number, ':')], "An", "An"}[cell]
	for _, w := range page.Words {
		if strings.HasPrefix(page.Text[w.Start:w.End], mark) && w.Box[1] < 0.3 {
			return corpus.Box{w.Box[0] + 0.01, w.Box[1], w.Box[2] + 0.02, w.Box[3]}
		}
	}
	return corpus.Box{}
}

func TestScannedNumbersAndDates(t *testing.T) {
	for _, c := range []struct {
		trap         string
		spoil        func(s *scan)
		number, date string   // asserted; "" for silence
		codes        []string // findings about number and date
	}{
		{"print", func(*scan) {}, "44/TTr-UBND", "2024-05-11", nil},
		{"the number by hand looks like clean digits", func(s *scan) { s.inks[0] = corpus.Handwritten }, "", "2024-05-11", []string{"number-handwritten"}},
		{"the file name says the same", func(s *scan) { s.inks[0] = corpus.Handwritten; s.name = "44_TTr.pdf" }, "44/TTr-UBND", "2024-05-11", nil},
		{"the file name says otherwise", func(s *scan) { s.inks[0] = corpus.Handwritten; s.name = "11_TTr.pdf" }, "", "2024-05-11", []string{"number-handwritten"}},
		{"the file name gives another type", func(s *scan) { s.inks[0] = corpus.Handwritten; s.name = "44_CT.pdf" }, "", "2024-05-11", []string{"number-handwritten"}},
		{"digits that are none", func(s *scan) { s.number, s.inks[0], s.cells[0] = "Số:0{4_ /TTr-UBND", corpus.Handwritten, "" }, "", "2024-05-11", []string{"number-handwritten"}},
		{"two readings of print disagree", func(s *scan) { s.cells[0] = "41" }, "", "2024-05-11", []string{"number-unsure"}},
		{"ink that cannot be told, no second reading", func(s *scan) { s.inks[0], s.cells[0] = corpus.UnknownInk, "" }, "", "2024-05-11", []string{"number-unsure"}},
		{"the day by hand, month and year in print", func(s *scan) { s.inks[1] = corpus.Handwritten }, "44/TTr-UBND", "", []string{"date-handwritten"}},
		{"the day by hand is in the file name", func(s *scan) { s.inks[1] = corpus.Handwritten; s.name = "2024.05.11 TTr.pdf" }, "44/TTr-UBND", "2024-05-11", nil},
		{"signed on the day that was read: no confirmation", func(s *scan) { s.inks[1] = corpus.Handwritten; s.signed = "2024-05-11" }, "44/TTr-UBND", "", []string{"date-handwritten"}},
		{"signed on the first of the month: no other day is left", func(s *scan) {
			s.inks[1], s.signed, s.place, s.cells[1] = corpus.Handwritten, "2024-05-01", "An Khê, ngày 01 tháng 5 năm 2024", "01"
		}, "44/TTr-UBND", "2024-05-01", nil},
		{"a year that the recogniser is not sure of", func(s *scan) { s.year = 0.5 }, "44/TTr-UBND", "", []string{"date-unsure"}},
		{"the year that it was signed in is sure", func(s *scan) { s.year, s.signed = 0.5, "2024-05-13" }, "44/TTr-UBND", "2024-05-11", nil},
		{"print of a day after the signature", func(s *scan) { s.signed = "2024-05-07" }, "44/TTr-UBND", "", []string{"date-unsure"}},
		{"the month by hand too", func(s *scan) { s.inks[1], s.inks[2] = corpus.Handwritten, corpus.Handwritten }, "44/TTr-UBND", "", []string{"date-handwritten"}},
		{"ngày beyond reading", func(s *scan) { s.place, s.inks[1] = "An Khê, ngàW{ tháng 5 năm 2024", corpus.Handwritten }, "44/TTr-UBND", "", []string{"date-handwritten"}},
		{"the number by hand, read for sure", func(s *scan) {
			s.byHand(0, corpus.Candidate{Value: "17", Confidence: 0.97}, corpus.Candidate{Value: "11", Confidence: 0.02})
		}, "17/TTr-UBND", "2024-05-11", nil},
		{"the number by hand, read in two ways", func(s *scan) {
			s.byHand(0, corpus.Candidate{Value: "17", Confidence: 0.6}, corpus.Candidate{Value: "11", Confidence: 0.39})
		}, "", "2024-05-11", []string{"number-handwritten"}},
		{"the file name decides between them", func(s *scan) {
			s.byHand(0, corpus.Candidate{Value: "17", Confidence: 0.6}, corpus.Candidate{Value: "11", Confidence: 0.39})
			s.name = "11_TTr.pdf"
		}, "11/TTr-UBND", "2024-05-11", nil},
		{"day and month by hand, read for sure", func(s *scan) {
			s.byHand(1, corpus.Candidate{Value: "08", Confidence: 0.96})
			s.byHand(2, corpus.Candidate{Value: "10", Confidence: 0.98})
		}, "44/TTr-UBND", "2024-10-08", nil},
		{"a day by hand that the signature rules out leaves the other", func(s *scan) {
			s.byHand(1, corpus.Candidate{Value: "27", Confidence: 0.55}, corpus.Candidate{Value: "21", Confidence: 0.44})
			s.signed = "2024-05-22"
		}, "44/TTr-UBND", "2024-05-21", nil},
		{"a month by hand after the signature", func(s *scan) {
			s.byHand(2, corpus.Candidate{Value: "12", Confidence: 0.97})
			s.signed = "2024-05-22"
		}, "44/TTr-UBND", "", []string{"date-handwritten"}},
		{"a Sunday read by hand, a Monday likely too", func(s *scan) {
			s.byHand(1, corpus.Candidate{Value: "12", Confidence: 0.84}, corpus.Candidate{Value: "13", Confidence: 0.14})
		}, "44/TTr-UBND", "", []string{"date-handwritten"}},
		{"the hand has touched the mark before it", func(s *scan) {
			s.byHand(0, corpus.Candidate{Value: "272", Confidence: 0.98})
			s.number = "sǿ:{4_ /TTr-UBND"
		}, "272/TTr-UBND", "2024-05-11", nil},
		{"a month by hand of which two words were made", func(s *scan) {
			s.byHand(2, corpus.Candidate{Value: "10", Confidence: 0.98})
			s.place = "An Khê, ngày 11 tháng A o năm 2024"
		}, "44/TTr-UBND", "2024-10-11", nil},
		{"a month by hand of which nothing was made", func(s *scan) {
			s.byHand(2, corpus.Candidate{Value: "10", Confidence: 0.98})
			s.place = "An Khê, ngày 11 tháng năm 2024"
		}, "44/TTr-UBND", "2024-10-11", nil},
		{"another type than the title's by a letter", func(s *scan) { s.number = "Số: 44/TT-UBND" }, "", "2024-05-11", []string{"number-type", "number-unsure"}},
		{"a dash read as two", func(s *scan) { s.number = "Số: 44/TTr--UBND" }, "44/TTr-UBND", "2024-05-11", nil},
		{"a letter lost in the symbol", func(s *scan) { s.number, s.title = "Số: 44/C-UBND", "BÁO CÁO" }, "44/BC-UBND", "2024-05-11", nil},
		{"a dash lost in the symbol", func(s *scan) { s.number = "Số: 44 /TTrUBND" }, "44/TTr-UBND", "2024-05-11", nil},
		{"a letter doubled in the symbol", func(s *scan) { s.number, s.title = "Số: 44/QĐÐ-UBND", "QUYẾT ĐỊNH" }, "44/QĐ-UBND", "2024-05-11", nil},
		{"a symbol that no title explains", func(s *scan) { s.number = "Số: 44/XKQ-UBND" }, "", "2024-05-11", []string{"number-unsure"}},
		{"a text layer has no cells to look at", func(s *scan) { s.method = corpus.MethodTextLayer; s.inks = [3]corpus.Ink{} }, "44/TTr-UBND", "2024-05-11", nil},
	} {
		s := printedScan()
		c.spoil(&s)
		r := s.record()
		if got := assertedOf(r.Number.Field); got != c.number {
			t.Errorf("%s: number %q (%v at %.2f), want %q", c.trap, got, r.Number.Or("-"), r.Number.Confidence, c.number)
		}
		if got := assertedOf(r.Issued); got != c.date {
			t.Errorf("%s: issued %q (%v at %.2f), want %q", c.trap, got, r.Issued.Or("-"), r.Issued.Confidence, c.date)
		}
		var codes []string
		for _, f := range r.Findings {
			if strings.HasPrefix(f.Code, "number-") || strings.HasPrefix(f.Code, "date-") {
				codes = append(codes, f.Code)
				if f.Code == "number-type" { // what lint says of the type, besides
					continue
				}
				if f.Box == nil {
					t.Errorf("%s: %s has no box: a person must be shown the crop", c.trap, f.Code)
				}
				for _, cand := range f.Candidates {
					if cand.Confidence >= 0.7 {
						t.Errorf("%s: %s has the candidate %+v, asserted where the field is not", c.trap, f.Code, cand)
					}
				}
			}
		}
		if !slices.Equal(codes, c.codes) {
			t.Errorf("%s: findings %v, want %v", c.trap, codes, c.codes)
		}
	}
}

// A day that the signature leaves alone is settled by its stamp, not by the body.
func TestDayOfTheStamp(t *testing.T) {
	s := printedScan()
	s.inks[1], s.signed, s.cells[1] = corpus.Handwritten, "2024-05-01", ""
	s.place = "An Khê, ngày ( tháng 5 năm 2024"
	r := s.record()
	if got := assertedOf(r.Issued); got != "2024-05-01" || r.Issued.Evidence != corpus.EvidenceStamp {
		t.Errorf("issued %q from %q, want the first of May from the stamp", got, r.Issued.Evidence)
	}
}

func assertedOf(f corpus.Field[string]) string {
	if f.Value == nil || f.Confidence < 0.7 {
		return ""
	}
	return *f.Value
}

// What is printed beside handwriting is kept: symbol, place on the page, month
// and year.
func TestPartialValues(t *testing.T) {
	s := printedScan()
	s.inks = [3]corpus.Ink{corpus.Handwritten, corpus.Handwritten, corpus.Printed}
	s.signed = "2024-05-13"
	r := s.record()
	n := r.Number
	if n.Value != nil || n.Seq != "" || n.Symbol != "TTr-UBND" || n.Raw != "44/TTr-UBND" || n.Page != 1 || n.Box == nil {
		t.Errorf("of a handwritten number symbol and place are left, got %+v", n)
	}
	if r.Issued.Value != nil || r.Issued.Raw != "ngày 11 tháng 5 năm 2024" {
		t.Errorf("of a handwritten day its place is left, got %+v", r.Issued)
	}
	for _, f := range r.Findings {
		if f.Code != "date-handwritten" {
			continue
		}
		var values []string
		for _, c := range f.Candidates {
			values = append(values, c.Value+" "+c.Evidence)
		}
		slices.Sort(values)
		if want := []string{"2024-05-11 cell", "2024-05-11 page text", "2024-05-13 stamp"}; !slices.Equal(values, want) {
			t.Errorf("candidates %q, want %q", values, want)
		}
	}
	if got := r.Pages[0].Stamps; len(got) != 1 {
		t.Errorf("the page's summary has %d stamps, want 1", len(got))
	}

	for _, place := range []string{"An Khê, ngày { tháng 5 năm 2024", "An Khê, ngày 0 tháng 5 năm 2024", "An Khê, ngày 11 tháng 5 năm 2024"} {
		s.place = place
		r = s.record()
		i := slices.IndexFunc(r.Dates, func(d corpus.Date) bool { return d.Role == "issued" })
		if i < 0 || r.Dates[i].Value != "2024-05" || r.Dates[i].Text != "tháng 5 năm 2024" {
			t.Errorf("%s: the printed month is the date of issue as far as it is known; dates: %+v", place, r.Dates)
		}
	}
}
