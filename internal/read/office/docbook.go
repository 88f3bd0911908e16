package office

import (
	"encoding/xml"
	"os"
	"strings"

	"vanthu/corpus"
)

// docbook is the media type of what antiword makes of a .doc: the text without
// its fonts, with tables and lists.
const docbook = "application/docbook+xml"

// readDocbook reads what antiword writes, and no other DocBook.
func readDocbook(file *os.File) ([]corpus.Page, error) {
	d := &document{}
	w := &docbookWalker{}
	s := newScanner(file)
	broken := damaged(s.each(func(e xml.StartElement) error { return w.block(s, &d.galley, e) }))
	if isFatal(broken) {
		return nil, broken
	}
	return finish(d.pages(), broken, 0)
}

type docbookWalker struct {
	lists []htmlList
}

func (w *docbookWalker) block(s *scanner, g *galley, e xml.StartElement) error {
	in := func(e xml.StartElement) error { return w.block(s, g, e) }
	switch e.Name.Local {
	case "bookinfo", "colspec":
		return nil
	case "beginpage":
		g.turn(pageBreak)
	case "orderedlist", "itemizedlist":
		list := htmlList{format: "bullet", step: 1}
		if e.Name.Local == "orderedlist" {
			list.next = 1
			list.format = map[string]string{"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}[attr(e, "numeration")]
			if list.format == "" {
				list.format = "decimal"
			}
		}
		w.lists = append(w.lists, list)
		err := s.each(in)
		w.lists = w.lists[:len(w.lists)-1]
		return err
	case "listitem":
		if n := len(w.lists); n > 0 {
			g.put(w.lists[n-1].label()+" ", look{})
		}
		return s.each(in)
	case "row":
		var cells []*galley
		err := s.each(func(e xml.StartElement) error {
			cell := &galley{}
			cells = append(cells, cell)
			return w.inline(s, cell, true)
		})
		g.row(cells)
		return err
	case "para", "title":
		if err := w.inline(s, g, false); err != nil {
			return err
		}
		g.line()
	default:
		return s.each(in)
	}
	return nil
}

// inline reads text; in a cell line breaks part its paragraphs.
func (w *docbookWalker) inline(s *scanner, g *galley, cell bool) error {
	fresh := true
	add := func(text string) {
		for line := range strings.Lines(text) {
			g.put(strings.Trim(line, "\n"), look{})
			if strings.HasSuffix(line, "\n") && !fresh {
				if cell {
					g.line()
				} else {
					g.put(" ", look{})
				}
			}
			fresh = fresh && strings.TrimSpace(line) == ""
		}
	}
	var in func(e xml.StartElement) error
	in = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "informaltable", "orderedlist", "itemizedlist":
			return w.block(s, g, e)
		case "beginpage":
			g.turn(pageBreak)
			return nil
		}
		return s.mixed(add, in)
	}
	return s.mixed(add, in)
}
