package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// maxLayered bounds the rows that are looked at for text over text.
const maxLayered = 1_000

// Distances in em.
const (
	wordGap     = 0.2  // a wider gap ends a word
	sameChunk   = 0.15 // glyphs of one chunk differ less in height
	sameRow     = 0.35 // baselines of one row differ less
	strictRow   = 0.1  // likewise, where text is written over text
	raisedRow   = 0.5  // likewise, for the small letters of a footnote's mark
	cellGap     = 2.5  // a wider gap in a row ends a cell
	typedGap    = 4.0  // likewise, where the gap is filled with blanks
	blankGap    = 12.0 // likewise, where a form leaves room: "Số:        /QĐ-UBND"
	twice       = 0.15 // a glyph drawn again so near is bold print, not another letter
	smallLetter = 0.86 // of the size of its neighbours: a footnote's mark (browsers set it in 0.83)
)

// A frame turns a page so that text of one direction runs to the right.
type frame struct {
	angle    int // degrees clockwise as seen
	cos, sin float64
}

func frameOf(angle int) frame {
	switch angle { // exactly
	case 0:
		return frame{0, 1, 0}
	case 90:
		return frame{90, 0, 1}
	case 180:
		return frame{180, -1, 0}
	case 270:
		return frame{270, 0, -1}
	}
	sin, cos := math.Sincos(float64(angle) * math.Pi / 180)
	return frame{angle, cos, sin}
}

func (f frame) in(x, y float64) (u, v float64)  { return x*f.cos + y*f.sin, y*f.cos - x*f.sin }
func (f frame) out(u, v float64) (x, y float64) { return u*f.cos - v*f.sin, u*f.sin + v*f.cos }

// angleOf is the direction of a glyph in whole degrees, from 0 to 359; what is
// nearly straight, as in the OCR of a page scanned askew, is straight.
func angleOf(g *glyph) int {
	if g.dy == 0 && g.dx >= 0 {
		return 0
	}
	angle := math.Atan2(g.dy, g.dx) * 180 / math.Pi
	if straight := math.Round(angle/90) * 90; math.Abs(angle-straight) < 4 {
		angle = straight
	}
	return (int(math.Round(angle)) + 360) % 360
}

// A chunk is a run of glyphs that touch, in its frame: u along the line, v
// downwards.
type chunk struct {
	order         int // in which it was drawn
	text          strings.Builder
	left, right   float64
	v             float64 // baseline
	size          float64
	top, bottom   float64
	before, after bool    // a blank was drawn there
	joined        bool    // goes on with the word before it, across a gap
	blanks        float64 // width of the blanks behind it
	last          glyph   // with x, y in the frame
}

// lay writes the text of a page with its words and lines. Text of the most
// frequent direction goes first.
func lay(page *corpus.Page, glyphs []glyph, rules []rule) {
	groups := byAngle(glyphs)
	angles := make([]int, 0, len(groups))
	for a := range groups {
		angles = append(angles, a)
	}
	slices.SortFunc(angles, func(a, b int) int {
		return cmp.Or(cmp.Compare(len(groups[b]), len(groups[a])), cmp.Compare(a, b))
	})
	w := &writer{page: page}
	for _, a := range angles {
		w.frame = frameOf(a)
		g := &grid{}
		if a == 0 {
			g = gridOf(rules)
		}
		segments := segmentsIn(rowsOf(chunksOf(w.frame, groups[a])), g, 0)
		for _, s := range inOrder(segments, g) {
			w.line(s.chunks)
		}
	}
	page.Text = w.text.String()
	if page.Lines == nil {
		page.Lines = []corpus.Line{{}}
	}
}

// byAngle parts glyphs by their direction. Most pages have one: no copy.
func byAngle(glyphs []glyph) map[int][]glyph {
	if len(glyphs) == 0 {
		return nil
	}
	first := angleOf(&glyphs[0])
	same := 1
	for same < len(glyphs) && angleOf(&glyphs[same]) == first {
		same++
	}
	groups := map[int][]glyph{first: glyphs[:same:same]}
	for _, g := range glyphs[same:] {
		a := angleOf(&g)
		groups[a] = append(groups[a], g)
	}
	return groups
}

