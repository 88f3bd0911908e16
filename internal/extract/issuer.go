package extract

import (
	"slices"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
	"vanthu/internal/mend"
	"vanthu/internal/vntext"
	"vanthu/internal/zone"
)

// readIssuer reads the issuing body (cơ quan ban hành), from the most to the
// least trusted place: the head cell, the authenticating block, the title of
// the old form, the body that enacts, the signature, the sentence that enacts,
// and the symbol.
func (r *reader) readIssuer() {
	for _, read := range [...]func() bool{
		r.issuerOfHead, r.issuerOfTitle, r.issuerOfEnacting, r.issuerOfSignature, r.issuerOfFormula, r.issuerOfSymbol,
	} {
		if read() {
			return
		}
	}
}

// issuerOfHead reads the lowest body of the left head cell; its parents stand
// above it.
func (r *reader) issuerOfHead() bool {
	lines, evidence := r.parts[zone.Issuer], corpus.EvidenceHead
	var proof []zone.Line
	for _, l := range r.parts[zone.Authentic] {
		if !strings.HasPrefix(l.Text, "XÁC THỰC") {
			proof = append(proof, l)
		}
	}
	if len(proof) > 0 {
		lines, evidence = proof, corpus.EvidenceAuthentic
	}
	groups := bodiesOf(r.unmerged(lines))
	if len(groups) == 0 || !r.directive() && !zone.OpensBody(groups[len(groups)-1][0].Text) {
		return false
	}
	own := groups[len(groups)-1]
	joint := r.joint(groups)
	if joint {
		own = nil
		for _, g := range groups {
			own = append(own, g...)
		}
	}
	var above []string
	for _, g := range groups[:len(groups)-1] {
		above = append(above, bodyName(texts(g)))
	}
	names, mended := texts(own), false
	if r.recognised(own[0].Page) {
		names = r.agreed(whole(own), names)
		for i := range names {
			names[i] = mend.Phrases(names[i]).Text
			mended = mended || names[i] != own[i].Text
		}
	}
	name := mendPlace(bodyName(names), r.record.Place.Or(""))
	if last := len(above) - 1; name == "Thường trực" && last >= 0 {
		// A name only with its parent's: HỘI ĐỒNG NHÂN DÂN TỈNH ... / THƯỜNG TRỰC.
		own = append(slices.Clone(groups[last]), own...)
		name, above = name+" "+above[last], above[:last]
	}
	confidence := 0.9
	switch {
	case gazetteer.BodyByName(name) != nil:
		confidence = 0.97
	case mended:
		confidence = 0.85
	}
	r.setIssuer(name, above, whole(own), confidence, evidence)
	if joint {
		r.record.Issuer.Body = corpus.Optional(together(groups))
	}
	return true
}

// together names the bodies of a joint act, a dash between them.
func together(groups [][]zone.Line) string {
	names := make([]string, len(groups))
	for i, g := range groups {
		names[i] = gazetteer.Expand(bodyName(texts(g)))
	}
	return strings.Join(names, " - ")
}

// directive says whether the head holds anything of a directive but lines in
// capitals: a translation or a form has those too.
func (r *reader) directive() bool {
	for _, k := range [...]zone.Kind{zone.Number, zone.Motto, zone.Title, zone.PlaceDate, zone.Authentic} {
		if len(r.parts[k]) > 0 {
			return true
		}
	}
	return false
}

// joint says whether several bodies issue together: the symbol of a joint act
// names them all, or a dash stands between them.
func (r *reader) joint(groups [][]zone.Line) bool {
	if len(groups) < 2 {
		return false
	}
	switch r.symbol.kind {
	case "TTLT", "NQLT", "TTLB":
		return true
	}
	for _, g := range groups[:len(groups)-1] {
		if strings.HasSuffix(g[len(g)-1].Text, "-") || strings.HasSuffix(g[len(g)-1].Text, "–") {
			return true
		}
	}
	for _, g := range groups[1:] {
		if strings.HasPrefix(g[0].Text, "-") || strings.HasPrefix(g[0].Text, "–") {
			return true
		}
	}
	return false
}

// setIssuer fills the field and works out the full name.
func (r *reader) setIssuer(name string, above []string, pieces []corpus.Span, confidence float64, evidence string) {
	if name == "" {
		return
	}
	r.record.Issuer = corpus.IssuerField{
		Field: r.fieldOf(name, pieces, confidence, evidence),
		Body:  corpus.Optional(r.naming(name, above).fullName()),
	}
}

// naming gathers what the document tells of the body name.
func (r *reader) naming(name string, above []string) naming {
	n := naming{name: name, above: above, place: r.record.Place.Or(""), issued: r.record.Issued.Or("")}
	for _, s := range r.record.Signers {
		for _, f := range [...]corpus.Field[string]{s.Authority, s.Title} {
			if f.Value != nil {
				n.signed = append(n.signed, *f.Value)
			}
		}
	}
	return n
}

