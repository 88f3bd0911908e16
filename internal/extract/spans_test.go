package extract

import (
	"testing"

	"vanthu/corpus"
)

// checkSpans holds every place of a record against the text of its page.
func checkSpans(t *testing.T, doc string, r *corpus.Record, pages []corpus.Page) {
	t.Helper()
	text := map[int]string{}
	for _, p := range pages {
		text[p.Number] = p.Text
	}
	place := func(name string, p corpus.Place) {
		t.Helper()
		if p.Page == 0 {
			if p.Raw != "" || p.Start != 0 || p.End != 0 {
				t.Errorf("%s: %s: a place without page must be zero: %+v", doc, name, p)
			}
			return
		}
		s := text[p.Page]
		if p.Start < 0 || p.End > len(s) || p.Start > p.End || s[p.Start:p.End] != p.Raw && len(p.Spans) < 2 {
			t.Errorf("%s: %s: raw %q is not the text at %d-%d of page %d", doc, name, p.Raw, p.Start, p.End, p.Page)
		}
		for i, piece := range p.Spans {
			if piece.End > len(text[piece.Page]) || i == 0 && (piece.Page != p.Page || piece.Start != p.Start || piece.End != p.End) {
				t.Errorf("%s: %s: span %d %+v does not fit", doc, name, i, piece)
			}
		}
	}
	for name, f := range map[string]corpus.Field[string]{
		"type": r.Type, "number": r.Number.Field, "place": r.Place, "issued": r.Issued, "effective": r.Effective,
		"issuer": r.Issuer.Field, "subject": r.Subject, "urgency": r.Urgency, "secrecy": r.Secrecy,
	} {
		place(name, f.Place)
		if f.Value == nil && f.Confidence != 0 {
			t.Errorf("%s: %s: no value, but confidence %v", doc, name, f.Confidence)
		}
	}
	for _, s := range r.Signers {
		place("signer", s.Name.Place)
		place("rank", s.Rank.Place)
		place("title", s.Title.Place)
		place("authority", s.Authority.Place)
	}
	for _, f := range append(r.Recipients[:len(r.Recipients):len(r.Recipients)], r.Addressees...) {
		place("receiver", f.Place)
	}
	span := func(name, raw string, s corpus.Span) {
		t.Helper()
		if s.End > len(text[s.Page]) || text[s.Page][s.Start:s.End] != raw {
			t.Errorf("%s: %s: %q is not the text at %+v", doc, name, raw, s)
		}
	}
	for _, d := range r.Dates {
		span("date", d.Text, d.Span)
	}
	for _, q := range r.Quantities {
		span("quantity", q.Text, q.Span)
	}
	for _, c := range r.Citations {
		for _, m := range c.Mentions {
			if len(m.Spans) > 1 {
				continue // runs over a page border or a running head
			}
			span("mention", m.Text, m.Span)
		}
	}
	for _, f := range r.Findings {
		if f.Page > 0 && f.End > len(text[f.Page]) {
			t.Errorf("%s: finding %+v lies outside its page", doc, f)
		}
	}
}
