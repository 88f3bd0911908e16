package office

import (
	"strings"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// Breaks inside of a galley. XML can hold neither character.
const (
	pageBreak    = '\f'
	sectionBreak = '\x0e' // a new page unless the section that begins goes on on the same
)

// A markKind says what is the matter with a stretch of a galley.
type markKind int

const (
	typeset   markKind = iota // in one font; note is its name, capsMark before it where letters show as capitals
	converted                 // from letters of before Unicode; note says which and how they were told
	struckOut
	hidden   // text is left out here
	revised  // text was put in or deleted here, and never accepted
	noteHere // a note is called; note is its key
	lost     // something that is not read; note says what
)

type mark struct {
	kind       markKind
	start, end int
	note       string
}

// A galley is text with its marks, as a document shows it, before it is cut
// into pages. Lines end with "\n".
type galley struct {
	text  []byte
	marks []mark
	// What was set last, kept back until the look changes: letters of VNI are
	// two characters, which two runs may share.
	kept  strings.Builder
	style look
}

// capsMark stands before the name of a font whose letters show as capitals.
const capsMark = "^"

// A look is what decides how letters show. The zero look shows them as they are.
type look struct {
	font                 string
	caps, hidden, struck toggle
}

// A toggle is on, off or as the style below says.
type toggle int8

const (
	inherited toggle = iota
	off
	set
)

func toggled(yes bool) toggle {
	if yes {
		return set
	}
	return off
}

// over is l where it says something, else base.
func (l look) over(base look) look {
	if l.font == "" {
		l.font = base.font
	}
	for _, t := range [...]struct{ mine, theirs *toggle }{{&l.caps, &base.caps}, {&l.hidden, &base.hidden}, {&l.struck, &base.struck}} {
		if *t.mine == inherited {
			*t.mine = *t.theirs
		}
	}
	return l
}

// put adds text. White space of any width becomes a blank (line breaks in XML
// are none on paper, typists' thin spaces stand in numbers, and no-break spaces
// stand between any words of what was copied from the web).
func (g *galley) put(text string, l look) {
	if text == "" {
		return
	}
	if l != g.style {
		g.settle()
		g.style = l
	}
	for _, r := range text {
		switch {
		case r < ' ', r == '\u2028', r == '\u2029', vntext.IsWideBlank(r):
			r = ' '
		}
		g.kept.WriteRune(r)
	}
}

// tab goes to the next tab stop.
func (g *galley) tab() {
	g.settle()
	g.text = append(g.text, '\t')
}

// line ends a line.
func (g *galley) line() {
	g.settle()
	g.text = append(g.text, '\n')
}

// turn goes to the next page, or, for a sectionBreak, may.
func (g *galley) turn(kind rune) {
	g.settle()
	g.text = utf8.AppendRune(g.text, kind)
}

// mark marks the place that was reached.
func (g *galley) mark(kind markKind, note string) {
	g.settle()
	g.marks = append(g.marks, mark{kind, len(g.text), len(g.text), note})
}

// settle sets what was kept back.
func (g *galley) settle() {
	if g.kept.Len() == 0 {
		return
	}
	text, l := g.kept.String(), g.style
	g.kept.Reset()
	if l.hidden == set {
		if strings.TrimSpace(text) != "" {
			g.marks = append(g.marks, mark{hidden, len(g.text), len(g.text), ""})
		}
		return
	}
	start := len(g.text)
	text = fromSymbols(text, l.font)
	g.text = append(g.text, text...)
	if strings.TrimSpace(text) != "" {
		font := l.font
		if l.caps == set {
			font = capsMark + font
		}
		g.marks = append(g.marks, mark{typeset, start, len(g.text), font})
	}
	if l.struck == set && strings.TrimSpace(text) != "" {
		g.marks = append(g.marks, mark{struckOut, start, len(g.text), ""})
	}
}

// add appends another galley, all of it.
func (g *galley) add(other *galley) {
	g.settle()
	other.settle()
	base := len(g.text)
	for _, m := range other.marks {
		m.start += base
		m.end += base
		g.marks = append(g.marks, m)
	}
	g.text = append(g.text, other.text...)
}

// trim takes blank lines and white space from both ends.
func (g *galley) trim() {
	g.settle()
	end := len(strings.TrimRight(string(g.text), " \t\n\u00a0"))
	start := end - len(strings.TrimLeft(string(g.text[:end]), " \t\n\u00a0"))
	g.text = g.text[start:end]
	for i := range g.marks {
		m := &g.marks[i]
		m.start = min(max(m.start-start, 0), len(g.text))
		m.end = min(max(m.end-start, 0), len(g.text))
	}
}

// row adds a row of a table. Page breaks inside of it go before or behind it: a
// break that the word processor noted at the start of a cell means that the row
// begins a page.
func (g *galley) row(cells []*galley) {
	before, behind, lines := false, false, false
	filled := cells[:0]
	last := -1
	for _, c := range cells {
		b, a := c.unbroken()
		before, behind = before || b, behind || a
		c.trim()
		lines = lines || strings.ContainsRune(string(c.text), '\n')
		filled = append(filled, c)
		if len(c.text) > 0 {
			last = len(filled) - 1
		}
	}
	if before {
		g.turn(pageBreak)
	}
	for i, c := range filled {
		empty := len(c.text) == 0
		g.add(c)
		switch {
		case lines && empty || i > last:
		case lines || i == last:
			g.line()
		default:
			g.tab()
		}
	}
	if behind {
		g.turn(pageBreak)
	}
}

// unbroken takes page breaks out of a cell and says whether one stood before
// its text and whether one stood behind the start of it.
func (g *galley) unbroken() (before, behind bool) {
	g.settle()
	text := false
	for i, c := range g.text {
		switch c {
		case pageBreak, sectionBreak:
			before, behind = before || !text, behind || text
			g.text[i] = '\n'
		case ' ', '\t', '\n':
		default:
			text = true
		}
	}
	return before, behind
}
