package index

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"vanthu/corpus"
)

// A Snippet is a piece of a page around words of the query. Marks are bytes of
// Text, start and end, on rune borders, in order and apart.
type Snippet struct {
	Page  int      `json:"page"`
	Text  string   `json:"text"` // of the page, but with blanks for line breaks
	Marks [][2]int `json:"marks"`

	from int // byte of the page's text at which Text begins
}

// Sizes of snippets in bytes.
const (
	snippetBytes = 200
	snippetLead  = 50 // before the first mark
	maxSnippets  = 3
	maxFound     = 1000 // places looked at in one document, see [finder.places]
)

// snippets are the pieces of a document that say best why it was found: for
// the instrument itself its number, for one that cites it the mention, then
// the places with the most different words of the query.
func (f *finder) snippets(e *Entry, why int) []Snippet {
	var out []Snippet
	if span, ok := f.evidence(&e.Record, why); ok {
		if s, ok := f.around(e, span); ok {
			out = append(out, s)
		}
	}
	places := f.places(e)
	shown := uint64(0)
	for len(out) < maxSnippets {
		best, ok := bestWindow(places, out, shown)
		if !ok {
			break
		}
		shown |= best.leaves
		// A sentence that stands twice in a document is shown once.
		if s := cut(best.page, best.found); !slices.ContainsFunc(out, func(o Snippet) bool { return o.Text == s.Text }) {
			out = append(out, s)
		}
		places = slices.DeleteFunc(places, best.near)
	}
	if len(out) == 0 && len(e.Pages) > 0 {
		return []Snippet{cut(&e.Pages[0], nil)}
	}
	return out
}

// evidence is the place of the record's fact that explains the hit.
func (f *finder) evidence(r *corpus.Record, why int) (corpus.Span, bool) {
	var p corpus.Place
	switch why {
	case groupIs:
		p = r.Number.Place
	case groupAbout:
		p = r.Subject.Place
	case groupCites:
		for i := range r.Citations {
			c := &r.Citations[i]
			if len(c.Mentions) > 0 && slices.ContainsFunc(citationKeys(c), func(k string) bool { return f.keys[k] }) {
				return c.Mentions[0].Span, true
			}
		}
	}
	return corpus.Span{Page: p.Page, Start: p.Start, End: p.End}, p.Page > 0
}

// around is the snippet that shows a span: the words of the query in it, or the
// span itself where it says the thing in other words.
func (f *finder) around(e *Entry, span corpus.Span) (Snippet, bool) {
	i := slices.IndexFunc(e.Pages, func(p corpus.Page) bool { return p.Number == span.Page })
	if i < 0 || span.Start < 0 || span.Start >= span.End || span.End > len(e.Pages[i].Text) {
		return Snippet{}, false
	}
	page := &e.Pages[i]
	inside := gathering{page: page, among: span}
	f.each(page.Text, func(p found) bool {
		inside.add(p)
		return p.start < span.End+snippetBytes
	})
	inside.end()
	if best, ok := bestWindow(inside.windows(), nil, 0); ok {
		return cut(page, best.found), true
	}
	// A subject can be longer than a snippet: the mark ends between words.
	end := span.End
	if most := runeBorder(page.Text, span.Start+snippetBytes-snippetLead); most < end {
		end = most
		if at := strings.LastIndexAny(page.Text[span.Start:end], " \n"); at > 0 {
			end = span.Start + at
		}
	}
	return cut(page, []found{{span.Start, end, -1}}), true
}

// A window is a place and those after it that fit into one snippet.
type window struct {
	page   *corpus.Page
	found  []found
	leaves uint64 // conditions of the query, one bit each
	runs   int    // places that follow each other as in the query: hiện đại, not thực hiện ... đại diện
}

// better says whether w shows more of the query than v, what is shown already last.
func (w window) better(v window, shown uint64) bool {
	newer, older := bits.OnesCount64(w.leaves&^shown), bits.OnesCount64(v.leaves&^shown)
	all, others := bits.OnesCount64(w.leaves), bits.OnesCount64(v.leaves)
	switch {
	case newer != older:
		return newer > older
	case all != others:
		return all > others
	case w.runs != v.runs:
		return w.runs > v.runs
	}
	return len(w.found) > len(v.found)
}

// near says whether the window begins so close to v that one snippet shows both.
func (w window) near(v window) bool {
	at, other := w.found[0].start, v.found[0].start
	return w.page == v.page && other < at+snippetBytes && other > at-snippetBytes
}

// bestWindow is the first of the best ones that no snippet shows yet.
func bestWindow(ws []window, out []Snippet, shown uint64) (window, bool) {
	best := -1
	for i, w := range ws {
		if slices.ContainsFunc(out, func(s Snippet) bool { return covers(s, w) }) {
			continue
		}
		if best < 0 || w.better(ws[best], shown) {
			best = i
		}
	}
	if best < 0 {
		return window{}, false
	}
	return ws[best], true
}

// moreBytes bounds the text that is looked at beyond maxFound places for what of
// the query was not found so far.
const moreBytes = 512 << 10

// places are windows of the document, the best of those that show the same of the
// query; in a book with more than maxFound places, of these and of what follows
// until all of the query was found.
func (f *finder) places(e *Entry) []window {
	g := gathering{}
	beyond := 0
	for i := range e.Pages {
		page := &e.Pages[i]
		g.page = page
		begun := 0
		f.each(page.Text, func(p found) bool {
			g.add(p)
			if g.count == maxFound {
				begun = p.end
			}
			return g.count < maxFound || g.leaves != f.leaves && beyond+p.end-begun < moreBytes
		})
		g.end()
		if g.count < maxFound {
			continue
		}
		beyond += len(page.Text) - begun
		if g.leaves == f.leaves || beyond >= moreBytes {
			break
		}
	}
	return g.windows()
}

// alike is how many windows are kept that show the same of the query: some lie in a
// snippet that shows more.
const alike = 2*maxSnippets + 1

// A gathering takes the places of pages in order and keeps the best windows that
// begin at one of them: a few, however many places there are.
type gathering struct {
	page   *corpus.Page
	among  corpus.Span         // if not zero, windows must begin in it
	best   map[uint64][]window // by what they show
	full   []uint64            // keys of which alike windows are kept
	count  int                 // places
	leaves uint64              // found so far

	open   []found // the places from the one whose window is not full yet
	run    []bool  // of each, whether it follows the one before as in the query
	each   [64]int // of them by condition
	shows  uint64  // conditions among them
	inARow int     // that follow the one before
}

// add takes the next place of the page.
func (g *gathering) add(p found) {
	for len(g.open) > 0 && p.end > g.open[0].start+snippetBytes-snippetLead {
		g.shift()
	}
	n := len(g.open)
	run := n > 0 && p.leaf == g.open[n-1].leaf+1 && p.start <= g.open[n-1].end+1
	if run {
		g.inARow++
	}
	g.open, g.run = append(g.open, p), append(g.run, run)
	bit := p.leaf & 63
	g.each[bit]++
	g.shows |= 1 << bit
	g.leaves |= 1 << bit
	g.count++
}

// end says that the page has no more places.
func (g *gathering) end() {
	for len(g.open) > 0 {
		g.shift()
	}
}

// shift keeps the window that begins at the first of the open places, if it is a
// good one, and goes on to the next.
func (g *gathering) shift() {
	first := g.open[0]
	if g.among == (corpus.Span{}) || first.end > g.among.Start && first.start < g.among.End {
		g.keep(window{page: g.page, found: g.open, leaves: g.shows, runs: g.inARow})
	}
	bit := first.leaf & 63
	if g.each[bit]--; g.each[bit] == 0 {
		g.shows &^= 1 << bit
	}
	g.open, g.run = g.open[1:], g.run[1:]
	if len(g.run) > 0 && g.run[0] { // what it follows is gone
		g.run[0] = false
		g.inARow--
	}
}

// keep puts a window among the best, or not.
func (g *gathering) keep(w window) {
	for _, shows := range g.full {
		if w.leaves != shows && w.leaves&^shows == 0 { // enough are kept that show more
			return
		}
	}
	kept := g.best[w.leaves]
	replaced := slices.IndexFunc(kept, w.near)
	if replaced < 0 && len(kept) == alike {
		for i := range kept {
			if replaced < 0 || !kept[i].better(kept[replaced], 0) {
				replaced = i
			}
		}
	}
	if replaced >= 0 {
		if !w.better(kept[replaced], 0) {
			return
		}
		kept = slices.Delete(kept, replaced, replaced+1)
	}
	w.found = slices.Clone(w.found)
	if g.best == nil {
		g.best = map[uint64][]window{}
	}
	g.best[w.leaves] = append(kept, w)
	if len(kept)+1 == alike && !slices.Contains(g.full, w.leaves) {
		g.full = append(g.full, w.leaves)
	}
}

// windows are those kept, in the order of the text.
func (g *gathering) windows() []window {
	var all []window
	for _, some := range g.best {
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b window) int {
		return cmp.Or(cmp.Compare(a.page.Number, b.page.Number), cmp.Compare(a.found[0].start, b.found[0].start))
	})
	return all
}

// covers says whether a snippet already shows the begin of the window.
func covers(s Snippet, w window) bool {
	at := w.found[0].start - s.from
	return s.Page == w.page.Number && at >= 0 && at < len(s.Text)
}

// cut makes the snippet around places of a page, which are in order and apart.
// It begins and ends between words, unless a word is as long as the snippet.
func cut(page *corpus.Page, places []found) Snippet {
	text := page.Text
	from, to := 0, 0
	if len(places) > 0 {
		from = max(places[0].start-snippetLead, 0)
		to = places[len(places)-1].end
	}
	if from > 0 {
		from = runeBorder(text, from)
		// From the middle of a word to the next one, but not past the mark.
		if at := strings.IndexAny(text[from:places[0].start], " \n"); at >= 0 {
			from += at + 1
		} else {
			from = places[0].start
		}
	}
	end := max(to, min(from+snippetBytes, len(text)))
	if end < len(text) {
		end = runeBorder(text, end)
		if at := strings.LastIndexAny(text[to:end], " \n"); at >= 0 && to+at > from {
			end = to + at
		} else if to > 0 {
			end = to
		}
	}
	s := Snippet{Page: page.Number, Text: blanks(text[from:end]), Marks: [][2]int{}, from: from}
	for _, m := range places {
		s.Marks = append(s.Marks, [2]int{m.start - from, m.end - from})
	}
	return s
}

// blanks writes a blank for every line break, byte for byte.
func blanks(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return ' '
		}
		return r
	}, s)
}

// runeBorder is the rune border at or before byte at.
func runeBorder(s string, at int) int {
	if at >= len(s) {
		return len(s)
	}
	for at > 0 && !utf8.RuneStart(s[at]) {
		at--
	}
	return at
}
