package eval

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"vanthu/corpus"
)

// spans counts every place of a record that can be looked up on a page.
func (t *tally) spans(e Extracted) {
	r := &e.Record
	check := func(name, raw string, first corpus.Span, all []corpus.Span) {
		got, fault := cutOut(e, first, all)
		right := fault == "" && (got == raw || len(all) > 0 && folded(got) == folded(raw))
		t.section.Spans.count(right)
		if !right {
			if fault == "" {
				fault = got
			}
			t.miss(Miss{What: SpanWrong, Item: name, Gold: raw, Got: fault})
		}
	}
	place := func(name string, f corpus.Field[string]) {
		if f.Page == 0 && (f.Value == nil || f.Start == 0 && f.End == 0) {
			return // nothing found, or found elsewhere than in the text
		}
		check(name, f.Raw, corpus.Span{Page: f.Page, Start: f.Start, End: f.End}, f.Spans)
	}
	place("type", r.Type)
	place("number", r.Number.Field)
	place("place", r.Place)
	place("issued", r.Issued)
	place("effective", r.Effective)
	place("issuer", r.Issuer.Field)
	place("subject", r.Subject)
	place("urgency", r.Urgency)
	place("secrecy", r.Secrecy)
	for i, s := range r.Signers {
		place(fmt.Sprintf("signer %d name", i+1), s.Name)
		place(fmt.Sprintf("signer %d rank", i+1), s.Rank)
		place(fmt.Sprintf("signer %d title", i+1), s.Title)
		place(fmt.Sprintf("signer %d authority", i+1), s.Authority)
	}
	for i, f := range r.Recipients {
		place(fmt.Sprintf("recipient %d", i+1), f)
	}
	for i, f := range r.Addressees {
		place(fmt.Sprintf("addressee %d", i+1), f)
	}
	for _, c := range r.Citations {
		name := label(c.Type, c.Number, c.Title)
		for i, m := range c.Mentions {
			check(fmt.Sprintf("mention %d of %s", i+1, name), m.Text, m.Span, m.Spans)
		}
	}
	for i, d := range r.Dates {
		check(fmt.Sprintf("date %d", i+1), d.Text, d.Span, nil)
	}
	for i, q := range r.Quantities {
		check(fmt.Sprintf("quantity %d", i+1), q.Text, q.Span, nil)
	}
}

// cutOut is the text of first or, where a value has several pieces, of all of
// them, one on a line. fault tells why there is none.
func cutOut(e Extracted, first corpus.Span, all []corpus.Span) (text, fault string) {
	pieces := all
	if len(pieces) == 0 {
		pieces = []corpus.Span{first}
	} else if pieces[0] != first {
		return "", fmt.Sprintf("the first of its spans, %v, is not the place itself, %v", pieces[0], first)
	}
	texts := make([]string, 0, len(pieces))
	for _, p := range pieces {
		page, ok := e.text(p.Page)
		switch {
		case !ok:
			return "", fmt.Sprintf("page %d has no text", p.Page)
		case p.Start < 0 || p.End < p.Start || p.End > len(page):
			return "", fmt.Sprintf("bytes %d to %d lie outside of page %d with its %d", p.Start, p.End, p.Page, len(page))
		case !onRune(page, p.Start) || !onRune(page, p.End):
			return "", fmt.Sprintf("bytes %d to %d of page %d cut a letter", p.Start, p.End, p.Page)
		}
		texts = append(texts, page[p.Start:p.End])
	}
	return strings.Join(texts, "\n"), ""
}

func onRune(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

// folded is s with all white space folded: pieces may be joined by a line
// break or by a space.
func folded(s string) string { return strings.Join(strings.Fields(s), " ") }
