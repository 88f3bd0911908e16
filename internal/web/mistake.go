package web

import (
	"strings"

	"vanthu/internal/query"
)

// A mistake shows where a query cannot be read.
type mistake struct {
	Before, At string
	Message    string
	English    bool // the message is
}

// mistakes tell what is wrong with a query in the reader's language: by a part of
// the message, which has no code, and the key of the sentence.
var mistakes = [...]struct{ part, key string }{
	{"the query is longer than", "mistake.long"},
	{"the query has more than", "mistake.long"},
	{"no word to look for", "mistake.empty"},
	{"it needs a word", "mistake.empty"},
	{"brackets stand more than", "mistake.deep"},
	{"the bracket is not closed", "mistake.open"},
	{"no bracket is open", "mistake.closed"},
	{"OR needs a condition", "mistake.or"},
	{"NOT needs a condition", "mistake.not"},
	{"the dash excludes nothing", "mistake.dash"},
	{"there is no field", "mistake.field"},
	{"the star may stand at the end", "mistake.star"},
	{"the star may stand after one word", "mistake.star"},
	{"the begin of a word needs", "mistake.begin"},
	{"the quotation mark is not closed", "mistake.quote"},
	{"nothing stands between the quotation marks", "mistake.quoted"},
	{"a value is missing after the colon", "mistake.value"},
	{"this is no type of document", "mistake.type"},
	{"it is one of", "mistake.oneof"},
	{"this is no number", "mistake.number"},
	{"name an instrument by its number", "mistake.instrument"},
	{"the range has neither begin nor end", "mistake.range"},
	{"the range ends before it begins", "mistake.backward"},
	{"is no date", "mistake.date"},
}

// mistake tells of a query that cannot be read.
func (f *frame) mistake(typed string, e *query.Error) *mistake {
	at := min(e.At, len(typed))
	m := &mistake{Before: typed[:at], At: typed[at:], Message: e.Message, English: true}
	if f.English() {
		return m
	}
	for _, known := range mistakes {
		if !strings.Contains(e.Message, known.part) {
			continue
		}
		m.Message, m.English = f.T(known.key), false
		if known.key == "mistake.oneof" { // the values are those that can be typed
			_, values, _ := strings.Cut(e.Message, known.part)
			m.Message += values
		}
		break
	}
	return m
}
