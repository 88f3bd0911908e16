package office

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// An odtWalker goes through the text of one part of an .odt.
type odtWalker struct {
	styles   *odtStyles
	doc      *document
	edge     bool // a head or foot: page numbers are left out
	masters  []section
	counters map[string]*odtCounter
	items    []odtItem // open lists, the innermost last
	boxes    []*galley
	endnotes []*galley
	pictures int
	notes    int
	blank    bool // the last character was white space, or nothing stands on the line
	headings odtCounter
}

// An odtCounter counts the items of one list.
type odtCounter struct {
	n       [levels]int
	running [levels]bool
}

// An odtItem is an item of a list that is open.
type odtItem struct {
	list    *list
	name    string // of the style
	counter *odtCounter
	label   string // to be set before the next paragraph
	font    string
}

// next counts an item of a level and gives its label.
func (c *odtCounter) next(l *list, at, start int) string {
	own := &l.levels[at]
	for i := range at + 1 {
		switch {
		case i == at && start >= 0:
			c.n[i] = start
		case i == at && c.running[i]:
			c.n[i]++
		case !c.running[i]:
			c.n[i] = l.levels[i].start
		}
		c.running[i] = true
	}
	for i := at + 1; i < levels; i++ {
		c.running[i] = false
	}
	if own.format == "bullet" {
		return bullet(own.text)
	}
	label := own.text
	for i := range levels {
		label = strings.ReplaceAll(label, "%"+string(rune('1'+i)), ordinal(c.n[i], l.levels[i].format))
	}
	return label
}

func (w *odtWalker) blocks(s *scanner, g *galley) error {
	return s.each(func(e xml.StartElement) error { return w.block(s, g, e) })
}

func (w *odtWalker) block(s *scanner, g *galley, e xml.StartElement) error {
	switch e.Name.Local {
	case "p", "h":
		return w.paragraph(s, g, e)
	case "list":
		return w.list(s, g, e)
	case "table":
		return w.table(s, g)
	case "soft-page-break":
		g.turn(pageBreak)
	case "frame", "custom-shape", "rect", "text-box", "g":
		if err := w.drawing(s); err != nil {
			return err
		}
		w.setBoxes(g)
	case "tracked-changes":
		return s.each(func(xml.StartElement) error {
			g.mark(revised, "")
			return nil
		})
	case "section":
		if attr(e, "display") == "none" {
			g.mark(hidden, "")
			return nil
		}
		return w.blocks(s, g)
	case "numbered-paragraph", "index-body", "index-title", "table-of-content", "alphabetical-index", "illustration-index",
		"table-index", "object-index", "user-index", "bibliography", "list-item", "list-header":
		return w.blocks(s, g)
	}
	return nil
}

func (w *odtWalker) list(s *scanner, g *galley, e xml.StartElement) error {
	item := odtItem{name: attr(e, "style-name")}
	depth := len(w.items)
	if depth >= levels {
		return w.blocks(s, g)
	}
	if depth > 0 {
		item.counter = w.items[depth-1].counter
		if item.name == "" {
			item.name = w.items[depth-1].name
		}
	} else {
		item.counter = &odtCounter{}
		from := attr(e, "continue-list")
		if from == "" && attr(e, "continue-numbering") == "true" {
			from = "style " + item.name
		}
		if c := w.counters[from]; c != nil && from != "" {
			item.counter = c
		}
		w.counters["style "+item.name] = item.counter
		if id := attr(e, "id"); id != "" {
			w.counters[id] = item.counter
		}
	}
	item.list = w.styles.lists[item.name]
	w.items = append(w.items, item)
	defer func() { w.items = w.items[:depth] }()
	return s.each(func(e xml.StartElement) error {
		if e.Name.Local == "list-item" && item.list != nil {
			// An item that holds nothing but a deeper list shows no label.
			w.items[depth].label = "?"
			start := small(attr(e, "start-value"), -1)
			return s.each(func(e xml.StartElement) error {
				if own := &w.items[depth]; own.label == "?" && (e.Name.Local == "p" || e.Name.Local == "h") {
					own.label, own.font = item.counter.next(item.list, depth, start), item.list.levels[depth].font
				}
				return w.block(s, g, e)
			})
		}
		return w.blocks(s, g)
	})
}

func (w *odtWalker) table(s *scanner, g *galley) error {
	var part func(e xml.StartElement) error
	part = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-row":
			var cells []*galley
			err := s.each(func(e xml.StartElement) error {
				if e.Name.Local != "table-cell" {
					return nil
				}
				cell := &galley{}
				cells = append(cells, cell)
				items := w.items
				w.items = nil
				defer func() { w.items = items }()
				return w.blocks(s, cell)
			})
			g.row(cells)
			return err
		case "soft-page-break":
			g.turn(pageBreak)
			return nil
		}
		return s.each(part)
	}
	return s.each(part)
}

