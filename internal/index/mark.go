package index

import (
	"vanthu/corpus"
	"vanthu/internal/query"
)

// Finder finds the words of a query in pages as a search does: it gives the bytes
// of each place of a page's text, in order and apart. Folded means without marks,
// as a search looks that found nothing with them. Not for concurrent use.
func Finder(q query.Query, folded bool) func(p *corpus.Page) [][2]int {
	f := newFinder(newPlan(q, q.Marked() && !folded))
	return func(p *corpus.Page) [][2]int {
		marks := [][2]int{}
		f.each(p.Text, func(at found) bool {
			marks = append(marks, [2]int{at.start, at.end})
			return true
		})
		return marks
	}
}
