// Package cite finds the instruments that a directive cites, and resolves them
// within the document. Finding never resolves; resolving never reads text.
package cite

import "vanthu/corpus"

// An Input is a document to find citations in.
type Input struct {
	Flow       corpus.Flow   // the text
	Pages      []corpus.Page // for boxes
	SelfType   string        // the document's own type, "" if unknown
	SelfNumber string        // the document's own number, normalised, "" if unknown
	SelfIssued string        // ISO date, "" if unknown
	Skip       [][2]int      // stretches of Flow.Text that are no citing text: head cells, own number, recipients
	Title      [2]int        // stretch of Flow.Text that holds the subject; [0,0] if unknown
}

// Find gives one citation for each distinct instrument, in order of first
// mention, never nil.
func Find(in Input) []corpus.Citation { panic("unwritten") }
