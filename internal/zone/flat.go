package zone

import (
	"slices"
	"strings"
	"unicode"

	"vanthu/corpus"
)

// Text made of a table keeps its cells in two ways: bars part them ("- Lưu: VT. |
// KT. BỘ TRƯỞNG"), and the lines of one cell follow each other on one line ("TM.
// ỦY BAN NHÂN DÂN CHỦ TỊCH Trần Văn Mẫu").

// barAt is the byte behind the first bar that parts the cells of a table's row,
// 0 if there is none: a bar with white space on a side, or at the line's start.
// Near miss: "12|QĐ-UBND", a slash misread.
func barAt(s string) int {
	for i := 0; ; i++ {
		n := strings.IndexByte(s[i:], '|')
		if n < 0 {
			return 0
		}
		i += n
		if i == 0 || i == len(s)-1 || strings.IndexByte(" |\t", s[i-1]) >= 0 || strings.IndexByte(" |\t", s[i+1]) >= 0 {
			return i + 1
		}
	}
}

// withoutBars is l without the bars of a table's row at its ends.
func withoutBars(l Line, p *corpus.Page) Line {
	if strings.IndexByte(l.Text, '|') < 0 || isRule(l.Text) {
		return l
	}
	start, end := l.Start, l.End
	text := strings.TrimLeft(l.Text, "| \t")
	start += len(l.Text) - len(text)
	end -= len(text) - len(strings.TrimRight(text, "| \t"))
	bare, ok := trimmed(p, start, end)
	if !ok {
		return l
	}
	bare.Box, bare.Kind, bare.Column, bare.Gap, bare.indent, bare.tab = l.Box, l.Kind, l.Column, l.Gap, l.indent, l.tab
	return bare
}

// A tableRow follows the cells of a table's row over its lines: a cell of
// several lines goes on in its column until the next bar.
type tableRow struct {
	open   bool
	column int
}

// place sets the columns of the cells that line l was cut into.
func (r *tableRow) place(l Line, cells []Line) []Line {
	if l.Box != nil {
		return cells
	}
	first, last := strings.HasPrefix(l.Text, "|"), strings.HasSuffix(l.Text, "|")
	bars := first || last || barAt(l.Text) > 0
	if first || l.Gap || isRule(l.Text) {
		*r = tableRow{}
	}
	for i := range cells {
		cells[i].Column += r.column
	}
	switch {
	case last:
		*r = tableRow{}
	case bars:
		r.open, r.column = true, cells[len(cells)-1].Column
	case !r.open:
		r.column = 0
	}
	return cells
}

// pieces are the lines of one cell that l holds, which start at the given bytes
// of it, the first at its start.
func (t *tail) pieces(l Line, starts []int) []Line {
	p := t.page(l.Page)
	var out []Line
	from := 0
	for n := 0; n <= len(starts); n++ {
		end := len(l.Text)
		if n < len(starts) {
			end = starts[n]
		}
		if piece, ok := trimmed(p, l.Start+from, l.Start+end); ok {
			piece.Kind, piece.Column = l.Kind, l.Column
			piece.Gap = l.Gap && n == 0
			if l.Box != nil {
				piece.Box = p.BoxOf(piece.Start, piece.End)
			}
			out = append(out, piece)
		}
		from = end
	}
	return out
}

// unmerge cuts the lines of the block of a signature that starts at line from
// which hold the lines of one cell.
func (t *tail) unmerge(from int) {
	end := min(len(t.lines), from+tailLines)
	var out []Line
	cut := false
	for _, l := range t.lines[from:end] {
		if l.Box == nil && l.Kind == "" {
			if cuts := signatureCuts(l.Text); cuts != nil {
				out, cut = append(out, t.pieces(l, cuts)...), true
				continue
			}
		}
		out = append(out, l)
	}
	if cut {
		t.lines = slices.Concat(t.lines[:from:from], out, t.lines[end:])
	}
}

