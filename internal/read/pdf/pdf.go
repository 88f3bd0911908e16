// Package pdf reads the text layer of PDF files with github.com/ledongthuc/pdf
// as the parser. It must run in a sandbox: the parser can hang or exhaust memory.
package pdf

import (
	"context"

	"vanthu/corpus"
)

// A Leaf is one page of a PDF: its text layer, and what is drawn besides.
type Leaf struct {
	corpus.Page
	Images bool // an image covers a good part of the page
	Sound  bool // the text layer can be read as text; false: the page must be seen by OCR
	Pages  int  // of the whole file
}

// Read walks the pages of the file at path in order and emits each. Its errors
// for the file's fault are *corpus.Problem.
func Read(ctx context.Context, path string, emit func(Leaf) error) error { panic("unwritten") }
