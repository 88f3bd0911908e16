// Package pipeline is the line itself: the stages in order, how they are driven,
// and the account of every file.
//
// # A tour, bottom up
//
//	corpus              the nouns: Page, Field, Record, Citation, Finding, Problem
//	internal/vntext     Vietnamese text: normal form, syllables, tone placement, folding;
//	                    legacy: the encodings of before Unicode
//	internal/date       dates and periods in text
//	internal/gazetteer  types, bodies, places: sourced tables
//	internal/number     numbers and symbols in text
//	internal/language   which language a page is in (lingua-go)
//	internal/sandbox    child processes with limits, for what parses untrusted bytes
//	internal/unpack     one zip or mail -> its members
//	internal/intake     files, folders, zips, mails -> files; what kind a file is
//	internal/read       bytes -> pages, one package a family: plain, pdf, office,
//	                    recognised (hOCR, ALTO), ocr (Tesseract); layer: what a text
//	                    layer is worth; ink: print, pen or numerator
//	internal/hand       digits written by hand, read by a small net; train: its weights
//	internal/zone       pages -> the parts of a directive
//	internal/mend       misread words, numbers and dates, with every edit
//	internal/cite       text -> citations, resolved within the document
//	internal/evidence   what sources say of a number or day -> what can be believed
//	internal/extract    parts -> the record; internal/lint: what is doubtful about it
//	internal/stage      functions -> bounded workers joined by channels
//	pipeline            the line
//	internal/near       texts that are nearly the same
//	internal/instrument citations and held documents -> which are one instrument
//	internal/store      the archive on disk
//	internal/query      what an analyst types, as a tree; internal/index: Bleve generations
//	internal/register   the register of an archive: CSV, workbook
//	internal/desk       what archive and index answer together
//	internal/facsimile  pages as pictures; internal/web: the analysts' page
//	cmd/vanthu          wiring, flags, exit statuses
//
// Beside the line stand internal/eval (records held against gold), internal/fixture
// (made documents, for tests), internal/bench (the figures that are promised), and
// internal/architecture, the table of who may import whom.
//
// # The way of one document
//
// [Line.Import] reads as the list of the stages. A stage is a method that takes
// one page or one document and emits what comes of it; it knows neither the
// catalogue nor the index, nor how it is driven. The jobs are rows of the
// archive (document, stage, lease): what was admitted is worked off, by this
// run or, when it is killed, by the next. The same stages can be driven by
// another engine that offers an [Archive].
//
// # Trouble
//
// Three sizes: a finding is kept with the record; a problem sets one file aside
// and the line goes on; an error (disk full, cancel, a bug) stops the run.
package pipeline
