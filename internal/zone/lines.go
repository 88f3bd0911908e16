package zone

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// blank is the white space that may stand around the text of a line; U+200E
// and U+FEFF stand before place names in text copied from web pages.
const blank = " \t\r\u00a0\u200b\u200e\u200f\ufeff\u00ad"

// breakLines gives the lines with text of all pages, trimmed.
func breakLines(pages []corpus.Page) []Line {
	n := 0
	for i := range pages {
		n += len(pages[i].Lines)
	}
	lines := make([]Line, 0, n)
	for i := range pages {
		p := &pages[i]
		gap := true
		var above *corpus.Box
		for _, l := range printed(p) {
			line, ok := trimmed(p, l.Start, l.End)
			if !ok {
				gap = true
				continue
			}
			line.Box = l.Box
			if l.Running {
				line.Kind = RunningHead
			}
			line.Gap = gap || wide(above, l.Box)
			lines = append(lines, line)
			gap, above = false, l.Box
		}
	}
	return lines
}

// printed gives the lines of a page, from its text where the reader gave none.
func printed(p *corpus.Page) []corpus.Line {
	if len(p.Lines) > 0 || p.Text == "" {
		return p.Lines
	}
	var lines []corpus.Line
	for at := 0; at <= len(p.Text); {
		end := strings.IndexByte(p.Text[at:], '\n')
		if end < 0 {
			end = len(p.Text) - at
		}
		lines = append(lines, corpus.Line{Start: at, End: at + end})
		at += end + 1
	}
	return lines
}

// wide says whether more than a line's height stands between two lines.
func wide(above, below *corpus.Box) bool {
	if above == nil || below == nil {
		return false
	}
	return below[1]-above[3] > 0.8*min(below[3]-below[1], above[3]-above[1])
}

// trimmed is the line of bytes start to end of a page without the white space
// around it; false where nothing is left.
func trimmed(p *corpus.Page, start, end int) (Line, bool) {
	text := p.Text[start:end]
	left := strings.TrimLeft(text, blank)
	indent := len(text) - len(left)
	tab := strings.IndexByte(text[:indent], '\t') >= 0
	start += indent
	text = strings.TrimRight(left, blank)
	if text == "" {
		return Line{}, false
	}
	return Line{
		Span:   corpus.Span{Page: p.Number, Start: start, End: start + len(text)},
		Text:   text,
		indent: indent,
		tab:    tab,
	}, true
}

// isRule says whether s is drawn, not written: "-------", "_____", "*", "-*-",
// "——", "*****", "-:-".
func isRule(s string) bool {
	for _, r := range s {
		switch r {
		case '-', '_', '*', '=', '~', '.', ':', '…', '–', '—', '─', '¯', 'o', '•', '+', '#', '|', '&', ' ', '\u00a0', '\\':
		default:
			return false
		}
	}
	return s != "o" && s != ""
}

