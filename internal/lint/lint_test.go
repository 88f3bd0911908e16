package lint

import (
	"testing"

	"vanthu/corpus"
)

func value(s string) corpus.Field[string] {
	return corpus.Field[string]{Value: &s, Place: corpus.Place{Raw: s, Page: 1, Start: 10, End: 10 + len(s)}, Confidence: 0.95}
}

// valid is a record that no rule doubts.
func valid() corpus.Record {
	return corpus.Record{
		Type:    value("Kế hoạch"),
		Number:  corpus.NumberField{Field: value("12-KH/HU"), Seq: "12", Symbol: "KH/HU"},
		Issued:  value("2024-12-02"),
		Issuer:  corpus.IssuerField{Field: value("Ban Thường vụ Huyện ủy")},
		Subject: value("Thực hiện công tác lưu trữ"),
		Signers: []corpus.Signer{{Name: value("Trần Văn Mẫu"), Title: value("Bí thư")}},
		Citations: []corpus.Citation{
			{Type: "Nghị quyết", Number: "29-NQ/TW", Issued: "2013-11-04"},
			{Type: "Luật", Title: "Đất đai", Issued: "2024"},
		},
		Pages: []corpus.PageSummary{{Page: 1, Quality: 0.9, Characters: 2000}},
	}
}

func TestValidRecordHasNoFindings(t *testing.T) {
	r := valid()
	if got := Check(&r); len(got) > 0 || got == nil {
		t.Errorf("want no findings, and a list that is not nil; got %+v", got)
	}
}

// Each case spoils one thing of the valid record.
func TestRules(t *testing.T) {
	for _, c := range []struct {
		code  string
		what  string
		spoil func(r *corpus.Record)
	}{
		{"type-missing", "no title over the subject", func(r *corpus.Record) { r.Type = corpus.Field[string]{} }},
		{"number-missing", "no number", func(r *corpus.Record) { r.Number = corpus.NumberField{} }},
		{"number-form", "symbol of a resolution under the title of a plan", func(r *corpus.Record) { r.Number.Field = value("12-NQ/HU") }},
		{"number-form", "no number at all in the number's place", func(r *corpus.Record) { r.Number.Field = value("12") }},
		{"date-missing", "no date", func(r *corpus.Record) { r.Issued = corpus.Field[string]{} }},
		{"date-before-cited", "a year misprinted in the head", func(r *corpus.Record) { r.Issued = value("2012-12-02") }},
		{"issuer-missing", "no head cell", func(r *corpus.Record) { r.Issuer = corpus.IssuerField{} }},
		{"subject-missing", "no subject", func(r *corpus.Record) { r.Subject = corpus.Field[string]{} }},
		{"signer-missing", "no signature", func(r *corpus.Record) { r.Signers = nil }},
		{"signer-without-title", "a name alone", func(r *corpus.Record) { r.Signers[0].Title = corpus.Field[string]{} }},
		{"page-quality-low", "a bad scan", func(r *corpus.Record) { r.Pages[0].Quality = 0.59 }},
	} {
		r := valid()
		c.spoil(&r)
		got := Check(&r)
		if len(got) != 1 || got[0].Code != c.code {
			t.Errorf("%s: want the one finding %s, got %+v", c.what, c.code, got)
		}
	}
}

func TestNearMisses(t *testing.T) {
	for _, c := range []struct {
		what   string
		change func(r *corpus.Record)
	}{
		{"QĐ stands for Quy định in the Party", func(r *corpus.Record) { r.Type, r.Number.Field = value("Quy định"), value("66-QĐ/TW") }},
		{"a letter has no type in its symbol", func(r *corpus.Record) { r.Type, r.Number.Field = value("Công văn"), value("5973/UBND-KT") }},
		{"a law has no type in its symbol", func(r *corpus.Record) { r.Type, r.Number.Field = value("Luật"), value("51/2024/QH15") }},
		{"a joint act prints the plain type", func(r *corpus.Record) { r.Type, r.Number.Field = value("Thông tư"), value("3/2014/TTLT-BTC-BNV") }},
		{"cited on the same day", func(r *corpus.Record) { r.Citations[0].Issued = "2024-12-02" }},
		{"a cited year says too little", func(r *corpus.Record) { r.Citations[1].Issued = "2025" }},
		{"an empty back page", func(r *corpus.Record) { r.Pages = append(r.Pages, corpus.PageSummary{Page: 2}) }},
	} {
		r := valid()
		c.change(&r)
		if got := Check(&r); len(got) > 0 {
			t.Errorf("%s: want no findings, got %+v", c.what, got)
		}
	}
}

func TestFindingsAreSorted(t *testing.T) {
	r := valid()
	r.Type.Value = nil
	r.Number.Value = nil
	r.Number.Start = 2
	r.Signers = nil
	got := Check(&r)
	for i := 1; i < len(got); i++ {
		a, b := got[i-1], got[i]
		if a.Page > b.Page || a.Page == b.Page && a.Start > b.Start {
			t.Errorf("findings out of order: %+v before %+v", a, b)
		}
	}
}
