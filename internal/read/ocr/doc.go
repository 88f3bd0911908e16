// Package ocr reads page images with Tesseract and poppler, run as processes
// under limits.
//
// A page of a PDF is drawn by pdftoppm, after pdfinfo has told its size and
// pdfimages the resolution of the scan on it; an image file is decoded and scaled
// in a child process ([Child], to be registered under the name [Reader]), after
// its headers were found to be within limits. Either goes to Tesseract through a
// pipe, and what Tesseract says, as TSV, becomes a [corpus.Page].
//
// # Resolution and second readings
//
// Pages are read at 175 dpi, not at the usual 300: Tesseract's network sees
// every line scaled to a height of 36 pixels, so that more pixels cost time and
// carry noise. On 42 pages of signed scans of 300 dpi the reading at 175 dpi
// took 0.68 of the time, and where the two differ it had the likelier Vietnamese
// words more often (251 to 152). A scan of 150 to 220 dpi is read as it is: to
// scale it costs letters and saves nothing.
//
// On pages of heavy noise 175 dpi and more can give nothing at all where 120 dpi
// gives nine words of ten. So a page whose words are doubtful is read a second
// time at 120 dpi, and the readings are merged word by word: of the differing
// words that can be judged the surer one is right two times of three.
package ocr
