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
//   - The cell is stamped, or its ink cannot be told, and both readings agree and
//     are sure by themselves.
//   - The cell is written by hand, and a source that did not look at the ink
//     agrees with a reading: the file name, or the document's own annexes ("ban
//     hành kèm theo Quyết định số ..."). Readings of handwriting never
//     confirm each other: Tesseract has the number right in 3 of 39 scans, and
//     what it reads instead looks as clean.
//   - It is the only day that is possible: the first of the month, when the
//     signature's stamp is of that day.
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
