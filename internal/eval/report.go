package eval

import (
	"encoding/json"
	"math"
)

// A Report is how records stand against a Set. Its JSON form has the same keys
// in the same order for every run and can be read back, so that it can be kept
// and compared with a later one.
type Report struct {
	Sections    []Section         `json:"sections"`    // by folder, then kind of gold
	Calibration []FieldConfidence `json:"calibration"` // of each field over all sections, of the values that the documents print
}

// A Section is the figures for the gold of one kind in one folder.
type Section struct {
	Kind         Kind         `json:"kind"`
	Folder       string       `json:"folder"` // relative to the set's folder
	Files        int          `json:"files"`
	NotRead      int          `json:"not_read"` // files without a record; their values count as missing
	Header       []FieldScore `json:"header"`   // printed fields, in the order of the record
	WholeHeader  Ratio        `json:"whole_header"`
	Handwritten  []FieldScore `json:"handwritten"`
	ByDigits     []FieldScore `json:"by_digits"`      // the handwritten numbers by how many digits they have: "1 digit", "2 digits"
	HandNotWrong Ratio        `json:"hand_not_wrong"` // of the files with handwritten fields, those where none is asserted wrongly
	Citations    *Citations   `json:"citations"`      // null where gold lists no citations
	Spans        Ratio        `json:"spans"`
	Calibration  Calibration  `json:"calibration"`
	Documents    []Document   `json:"documents"`
}

// A FieldScore is how often one field was right. Asserted values are those of
// confidence 0.7 or more; a record is silent where it asserts none. Asserted
// right, asserted wrong and silent make Total; Right looks past confidence.
type FieldScore struct {
	Field string `json:"field"`
	Ratio
	Printed       *Ratio `json:"printed"` // of the values that stand in the document's text; null where gold was read from it
	AssertedRight int    `json:"asserted_right"`
	AssertedWrong int    `json:"asserted_wrong"`
	Silent        int    `json:"silent"`
}

// Citations is how the cited instruments and what else is listed were found.
type Citations struct {
	Instruments    Match `json:"instruments"`
	Mentions       Match `json:"mentions"`
	MentionsExact  Match `json:"mentions_exact"` // as Mentions, but equal words alone match
	Relation       Ratio `json:"relation"`       // of the matched instruments
	CitedDate      Ratio `json:"cited_date"`     // of the matched instruments
	WholeCitations Ratio `json:"whole_citations"`
	WholeDocuments Ratio `json:"whole_documents"` // header and citations without a miss or an error
	Recipients     Match `json:"recipients"`
	Dates          Match `json:"dates"` // distinct days
}

// Calibration tells whether confidence means what it says, for the values of
// the header, for those of them that are written by hand, and for the instruments.
type Calibration struct {
	Header      Confidence `json:"header"`
	Handwritten Confidence `json:"handwritten"` // number, day and month, where a clerk wrote them
	Instruments Confidence `json:"instruments"`
}

// FieldConfidence is the confidence of one field.
type FieldConfidence struct {
	Field string `json:"field"`
	Confidence
}

// Confidence sets confidence against truth. Values that were not found are not in it.
type Confidence struct {
	Sure    Ratio    `json:"sure"`    // of the values of confidence 0.9 or more, those that are right
	Covered Ratio    `json:"covered"` // of the right values, those of confidence 0.9 or more
	Buckets []Bucket `json:"buckets"`
}

// A Bucket is the values of confidence From or more and less than To (of the
// last one: To or less).
type Bucket struct {
	From float64 `json:"from"`
	To   float64 `json:"to"`
	Ratio
}

// A Document is one file's misses.
type Document struct {
	File   string `json:"file"`
	Misses []Miss `json:"misses"`
}

// A Miss is one thing that is not as gold has it.
type Miss struct {
	What       What    `json:"what"`
	Item       string  `json:"item"` // the field, or the instrument
	Gold       string  `json:"gold"` // "" where gold has none
	Got        string  `json:"got"`  // "" where the record has none
	Confidence float64 `json:"confidence"`
}

