// Package evidence weighs what is known of a number or a day that may have been
// written by hand on a scan, and says which value, if any, can be believed.
//
// # The rule
//
// A value is asserted (confidence 0.7 or more) in these cases only:
//
//   - The cell is printed, and the two readings of it agree: that of the page and
//     that of the cell alone. Where the page's reading is no number at all but has
//     as many characters, the cell's stands, a little less sure.
//   - The cell is stamped, or its ink cannot be told, both readings agree and
//     are sure by themselves, and the reader of handwriting does not say otherwise.
//   - The cell is written by hand, and a source that did not look at the ink
//     agrees with a reading: the file name, or the document's own annexes ("ban
//     hành kèm theo Quyết định số ..."). Tesseract's two readings of handwriting
//     never confirm each other: it has the number right in 3 of 39 scans, and
//     what it reads instead looks as clean.
//   - The cell is no print, and the reader of handwriting (package hand), weighed
//     with all else, leaves a value at least 0.75 of the belief.
//   - It is the only day that is possible: the first of the month, when the
//     signature's stamp is of that day.
//
// # How handwriting is weighed
//
// By Bayes' rule. The reader gives strings with probabilities; what it leaves to
// other strings, or to no digits, counts as one more value. Each is multiplied
// by how much likelier it is made by what is known besides: by Tesseract's
// reading alike (8; the two err independently), the file name (20 against 0.3),
// the annexes (300), and, before all reading, by what the caller knows of it:
// that a day is after the signature (impossible), on a Sunday, long before the
// signature, or written with one digit. The shares then add up to one. So a file
// name decides between two likely readings, and does not force one that the ink
// hardly allows: of 60 names 255 stood for 225.
//
// A file name alone asserts nothing: 4 of about 60 were wrong. The time of a
// signature's stamp is an upper bound and confirms nothing: in 28 of 41 files it
// was not the day of issue, but up to 17 days later.
//
// Everything else is kept as candidates, for a person and for whoever knows
// more: the neighbours in the series and the documents that cite this one are
// in the archive's catalogue, not here, because a record is a function of its
// document alone.
package evidence
