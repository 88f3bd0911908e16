package eval

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
)

// TestSpoiltOne spoils one thing of perfect records and names every figure
// that this changes; an empty list says that the rule forgives it.
func TestSpoiltOne(t *testing.T) {
	const plan, law, circular, a, b = "plan.txt", "box/law.txt", "box/circular.txt", "scans/a.pdf", "scans/b.pdf"
	set := func(f *corpus.Field[string], v string) { f.Value = &v }
	whole := map[string]string{". whole header": "0/1", ". whole documents": "0/1"}
	cited := map[string]string{". whole citations": "0/1", ". whole documents": "0/1"}
	with := func(base map[string]string, more ...string) map[string]string {
		out := make(map[string]string)
		for k, v := range base {
			out[k] = v
		}
		for i := 0; i < len(more); i += 2 {
			out[more[i]] = more[i+1]
		}
		return out
	}
	tests := []struct {
		trap  string
		file  string
		spoil func(*Extracted)
		want  map[string]string
	}{
		{"type in capitals is the same", plan, func(e *Extracted) { set(&e.Record.Type, "KẾ  HOẠCH") }, nil},
		{"type wrong", plan, func(e *Extracted) { set(&e.Record.Type, "Kết luận") }, with(whole, ". type", "0/1")},
		{"number with spaces and en dash", plan, func(e *Extracted) { set(&e.Record.Number.Field, "15 – kh/HU") }, nil},
		{"number with a leading zero is another", plan, func(e *Extracted) { set(&e.Record.Number.Field, "015-KH/HU") }, with(whole, ". number", "0/1")},
		{"Cyrillic С in gold's number", circular, func(e *Extracted) { set(&e.Record.Number.Field, "07/2024/TT-BTC") }, nil},
		{"issued missing", plan, func(e *Extracted) { e.Record.Issued = corpus.Field[string]{} }, with(whole, ". issued", "0/1")},
		{"issuer longer by its place", plan, func(e *Extracted) { set(&e.Record.Issuer.Field, "Ban Thường vụ Huyện uỷ Thanh Sơn") }, nil},
		{"issuer shorter", plan, func(e *Extracted) { set(&e.Record.Issuer.Field, "Ban Thường vụ") }, with(whole, ". issuer", "0/1")},
		{"subject without Về việc", plan, func(e *Extracted) { set(&e.Record.Subject, "trồng cây\nxanh năm 2021") }, nil},
		{"subject with V/v", plan, func(e *Extracted) { set(&e.Record.Subject, "V/v trồng cây xanh năm 2021") }, nil},
		{"subject cut", plan, func(e *Extracted) { set(&e.Record.Subject, "Về việc trồng cây xanh") }, with(whole, ". subject", "0/1")},
		{"signer in the other tone style", a, func(e *Extracted) { set(&e.Record.Signers[0].Name, "LÊ THỊ HÒA") }, nil},
		{"signer with his rank", circular, func(e *Extracted) { set(&e.Record.Signers[0].Name, "Thượng tướng Lê Văn Thử") },
			map[string]string{"box signer": "0/1", "box whole header": "1/2"}},
		{"second signer does not count", plan, func(e *Extracted) {
			e.Record.Signers = append(e.Record.Signers, corpus.Signer{})
		}, nil},
		{"place is not one of the six", plan, func(e *Extracted) { e.Record.Place.Value = nil }, map[string]string{". place": "0/1"}},
		{"effective is not one of the six", law, func(e *Extracted) { set(&e.Record.Effective, "2025-01-07") }, map[string]string{"box effective": "0/1"}},
		{"gold does not know the signer", law, func(e *Extracted) { e.Record.Signers = make([]corpus.Signer, 1) }, nil},
		{"hand: silent is not right, nor wrong", a, func(e *Extracted) { e.Record.Number.Value = nil },
			map[string]string{"scans number by hand": "0/1, asserted 0 right 0 wrong"}},
		{"hand: doubted is silent", a, func(e *Extracted) { set(&e.Record.Number.Field, "64/CT-UBND"); e.Record.Number.Confidence = 0.69 },
			map[string]string{"scans number by hand": "0/1, asserted 0 right 0 wrong"}},
		{"hand: asserted wrong", a, func(e *Extracted) { set(&e.Record.Number.Field, "64/CT-UBND"); e.Record.Number.Confidence = 0.7 },
			map[string]string{"scans number by hand": "0/1, asserted 0 right 1 wrong", "scans hand not wrong": "0/1"}},
		{"the same field printed", b, func(e *Extracted) { set(&e.Record.Number.Field, "585/TB-UBND") },
			map[string]string{"scans number": "0/1", "scans whole header": "1/2"}},
		{"gold could not read the subject", b, func(e *Extracted) { set(&e.Record.Subject, "anything") }, nil},

		{"instrument missing takes its mention along", plan, func(e *Extracted) { e.Record.Citations = e.Record.Citations[1:] },
			with(cited, ". instruments", "3 of 4 in 3", ". mentions", "4 of 5 in 4", ". mentions exact", "4 of 5 in 4",
				". relation", "3/3", ". cited date", "3/3", ". spans", "13/13")},
		{"a second prediction is an error", plan, func(e *Extracted) {
			e.Record.Citations = append(e.Record.Citations, corpus.Citation{Type: "Hiến pháp"})
		}, with(cited, ". instruments", "4 of 4 in 5")},
		{"date contradicts", plan, func(e *Extracted) { e.Record.Citations[3].Issued = "2018-10-25" },
			with(cited, ". instruments", "3 of 4 in 4", ". mentions", "4 of 5 in 5", ". mentions exact", "4 of 5 in 5", ". relation", "3/3", ". cited date", "3/3")},
		{"the two 19-NQ/TW in the other order", plan, func(e *Extracted) { c := e.Record.Citations; c[2], c[3] = c[3], c[2] }, nil},
		{"the year alone does not contradict", plan, func(e *Extracted) { e.Record.Citations[3].Issued = "2017" }, with(cited, ". cited date", "3/4")},
		{"a date where gold has none", plan, func(e *Extracted) { e.Record.Citations[0].Issued = "2013" }, with(cited, ". cited date", "3/4")},
		{"by number, whatever the type", plan, func(e *Extracted) { e.Record.Citations[3].Type = "" }, nil},
		{"by name: type counts", plan, func(e *Extracted) { e.Record.Citations[1].Type = "Bộ luật" },
			with(cited, ". instruments", "3 of 4 in 4", ". mentions", "4 of 5 in 5", ". mentions exact", "4 of 5 in 5", ". relation", "3/3", ". cited date", "3/3")},
		{"Hiến pháp whatever its title", plan, func(e *Extracted) { e.Record.Citations[0].Title = "nước" }, nil},
		{"relation among the alternates", plan, func(e *Extracted) { e.Record.Citations[2].Relation = corpus.RefersTo }, nil},
		{"relation wrong", plan, func(e *Extracted) { e.Record.Citations[2].Relation = corpus.BasedOn }, with(cited, ". relation", "3/4")},
		{"short mentions do not count", plan, func(e *Extracted) {
			m := &e.Record.Citations[0].Mentions
			*m = append(*m, corpus.Mention{Text: "HUYỆN", Span: corpus.Span{Page: 1, Start: 0, End: 7}, Short: true})
		}, map[string]string{". spans": "15/15"}},
		{"mention with 10 of 15 words", plan, func(e *Extracted) {
			m := &e.Record.Citations[2].Mentions[0]
			m.Text = strings.TrimSuffix(m.Text, " của Ban Chấp hành Trung ương")
			m.End = m.Start + len(m.Text)
		}, map[string]string{". mentions exact": "4 of 5 in 5"}},
		{"mention with less than 60 %", plan, func(e *Extracted) {
			m := &e.Record.Citations[2].Mentions[0]
			m.Text = "Nghị quyết số 19-NQ/TW"
			m.End = m.Start + len(m.Text)
		}, with(cited, ". mentions", "4 of 5 in 5", ". mentions exact", "4 of 5 in 5")},
		{"one mention twice", plan, func(e *Extracted) {
			m := &e.Record.Citations[0].Mentions
			*m = append(*m, (*m)[0])
		}, with(cited, ". mentions", "5 of 5 in 6", ". mentions exact", "5 of 5 in 6", ". spans", "15/15")},
		{"recipient missing", plan, func(e *Extracted) { e.Record.Recipients = e.Record.Recipients[:1] },
			map[string]string{". recipients": "1 of 2 in 1", ". spans": "13/13"}},
		{"date twice is one, a month is none", plan, func(e *Extracted) {
			d := &e.Record.Dates
			*d = append(*d, (*d)[0], corpus.Date{Value: "2021-05", Precision: "month", Span: corpus.Span{Page: 1}})
		}, map[string]string{". spans": "16/16"}},
		{"raw is not what stands there", plan, func(e *Extracted) { e.Record.Subject.Raw = "trồng cây" }, map[string]string{". spans": "13/14"}},
		{"a span that cuts a letter", plan, func(e *Extracted) {
			f := &e.Record.Signers[0].Name
			f.End = f.Start + strings.Index(f.Raw, "ầ") + 1
			f.Raw = e.Pages[0].Text[f.Start:f.End]
		}, map[string]string{". spans": "13/14"}},
		{"a page that is not there", plan, func(e *Extracted) { e.Record.Place.Page = 2 }, map[string]string{". spans": "13/14"}},
		{"a value over a page border", plan, func(e *Extracted) {
			e.Pages = append(e.Pages, corpus.Page{Number: 2, Text: "năm 2021"})
			f := &e.Record.Subject
			f.End -= len(" năm 2021")
			f.Spans = []corpus.Span{{Page: 1, Start: f.Start, End: f.End}, {Page: 2, Start: 0, End: len("năm 2021")}}
		}, nil},
		{"its second piece is wrong", plan, func(e *Extracted) {
			f := &e.Record.Subject
			f.Spans = []corpus.Span{{Page: 1, Start: f.Start, End: f.End}, {Page: 1, Start: 0, End: 7}}
		}, map[string]string{". spans": "13/14"}},
	}
	for _, tt := range tests {
		t.Run(tt.trap, func(t *testing.T) {
			gold := sample(t)
			base := perfect(t, gold)
			before := figures(t, Score(gold, base))
			spoilt := perfect(t, gold)
			e := spoilt[tt.file]
			tt.spoil(&e)
			spoilt[tt.file] = e
			report := Score(gold, spoilt)
			changed := make(map[string]string)
			for name, now := range figures(t, report) {
				if now != before[name] {
					changed[name] = now
				}
			}
			want := tt.want
			if want == nil {
				want = map[string]string{}
			}
			if diff := cmp.Diff(want, changed); diff != "" {
				t.Errorf("figures that changed (-want +got):\n%s%s", diff, misses(report))
			}
		})
	}
}
