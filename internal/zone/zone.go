// Package zone cuts a document into the parts of a directive: head cells,
// title, legal bases, body, signature, recipients, annexes.
// Source: Decree 30/2020/NĐ-CP, Appendix I (ô số 1-14); 36-HD/VPTW.
//
// It says where a part stands, not what it means: reading a number or a name
// out of a part is the business of package extract.
package zone

import (
	"sort"

	"vanthu/corpus"
)

// A Kind names a part.
type Kind string

// The parts, in the order in which a directive prints them. The number after
// each is its ô số in Decree 30/2020/NĐ-CP, Appendix I.
const (
	RunningHead Kind = "running head"          // page numbers, Công báo heads: no part of the document
	Section     Kind = "gazette section"       // headings of the gazette over a document: "VĂN BẢN HỢP NHẤT - BỘ Y TẾ"
	Stamp       Kind = "stamp"                 // text of a signature stamp or incoming stamp
	Rule        Kind = "rule"                  // lines and asterisks drawn with characters
	Draft       Kind = "draft mark"            // DỰ THẢO
	Motto       Kind = "motto"                 // Quốc hiệu, Tiêu ngữ; ĐẢNG CỘNG SẢN VIỆT NAM (1)
	Issuer      Kind = "issuer"                // cell of the issuing body and its parent (2)
	Number      Kind = "number"                // Số: ... (3)
	PlaceDate   Kind = "place and date"        // (4)
	Title       Kind = "title"                 // type in capitals (5a)
	Subject     Kind = "subject"               // trích yếu under the title, V/v under the number (5a, 5b)
	Urgency     Kind = "urgency"               // (10b)
	Secrecy     Kind = "secrecy"               // (10a)
	Addressee   Kind = "addressees"            // Kính gửi (9a)
	Enacting    Kind = "enacting body"         // BỘ TRƯỞNG BỘ ... over the legal bases
	LegalBasis  Kind = "legal basis"           // Căn cứ ...
	Body        Kind = "body"                  // (6)
	Adoption    Kind = "adoption clause"       // Luật này được Quốc hội ... thông qua ngày ...
	Authority   Kind = "authority"             // TM., KT., TL., TUQ., Q. (7a)
	Position    Kind = "position"              // chức vụ of the signer (7a)
	SignedMark  Kind = "signed mark"           // (Đã ký) (7c)
	Name        Kind = "signer name"           // (7b)
	Recipients  Kind = "recipients"            // Nơi nhận (9b)
	Authentic   Kind = "authenticating block"  // XÁC THỰC VĂN BẢN HỢP NHẤT and its issuer
	AuthNumber  Kind = "authenticating number" // number line of that block
	AuthDate    Kind = "authenticating date"   // place and date of that block
	Annex       Kind = "annex"                 // Phụ lục, appended regulations, forms
)

// A Line is a printed line of the document with its part; where two cells
// stand side by side on one printed line, each cell is a Line. Lines without
// text are left out.
type Line struct {
	corpus.Span             // of its page's text, trimmed of white space
	Text        string      // the page's text of the span
	Box         *corpus.Box // nil without geometry
	Kind        Kind
	Column      int  // 0 for a whole line or the leftmost cell, 1 for the next cell
	Gap         bool // an empty line or a wide gap stands before it
	indent      int  // bytes of white space before it
	tab         bool // a tab is among them: an empty cell stands before it
}

// A Sheet is a document cut into parts.
type Sheet struct {
	Pages []corpus.Page
	Lines []Line      // in reading order, each with its part
	Flow  corpus.Flow // text to read citations from: all lines but running heads and stamps
	cuts  []cut       // the pieces of Flow
}

type cut struct {
	at   int // offset in Flow.Text
	span corpus.Span
}

// Split cuts the pages of one document into parts.
func Split(pages []corpus.Page) Sheet {
	lines := breakLines(pages)
	markRunningHeads(lines, pages)
	lines, body := markHead(lines, pages)
	lines = markTail(lines, body, pages)
	s := Sheet{Pages: pages, Lines: lines}
	s.Flow, s.cuts = flow(pages, lines)
	return s
}

// flow joins what is neither running head nor stamp. Lines that follow each
// other on a page are one piece with the page's own white space between them,
// so that only a page border or a skipped head cuts the text.
func flow(pages []corpus.Page, lines []Line) (corpus.Flow, []cut) {
	var pieces []corpus.Span
	open := false
	for i := range lines {
		l := &lines[i]
		if l.Kind == RunningHead || l.Kind == Stamp {
			open = false
			continue
		}
		if n := len(pieces); open && pieces[n-1].Page == l.Page {
			pieces[n-1].End = max(pieces[n-1].End, l.End)
			continue
		}
		pieces = append(pieces, l.Span)
		open = true
	}
	cuts := make([]cut, len(pieces))
	at := 0
	for i, p := range pieces {
		cuts[i] = cut{at, p}
		at += p.End - p.Start + 1
	}
	return corpus.NewFlow(pages, pieces), cuts
}

// Offset is the place in Flow.Text of byte at of page number page; ok is false
// where that byte is not in the flow.
func (s *Sheet) Offset(page, at int) (offset int, ok bool) {
	i := sort.Search(len(s.cuts), func(i int) bool {
		c := s.cuts[i].span
		return c.Page > page || c.Page == page && c.Start > at
	}) - 1
	if i < 0 || s.cuts[i].span.Page != page || at > s.cuts[i].span.End {
		return 0, false
	}
	return s.cuts[i].at + at - s.cuts[i].span.Start, true
}
