package read

import (
	"bytes"
	"context"
	"errors"
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/sandbox"
	"vanthu/internal/vntext"
)

// sheets are consecutive pages as pdftotext reads them.
type sheets struct {
	first int // number of the first
	pages []corpus.Page
	fault *corpus.Problem // why there are no more, nil at the end of the range
}

// last is the number of the last page, 0 where there is none.
func (s *sheets) last() int {
	if len(s.pages) == 0 {
		return 0
	}
	return s.first + len(s.pages) - 1
}

func (s *sheets) page(number int) (corpus.Page, bool) {
	if number < s.first || number > s.last() {
		return corpus.Page{}, false
	}
	return s.pages[number-s.first], true
}

// pdftotext reads pages first to last (0: the end) of the file at path, with the
// places of their words. The file's fault comes with the pages before it.
func pdftotext(ctx context.Context, lim sandbox.Limits, path string, first, last int) (sheets, error) {
	args := []string{"-enc", "UTF-8", "-bbox-layout", "-f", strconv.Itoa(first)}
	if last > 0 {
		args = append(args, "-l", strconv.Itoa(last))
	}
	var out bytes.Buffer
	err := sandbox.Tool(ctx, lim, nil, &out, "pdftotext", append(args, path, "-")...)
	s := sheets{first: first}
	if ctx.Err() != nil {
		return s, ctx.Err()
	}
	if err != nil && !errors.As(err, &s.fault) {
		return s, err
	}
	s.pages = parseLayout(out.String(), first)
	return s, nil
}

// parseLayout reads what pdftotext -bbox-layout writes: pages of flows of blocks
// of lines of words, one element a line of text. It is no XML that a parser
// would take: characters of the file stand in it that XML forbids. A page
// without its end is none.
func parseLayout(layout string, first int) []corpus.Page {
	var pages []corpus.Page
	var s *setter
	for row := range strings.Lines(layout) {
		row = strings.TrimLeft(row, " ")
		switch {
		case strings.HasPrefix(row, "<page "):
			s = &setter{page: corpus.Page{Number: first + len(pages), Method: corpus.MethodTextLayer}}
			s.page.Width, s.page.Height = attribute(row, "width"), attribute(row, "height")
			if s.page.Width <= 0 || s.page.Height <= 0 {
				s.void = true // it could not read this page, and repeats the one before
			}
		case s == nil || s.void && !strings.HasPrefix(row, "</page>"):
		case strings.HasPrefix(row, "<line "):
			s.newLine()
		case strings.HasPrefix(row, "<word "):
			s.word(row)
		case strings.HasPrefix(row, "</page>"):
			pages = append(pages, s.finish())
			s = nil
		}
	}
	return pages
}

// attribute reads a number out of an element, as large as a page may be: a file
// may claim a width of forty digits, and has text all the same.
func attribute(row, name string) float64 {
	_, value, _ := strings.Cut(row, " "+name+`="`)
	value, _, _ = strings.Cut(value, `"`)
	n, err := strconv.ParseFloat(value, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) || n != n {
		return 0
	}
	return min(max(n, -1e6), 1e6)
}

// A setter writes the words of a page.
type setter struct {
	page    corpus.Page
	text    strings.Builder
	pending string // the word at hand: pdftotext begins a new one with each font
	points  [4]float64
	void    bool
}

// Two pieces are of one word where the gap between them is less than touching,
// in parts of a line's height, and narrow, in parts of a letter's width, and they
// overlap by less than overlapping: where a font has lost its widths, all boxes
// overlap, or all are slivers.
const (
	touching    = 0.08
	narrow      = 0.4
	overlapping = 0.2
)

func (s *setter) word(row string) {
	_, rest, _ := strings.Cut(row, ">")
	text, _, _ := strings.Cut(rest, "</word>")
	text = readable(html.UnescapeString(text))
	x1, y1, x2, y2 := attribute(row, "xMin"), attribute(row, "yMin"), attribute(row, "xMax"), attribute(row, "yMax")
	box := [4]float64{min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)}
	if strings.TrimSpace(text) == "" {
		return
	}
	if len(s.page.Lines) == 0 {
		s.newLine()
	}
	if s.pending != "" && !touch(s.points, box, utf8.RuneCountInString(text)) {
		s.flush()
	}
	if s.pending == "" {
		s.points = box
	} else {
		p := s.points
		s.points = [4]float64{min(p[0], box[0]), min(p[1], box[1]), max(p[2], box[2]), max(p[3], box[3])}
	}
	s.pending += text
}

// touch says whether a piece of so many letters goes on where another ends, to
// the right or, in a column's turned head, up or down.
func touch(a, b [4]float64, letters int) bool {
	wide, high := min(a[2], b[2])-max(a[0], b[0]), min(a[3], b[3])-max(a[1], b[1]) // shared
	size := min(a[3]-a[1], b[3]-b[1])
	gap, long := -wide, b[2]-b[0]
	if wide > high { // one above the other
		size = min(a[2]-a[0], b[2]-b[0])
		gap, long = -high, b[3]-b[1]
	}
	return gap < touching*size && gap < narrow*long/float64(letters) && gap > -overlapping*size && max(wide, high) > size/2
}

// readable is what a page may hold of a word: valid, without controls and, as the
// parser has it, without characters that have no ink; but for the soft hyphen,
// which is ư in TCVN3.
func readable(s string) string {
	return vntext.NFC(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r >= 0x200B && r <= 0x200F || r == 0xFEFF || r == 0x2060 {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD")))
}

// flush writes the word at hand, as several where blanks are in it.
func (s *setter) flush() {
	w, h := max(s.page.Width, 1), max(s.page.Height, 1)
	part := func(v, whole float64) float64 { return min(max(v/whole, 0), 1) }
	box := corpus.Box{part(s.points[0], w), part(s.points[1], h), part(s.points[2], w), part(s.points[3], h)}
	for text := range strings.FieldsSeq(vntext.NFC(s.pending)) {
		line := &s.page.Lines[len(s.page.Lines)-1]
		if s.text.Len() > line.Start {
			s.text.WriteByte(' ')
		}
		start := s.text.Len()
		s.text.WriteString(text)
		s.page.Words = append(s.page.Words, corpus.Word{Start: start, End: s.text.Len(), Box: box, Confidence: 1})
		line.End = s.text.Len()
		b := box
		if line.Box != nil {
			b = b.Union(*line.Box)
		}
		line.Box = &b
	}
	s.pending = ""
}

func (s *setter) newLine() {
	if s.pending != "" {
		s.flush()
	}
	if n := len(s.page.Lines); n > 0 && s.page.Lines[n-1].Box == nil {
		return // the last has remained empty
	}
	if s.text.Len() > 0 {
		s.text.WriteByte('\n')
	}
	s.page.Lines = append(s.page.Lines, corpus.Line{Start: s.text.Len(), End: s.text.Len()})
}

func (s *setter) finish() corpus.Page {
	if len(s.page.Lines) == 0 {
		s.newLine()
	}
	if s.pending != "" {
		s.flush()
	}
	s.page.Text = s.text.String()
	s.page.Characters = vntext.Characters(s.page.Text)
	if n := len(s.page.Lines); n > 1 && s.page.Lines[n-1].Box == nil { // a last line without words
		s.page.Lines = s.page.Lines[:n-1]
		s.page.Text = strings.TrimSuffix(s.page.Text, "\n")
	}
	return s.page
}
