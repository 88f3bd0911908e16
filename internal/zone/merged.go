package zone

import (
	"slices"
	"strings"

	"vanthu/internal/vntext"
)

// mergedLines is how far below its first line a signature block may have merged
// cells.
const mergedLines = 40

// splitMerged parts recipients and signature that a recogniser, or whoever
// copied the text, merged by single blanks into one line each: "Nơi nhận: TM. ỦY
// BAN NHÂN DÂN", "- Như Điều 3; KT. CHỦ TỊCH", "- Lưu: VT. Trần Văn Mẫu". In a
// text that keeps its columns a long item of the list can touch the signature.
func (t *tail) splitMerged(from, end int) {
	end = min(end, from+mergedLines)
	for i := from + 2; i < end; i++ {
		if l := &t.lines[i]; l.Page != t.lines[from].Page || opensNext(l.Text) {
			end = i
		}
	}
	if !opensRecipients(t.lines[from].Text) {
		t.splitSigners(from, end)
		return
	}
	var m merged
	var out []Line
	i := from
	for ; i < end && !m.named; i++ {
		l := t.lines[i]
		switch {
		case l.Kind != "" || len(l.Text) > longestCells || i+1 < end && t.lines[i+1].Column > 0:
			out = append(out, l)
		case l.Column > 0:
			m.right(l.Text)
			out = append(out, l)
		default:
			if at := m.border(l.Text); at > 0 {
				out = append(out, t.cut(l, at)...)
			} else {
				out = append(out, l)
			}
		}
	}
	if len(out) > i-from {
		t.lines = slices.Concat(t.lines[:from:from], out, t.lines[i:])
	}
}

// opensNext says whether a line behind a signature belongs to the head of an
// annex or of a copy, or to its signature.
func opensNext(s string) bool {
	folded := fold(s)
	return isMotto(folded) || lineIsPlaceDate(s) || opensRecipients(s) || copyMark(folded)
}

// copyMark says whether a folded line says that what stands above is copied
// here: the number, the day and the signature around it are the copying office's.
// Source: Decree 30/2020/NĐ-CP, Appendix I, section III; 36-HD/VPTW.
func copyMark(folded string) bool {
	folded = strings.Trim(folded, " *:.-")
	return len(folded) < 30 && (strings.HasPrefix(folded, "sao y") || strings.HasPrefix(folded, "sao luc") || strings.HasPrefix(folded, "trich sao") || folded == "ban sao")
}

// cut parts a line before each of the given bytes of its text.
func (t *tail) cut(l Line, at ...int) []Line {
	p := t.page(l.Page)
	var cells []Line
	start := 0
	for i, end := range append(at, len(l.Text)) {
		cell, ok := trimmed(p, l.Start+start, l.Start+end)
		if !ok {
			return []Line{l}
		}
		cell.Gap, cell.Kind, cell.Column = l.Gap, l.Kind, i
		cell.Box = p.BoxOf(cell.Start, cell.End)
		cells = append(cells, cell)
		start = end
	}
	return cells
}

// merged follows a list of recipients whose right neighbour is the signature.
type merged struct {
	heads int  // authorities and positions seen at the end of a line
	named bool // the name was seen
}

// right takes a cell of the signature that is parted already.
func (m *merged) right(s string) {
	switch {
	case AuthorityMark(s) > 0 || isPosition(s):
		m.heads++
	case isName(s):
		m.named = true
	}
}

// border is the byte of s where the cell of the signature starts, 0 if s has
// none.
func (m *merged) border(s string) int {
	if m.heads > 0 && isName(s) && familyName(firstWord(s[Rank(s):])) || signedMark(s) {
		m.named = m.named || !signedMark(s)
		return 0
	}
	for at := 1; at < len(s); at++ {
		if s[at-1] != ' ' || s[at] == ' ' {
			continue
		}
		left, rest := strings.TrimRight(s[:at], " "), s[at:]
		switch {
		case isCaps(rest) && AuthorityMark(rest) > 0 && !(strings.HasSuffix(left, ",") && strings.Contains(left, "Lưu")), !isCaps(left) && isCaps(rest) && isPosition(rest),
			strings.HasSuffix(left, ":") && opensRecipients(left) && opensSignature(rest): // beside the heading in small letters too
			m.heads++
			return at
		case m.heads == 0:
		case signedMark(rest) && rest[0] == '(':
			return at
		case itemEnds(left) && isName(rest) && familyName(firstWord(rest[Rank(rest):])) && (!isCaps(rest) || strings.Count(rest, " ") > 1):
			m.named = true
			return at
		case itemEnds(left) && !strings.Contains(left, "Lưu") && isCaps(rest) && strings.Contains(rest, " ") && vntext.MeasureText(rest).Share() == 1:
			return at // CÔNG CHỨC VĂN PHÒNG: a position or a body that no table has
		}
	}
	return 0
}

