package index

import (
	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"
)

// The fields of a document in the index. Names are short because they stand in
// every segment; changing what one holds means changing [revision].
const (
	fieldWords     = "w" // vntext.Term of every word of the text, with positions
	fieldSide      = "p" // runs of common words that the lexicon knows: "ủy ban nhân dân"
	fieldPairs     = "h" // other pairs of common words, many under one term
	fieldSubject   = "s" // the same of the subject (trích yếu)
	fieldFolds     = "f" // of every word with marks: "doi|đổi", vntext.Fold and Term
	fieldNumber    = "n" // keys of the document's own number, and the key it is sorted by
	fieldCites     = "c" // keys of the numbers and names that it cites
	fieldRelation  = "r" // the same after what the document does to it: "căn cứ|29||nq tw"
	fieldRelations = "k" // what it does to anything: "căn cứ"
	fieldCited     = "e" // what it cites as facets show it: "Nghị quyết 29-NQ/TW"
	fieldSigner    = "g" // names of the signers
	fieldType      = "t" // type in normal case
	fieldIssuer    = "i" // issuer's full name, or as the document names it
	fieldLevel     = "l" // of the issuer: central, province, district, commune
	fieldIssued    = "d" // ISO date
	fieldYear      = "y" // of the date
	fieldLanguage  = "a" // of most of the text: "vi"
	fieldQuality   = "q" // of the text: good, fair, poor
	fieldSecrecy   = "x" // "Mật", "Tối mật", "Tuyệt mật"
	fieldBox       = "b" // names of boxes, files and fonds
)

// A field is one field of a document, analysed already: Bleve's own analysers
// are not used, so no mapping and no registry can disagree between the process
// that writes and the one that reads.
type field struct {
	name    string
	options index.FieldIndexingOptions
	length  int // words
	terms   index.TokenFrequencies
}

var _ document.Field = (*field)(nil)

func (f *field) Name() string                                     { return f.name }
func (f *field) Options() index.FieldIndexingOptions              { return f.options }
func (f *field) Analyze()                                         {}
func (f *field) AnalyzedLength() int                              { return f.length }
func (f *field) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.terms }
func (f *field) ArrayPositions() []uint64                         { return nil }
func (f *field) Value() []byte                                    { return nil }
func (f *field) NumPlainTextBytes() uint64                        { return 0 }
func (f *field) EncodedFieldType() byte                           { return 't' }
func (f *field) Size() int                                        { return 0 }

// keywords makes a field of whole values. Facets need no values by document:
// they are counted from the sets of documents.
func keywords(name string, keys ...string) *field {
	f := &field{name: name, options: index.IndexField, length: 1, terms: make(index.TokenFrequencies, len(keys))}
	for _, k := range keys {
		if k == "" || f.terms[k] != nil {
			continue
		}
		t := &index.TokenFreq{Term: []byte(k)}
		t.SetFrequency(1)
		f.terms[k] = t
	}
	return f
}
