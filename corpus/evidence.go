package corpus

// A Stamp is what a digital signature shows of itself on a page (dấu ký số:
// "Ký bởi: ...", "Thời gian ký: ..."). It is evidence about the document and
// never part of its text. Its time is an upper bound of the date of issue, not
// that date: many stamps are set days later, some by the portal or the gazette.
type Stamp struct {
	Text string `json:"text"`           // as shown, NFC, lines separated by "\n"
	By   string `json:"by,omitempty"`   // after "Ký bởi" or "Người ký"; mostly the office, not the person
	Time string `json:"time,omitempty"` // after "Thời gian ký" or bare: ISO 8601, with the offset where one is shown
	Box  *Box   `json:"box,omitempty"`  // nil where the page has no geometry
}

// An Ink says how the characters of a field came onto the paper. Stored: append
// only.
type Ink string

// The inks.
const (
	Printed     Ink = "printed"     // with the rest of the page
	Handwritten Ink = "handwritten" // with a pen
	Stamped     Ink = "stamped"     // by a rubber numerator or a machine
	UnknownInk  Ink = "unknown"     // cannot be told
	NoInk       Ink = "none"        // left blank
)

// Kinds of cells. Stored: append only.
const (
	CellNumber = "number" // between "Số:" and the symbol
	CellDay    = "day"    // between "ngày" and "tháng"
	CellMonth  = "month"  // between "tháng" and "năm"
)

// A Cell is a field of the form that a clerk may fill in by hand, as a reader
// found it on the page image. Recognised digits of a cell that is not printed
// prove nothing.
type Cell struct {
	Kind       string      `json:"kind"` // one of the Cell constants
	Box        Box         `json:"box"`  // the crop that a person would be shown
	Ink        Ink         `json:"ink"`
	Sure       float64     `json:"sure"`                 // of Ink, in [0,1]
	Candidates []Candidate `json:"candidates,omitempty"` // what it may read, the likeliest first

	// Mass is the probability that the marks are digits such a cell can hold, as
	// the reader of handwriting has it: little for a scribble. The confidences of
	// its candidates share it out. 0 where it was not asked.
	Mass float64 `json:"mass,omitempty"`
}

// A Candidate is a value that a field may have, with where it comes from.
type Candidate struct {
	Value      string  `json:"value"`
	Evidence   string  `json:"evidence"`   // one of the Evidence constants
	Confidence float64 `json:"confidence"` // in [0,1]
}
