package lint

import (
	"strings"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
)

// typeMissing: every directive but the letter names its type.
// Source: Decree 30/2020/NĐ-CP, Article 8, Appendix I, ô số 5.
func typeMissing(r *record) []corpus.Finding {
	if r.Type.Value != nil {
		return nil
	}
	return at(r.Type.Place, "type-missing")
}

// typeInUse: a type has a first day, and some have a last one: there were no
// consolidated texts before 2012, and no Thông tư liên bộ after 1996.
func typeInUse(r *record) []corpus.Finding {
	t := gazetteer.TypeByName(r.Type.Or(""))
	if t == nil || t.On(r.issued) {
		return nil
	}
	return at(r.Type.Place, "type-not-in-use", t.Name, r.issued)
}

// issuerMissing: every directive names its issuing body.
// Source: Decree 30/2020/NĐ-CP, Article 8, Appendix I, ô số 2.
func issuerMissing(r *record) []corpus.Finding {
	if r.Issuer.Value != nil {
		return nil
	}
	return at(r.Issuer.Place, "issuer-missing")
}

// subjectMissing: every directive says in short what it is about.
// Source: Decree 30/2020/NĐ-CP, Article 8, Appendix I, ô số 5.
func subjectMissing(r *record) []corpus.Finding {
	if r.Subject.Value != nil {
		return nil
	}
	return at(r.Subject.Place, "subject-missing")
}

// placeInUse: a body of a province writes from a place that is there. Below, a
// commune may have kept the name of the district that is gone.
func placeInUse(r *record) []corpus.Finding {
	_, place := gazetteer.SplitPlace(r.Place.Or(""))
	all := gazetteer.PlacesByName(place)
	if len(all) == 0 || len(gazetteer.PlacesOn(place, r.issued)) > 0 || !all[0].Province() || r.body == nil || r.body.Level == "commune" || r.body.Level == "district" {
		return nil
	}
	return at(r.Place.Place, "place-not-in-use", place, r.issued)
}

// placeUnknown: central bodies and provinces write from a province or its seat,
// and these the table knows. Communes are too many for it, and have seats of
// provinces since 2025.
// Source: Decree 30/2020/NĐ-CP, Appendix I, ô số 4.
func placeUnknown(r *record) []corpus.Finding {
	if r.Place.Value == nil || r.body == nil || r.body.Level != "central" {
		return nil
	}
	if _, place := gazetteer.SplitPlace(*r.Place.Value); gazetteer.IsPlace(place) {
		return nil
	}
	return at(r.Place.Place, "place-unknown", *r.Place.Value)
}

// withoutRecipients are the types that end with the signature.
var withoutRecipients = map[string]bool{
	"Hiến pháp": true, "Bộ luật": true, "Luật": true, "Pháp lệnh": true, "Lệnh": true, "Sắc lệnh": true, "Sắc luật": true, "Văn bản hợp nhất": true,
	"Hợp đồng": true, "Biên bản": true, "Bản ghi nhớ": true, "Bản thỏa thuận": true, "Điều lệ": true, "Cương lĩnh": true,
}

// recipientsMissing: a directive says to whom it goes, and last where it is kept.
// Source: Decree 30/2020/NĐ-CP, Article 8, Appendix I, ô số 9b.
func recipientsMissing(r *record) []corpus.Finding {
	if r.Type.Value == nil || withoutRecipients[*r.Type.Value] || r.ofAssembly() {
		return nil
	}
	if len(r.Recipients) == 0 {
		return at(corpus.Place{}, "recipients-missing")
	}
	for _, to := range r.Recipients {
		if strings.Contains(strings.ToLower(to.Or("")), "lưu") {
			return nil
		}
	}
	return at(r.Recipients[len(r.Recipients)-1].Place, "recipients-without-file")
}

// ofAssembly says whether the National Assembly or its standing committee issued
// it: their acts have no recipients.
func (r *record) ofAssembly() bool {
	return r.body != nil && (r.body.Symbol == "QH" || r.body.Symbol == "UBTVQH" || r.body.Symbol == "HĐNN")
}

// based are the types that begin with their legal bases.
var based = map[string]bool{"Quyết định": true, "Nghị định": true, "Thông tư": true, "Thông tư liên tịch": true}

// basesMissing: a decision tells by which acts its issuer may decide. An act can
// be more than a basis: the law that a decree details is one too.
// Source: Decree 30/2020/NĐ-CP, Appendix I, II.6; 36-HD/VPTW.
func basesMissing(r *record) []corpus.Finding {
	if !based[r.Type.Or("")] {
		return nil
	}
	for i := range r.Citations {
		switch r.Citations[i].Relation {
		case corpus.BasedOn, corpus.Details, corpus.Implements:
			return nil
		}
	}
	return at(corpus.Place{}, "bases-missing", *r.Type.Value)
}

// secrecyPublished: what is secret goes to no gazette and no web page.
// Source: Luật 29/2018/QH14, Điều 5.
func secrecyPublished(r *record) []corpus.Finding {
	if r.Secrecy.Value == nil {
		return nil
	}
	for _, to := range r.Recipients {
		low := strings.ToLower(to.Or(""))
		for _, public := range [...]string{"công báo", "cổng thông tin", "cổng ttđt", "website", "trang thông tin"} {
			if strings.Contains(low, public) {
				return at(r.Secrecy.Place, "secrecy-published", *r.Secrecy.Value, *to.Value)
			}
		}
	}
	return nil
}

// lowQuality is the quality of a page below which its text is doubtful.
const lowQuality = 0.6

// pageQualityLow: values from a page that is hard to read need a person's eye,
// the more if it bears what the record lives by. An empty page is nothing to doubt.
func pageQualityLow(r *record) []corpus.Finding {
	var found []corpus.Finding
	for _, p := range r.Pages {
		if p.Quality >= lowQuality || p.Characters == 0 {
			continue
		}
		place := corpus.Place{Page: p.Page}
		if field := r.keyField(p.Page); field != "" {
			found = append(found, at(place, "field-on-poor-page", p.Page, field, p.Quality)...)
			continue
		}
		found = append(found, at(place, "page-quality-low", p.Page, p.Quality)...)
	}
	return found
}

// keyField names the first of the fields that a record lives by on a page.
func (r *record) keyField(page int) string {
	for _, f := range [...]struct {
		name  string
		value bool
		page  int
	}{
		{"number", r.Number.Value != nil, r.Number.Page},
		{"date of issue", r.Issued.Value != nil, r.Issued.Page},
		{"type", r.Type.Value != nil, r.Type.Page},
		{"issuer", r.Issuer.Value != nil, r.Issuer.Page},
		{"subject", r.Subject.Value != nil, r.Subject.Page},
	} {
		if f.value && f.page == page {
			return f.name
		}
	}
	for _, s := range r.Signers {
		if s.Name.Value != nil && s.Name.Page == page {
			return "signer"
		}
	}
	return ""
}
