package pdf

import (
	"errors"
	"fmt"
	"math"

	parser "github.com/ledongthuc/pdf"
)

// What one page may draw. Pages of dense tables stay far below.
const (
	maxContent   = 64 << 20 // bytes of streams, unpacked
	maxOperators = 5_000_000
	maxGlyphs    = 400_000
	maxForms     = 5_000 // drawn
	maxFormDepth = 8
	maxStack     = 256 // of graphics states
	maxOperands  = 2_000
)

// A glyph is a character, or what one code stands for, as it is drawn on the
// page as it is seen: points, origin top left, y downwards.
type glyph struct {
	text   string // "" for a blank
	x, y   float64
	dx, dy float64 // to the end of its advance
	size   float64 // height of an em
	font   *font
}

// A drawing is what the content of a page comes to.
type drawing struct {
	glyphs  []glyph
	images  float64 // share of the page that images cover; overlaps count twice
	rules   []rule
	curves  int      // that a page of letters drawn as outlines is full of
	hidden  int      // glyphs drawn invisibly (text rendering mode 3)
	unknown int      // glyphs that the file does not explain
	noted   int      // annotations that are drawn
	signed  [][2]int // glyphs that signatures' fields show: first, and behind the last
	outside int      // glyphs beyond the borders of the page
	bare    bool     // a note or field is drawn by the viewer, not by the file
	damaged bool     // a stream broke off
	cut     bool     // a limit was reached
}

// A state is the part of the graphics state that text needs.
type state struct {
	ctm     matrix
	font    *font
	size    float64 // Tf
	char    float64 // Tc
	word    float64 // Tw
	stretch float64 // Tz, 1 for 100 %
	leading float64 // TL
	rise    float64 // Ts
	mode    int     // Tr
}

// A painter interprets content streams.
type painter struct {
	doc           *document
	width, height float64
	drawing
	state
	stack      []state
	text, line matrix // text matrix and text line matrix
	operators  int
	forms      int
	bytes      int
	marked     []mark
	path       path
}

var errCut = errors.New("page draws too much")

// draw interprets a page and its annotations. The glyphs are good until the
// next page is drawn.
func (d *document) draw(p *page) (*painter, error) {
	w := &painter{doc: d}
	var base matrix
	w.width, w.height, base = p.geometry()
	w.state = state{ctm: base, font: noFont, stretch: 1}
	w.glyphs = d.spare[:0]
	defer func() { d.spare = w.glyphs }()
	src, err := w.contents(p.dict.Key("Contents"))
	if err != nil {
		return nil, err
	}
	err = w.run(src, p.resources, 0)
	if err == nil {
		w.state, w.stack = state{ctm: base, font: noFont, stretch: 1}, nil
		err = w.annotations(p.dict.Key("Annots"))
	}
	if err != nil && !errors.Is(err, errCut) {
		return nil, err
	}
	w.cut = w.cut || err != nil
	return w, nil
}

// contents is a page's content: one stream, or the streams of an array as one.
func (w *painter) contents(v parser.Value) (src []byte, err error) {
	defer recoverInto(&err)
	switch v.Kind() {
	case parser.Stream:
		return w.decode(v)
	case parser.Array:
		var all []byte
		for i := range v.Len() {
			if v.Index(i).Kind() != parser.Stream {
				continue
			}
			part, err := w.decode(v.Index(i))
			if err != nil {
				return nil, fmt.Errorf("content stream %d: %w", i+1, err)
			}
			all = append(append(all, part...), '\n')
		}
		return all, nil
	}
	return nil, nil
}

// decode unpacks a stream. One that breaks off gives what came before; one that
// gives nothing at all is an error, because a text would be lost unseen.
func (w *painter) decode(v parser.Value) (src []byte, err error) {
	room := maxContent - w.bytes
	src, err = w.doc.unpack(v, room+1)
	if len(src) > room {
		src, w.cut = src[:room], true
	}
	w.bytes += len(src)
	if err != nil && len(src) == 0 {
		return nil, err
	}
	w.damaged = w.damaged || err != nil && !endsWhole(src)
	return src, nil
}

// endsWhole says whether a stream that broke off ends behind an operator with
// all that was opened closed: many producers cut or miscount the checksum behind
// the data, and nothing is lost.
func endsWhole(src []byte) bool {
	l := &lexer{src: src}
	open := [3]int{} // text objects, states, marks
	last := token{}
	for t := l.next(); t.kind != tokEOF; t = l.next() {
		last = t
		if t.kind != tokOperator {
			continue
		}
		switch string(t.text) {
		case "BT":
			open[0]++
		case "ET":
			open[0]--
		case "q":
			open[1]++
		case "Q":
			open[1]--
		case "BDC", "BMC":
			open[2]++
		case "EMC":
			open[2]--
		case "BI":
			l.skipImage()
		}
	}
	return last.kind == tokOperator && open == [3]int{}
}

// run interprets one stream. Its only error is errCut.
func (w *painter) run(src []byte, resources parser.Value, depth int) error {
	l := &lexer{src: src}
	fonts := map[string]*font{}
	var args []token
	for {
		t := l.next()
		if t.kind == tokEOF {
			return nil
		}
		if t.kind != tokOperator {
			if len(args) < maxOperands {
				args = append(args, t)
			}
			continue
		}
		if w.operators++; w.operators > maxOperators || len(w.glyphs) > maxGlyphs {
			return errCut
		}
		switch op := string(t.text); op {
		case "BI":
			l.skipImage()
			w.image()
		case "Tf":
			if len(args) >= 2 {
				w.size = args[len(args)-1].number
				w.font = w.pick(fonts, resources, string(args[len(args)-2].text))
			}
		case "Do":
			if len(args) >= 1 {
				if err := w.external(resources, string(args[len(args)-1].text), depth); err != nil {
					return err
				}
			}
		case "BDC":
			m := mark{first: len(w.glyphs)}
			if len(args) >= 2 {
				m.actual, m.has = actualText(args[1], resources)
			}
			w.open(m)
		default:
			w.operate(op, args)
		}
		args = args[:0]
	}
}