// issuerOfTitle reads "của Bộ Tài chính số 13/2001/TT-BTC ...".
func (r *reader) issuerOfTitle() bool {
	for _, l := range r.title.old {
		at := strings.Index(strings.ToLower(l.Text), "của ")
		if at < 0 {
			continue
		}
		at += len("của ")
		at += withoutOffice(l.Text[at:])
		if b, n := gazetteer.LongestBody(l.Text[at:]); b != nil {
			r.setIssuer(b.Name, nil, []corpus.Span{piece(l, at, at+n)}, 0.9, corpus.EvidenceTitle)
			return true
		}
	}
	return false
}

// issuerOfEnacting reads "BỘ TRƯỞNG BỘ Y TẾ" over the legal bases.
func (r *reader) issuerOfEnacting() bool {
	lines := r.parts[zone.Enacting]
	if len(lines) == 0 {
		return false
	}
	l := lines[0]
	at := withoutOffice(l.Text)
	if at >= len(l.Text) {
		return false
	}
	pieces := append([]corpus.Span{piece(l, at, len(l.Text))}, whole(lines[1:])...)
	names := append([]string{l.Text[at:]}, texts(lines[1:])...)
	r.setIssuer(bodyName(names), nil, pieces, 0.85, corpus.EvidenceBody)
	return r.record.Issuer.Value != nil
}

// issuerOfSignature reads for whom was signed: "TM. ỦY BAN NHÂN DÂN TỈNH ...",
// "T/M BAN THƯỜNG VỤ". An organ of a Party committee is completed by the
// committee of the symbol, as the running text does: "Ban Thường vụ Huyện ủy".
func (r *reader) issuerOfSignature() bool {
	for _, l := range r.parts[zone.Authority] {
		at := zone.AuthorityMark(l.Text)
		if !strings.HasPrefix(l.Text, "TM") && !strings.HasPrefix(l.Text, "T/M") && !strings.HasPrefix(l.Text, "T.M") {
			continue
		}
		organ := bodyName([]string{l.Text[at:]})
		pieces := []corpus.Span{piece(l, at, len(l.Text))}
		if committee := r.committee(); committee != "" && !strings.Contains(vntext.Key(organ), vntext.Key(committee)) {
			name := organ + " " + committee
			if i := strings.Index(r.sheet.Flow.Text, name); i >= 0 {
				r.setIssuer(name, nil, r.sheet.Flow.Spans(i, i+len(name)), 0.88, corpus.EvidenceBody)
				return r.record.Issuer.Value != nil
			}
			organ = name
		}
		r.setIssuer(organ, nil, pieces, 0.85, corpus.EvidenceSignature)
		return r.record.Issuer.Value != nil
	}
	return false
}

// committee is the Party committee of the own symbol: "Huyện ủy" for HU.
func (r *reader) committee() string {
	switch strings.ToUpper(r.symbol.issuer) {
	case "TU":
		for _, name := range [...]string{"Tỉnh ủy", "Thành ủy"} {
			if strings.Contains(r.sheet.Flow.Text, name) {
				return name
			}
		}
		return ""
	}
	for _, b := range gazetteer.BodiesBySymbol(r.symbol.issuer) {
		if b.Party && (b.Level == "district" || b.Level == "province") {
			return b.Name
		}
	}
	return ""
}

// issuerOfFormula reads who enacts in the sentence behind the legal bases:
// "Bộ trưởng Bộ Công an ban hành Thông tư quy định ...".
func (r *reader) issuerOfFormula() bool {
	const verb = " ban hành "
	n := 0
	for _, l := range r.sheet.Lines {
		if l.Kind != zone.Body && l.Kind != zone.LegalBasis {
			continue
		}
		if n++; n > 60 {
			return false
		}
		at := strings.Index(l.Text, verb)
		if at < 0 || at > 120 || r.record.Type.Value == nil || !strings.HasPrefix(l.Text[at+len(verb):], *r.record.Type.Value) {
			continue
		}
		from := withoutOffice(l.Text[:at])
		name := l.Text[from:at]
		if b, length := gazetteer.LongestBody(name); b != nil && length == len(name) {
			r.setIssuer(b.Name, nil, []corpus.Span{piece(l, from, at)}, 0.85, corpus.EvidenceBody)
			return true
		}
	}
	return false
}

// issuerOfSymbol takes the body that only one can be by its symbol.
func (r *reader) issuerOfSymbol() bool {
	bodies := gazetteer.BodiesBySymbolOn(r.symbol.issuer, r.record.Issued.Or(""))
	if len(bodies) == 0 {
		bodies = gazetteer.BodiesBySymbol(r.symbol.issuer)
	}
	if len(bodies) == 0 || r.record.Number.Value == nil {
		return false
	}
	name := bodies[0].Name
	r.record.Issuer = corpus.IssuerField{
		Field: corpus.Field[string]{Value: &name, Place: r.record.Number.Place, Confidence: 0.7, Evidence: corpus.EvidenceSymbol},
		Body:  corpus.Optional(r.naming(name, nil).fullName()),
	}
	return true
}
