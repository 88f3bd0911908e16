package office

import (
	"encoding/xml"
	"strconv"
)

// deepestStyle is how many styles may stand on one another; a circle of them
// ends there.
const deepestStyle = 32

// A style is one entry of styles.xml, by id.
type style struct {
	basedOn string
	look    look
	number  numberRef
	breaks  toggle // it begins a page
}

// A numberRef says which list a paragraph belongs to, and its level there.
type numberRef struct {
	list  string // numId; "" is not said, "0" is none
	level int    // -1 is not said
}

type styles struct {
	byID      map[string]*style
	defaults  look
	paragraph string // id of the style of paragraphs that name none
}

// readStyles reads styles.xml.
func readStyles(a *archive, part string) (*styles, error) {
	st := &styles{byID: make(map[string]*style)}
	err := a.read(part, func(s *scanner) error {
		return s.each(func(xml.StartElement) error {
			return s.each(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "docDefaults":
					return st.readDefaults(s)
				case "style":
					return st.readStyle(s, e)
				}
				return nil
			})
		})
	})
	return st, err
}

func (st *styles) readDefaults(s *scanner) error {
	return s.each(func(e xml.StartElement) error {
		if e.Name.Local != "rPrDefault" {
			return nil
		}
		return s.each(func(xml.StartElement) error {
			p, err := readRunProperties(s)
			st.defaults = p.look
			return err
		})
	})
}

func (st *styles) readStyle(s *scanner, e xml.StartElement) error {
	id := attr(e, "styleId")
	if attr(e, "type") == "paragraph" && (attr(e, "default") == "1" || attr(e, "default") == "true") {
		st.paragraph = id
	}
	one := &style{number: numberRef{level: -1}}
	st.byID[id] = one
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "basedOn":
			one.basedOn = val(e)
		case "rPr":
			p, err := readRunProperties(s)
			one.look = p.look
			return err
		case "pPr":
			p, err := readParagraphProperties(s)
			one.number, one.breaks = p.number, p.breaks
			return err
		}
		return nil
	})
}

// lookOf is the look that the style id gives, with all that it stands on.
func (st *styles) lookOf(id string) look {
	var l look
	for range deepestStyle {
		one := st.byID[id]
		if one == nil {
			break
		}
		l = l.over(one.look)
		id = one.basedOn
	}
	return l
}

// numberOf is the list that the style id gives and the style that says so.
func (st *styles) numberOf(id string) (ref numberRef, from string) {
	for range deepestStyle {
		one := st.byID[id]
		if one == nil {
			break
		}
		if one.number.list != "" {
			return one.number, id
		}
		id = one.basedOn
	}
	return numberRef{level: -1}, ""
}

// breaksOf says whether the style id begins a page.
func (st *styles) breaksOf(id string) bool {
	for range deepestStyle {
		one := st.byID[id]
		if one == nil {
			break
		}
		if one.breaks != inherited {
			return one.breaks == set
		}
		id = one.basedOn
	}
	return false
}

// runProperties are what w:rPr says of letters.
type runProperties struct {
	style    string
	look     look
	deleted  bool // of a paragraph's own mark: it runs on into the next
	inserted bool
}

func readRunProperties(s *scanner) (runProperties, error) {
	var p runProperties
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "rStyle":
			p.style = val(e)
		case "rFonts":
			// Letters beyond ASCII are of the font for hAnsi.
			if p.look.font = attr(e, "hAnsi"); p.look.font == "" || attr(e, "hAnsiTheme") != "" {
				p.look.font = attr(e, "ascii")
			}
			if attr(e, "hAnsiTheme") != "" || attr(e, "asciiTheme") != "" && p.look.font == "" {
				p.look.font = "theme" // some font of today
			}
		case "caps", "smallCaps":
			if on(e) {
				p.look.caps = set
			} else if p.look.caps == inherited {
				p.look.caps = off
			}
		case "vanish":
			p.look.hidden = toggled(on(e))
		case "strike", "dstrike":
			if on(e) {
				p.look.struck = set
			} else if p.look.struck == inherited {
				p.look.struck = off
			}
		case "del", "moveFrom":
			p.deleted = true
		case "ins", "moveTo":
			p.inserted = true
		}
		return nil
	})
	return p, err
}

// paragraphProperties are what w:pPr says of a paragraph.
type paragraphProperties struct {
	style   string
	number  numberRef
	breaks  toggle
	mark    runProperties // of the paragraph's end
	section *sectionProperties
}

func readParagraphProperties(s *scanner) (paragraphProperties, error) {
	p := paragraphProperties{number: numberRef{level: -1}}
	err := s.each(func(e xml.StartElement) (err error) {
		switch e.Name.Local {
		case "pStyle":
			p.style = val(e)
		case "numPr":
			p.number, err = readNumberRef(s)
		case "pageBreakBefore":
			p.breaks = toggled(on(e))
		case "rPr":
			p.mark, err = readRunProperties(s)
		case "sectPr":
			p.section, err = readSection(s)
		}
		return err
	})
	return p, err
}

func readNumberRef(s *scanner) (numberRef, error) {
	ref := numberRef{level: -1}
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "ilvl":
			if n, err := strconv.Atoi(val(e)); err == nil && n >= 0 && n < levels {
				ref.level = n
			}
		case "numId":
			ref.list = val(e)
		}
		return nil
	})
	return ref, err
}

// sectionProperties are what w:sectPr says of the section that it ends.
type sectionProperties struct {
	continuous bool
	titled     bool
	heads      map[string]string // relation by kind
	feet       map[string]string
}

func readSection(s *scanner) (*sectionProperties, error) {
	p := &sectionProperties{heads: make(map[string]string), feet: make(map[string]string)}
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "type":
			p.continuous = val(e) == "continuous"
		case "titlePg":
			p.titled = on(e)
		case "headerReference":
			p.heads[kindOfEdge(e)] = attr(e, "id")
		case "footerReference":
			p.feet[kindOfEdge(e)] = attr(e, "id")
		}
		return nil
	})
	return p, err
}

func kindOfEdge(e xml.StartElement) string {
	if kind := attr(e, "type"); kind != "" {
		return kind
	}
	return "default"
}
