package register

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"vanthu/corpus"
)

func field(value string, confidence float64) corpus.Field[string] {
	return corpus.Field[string]{Value: &value, Confidence: confidence}
}

func directive(number, issued, subject string) *corpus.Record {
	r := &corpus.Record{ID: "0123456789abcdef", Source: corpus.Source{Name: "box/a.pdf", Pages: 3}}
	r.Type, r.Issued, r.Subject, r.Secrecy = field("Kế hoạch", 0.95), field(issued, 0.95), field(subject, 0.95), field("MẬT", 0.9)
	r.Number.Field = field(number, 0.5)
	r.Issuer.Field, r.Issuer.Body = field("Ủy ban nhân dân xã", 0.9), "Ủy ban nhân dân xã An Khê"
	r.Signers = []corpus.Signer{{Name: field("Trần Văn Mẫu", 0.95), Title: field("Chủ tịch", 0.9)}}
	r.Pages = []corpus.PageSummary{{Page: 1, Method: corpus.MethodOCR, Language: "vi"}, {Page: 2, Method: corpus.MethodOCR, Language: "vi"}, {Page: 3, Method: corpus.MethodOCR, Language: "en"}}
	r.Labels = []corpus.Label{{Kind: corpus.LabelFonds, Name: "UBND xã An Khê"}, {Kind: corpus.LabelFile, Name: "Đất đai 1998"}, {Kind: corpus.LabelBox, Name: "17"}}
	return r
}

// wanted is the row of directive("12/KH-UBND", "2023-05-07", "Về việc mẫu").
var wanted = []string{
	"1", "UBND xã An Khê", "Đất đai 1998", "17", "12/KH-UBND", "07/05/2023", "Kế hoạch", "Ủy ban nhân dân xã An Khê", "Về việc mẫu",
	"Trần Văn Mẫu", "Chủ tịch", "MẬT", "3", "tiếng Việt, tiếng Anh", "bản quét", "box/a.pdf", "0123456789abcdef", "cần xem lại: số, ký hiệu",
}

// evil are texts that a spreadsheet would run as formulas.
var evil = []string{`=HYPERLINK("http://example.org","x")`, "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "\r\n=1+1", "＝1+1"}

func workbook(t *testing.T, documents ...*corpus.Record) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWorkbook(&b)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range documents {
		if err := w.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The workbook is opened by a library for spreadsheets: every cell is there, the
// date is a date that is shown as archivists write it, and no text is a formula.
func TestWorkbook(t *testing.T) {
	documents := []*corpus.Record{directive("12/KH-UBND", "2023-05-07", "Về việc mẫu"), directive("1/CT", "1899-12-31", ""), directive("2/CT", "2023", "\x00\x01a\nb\x0b")}
	for _, e := range evil {
		documents = append(documents, directive(e, "2023-05-07", e))
	}
	f, err := excelize.OpenReader(bytes.NewReader(workbook(t, documents...)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheetName)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(documents)+1 {
		t.Fatalf("%d rows, want a head and %d", len(rows), len(documents))
	}
	if !slices.Equal(rows[1], wanted) {
		t.Errorf("row\n%q, want\n%q", rows[1], wanted)
	}
	raw, err := f.GetCellValue(sheetName, "F2", excelize.Options{RawCellValue: true})
	if kind, kerr := f.GetCellType(sheetName, "F2"); raw != "45053" || err != nil || kerr != nil || kind != excelize.CellTypeUnset {
		t.Errorf("the date is %q of type %v, %v, %v; want the day 45053 as a number, which sorts", raw, kind, err, kerr)
	}
	if rows[2][5] != "31/12/1899" || rows[3][5] != "2023" || rows[3][8] != "ab" && rows[3][8] != "a b" {
		t.Errorf("before 1900, of a year alone, with control characters: %q", rows[2:4])
	}
	for i := range evil {
		for _, column := range []string{"E", "I"} {
			cell := fmt.Sprintf("%s%d", column, i+5)
			formula, err := f.GetCellFormula(sheetName, cell)
			kind, kerr := f.GetCellType(sheetName, cell)
			if formula != "" || err != nil || kerr != nil || kind != excelize.CellTypeInlineString {
				t.Errorf("%q is a formula %q of type %v, %v, %v: want a text", evil[i], formula, kind, err, kerr)
			}
		}
	}
}

func TestCSV(t *testing.T) {
	for _, c := range []struct {
		mark  bool
		comma rune
	}{{false, ','}, {true, ';'}} {
		var b bytes.Buffer
		w, err := NewCSV(&b, c.mark, c.comma)
		if err != nil {
			t.Fatal(err)
		}
		documents := []*corpus.Record{directive("12/KH-UBND", "2023-05-07", "Về việc mẫu")}
		for _, e := range evil {
			documents = append(documents, directive(e, "2023-05-07", e))
		}
		for _, d := range documents {
			if err := w.Add(d); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		if strings.HasPrefix(text, byteOrderMark) != c.mark {
			t.Errorf("byte order mark wanted %v: %.20q", c.mark, text)
		}
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, byteOrderMark)))
		r.Comma = c.comma
		rows, err := r.ReadAll()
		if err != nil || len(rows) != len(documents)+1 || !slices.Equal(rows[1], wanted) {
			t.Fatalf("%q, %v", rows, err)
		}
		for i, e := range evil {
			if got := rows[i+2][8]; got != "'"+clean(e) {
				t.Errorf("%q is written %q: a spreadsheet may run it", e, got)
			}
		}
	}
}

// Law: no cell of a CSV begins as a formula, whatever a document says, and every
// row has all cells.
func FuzzCSV(f *testing.F) {
	for _, e := range append(evil, "Về việc \"mẫu\", và", " =1", "\u200b=1", "\xff=1") {
		f.Add(e)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		w, err := NewCSV(&b, false, ',')
		if err != nil {
			t.Fatal(err)
		}
		d := directive(s, s, s)
		d.Labels = []corpus.Label{{Kind: corpus.LabelBox, Name: s}, {Kind: corpus.LabelBox, Name: s}}
		if err := w.Add(d); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&b).ReadAll()
		if err != nil || len(rows) != 2 || len(rows[1]) != len(columns)+1 {
			t.Fatalf("%q: %q, %v", s, rows, err)
		}
		for _, cell := range rows[1] {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n") {
				t.Errorf("%q is written as the cell %q", s, cell)
			}
		}
	})
}

// Memory does not grow with the number of rows.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("20,000 rows")
	}
	const rows = 20_000
	w, err := NewWorkbook(io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	d := directive("12/KH-UBND", "2023-05-07", strings.Repeat("Về việc mẫu ", 15))
	most := uint64(0)
	for i := range rows {
		if err := w.Add(d); err != nil {
			t.Fatal(err)
		}
		if i%4_000 == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	most = max(most, m.HeapAlloc)
	if most > 80<<20 {
		t.Errorf("%d MB of heap for %d rows, want what a few rows need", most>>20, rows)
	}
	t.Logf("%d MB of heap at most", most>>20)
}
