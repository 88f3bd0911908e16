package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
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
	if auth := r.parts[zone.Authentic]; len(auth) > 0 {
		lines, evidence = nil, corpus.EvidenceAuthentic
		for _, l := range auth {
			if !strings.HasPrefix(l.Text, "XÁC THỰC") {
				lines = append(lines, l)
			}
		}
	}
	groups := bodiesOf(lines)
	if len(groups) == 0 || !r.directive() && !zone.OpensBody(groups[len(groups)-1][0].Text) {
		return false
	}
	own := groups[len(groups)-1]
	if r.joint(groups) {
		own = nil
		for _, g := range groups {
			own = append(own, g...)
		}
	}
	parent := ""
	if len(groups) > 1 {
		parent = bodyName(texts(groups[len(groups)-2]))
	}
	name := mendPlace(bodyName(texts(own)), r.record.Place.Or(""))
	confidence := 0.9
	if gazetteer.BodyByName(name) != nil {
		confidence = 0.97
	}
	r.setIssuer(name, parent, whole(own), confidence, evidence)
	return true
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

// bodiesOf groups the lines of a head cell by body: a name can stand on two
// lines ("ỦY BAN NHÂN DÂN" / "TỈNH HƯNG YÊN"), and the gazette prints a heading
// with the same name above the cell.
func bodiesOf(lines []zone.Line) [][]zone.Line {
	var groups [][]zone.Line
	for _, l := range lines {
		n := len(groups)
		if n > 0 && continues(groups[n-1], l) {
			groups[n-1] = append(groups[n-1], l)
			continue
		}
		groups = append(groups, []zone.Line{l})
	}
	// A heading repeated by the cell is one body, and only the cell is it.
	var out [][]zone.Line
	for i, g := range groups {
		repeated := false
		for _, later := range groups[i+1:] {
			repeated = repeated || sameWords(g, later)
		}
		if !repeated {
			out = append(out, g)
		}
	}
	return out
}

func sameWords(a, b []zone.Line) bool {
	return vntext.Key(strings.Join(texts(a), " ")) == vntext.Key(strings.Join(texts(b), " "))
}

// continues says whether line l goes on with the name of the body above it.
func continues(above []zone.Line, l zone.Line) bool {
	last := above[len(above)-1].Text
	joined := strings.Join(texts(above), " ") + " " + l.Text
	if gazetteer.BodyByName(joined) != nil {
		return true
	}
	if gazetteer.BodyByName(strings.Join(texts(above), " ")) != nil && zone.OpensBody(l.Text) {
		return false
	}
	for _, end := range [...]string{" VÀ", ",", "-", "–", " CỦA", " VỀ"} {
		if strings.HasSuffix(last, end) {
			return true
		}
	}
	return !zone.OpensBody(l.Text)
}

// bodyName is the name on the lines of a cell in normal case.
func bodyName(lines []string) string {
	name := oneLine(strings.Join(lines, " "))
	name = strings.TrimFunc(name, func(r rune) bool { return strings.ContainsRune(" *-–_.:;,", r) })
	if b := gazetteer.BodyByName(name); b != nil {
		return b.Name
	}
	if first, _ := utf8.DecodeRuneInString(name); unicode.IsLower(first) {
		// A font lost its capitals: "ủy ban nhân dân thành phố cần thơ".
		name = strings.ToUpper(name)
	}
	return gazetteer.NormalCase(name)
}

// mendPlace puts the place of issue into a name that OCR damaged at its end:
// "Ủy ban nhân dân tĩnh quang ngai" issued at Quảng Ngãi.
func mendPlace(name, place string) string {
	if !gazetteer.IsPlace(place) || gazetteer.BodyByName(name) != nil {
		return name
	}
	words := strings.Fields(name)
	n := len(strings.Fields(place))
	if len(words) <= n+1 || distance(vntext.Fold(strings.Join(words[len(words)-n:], " ")), vntext.Fold(place)) > 1 {
		return name
	}
	head := words[:len(words)-n]
	switch last := len(head) - 1; vntext.Fold(head[last]) {
	case "tinh":
		head[last] = "tỉnh"
	case "huyen":
		head[last] = "huyện"
	case "pho":
		if last > 0 && vntext.Fold(head[last-1]) == "thanh" {
			head[last-1], head[last] = "thành", "phố"
		}
	}
	mended := strings.Join(head, " ") + " " + place
	for _, local := range localBodies {
		if k := len(strings.Fields(local)); k < len(head)+1 && vntext.Fold(strings.Join(head[:k], " ")) == vntext.Fold(local) {
			mended = strings.Join(append([]string{local}, head[k:]...), " ") + " " + place
		}
	}
	return mended
}

// distance counts the letters to change, add or drop between two folded names.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := corner
			if a[i] != b[j] {
				cost++
			}
			corner = row[j+1]
			row[j+1] = min(cost, row[j]+1, corner+1)
		}
	}
	return row[len(b)]
}

