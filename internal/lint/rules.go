package lint

import (
	"fmt"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
)

// typeMissing: every directive but the letter names its type.
// Source: Decree 30/2020/NĐ-CP, Article 8, Appendix I, ô số 5.
func typeMissing(r *corpus.Record) []corpus.Finding {
	if r.Type.Value != nil {
		return nil
	}
	return at(r.Type.Place, "type-missing", "no type of document found")
}

// numberMissing: every issued directive bears a number and symbol.
// Source: Decree 30/2020/NĐ-CP, Article 8, Appendix I, ô số 3; 36-HD/VPTW.
func numberMissing(r *corpus.Record) []corpus.Finding {
	if r.Number.Value != nil {
		return nil
	}
	return at(r.Number.Place, "number-missing", "no number found")
}

// numberForm: the symbol abbreviates the type that the title prints.
// Source: Decree 30/2020/NĐ-CP, Appendix I, ô số 3, Appendix III; 66-QĐ/TW.
func numberForm(r *corpus.Record) []corpus.Finding {
	if r.Number.Value == nil || r.Type.Value == nil {
		return nil
	}
	n, ok := number.Parse(*r.Number.Value)
	if !ok {
		return at(r.Number.Place, "number-form", fmt.Sprintf("%s is not formed as a number of a directive", *r.Number.Value))
	}
	types := gazetteer.TypesByAbbrev(n.Type)
	if n.Type == "" || len(types) == 0 {
		return nil
	}
	for _, t := range types {
		if t.Name == *r.Type.Value {
			return nil
		}
	}
	// A joint act may print the plain type over a joint symbol (NQLT, TTLT).
	for _, t := range types {
		if t.Name == *r.Type.Value+" liên tịch" {
			return nil
		}
	}
	return at(r.Number.Place, "number-form", fmt.Sprintf("the symbol of %s stands for %s, the title says %s", *r.Number.Value, types[0].Name, *r.Type.Value))
}

// dateMissing: every issued directive bears place and date.
// Source: Decree 30/2020/NĐ-CP, Article 8, Appendix I, ô số 4.
func dateMissing(r *corpus.Record) []corpus.Finding {
	if r.Issued.Value != nil {
		return nil
	}
	return at(r.Issued.Place, "date-missing", "no date of issue found")
}

// dateBeforeCited: nothing can cite what is issued later. A misprinted year in
// the head shows here: number of 2026, date of 2024.
func dateBeforeCited(r *corpus.Record) []corpus.Finding {
	if r.Issued.Value == nil {
		return nil
	}
	for _, c := range r.Citations {
		issued := string(c.Issued)
		if len(issued) == len("2006-01-02") && issued > *r.Issued.Value {
			return at(r.Issued.Place, "date-before-cited", fmt.Sprintf("issued on %s, before %s %s of %s that it cites", *r.Issued.Value, c.Type, c.Number, issued))
		}
	}
	return nil
}

// issuerMissing: every directive names its issuing body.
// Source: Decree 30/2020/NĐ-CP, Article 8, Appendix I, ô số 2.
func issuerMissing(r *corpus.Record) []corpus.Finding {
	if r.Issuer.Value != nil {
		return nil
	}
	return at(r.Issuer.Place, "issuer-missing", "no issuing body found")
}

// subjectMissing: every directive says in short what it is about.
// Source: Decree 30/2020/NĐ-CP, Article 8, Appendix I, ô số 5.
func subjectMissing(r *corpus.Record) []corpus.Finding {
	if r.Subject.Value != nil {
		return nil
	}
	return at(r.Subject.Place, "subject-missing", "no subject found")
}

// signerMissing: every issued directive is signed by a named person.
// Source: Decree 30/2020/NĐ-CP, Article 8, Appendix I, ô số 7.
func signerMissing(r *corpus.Record) []corpus.Finding {
	if len(r.Signers) > 0 {
		return nil
	}
	return at(corpus.Place{}, "signer-missing", "no signer found")
}

// signerWithoutTitle: the position of a signer stands over the name.
// Source: Decree 30/2020/NĐ-CP, Appendix I, ô số 7a.
func signerWithoutTitle(r *corpus.Record) []corpus.Finding {
	var found []corpus.Finding
	for _, s := range r.Signers {
		if s.Name.Value != nil && s.Title.Value == nil {
			found = append(found, at(s.Name.Place, "signer-without-title", fmt.Sprintf("%s signs without a position", *s.Name.Value))...)
		}
	}
	return found
}

// lowQuality is the quality of a page below which its text is doubtful.
const lowQuality = 0.6

// pageQualityLow: values from a page that is hard to read need a person's eye.
// An empty page is nothing to doubt.
func pageQualityLow(r *corpus.Record) []corpus.Finding {
	var found []corpus.Finding
	for _, p := range r.Pages {
		if p.Quality < lowQuality && p.Characters > 0 {
			found = append(found, corpus.Finding{
				Code: "page-quality-low", Message: fmt.Sprintf("the text of page %d is of low quality (%.2f)", p.Page, p.Quality), Page: p.Page,
			})
		}
	}
	return found
}
