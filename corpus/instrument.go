package corpus

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
