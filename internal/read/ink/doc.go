// Package ink finds the fields of a form that a clerk may have filled in by
// hand (the number between "Số:" and the symbol, the day and the month of the
// date line) and tells from the picture how the digits there came onto the
// paper: printed with the rest, written with a pen, stamped, or not at all.
//
// [Locate] works on the words of a page and their boxes alone; [Look] on the
// picture. Neither knows what the digits mean; nothing here starts a process.
//
// # What tells print from pen
//
// Tesseract's boxes swallow handwriting ("Số:0+", "ngàyÂÖtháng") and its digits
// there look as clean as print. What does tell: a printed digit has the height
// and the base line of the capitals beside it, its stroke is as thick as theirs,
// and its shape is that of a type face. So each component between the bounds is
// held against the digits of a few faces ([faces]); what is of no face was
// written. A digit of a face that is larger than the print, off its base line or
// of another colour was stamped.
package ink
