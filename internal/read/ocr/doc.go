// Package ocr reads page images with Tesseract and poppler, run as processes
// under limits.
//
// A page of a PDF is drawn by pdftoppm and goes to Tesseract through a pipe; an
// image file goes to Tesseract as it is, after its header was read in a child
// process ([Frames], to be registered under the name [Reader]) and its size found
// to be within limits. What Tesseract says, as TSV, becomes a [corpus.Page].
//
// # Resolution
//
// Pages are drawn at 200 dpi, not at the usual 300: Tesseract's network sees
// every line scaled to a height of 36 pixels, so that more pixels cost time and
// carry noise. On 42 pages of signed scans of 300 dpi the 200 dpi reading took
// 0.73 of the time, and where the two differ it had the likelier Vietnamese
// words more often (238 to 193).
package ocr
