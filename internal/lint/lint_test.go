package lint

import (
	"strings"
	"testing"

	"vanthu/corpus"
)

func value(s string) corpus.Field[string] {
	return corpus.Field[string]{Value: &s, Place: corpus.Place{Raw: s, Page: 1, Start: 10, End: 10 + len(s)}, Confidence: 0.95}
}

// plan is a record of the Party that no rule doubts.
func plan() corpus.Record {
	return corpus.Record{
		Type:    value("Kế hoạch"),
		Number:  corpus.NumberField{Field: value("12-KH/HU"), Seq: "12", Symbol: "KH/HU"},
		Place:   value("Kim Động"),
		Issued:  value("2024-12-02"),
		Issuer:  corpus.IssuerField{Field: value("Ban Thường vụ Huyện ủy"), Body: "Ban Thường vụ Huyện ủy Kim Động"},
		Subject: value("Thực hiện công tác lưu trữ"),
		Signers: []corpus.Signer{{Name: value("Trần Văn Mẫu"), Title: value("Bí thư"), Authority: value("T/M Ban Thường vụ")}},
		Citations: []corpus.Citation{
			{Type: "Nghị quyết", Number: "29-NQ/TW", Issued: "2013-11-04", Relation: corpus.Implements},
			{Type: "Nghị định", Number: "30/2020/NĐ-CP", Issued: "2020-03-05", Relation: corpus.Implements},
			{Type: "Luật", Title: "Đất đai", Issued: "2024", Relation: corpus.RefersTo},
		},
		Recipients: []corpus.Field[string]{value("Như trên"), value("Lưu Văn phòng Huyện ủy")},
		Pages:      []corpus.PageSummary{{Page: 1, Quality: 0.9, Characters: 2000}, {Page: 2, Quality: 0.9, Characters: 900}},
	}
}

// decision is one of the State.
func decision() corpus.Record {
	r := plan()
	r.Type, r.Place, r.Issued = value("Quyết định"), value("Hà Nội"), value("2021-05-20")
	r.Number = numbered("15/2021/QĐ-TTg")
	r.Issuer = issuer("Thủ tướng Chính phủ")
	r.Signers = []corpus.Signer{{Name: value("Trần Văn Mẫu"), Title: value("Phó Thủ tướng"), Authority: value("KT. Thủ tướng")}}
	r.Citations = []corpus.Citation{
		{Type: "Luật", Number: "76/2015/QH13", Issued: "2015-06-19", Relation: corpus.BasedOn},
		{Type: "Quyết định", Number: "40/2018/QĐ-TTg", Issued: "2018-09-01", Relation: corpus.Replaces},
	}
	r.Effective = value("2021-07-05")
	r.Recipients = []corpus.Field[string]{value("Các bộ"), value("Công báo"), value("Lưu: VT")}
	return r
}

func numbered(s string) corpus.NumberField { return corpus.NumberField{Field: value(s)} }

func issuer(name string) corpus.IssuerField {
	return corpus.IssuerField{Field: value(name), Body: corpus.Optional(name)}
}

func TestSoundRecordsHaveNoFindings(t *testing.T) {
	for name, r := range map[string]corpus.Record{"plan": plan(), "decision": decision()} {
		if got := Check(&r); len(got) > 0 || got == nil {
			t.Errorf("%s: want no findings, and a list that is not nil; got %+v", name, got)
		}
		if got := Held(&r, "2025-01-01"); len(got) > 0 {
			t.Errorf("%s: held later than issued: %+v", name, got)
		}
	}
}

