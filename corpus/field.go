package corpus

// A Place says where in a document a value stands. The zero Place (page 0)
// belongs to a value that was not found, or that does not stand in the text
// (evidence "file name").
type Place struct {
	Raw   string `json:"raw"`  // the page's text from Start to End, byte for byte
	Page  int    `json:"page"` // from 1; 0: not in the text
	Start int    `json:"start"`
	End   int    `json:"end"`
	Box   *Box   `json:"box"`             // nil where the page has no geometry
	Spans []Span `json:"spans,omitempty"` // all pieces of a value that runs over a page border; the first is the place itself
}

// A Field is one value of a record together with the place it was read from
// and how sure it is. Value is nil where nothing was found.
//
// A confidence of 0.7 or more asserts the value; 0.9 or more is meant to be
// right 97 times of 100.
type Field[T any] struct {
	Value *T `json:"value"` // mended and normalised
	Place
	Confidence float64 `json:"confidence"` // in [0,1]
	Evidence   string  `json:"evidence"`   // where it came from: one of the Evidence constants
}

// Or is the value, or fallback where nothing was found.
func (f Field[T]) Or(fallback T) T {
	if f.Value == nil {
		return fallback
	}
	return *f.Value
}

// Where a value can come from. Stored: append only.
const (
	EvidenceHead       = "head cell"
	EvidenceTitle      = "title"
	EvidenceSymbol     = "symbol"
	EvidenceSignature  = "signature block"
	EvidenceBody       = "body"
	EvidenceFileName   = "file name"
	EvidenceStamp      = "stamp"
	EvidenceAuthentic  = "authenticating block" // xác thực văn bản hợp nhất
	EvidenceRecipients = "recipients"
	EvidenceAddressees = "addressees"
	EvidenceAdoption   = "adoption clause" // "... thông qua ngày ..."
	EvidencePage       = "page text"       // the recogniser's reading of the whole page
	EvidenceCell       = "cell"            // the cell alone, enlarged, read as digits
	EvidenceHand       = "handwriting"     // the cell alone, read by the net for digits written by hand
)
