package office

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// An odtStyle is one style of OpenDocument, by family and name.
type odtStyle struct {
	parent string
	look   look
	breaks bool // a page begins before it
	ends   bool // a page begins behind it
	master string
}

// odtStyles are the styles that one part can use: its own and the common ones.
// Both parts name their own P1, T1 and so on.
type odtStyles struct {
	own, common map[string]*odtStyle
	fonts       map[string]string // family by the name that styles give it
	lists       map[string]*list
	outline     *list
	masters     map[string]*odtMaster
}

// A odtMaster is a kind of page.
type odtMaster struct {
	next       string
	head, foot *galley
}

func newODTStyles() *odtStyles {
	return &odtStyles{
		own: make(map[string]*odtStyle), common: make(map[string]*odtStyle), fonts: make(map[string]string),
		lists: make(map[string]*list), masters: make(map[string]*odtMaster),
	}
}

// scope is st for another part: it shares all but the part's own styles.
func (st *odtStyles) scope() *odtStyles {
	other := *st
	other.own = make(map[string]*odtStyle)
	return &other
}

// read reads an element of styles that was begun: office:styles,
// office:automatic-styles, office:font-face-decls.
func (st *odtStyles) read(s *scanner, into map[string]*odtStyle) error {
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "font-face":
			family, _, _ := strings.Cut(attr(e, "font-family"), ",")
			st.fonts[attr(e, "name")] = strings.Trim(family, "' \"")
		case "style":
			one := &odtStyle{parent: attr(e, "parent-style-name"), master: attr(e, "master-page-name")}
			into[attr(e, "family")+" "+attr(e, "name")] = one
			return st.readProperties(s, one)
		case "default-style":
			one := &odtStyle{}
			into[attr(e, "family")+" "] = one
			return st.readProperties(s, one)
		case "list-style":
			l, err := st.readList(s)
			st.lists[attr(e, "name")] = l
			return err
		case "outline-style":
			l, err := st.readList(s)
			st.outline = l
			return err
		}
		return nil
	})
}

func (st *odtStyles) readProperties(s *scanner, one *odtStyle) error {
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "paragraph-properties":
			one.breaks = attr(e, "break-before") == "page"
			one.ends = attr(e, "break-after") == "page"
		case "text-properties":
			one.look = st.lookOf(e)
		}
		return nil
	})
}

func (st *odtStyles) lookOf(e xml.StartElement) look {
	var l look
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "font-name":
			l.font = a.Value
			if family := st.fonts[a.Value]; family != "" {
				l.font = family
			}
		case "font-family":
			if l.font == "" {
				family, _, _ := strings.Cut(a.Value, ",")
				l.font = strings.Trim(family, "' \"")
			}
		case "text-transform":
			l.caps = toggled(a.Value == "uppercase")
		case "font-variant":
			if a.Value == "small-caps" {
				l.caps = set
			}
		case "display":
			l.hidden = toggled(a.Value == "none")
		case "text-line-through-style":
			l.struck = toggled(a.Value != "none")
		}
	}
	return l
}

// find is a style by family and name, nil where there is none.
func (st *odtStyles) find(family, name string) *odtStyle {
	if one := st.own[family+" "+name]; one != nil {
		return one
	}
	return st.common[family+" "+name]
}

// of is the look of a style with all that it stands on.
func (st *odtStyles) of(family, name string) look {
	var l look
	for range deepestStyle {
		one := st.find(family, name)
		if one == nil || name == "" {
			break
		}
		l = l.over(one.look)
		name = one.parent
	}
	if one := st.common[family+" "]; one != nil {
		l = l.over(one.look)
	}
	return l
}

func (st *odtStyles) readList(s *scanner) (*list, error) {
	l := &list{}
	for i := range l.levels {
		l.levels[i] = level{start: 1, suffix: "tab", restart: -1, format: "none"}
	}
	err := s.each(func(e xml.StartElement) error {
		at := small(attr(e, "level"), 0) - 1
		if at < 0 || at >= levels {
			return nil
		}
		own := &l.levels[at]
		switch e.Name.Local {
		case "list-level-style-bullet":
			own.format, own.text = "bullet", attr(e, "bullet-char")
			return s.each(func(e xml.StartElement) error {
				if e.Name.Local == "text-properties" {
					own.font = st.lookOf(e).font
				}
				return nil
			})
		case "list-level-style-number", "outline-level-style":
			own.format = attr(e, "num-format")
			own.start = small(attr(e, "start-value"), 1)
			own.text = odtPattern(e, at)
		}
		return nil
	})
	return l, err
}

// odtPattern is what a level shows, in Word's words: "%1.%2".
func odtPattern(e xml.StartElement, at int) string {
	if pattern := attr(e, "num-list-format"); pattern != "" { // "%1%.%2%", LibreOffice's own
		for i := 1; i <= levels+1; i++ {
			pattern = strings.ReplaceAll(pattern, "%"+strconv.Itoa(i)+"%", "%"+strconv.Itoa(i))
		}
		return pattern
	}
	if attr(e, "num-format") == "" {
		return attr(e, "num-prefix") + attr(e, "num-suffix")
	}
	var b strings.Builder
	b.WriteString(attr(e, "num-prefix"))
	for i := at + 1 - min(max(small(attr(e, "display-levels"), 1), 1), at+1); i <= at; i++ {
		b.WriteString("%" + strconv.Itoa(i+1))
		if i < at {
			b.WriteByte('.')
		}
	}
	b.WriteString(attr(e, "num-suffix"))
	return b.String()
}
