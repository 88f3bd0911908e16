package office

import (
	"encoding/xml"
	"fmt"
	"os"

	"vanthu/corpus"
)

// readODT reads an OpenDocument text. A walker of its own, not LibreOffice:
// that is slower by a second a file, is not always there, and would read no
// more than this does.
func readODT(file *os.File, size int64) ([]corpus.Page, error) {
	a, err := openArchive(file, size)
	if err != nil {
		return nil, err
	}
	if err := a.read("META-INF/manifest.xml", unlocked); err != nil {
		return nil, damaged(err)
	}
	if !a.has("content.xml") {
		return nil, &corpus.Problem{Kind: corpus.Malformed, Message: "the file holds no document"}
	}
	st := newODTStyles()
	doc := &document{notes: make(map[string]*galley)}
	if err := a.read("styles.xml", func(s *scanner) error { return st.readStyles(s, doc) }); err != nil {
		return nil, damaged(err)
	}
	w := &odtWalker{styles: st.scope(), doc: doc, counters: make(map[string]*odtCounter)}
	broken := a.read("content.xml", func(s *scanner) error {
		return s.each(func(xml.StartElement) error {
			return s.each(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "font-face-decls", "automatic-styles":
					return w.styles.read(s, w.styles.own)
				case "body":
					return s.each(func(e xml.StartElement) error {
						if e.Name.Local != "text" {
							return &corpus.Problem{Kind: corpus.Unsupported, Message: fmt.Sprintf("the file holds no text but a %s", e.Name.Local)}
						}
						return w.blocks(s, &doc.galley)
					})
				}
				return nil
			})
		})
	})
	if broken = damaged(broken); isFatal(broken) {
		return nil, broken
	}
	for _, g := range w.endnotes {
		g.unbroken()
		doc.add(g)
		doc.line()
	}
	doc.sections = w.masters
	return finish(doc.pages(), broken, w.pictures)
}

// unlocked looks for the mark of an encrypted part.
func unlocked(s *scanner) error {
	var in func(e xml.StartElement) error
	in = func(e xml.StartElement) error {
		if e.Name.Local == "encryption-data" {
			return locked()
		}
		return s.each(in)
	}
	return s.each(in)
}

// readStyles reads styles.xml, with the heads and feet in it.
func (st *odtStyles) readStyles(s *scanner, doc *document) error {
	inner := st.scope()
	return s.each(func(xml.StartElement) error {
		return s.each(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "font-face-decls", "styles":
				return st.read(s, st.common)
			case "automatic-styles":
				return inner.read(s, inner.own)
			case "master-styles":
				return s.each(func(e xml.StartElement) error {
					if e.Name.Local != "master-page" {
						return nil
					}
					m := &odtMaster{next: attr(e, "next-style-name")}
					st.masters[attr(e, "name")] = m
					return s.each(func(e xml.StartElement) error {
						w := &odtWalker{styles: inner, doc: doc, edge: true, counters: make(map[string]*odtCounter)}
						switch e.Name.Local {
						case "header":
							m.head = &galley{}
							return w.blocks(s, m.head)
						case "footer":
							m.foot = &galley{}
							return w.blocks(s, m.foot)
						}
						return nil
					})
				})
			}
			return nil
		})
	})
}

// section is the section that a page of this kind begins.
func (st *odtStyles) section(master string) section {
	s := section{heads: make(map[string]*galley), feet: make(map[string]*galley)}
	m := st.masters[master]
	if m == nil {
		return s
	}
	kind := "default"
	if next := st.masters[m.next]; next != nil && next != m {
		kind, s.titled = "first", true
		put(s.heads, "default", next.head)
		put(s.feet, "default", next.foot)
	}
	put(s.heads, kind, m.head)
	put(s.feet, kind, m.foot)
	return s
}

func put(edges map[string]*galley, kind string, g *galley) {
	if g != nil {
		edges[kind] = g
	}
}
