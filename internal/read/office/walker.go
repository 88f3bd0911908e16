package office

import (
	"encoding/xml"
)

// A walker goes through the text of one part of a .docx.
type walker struct {
	*docx
	edge   bool // a head or foot: page numbers are left out
	fields []field
	boxes  []*galley // text boxes of the paragraph that is read
}

// blocks reads paragraphs and tables.
func (w *walker) blocks(s *scanner, g *galley) error {
	return s.each(func(e xml.StartElement) error { return w.block(s, g, e) })
}

func (w *walker) block(s *scanner, g *galley, e xml.StartElement) error {
	switch e.Name.Local {
	case "p":
		return w.paragraph(s, g)
	case "tbl":
		return w.table(s, g)
	case "sdt":
		return w.control(s, func(e xml.StartElement) error { return w.block(s, g, e) })
	case "ins", "moveTo":
		g.mark(revised, "")
		return w.blocks(s, g)
	case "customXml", "smartTag":
		return w.blocks(s, g)
	case "del", "moveFrom":
		g.mark(revised, "")
	case "AlternateContent":
		return w.choice(s, func(e xml.StartElement) error { return w.block(s, g, e) })
	case "altChunk":
		g.mark(lost, "a file that is embedded here is not read")
	case "sectPr":
		p, err := readSection(s)
		if g == &w.doc.galley {
			w.sections = append(w.sections, p)
		}
		return err
	}
	return nil
}

// control reads a content control, whose prompt is no text.
func (w *walker) control(s *scanner, f func(xml.StartElement) error) error {
	prompt := false
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "sdtPr":
			return s.each(func(e xml.StartElement) error {
				prompt = prompt || e.Name.Local == "showingPlcHdr" && on(e)
				return nil
			})
		case "sdtContent":
			if !prompt {
				return s.each(f)
			}
		}
		return nil
	})
}

// choice reads the first of several forms of one thing: a text box is there as
// a drawing for Word of today and once more as VML for that of 2007.
func (w *walker) choice(s *scanner, f func(xml.StartElement) error) error {
	done := false
	return s.each(func(e xml.StartElement) error {
		if done || e.Name.Local != "Choice" && e.Name.Local != "Fallback" {
			return nil
		}
		done = true
		return s.each(f)
	})
}

// table reads a table row by row.
func (w *walker) table(s *scanner, g *galley) error {
	var part func(e xml.StartElement) error
	part = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tr":
			return w.row(s, g)
		case "sdt":
			return w.control(s, part)
		case "ins", "customXml":
			return s.each(part)
		}
		return nil
	}
	return s.each(part)
}

func (w *walker) row(s *scanner, g *galley) error {
	var cells []*galley
	deleted := false
	var part func(e xml.StartElement) error
	part = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "trPr":
			return s.each(func(e xml.StartElement) error {
				deleted = deleted || e.Name.Local == "del"
				return nil
			})
		case "tc":
			cell := &galley{}
			cells = append(cells, cell)
			return w.blocks(s, cell)
		case "sdt":
			return w.control(s, part)
		case "customXml", "ins":
			return s.each(part)
		}
		return nil
	}
	if err := s.each(part); err != nil {
		return err
	}
	if deleted {
		g.mark(revised, "")
		return nil
	}
	g.row(cells)
	return nil
}

// paragraph reads w:p.
func (w *walker) paragraph(s *scanner, g *galley) error {
	outer := w.boxes
	w.boxes = nil
	var p paragraphProperties
	p.number.level = -1
	base := w.styles.lookOf(w.styles.paragraph).over(w.styles.defaults)
	begun := false
	begin := func() {
		if !begun {
			begun = true
			w.begin(g, &p, base)
		}
	}
	err := s.each(func(e xml.StartElement) (err error) {
		if e.Name.Local == "pPr" {
			if p, err = readParagraphProperties(s); err == nil && p.style != "" {
				base = w.styles.lookOf(p.style).over(w.styles.defaults)
			}
			return err
		}
		begin()
		return w.inline(s, g, base, e)
	})
	if err != nil {
		return err
	}
	begin()
	if !p.mark.deleted {
		g.line()
	} else {
		g.mark(revised, "")
	}
	for _, box := range w.boxes {
		box.unbroken()
		box.trim()
		if len(box.text) > 0 {
			g.add(box)
			g.line()
		}
	}
	w.boxes = outer
	if p.section != nil && g == &w.doc.galley {
		w.sections = append(w.sections, p.section)
		g.turn(sectionBreak)
	}
	return nil
}

// begin sets what stands before the text of a paragraph.
func (w *walker) begin(g *galley, p *paragraphProperties, base look) {
	style := p.style
	if style == "" {
		style = w.styles.paragraph
	}
	if p.breaks == set || p.breaks == inherited && w.styles.breaksOf(style) {
		g.turn(pageBreak)
	}
	ref, from := p.number, ""
	if ref.list == "" {
		level := ref.level
		if ref, from = w.styles.numberOf(style); level >= 0 {
			ref.level = level
		}
	}
	if ref.list == "" || ref.list == "0" || p.mark.look.hidden == set || p.mark.deleted {
		return
	}
	label, font, gap := w.numbering.next(ref, w.numbering.levelOf(ref, from))
	if label == "" {
		return
	}
	l := p.mark.look.over(base)
	l.hidden, l.struck = off, off
	if font != "" {
		l.font = font
	}
	g.put(label, l)
	g.put(gap, look{})
}