// Each case spoils one thing of a sound record, and gives exactly its code.
func TestRules(t *testing.T) {
	for _, c := range []struct {
		code  string
		what  string
		base  func() corpus.Record
		spoil func(r *corpus.Record)
	}{
		{"type-missing", "no title over the subject", plan, func(r *corpus.Record) { r.Type = corpus.Field[string]{} }},
		{"type-not-in-use", "a consolidated text before there were any", decision, func(r *corpus.Record) {
			r.Type, r.Number, r.Issued, r.Citations = value("Văn bản hợp nhất"), numbered("15/VBHN-TTg"), value("2008-05-20"), nil
			r.Effective = corpus.Field[string]{}
		}},
		{"number-missing", "no number", plan, func(r *corpus.Record) { r.Number = corpus.NumberField{} }},
		{"number-form", "no number at all in the number's place", plan, func(r *corpus.Record) { r.Number = numbered("12") }},
		{"number-type", "symbol of a resolution under the title of a plan", plan, func(r *corpus.Record) { r.Number = numbered("12-NQ/HU") }},
		{"number-layout", "the State's order of the parts in the Party", plan, func(r *corpus.Record) { r.Number = numbered("12/KH-HU") }},
		{"number-layout", "the Party's order of the parts in the State", decision, func(r *corpus.Record) { r.Number = numbered("15-QĐ/TTg") }},
		{"number-layout", "a decree without its year", decision, func(r *corpus.Record) {
			r.Type, r.Number, r.Issuer = value("Nghị định"), numbered("15/NĐ-CP"), issuer("Chính phủ")
		}},
		{"number-year", "a digit of the year misread", decision, func(r *corpus.Record) { r.Number = numbered("15/2027/QĐ-TTg") }},
		{"symbol-issuer", "the number of another body, from a stamp", decision, func(r *corpus.Record) { r.Number = numbered("15/2021/QĐ-BYT") }},
		{"symbol-not-in-use", "a ministry before it was founded", decision, func(r *corpus.Record) {
			r.Number, r.Issuer = numbered("15/2021/QĐ-BDTTG"), issuer("Bộ Dân tộc và Tôn giáo")
		}},
		{"symbol-not-in-use", "a district committee after the districts were abolished", plan, func(r *corpus.Record) { r.Issued = value("2025-07-02") }},
		{"place-not-in-use", "a province that was merged away", decision, func(r *corpus.Record) { r.Place = value("Hà Tây") }},
		{"place-unknown", "a letter misread", decision, func(r *corpus.Record) { r.Place = value("Hà Nọi") }},
		{"date-missing", "no date", plan, func(r *corpus.Record) { r.Issued = corpus.Field[string]{} }},
		{"date-before-cited", "a year misprinted in the head", plan, func(r *corpus.Record) { r.Issued = value("2012-12-02") }},
		{"cited-later", "a cited year misread, the others stand", plan, func(r *corpus.Record) { r.Citations[0].Issued = "2031-11-04" }},
		{"citation-year", "a cited day misread", decision, func(r *corpus.Record) { r.Citations[1].Issued = "2013-09-01" }},
		{"citation-year", "and later than the document: one doubt is enough", decision, func(r *corpus.Record) { r.Citations[1].Issued = "2081-09-01" }},
		{"cites-itself", "the own number among the replaced", decision, func(r *corpus.Record) { r.Citations[1].Number, r.Citations[1].Issued = "15/2021/QĐ-TTg", "" }},
		{"date-after-stamp", "the day misread behind the signature", plan, func(r *corpus.Record) {
			r.Pages[0].Stamps = []corpus.Stamp{{Time: "2024-12-01T16:40:00+07:00"}}
		}},
		{"effective-before-issued", "a year misread in the effect clause", decision, func(r *corpus.Record) { r.Effective = value("2020-07-05") }},
		{"issuer-missing", "no head cell", plan, func(r *corpus.Record) { r.Issuer = corpus.IssuerField{} }},
		{"subject-missing", "no subject", plan, func(r *corpus.Record) { r.Subject = corpus.Field[string]{} }},
		{"signer-missing", "no signature", plan, func(r *corpus.Record) { r.Signers = nil }},
		{"signer-without-title", "a name alone", plan, func(r *corpus.Record) { r.Signers[0].Title = corpus.Field[string]{} }},
		{"authority-title", "the seal covers PHÓ", decision, func(r *corpus.Record) { r.Signers[0].Title = value("Thủ tướng") }},
		{"authority-title", "the seal covers KT.", decision, func(r *corpus.Record) { r.Signers[0].Authority = corpus.Field[string]{} }},
		{"authority-title", "by order of the head, signed by the head", decision, func(r *corpus.Record) {
			r.Signers[0].Authority, r.Signers[0].Title = value("TL. Chủ nhiệm"), value("Chủ nhiệm")
		}},
		{"joint-signer", "one column of signatures lost", decision, func(r *corpus.Record) {
			r.Type, r.Number, r.Issuer = value("Thông tư liên tịch"), numbered("15/2021/TTLT-BYT-BTC"), issuer("Bộ Y tế - Bộ Tài chính")
		}},
		{"recipients-missing", "no list of recipients", plan, func(r *corpus.Record) { r.Recipients = nil }},
		{"recipients-without-file", "its last line lost", plan, func(r *corpus.Record) { r.Recipients = r.Recipients[:1] }},
		{"bases-missing", "the preamble on a lost page", decision, func(r *corpus.Record) { r.Citations = r.Citations[1:] }},
		{"secrecy-published", "a secret for the gazette", decision, func(r *corpus.Record) { r.Secrecy = value("Mật") }},
		{"page-quality-low", "a bad scan of a page in the middle", plan, func(r *corpus.Record) { r.Pages[1].Quality = 0.59 }},
		{"field-on-poor-page", "a bad scan of the head", plan, func(r *corpus.Record) { r.Pages[0].Quality = 0.59 }},
	} {
		r := c.base()
		c.spoil(&r)
		got := Check(&r)
		if len(got) != 1 || got[0].Code != c.code || strings.Contains(got[0].Message, "%") {
			t.Errorf("%s: want the one finding %s, got %+v", c.what, c.code, got)
		}
	}
}

