// Package ocr reads page images with Tesseract and poppler, run as processes.
package ocr

import (
	"context"

	"vanthu/corpus"
)

// An Engine is the installed Tesseract and poppler.
type Engine struct{}

// Find looks for the programs on PATH. The error is a *corpus.Problem of kind
// needs-tool whose hint is the exact command that installs them.
func Find() (*Engine, error) { panic("unwritten") }

// Count counts the pages of an image file (a TIFF can hold many) or PDF, within limits.
func (e *Engine) Count(ctx context.Context, path, mediaType string) (int, error) { panic("unwritten") }

// Page reads page number (from 1) of the image file or PDF at path.
func (e *Engine) Page(ctx context.Context, path, mediaType string, number int) (corpus.Page, error) {
	panic("unwritten")
}
