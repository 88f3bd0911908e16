package pdf

import (
	"fmt"
	"strings"

	parser "github.com/ledongthuc/pdf"

	"vanthu/corpus"
)

// Shares of the glyphs of a page from which on its text is in doubt.
const (
	unknownShare = 0.005 // without a meaning
	outsideShare = 0.2   // off the page
)

// doubtOf is why a page may hold text that was not read of it, "" where nothing
// speaks for that.
func (d *document) doubtOf(w *painter, text string) string {
	n := float64(len(w.glyphs))
	switch {
	case w.damaged:
		return "part of the page cannot be decoded"
	case w.cut:
		return "the page draws too much"
	case float64(w.unknown) > unknownShare*n:
		return "the file does not say what its characters are"
	case w.bare:
		return "a note or field leaves the drawing of its text to the viewer"
	case d.rebuilt:
		return "its table of objects is damaged"
	case d.short != "":
		return d.short
	case float64(w.outside) > outsideShare*(n+float64(w.outside)):
		return "text lies outside of the page"
	case strings.TrimSpace(text) == "":
		return "no text is drawn"
	}
	return ""
}

// lost is the leaf of a page that cannot be read.
func (d *document) lost(i int, err error) Leaf {
	leaf := Leaf{Pages: len(d.pages), Doubt: err.Error(), Lost: true, Short: d.short != ""}
	leaf.Number, leaf.Method = i+1, corpus.MethodTextLayer
	leaf.Width, leaf.Height, _ = d.pages[i].geometry()
	leaf.Lines = []corpus.Line{{}}
	return leaf
}

// short says whether a file claims more pages than its tree has: then a branch
// of it may have been lost. What it claims may be a lie ("/Count 2000000000").
func short(catalogue parser.Value, pages int) (why string) {
	defer func() {
		if x := recover(); x != nil {
			why = ""
		}
	}()
	if claimed := catalogue.Key("Pages").Key("Count").Int64(); claimed != int64(pages) {
		return fmt.Sprintf("the file claims %d pages and has %d", claimed, pages)
	}
	return ""
}