// setIssuer fills the field and works out the full name.
func (r *reader) setIssuer(name, parent string, pieces []corpus.Span, confidence float64, evidence string) {
	if name == "" {
		return
	}
	r.record.Issuer = corpus.IssuerField{
		Field: r.fieldOf(name, pieces, confidence, evidence),
		Body:  corpus.Optional(fullName(name, parent, r.record.Place.Or(""))),
	}
}

// localBodies are names that every place has one of: the place must be added
// to know which.
var localBodies = []string{"Huyện ủy", "Tỉnh ủy", "Thành ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Ủy ban nhân dân", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân huyện",
	"Ủy ban nhân dân xã", "Ủy ban nhân dân phường", "Hội đồng nhân dân", "Hội đồng nhân dân tỉnh", "Hội đồng nhân dân huyện"}

// fullName resolves which body name is: "Ban Thường vụ Huyện ủy" at Kim Động,
// "Sở Nội vụ" under Ủy ban nhân dân tỉnh Hưng Yên.
func fullName(name, parent, place string) string {
	if b := gazetteer.BodyByName(name); b != nil && b.Level == "central" {
		return name
	}
	// A name with the place of the date line in it says already which body it
	// is: HUYỆN ỦY THANH GIANG under TỈNH ỦY HƯNG YÊN.
	if place != "" && strings.Contains(name, place) {
		return name
	}
	if parent != "" {
		if at := strings.Index(parent, " tỉnh "); at >= 0 && !strings.Contains(name, " tỉnh ") {
			return name + parent[at:]
		}
		if at := strings.Index(parent, " thành phố "); at >= 0 && !strings.Contains(name, " thành phố ") {
			return name + parent[at:]
		}
		for _, local := range localBodies[:6] {
			if strings.HasPrefix(parent, local) {
				return name + " " + parent
			}
		}
		for _, organ := range [...]string{"Ban Thường vụ", "Ban Chấp hành", "Văn phòng", "Ủy ban Kiểm tra"} {
			if name == organ {
				return name + " " + parent
			}
		}
	}
	if place == "" {
		return name
	}
	for _, local := range localBodies {
		// The seat of a province can have another name than the province
		// (Đồng Xoài, Bình Phước); a district's committee dates from its district.
		if strings.HasSuffix(name, local) && (isDistrict(local) || gazetteer.IsPlace(place)) {
			return name + " " + place
		}
	}
	return name
}

func isDistrict(local string) bool {
	return local == "Huyện ủy" || local == "Quận ủy" || local == "Thị ủy" || strings.HasSuffix(local, " huyện")
}

// issuerOfTitle reads "của Bộ Tài chính số 13/2001/TT-BTC ...".
func (r *reader) issuerOfTitle() bool {
	for _, l := range r.title.old {
		at := strings.Index(strings.ToLower(l.Text), "của ")
		if at < 0 {
			continue
		}
		at += len("của ")
		if b, n := gazetteer.LongestBody(l.Text[at:]); b != nil {
			r.setIssuer(b.Name, "", []corpus.Span{piece(l, at, at+n)}, 0.9, corpus.EvidenceTitle)
			return true
		}
	}
	return false
}

// offices are those that sign for a body in its enacting line: the body is
// the issuer, "BỘ TRƯỞNG BỘ Y TẾ" enacts for Bộ Y tế.
var offices = []string{"Bộ trưởng", "Thống đốc", "Tổng Kiểm toán", "Tổng Thanh tra", "Chánh án", "Viện trưởng", "Giám đốc", "Cục trưởng", "Tổng cục trưởng",
	"Chủ nhiệm", "Hiệu trưởng", "Trưởng ban", "Chi cục trưởng", "Chánh Thanh tra"}

// withoutOffice is the byte of s behind the office that its name starts with.
func withoutOffice(s string) int {
	position, n := zone.LongestPosition(s)
	for _, o := range offices {
		if position == o {
			return n + len(s[n:]) - len(strings.TrimLeft(s[n:], " "))
		}
	}
	return 0
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
	r.setIssuer(bodyName(names), "", pieces, 0.85, corpus.EvidenceBody)
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
				r.setIssuer(name, "", r.sheet.Flow.Spans(i, i+len(name)), 0.88, corpus.EvidenceBody)
				return r.record.Issuer.Value != nil
			}
			organ = name
		}
		r.setIssuer(organ, "", pieces, 0.85, corpus.EvidenceSignature)
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
			r.setIssuer(b.Name, "", []corpus.Span{piece(l, from, at)}, 0.85, corpus.EvidenceBody)
			return true
		}
	}
	return false
}

// issuerOfSymbol takes the body that only one can be by its symbol.
func (r *reader) issuerOfSymbol() bool {
	bodies := gazetteer.BodiesBySymbol(r.symbol.issuer)
	if len(bodies) == 0 || r.record.Number.Value == nil {
		return false
	}
	name := bodies[0].Name
	r.record.Issuer = corpus.IssuerField{
		Field: corpus.Field[string]{Value: &name, Place: r.record.Number.Place, Confidence: 0.7, Evidence: corpus.EvidenceSymbol},
		Body:  corpus.Optional(name),
	}
	return true
}
