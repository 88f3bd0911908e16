package layer

import (
	"strings"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

const blanks = " \t\n"

// rewrite is the page with its text changed word by word: change must keep
// white space, as [legacy.Encoding.Convert] does.
func rewrite(page corpus.Page, change func(string) string) corpus.Page {
	from, to := page.Text, change(page.Text)
	if from == to {
		return page
	}
	// places leads from the borders of words in from to those in to.
	var places [][2]int
	for i, k := 0, 0; i < len(from) || k < len(to); {
		places = append(places, [2]int{i, k})
		if i == len(from) || k == len(to) {
			break
		}
		if strings.IndexByte(blanks, from[i]) >= 0 {
			i, k = i+1, k+1
			continue
		}
		i, k = wordEnd(from, i), wordEnd(to, k)
	}
	places = append(places, [2]int{len(from), len(to)})
	next := 0
	at := func(i int) int { // asked in rising order, but for what lies inside of a word
		for next > 0 && places[next][0] > i {
			next--
		}
		for next+1 < len(places) && places[next+1][0] <= i {
			next++
		}
		return places[next][1]
	}
	page.Text = to
	page.Lines = append([]corpus.Line(nil), page.Lines...)
	for i := range page.Lines {
		page.Lines[i].Start, page.Lines[i].End = at(page.Lines[i].Start), at(page.Lines[i].End)
	}
	page.Words = append([]corpus.Word(nil), page.Words...)
	for i := range page.Words {
		page.Words[i].Start, page.Words[i].End = at(page.Words[i].Start), at(page.Words[i].End)
	}
	page.Findings = append([]corpus.Finding(nil), page.Findings...)
	for i := range page.Findings {
		page.Findings[i].Start, page.Findings[i].End = at(page.Findings[i].Start), at(page.Findings[i].End)
	}
	page.Characters = vntext.Characters(to)
	return page
}

func wordEnd(s string, i int) int {
	if n := strings.IndexAny(s[i:], blanks); n >= 0 {
		return i + n
	}
	return len(s)
}

// without is the page without the lines that drop says.
func without(page corpus.Page, drop func(i int) bool) corpus.Page {
	var text strings.Builder
	var lines []corpus.Line
	var words []corpus.Word
	shift := make([]int, len(page.Lines)) // of what stays
	word := 0
	for i, l := range page.Lines {
		for word < len(page.Words) && page.Words[word].Start < l.Start {
			word++
		}
		if drop(i) {
			shift[i] = -1
			continue
		}
		if len(lines) > 0 {
			text.WriteByte('\n')
		}
		by := text.Len() - l.Start
		shift[i] = by
		text.WriteString(page.Text[l.Start:l.End])
		lines = append(lines, corpus.Line{Start: l.Start + by, End: l.End + by, Box: l.Box})
		for ; word < len(page.Words) && page.Words[word].End <= l.End; word++ {
			w := page.Words[word]
			w.Start, w.End = w.Start+by, w.End+by
			words = append(words, w)
		}
	}
	var findings []corpus.Finding
	for _, f := range page.Findings {
		for i, l := range page.Lines {
			if f.End > f.Start && f.Start >= l.Start && f.Start <= l.End {
				if shift[i] == -1 {
					f.Start, f.End = 0, 0
				} else {
					f.Start, f.End = f.Start+shift[i], min(f.End, l.End)+shift[i]
				}
				break
			}
		}
		findings = append(findings, f)
	}
	if lines == nil {
		lines = []corpus.Line{{}}
	}
	page.Text, page.Lines, page.Words, page.Findings = text.String(), lines, words, findings
	page.Characters = vntext.Characters(page.Text)
	return page
}
