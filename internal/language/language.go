// Package language tells the language of a page or a paragraph. It is the only
// importer of lingua-go and loads its models when first asked.
package language

// A Detector tells languages. The zero Detector is ready; it is safe for use
// by several goroutines.
type Detector struct{}

// Of is the ISO 639-1 code of the language of text ("vi", "en", "fr", "zh",
// "ru"), "" where the text is too short or the call too narrow.
func (d *Detector) Of(text string) string { panic("unwritten") }
