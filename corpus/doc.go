// Package corpus holds the nouns of vanthu: pages of text with their geometry,
// fields with the place they were read from, records, citations, findings and
// problems. It imports the standard library only and knows no verb: how a page
// is read, a field found or a record kept is the business of other packages.
//
// # Text and offsets
//
// Every text in this package is UTF-8 in Unicode normal form C. Offsets are
// bytes of the text of one page; they always lie on rune borders. Pages are
// counted from 1. A [Box] is in fractions of the page image, so that it
// survives rendering at another resolution.
//
// # Immutability
//
// A value is not changed after it was handed to the next stage. Whoever wants
// a changed page or record makes a new one.
//
// # JSON
//
// The JSON form of [Record] is a contract (schema.json in this folder, tested):
// names are never changed or reused, only added.
package corpus
