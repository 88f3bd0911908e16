// Package office reads what word processors save: WordprocessingML (.docx),
// OpenDocument text (.odt) and HTML, and through LibreOffice, antiword or unrtf
// the old .doc and .rtf. What a person sees on the page comes out, in
// reading order: text, tables, automatic numbers, text boxes, notes, heads and
// feet; not deleted or hidden text, not the instructions of fields.
//
// The three formats are read by walkers of their own over the standard
// library's (for HTML golang.org/x/net/html's) parser: no library at hand gives
// numbering, revisions, fields and the font of each run together, and without
// the font a text in TCVN3 or VNI cannot be told from one in Unicode.
//
// # Words
//
// A part is a member of the zip. A galley is text as it is collected, with its
// marks (struck out, note, page break); sheets are the pages cut out of it. A
// look is what decides how letters show: font, capitals, hidden, struck out.
//
// # Cells
//
// A row of a table whose cells hold one line each is one line, cells parted by
// tabs. Where a cell holds more, the cells come one below the other, each
// whole: so the head of a directive (issuer and number on the left, motto and
// date on the right) is read cell by cell, and no line is mixed of both.
package office
