package recognised

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// unsaid is the confidence of a word whose program does not tell: print that
// Tesseract reads well.
const unsaid = 0.9

// A rect is a place in the file's own units: left, top, right, bottom.
type rect [4]float64

// A scribe writes a page word by word. Places are in the file's units until
// the page is done.
type scribe struct {
	page    corpus.Page
	text    strings.Builder
	size    [2]float64 // of the page in the file's units; 0: not told
	inch    float64    // units of an inch; 0: not told
	places  []rect     // of the words
	placed  []bool
	open    bool // a line has been begun
	between bool // a new block begins with the next line
	running bool // lines stand in the margins
}

// line begins a line with the next word.
func (s *scribe) line() { s.open = false }

// block begins a block of lines with the next word.
func (s *scribe) block() { s.open, s.between = false, true }

// word adds a word, or several that the file keeps as one.
func (s *scribe) word(text string, at rect, placed bool, confidence float64) {
	parts := strings.Fields(clean(text))
	total := utf8.RuneCountInString(strings.Join(parts, " "))
	from := 0
	for _, part := range parts {
		s.begin()
		line := &s.page.Lines[len(s.page.Lines)-1]
		if s.text.Len() > line.Start {
			s.text.WriteByte(' ')
		}
		start := s.text.Len()
		s.text.WriteString(part)
		line.End = s.text.Len()
		n := utf8.RuneCountInString(part)
		own := at
		own[0] = at[0] + (at[2]-at[0])*float64(from)/float64(total)
		own[2] = at[0] + (at[2]-at[0])*float64(from+n)/float64(total)
		from += n + 1
		s.places, s.placed = append(s.places, own), append(s.placed, placed)
		s.page.Words = append(s.page.Words, corpus.Word{Start: start, End: line.End, Confidence: within(confidence)})
	}
}

func (s *scribe) begin() {
	if s.open {
		return
	}
	if len(s.page.Lines) > 0 {
		s.text.WriteByte('\n')
		if s.between {
			s.page.Lines = append(s.page.Lines, corpus.Line{Start: s.text.Len(), End: s.text.Len()})
			s.text.WriteByte('\n')
		}
	}
	s.page.Lines = append(s.page.Lines, corpus.Line{Start: s.text.Len(), End: s.text.Len(), Running: s.running && s.page.Number > 1})
	s.open, s.between = true, false
}

// done is the finished page, number of its file. Where the page's size is not
// told, what the words cover stands for it.
func (s *scribe) done() corpus.Page {
	p := &s.page
	p.Method, p.Text = corpus.MethodOCR, s.text.String()
	p.Characters = vntext.Characters(p.Text)
	if len(p.Lines) == 0 {
		p.Lines = []corpus.Line{{}}
	}
	wide, high := s.size[0], s.size[1]
	if !(wide > 0 && high > 0) {
		wide, high = 0, 0
		for i, r := range s.places {
			if s.placed[i] {
				wide, high = max(wide, r[2]), max(high, r[3])
			}
		}
	} else if s.inch > 0 {
		p.Width, p.Height = finite(wide/s.inch*72), finite(high/s.inch*72)
	}
	if text := vntext.NFC(p.Text); text != p.Text || !(wide > 0 && high > 0) {
		// No word begins with an accent that joins what stands before it, but
		// who knows: then the text counts, and its places are lost.
		plainly(p, text)
		return *p
	}
	line := 0
	kept := p.Words[:0]
	for i, w := range p.Words {
		for p.Lines[line].End < w.End {
			line++
		}
		if !s.placed[i] {
			continue
		}
		r := s.places[i]
		w.Box = corpus.Box{within(r[0] / wide), within(r[1] / high), within(r[2] / wide), within(r[3] / high)}
		w.Box[2], w.Box[3] = max(w.Box[0], w.Box[2]), max(w.Box[1], w.Box[3])
		kept = append(kept, w)
		around := w.Box
		if l := &p.Lines[line]; l.Box != nil {
			around = l.Box.Union(around)
		}
		p.Lines[line].Box = &around
	}
	if p.Words = kept; len(kept) == 0 {
		p.Words = nil
	}
	return *p
}

// plainly makes p a page without geometry.
func plainly(p *corpus.Page, text string) {
	p.Text, p.Words, p.Lines = text, nil, nil
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		p.Lines = append(p.Lines, corpus.Line{Start: at, End: at + len(line)})
		at += len(line) + 1
	}
}

// clean is text in NFC, without control characters and such as have no ink.
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == '\u00ad', '\u200b' <= r && r <= '\u200f', '\u202a' <= r && r <= '\u202e', '\u2060' <= r && r <= '\u206f', r == '\ufeff':
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	return vntext.NFC(text)
}

// within is x in [0,1].
func within(x float64) float64 {
	if math.IsNaN(x) {
		return 0
	}
	return min(max(x, 0), 1)
}

func finite(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0
	}
	return x
}

// figure is a number of the file; ok is false where it is none.
func figure(s string) (x float64, ok bool) {
	x, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return x, err == nil && !math.IsNaN(x) && !math.IsInf(x, 0) && math.Abs(x) < 1e9
}
