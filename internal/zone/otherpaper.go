package zone

import "strings"

// otherPaper says whether the head of another paper in the same file stands at line
// i: a motto, though the document has one, and under it another number. Near miss:
// the head of a form, whose number is to be filled in.
func (t *tail) otherPaper(i int) bool {
	if s := t.lines[i].Text; !strings.HasPrefix(s, "CỘNG H") && !strings.HasPrefix(s, "ĐẢNG C") || !isMotto(fold(s)) {
		return false
	}
	own, motto := "", false
	for j := range t.lines[:i] {
		switch t.lines[j].Kind {
		case Number:
			own = t.lines[j].Text
		case Motto:
			motto = true
		}
	}
	if own == "" || !motto {
		return false
	}
	for j := i + 1; j < min(len(t.lines), i+5); j++ {
		if s := t.lines[j].Text; len(s) < 60 && strings.HasPrefix(s, "Số") && numberLine(fold(s)) {
			return strings.ContainsAny(s, "0123456789") && s != own && strings.IndexAny(s, "0123456789") < strings.IndexAny(s+"/-", "/-")
		}
	}
	return false
}
