package office

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// A field is shown by its result; its instruction is not.
type field struct {
	result bool // the result was reached
	number bool // it is a page number
	code   string
}

// inline reads what stands in a paragraph.
func (w *walker) inline(s *scanner, g *galley, base look, e xml.StartElement) error {
	in := func(e xml.StartElement) error { return w.inline(s, g, base, e) }
	switch e.Name.Local {
	case "r":
		if e.Name.Space == mathSpace {
			return s.each(in)
		}
		return w.run(s, g, base)
	case "ins", "moveTo":
		g.mark(revised, "")
		return s.each(in)
	case "del", "moveFrom":
		g.mark(revised, "")
	case "hyperlink", "smartTag", "customXml", "dir", "bdo", "oMath", "oMathPara":
		return s.each(in)
	case "fldSimple":
		if !w.edge || !isPageNumber(attr(e, "instr")) {
			return s.each(in)
		}
	case "sdt":
		return w.control(s, in)
	case "AlternateContent":
		return w.choice(s, in)
	case "t": // of a formula
		text, err := s.text()
		g.put(text, look{})
		return err
	default:
		if e.Name.Space == mathSpace {
			return s.each(in)
		}
	}
	return nil
}

const mathSpace = "http://schemas.openxmlformats.org/officeDocument/2006/math"

// run reads w:r, text of one look.
func (w *walker) run(s *scanner, g *galley, base look) error {
	l := base
	var in func(e xml.StartElement) error
	in = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "rPr":
			p, err := readRunProperties(s)
			l = p.look
			if p.style != "" {
				l = l.over(w.styles.lookOf(p.style))
			}
			l = l.over(base)
			return err
		case "fldChar":
			w.fieldMark(attr(e, "fldCharType"))
			return nil
		case "instrText":
			text, err := s.text()
			if n := len(w.fields); n > 0 && len(w.fields[n-1].code) < 256 {
				w.fields[n-1].code += text
			}
			return err
		case "lastRenderedPageBreak":
			if !w.edge {
				g.turn(pageBreak)
			}
			return nil
		}
		if !w.shown() {
			return nil
		}
		return w.content(s, g, l, e, in)
	}
	return s.each(in)
}

// content reads one piece of a run.
func (w *walker) content(s *scanner, g *galley, l look, e xml.StartElement, in func(xml.StartElement) error) error {
	switch e.Name.Local {
	case "t":
		text, err := s.text()
		g.put(text, l)
		return err
	case "tab", "ptab":
		if l.hidden != set {
			g.tab()
		}
	case "br":
		switch {
		case attr(e, "type") == "page":
			g.turn(pageBreak)
		case l.hidden != set:
			g.line()
		}
	case "cr":
		g.line()
	case "noBreakHyphen":
		g.put("-", look{hidden: l.hidden, struck: l.struck})
	case "softHyphen":
		// No ink on paper; but it is a letter in TCVN3, and is taken out with
		// others of its kind once the letters are Unicode.
		g.put("\u00ad", l)
	case "sym":
		code, err := strconv.ParseUint(attr(e, "char"), 16, 32)
		if err == nil {
			l.font = attr(e, "font")
			g.put(string(rune(code)), l)
		}
	case "pgNum":
		return nil
	case "footnoteReference", "endnoteReference":
		label, key := w.note(attr(e, "id"), e.Name.Local == "endnoteReference")
		g.put(label, look{})
		if key != "" {
			g.mark(noteHere, key)
		}
	case "ruby":
		return s.each(func(e xml.StartElement) error {
			if e.Name.Local == "rubyBase" {
				return s.each(func(e xml.StartElement) error { return w.inline(s, g, l, e) })
			}
			return nil
		})
	case "AlternateContent":
		return w.choice(s, in)
	case "drawing", "pict", "object":
		return w.drawing(s)
	}
	return nil
}

// drawing looks for text boxes.
func (w *walker) drawing(s *scanner) error {
	var in func(e xml.StartElement) error
	in = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "txbxContent":
			box := &galley{}
			w.boxes = append(w.boxes, box)
			return w.blocks(s, box)
		case "AlternateContent":
			return w.choice(s, in)
		case "textpath": // letters as a drawing: DỰ THẢO across the page
			box := &galley{}
			box.put(attr(e, "string"), look{})
			w.boxes = append(w.boxes, box)
		case "pic", "imagedata":
			w.pictures++
		}
		return s.each(in)
	}
	return s.each(in)
}

// fieldMark follows the marks that begin, part and end a field.
func (w *walker) fieldMark(kind string) {
	n := len(w.fields)
	switch kind {
	case "begin":
		if n < deepest {
			w.fields = append(w.fields, field{})
		}
	case "separate":
		if n > 0 {
			f := &w.fields[n-1]
			f.result, f.number = true, isPageNumber(f.code)
		}
	case "end":
		if n > 0 {
			w.fields = w.fields[:n-1]
		}
	}
}

// shown says whether text that stands here is shown: in no field, or in the
// result of all.
func (w *walker) shown() bool {
	for i := range w.fields {
		if !w.fields[i].result || w.edge && w.fields[i].number {
			return false
		}
	}
	return true
}

func isPageNumber(instruction string) bool {
	for word := range strings.FieldsSeq(instruction) {
		switch strings.ToUpper(word) {
		case "PAGE", "NUMPAGES", "SECTIONPAGES":
			return true
		}
		return false
	}
	return false
}
