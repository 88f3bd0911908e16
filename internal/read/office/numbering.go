package office

import (
	"encoding/xml"
	"strconv"
	"strings"

	"vanthu/internal/vntext"
)

// levels is how deep lists go in every word processor.
const levels = 9

// A level is how one level of a list is numbered.
type level struct {
	start   int
	format  string // "decimal", "lowerLetter", "bullet"...
	text    string // "Điều %1.", "%1.%2", the bullet
	font    string // of the bullet
	suffix  string // "tab", "space", "nothing"
	style   string // paragraphs of this style are of this level
	restart int    // the level, from 1, whose next number restarts this; 0 never, -1 any above
	legal   bool   // numbers of upper levels show as decimals
}

// A list is an abstract numbering: the levels that lists of one make share.
type list struct {
	levels [levels]level
	link   string // another list holds the levels: the id of its style
}

// A use is a list in a document: it can change levels and begin anew.
type use struct {
	list   string
	starts [levels]*int
	own    [levels]*level
	begun  [levels]bool
}

// A numbering counts the numbered paragraphs of a document.
type numbering struct {
	lists    map[string]*list
	named    map[string]*list // by the style that names it, the first of each
	uses     map[string]*use
	counters map[string]*[levels]int // by list: lists of one make count on together
	running  map[string]*[levels]bool
}

func newNumbering() *numbering {
	return &numbering{
		lists: make(map[string]*list), named: make(map[string]*list), uses: make(map[string]*use),
		counters: make(map[string]*[levels]int), running: make(map[string]*[levels]bool),
	}
}

// readNumbering reads numbering.xml.
func readNumbering(a *archive, part string) (*numbering, error) {
	n := newNumbering()
	err := a.read(part, func(s *scanner) error {
		return s.each(func(xml.StartElement) error {
			return s.each(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "abstractNum":
					return n.readList(s, attr(e, "abstractNumId"))
				case "num":
					return n.readUse(s, attr(e, "numId"))
				}
				return nil
			})
		})
	})
	return n, err
}

func newLevel() level { return level{start: 0, format: "decimal", suffix: "tab", restart: -1} }

func (n *numbering) readList(s *scanner, id string) error {
	l := &list{}
	for i := range l.levels {
		l.levels[i] = newLevel()
	}
	n.lists[id] = l
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numStyleLink":
			l.link = val(e)
		case "styleLink":
			if n.named[val(e)] == nil {
				n.named[val(e)] = l
			}
		case "lvl":
			i, err := strconv.Atoi(attr(e, "ilvl"))
			if err != nil || i < 0 || i >= levels {
				return nil
			}
			return readLevel(s, &l.levels[i])
		}
		return nil
	})
}

func readLevel(s *scanner, l *level) error {
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "start":
			l.start = small(val(e), 0)
		case "numFmt":
			l.format = val(e)
		case "AlternateContent":
			return nil
		case "lvlText":
			l.text = val(e)
		case "suff":
			l.suffix = val(e)
		case "pStyle":
			l.style = val(e)
		case "lvlRestart":
			l.restart = small(val(e), -1)
		case "isLgl":
			l.legal = on(e)
		case "rPr":
			p, err := readRunProperties(s)
			l.font = p.look.font
			return err
		}
		return nil
	})
}

// small is a number that a list can begin with.
func small(s string, otherwise int) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1_000_000 {
		return otherwise
	}
	return n
}

func (n *numbering) readUse(s *scanner, id string) error {
	u := &use{}
	n.uses[id] = u
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "abstractNumId":
			u.list = val(e)
		case "lvlOverride":
			i, err := strconv.Atoi(attr(e, "ilvl"))
			if err != nil || i < 0 || i >= levels {
				return nil
			}
			return s.each(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "startOverride":
					start := small(val(e), 0)
					u.starts[i] = &start
				case "lvl":
					own := newLevel()
					u.own[i] = &own
					return readLevel(s, &own)
				}
				return nil
			})
		}
		return nil
	})
}

// find is the use and the list that a paragraph's number names.
func (n *numbering) find(ref numberRef) (*use, *list) {
	u := n.uses[ref.list]
	if u == nil {
		return nil, nil
	}
	l := n.lists[u.list]
	if l != nil && l.link != "" {
		if other := n.named[l.link]; other != nil {
			return u, other
		}
	}
	return u, l
}

// levelOf is the level of ref: said, or by the style that names the list.
func (n *numbering) levelOf(ref numberRef, style string) int {
	if ref.level >= 0 {
		return ref.level
	}
	if _, l := n.find(ref); l != nil && style != "" {
		for i := range l.levels {
			if l.levels[i].style == style {
				return i
			}
		}
	}
	return 0
}

// next counts a paragraph and gives what stands before it ("Điều 3.", "a)",
// "•") with the font of it, and what parts it from the text.
func (n *numbering) next(ref numberRef, at int) (label, font, gap string) {
	u, l := n.find(ref)
	if l == nil {
		return "", "", ""
	}
	counters, running := n.counters[u.list], n.running[u.list]
	if counters == nil {
		counters, running = new([levels]int), new([levels]bool)
		n.counters[u.list], n.running[u.list] = counters, running
	}
	layout := func(i int) *level {
		if u.own[i] != nil {
			return u.own[i]
		}
		return &l.levels[i]
	}
	for i := range at + 1 {
		switch {
		case u.starts[i] != nil && !u.begun[i]:
			counters[i] = *u.starts[i] // this use begins anew
		case i == at && running[i]:
			counters[i]++
		case !running[i]:
			counters[i] = layout(i).start
		}
		u.begun[i], running[i] = true, true
	}
	for i := at + 1; i < levels; i++ {
		if r := layout(i).restart; r < 0 || r > at {
			running[i] = false
		}
	}
	own := layout(at)
	if own.suffix != "nothing" {
		gap = " "
	}
	if own.format == "bullet" {
		return bullet(own.text), own.font, gap
	}
	if own.format == "none" && own.text == "" {
		return "", "", ""
	}
	var b strings.Builder
	for i := 0; i < len(own.text); i++ {
		if own.text[i] != '%' || i+1 == len(own.text) || own.text[i+1] < '1' || own.text[i+1] > '9' {
			b.WriteByte(own.text[i])
			continue
		}
		i++
		of := int(own.text[i] - '1')
		format := layout(of).format
		if own.legal && of != at {
			format = "decimal"
		}
		b.WriteString(ordinal(counters[of], format))
	}
	if b.Len() == 0 {
		return "", "", ""
	}
	return b.String(), own.font, gap
}

// bullet is a bullet as a person sees it: those of the symbol fonts lie in the
// private use area.
func bullet(text string) string {
	for _, r := range text {
		switch {
		case r == 0xF02D || r == 0xF0BE: // the dashes of Symbol
			return "-"
		case r == 0xF02B || r == 0x2B:
			return "+"
		case 0xE000 <= r && r <= 0xF8FF:
			return "•"
		}
	}
	return text
}

// ordinal is n in the format of a list's level.
func ordinal(n int, format string) string {
	switch format {
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "lowerLetter", "a":
		return letters(n)
	case "upperLetter", "A":
		return strings.ToUpper(letters(n))
	case "lowerRoman", "i":
		return strings.ToLower(vntext.Roman(n))
	case "upperRoman", "I":
		return vntext.Roman(n)
	case "none", "":
		return ""
	case "bullet":
		return "•"
	}
	return strconv.Itoa(n)
}

// letters is n as a, b, ..., z, aa, bb, ...
func letters(n int) string {
	if n < 1 || n > 26*10 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
}