// signatureCuts are the bytes of s where the lines of a signature start that
// follow each other on one line: behind "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH" and
// "(Đã ký)" in "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH (Đã ký) Trần Văn Mẫu". None where s
// does not begin with an authority or position in capitals, or is one line of a
// signature as it stands.
func signatureCuts(s string) []int {
	if len(s) < 12 || len(s) > 300 {
		return nil
	}
	if s[0] == '(' { // "(Đã ký) Trần Văn Mẫu"
		return markCuts(s)
	}
	if opensRecipients(s) {
		return cutsBehindList(s)
	}
	caps := capitals(s)
	if caps < 6 {
		return nil
	}
	head := strings.TrimRight(s[:caps], " \t\u00a0")
	if AuthorityMark(head) == 0 && !isPosition(head) {
		return nil
	}
	cuts := headCuts(head)
	rest := strings.TrimLeft(s[caps:], " \t\u00a0")
	if rest == "" {
		return cuts
	}
	at := len(s) - len(rest)
	cuts = append(cuts, at)
	switch {
	case rest[0] != '(':
		if !isName(rest) {
			return nil
		}
	default:
		if more := markCuts(rest); more != nil {
			cuts = append(cuts, at+more[0])
		} else if !signedMark(rest) {
			return nil
		}
	}
	return cuts
}

// cutsBehindList are the cuts of a signature behind the list of recipients on one
// line: "Nơi nhận: - Như trên; - Lưu: VT. TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Trần Văn Mẫu".
func cutsBehindList(s string) []int {
	for i := 1; i < len(s); i++ {
		if s[i-1] != ' ' || s[i] != 'T' && s[i] != 'K' {
			continue
		}
		head := strings.TrimRight(s[i:i+capitals(s[i:])], " ")
		if head == "" || AuthorityMark(head) == 0 {
			continue
		}
		more := signatureCuts(s[i:])
		if more == nil {
			continue
		}
		cuts := []int{i}
		for _, at := range more {
			cuts = append(cuts, i+at)
		}
		return cuts
	}
	return nil
}

// markCuts is the byte of the name behind the mark of signing that s starts with,
// nil if s is not that.
func markCuts(s string) []int {
	end := strings.IndexByte(s, ')')
	if end < 0 || !signedMark(s[:end+1]) {
		return nil
	}
	name := strings.TrimLeft(s[end+1:], " \t\u00a0")
	if !isName(name) {
		return nil
	}
	return []int{len(s) - len(name)}
}

// capitals is the length of the words in capitals that s starts with, and of the
// white space behind them. A degree belongs to the name behind it: "PGS.TS. Hồ
// Văn Mẫu".
func capitals(s string) int {
	at := 0
	for at < len(s) {
		end := at
		for end < len(s) && s[end] != ' ' && s[end] != '\t' && !strings.HasPrefix(s[end:], "\u00a0") {
			end++
		}
		word := s[at:end]
		if strings.IndexFunc(word, unicode.IsLower) >= 0 || strings.ContainsAny(word, "()0123456789") {
			return at
		}
		if at > 0 && Rank(s[at:]) > 0 && isName(s[at:]) {
			return at
		}
		for end < len(s) && (s[end] == ' ' || s[end] == '\t' || strings.HasPrefix(s[end:], "\u00a0")) {
			end++
		}
		at = end
	}
	return at
}

// headCuts are the bytes of the head of a signature, all in capitals, where
// another authority or the position starts: "KT. BỘ TRƯỞNG BỘ Y TẾ THỨ TRƯỞNG".
func headCuts(head string) []int {
	var cuts []int
	from := AuthorityMark(head)
	if from == 0 {
		return nil // a position alone goes on with anything: "PHÓ CHỦ TỊCH THƯỜNG TRỰC"
	}
	if _, n := positions.find(head[from:]); n > 0 {
		from += n
	}
	for i := from; i < len(head); i++ {
		if head[i-1] != ' ' {
			continue
		}
		rest := head[i:]
		switch mark := AuthorityMark(rest); {
		case mark > 0:
			cuts = append(cuts, i)
			i += mark
			if _, n := positions.find(head[i:]); n > 0 {
				i += n
			}
		case strings.HasSuffix(head[:i], " BAN "), strings.HasSuffix(head[:i], " ĐOÀN ") && strings.HasPrefix(rest, "CHỦ TỊCH"):
			// T/M BAN BÍ THƯ, TM. BAN THƯỜNG TRỰC, T/M ĐOÀN CHỦ TỊCH name a body
		case isPosition(rest):
			return append(cuts, i)
		}
	}
	return cuts
}
