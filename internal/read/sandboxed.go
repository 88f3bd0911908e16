package read

import (
	"maps"

	"vanthu/internal/read/ocr"
	"vanthu/internal/read/office"
	"vanthu/internal/read/pdf"
	"vanthu/internal/read/recognised"
	"vanthu/internal/sandbox"
	"vanthu/internal/unpack"
)

// Sandboxed are the readers that run in child processes, by name, for
// [sandbox.Main].
func Sandboxed() map[string]sandbox.Reader {
	readers := pdf.Readers()
	maps.Copy(readers, office.Readers())
	maps.Copy(readers, recognised.Readers())
	readers[ocr.Reader] = ocr.Child
	maps.Copy(readers, unpack.Readers())
	return readers
}
