package index

import (
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
	maxFound     = 1000 // places looked at in one document
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
	for len(out) < maxSnippets {
		best, ok := bestWindow(places, out)
		if !ok {
			break
		}
		// A sentence that stands twice in a document is shown once.
		if s := cut(best.page, best.found); !slices.ContainsFunc(out, func(o Snippet) bool { return o.Text == s.Text }) {
			out = append(out, s)
		}
		places = slices.DeleteFunc(places, func(w window) bool {
			return w.page == best.page && w.found[0].start < best.found[0].start+snippetBytes && w.found[0].start > best.found[0].start-snippetBytes
		})
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
	all := f.find(page)
	inside := slices.DeleteFunc(windows(page, all), func(w window) bool {
		return w.found[0].end <= span.Start || w.found[0].start >= span.End
	})
	if best, ok := bestWindow(inside, nil); ok {
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
	leaves int // different conditions of the query
	runs   int // places that follow each other as in the query: hiện đại, not thực hiện ... đại diện
}

// places are the windows that begin at each place found in the document.
func (f *finder) places(e *Entry) []window {
	var out []window
	for i := range e.Pages {
		out = append(out, windows(&e.Pages[i], f.find(&e.Pages[i]))...)
		if len(out) > maxFound {
			break
		}
	}
	return out
}

// windows are those that begin at each of the places found on a page.
func windows(page *corpus.Page, all []found) []window {
	out := make([]window, 0, len(all))
	for a := range all {
		w := window{page: page}
		b := a
		seen := uint64(0)
		for ; b < len(all) && (b == a || all[b].end <= all[a].start+snippetBytes-snippetLead); b++ {
			if bit := uint64(1) << (all[b].leaf & 63); seen&bit == 0 {
				seen |= bit
				w.leaves++
			}
			if b > a && all[b].leaf == all[b-1].leaf+1 && all[b].start <= all[b-1].end+1 {
				w.runs++
			}
		}
		w.found = all[a:b]
		out = append(out, w)
	}
	return out
}

// better says whether w shows more of the query than v.
func (w window) better(v window) bool {
	switch {
	case w.leaves != v.leaves:
		return w.leaves > v.leaves
	case w.runs != v.runs:
		return w.runs > v.runs
	}
	return len(w.found) > len(v.found)
}

// bestWindow is the first of the best ones that no snippet shows yet.
func bestWindow(ws []window, shown []Snippet) (window, bool) {
	best := -1
	for i, w := range ws {
		if slices.ContainsFunc(shown, func(s Snippet) bool { return covers(s, w) }) {
			continue
		}
		if best < 0 || w.better(ws[best]) {
			best = i
		}
	}
	if best < 0 {
		return window{}, false
	}
	return ws[best], true
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
