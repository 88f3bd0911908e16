// Package extract reads the record from the parts of a directive.
package extract

import (
	"vanthu/corpus"
	"vanthu/internal/zone"
)

// Revision names the rules of reading, zoning and extraction together; it
// changes whenever the same original could give another record.
const Revision = "1"

// Record reads the record of the document src from its sheet. It is a pure
// function of its arguments.
func Record(src corpus.Source, sheet zone.Sheet) corpus.Record { panic("unwritten") }
