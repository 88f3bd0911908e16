package lint

import (
	"slices"
	"strconv"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
)

// numberMissing: every issued directive bears a number and symbol.
// Source: Decree 30/2020/NĐ-CP, Article 8, Appendix I, ô số 3; 36-HD/VPTW.
func numberMissing(r *record) []corpus.Finding {
	if r.Number.Value != nil {
		return nil
	}
	return at(r.Number.Place, "number-missing")
}

// numberForm: what stands in the number's place is one.
// Source: Decree 30/2020/NĐ-CP, Appendix I, ô số 3; 36-HD/VPTW.
func numberForm(r *record) []corpus.Finding {
	if r.Number.Value == nil || r.number.Text != "" {
		return nil
	}
	return at(r.Number.Place, "number-form", *r.Number.Value)
}

// numberType: the symbol abbreviates the type that the title prints.
// Source: Decree 30/2020/NĐ-CP, Appendix I, ô số 3, Appendix III; 66-QĐ/TW.
func numberType(r *record) []corpus.Finding {
	if r.Number.Value == nil || r.Type.Value == nil || r.number.Type == "" {
		return nil
	}
	types := gazetteer.TypesByAbbrev(r.number.Type)
	if len(types) == 0 {
		return nil
	}
	for _, t := range types {
		// A joint act may print the plain type over a joint symbol (NQLT, TTLT).
		if t.Name == *r.Type.Value || strings.HasPrefix(t.Name, *r.Type.Value+" liên ") {
			return nil
		}
	}
	return at(r.Number.Place, "number-type", *r.Number.Value, types[0].Name, *r.Type.Value)
}

// The layouts of numbers.
const (
	stateLayout     = "number/type-body"
	partyLayout     = "number-type/body"
	normativeLayout = "number/year/type-body"
)

// normative are the types whose number bears its year since the first law on
// promulgation (Luật 52-L/CTN, in force from 1997-01-01).
var normative = map[string]bool{"Nghị định": true, "Thông tư": true, "Thông tư liên tịch": true}

// numberLayout: the State writes number/type-body, the Party number-type/body,
// and normative acts bear the year.
// Source: Decree 30/2020/NĐ-CP, Appendix I, ô số 3 (and Decree 110/2004/NĐ-CP); 36-HD/VPTW; Luật 64/2025/QH15.
func numberLayout(r *record) []corpus.Finding {
	n := r.number
	if n.Type == "" || n.Issuer == "" || r.issued == "" || r.body == nil {
		return nil
	}
	mark := strings.TrimPrefix(n.Text, n.Seq)
	between := strings.TrimPrefix(n.Symbol, n.Type)
	switch want := ""; {
	case r.body.Side == gazetteer.Party:
		if n.Year == 0 && (mark[0] != '-' || between[0] != '/') {
			want = partyLayout
		}
		return layout(r, want)
	case r.body.Side == gazetteer.State && normative[r.Type.Or("")] && r.issued > "1997" && n.Year == 0:
		return layout(r, normativeLayout)
	case r.body.Side == gazetteer.State && r.issued > "2005" && mark[0] == '-':
		return layout(r, stateLayout)
	}
	return nil
}

func layout(r *record, want string) []corpus.Finding {
	if want == "" {
		return nil
	}
	return at(r.Number.Place, "number-layout", *r.Number.Value, want)
}

// numberYear: numbers are counted by year, so that a number's year is that of
// its issue.
// Source: Decree 30/2020/NĐ-CP, Article 15, Appendix I, ô số 3.
func numberYear(r *record) []corpus.Finding {
	if r.Number.Value == nil || r.number.Year == 0 || r.issued == "" || strconv.Itoa(r.number.Year) == r.issued[:4] {
		return nil
	}
	return at(r.Number.Place, "number-year", *r.Number.Value, r.number.Year, r.issued)
}

// symbolIssuer: the symbol is that of the body in the head. Only bodies that the
// table knows are compared.
// Source: Decree 30/2020/NĐ-CP, Appendix I, ô số 3.
func symbolIssuer(r *record) []corpus.Finding {
	if r.Number.Value == nil || r.body == nil || len(r.body.Symbols) == 0 || r.Issuer.Evidence == corpus.EvidenceSymbol {
		return nil
	}
	var other string
	for _, organ := range r.organs() {
		bodies := gazetteer.BodiesBySymbol(organ)
		if slices.ContainsFunc(bodies, func(b *gazetteer.Body) bool { return r.names(b) }) {
			return nil
		}
		if len(bodies) > 0 && other == "" {
			other = bodies[0].Name
		}
	}
	if other == "" {
		return nil
	}
	return at(r.Number.Place, "symbol-issuer", *r.Number.Value, other, *r.Issuer.Value)
}

// names says whether the issuer is b, or one of a joint act that is, or signs
// with the same letters: the Prime Minister in the Government, the standing board
// in its committee.
func (r *record) names(b *gazetteer.Body) bool {
	for _, s := range b.Symbols {
		if slices.ContainsFunc(r.body.Symbols, func(own string) bool { return strings.EqualFold(own, s) }) {
			return true
		}
	}
	return strings.Contains(vntext.Key(string(r.Issuer.Body)), vntext.Key(b.Name))
}

// symbolInUse: the body of the symbol was there on the day of issue. A symbol that
// several bodies write in turn is in use as long as one of them is there.
func symbolInUse(r *record) []corpus.Finding {
	if r.Number.Value == nil || r.issued == "" {
		return nil
	}
	for _, organ := range r.organs() {
		bodies := gazetteer.BodiesBySymbol(organ)
		if len(bodies) == 0 {
			continue
		}
		if len(gazetteer.BodiesBySymbolOn(organ, r.issued)) > 0 {
			return nil
		}
		return at(r.Number.Place, "symbol-not-in-use", *r.Number.Value, bodies[0].Name, r.issued)
	}
	return nil
}

// citationYear: the year in the number of a cited instrument is that of the day
// with which it is cited.
func citationYear(r *record) []corpus.Finding {
	var found []corpus.Finding
	for i := range r.Citations {
		c := &r.Citations[i]
		if !anotherYear(c) {
			continue
		}
		found = append(found, at(placeOf(c), "citation-year", c.Number, c.Issued)...)
	}
	return found
}

// anotherYear says whether the number of an instrument says another year than its
// day: the year stands behind the first slash of 30/2020/NĐ-CP.
func anotherYear(c *corpus.Citation) bool {
	_, rest, _ := strings.Cut(string(c.Number), "/")
	year, _, ok := strings.Cut(rest, "/")
	return ok && len(year) == 4 && strings.Trim(year, "0123456789") == "" && len(c.Issued) >= 4 && year != string(c.Issued[:4])
}

// citesItself: no document amends or repeals the number that it bears.
func citesItself(r *record) []corpus.Finding {
	var found []corpus.Finding
	for i := range r.Citations {
		c := &r.Citations[i]
		switch c.Relation {
		case corpus.Amends, corpus.Repeals, corpus.Replaces:
		default:
			continue
		}
		same := r.Number.Value != nil && c.Number != "" && number.Equal(string(c.Number), *r.Number.Value)
		if same && (c.Issued == "" || string(c.Issued) == r.issued) {
			found = append(found, at(placeOf(c), "cites-itself", c.Number)...)
		}
	}
	return found
}

// placeOf is where an instrument is first named.
func placeOf(c *corpus.Citation) corpus.Place {
	if len(c.Mentions) == 0 {
		return corpus.Place{}
	}
	m := c.Mentions[0]
	return corpus.Place{Page: m.Page, Start: m.Start, End: m.End}
}
