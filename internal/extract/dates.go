package extract

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/date"
	"vanthu/internal/vntext"
)

// readDates lists every date and period of the text, each with its role.
func (r *reader) readDates() {
	cited := r.citedSpans()
	all := date.All(r.sheet.Flow.Text)
	r.record.Dates = make([]corpus.Date, 0, len(all))
	for _, d := range all {
		spans := r.sheet.Flow.Spans(d.Start, d.End)
		if len(spans) == 0 {
			continue
		}
		s := spans[0]
		text := r.pages[s.Page].Text[s.Start:s.End]
		if d.Impossible {
			f := corpus.Finding{Code: "date-impossible", Message: "there is no such day: " + strconv.Quote(oneLine(text)), Page: s.Page, Start: s.Start, End: s.End}
			if !r.noted(f) {
				r.findings = append(r.findings, f)
			}
			continue
		}
		r.record.Dates = append(r.record.Dates, corpus.Date{
			Value: d.Value, Precision: d.Precision, Role: r.role(d, s, cited), Text: text, Span: s,
		})
	}
}

func (r *reader) noted(f corpus.Finding) bool {
	for _, old := range r.findings {
		if old.Code == f.Code && old.Page == f.Page && old.Start < f.End && f.Start < old.End {
			return true
		}
	}
	return false
}

// citedSpans are the mentions of cited instruments, by page, in order, each
// reaching as far as any before it: dates inside are theirs.
func (r *reader) citedSpans() map[int][]corpus.Span {
	byPage := make(map[int][]corpus.Span)
	for _, c := range r.record.Citations {
		for _, m := range c.Mentions {
			byPage[m.Page] = append(byPage[m.Page], m.Span)
		}
	}
	for _, spans := range byPage {
		slices.SortFunc(spans, func(a, b corpus.Span) int { return a.Start - b.Start })
		// A law that amends others has their names in its own, and its date behind.
		for i := 1; i < len(spans); i++ {
			spans[i].End = max(spans[i].End, spans[i-1].End)
		}
	}
	return byPage
}

// role says what a date is for.
func (r *reader) role(d date.Date, s corpus.Span, cited map[int][]corpus.Span) string {
	within := func(f corpus.Field[string]) bool {
		return f.Value != nil && f.Page == s.Page && s.Start < f.End && f.Start < s.End
	}
	switch {
	case within(r.record.Issued):
		return "issued"
	case within(r.record.Effective):
		return "effective"
	}
	mentions := cited[s.Page]
	after := sort.Search(len(mentions), func(i int) bool { return mentions[i].Start > s.Start })
	if after > 0 && s.Start < mentions[after-1].End {
		return "cited"
	}
	before := strings.TrimRight(r.sheet.Flow.Text[max(0, d.Start-24):d.Start], " ,\n")
	switch {
	case d.Precision == "day" && endsInNumber(before):
		return "cited"
	case endsIn(before, "trước", "hết", "chậm nhất", "đến", "xong", "hạn", "cuối"):
		return "deadline"
	case d.Precision == "range", endsIn(before, "giai đoạn", "nhiệm kỳ", "năm học", "thời kỳ"):
		return "period"
	}
	return "other"
}

func endsIn(s string, words ...string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// endsInNumber says whether the symbol of an instrument stands right before:
// "29-NQ/TW".
func endsInNumber(s string) bool {
	at := strings.LastIndexAny(s, " \n")
	word := s[at+1:]
	return strings.ContainsAny(word, "/") && strings.ContainsAny(vntext.Fold(word), "abcdefghijklmnopqrstuvwxyz")
}