// chunksOf joins the glyphs that touch, in the order in which they are drawn.
func chunksOf(f frame, glyphs []glyph) []*chunk {
	var all []*chunk
	var c *chunk // the open one
	blank := false
	end := 0.0 // of the blank
	for i := range glyphs {
		g := glyphs[i]
		du := math.Hypot(g.dx, g.dy)
		g.x, g.y = f.in(g.x, g.y)
		if g.text == "" {
			// A line of two fonts may be drawn font by font, with room left for
			// the other's letters: "Ch" and the blank, far apart, then "ỉ" between.
			if c != nil && (c.after || math.Abs(g.x-c.right) < wordGap*g.size) {
				c.after = true
				c.blanks += du
			}
			blank, end = true, g.x+du
			continue
		}
		if c != nil && !c.takes(&g, blank) {
			c = nil
		}
		switch {
		case c == nil:
			c = &chunk{order: len(all), left: g.x, right: g.x, v: g.y, size: g.size, top: math.Inf(1), bottom: math.Inf(-1)}
			c.before = blank && math.Abs(g.x-end) < wordGap*g.size
			all = append(all, c)
		case c.repeats(&g):
			continue
		}
		blank = false
		c.text.WriteString(g.text)
		c.right = max(c.right, g.x+du)
		c.top = min(c.top, g.y-g.size*g.font.ascent)
		c.bottom = max(c.bottom, g.y+g.size*g.font.descent)
		c.last = g
		c.last.dx = du
	}
	return all
}

// takes says whether a glyph goes on where the chunk ends.
func (c *chunk) takes(g *glyph, blank bool) bool {
	if combining(g.text) && math.Abs(g.y-c.v) < g.size && g.x > c.left-g.size && g.x < c.right+g.size {
		return true // NFD: the mark may be drawn back over its letter
	}
	if c.repeats(g) {
		return true
	}
	gap := g.x - (c.last.x + c.last.dx)
	size := min(c.size, g.size)
	return !blank && math.Abs(g.y-c.v) < sameChunk*size && gap < wordGap*size && gap > -0.5*size && c.size*smallLetter < g.size && g.size*smallLetter < c.size
}

// repeats says whether a glyph is the chunk's last drawn once more.
func (c *chunk) repeats(g *glyph) bool {
	return g.text == c.last.text && math.Abs(g.x-c.last.x) < twice*g.size && math.Abs(g.y-c.last.y) < twice*g.size && !combining(g.text)
}

// A writer writes lines into a page.
type writer struct {
	page *corpus.Page
	text strings.Builder
	frame
}

// line writes one segment as a line of text.
func (w *writer) line(segment []*chunk) {
	if w.text.Len() > 0 {
		w.text.WriteByte('\n')
	}
	line := corpus.Line{Start: w.text.Len()}
	var box *corpus.Box
	for i := 0; i < len(segment); {
		k := i + 1
		for k < len(segment) && sameWord(segment[i:k], segment[k]) {
			k++
		}
		if i > 0 {
			w.text.WriteByte(' ')
		}
		b := w.word(segment[i:k])
		if box == nil {
			box = &b
		} else {
			b = box.Union(b)
			box = &b
		}
		i = k
	}
	line.End, line.Box = w.text.Len(), box
	w.page.Lines = append(w.page.Lines, line)
}

// word writes one word and gives its box.
func (w *writer) word(chunks []*chunk) corpus.Box {
	var text strings.Builder
	area := rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, c := range chunks {
		text.WriteString(c.text.String())
		area = rect{min(area[0], c.left), min(area[1], c.top), max(area[2], c.right), max(area[3], c.bottom)}
	}
	word := corpus.Word{Start: w.text.Len(), Confidence: 1, Box: w.box(area)}
	w.text.WriteString(vntext.NFC(strings.ToValidUTF8(text.String(), unknown)))
	word.End = w.text.Len()
	w.page.Words = append(w.page.Words, word)
	return word.Box
}

// box leads from the frame back to fractions of the page, kept to five digits:
// a hundredth of a millimetre.
func (w *writer) box(area rect) corpus.Box {
	x1, y1 := w.out(area[0], area[1])
	x2, y2 := w.out(area[2], area[3])
	x3, y3 := w.out(area[0], area[3])
	x4, y4 := w.out(area[2], area[1])
	part := func(v, whole float64) float64 {
		return math.Round(min(max(v/whole, 0), 1)*1e5) / 1e5
	}
	return corpus.Box{
		part(min(x1, x2, x3, x4), w.page.Width), part(min(y1, y2, y3, y4), w.page.Height),
		part(max(x1, x2, x3, x4), w.page.Width), part(max(y1, y2, y3, y4), w.page.Height),
	}
}
