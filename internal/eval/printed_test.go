package eval

import (
	"strings"
	"testing"

	"vanthu/corpus"
)

func TestPrints(t *testing.T) {
	text := func(s string) body {
		return bodyOf(Extracted{Pages: []corpus.Page{{Number: 1, Text: s}}})
	}
	for _, c := range []struct {
		trap  string
		body  body
		field field
		gold  string
		want  bool
	}{
		{"number as printed", text("Số: 12/2025/TT-BYT"), fNumber, "12/2025/TT-BYT", true},
		{"number with blanks, in other dashes and broken over lines", text("Số:  12 /2025/TT\n– BYT"), fNumber, "12/2025/TT-BYT", true},
		{"number with a look-alike letter", text("Số: 12/2025/TT-BTС"), fNumber, "12/2025/TT-BTC", true},
		{"another number: a slip in the page's title", text("Số: 12/2026/TT-BYT"), fNumber, "12/2025/TT-BYT", false},
		{"a body without a head", text("THÔNG TƯ\nQuy định lập hồ sơ"), fNumber, "12/2025/TT-BYT", false},
		{"nothing is known of the text", body{}, fNumber, "12/2025/TT-BYT", true},
		{"a page image without text", text(" \n "), fNumber, "12/2025/TT-BYT", true},
		{"type in capitals", text("THÔNG TƯ\nQuy định"), fType, "Thông tư", true},
		{"another type", text("QUYẾT ĐỊNH\nVề hồ sơ"), fType, "Thông tư", false},
		{"a name in the other tone style", text("Nguyễn Hoà Mẫu"), fSigner, "Nguyễn Hòa Mẫu", true},
		{"a name that is not there", text("Nguyễn Hoà Mẫu"), fSigner, "Trần Văn Mẫu", false},
		{"a day in words without a zero", text("từ ngày 5 tháng 03 năm 2025"), fEffective, "2025-03-05", true},
		{"a day in figures", text("từ ngày 05/3/2025"), fEffective, "2025-03-05", true},
		{"another day", text("có hiệu lực từ ngày 05/4/2025"), fEffective, "2025-03-05", false},
		{"a day counted from signing", text("có hiệu lực thi hành kể từ ngày ký ban hành"), fEffective, "2025-03-05", true},
		{"a day counted in days", text("có hiệu lực sau 45 ngày"), fEffective, "2025-03-05", true},
		{"signing without force", text("có hiệu lực từ ngày 05/4/2025. " + strings.Repeat("Điều khoản khác. ", 20) + "kể từ ngày ký"), fEffective, "2025-03-05", false},
	} {
		if got := c.body.prints(c.field, c.gold); got != c.want {
			t.Errorf("%s: %s %q: printed %v, want %v", c.trap, c.field, c.gold, got, c.want)
		}
	}
}

// A value that the catalogue has and the document has not is a miss, but not
// among the printed ones, and says nothing of confidence.
func TestPrintedFigures(t *testing.T) {
	doc := func(file, number string) document {
		return document{file: file, header: []goldField{{name: fNumber, value: number}}}
	}
	record := func(text, number string) Extracted {
		e := Extracted{Pages: []corpus.Page{{Number: 1, Text: text}}}
		if number != "" {
			e.Record.Number.Value, e.Record.Number.Confidence = &number, 0.95
		}
		return e
	}
	set := Set{groups: []group{{kind: Metadata, folder: ".", docs: []document{
		doc("right", "1/2025/TT-BYT"), doc("slip", "2/2025/TT-BYT"), doc("missed", "3/2025/TT-BYT"), doc("wrong", "4/2025/TT-BYT"), doc("headless", "5/2025/TT-BYT"),
	}}}}
	report := Score(set, map[string]Extracted{
		"right":    record("Số: 1/2025/TT-BYT", "1/2025/TT-BYT"),
		"slip":     record("Số: 2/2026/TT-BYT", "2/2026/TT-BYT"),
		"missed":   record("Số: 3/2025/TT-BYT", ""),
		"wrong":    record("Số: 4/2025/TT-BYT, thay thế 9/2020/TT-BYT", "9/2020/TT-BYT"),
		"headless": record("THÔNG TƯ", ""),
	})
	n := report.Sections[0].Header[0]
	if n.Ratio != (Ratio{1, 5}) || n.Printed == nil || *n.Printed != (Ratio{1, 3}) {
		t.Errorf("number %v, printed %v; want 1/5 and 1/3", n.Ratio, n.Printed)
	}
	if len(report.Calibration) != 1 || report.Calibration[0].Field != "number" || report.Calibration[0].Sure != (Ratio{1, 2}) || report.Calibration[0].Covered != (Ratio{1, 1}) {
		t.Errorf("calibration %+v; want the number, sure 1/2, covered 1/1", report.Calibration)
	}
	table := report.String()
	for _, want := range []string{"  number                       1/5   20.0%", "    printed                    1/3   33.3%", "  number                       1/2   50.0%             1/1  100.0%"} {
		if !strings.Contains(table, want) {
			t.Errorf("the table lacks %q:\n%s", want, table)
		}
	}
	if misses := len(report.Sections[0].Documents[1].Misses); misses != 1 {
		t.Errorf("the slip is %d misses, want 1: the raw figure hides nothing", misses)
	}
}
