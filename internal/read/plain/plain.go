// Package plain reads plain text and Markdown, as OCR programs leave it.
package plain

import "vanthu/corpus"

// Read gives the pages of a text file: form feeds part pages, markup is
// removed (each removal that hides something is a finding), text that is not
// UTF-8 is decoded as far as it can be, or is a *corpus.Problem.
func Read(data []byte, mediaType string) ([]corpus.Page, error) { panic("unwritten") }
