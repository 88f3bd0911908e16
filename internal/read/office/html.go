package office

import (
	"bytes"
	"os"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"vanthu/corpus"
)

// maxHTML is how many bytes an HTML file may have.
const maxHTML = 32 << 20

// readHTML reads an HTML file: a saved page, or what Word saved as .doc.
func readHTML(file *os.File) ([]corpus.Page, error) {
	data, err := all(file, maxHTML)
	if err != nil {
		return nil, err
	}
	// By mark, by meta, or by looking; what says nothing and is not UTF-8 is
	// Windows-1252, which is how text in TCVN3 and VNI comes out right.
	encoding, name, _ := charset.DetermineEncoding(data, "")
	if name != "utf-8" {
		if data, err = encoding.NewDecoder().Bytes(data); err != nil { // three times as long at the most
			return nil, damaged(err)
		}
	}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, damaged(err)
	}
	w := &htmlWalker{sheet: make(map[string]look), galley: &galley{}, fresh: true}
	w.readSheets(root)
	w.node(root, look{}, false)
	w.end()
	d := &document{galley: *w.galley}
	return finish(d.pages(), nil, 0)
}

// An htmlWalker goes through the tree of an HTML file.
type htmlWalker struct {
	sheet  map[string]look // what style sheets say, by simple selector: "p", ".msonormal", "p.msonormal"
	galley *galley
	fresh  bool // nothing stands on the line yet
	blank  bool // a blank is due before the next word
	lists  []htmlList
}

type htmlList struct {
	format string
	next   int
	step   int
}

// end ends the line, if there is one.
func (w *htmlWalker) end() {
	if !w.fresh {
		w.galley.line()
	}
	w.fresh, w.blank = true, false
}

// node sets a node and all under it.
func (w *htmlWalker) node(n *html.Node, l look, pre bool) {
	switch n.Type {
	case html.TextNode:
		w.words(n.Data, l, pre)
		return
	case html.ElementNode:
	default:
		w.children(n, l, pre)
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Head, atom.Title, atom.Template, atom.Svg, atom.Iframe, atom.Object, atom.Nav, atom.Select, atom.Button,
		atom.Textarea, atom.Rt, atom.Rp, atom.Datalist, atom.Dialog, atom.Noframes, atom.Audio, atom.Video, atom.Canvas:
		return
	case atom.Br:
		style := attribute(n, "style")
		w.galley.line()
		w.fresh, w.blank = true, false
		if breaksPage(style) {
			w.galley.turn(pageBreak)
		}
		return
	case atom.Pre, atom.Xmp:
		pre = true
	}
	l = w.lookOf(n, l)
	if l.hidden == set {
		if strings.TrimSpace(textOf(n)) != "" {
			w.galley.mark(hidden, "")
		}
		return
	}
	if n.DataAtom == atom.Tr {
		w.row(n, l)
		return
	}
	if !isBlock(n.DataAtom) {
		w.children(n, l, pre)
		return
	}
	w.end()
	if breaksPage(attribute(n, "style")) {
		w.galley.turn(pageBreak)
	}
	switch n.DataAtom {
	case atom.Ol, atom.Ul, atom.Menu, atom.Dir:
		w.lists = append(w.lists, newHTMLList(n))
		w.children(n, l, pre)
		w.lists = w.lists[:len(w.lists)-1]
	case atom.Li:
		if label := w.label(n); label != "" {
			w.galley.put(label+" ", look{font: l.font})
			w.fresh = false
		}
		w.children(n, l, pre)
	default:
		w.children(n, l, pre)
	}
	w.end()
}

func (w *htmlWalker) children(n *html.Node, l look, pre bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, l, pre)
	}
}

// row sets a row of a table.
func (w *htmlWalker) row(n *html.Node, l look) {
	w.end()
	var cells []*galley
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		outer := w.galley
		lists := w.lists
		w.galley, w.fresh, w.blank, w.lists = &galley{}, true, false, nil
		w.node(c, l, false)
		w.end()
		cells = append(cells, w.galley)
		w.galley, w.fresh, w.lists = outer, true, lists
	}
	w.galley.row(cells)
}

// words sets text; outside of <pre> white space is one blank, none at the
// start or end of a line.
func (w *htmlWalker) words(text string, l look, pre bool) {
	if pre {
		for i, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
			if i > 0 {
				w.galley.line()
				w.fresh = true
			}
			if line != "" {
				w.galley.put(strings.ReplaceAll(line, "\f", " "), l)
				w.fresh = false
			}
		}
		return
	}
	var b strings.Builder
	for _, r := range text {
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
			w.blank = !w.fresh
			continue
		}
		if w.blank {
			b.WriteByte(' ')
		}
		w.fresh, w.blank = false, false
		b.WriteRune(r)
	}
	w.galley.put(b.String(), l)
}

func newHTMLList(n *html.Node) htmlList {
	list := htmlList{format: "bullet", step: 1}
	if n.DataAtom != atom.Ol {
		return list
	}
	list.format, list.next = "decimal", 1
	switch t := attribute(n, "type"); t {
	case "a", "A", "i", "I":
		list.format = t
	}
	if s := attribute(n, "start"); s != "" {
		list.next = small(s, 1)
	}
	if hasAttribute(n, "reversed") {
		list.step = -1
		if attribute(n, "start") == "" {
			list.next = 0
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				if c.DataAtom == atom.Li {
					list.next++
				}
			}
		}
	}
	return list
}

// label is what a browser shows before an item.
func (w *htmlWalker) label(n *html.Node) string {
	if len(w.lists) == 0 || strings.Contains(squeezed(attribute(n, "style")), "list-style-type:none") {
		return ""
	}
	list := &w.lists[len(w.lists)-1]
	if v := attribute(n, "value"); v != "" {
		list.next = small(v, list.next)
	}
	return list.label()
}

// label is what stands before the next item.
func (l *htmlList) label() string {
	if l.format == "bullet" {
		return "•"
	}
	label := ordinal(l.next, l.format) + "."
	l.next += l.step
	return label
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Menu, atom.Dir,
		atom.Table, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Td, atom.Th, atom.Blockquote, atom.Pre, atom.Xmp, atom.Hr,
		atom.Address, atom.Article, atom.Section, atom.Header, atom.Footer, atom.Main, atom.Aside, atom.Center, atom.Form, atom.Fieldset,
		atom.Legend, atom.Dl, atom.Dt, atom.Dd, atom.Figure, atom.Figcaption, atom.Body, atom.Html, atom.Details, atom.Summary:
		return true
	}
	return false
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttribute(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// textOf is some of the text under a node.
func textOf(n *html.Node) string {
	for c := range n.Descendants() {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return c.Data
		}
	}
	return ""
}
