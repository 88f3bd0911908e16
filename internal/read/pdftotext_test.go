package read

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"vanthu/corpus"
)

// layoutOf writes words at places as pdftotext -bbox-layout does, one line each
// string: "text@left,right".
func layoutOf(lines ...[]string) string {
	var b strings.Builder
	b.WriteString("<html>\n<doc>\n  <page width=\"600.000000\" height=\"800.000000\">\n    <flow>\n      <block xMin=\"0\">\n")
	for i, words := range lines {
		y := 100 + 20*i
		b.WriteString("        <line xMin=\"0\">\n")
		for _, w := range words {
			text, place, _ := strings.Cut(w, "@")
			left, right, _ := strings.Cut(place, ",")
			fmt.Fprintf(&b, "          <word xMin=\"%s\" yMin=\"%d\" xMax=\"%s\" yMax=\"%d\">%s</word>\n", left, y, right, y+15, text)
		}
		b.WriteString("        </line>\n")
	}
	b.WriteString("      </block>\n    </flow>\n  </page>\n</doc>\n")
	return b.String()
}

func TestParseLayout(t *testing.T) {
	tests := []struct {
		name, layout, want string
	}{
		{"lines and words", layoutOf([]string{"Số:@50,70", "12/TB-UBND@75,140"}, []string{"Căn@50,70", "cứ@75,90"}), "Số: 12/TB-UBND\nCăn cứ"},
		{"a word in two fonts", layoutOf([]string{"tr@50,58", "ướ@58.3,70", "c@70,75", "ngày@80,100"}), "trước ngày"},
		{"letters over each other", layoutOf([]string{"tháng@50,80", "5@78,82"}), "tháng5"},
		{"a font that lost its widths", layoutOf([]string{"quyền@50,53", "địa@53.6,55.4", "phương@56,59.6"}, []string{"chức@50,70", "chính@54,74"}), "quyền địa phương\nchức chính"},
		{"what XML escapes", layoutOf([]string{"A&amp;B@50,70", "&lt;x&gt;@80,90"}), "A&B <x>"},
		{"controls and broken UTF-8", layoutOf([]string{"a\x03b@50,70", "\xFF@80,90", "\x01@95,99"}), "ab \uFFFD"},
		{"no ink", layoutOf([]string{"Ca\u200b\u0306n\ufeff@50,70", "\u200e@75,76", "cứ@80,90"}), "Căn cứ"},
		{"marks apart", layoutOf([]string{"Ca\u0306n@50,70"}), "Căn"},
		{"a line without words", layoutOf([]string{"a@50,60"}, nil, []string{"b@50,60"}, nil), "a\nb"},
		{"no lines", layoutOf(), ""},
		{"a page wider than any", strings.Replace(layoutOf([]string{"a@50,60"}), "600.000000", strings.Repeat("9", 41)+".000000", 1), "a"},
		{"an empty page repeats the one before", strings.Replace(layoutOf([]string{"a@50,60"}), "width=\"600.000000\" height=\"800.000000\"", "width=\"0.000000\" height=\"0.000000\"", 1), ""},
	}
	for _, tt := range tests {
		got := parseLayout(tt.layout, 3)
		if len(got) != 1 || got[0].Text != tt.want || got[0].Number != 3 {
			t.Errorf("%s: %+v, want one page 3 of %q", tt.name, got, tt.want)
			continue
		}
		checkPage(t, &got[0])
	}
	if got := parseLayout(layoutOf([]string{"a@50,60"})+"  <page width=\"600\" height=\"800\">\n<line>\n<word xMin=\"1\">b</word>\n", 1); len(got) != 1 {
		t.Errorf("%d pages, want 1: the second breaks off", len(got))
	}
	turned := "<page width=\"600\" height=\"800\">\n<line>\n<word xMin=\"50\" yMin=\"200\" xMax=\"62\" yMax=\"240\">Ghi</word>\n<word xMin=\"50\" yMin=\"170\" xMax=\"62\" yMax=\"196\">chú</word>\n</line>\n</page>\n"
	if got := parseLayout(turned, 1); len(got) != 1 || got[0].Text != "Ghi chú" {
		t.Errorf("text set upwards: %+v", got)
	}
}

// checkPage fails where a page breaks the promises of corpus.Page.
func checkPage(t testing.TB, p *corpus.Page) {
	t.Helper()
	end := -1
	for _, l := range p.Lines {
		if l.Start != end+1 || l.End < l.Start || l.End > len(p.Text) {
			t.Fatalf("line %+v does not follow byte %d of %q", l, end, p.Text)
		}
		end = l.End
	}
	if end != len(p.Text) {
		t.Fatalf("lines end at %d, text at %d: %q", end, len(p.Text), p.Text)
	}
	var words []string
	for _, w := range p.Words {
		words = append(words, p.Text[w.Start:w.End])
		for i, v := range w.Box {
			if !(v >= 0 && v <= 1) || i > 1 && v < w.Box[i-2] {
				t.Fatalf("word %q has box %v", p.Text[w.Start:w.End], w.Box)
			}
		}
	}
	if strings.Join(words, " ") != strings.Join(strings.Fields(p.Text), " ") {
		t.Fatalf("words %q are not those of %q", words, p.Text)
	}
	if strings.ContainsFunc(p.Text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }) {
		t.Fatalf("controls in %q", p.Text)
	}
}

// Whatever a program called pdftotext writes, the pages keep their promises.
func FuzzParseLayout(f *testing.F) {
	f.Add(layoutOf([]string{"Số:@50,70", "12/TB-UBND@75,140"}, []string{"b@NaN,-1e300"}))
	f.Add("<page width=\"1\" height=\"1e308\">\n<word xMin=\"9\" xMax=\"-9\">a b\u00a0c</word>\n</page>")
	f.Fuzz(func(t *testing.T, layout string) {
		for _, p := range parseLayout(layout, 1) {
			checkPage(t, &p)
		}
	})
}
