package eval

import "vanthu/corpus"

// A Kind says how gold was got, and so what its null means and what of it counts.
type Kind string

// The kinds of gold, by the files that hold them.
const (
	ReadWhole Kind = "read whole" // NAME.gold.json
	Metadata  Kind = "metadata"   // metadata.jsonl
	Scans     Kind = "scans"      // scans.gold.jsonl
)

// A Set is the gold of a folder and of those below it.
type Set struct {
	Dir    string // as given to Load
	groups []group
}

// A group is the gold of one kind in one folder.
type group struct {
	kind   Kind
	folder string // relative to Dir, with slashes; "." for Dir itself
	docs   []document
}

// A document is what gold says of one file.
type document struct {
	file      string // relative to Dir, with slashes
	header    []goldField
	listed    bool // recipients, dates and citations are known
	recipient []string
	dates     []string
	citations []goldCitation
}

// A goldField is one known field of the header. Value "" means that the
// document has none; an unknown field is not listed at all.
type goldField struct {
	name        field
	value       string
	handwritten bool
}

// A field is the JSON name of a header field in a record; signer is the name
// of the first of the signers.
type field string

const (
	fType      field = "type"
	fNumber    field = "number"
	fIssued    field = "issued"
	fIssuer    field = "issuer"
	fSubject   field = "subject"
	fSigner    field = "signer"
	fPlace     field = "place"
	fEffective field = "effective"

	// Parts of the date of a scan, of which a clerk may have written some by hand.
	fDay   field = "day"
	fMonth field = "month"
	fYear  field = "year"

	fInstrument field = "instrument" // a cited one, in calibration only
)

// fields is the order of every table. The first six make a whole header.
var fields = [...]field{fType, fNumber, fIssued, fIssuer, fSubject, fSigner, fPlace, fEffective, fDay, fMonth, fYear}

// ofHeader says whether f is one of the six.
func (f field) ofHeader() bool { return f != fPlace && f != fEffective && !f.ofDate() }

// ofDate says whether f is a part of the date, which is counted besides it.
func (f field) ofDate() bool { return f == fDay || f == fMonth || f == fYear }

// goldFile is NAME.gold.json.
type goldFile struct {
	Doc        string          `json:"doc"`
	Type       corpus.Optional `json:"type"`
	Number     corpus.Optional `json:"number"`
	Place      corpus.Optional `json:"place"`
	Issued     corpus.Optional `json:"issued"`
	Issuer     corpus.Optional `json:"issuer"`
	Subject    corpus.Optional `json:"subject"`
	Signers    []goldSigner    `json:"signers"`
	Recipients []string        `json:"recipients"`
	Citations  []goldCitation  `json:"citations"`
	Dates      []string        `json:"dates"`
}

type goldSigner struct {
	Name string `json:"name"`
}

type goldCitation struct {
	Type       corpus.Optional   `json:"type"`
	Number     corpus.Optional   `json:"number"`
	Title      corpus.Optional   `json:"title"`
	Issued     corpus.Optional   `json:"issued"`
	Relation   corpus.Relation   `json:"relation"`
	Alternates []corpus.Relation `json:"relation_alternates"`
	Mentions   []string          `json:"mentions"`
}

// metadataLine is a line of metadata.jsonl.
type metadataLine struct {
	File      string          `json:"file"`
	Type      corpus.Optional `json:"type"`
	Number    corpus.Optional `json:"number"`
	Effective corpus.Optional `json:"effective"` // dd/mm/yyyy
	Signer    corpus.Optional `json:"signer"`    // as printed, so perhaps with a rank
}

// scanLine is a line of scans.gold.jsonl.
type scanLine struct {
	File              string          `json:"file"`
	Type              corpus.Optional `json:"type"`
	Number            corpus.Optional `json:"number"`
	NumberHandwritten bool            `json:"number_handwritten"`
	Place             corpus.Optional `json:"place"`
	Issued            corpus.Optional `json:"issued"`
	DateHandwritten   corpus.Optional `json:"date_handwritten"` // full, day, day+month, none
	Issuer            corpus.Optional `json:"issuer"`
	Subject           corpus.Optional `json:"subject"`
	Signer            corpus.Optional `json:"signer"`
}

// document makes all of the header known: null in such gold is a finding.
func (g goldFile) document() document {
	signer := ""
	if len(g.Signers) > 0 {
		signer = g.Signers[0].Name
	}
	return document{
		header: []goldField{
			{name: fType, value: string(g.Type)},
			{name: fNumber, value: string(g.Number)},
			{name: fIssued, value: string(g.Issued)},
			{name: fIssuer, value: string(g.Issuer)},
			{name: fSubject, value: string(g.Subject)},
			{name: fSigner, value: signer},
			{name: fPlace, value: string(g.Place)},
		},
		listed:    true,
		recipient: g.Recipients,
		dates:     g.Dates,
		citations: g.Citations,
	}
}

func (m metadataLine) document() document {
	return document{header: known(
		goldField{name: fType, value: string(m.Type)},
		goldField{name: fNumber, value: string(m.Number)},
		goldField{name: fSigner, value: withoutRank(string(m.Signer))},
		goldField{name: fEffective, value: string(m.Effective)},
	)}
}

func (s scanLine) document() document {
	// A date of which only the day is written in by hand is not readable print.
	byHand := s.DateHandwritten != "" && s.DateHandwritten != "none"
	var year, month, day string
	if len(s.Issued) == len("2006-01-02") {
		year, month, day = string(s.Issued[:4]), string(s.Issued[5:7]), string(s.Issued[8:])
	}
	return document{header: known(
		goldField{name: fType, value: string(s.Type)},
		goldField{name: fNumber, value: string(s.Number), handwritten: s.NumberHandwritten},
		goldField{name: fIssued, value: string(s.Issued), handwritten: byHand},
		goldField{name: fIssuer, value: string(s.Issuer)},
		goldField{name: fSubject, value: string(s.Subject)},
		goldField{name: fSigner, value: string(s.Signer)},
		goldField{name: fPlace, value: string(s.Place)},
		goldField{name: fDay, value: day, handwritten: byHand},
		goldField{name: fMonth, value: month, handwritten: s.DateHandwritten == "full" || s.DateHandwritten == "day+month"},
		goldField{name: fYear, value: year, handwritten: s.DateHandwritten == "full"},
	)}
}

// known leaves out the fields without value.
func known(all ...goldField) []goldField {
	var some []goldField
	for _, f := range all {
		if f.value != "" {
			some = append(some, f)
		}
	}
	return some
}
