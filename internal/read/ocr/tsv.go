package ocr

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// The columns of Tesseract's TSV.
const (
	colLevel = iota
	_        // page
	colBlock
	colParagraph
	colLine
	_ // word
	colLeft
	colTop
	colWidth
	colHeight
	colConfidence
	colText
	columns
)

// The levels of its rows that matter.
const (
	levelPage = "1"
	levelWord = "5"
)

// parse reads Tesseract's TSV of one page seen at dpi: a line of text for each
// line, a blank one between paragraphs, in Tesseract's reading order. Words
// that are white space only (it takes ruled lines and stamps' rims for words of
// one blank, or for "_" and "|" between two lines) and words of confidence -1
// are left out. TSV without a page row is
// malformed: it is all that Tesseract prints of a file it cannot read.
func parse(tsv string, number int, dpi float64) (corpus.Page, error) {
	s := scribe{page: corpus.Page{Number: number, Method: corpus.MethodOCR}}
	for row := range strings.Lines(tsv) {
		cells := strings.SplitN(strings.TrimRight(row, "\r\n"), "\t", columns)
		if len(cells) < columns-1 {
			continue
		}
		switch {
		case cells[colLevel] == levelPage:
			s.wide, s.high = whole(cells[colWidth]), whole(cells[colHeight])
		case cells[colLevel] == levelWord && len(cells) == columns:
			s.word(cells)
		}
	}
	if s.wide <= 0 || s.high <= 0 {
		return corpus.Page{}, &corpus.Problem{Kind: corpus.Malformed, Message: "tesseract could not read the image"}
	}
	if dpi > 0 {
		s.page.Width, s.page.Height = s.wide/dpi*72, s.high/dpi*72
	}
	return s.done(), nil
}

// A scribe writes a page word by word.
type scribe struct {
	page       corpus.Page
	text       strings.Builder
	wide, high float64  // of the image in pixels; 0 before the page row
	place      []string // block, paragraph and line of the last word
}

func (s *scribe) word(cells []string) {
	confidence, err := strconv.ParseFloat(cells[colConfidence], 64)
	text := clean(cells[colText])
	if err != nil || !(confidence >= 0) || strings.Trim(text, "_|¦ ") == "" || s.wide <= 0 || s.high <= 0 {
		return
	}
	x, y := whole(cells[colLeft]), whole(cells[colTop])
	box := corpus.Box{
		fraction(x, s.wide), fraction(y, s.high),
		fraction(x+whole(cells[colWidth]), s.wide), fraction(y+whole(cells[colHeight]), s.high),
	}
	s.advance(cells[colBlock : colLine+1])
	for part := range strings.FieldsSeq(text) {
		line := &s.page.Lines[len(s.page.Lines)-1]
		if s.text.Len() > line.Start {
			s.text.WriteByte(' ')
		}
		start := s.text.Len()
		s.text.WriteString(part)
		line.End = s.text.Len()
		s.page.Words = append(s.page.Words, corpus.Word{Start: start, End: line.End, Box: box, Confidence: min(confidence/100, 1)})
		around := box
		if line.Box != nil {
			around = line.Box.Union(box)
		}
		line.Box = &around
	}
}

// advance begins a line where place (block, paragraph, line) is a new one.
func (s *scribe) advance(place []string) {
	switch {
	case s.place == nil:
	case s.place[0] == place[0] && s.place[1] == place[1] && s.place[2] == place[2]:
		return
	case s.place[0] == place[0] && s.place[1] == place[1]:
		s.text.WriteByte('\n')
	default:
		s.text.WriteByte('\n')
		s.page.Lines = append(s.page.Lines, corpus.Line{Start: s.text.Len(), End: s.text.Len()})
		s.text.WriteByte('\n')
	}
	s.page.Lines = append(s.page.Lines, corpus.Line{Start: s.text.Len(), End: s.text.Len()})
	s.place = place
}

func (s *scribe) done() corpus.Page {
	s.page.Text = s.text.String()
	s.page.Characters = vntext.Characters(s.page.Text)
	return s.page
}

// clean is a word in NFC, without control characters.
func clean(word string) string {
	word = strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError || unicode.IsControl(r) || r == '\u200b' || r == '\ufeff':
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, strings.ToValidUTF8(word, ""))
	return strings.TrimSpace(vntext.NFC(word))
}

// whole is a number of pixels; 0 where it is none.
func whole(s string) float64 {
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil {
		return 0
	}
	return float64(n)
}

// fraction is part of all, within [0,1].
func fraction(part, all float64) float64 { return min(max(part/all, 0), 1) }
