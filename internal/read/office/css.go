package office

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Of style sheets only what decides how letters show is read, by selectors of
// one element, one class or both: this is what Word writes, and in a text of
// before Unicode the font stands nowhere else.

// readSheets reads the <style> elements of a file.
func (w *htmlWalker) readSheets(root *html.Node) {
	for n := range root.Descendants() {
		if n.DataAtom != atom.Style || n.FirstChild == nil {
			continue
		}
		text := strings.NewReplacer("<!--", "", "-->", "").Replace(n.FirstChild.Data)
		for text != "" {
			selectors, rest, ok := strings.Cut(text, "{")
			if !ok {
				break
			}
			body, after, _ := strings.Cut(rest, "}")
			text = after
			selectors = withoutComments(selectors)
			if strings.HasPrefix(strings.TrimSpace(selectors), "@") {
				continue
			}
			l := declared(body)
			for one := range strings.SplitSeq(selectors, ",") {
				one = strings.ToLower(strings.TrimSpace(one))
				if one != "" && !strings.ContainsAny(one, " >+~:[#*") {
					w.sheet[one] = l.over(w.sheet[one])
				}
			}
		}
	}
}

func withoutComments(s string) string {
	for {
		before, rest, ok := strings.Cut(s, "/*")
		if !ok {
			return s
		}
		_, after, _ := strings.Cut(rest, "*/")
		s = before + after
	}
}

// lookOf is the look of an element inside of one of look l.
func (w *htmlWalker) lookOf(n *html.Node, l look) look {
	var own look
	switch n.DataAtom {
	case atom.Font:
		own.font = family(attribute(n, "face"))
	case atom.S, atom.Strike, atom.Del:
		own.struck = set
	}
	tag := strings.ToLower(n.Data)
	sheet := w.sheet[tag]
	for class := range strings.FieldsSeq(strings.ToLower(attribute(n, "class"))) {
		sheet = w.sheet[tag+"."+class].over(w.sheet["."+class]).over(sheet)
	}
	own = sheet.over(own)
	if style := attribute(n, "style"); style != "" {
		own = declared(style).over(own)
	}
	if hasAttribute(n, "hidden") {
		own.hidden = set
	}
	return own.over(l)
}

// declared is the look that declarations give.
func declared(style string) look {
	var l look
	for declaration := range strings.SplitSeq(style, ";") {
		name, value, ok := strings.Cut(declaration, ":")
		if !ok {
			continue
		}
		lower := strings.ToLower(strings.TrimSpace(value))
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "font-family":
			l.font = family(value)
		case "font": // "12.0pt .VnTime": the family comes last
			if i := strings.LastIndex(value, "pt "); i >= 0 {
				l.font = family(value[i+3:])
			}
		case "display":
			if lower == "none" {
				l.hidden = set
			}
		case "visibility":
			l.hidden = toggled(lower == "hidden" || lower == "collapse")
		case "mso-hide":
			if lower == "all" {
				l.hidden = set
			}
		case "text-transform":
			l.caps = toggled(lower == "uppercase")
		case "font-variant":
			if strings.Contains(lower, "small-caps") {
				l.caps = set
			}
		case "text-decoration", "text-decoration-line":
			if strings.Contains(lower, "line-through") {
				l.struck = set
			}
		}
	}
	return l
}

// family is the first font of a list.
func family(list string) string {
	first, _, _ := strings.Cut(list, ",")
	return strings.Trim(first, " \t\r\n'\"")
}

func squeezed(style string) string { return strings.ToLower(strings.ReplaceAll(style, " ", "")) }

// breaksPage says whether a style begins a page.
func breaksPage(style string) bool {
	s := squeezed(style)
	return strings.Contains(s, "page-break-before:always") || strings.Contains(s, "break-before:page")
}