// pick is the font of a name, loaded once a stream.
func (w *painter) pick(fonts map[string]*font, resources parser.Value, name string) (f *font) {
	if f, ok := fonts[name]; ok {
		return f
	}
	defer func() {
		if x := recover(); x != nil {
			f = noFont
		}
		fonts[name] = f
	}()
	v := resources.Key("Font").Key(name)
	if v.Kind() != parser.Dict {
		return noFont
	}
	return w.doc.fontOf(v)
}

// operate does the operators that need no resources.
func (w *painter) operate(op string, args []token) {
	n := func(i int) float64 { // the i-th operand from the end, 0 is the last
		if i < len(args) {
			return args[len(args)-1-i].number
		}
		return 0
	}
	six := func() matrix { return matrix{n(5), n(4), n(3), n(2), n(1), n(0)} }
	switch op {
	case "q":
		if len(w.stack) < maxStack {
			w.stack = append(w.stack, w.state)
		}
	case "Q":
		if k := len(w.stack); k > 0 {
			w.state, w.stack = w.stack[k-1], w.stack[:k-1]
		}
	case "cm":
		w.ctm = six().then(w.ctm)
	case "BT":
		w.text, w.line = identity, identity
	case "Tm":
		w.text = six()
		w.line = w.text
	case "Td":
		w.move(n(1), n(0))
	case "TD":
		w.leading = -n(0)
		w.move(n(1), n(0))
	case "T*":
		w.move(0, -w.leading)
	case "TL":
		w.leading = n(0)
	case "Tc":
		w.char = n(0)
	case "Tw":
		w.word = n(0)
	case "Tz":
		w.stretch = n(0) / 100
	case "Ts":
		w.rise = n(0)
	case "Tr":
		w.mode = int(n(0))
	case "Tj":
		w.showLast(args)
	case "'":
		w.move(0, -w.leading)
		w.showLast(args)
	case "\"":
		w.word, w.char = n(2), n(1)
		w.move(0, -w.leading)
		w.showLast(args)
	case "TJ":
		if len(args) > 0 {
			w.showAll(args[len(args)-1].list)
		}
	case "c", "v", "y":
		w.curves++
	case "m", "l", "re", "h", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n":
		w.construct(op, n)
	case "BMC":
		w.open(mark{first: len(w.glyphs)})
	case "EMC":
		w.close()
	}
}

// move goes to the start of another line.
func (w *painter) move(x, y float64) {
	w.line = matrix{1, 0, 0, 1, x, y}.then(w.line)
	w.text = w.line
}

func (w *painter) showLast(args []token) {
	if len(args) > 0 && args[len(args)-1].kind == tokString {
		w.show(args[len(args)-1].text)
	}
}

// showAll shows the strings of TJ; numbers between them move back by
// thousandths of an em.
func (w *painter) showAll(list []token) {
	for i := range list {
		switch list[i].kind {
		case tokString:
			w.show(list[i].text)
		case tokNumber:
			w.advance(-list[i].number / 1000 * w.size * w.stretch)
		}
	}
}

// advance moves along the line by x in text space.
func (w *painter) advance(x float64) {
	w.text[4] += x * w.text[0]
	w.text[5] += x * w.text[1]
}

// show draws one string. Source: ISO 32000-1, 9.4.4.
func (w *painter) show(s []byte) {
	m := w.text.then(w.ctm)
	size := math.Abs(w.size) * math.Hypot(m[2], m[3]) * w.font.height
	along := math.Hypot(m[0], m[1])
	rx, ry := w.rise*m[2], w.rise*m[3]
	moved := 0.0
	for len(s) > 0 && len(w.glyphs) <= maxGlyphs {
		code, n := w.font.code(s)
		s = s[n:]
		width := w.font.width(code) * w.size
		step := (width + w.char) * w.stretch
		ink := width * w.stretch
		if w.char > 0 {
			// Letters set wide apart belong together: "Q U Y Ế T" drawn with Tc.
			ink = step
		}
		if n == 1 && code == ' ' {
			step += w.word * w.stretch
		}
		g := glyph{
			x: m[4] + moved*m[0] + rx, y: m[5] + moved*m[1] + ry,
			dx: ink * m[0], dy: ink * m[1], size: size, font: w.font,
		}
		moved += step
		if size < 0.1 || along == 0 || g.x < -1 || g.y < -1 || g.x > w.width+1 || g.y > w.height+1 {
			w.outside++
			continue // not to be seen
		}
		if w.mode == 3 {
			w.hidden++
		}
		text := w.font.text(code)
		if text == unknown {
			w.unknown++
		}
		w.emit(g, text)
	}
	w.advance(moved)
}

// emit adds a glyph: mended where its text is a symbol's private code, cut
// where it stands for several words.
func (w *painter) emit(g glyph, text string) {
	if len(text) == 1 && text[0] > ' ' && text[0] < 0x7F { // nearly all
		g.text = text
		w.glyphs = append(w.glyphs, g)
		return
	}
	pieces := readable(text)
	for i, piece := range pieces {
		h := g
		share := 1 / float64(len(pieces))
		h.x += g.dx * share * float64(i)
		h.y += g.dy * share * float64(i)
		h.dx, h.dy = g.dx*share, g.dy*share
		h.text = piece
		w.glyphs = append(w.glyphs, h)
	}
}
