package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	smallLetter = 0.8  // of the size of its neighbours: a footnote's mark
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
	blanks        float64 // width of the blanks behind it
	last          glyph   // with x, y in the frame
}

// lay writes the text of a page with its words and lines. Text of the most
// frequent direction goes first.
func lay(page *corpus.Page, glyphs []glyph) {
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
		for _, row := range rowsOf(chunksOf(w.frame, groups[a])) {
			for _, segment := range segmentsOf(row) {
				w.line(segment)
			}
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
	for i := range glyphs {
		g := glyphs[i]
		du := math.Hypot(g.dx, g.dy)
		g.x, g.y = f.in(g.x, g.y)
		if g.text == "" {
			if c != nil {
				c.after = true
				c.blanks += du
			}
			blank = true
			continue
		}
		if c != nil && !c.takes(&g, blank) {
			c = nil
		}
		switch {
		case c == nil:
			c = &chunk{order: len(all), left: g.x, right: g.x, v: g.y, size: g.size, top: math.Inf(1), bottom: math.Inf(-1), before: blank}
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

// rowsOf gathers chunks on one baseline, sorted along it, the topmost row first.
func rowsOf(chunks []*chunk) [][]*chunk {
	slices.SortStableFunc(chunks, func(a, b *chunk) int { return cmp.Compare(a.v, b.v) })
	var rows [][]*chunk
	var head *chunk // the largest of the open row
	for _, c := range chunks {
		if head == nil || !sameLine(head, c) {
			rows = append(rows, nil)
			head = c
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], c)
		if c.size > head.size {
			head = c
		}
	}
	var all [][]*chunk
	for _, row := range rows {
		slices.SortStableFunc(row, func(a, b *chunk) int { return cmp.Compare(a.left, b.left) })
		for _, layer := range layersOf(row) {
			slices.SortStableFunc(layer, func(a, b *chunk) int { return cmp.Compare(a.left, b.left) })
			all = append(all, slices.CompactFunc(layer, sameInk))
		}
	}
	return all
}

// layersOf parts what is written over other text of its row: two signatures'
// stamps in one place would else mix their words. Single characters stay: a
// clerk's 5 over a printed 4.
func layersOf(row []*chunk) [][]*chunk {
	clean := true
	for i := 1; i < len(row) && clean; i++ {
		clean = !overwrites(row[i-1], row[i])
	}
	if clean || len(row) > maxLayered {
		return [][]*chunk{row}
	}
	slices.SortFunc(row, func(a, b *chunk) int { return cmp.Compare(a.order, b.order) })
	var layers [][]*chunk
	for _, c := range row {
		fits := func(layer []*chunk) bool {
			return math.Abs(layer[0].v-c.v) < strictRow*c.size &&
				!slices.ContainsFunc(layer, func(other *chunk) bool { return overwrites(other, c) })
		}
		// What was drawn one after the other belongs together.
		i := slices.IndexFunc(layers, func(layer []*chunk) bool {
			return layer[len(layer)-1].order == c.order-1 && fits(layer)
		})
		if i < 0 {
			i = slices.IndexFunc(layers, fits)
		}
		if i < 0 {
			i = len(layers)
			layers = append(layers, nil)
		}
		layers[i] = append(layers[i], c)
	}
	return layers
}

// overwrites says whether two chunks cover each other, but are not the same.
func overwrites(a, b *chunk) bool {
	shared := min(a.right, b.right) - max(a.left, b.left)
	return shared > min(a.size, b.size) && a.text.Len() > 2 && b.text.Len() > 2 && !sameInk(a, b)
}

func sameLine(a, b *chunk) bool {
	small, large := min(a.size, b.size), max(a.size, b.size)
	limit := sameRow * large
	if small < smallLetter*large {
		limit = raisedRow * large
	}
	return math.Abs(a.v-b.v) < limit
}

// sameInk says whether a chunk is another drawn once more, to look bold.
func sameInk(a, b *chunk) bool {
	return math.Abs(a.left-b.left) < twice*a.size && math.Abs(a.v-b.v) < twice*a.size && a.text.String() == b.text.String()
}

// segmentsOf cuts a row at the borders of cells. Lines set to full width keep
// their wide gaps: all of these are alike.
func segmentsOf(row []*chunk) [][]*chunk {
	var gaps []float64 // between words
	for i := 1; i < len(row); i++ {
		if gap := row[i].left - row[i-1].right; gap > wordGap*row[i].size {
			gaps = append(gaps, gap)
		}
	}
	slices.Sort(gaps)
	usual := 0.0
	if n := len(gaps); n >= 4 {
		usual = gaps[n/2]
	}
	var segments [][]*chunk
	start := 0
	for i := 1; i < len(row); i++ {
		if cellBorder(row[i-1], row[i], usual) && !formBlank(row, i) {
			segments = append(segments, row[start:i])
			start = i
		}
	}
	return append(segments, row[start:])
}

// cellBorder says whether the gap between two chunks parts two cells. usual is
// the row's usual gap, 0 where it has few.
func cellBorder(a, b *chunk, usual float64) bool {
	size := max(a.size, b.size)
	gap := b.left - a.right
	limit := cellGap * size
	if a.blanks > gap/2 {
		limit = typedGap * size
	}
	if usual < typedGap*size {
		limit = max(limit, min(2*usual, typedGap*size))
	}
	return gap > limit
}

// leftOfBlank and rightOfBlank are the words around the room that a directive's
// form leaves for the hand: "Số:      /QĐ-BTC", "ngày     tháng     năm 2024".
var (
	leftOfBlank  = [...]string{"số", "số:", "ngày", "tháng", "năm"}
	rightOfBlank = [...]string{"tháng", "năm"}
)

// formBlank says whether the gap before the i-th chunk of a row is such a room.
func formBlank(row []*chunk, i int) bool {
	if row[i].left-row[i-1].right > blankGap*row[i].size {
		return false
	}
	from, to := i-1, i+1
	for from > 0 && sameWord(row[:from], row[from]) {
		from--
	}
	for to < len(row) && sameWord(row[:to], row[to]) {
		to++
	}
	left, right := wordOf(row[from:i]), wordOf(row[i:to])
	if strings.HasPrefix(right, "/") {
		return true
	}
	first, _ := utf8.DecodeRuneInString(right)
	return slices.Contains(leftOfBlank[:], left) &&
		(first == '-' || unicode.IsDigit(first) || slices.Contains(rightOfBlank[:], right))
}

func wordOf(chunks []*chunk) string {
	var text strings.Builder
	for _, c := range chunks {
		text.WriteString(c.text.String())
	}
	return strings.ToLower(vntext.NFC(text.String()))
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

// sameWord says whether a chunk goes on with the word made of the chunks before it.
func sameWord(word []*chunk, c *chunk) bool {
	a := word[len(word)-1]
	gap := c.left - a.right
	size := min(a.size, c.size)
	switch {
	case combining(c.text.String()):
		return gap < size
	case gap > wordGap*size:
		return false
	case (a.after || c.before) && gap > -wordGap*size:
		return false
	case c.size < smallLetter*a.size && a.v-c.v > 0.15*a.size:
		// A footnote's mark: "Điều 1²" must not become Điều 12.
		return unitBefore(word) || !startsWithDigit(c.text.String())
	case a.size < smallLetter*c.size && c.v-a.v > 0.15*c.size:
		return !startsWithLetterOrDigit(c.text.String())
	}
	return true
}

// unitBefore says whether the word is a unit of length, whose power is set small: m².
func unitBefore(word []*chunk) bool {
	return slices.Contains([]string{"m", "km", "cm", "dm", "mm"}, strings.TrimLeft(wordOf(word), "0123456789.,"))
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func startsWithLetterOrDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
