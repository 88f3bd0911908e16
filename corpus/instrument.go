package corpus

import "strings"

// An Instrument (văn bản được dẫn) is a cited or held document as an identity: of
// one number there can be several.
type Instrument struct {
	Type    Optional `json:"type"`
	Number  Optional `json:"number"`
	Issued  Optional `json:"issued"` // ISO date, or a year alone
	Issuer  Optional `json:"issuer"`
	Title   Optional `json:"title"`    // of a held document its subject, of a law its name
	Held    *ID      `json:"held"`     // the document; nil where the archive does not hold it
	CitedBy int      `json:"cited_by"` // documents of the archive that cite it, itself left out

	Relations map[Relation]int `json:"relations,omitempty"` // the same by what they do to it, where it was asked for
}

// Name is what the instrument is called: type, name and number; one that is held,
// of which the title is the subject, by type and number: "Luật Lưu trữ
// 33/2024/QH15", "Kế hoạch 12/KH-UBND".
func (in Instrument) Name() string {
	if in.Held != nil && in.Number != "" {
		return named(in.Type, in.Number)
	}
	return named(in.Type, in.Title, in.Number)
}

// named joins the parts of a name that are there.
func named(parts ...Optional) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(string(p) + " ")
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