// itemEnds says whether text can be a whole item of a list of recipients:
// "- Như Điều 3;", "- Lưu: VT, NC", "- Lưu VPHU.".
func itemEnds(s string) bool {
	switch s[len(s)-1] {
	case ';', '.', ',', ')':
		return true
	}
	return strings.Contains(s, "Lưu")
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

// splitSigners parts the lines of several signers that were merged: "CHỦ TỊCH
// CHỦ TỊCH" over "Tăng Văn Mẫu Nghiêm Thị Hai". Names alone do not tell where
// one ends; there must be as many positions over them.
func (t *tail) splitSigners(from, end int) {
	for i := from + 1; i < min(end, from+8); i++ {
		l := t.lines[i]
		if l.Kind != "" || l.Page != t.lines[from].Page {
			return
		}
		for k := 2; k <= 3; k++ {
			at := namesIn(l.Text, k)
			if at == nil {
				continue
			}
			var out []Line
			parted := false
			for _, above := range t.lines[from:i] {
				borders := headsIn(above.Text)
				if len(borders) == k-1 {
					parted = true
					out = append(out, t.cut(above, borders...)...)
					continue
				}
				out = append(out, above)
			}
			if !parted {
				continue
			}
			out = append(out, t.cut(l, at...)...)
			t.lines = slices.Concat(t.lines[:from:from], out, t.lines[i+1:])
			return
		}
	}
}

// headsIn gives the bytes of s where its second and further authorities or
// positions start; nil if s is one, or none.
func headsIn(s string) []int {
	if len(s) > longestCells || !isCaps(s) {
		return nil
	}
	var borders []int
	if AuthorityMark(s) > 0 || bodyBeside(s) > 0 {
		for at := 1; at < len(s); at++ {
			if s[at-1] == ' ' && s[at] != ' ' && AuthorityMark(s[at:]) > 0 {
				borders = append(borders, at)
			}
		}
		return borders
	}
	for at := 0; ; {
		_, n := positions.find(s[at:])
		if n == 0 {
			return nil
		}
		next := at + n
		next += len(s[next:]) - len(strings.TrimLeft(s[next:], " "))
		if next == len(s) {
			return borders
		}
		borders = append(borders, next)
		at = next
	}
}

// namesIn gives the borders of k names of persons that follow each other in s,
// nil if s is not that. Of several ways to part them, as in "Trần Văn Hà Lê Thị
// Mẫu", the one with the most even names is taken.
func namesIn(s string, k int) []int {
	if len(s) > 200 || strings.ContainsAny(s, ".,;:0123456789/()") && Rank(s) == 0 || isPosition(s) {
		return nil
	}
	var starts []int
	for at := 0; at < len(s); at++ {
		if s[at] != ' ' && (at == 0 || s[at-1] == ' ') {
			starts = append(starts, at)
		}
	}
	if len(starts) < 2*k+1 && k > 1 {
		return nil
	}
	var best []int
	spread := len(s)
	var try func(from int, borders []int, shortest, longest int)
	try = func(from int, borders []int, shortest, longest int) {
		whole := len(borders) == k-1
		for to := from + 2; to <= min(len(starts), from+7); to++ {
			if whole && to < len(starts) {
				continue
			}
			end := len(s)
			if to < len(starts) {
				end = starts[to]
			}
			name := strings.TrimRight(s[starts[from]:end], " ")
			if !isName(name) || !familyName(firstWord(name[Rank(name):])) {
				continue
			}
			words := to - from
			low, high := min(shortest, words), max(longest, words)
			if whole {
				if high-low < spread {
					spread, best = high-low, slices.Clone(borders)
				}
				return
			}
			if to < len(starts) {
				try(to, append(borders[:len(borders):len(borders)], starts[to]), low, high)
			}
		}
	}
	try(0, nil, len(starts), 0)
	return best
}
