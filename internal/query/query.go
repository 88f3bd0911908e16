// Package query is what an analyst types, as a tree that prints itself.
//
// # Grammar
//
//	query     = { clause }                      all must hold
//	clause    = operand { OR operand }          OR, HOẶC or |: one must hold
//	operand   = [ "-" | NOT ] primary           must not hold
//	primary   = "(" query ")" | field | phrase | number | prefix | word
//	field     = name ":" value
//	phrase    = " words "
//	prefix    = word "*"                        at least two letters
//	number    = an instrument by its number, in any spelling
//
// OR binds tighter than what stands side by side: "a b OR c" is a and one of b
// and c. AND may be written and changes nothing. Punctuation between words does
// not count, a dash by itself excludes nothing ("Độc lập - Tự do"). Without a
// phrase's quotation marks:
//
//	đổi mới              both words
//	"đổi mới căn bản"    the words side by side
//	-dự thảo             without the word (here: dự; thảo must be there)
//	giáo*                words that begin so
//	29-NQ/TW             an instrument by its number, however it is written:
//	Nghị quyết 29        29 NQ TW, 29NQTW, NQ 29, NQ29, nq29-tw, nghi quyet 29,
//	                     Nghị quyết số 29-NQ/TW
//	29-NQ/TW ngày 4/11/2013   the one of that day's year, as is 29-NQ/TW năm 2013
//	báo cáo 6 tháng      words: what is counted is no number
//	29/2013              the one of the year 2013, of any type
//
// # Fields
//
// Names are Vietnamese or English, with marks or without, in one word or as
// they are spoken ("căn cứ:", "căncứ:", "can cu:"; see fields.tsv):
//
//	loại: type:          a type or its abbreviation: loại:NQ
//	số: number:          documents that bear the number: số:29-NQ/TW, số:29, số:29/2013
//	cơquan: issuer:      words of the issuer's name: cơquan:"Sở Nội vụ"
//	năm: year:           of issue: năm:2013, năm:2013..2015
//	ngày: date:          of issue: ngày:04/11/2013, ngày:2013..2024, ngày:..11/2013
//	tríchyếu: subject:   words side by side in the subject
//	kýbởi: signer:       words of a signer's name: kýbởi:"Trần Văn Mẫu"
//	dẫn: cites:          documents that cite it: dẫn:29-NQ/TW, dẫn:"Luật Đất đai"
//	căncứ: basedon:      likewise, by what they do to it; also thựchiện: implements:,
//	                     sửađổi: amends:, thaythế: replaces:, bãibỏ: repeals:,
//	                     chitiết: details:, hợpnhất: merges:, đínhchính: corrects:,
//	                     dẫnchiếu: refersto:
//	cấp: level:          central (trung ương), province (tỉnh), district (huyện), commune (xã)
//	quanhệ: relation:    căn cứ, thực hiện ...: what the document does to something it cites
//	ngônngữ: language:   vi, en, fr, zh, ru
//	chấtlượng: quality:  of the text: good (tốt), fair (khá), poor (kém)
//	mật: secrecy:        mật, tối mật, tuyệt mật
//	hộp: box:            words of the name of a box, file or fonds: hộp:17, hồ sơ:"Đất đai 1998";
//	                     also hồsơ: file:, phông: fonds:
//
// What is not read is an [Error] with its place: a field that does not exist, a
// type or a date that is none, a phrase that is not closed. Nothing that was
// typed is dropped in silence but punctuation.
//
// # Meaning
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
	"strconv"
	"strings"

	"vanthu/internal/number"
	"vanthu/internal/vntext"
)

// A Query is a list of nodes that must all hold.
type Query struct {
	Nodes []Node
}

// A Node is one condition: [Word], [Prefix], [Phrase], [Number], [Is], [Named],
// [Dated], [Bears], [Cites], [Not], [Or] or [All].
type Node interface {
	node()
}

// A Word must stand in the document.
type Word struct {
	Text string // a vntext.Term
}

// A Prefix is how a word of the document must begin.
type Prefix struct {
	Text string // in small letters, as typed: the tone of "hoà*" may stand elsewhere in "hoàn"
}

// A Phrase is words that must stand side by side, whatever punctuation is
// between them.
type Phrase struct {
	Words []string // each a vntext.Term, at least two
}

// A Number is an instrument named by its number. Which parts are known depends
// on how it was typed; Seq always is, and Type, Abbrev, Symbol or Year, but in
// a field.
type Number struct {
	Type   string // tên loại in normal case: "Nghị quyết"; "" where only the symbol was typed
	Abbrev string // abbreviation typed in place of the type and without a symbol, in capitals: "NQ", "QĐ" (which may mean two types)
	Seq    string // "29", "66.7"
	Year   int    // 0 where not typed
	Symbol string // "NQ/TW", "NĐ-CP"; "" where not typed
	Issued string // ISO day or year of issue that was typed behind it, where Year is not that year; or ""
}

// An Is asks for a fact that has one of a few values.
type Is struct {
	Field  Field
	Values []string // any of them; in the spelling of the tables
}

// A Named asks for words side by side in a name: of the issuer, a signer, a box,
// or in the subject.
type Named struct {
	Field Field
	Words []string // each a vntext.Term, at least one
}

// A Dated asks for the day of issue, from First to Last, both included.
type Dated struct {
	First, Last string // ISO dates; "" is open
}

