// Package ocr reads page images with Tesseract and poppler, run as processes
// under limits.
//
// A page of a PDF is drawn by pdftoppm, after pdfinfo has told its size and
// pdfimages the resolution of the scan on it; an image file is decoded in a child
// process ([Child], to be registered under the name [Reader]), after its headers
// were found to be within limits. Either way there is one picture of the page in
// memory. It is looked over, prepared, and handed to Tesseract through a pipe;
// what Tesseract says, as TSV, becomes a [corpus.Page]. Boxes are those on the
// picture as it is, whatever was done to it for reading.
//
// # Drawn or taken as it is
//
// The image of a scan is drawn, not taken out of the PDF: pdfimages writes all of
// a page's images (0.10 to 0.12 s of processor time where a signature's stamp
// has to be packed as PNG), and to decode a JPEG of 300 dpi takes another 0.11 s,
// while pdftoppm draws the same page at 175 dpi in 0.05 to 0.10 s, turned as the
// page says, with all its strips, and with what is laid over the scan. To scale
// the 300 dpi here instead of by poppler does not read better.
//
// # Preparation
//
// Which ink can be letters is found in a copy of 90 dpi. A page where no three of
// them stand side by side is blank and is not read. Lines that lean by 0.3 degrees
// or more are set straight: a real page that leaned by 2 degrees gave 333 words as
// it was and 582 then. A page on its side is known by letters that have their
// neighbours above and below, one on its head by what is read of it. Red is made
// as pale as it is in red light: of 17 signers' names of real scans, of which the
// seal covers most, 6 were right before and 14 with that. Where paper is dark or
// uneven, every pixel is measured against the paper around it. An unsharp mask
// lowered the words right of photographs (0.91 to 0.87) and is not applied.
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
// A photograph of less than 110 dpi is read at 175 and at 210 dpi, however sure
// the first reading is: merged they have 0.930 of the words right, alone 0.923
// and 0.925.
package ocr
