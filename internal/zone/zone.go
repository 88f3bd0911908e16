// Package zone cuts a document into the parts of a directive: head cells,
// title, legal bases, body, signature, recipients, annexes.
// Source: Decree 30/2020/NĐ-CP, Appendix I (ô số 1-14); 36-HD/VPTW.
package zone

import "vanthu/corpus"

// A Kind names a part.
type Kind string

// A Line is a printed line of the document with its part. Lines without text are left out.
type Line struct {
	corpus.Span             // of its page's text, trimmed of white space
	Text        string      // the page's text of the span
	Box         *corpus.Box // nil without geometry
	Kind        Kind
}

// A Sheet is a document cut into parts.
type Sheet struct {
	Pages []corpus.Page
	Lines []Line      // in reading order, each with its part
	Flow  corpus.Flow // text to read citations from: all lines but running heads
}

// Split cuts the pages of one document into parts.
func Split(pages []corpus.Page) Sheet { panic("unwritten") }