func (w *odtWalker) paragraph(s *scanner, g *galley, e xml.StartElement) error {
	name := attr(e, "style-name")
	style := w.styles.find("paragraph", name)
	for range deepestStyle {
		if style == nil || style.master != "" || style.breaks || style.parent == "" {
			break
		}
		style = w.styles.find("paragraph", style.parent)
	}
	switch {
	case style == nil || w.edge:
	case style.master != "":
		if g != &w.doc.galley {
			break // in a cell or a box no kind of page begins
		}
		if len(w.masters) > 0 {
			g.turn(sectionBreak)
		}
		w.masters = append(w.masters, w.styles.section(style.master))
	case style.breaks:
		g.turn(pageBreak)
	}
	if len(w.masters) == 0 && !w.edge {
		w.masters = append(w.masters, w.styles.section("Standard"))
	}
	base := w.styles.of("paragraph", name)
	w.label(g, e, base)
	outer := w.boxes
	w.boxes, w.blank = nil, true
	if err := w.inline(s, g, base); err != nil {
		return err
	}
	g.line()
	w.setBoxes(g)
	w.boxes = outer
	if own := w.styles.find("paragraph", name); own != nil && own.ends && !w.edge {
		g.turn(pageBreak)
	}
	return nil
}

// label sets the number before a paragraph.
func (w *odtWalker) label(g *galley, e xml.StartElement, base look) {
	base.hidden, base.struck = off, off
	if n := len(w.items); n > 0 {
		own := &w.items[n-1]
		if own.label != "" && own.label != "?" {
			if own.font != "" {
				base.font = own.font
			}
			g.put(own.label, base)
			g.put(" ", look{})
		}
		own.label = ""
		return
	}
	if at := small(attr(e, "outline-level"), 0) - 1; e.Name.Local == "h" && at >= 0 && at < levels && w.styles.outline != nil {
		if l := w.styles.outline; l.levels[at].text != "" && attr(e, "is-list-header") != "true" {
			if label := w.headings.next(l, at, small(attr(e, "start-value"), -1)); label != "" {
				g.put(label+" ", base)
			}
		}
	}
}

// setBoxes sets the text boxes that were met under what is set.
func (w *odtWalker) setBoxes(g *galley) {
	for _, box := range w.boxes {
		box.unbroken()
		if box.trim(); len(box.text) > 0 {
			g.add(box)
			g.line()
		}
	}
	w.boxes = nil
}

// words sets text as XML has it: runs of white space are one blank, none at the
// start of a line.
func (w *odtWalker) words(g *galley, text string, l look) {
	var b strings.Builder
	for _, r := range text {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
			if !w.blank {
				b.WriteByte(' ')
			}
			w.blank = true
			continue
		}
		w.blank = false
		b.WriteRune(r)
	}
	g.put(b.String(), l)
}

func (w *odtWalker) inline(s *scanner, g *galley, l look) error {
	return s.mixed(func(text string) { w.words(g, text, l) }, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "span":
			return w.inline(s, g, w.styles.of("text", attr(e, "style-name")).over(l))
		case "s":
			if l.hidden != set {
				g.put(strings.Repeat(" ", min(max(small(attr(e, "c"), 1), 1), 200)), l)
			}
			w.blank = false
		case "tab":
			g.tab()
			w.blank = true
		case "line-break":
			g.line()
			w.blank = true
		case "soft-page-break":
			if !w.edge {
				g.turn(pageBreak)
			}
		case "note":
			return w.note(s, g, attr(e, "note-class") == "endnote")
		case "frame", "custom-shape", "rect", "text-box", "g", "line", "control":
			return w.drawing(s)
		case "page-number", "page-count":
			if !w.edge {
				return w.inline(s, g, l)
			}
		case "change-start", "change", "change-end":
			g.mark(revised, "")
		case "hidden-text", "hidden-paragraph":
			g.mark(hidden, "")
		case "annotation", "annotation-end", "tracked-changes", "ruby-text", "desc", "title":
		default: // links, bookmarks, fields: what they show is inside
			return w.inline(s, g, l)
		}
		return nil
	})
}

// note sets the mark of a note and keeps its text.
func (w *odtWalker) note(s *scanner, g *galley, end bool) error {
	text := &galley{}
	label := ""
	err := s.each(func(e xml.StartElement) (err error) {
		switch e.Name.Local {
		case "note-citation":
			label, err = s.text()
		case "note-body":
			blank := w.blank
			err = w.blocks(s, text)
			w.blank = blank
		}
		return err
	})
	label = "[" + label + "]"
	g.put(label, look{})
	w.blank = false
	whole := &galley{}
	whole.put(label+" ", look{})
	text.trim()
	whole.add(text)
	if end {
		w.endnotes = append(w.endnotes, whole)
		return err
	}
	w.notes++
	key := fmt.Sprintf("note %d", w.notes)
	w.doc.notes[key] = whole
	g.mark(noteHere, key)
	return err
}

// drawing looks for text in a frame or shape.
func (w *odtWalker) drawing(s *scanner) error {
	var box *galley
	var in func(e xml.StartElement) error
	in = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "p", "h", "list", "table":
			if box == nil {
				box = &galley{}
			}
			blank, items := w.blank, w.items
			w.items = nil
			boxes := w.boxes
			err := w.block(s, box, e)
			w.blank, w.items, w.boxes = blank, items, boxes
			return err
		case "image":
			w.pictures++
		case "title", "desc":
			return nil
		}
		return s.each(in)
	}
	if err := s.each(in); err != nil {
		return err
	}
	if box != nil {
		w.boxes = append(w.boxes, box)
	}
	return nil
}
