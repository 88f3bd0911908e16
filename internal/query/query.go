// Package query is what an analyst types, as a tree that prints itself.
//
// A query is a list of nodes that must all hold:
//
//	đổi mới              both words
//	"đổi mới căn bản"    the words side by side
//	-dự thảo             without the word (here: dự; thảo must be there)
//	29-NQ/TW             an instrument by its number, however it is written:
//	Nghị quyết 29        29 NQ TW, NQ 29, nghi quyet 29, Nghị quyết số 29-NQ/TW
//
// A [Number] is not a string of digits but the instrument: the document that
// bears the number, those about it, those citing it, and those that hold the
// words. What that means in an index is the business of package index; this
// one only reads and prints.
//
// Law: Parse(q.String()) is q.
package query

import (
	"fmt"
	"slices"
	"strings"

	"vanthu/internal/vntext"
)

// A Query is a list of nodes that must all hold.
type Query struct {
	Nodes []Node
}

// A Node is one condition: [Word], [Phrase], [Number] or [Not].
type Node interface {
	plain() string // as typed, by itself
}

// A Word must stand in the document.
type Word struct {
	Text string // a vntext.Term
}

// A Phrase is words that must stand side by side, whatever punctuation is
// between them.
type Phrase struct {
	Words []string // each a vntext.Term, at least two
}

// A Not is a condition that must not hold; never a Not of a Not.
type Not struct {
	Node Node
}

// A Number is an instrument named by its number. Which parts are known depends
// on how it was typed; Seq always is.
type Number struct {
	Type   string // tên loại in normal case: "Nghị quyết"; "" where only the symbol was typed
	Abbrev string // abbreviation typed in place of the type and without a symbol, in capitals: "NQ", "QĐ" (which may mean two types)
	Seq    string // "29", "66.7"
	Year   int    // 0 where not typed
	Symbol string // "NQ/TW", "NĐ-CP"; "" where not typed
}

// An Error is what is wrong with a query, and where.
type Error struct {
	At      int // byte of the query in NFC
	Message string
}

// Error gives place and message.
func (e *Error) Error() string { return fmt.Sprintf("query: at byte %d: %s", e.At, e.Message) }

func (w Word) plain() string   { return w.Text }
func (p Phrase) plain() string { return `"` + strings.Join(p.Words, " ") + `"` }
func (n Not) plain() string    { return print(n) }

// Code is the number without the type, as it is printed after "số":
// "29-NQ/TW", "30/2020/NĐ-CP", "29" where no symbol is known.
func (n Number) Code() string {
	var b strings.Builder
	b.WriteString(n.Seq)
	switch {
	case n.Year != 0:
		fmt.Fprintf(&b, "/%d", n.Year)
		if n.Symbol != "" {
			b.WriteString("/" + n.Symbol)
		}
	case strings.Contains(n.Symbol, "/"): // Party: 29-NQ/TW
		b.WriteString("-" + n.Symbol)
	case n.Symbol != "": // State: 123/QĐ-UBND
		b.WriteString("/" + n.Symbol)
	}
	return b.String()
}

func (n Number) plain() string {
	switch {
	case n.Type != "":
		// "số", because "Kế hoạch 2025" is the plan of a year, "Kế hoạch số 2025" a number.
		return n.Type + " số " + n.Code()
	case n.Abbrev != "":
		return n.Abbrev + " số " + n.Code()
	}
	return n.Code()
}

// Marked says whether any word of the query bears a mark of Vietnamese ("đổi",
// "bộ"): who types marks means them. Numbers do not count.
func (q Query) Marked() bool {
	marked := func(w string) bool { return vntext.Fold(w) != w }
	return slices.ContainsFunc(q.Nodes, func(n Node) bool {
		if not, ok := n.(Not); ok {
			n = not.Node
		}
		switch n := n.(type) {
		case Word:
			return marked(n.Text)
		case Phrase:
			return slices.ContainsFunc(n.Words, marked)
		}
		return false
	})
}

// String prints the query so that Parse reads it back. Where two nodes side by
// side would be read as one ("nghị quyết" before "29"), a comma parts them.
func (q Query) String() string {
	rest := ""
	for i := len(q.Nodes) - 1; i >= 0; i-- {
		text := print(q.Nodes[i])
		switch {
		case rest == "":
			rest = text
		case swallows(text, rest):
			rest = text + " , " + rest
		default:
			rest = text + " " + rest
		}
	}
	return rest
}

// print is the node by itself. A word that would be read as a number stands in
// quotation marks.
func print(node Node) string {
	switch n := node.(type) {
	case Not:
		return "-" + print(n.Node)
	case Word:
		if _, _, ok := scanNumber(n.Text, 0); ok {
			return `"` + n.Text + `"`
		}
	}
	return node.plain()
}

// swallows says whether a number read at the start of text would run on into
// rest, or begin only with it.
func swallows(text, rest string) bool {
	bare := strings.TrimPrefix(text, "-")
	_, end, ok := scanNumber(bare+" "+rest, 0)
	_, own, is := scanNumber(bare, 0)
	return ok && !(is && own == end)
}
