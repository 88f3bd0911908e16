package pdf

import (
	"bytes"
	"math"

	parser "github.com/ledongthuc/pdf"

	"vanthu/internal/vntext"
)

// A mark is an open marked-content sequence.
type mark struct {
	first  int    // of its glyphs
	actual string // what its glyphs stand for
	has    bool   // actual is given
}

// open begins a marked-content sequence.
func (w *painter) open(m mark) {
	if len(w.marked) < maxStack {
		w.marked = append(w.marked, m)
	}
}

// close ends a marked-content sequence. Its ActualText replaces its glyphs
// where it is about one word; a paragraph's would lose all places.
func (w *painter) close() {
	k := len(w.marked)
	if k == 0 {
		return
	}
	m := w.marked[k-1]
	w.marked = w.marked[:k-1]
	if !m.has || m.first >= len(w.glyphs) || len(w.glyphs)-m.first > 40 || len(m.actual) > 120 {
		return
	}
	first, last := w.glyphs[m.first], w.glyphs[len(w.glyphs)-1]
	dx, dy := last.x+last.dx-first.x, last.y+last.dy-first.y
	// all on one line: the way from first to last is along the first's own
	if off := math.Abs(dx*first.dy-dy*first.dx) / max(math.Hypot(first.dx, first.dy), 1e-9); off > 0.2*first.size {
		return
	}
	first.dx, first.dy = dx, dy
	w.glyphs = w.glyphs[:m.first]
	w.emit(first, vntext.NFC(m.actual))
}

// actualText is the ActualText of the properties of BDC, which stand there or
// in the resources under a name.
func actualText(t token, resources parser.Value) (text string, ok bool) {
	defer func() {
		if x := recover(); x != nil {
			text, ok = "", false
		}
	}()
	switch t.kind {
	case tokDict:
		for i := 0; i+1 < len(t.list); i += 2 {
			if string(t.list[i].text) == "ActualText" && t.list[i+1].kind == tokString {
				return textString(t.list[i+1].text), true
			}
		}
	case tokName:
		v := resources.Key("Properties").Key(string(t.text)).Key("ActualText")
		return v.Text(), v.Kind() == parser.String
	}
	return "", false
}

// textString reads a text string: UTF-16BE or UTF-8 with a byte order mark, or
// one byte a character.
func textString(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return utf16Text(b[2:])
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		return string(b[3:])
	}
	out := make([]rune, len(b))
	for i, c := range b {
		out[i] = winAnsi[c]
	}
	return string(out)
}
