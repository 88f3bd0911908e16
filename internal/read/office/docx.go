package office

import (
	"encoding/xml"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// A docx is a .docx while it is read.
type docx struct {
	archive   *archive
	part      string            // that is read
	targets   map[string]string // parts that it names, by relation
	styles    *styles
	numbering *numbering
	doc       *document
	sections  []*sectionProperties
	pictures  int
	feet      int // footnotes that were called
	ends      int // endnotes that were called
	endnotes  []*galley
}

// readDocx reads a .docx.
func readDocx(file *os.File, size int64) ([]corpus.Page, error) {
	a, err := openArchive(file, size)
	if err != nil {
		return nil, err
	}
	whole, err := a.relations("/")
	if err != nil {
		return nil, damaged(err)
	}
	d := &docx{archive: a, part: whole["officeDocument"], doc: &document{notes: make(map[string]*galley)}}
	if !a.has(d.part) {
		d.part = "word/document.xml"
	}
	if !a.has(d.part) {
		return nil, &corpus.Problem{Kind: corpus.Malformed, Message: "the file holds no document"}
	}
	if err := d.prepare(); err != nil {
		return nil, damaged(err)
	}
	broken := a.read(d.part, func(s *scanner) error {
		return s.each(func(e xml.StartElement) error {
			if e.Name.Local != "document" {
				return &corpus.Problem{Kind: corpus.Unsupported, Message: fmt.Sprintf("its document begins with %q, which is none of Word's", e.Name.Local)}
			}
			return s.each(func(e xml.StartElement) error {
				if e.Name.Local == "body" {
					return d.blocks(s, &d.doc.galley)
				}
				return nil
			})
		})
	})
	if broken = damaged(broken); isFatal(broken) {
		return nil, broken
	}
	for _, g := range d.endnotes {
		g.unbroken()
		g.trim()
		d.doc.add(g)
		d.doc.line()
	}
	if err := d.edges(); err != nil {
		return nil, damaged(err)
	}
	pages := d.doc.pages()
	return finish(pages, broken, d.pictures)
}

// prepare reads what the text leans on.
func (d *docx) prepare() (err error) {
	if d.targets, err = d.archive.relations(d.part); err != nil {
		return err
	}
	beside := func(kind, otherwise string) string {
		if t := d.targets[kind]; t != "" {
			return t
		}
		return path.Join(path.Dir(d.part), otherwise)
	}
	if d.styles, err = readStyles(d.archive, beside("styles", "styles.xml")); err != nil {
		return err
	}
	if d.numbering, err = readNumbering(d.archive, beside("numbering", "numbering.xml")); err != nil {
		return err
	}
	err = d.archive.read(beside("settings", "settings.xml"), func(s *scanner) error {
		return s.each(func(xml.StartElement) error {
			return s.each(func(e xml.StartElement) error {
				if e.Name.Local == "evenAndOddHeaders" {
					d.doc.evenOdd = on(e)
				}
				return nil
			})
		})
	})
	if err != nil {
		return err
	}
	// One after the other: lists in them count on together.
	if err := d.readNotes(beside("footnotes", "footnotes.xml"), "f"); err != nil {
		return err
	}
	return d.readNotes(beside("endnotes", "endnotes.xml"), "e")
}

// readNotes reads footnotes or endnotes; those that are drawn lines are none.
func (d *docx) readNotes(part, prefix string) error {
	return d.archive.read(part, func(s *scanner) error {
		return s.each(func(xml.StartElement) error {
			return s.each(func(e xml.StartElement) error {
				if kind := attr(e, "type"); kind != "" && kind != "normal" {
					return nil
				}
				g := &galley{}
				d.doc.notes[prefix+attr(e, "id")] = g
				return d.blocks(s, g)
			})
		})
	})
}

// edges reads the heads and feet of all sections.
func (d *docx) edges() error {
	read := make(map[string]*galley)
	load := func(refs map[string]string) (map[string]*galley, error) {
		byKind := make(map[string]*galley)
		for _, kind := range slices.Sorted(maps.Keys(refs)) { // lists in them count on together
			part := d.targets[refs[kind]]
			if part == "" {
				continue
			}
			g := read[part]
			if g == nil {
				g = &galley{}
				read[part] = g
				err := d.archive.read(part, func(s *scanner) error {
					return s.each(func(xml.StartElement) error {
						w := &walker{docx: d, edge: true}
						return w.blocks(s, g)
					})
				})
				if err != nil {
					return nil, err
				}
			}
			byKind[kind] = g
		}
		return byKind, nil
	}
	for _, p := range d.sections {
		s := section{continuous: p.continuous, titled: p.titled}
		var err error
		if s.heads, err = load(p.heads); err != nil {
			return err
		}
		if s.feet, err = load(p.feet); err != nil {
			return err
		}
		d.doc.sections = append(d.doc.sections, s)
	}
	return nil
}

func (d *docx) blocks(s *scanner, g *galley) error {
	w := &walker{docx: d}
	return w.blocks(s, g)
}

// note calls a note: it gives the mark that stands in the text and, for a
// footnote, the key of its text. Endnotes are kept for the end.
func (d *docx) note(id string, end bool) (label, key string) {
	if !end {
		d.feet++
		label, key = fmt.Sprintf("[%d]", d.feet), "f"+id
	} else {
		d.ends++
		label, key = "["+strings.ToLower(vntext.Roman(d.ends))+"]", "e"+id
	}
	g := d.doc.notes[key]
	if g == nil {
		return label, ""
	}
	// The note begins with its own mark.
	whole := &galley{}
	whole.put(label+" ", look{})
	g.trim()
	whole.add(g)
	if end {
		d.endnotes = append(d.endnotes, whole)
		return label, ""
	}
	key = fmt.Sprintf("f%s called %d", id, d.feet)
	d.doc.notes[key] = whole
	return label, key
}
