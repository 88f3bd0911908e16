// Package lint says what is doubtful about a record, one rule at a time, each
// with its source.
package lint

import "vanthu/corpus"

// Check gives the findings of all rules on r, sorted by page and place, never nil.
func Check(r *corpus.Record) []corpus.Finding { panic("unwritten") }
