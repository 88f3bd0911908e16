package zone

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"vanthu/corpus"
)

// besideSubject says whether a line under the title of a page with geometry is no
// subject, but print of an incoming stamp that lies beside it: it ends left of
// the title, and starts left of all text or holds no letters. A line that starts
// with such scraps is cut behind them.
func (h *head) besideSubject(l *Line) bool {
	margin, title, centre := 1.0, 0.0, 0.0
	for i := range h.lines {
		switch other := &h.lines[i]; {
		case other.Box == nil || other.Page != l.Page:
		case other.Kind == Issuer:
			margin = min(margin, other.Box[0])
		case other.Kind == Title:
			title, centre = other.Box[0], (other.Box[0]+other.Box[2])/2
		}
	}
	if l.Box == nil || title < 0.25 || margin == 1 {
		return false
	}
	outside := l.Box[0] < margin-0.04
	if l.Box[2] < title-0.1 {
		return outside || !strings.ContainsFunc(l.Text, unicode.IsLetter)
	}
	if outside {
		h.cutScraps(l, centre)
	}
	return false
}

// cutScraps cuts a line that is not centred under the title, as a subject is,
// before the word from which on it is, if what stands before that is not
// Vietnamese alone.
func (h *head) cutScraps(l *Line, centre float64) {
	i := slices.IndexFunc(h.pages, func(p corpus.Page) bool { return p.Number == l.Page })
	if i < 0 {
		return
	}
	p := &h.pages[i]
	left := 2*centre - l.Box[2]
	at, off := 0, 0.03
	for i := wordAt(p.Words, l.Start); i < len(p.Words) && p.Words[i].Start < l.End; i++ {
		if d := math.Abs(p.Words[i].Box[0] - left); d < off {
			at, off = p.Words[i].Start-l.Start, d
		}
	}
	if at <= 0 || onlyWords(l.Text[:at]) {
		return
	}
	if cut, ok := trimmed(p, l.Start+at, l.End); ok {
		l.Span, l.Text, l.Box = cut.Span, cut.Text, p.BoxOf(cut.Start, cut.End)
	}
}
