package store

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"vanthu/corpus"
)

// checkSpans checks that every value of a record stands where the record says:
// raw and mentions are the page's text from start to end byte for byte, on rune
// borders. It tells wrong of each that does not, and returns how many places it
// looked at.
func checkSpans(pages []corpus.Page, r *corpus.Record, wrong func(what string)) int {
	c := spanCheck{texts: make(map[int]string, len(pages)), wrong: wrong}
	for i := range pages {
		c.texts[pages[i].Number] = pages[i].Text
	}
	c.place("type", r.Type.Place)
	c.place("number", r.Number.Place)
	c.place("place", r.Place.Place)
	c.place("issued", r.Issued.Place)
	c.place("effective", r.Effective.Place)
	c.place("issuer", r.Issuer.Place)
	c.place("subject", r.Subject.Place)
	c.place("urgency", r.Urgency.Place)
	c.place("secrecy", r.Secrecy.Place)
	for i, s := range r.Signers {
		at := func(field string) string { return fmt.Sprintf("signers[%d].%s", i, field) }
		c.place(at("name"), s.Name.Place)
		c.place(at("rank"), s.Rank.Place)
		c.place(at("title"), s.Title.Place)
		c.place(at("authority"), s.Authority.Place)
	}
	for i, f := range r.Recipients {
		c.place(fmt.Sprintf("recipients[%d]", i), f.Place)
	}
	for i, f := range r.Addressees {
		c.place(fmt.Sprintf("addressees[%d]", i), f.Place)
	}
	for i, citation := range r.Citations {
		for j, m := range citation.Mentions {
			c.place(fmt.Sprintf("citations[%d].mentions[%d]", i, j), corpus.Place{Raw: m.Text, Page: m.Page, Start: m.Start, End: m.End, Spans: m.Spans})
		}
	}
	for i, d := range r.Dates {
		c.place(fmt.Sprintf("dates[%d]", i), corpus.Place{Raw: d.Text, Page: d.Page, Start: d.Start, End: d.End})
	}
	for i, q := range r.Quantities {
		c.place(fmt.Sprintf("quantities[%d]", i), corpus.Place{Raw: q.Text, Page: q.Page, Start: q.Start, End: q.End})
	}
	for i, h := range r.Outline {
		c.cut(fmt.Sprintf("outline[%d]", i), corpus.Span{Page: h.Page, Start: h.Start, End: h.Start})
	}
	for i, f := range r.Findings {
		if f.Page > 0 {
			c.cut(fmt.Sprintf("findings[%d] (%s)", i, f.Code), corpus.Span{Page: f.Page, Start: f.Start, End: f.End})
		}
	}
	return c.places
}

type spanCheck struct {
	texts  map[int]string // by page number
	wrong  func(string)
	places int
}

// place checks one value. A value that runs over a page border has its first
// piece as the place itself, all pieces in Spans, and their texts, one on a
// line, as its raw text.
func (c *spanCheck) place(what string, p corpus.Place) {
	if p.Page == 0 {
		return
	}
	first := corpus.Span{Page: p.Page, Start: p.Start, End: p.End}
	pieces := p.Spans
	switch {
	case len(pieces) == 0:
		pieces = []corpus.Span{first}
	case pieces[0] != first:
		c.wrong(fmt.Sprintf("%s: its first piece is %+v, its place %+v", what, pieces[0], first))
		return
	}
	texts := make([]string, len(pieces))
	for i, s := range pieces {
		text, ok := c.cut(what, s)
		if !ok {
			return
		}
		texts[i] = text
	}
	if text := strings.Join(texts, "\n"); text != p.Raw {
		c.wrong(fmt.Sprintf("%s: page %d has %q at %d, the record says %q", what, p.Page, text, p.Start, p.Raw))
	}
}

// cut is the text of a span, if there is such a span and it cuts no letter.
func (c *spanCheck) cut(what string, s corpus.Span) (string, bool) {
	c.places++
	text, ok := c.texts[s.Page]
	switch {
	case !ok:
		c.wrong(fmt.Sprintf("%s: there is no page %d", what, s.Page))
	case s.Start < 0 || s.End < s.Start || s.End > len(text):
		c.wrong(fmt.Sprintf("%s: bytes %d to %d of page %d, which has %d", what, s.Start, s.End, s.Page, len(text)))
	case !border(text, s.Start) || !border(text, s.End):
		c.wrong(fmt.Sprintf("%s: bytes %d to %d of page %d cut a letter", what, s.Start, s.End, s.Page))
	default:
		return text[s.Start:s.End], true
	}
	return "", false
}

func border(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }
