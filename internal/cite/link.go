package cite

import (
	"strings"
	"unicode/utf8"

	"vanthu/corpus"
)

// How a mention hangs on the one before it in its clause.
const (
	own     = iota // stands by itself
	sibling        // a further item of the same list
	nested         // named in the title of the one before
	amender        // "được sửa đổi, bổ sung bởi" it
)

// link says how m hangs on the mention before it.
func (r *relater) link(before, m *found) int {
	if before.end > m.start {
		return nested // a law in the title of the law that amends it
	}
	between := r.low[before.end:m.start]
	if before.list != 0 && before.list == m.list || onlyListWords(between) {
		return sibling
	}
	if i := passive(between); i >= 0 {
		// "được sửa đổi, bổ sung theo Luật số 1 và Luật số 2": nothing else after it.
		return amender
	}
	if strings.Contains(between, " này ") || strings.Contains(between, " này,") || closes(between) ||
		strings.Contains(between, "xây dựng kế hoạch") || strings.Contains(between, "ban hành kế hoạch") {
		return own
	}
	return nested
}

// behindAside says whether only the end of a parenthesis, in which before stands,
// and words of a list lie between it and m.
func (r *relater) behindAside(before, m *found) bool {
	if before.end > m.start {
		return false
	}
	between := strings.TrimLeft(r.low[before.end:m.start], "\"”* ")
	return strings.HasPrefix(between, ")") && onlyListWords(between[1:])
}

// andSaid says whether m goes on with what a body said: "Thực hiện Kế hoạch số 1 ...
// và ý kiến chỉ đạo của Thường trực Huyện ủy tại Công văn số 2".
func (r *relater) andSaid(before, m *found) bool {
	if before.end > m.start {
		return false
	}
	between := r.low[before.end:m.start]
	for _, and := range []string{"và ", "; ", ", "} {
		if i := strings.LastIndex(between, and); i >= 0 && instructed(between[i+len(and):]) {
			return true
		}
	}
	return false
}

// nextItem says whether m goes on a list, though the title of the one before
// stands between: "Thực hiện Chỉ thị số 1 ... về ..., Kế
// hoạch số 2".
func (r *relater) nextItem(before, m *found) bool {
	if before.end > m.start {
		return false
	}
	for end := trimRight(r.low, m.start); end > before.end; end = trimRight(r.low, end) {
		if r.low[end-1] == ',' || r.low[end-1] == ';' {
			return true
		}
		// "..., Điều 2 Thông tư số 3"
		word := wordBefore(r.low[:end], end)
		if w := r.low[word:end]; w == "và" {
			return true
		} else if w == "" || !partOf(w) {
			return false
		}
		end = word
	}
	return false
}

// undoesToo is what a further verb does to an instrument behind one that is replaced,
// repealed or amended: "Quyết định này thay thế Quyết định số 1 và bãi bỏ Quyết định
// số 2"; "" if between, what lies between the two, is no such verb.
func undoesToo(between string, root corpus.Relation) corpus.Relation {
	switch root {
	case corpus.Replaces, corpus.Repeals, corpus.Amends:
	default:
		return ""
	}
	for _, a := range actions {
		i := lastPhrase(between, a.words)
		if i < 0 || a.relation != corpus.Repeals && a.relation != corpus.Replaces || !direct(between[i+len(a.words):]) {
			continue
		}
		before := strings.TrimRight(between[:i], " \n")
		if lastWord(before) == "và" || strings.HasSuffix(before, ",") || strings.HasSuffix(before, "đồng thời") {
			return fits(a, between[i+len(a.words):])
		}
	}
	return ""
}

// passive finds words by which an instrument is said to be changed by the next.
func passive(s string) int {
	best := -1
	for _, p := range []string{"được sửa đổi", "được bổ sung", "được thay thế", "được điều chỉnh", "bị bãi bỏ", "được bãi bỏ", "được đính chính", "sửa đổi, bổ sung bởi", "sửa đổi bởi", "sửa đổi, bổ sung theo"} {
		if i := strings.LastIndex(s, p); i > best {
			best = i
		}
	}
	return best
}

// closes says whether a parenthesis that was open before s closes in it.
func closes(s string) bool {
	open := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			open++
		case ')':
			if open--; open < 0 {
				return true
			}
		}
	}
	return false
}

var siblingWords = wordSet("và hoặc hay các cùng với khoản điểm điều mục chương phần tiết đoạn đ phụ lục luật bộ nghị quyết định thông tư của tại số")

// onlyListWords says whether s joins two items of a list: marks, "và", and the
// parts of an instrument ("và điểm a khoản 2 Điều 3").
func onlyListWords(s string) bool {
	for i := 0; i < len(s); {
		word := wordEnd(s, i)
		if word == i {
			switch s[i] {
			case ' ', '\n', '\t', ',', ';', '-', '*', '_', '\r':
				i++
				continue
			}
			if strings.HasPrefix(s[i:], "\u00a0") || strings.HasPrefix(s[i:], "–") {
				_, size := utf8.DecodeRuneInString(s[i:])
				i += size
				continue
			}
			return false
		}
		if !partOf(s[i:word]) {
			return false
		}
		i = word
	}
	return true
}

// partOf says whether a word names a part of an instrument: "khoản", "2", "a".
func partOf(w string) bool {
	return siblingWords[w] || len(w) <= 1 || strings.Trim(w, "0123456789ivx") == ""
}