// What says which rule a miss broke. Kept in stored reports: append only.
type What string

// The kinds of misses.
const (
	NotRead           What = "not read"
	HeaderWrong       What = "header"
	AssertedWrong     What = "asserted wrong" // scans: besides the header's own miss
	InstrumentMissing What = "instrument missing"
	InstrumentExtra   What = "instrument extra"
	RelationWrong     What = "relation"
	CitedDateWrong    What = "cited date"
	MentionMissing    What = "mention missing"
	MentionExtra      What = "mention extra"
	MentionInexact    What = "mention inexact" // matches, but not word for word
	RecipientMissing  What = "recipient missing"
	RecipientExtra    What = "recipient extra"
	DateMissing       What = "date missing"
	DateExtra         What = "date extra"
	SpanWrong         What = "span"
)

// A Ratio is a count of rights. In JSON it carries its rate, null when Total is 0.
type Ratio struct {
	Right int `json:"right"`
	Total int `json:"total"`
}

// Rate is Right by Total; ok is false when there was nothing to count.
func (r Ratio) Rate() (rate float64, ok bool) {
	if r.Total == 0 {
		return 0, false
	}
	return float64(r.Right) / float64(r.Total), true
}

// count counts one more.
func (r *Ratio) count(right bool) {
	r.Total++
	if right {
		r.Right++
	}
}

// A Match is what of a list was found. In JSON it carries precision, recall
// and F1, null where they have no meaning.
type Match struct {
	Gold      int `json:"gold"`
	Predicted int `json:"predicted"`
	Matched   int `json:"matched"`
}

// Precision is Matched by Predicted.
func (m Match) Precision() (float64, bool) { return Ratio{m.Matched, m.Predicted}.Rate() }

// Recall is Matched by Gold.
func (m Match) Recall() (float64, bool) { return Ratio{m.Matched, m.Gold}.Rate() }

// F1 is the harmonic mean of the two.
func (m Match) F1() (float64, bool) { return Ratio{2 * m.Matched, m.Predicted + m.Gold}.Rate() }

// add joins two counts.
func (m *Match) add(o Match) {
	m.Gold += o.Gold
	m.Predicted += o.Predicted
	m.Matched += o.Matched
}

// rate is a rate as reports write it: four decimals, nil for "nothing to count".
func rate(value float64, ok bool) *float64 {
	if !ok {
		return nil
	}
	value = math.Round(value*1e4) / 1e4
	return &value
}

// MarshalJSON adds the rate.
func (r Ratio) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Right int      `json:"right"`
		Total int      `json:"total"`
		Rate  *float64 `json:"rate"`
	}{r.Right, r.Total, rate(r.Rate())})
}

// MarshalJSON adds precision, recall and F1.
func (m Match) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Gold      int      `json:"gold"`
		Predicted int      `json:"predicted"`
		Matched   int      `json:"matched"`
		Precision *float64 `json:"precision"`
		Recall    *float64 `json:"recall"`
		F1        *float64 `json:"f1"`
	}{m.Gold, m.Predicted, m.Matched, rate(m.Precision()), rate(m.Recall()), rate(m.F1())})
}

// MarshalJSON is needed because the embedded Ratio's would stand for the whole.
func (f FieldScore) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Field         string   `json:"field"`
		Right         int      `json:"right"`
		Total         int      `json:"total"`
		Rate          *float64 `json:"rate"`
		Printed       *Ratio   `json:"printed"`
		AssertedRight int      `json:"asserted_right"`
		AssertedWrong int      `json:"asserted_wrong"`
		Silent        int      `json:"silent"`
	}{f.Field, f.Right, f.Total, rate(f.Rate()), f.Printed, f.AssertedRight, f.AssertedWrong, f.Silent})
}

// MarshalJSON is needed because the embedded Ratio's would stand for the whole.
func (b Bucket) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		From  float64  `json:"from"`
		To    float64  `json:"to"`
		Right int      `json:"right"`
		Total int      `json:"total"`
		Rate  *float64 `json:"rate"`
	}{b.From, b.To, b.Right, b.Total, rate(b.Rate())})
}