// A Bears asks for the documents that bear a number.
type Bears struct {
	Number Number
}

// A Cites asks for the documents that cite an instrument: by its number, or by
// its name, where Number is zero.
type Cites struct {
	Relation string   // "căn cứ"; "" is any
	Number   Number   // the zero Number where it is named by words
	Words    []string // of type and title, each a vntext.Term: luật đất đai
}

// A Not is a condition that must not hold; never a Not of a Not.
type Not struct {
	Node Node
}

// An Or is conditions of which one must hold: at least two, none an Or.
type Or struct {
	Nodes []Node
}

// An All is conditions that must all hold, inside of an Or or a Not: at least
// two, none an All.
type All struct {
	Nodes []Node
}

func (Word) node()   {}
func (Prefix) node() {}
func (Phrase) node() {}
func (Number) node() {}
func (Is) node()     {}
func (Named) node()  {}
func (Dated) node()  {}
func (Bears) node()  {}
func (Cites) node()  {}
func (Not) node()    {}
func (Or) node()     {}
func (All) node()    {}

// An Error is what is wrong with a query, and where.
type Error struct {
	At      int // byte of the query as Typed
	Message string
}

// Error gives place and message.
func (e *Error) Error() string { return fmt.Sprintf("query: at byte %d: %s", e.At, e.Message) }

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

// String is the number with its type and date, so that it is read back.
func (n Number) String() string {
	text := n.Code()
	switch {
	case n.Type != "":
		// "số", because "Kế hoạch 2025" is the plan of a year, "Kế hoạch số 2025" a number.
		text = n.Type + " số " + text
	case n.Abbrev != "":
		text = n.Abbrev + " số " + text
	}
	switch {
	case len(n.Issued) == len("2006"):
		text += " năm " + n.Issued
	case n.Issued != "":
		text += " ngày " + n.Issued[8:] + "/" + n.Issued[5:7] + "/" + n.Issued[:4]
	}
	return text
}

// IssuedIn is the year of issue that was typed, in the number or behind it; 0 for
// none.
func (n Number) IssuedIn() int {
	if len(n.Issued) < len("2006") {
		return n.Year
	}
	year, _ := strconv.Atoi(n.Issued[:4])
	return year
}

// Typeless says whether the symbol tells no type: "TW" of "NQ 29/TW", by which an
// analyst means 29-NQ/TW, and scribes once wrote it: Nghị định 30/CP.
func (n Number) Typeless() bool {
	code, ok := number.Parse(n.Code())
	return ok && code.Symbol != "" && code.Type == ""
}

// Types are the names of the types that the number can be of; none where any.
func (n Number) Types() []string {
	if n.Type != "" {
		return []string{n.Type}
	}
	if n.Abbrev == "" {
		return nil
	}
	return typesCalled(n.Abbrev)
}

// ParseNumber reads a number that is the whole text, in any spelling; a bare
// sequence too.
func ParseNumber(text string) (Number, bool) {
	return wholeNumber(Typed(text))
}

// Typed is a text as [Parse] reads it: NFC, and without the characters of no width
// that come along with what is pasted (a byte order mark, soft hyphens).
func Typed(text string) string {
	return vntext.NFC(strings.Map(func(r rune) rune {
		switch r {
		case '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff':
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, " ")))
}

// Walk calls f with every node, a node before those inside it, and whether it
// must hold (positive) or is excluded.
func (q Query) Walk(f func(n Node, positive bool)) {
	walk(q.Nodes, true, f)
}

func walk(nodes []Node, positive bool, f func(Node, bool)) {
	for _, n := range nodes {
		f(n, positive)
		switch n := n.(type) {
		case Not:
			walk([]Node{n.Node}, !positive, f)
		case Or:
			walk(n.Nodes, positive, f)
		case All:
			walk(n.Nodes, positive, f)
		}
	}
}

// Marked says whether any word of the query bears a mark of Vietnamese ("đổi",
// "bộ"): who types marks means them. Numbers and closed lists do not count, nor
// what is excluded, which is taken as it is typed itself.
func (q Query) Marked() bool { return slices.ContainsFunc(q.Nodes, markedNode) }

func markedNode(n Node) bool {
	marked := func(w string) bool { return vntext.Fold(w) != w }
	switch n := n.(type) {
	case Word:
		return marked(n.Text)
	case Prefix:
		return marked(n.Text)
	case Phrase:
		return slices.ContainsFunc(n.Words, marked)
	case Named:
		return slices.ContainsFunc(n.Words, marked)
	case Or:
		return slices.ContainsFunc(n.Nodes, markedNode)
	case All:
		return slices.ContainsFunc(n.Nodes, markedNode)
	}
	return false
}

// Marked is [Query.Marked] of what is excluded.
func (n Not) Marked() bool { return markedNode(n.Node) }

// Numbers lists the instruments that the query names and does not exclude, each
// once, in the order of the query.
func (q Query) Numbers() []Number {
	var all []Number
	add := func(n Number) {
		if n.Seq != "" && !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	q.Walk(func(n Node, positive bool) {
		if !positive {
			return
		}
		switch n := n.(type) {
		case Number:
			add(n)
		case Bears:
			add(n.Number)
		case Cites:
			add(n.Number)
		}
	})
	return all
}
