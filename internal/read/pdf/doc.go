// Package pdf reads the text layer of PDF files with github.com/ledongthuc/pdf
// as the parser of objects and nothing more: it walks the page tree, decodes
// fonts and interprets page content itself, because that library's extractors
// lose Vietnamese text (fonts mixed over pages, maps of characters cut at 256,
// widths of CID fonts ignored). Streams are unpacked here too: the parser knows
// one filter and a half, and believes every Length. It neither renders nor
// recognises anything.
//
// # What counts as text
//
// All that others read: invisible, white and clipped letters, and what notes and
// fields show over the page where the file holds the drawing of it. What is drawn
// beyond the borders of the page does not. [Leaf.Doubt] says why a page may hold
// more than was read, and [Leaf.Lost] that nothing of it could be.
//
// It must run in a sandbox ([InSandbox]): the parser can hang or exhaust memory
// on a hostile file, and neither can be recovered from in Go.
//
// # Words
//
// A glyph is one character as it was drawn. Glyphs that touch make a chunk,
// chunks on one baseline a row, a row's stretches between wide gaps are its
// segments (the two cells of a directive's head), and each segment is one line
// of the page's text. A rule is a straight line that the page draws; four of them
// close a cell, and the segments of a table are written cell by cell. Columns of
// running text are parted by a gutter.
package pdf
