// Package pdf reads the text layer of PDF files with github.com/ledongthuc/pdf
// as the parser of objects and nothing more: it walks the page tree, decodes
// fonts and interprets page content itself, because that library's extractors
// lose Vietnamese text (fonts mixed over pages, maps of characters cut at 256,
// widths of CID fonts ignored). It neither renders nor recognises anything.
//
// It must run in a sandbox ([InSandbox]): the parser can hang or exhaust memory
// on a hostile file, and neither can be recovered from in Go.
//
// # Words
//
// A glyph is one character as it was drawn. Glyphs that touch make a chunk,
// chunks on one baseline a row, a row's stretches between wide gaps are its
// segments (the two cells of a directive's head), and each segment is one line
// of the page's text.
package pdf
