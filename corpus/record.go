package corpus

import "encoding/json"

// Optional is a string that is null in JSON when it is empty.
type Optional string

// MarshalJSON writes null for the empty string.
func (o Optional) MarshalJSON() ([]byte, error) {
	if o == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(o))
}

// UnmarshalJSON reads null as the empty string.
func (o *Optional) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	*o = ""
	if s != nil {
		*o = Optional(*s)
	}
	return nil
}

// A DocType is the name of a kind of document (tên loại) in normal case:
// "Kế hoạch", "Quyết định". Source: Decree 30/2020/NĐ-CP, Article 7; Party:
// 66-QĐ/TW.
type DocType = string

// A Record is what vanthu knows of one document from the document alone. It is
// a function of the original's bytes, the source's name and the extractor's
// revision: no clock, no randomness, no look at other documents.
type Record struct {
	ID         ID              `json:"id"`
	Source     Source          `json:"source"`
	Revision   string          `json:"revision"` // of the extractor
	Type       Field[DocType]  `json:"type"`
	Number     NumberField     `json:"number"`
	Place      Field[string]   `json:"place"`     // địa danh
	Issued     Field[string]   `json:"issued"`    // ngày ban hành, ISO 8601 date
	Effective  Field[string]   `json:"effective"` // ngày có hiệu lực, ISO 8601 date
	Issuer     IssuerField     `json:"issuer"`    // cơ quan ban hành
	Subject    Field[string]   `json:"subject"`   // trích yếu, one line
	Urgency    Field[string]   `json:"urgency"`   // độ khẩn
	Secrecy    Field[string]   `json:"secrecy"`   // độ mật
	Signers    []Signer        `json:"signers"`
	Recipients []Field[string] `json:"recipients"` // nơi nhận
	Addressees []Field[string] `json:"addressees"` // kính gửi
	Citations  []Citation      `json:"citations"`  // one per distinct instrument, in order of first mention
	Dates      []Date          `json:"dates"`
	Quantities []Quantity      `json:"quantities"`
	Outline    []Heading       `json:"outline"`
	Pages      []PageSummary   `json:"pages"`
	Findings   []Finding       `json:"findings"`

	// Labels say where the archive has filed the document. Like the targets of
	// citations they are no part of what was extracted: they are joined when a
	// record is shown or exported.
	Labels []Label `json:"labels,omitempty"`
}

// A LabelKind says in what a document is filed.
type LabelKind string

// The kinds of labels, from the widest. Stored: append only.
const (
	LabelFonds LabelKind = "fonds" // phông
	LabelFile  LabelKind = "file"  // hồ sơ
	LabelBox   LabelKind = "box"   // hộp
)

// A Label names one box, file or fonds that a document was filed under when it
// came in. A document may bear several, also of one kind.
type Label struct {
	Kind LabelKind `json:"kind"`
	Name string    `json:"name"`
}

// Secret says whether the document bears a mark of secrecy, sure or not: who
// hands records on leaves it out unless asked for it.
func (r *Record) Secret() bool { return r.Secrecy.Or("") != "" }

// A NumberField is the document's own number and symbol (số, ký hiệu).
type NumberField struct {
	Field[string]          // the normalised number: Number.Text
	Seq           Optional `json:"seq"`
	Year          *int     `json:"year"`
	Symbol        Optional `json:"symbol"`
}

// An IssuerField is the body that issued the document. Value is the body as
// the document names it ("Ban Thường vụ Huyện ủy"), Body its full name with
// the place resolved ("Ban Thường vụ Huyện ủy Kim Động").
type IssuerField struct {
	Field[string]
	Body Optional `json:"body"`
}

// A Signer is a person who signed (người ký).
type Signer struct {
	Name      Field[string] `json:"name"`
	Rank      Field[string] `json:"rank"`      // military rank or degree before the name: "Thượng tướng"
	Title     Field[string] `json:"title"`     // chức vụ: "Phó Bí thư Thường trực"
	Authority Field[string] `json:"authority"` // quyền hạn: "T/M Ban Thường vụ", "KT. Chủ tịch"
}

// A Date is one date, period or year named in the document.
type Date struct {
	Value     string `json:"value"`     // 2024-12-02, 2024-12, 2024-Q3, 2024, 2021/2025
	Precision string `json:"precision"` // day, month, quarter, year, range
	Role      string `json:"role"`      // issued, effective, cited, deadline, period, other
	Text      string `json:"text"`      // as printed
	Span
}

// A Quantity is an amount with its unit.
type Quantity struct {
	Value float64 `json:"value"`
	Unit  string  `json:"unit"` // "%", "đồng", "người", ...
	Text  string  `json:"text"` // as printed
	Span
}

// A Heading is an entry of the document's own outline: Phần, Chương, Mục,
// Điều, I., 1.
type Heading struct {
	Label string `json:"label"` // "Điều 3", "II"
	Title string `json:"title"`
	Level int    `json:"level"` // from 1
	Page  int    `json:"page"`
	Start int    `json:"start"`
}

// A PageSummary tells how a page was read.
type PageSummary struct {
	Page       int      `json:"page"`
	Method     Method   `json:"method"`
	Language   Optional `json:"language"`
	Quality    float64  `json:"quality"`
	Characters int      `json:"characters"`
	Stamps     []Stamp  `json:"stamps,omitempty"` // digital signatures shown on the page
	Text       *string  `json:"text,omitempty"`   // only with extract --text
}
