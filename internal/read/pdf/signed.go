package pdf

import (
	"slices"
	"unicode/utf8"

	parser "github.com/ledongthuc/pdf"

	"vanthu/corpus"
	"vanthu/internal/read/layer"
	"vanthu/internal/vntext/legacy"
)

// isSignature says whether an annotation is a signature's field.
func isSignature(annotation parser.Value) (is bool) {
	defer func() {
		if x := recover(); x != nil {
			is = false
		}
	}()
	for range 4 { // the type of a field may stand at its parent
		switch annotation.Key("FT").Name() {
		case "Sig":
			return true
		case "":
			annotation = annotation.Key("Parent")
		default:
			return false
		}
	}
	return false
}

// stamps parts the glyphs of signatures' stamps from the page's own. What else
// a signature's field shows is of the page: some offices fill in the number and
// the day of a document through such fields.
func (w *drawing) stamps(width, height float64) (own []glyph, stamps []corpus.Stamp) {
	own = w.glyphs
	for _, field := range slices.Backward(w.signed) {
		first, last := field[0], min(field[1], len(w.glyphs))
		if first >= last {
			continue
		}
		page := corpus.Page{Width: width, Height: height}
		lay(&page, w.glyphs[first:last], nil)
		stamp, ok := layer.ReadStamp(page.Text)
		if !ok {
			continue
		}
		for _, l := range page.Lines {
			if l.Box == nil {
				continue
			}
			if stamp.Box == nil {
				box := *l.Box
				stamp.Box = &box
			} else {
				box := stamp.Box.Union(*l.Box)
				stamp.Box = &box
			}
		}
		stamps = append(stamps, stamp)
		own = slices.Delete(slices.Clone(own), first, last)
	}
	slices.Reverse(stamps)
	return own, stamps
}

// evidence is what is known of a page besides its text.
func (w *drawing) evidence(glyphs []glyph) layer.Evidence {
	e := layer.Evidence{Images: w.images, Curves: w.curves, Glyphs: len(glyphs), Hidden: w.hidden, Damaged: w.damaged}
	for i := range glyphs {
		g := &glyphs[i]
		if g.font.old == legacy.None || g.font.knows {
			if combining(g.text) {
				e.Marks++
			}
			continue
		}
		if g.text != "" && g.text[0] >= utf8.RuneSelf {
			e.Legacy++ // digits are the same in all fonts
		}
		if e.Fonts == "" {
			e.Fonts = g.font.old.String()
		}
	}
	return e
}
