package extract

import (
	"strconv"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/vntext"
	"vanthu/internal/zone"
)

// The ranks of headings, from the widest to the narrowest.
const (
	rankPart = iota
	rankChapter
	rankSection
	rankSubsection
	rankArticle
	rankRoman
	rankArabic
	rankAnnex
)

type heading struct {
	corpus.Heading
	rank int
}

// readOutline lists the headings of the document. A text with articles (Điều)
// is cut by these, its numbered clauses are no headings; one without is cut by
// I., 1.
func (r *reader) readOutline() {
	var all []heading
	articles := 0
	for i, l := range r.sheet.Lines {
		switch l.Kind {
		case zone.Body, zone.Adoption, zone.LegalBasis:
		case zone.Annex:
			if h, ok := annexHeading(r.sheet.Lines, i); ok {
				all = append(all, h)
			}
			continue
		default:
			continue
		}
		h, ok := headingOf(l)
		if !ok {
			continue
		}
		if h.rank == rankArticle {
			// Articles of a quoted amendment are not the document's own: they do
			// not follow the article above.
			n := articleNumber(h.Label)
			if n != articles+1 {
				continue
			}
			articles = n
		}
		if h.Title == "" && (h.rank <= rankSubsection) {
			h.Title = titleBelow(r.sheet.Lines, i)
		}
		all = append(all, h)
	}
	r.record.Outline = levels(all, articles > 0)
}

// levels drops what is no heading in this kind of text and counts the ranks
// that occur from 1.
func levels(all []heading, articles bool) []corpus.Heading {
	used := [rankAnnex + 1]bool{}
	kept := all[:0]
	for _, h := range all {
		if articles && (h.rank == rankRoman || h.rank == rankArabic) {
			continue
		}
		used[h.rank] = true
		kept = append(kept, h)
	}
	out := make([]corpus.Heading, 0, len(kept))
	for _, h := range kept {
		h.Level = 1
		for rank := range h.rank {
			if used[rank] && h.rank != rankAnnex {
				h.Level++
			}
		}
		out = append(out, h.Heading)
	}
	return out
}

// headingOf reads a line as a heading.
func headingOf(l zone.Line) (heading, bool) {
	s := l.Text
	make := func(rank, end int) (heading, bool) {
		title := strings.TrimLeft(s[end:], " .:-–\u00a0")
		if len(title) > 400 {
			title = ""
		}
		return heading{corpus.Heading{Label: oneLine(strings.TrimRight(s[:end], " .:")), Title: oneLine(title), Page: l.Page, Start: l.Start}, rank}, true
	}
	switch s[0] {
	case 'C', 'P', 'M', 'T':
		for _, h := range [...]struct {
			word string
			rank int
		}{
			{"Chương ", rankChapter}, {"CHƯƠNG ", rankChapter}, {"Phần ", rankPart}, {"PHẦN ", rankPart},
			{"Mục ", rankSection}, {"MỤC ", rankSection}, {"Tiểu mục ", rankSubsection}, {"TIỂU MỤC ", rankSubsection},
		} {
			if strings.HasPrefix(s, h.word) {
				if n := ordinal(s[len(h.word):], h.rank == rankPart); n > 0 {
					return make(h.rank, len(h.word)+n)
				}
			}
		}
	case 'I', 'V', 'X':
		n := 0
		for n < len(s) && strings.IndexByte("IVX", s[n]) >= 0 {
			n++
		}
		if n < len(s)-1 && n <= 5 && (s[n] == '.' || s[n] == '/' || s[n] == ')' || strings.HasPrefix(s[n:], " - ") || strings.HasPrefix(s[n:], "- ")) && len(s) < 300 {
			return make(rankRoman, n)
		}
	case '1', '2', '3', '4', '5', '6', '7', '8', '9':
		n := 0
		for n < len(s) && vntext.IsDigit(s[n]) {
			n++
		}
		if n <= 2 && n < len(s)-1 && (s[n] == '.' || s[n] == '/') && s[n+1] == ' ' && len(s) < 200 && strings.IndexByte(".;:,", s[len(s)-1]) < 0 {
			return make(rankArabic, n)
		}
	}
	for _, word := range [...]string{"Điều ", "ĐIỀU "} {
		if rest, ok := strings.CutPrefix(s, word); ok {
			n := 0
			for n < len(rest) && vntext.IsDigit(rest[n]) {
				n++
			}
			if n > 0 && n <= 3 && (n == len(rest) || strings.IndexByte(".: ", rest[n]) >= 0) {
				h, ok := make(rankArticle, len(word)+n)
				if rest = rest[n:]; rest != "" && rest[0] == ' ' {
					return h, false // "Điều 3 Nghị định này": a reference
				}
				return h, ok
			}
		}
	}
	return heading{}, false
}

// ordinal is the length of the number of a chapter: "IV", "12", "thứ nhất".
func ordinal(s string, words bool) int {
	n := 0
	for n < len(s) && (strings.IndexByte("IVXLC", s[n]) >= 0 || vntext.IsDigit(s[n])) {
		n++
	}
	if n > 0 && (n == len(s) || strings.IndexByte(".: -", s[n]) >= 0) {
		return n
	}
	if words {
		for _, w := range [...]string{"thứ nhất", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "THỨ NHẤT", "THỨ HAI", "THỨ BA", "THỨ TƯ", "THỨ NĂM", "THỨ SÁU", "A", "B", "C"} {
			if strings.HasPrefix(s, w) && (len(s) == len(w) || strings.IndexByte(".: -", s[len(w)]) >= 0) {
				return len(w)
			}
		}
	}
	return 0
}

func articleNumber(label string) int {
	_, digits, _ := strings.Cut(label, " ")
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

// titleBelow is the title that a chapter prints on the next line.
func titleBelow(lines []zone.Line, i int) string {
	for j := i + 1; j < len(lines) && j <= i+3; j++ {
		l := lines[j]
		if l.Kind == zone.RunningHead || l.Kind == zone.Rule {
			continue
		}
		if _, ok := headingOf(l); ok || len(l.Text) > 300 {
			return ""
		}
		return oneLine(l.Text)
	}
	return ""
}

// annexHeading reads "PHỤ LỤC II" and the title under it.
func annexHeading(lines []zone.Line, i int) (heading, bool) {
	l := lines[i]
	if !strings.HasPrefix(l.Text, "PHỤ LỤC") && !strings.HasPrefix(l.Text, "Phụ lục") || len(l.Text) > 30 || strings.IndexByte(".;,:", l.Text[len(l.Text)-1]) >= 0 {
		return heading{}, false
	}
	title := ""
	if i+1 < len(lines) && lines[i+1].Kind == zone.Annex && lines[i+1].Text[0] != '(' && len(lines[i+1].Text) < 300 {
		title = oneLine(lines[i+1].Text)
	}
	return heading{corpus.Heading{Label: oneLine(l.Text), Title: title, Page: l.Page, Start: l.Start}, rankAnnex}, true
}
