package corpus

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// ID names an original by its content: 64 lower-case hexadecimal digits of its
// SHA-256.
type ID string

// A Source is an original file as the line takes it in.
type Source struct {
	ID        ID     `json:"-"`
	Name      string `json:"name"`       // the path as given, valid UTF-8; the first one where the same bytes came from several
	MediaType string `json:"media_type"` // by content, not by name: "application/pdf"
	Bytes     int64  `json:"bytes"`
	Pages     int    `json:"pages"`
}

// A Method says how the text of a page was got. The values are stored and are
// part of the record's contract: append only.
type Method string

// The methods of reading a page.
const (
	MethodText      Method = "text"       // a plain text or Markdown file
	MethodTextLayer Method = "text-layer" // the text layer of a PDF
	MethodOCR       Method = "ocr"        // recognised from the page image
	MethodOffice    Method = "office"     // a word processor's file
)

// A Box is a rectangle on the page image as fractions of its width and height,
// each in [0,1]: left, top, right, bottom, from the top left corner.
type Box [4]float64

// Union is the smallest box around b and c.
func (b Box) Union(c Box) Box {
	return Box{min(b[0], c[0]), min(b[1], c[1]), max(b[2], c[2]), max(b[3], c[3])}
}

// A Span is a stretch of the text of one page: bytes Start to End (exclusive)
// of page Page, counted from 1.
type Span struct {
	Page  int `json:"page"`
	Start int `json:"start"`
	End   int `json:"end"`
}

// A Word is a run of letters without space on a page with geometry.
type Word struct {
	Start      int     `json:"s"` // bytes of the page's text
	End        int     `json:"e"`
	Box        Box     `json:"b"`
	Confidence float64 `json:"c"` // the recogniser's, in [0,1]; 1 for a text layer
}

// A Line is a printed line of a page. Lines are in reading order and cover all
// of the page's text but the line breaks between them.
type Line struct {
	Start int  `json:"s"` // bytes of the page's text, without the line break
	End   int  `json:"e"`
	Box   *Box `json:"b,omitempty"` // nil where the page has no geometry
	// Running says that the file itself keeps this line as a running head or
	// foot. A reader that must guess leaves it false.
	Running bool `json:"r,omitempty"`
}

// A Page is one page as a reader saw it: unrepaired, markup removed, NFC. It is
// kept in the archive as it is, so that repair and extraction can be run again
// without reading the original again.
type Page struct {
	Number     int       `json:"number"` // from 1
	Text       string    `json:"text"`   // NFC; lines separated by "\n", no form feeds
	Method     Method    `json:"method"`
	Lines      []Line    `json:"lines"`              // in reading order; empty lines of the text are lines too
	Words      []Word    `json:"words,omitempty"`    // sorted by Start; nil where the page has no geometry
	Width      float64   `json:"width,omitempty"`    // of the page in points (1/72 inch); 0 where unknown
	Height     float64   `json:"height,omitempty"`   // likewise
	Language   string    `json:"language,omitempty"` // ISO 639-1, "" where it cannot be told; set by the language stage
	Quality    float64   `json:"quality"`            // how far the text can be trusted, in [0,1]; set by the normalising stage
	Findings   []Finding `json:"findings,omitempty"` // doubts of the reader itself (struck-out text, fallback used)
	Stamps     []Stamp   `json:"stamps,omitempty"`   // digital signatures shown on the page; their text is no part of Text
	Cells      []Cell    `json:"cells,omitempty"`    // fields of the form whose ink was looked at; only of recognised pages
	Characters int       `json:"characters"`         // runes of Text that are not white space
}

// Check says what does not lie in the page's text, nil where all does: lines,
// words and findings, on the borders of characters.
func (p *Page) Check() error {
	lies := func(start, end int) bool {
		return 0 <= start && start <= end && end <= len(p.Text) && border(p.Text, start) && border(p.Text, end)
	}
	at := 0
	for i, l := range p.Lines {
		if l.Start < at || !lies(l.Start, l.End) {
			return fmt.Errorf("line %d goes from byte %d to %d of %d", i+1, l.Start, l.End, len(p.Text))
		}
		at = l.End
	}
	at = 0
	for i, w := range p.Words {
		if w.Start < at || !lies(w.Start, w.End) {
			return fmt.Errorf("word %d goes from byte %d to %d of %d", i+1, w.Start, w.End, len(p.Text))
		}
		at = w.Start
	}
	for _, f := range p.Findings {
		if !lies(f.Start, f.End) {
			return fmt.Errorf("finding %s goes from byte %d to %d of %d", f.Code, f.Start, f.End, len(p.Text))
		}
	}
	return nil
}

func border(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }

// BoxOf is the box around the words that the bytes start to end of the page's
// text touch; nil where the page has no geometry there.
func (p *Page) BoxOf(start, end int) *Box {
	i, _ := slices.BinarySearchFunc(p.Words, start, func(w Word, at int) int { return w.End - at - 1 })
	var box *Box
	for ; i < len(p.Words) && p.Words[i].Start < end; i++ {
		if box == nil {
			b := p.Words[i].Box
			box = &b
			continue
		}
		b := box.Union(p.Words[i].Box)
		box = &b
	}
	return box
}