func TestHeld(t *testing.T) {
	r := plan()
	if got := Held(&r, "2024-12-01"); len(got) != 1 || got[0].Code != "date-future" {
		t.Errorf("held a day before it was issued: %+v", got)
	}
	if got := Held(&r, ""); len(got) != 0 {
		t.Errorf("no day is known: %+v", got)
	}
}

func TestNearMisses(t *testing.T) {
	for _, c := range []struct {
		what   string
		base   func() corpus.Record
		change func(r *corpus.Record)
	}{
		{"QĐ stands for Quy định in the Party", plan, func(r *corpus.Record) { r.Type, r.Number = value("Quy định"), numbered("66-QĐ/HU") }},
		{"a letter has no type in its symbol", decision, func(r *corpus.Record) {
			r.Type, r.Number = value("Công văn"), numbered("5973/TTg-KTTH")
		}},
		{"a law has no type in its symbol, no recipients, no bases", decision, func(r *corpus.Record) {
			r.Type, r.Number, r.Recipients, r.Citations, r.Issuer = value("Luật"), numbered("51/2021/QH15"), nil, nil, issuer("Quốc hội")
			r.Signers[0].Authority, r.Signers[0].Title = corpus.Field[string]{}, value("Chủ tịch Quốc hội")
		}},
		{"a joint act prints the plain type", decision, func(r *corpus.Record) {
			r.Type, r.Number, r.Issuer = value("Thông tư"), numbered("3/2021/TTLT-BTC-BNV"), issuer("Bộ Tài chính - Bộ Nội vụ")
			r.Signers = append(r.Signers, r.Signers[0])
		}},
		{"cited on the same day", plan, func(r *corpus.Record) { r.Citations[0].Issued = "2024-12-02" }},
		{"a cited year says too little", plan, func(r *corpus.Record) { r.Citations[2].Issued = "2025" }},
		{"an empty back page", plan, func(r *corpus.Record) { r.Pages = append(r.Pages, corpus.PageSummary{Page: 3}) }},
		{"signed on the day of the stamp", plan, func(r *corpus.Record) {
			r.Pages[0].Stamps = []corpus.Stamp{{Time: "2024-12-02T00:10:00+07:00"}}
		}},
		{"a day that is not sure speaks against nothing", plan, func(r *corpus.Record) {
			r.Issued, r.Pages[0].Stamps = value("2012-12-03"), []corpus.Stamp{{Time: "2012-12-01T16:40:00+07:00"}}
			r.Issued.Confidence = 0.6
		}},
		{"a decree of before 1997 has no year", decision, func(r *corpus.Record) {
			r.Type, r.Number, r.Issued, r.Effective = value("Nghị định"), numbered("15-CP"), value("1993-03-02"), corpus.Field[string]{}
			r.Issuer, r.Citations = issuer("Chính phủ"), []corpus.Citation{{Relation: corpus.BasedOn, Issued: "1992-09-30"}}
		}},
		{"a deputy of the Party signs on behalf", plan, func(r *corpus.Record) { r.Signers[0].Title = value("Phó Bí thư Thường trực") }},
		{"on behalf of the committee, for its head", decision, func(r *corpus.Record) {
			r.Signers[0].Authority, r.Signers[0].Title = value("TM. Ủy ban nhân dân KT. Chủ tịch"), value("Phó Chủ tịch")
		}},
		{"a ministry before it was renamed wrote the same letters", decision, func(r *corpus.Record) {
			r.Number, r.Issued, r.Type, r.Issuer = numbered("15/1997/TT-BNV"), value("1997-05-20"), value("Thông tư"), issuer("Bộ Nội vụ")
			r.Citations, r.Effective = []corpus.Citation{{Relation: corpus.BasedOn}}, corpus.Field[string]{}
		}},
		{"a commune kept the name of its district", plan, func(r *corpus.Record) {
			r.Number, r.Issued, r.Issuer = numbered("12-KH/ĐU"), value("2025-07-02"), issuer("Đảng ủy xã Kim Động")
		}},
		{"the law that a decree details is its basis", decision, func(r *corpus.Record) { r.Citations[0].Relation = corpus.Details }},
		{"nothing at all is no contradiction", plan, func(r *corpus.Record) { r.Place, r.Issuer.Body = corpus.Field[string]{}, "" }},
	} {
		r := c.base()
		c.change(&r)
		if got := Check(&r); len(got) > 0 {
			t.Errorf("%s: want no findings, got %+v", c.what, got)
		}
	}
}

func TestFindingsAreSorted(t *testing.T) {
	r := plan()
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
