package corpus

// A Relation is what a document does to an instrument that it cites. Stored:
// append only.
type Relation string

// The relations, from the strongest to the weakest: of several one is kept.
const (
	Repeals    Relation = "bãi bỏ"
	Replaces   Relation = "thay thế"
	Amends     Relation = "sửa đổi"
	Corrects   Relation = "đính chính"
	Merges     Relation = "hợp nhất"
	Details    Relation = "quy định chi tiết"
	Implements Relation = "thực hiện"
	BasedOn    Relation = "căn cứ"
	RefersTo   Relation = "dẫn chiếu"
)

// Relations lists all relations, the strongest first.
var Relations = [...]Relation{Repeals, Replaces, Amends, Corrects, Merges, Details, Implements, BasedOn, RefersTo}

// A Citation is one instrument (văn bản được dẫn) that a document names, with
// every place where it does. Its facts come from this document alone.
type Citation struct {
	Type       Optional  `json:"type"`   // "Nghị quyết", "Luật", "Quy chuẩn"
	Number     Optional  `json:"number"` // normalised: "29-NQ/TW", "30/2020/NĐ-CP"
	Title      Optional  `json:"title"`  // of an instrument cited by name: "Đất đai" for Luật Đất đai
	Issued     Optional  `json:"issued"` // ISO date, or a year alone
	Issuer     Optional  `json:"issuer"` // as printed, without the term
	Term       Optional  `json:"term"`   // khóa, nhiệm kỳ: "XI"
	Relation   Relation  `json:"relation"`
	Confidence float64   `json:"confidence"`
	Target     *ID       `json:"target"` // the held document; nil in a record as extracted
	Mentions   []Mention `json:"mentions"`
}

// Name is what the document calls the instrument: type, name and number.
func (c Citation) Name() string { return named(c.Type, c.Title, c.Number) }

// A Mention is one place where an instrument is named.
type Mention struct {
	Text string `json:"text"` // as printed: the page's text from Start to End
	Span
	Box   *Box   `json:"box"`
	Short bool   `json:"short"`           // repeats neither number nor name: "Nghị quyết nêu trên"
	Spans []Span `json:"spans,omitempty"` // all pieces, where it runs over a page border
}
