package extract

import (
	"slices"
	"strings"
	"unicode"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
	"vanthu/internal/mend"
	"vanthu/internal/zone"
)

// A signature is the lines of one signer.
type signature struct {
	authority, position, name []zone.Line
	column                    int
}

// readSigners reads who signed, with rank, position and authority. Several
// sign a joint act, in columns or one below the other.
func (r *reader) readSigners() {
	for _, s := range r.signatures() {
		if len(s.name) == 0 {
			continue
		}
		r.record.Signers = append(r.record.Signers, r.signer(s))
	}
}

// signatures groups the lines of the signature by signer, column by column.
func (r *reader) signatures() []*signature {
	var lines []zone.Line
	for _, l := range r.sheet.Lines {
		switch l.Kind {
		case zone.Authority, zone.Position, zone.Name:
			lines = append(lines, l)
		}
	}
	names := 0
	for _, l := range lines {
		if l.Kind == zone.Name {
			names++
		}
	}
	if names < 2 {
		// One signer: a name alone on its line is in no column, though the
		// lines over it, beside the recipients, are.
		for i := range lines {
			lines[i].Column = 0
		}
	}
	slices.SortStableFunc(lines, func(a, b zone.Line) int { return a.Column - b.Column })
	var all []*signature
	var open *signature
	for _, l := range lines {
		switch l.Kind {
		case zone.Authority:
			if open == nil || len(open.position) > 0 || len(open.name) > 0 || open.column != l.Column || r.second(open, l) && names > len(all) {
				open = &signature{column: l.Column}
				all = append(all, open)
			}
			open.authority = append(open.authority, l)
		case zone.Position:
			if open == nil || len(open.name) > 0 || open.column != l.Column || len(open.position) > 0 && !goesOnPosition(l.Text) && names > len(all) {
				open = &signature{column: l.Column}
				all = append(all, open)
			}
			open.position = append(open.position, l)
		case zone.Name:
			i := slices.IndexFunc(all, func(s *signature) bool { return len(s.name) == 0 && s.column == l.Column })
			if i < 0 {
				i = slices.IndexFunc(all, func(s *signature) bool { return len(s.name) == 0 })
			}
			if i < 0 && len(all) > 0 {
				continue
			}
			if i < 0 {
				i, all = 0, append(all, &signature{column: l.Column}) // the seal covers what stands over the name
			}
			all[i].name = append(all[i].name, l)
		}
	}
	return all
}

// second says whether authority line l begins another signature than open:
// "TM." above "KT." is one, "KT. BỘ TRƯỞNG" under "KT. BỘ TRƯỞNG" is two.
func (r *reader) second(open *signature, l zone.Line) bool {
	if len(open.authority) == 0 {
		return false
	}
	return l.Text[0] == open.authority[0].Text[0]
}

// goesOnPosition says whether a line goes on with the position above it: "THỨ
// TRƯỞNG" / "THƯỜNG TRỰC", "PHÓ CHỦ TỊCH" / "ỦY BAN NHÂN DÂN".
func goesOnPosition(s string) bool {
	name, n := zone.LongestPosition(s)
	return n == 0 || name == "Thường trực"
}

// deputy says whether a position is that of a deputy.
func deputy(s string) bool {
	name, _ := zone.LongestPosition(s)
	return strings.HasPrefix(name, "Phó ") || strings.HasPrefix(name, "Thứ trưởng")
}

func (r *reader) signer(s *signature) corpus.Signer {
	var out corpus.Signer
	name := s.name[0]
	at := zone.Rank(name.Text)
	value := name.Text[at:]
	if !strings.ContainsFunc(value, unicode.IsLower) {
		value = capitalised(value)
	}
	confidence := 0.8
	if len(s.authority)+len(s.position) > 0 {
		confidence = 0.95
	}
	if r.recognised(name.Page) {
		if mended := mend.Surname(value); mended != value {
			value, confidence = mended, min(confidence, 0.85)
		}
	}
	out.Name = r.field(strings.TrimRight(oneLine(value), " ."), name, at, len(strings.TrimRight(name.Text, " .")), confidence, corpus.EvidenceSignature)
	if rank := strings.TrimRight(name.Text[:at], " .,;:\t\u00a0"); rank != "" {
		out.Rank = r.field(oneLine(rank), name, 0, len(rank), 0.95, corpus.EvidenceSignature)
	}
	position := s.position
	if n := len(position); n > 1 && deputy(position[n-1].Text) && !deputy(position[n-2].Text) {
		// "THỐNG ĐỐC" / "PHÓ THỐNG ĐỐC": the seal or the scribe lost a "KT.".
		position = position[n-1:]
	}
	if len(position) > 0 {
		out.Title = r.fieldOf(positionCase(oneLine(strings.Join(texts(position), " "))), whole(position), 0.95, corpus.EvidenceSignature)
	}
	for len(s.authority) > 0 && zone.AuthorityMark(s.authority[0].Text) == 0 {
		s.authority = s.authority[1:] // the body of a further signer, which signs as itself
	}
	if len(s.authority) > 0 {
		out.Authority = r.fieldOf(authorityCase(s.authority), whole(s.authority), 0.95, corpus.EvidenceSignature)
	}
	return out
}

// authorityCase is the authority in normal case, its marks as printed: "TM.
// Chính phủ KT. Thủ tướng".
func authorityCase(lines []zone.Line) string {
	var parts []string
	for _, l := range lines {
		n := zone.AuthorityMark(l.Text)
		if n > 0 {
			parts = append(parts, strings.ToUpper(strings.TrimRight(l.Text[:n], " \u00a0")))
		}
		rest := oneLine(l.Text[n:])
		switch {
		case n == 0 && len(parts) > 0:
			// The name goes on: "TM. ỦY BAN NHÂN DÂN" / "TỈNH HƯNG YÊN".
			above := parts[len(parts)-1]
			parts[len(parts)-1] = bodyCase(strings.ToUpper(above) + " " + rest)
		default:
			parts = append(parts, bodyCase(rest))
		}
	}
	return strings.Join(parts, " ")
}

func bodyCase(s string) string {
	if _, n := zone.LongestPosition(s); n > 0 {
		return positionCase(s)
	}
	if b := gazetteer.BodyByName(s); b != nil {
		return b.Name
	}
	return gazetteer.NormalCase(s)
}

// positionCase is a position in normal case: "CHỦ TỊCH QUỐC HỘI" -> "Chủ tịch
// Quốc hội".
func positionCase(s string) string {
	name, n := zone.LongestPosition(s)
	if n == 0 {
		return gazetteer.NormalCase(s)
	}
	rest := strings.TrimSpace(s[n:])
	switch {
	case rest == "":
		return name
	case strings.HasPrefix(rest, ","):
		return name + ", " + positionCase(strings.TrimSpace(rest[1:]))
	}
	return name + " " + bodyCase(rest)
}

// capitalised writes a name printed in capitals with capitals at its words'
// starts only.
func capitalised(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		words[i] = sentenceCase(w)
	}
	return strings.Join(words, " ")
}