// isCaps says whether s has at least two letters and no small one. A footnote
// mark behind a title ("THÔNG TƯ1") does not count.
func isCaps(s string) bool {
	n := 0
	for _, r := range s {
		if r < utf8.RuneSelf {
			switch {
			case 'a' <= r && r <= 'z':
				return false
			case 'A' <= r && r <= 'Z':
				n++
			}
			continue
		}
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 2
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// pageNumber says whether s is nothing but a page number: "12", "- 12 -",
// "12/31", "Trang 3".
func pageNumber(s string) bool {
	s = strings.Trim(s, "-–— |")
	s = strings.TrimSpace(strings.TrimPrefix(s, "Trang"))
	if first, last, ok := strings.Cut(s, "/"); ok {
		return len(first) <= 3 && len(last) <= 3 && isDigits(strings.TrimSpace(first)) && isDigits(strings.TrimSpace(last))
	}
	return len(s) <= 4 && isDigits(s)
}

// gazetteHead says whether s is a running head of the gazette:
// "CÔNG BÁO/Số 849 + 850/Ngày 12-10-2021", "32 CÔNG BÁO/Số 12/Ngày 03-01-2021".
// Near miss: "Công báo;" among the recipients.
func gazetteHead(s string) bool {
	s = strings.TrimLeft(s, "0123456789 \t")
	rest, ok := strings.CutPrefix(s, "CÔNG BÁO")
	return ok && strings.Contains(rest, "Số") && strings.Contains(rest, "Ngày") && len(s) < 120
}

// signatureStamp says whether s is a line that a signing program draws:
// "Người ký: ...", "Ký bởi: ...", "Thời gian ký: ...", "Ngày ký: 2026-04-29 09:46:59".
func signatureStamp(s string) bool {
	for _, head := range [...]string{
		"Người ký:", "Ký bởi:", "Ký bởi ", "Thời gian ký:", "Ngày ký:", "Email:", "Signature Not Verified",
		"Signed by:", "Date:", "Cơ quan: ", "Digitally signed by",
		"SAO Y;", "SAO LỤC;", "TRÍCH SAO;", // the mark on an electronic copy, Decree 30/2020/NĐ-CP, Appendix I, section III
	} {
		if strings.HasPrefix(s, head) {
			return true
		}
	}
	return false
}

// markRunningHeads finds what stands on a page but is no part of the document.
// A text file can hold many pages without a form feed (gazette texts do), so a
// page number counts beside a gazette head too.
func markRunningHeads(lines []Line, pages []corpus.Page) {
	stamped := 0
	for i := range lines {
		l := &lines[i]
		switch {
		case gazetteHead(l.Text):
			l.Kind = RunningHead
			for _, j := range [...]int{i - 1, i + 1} {
				if j >= 0 && j < len(lines) && lines[j].Page == l.Page && pageNumber(lines[j].Text) {
					lines[j].Kind = RunningHead
				}
			}
		case pageNumber(l.Text) && len(pages) > 1 && atEdge(lines, i):
			l.Kind = RunningHead
		case signatureStamp(l.Text):
			l.Kind = Stamp
			stamped++
		}
	}
	if stamped == 1 {
		// "Email: ..." or "Date: ..." alone is text, not a stamp.
		for i := range lines {
			if lines[i].Kind == Stamp && !strings.Contains(lines[i].Text, "ý") && !strings.Contains(lines[i].Text, "SAO ") {
				lines[i].Kind = ""
			}
		}
	}
	markRepeated(lines, pages)
}

// atEdge says whether line i is the first or last line with text of its page.
func atEdge(lines []Line, i int) bool {
	return i == 0 || lines[i-1].Page != lines[i].Page || i == len(lines)-1 || lines[i+1].Page != lines[i].Page
}

// markRepeated marks the line that stands on top (or at the foot) of at least
// three pages after the first, the same but for digits. The first page keeps
// it: there it may be the head itself.
func markRepeated(lines []Line, pages []corpus.Page) {
	if len(pages) < 4 {
		return
	}
	seen := make(map[string]int)
	edge := make(map[int]string)
	for i := range lines {
		l := &lines[i]
		if l.Page == pages[0].Number || !atEdge(lines, i) || len(l.Text) > 150 || len(l.Text) < 4 {
			continue
		}
		shape := strings.Map(func(r rune) rune {
			if '0' <= r && r <= '9' {
				return -1
			}
			return r
		}, l.Text)
		seen[shape]++
		edge[i] = shape
	}
	for i, shape := range edge {
		if seen[shape] >= 3 && strings.IndexFunc(shape, unicode.IsLetter) >= 0 {
			lines[i].Kind = RunningHead
		}
	}
}

// fold writes s as [vntext.Fold] does, with single blanks: a typist's double
// blanks ("CỘNG  HÒA  XÃ  HỘI") must not hide what a line is. Bytes of s and of
// the result do not match.
func fold(s string) string {
	// A text cut after so many bytes may end inside a letter.
	for s != "" && s[len(s)-1] >= utf8.RuneSelf {
		if r, size := utf8.DecodeLastRuneInString(s); r != utf8.RuneError || size > 1 {
			break
		}
		s = s[:len(s)-1]
	}
	f := vntext.Fold(s)
	for i := range len(f) {
		if f[i] == '\t' || f[i] == 0xC2 || f[i] == ' ' && i+1 < len(f) && f[i+1] == ' ' {
			return strings.Join(strings.Fields(f), " ")
		}
	}
	return f
}
