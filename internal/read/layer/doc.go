// Package layer judges what the text layer of a page is worth. A layer is not
// good because it is long: it may be another program's bad reading of the page,
// letters of a font made before Unicode, codes that a font shifts, or only the
// stamp of a digital signature. Readers hand in the page and what they saw
// besides its text; [Judge] gives the page as it should be kept and one verdict
// with the figures it rests on.
//
// The measure is Vietnamese itself: which of the words are possible syllables,
// with their marks or without ([vntext.MeasureText]). Foreign pages are told by
// their words' form and kept.
package layer
