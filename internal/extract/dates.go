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
	for _, d := range date.All(r.sheet.Flow.Text) {
		spans := r.sheet.Flow.Spans(d.Start, d.End)
		if len(spans) == 0 {
			continue
		}
		s := spans[0]
		text := r.pages[s.Page].Text[s.Start:s.End]
		if d.Impossible {
			if r.openDate(s) {
				// What was written by hand is no printed day that does not exist.
				if month, ok := monthIn(text, s); ok {
					r.record.Dates = append(r.record.Dates, month)
				}
				continue
			}
			f := corpus.Finding{Code: "date-impossible", Message: "there is no such day: " + strconv.Quote(oneLine(text)), Page: s.Page, Start: s.Start, End: s.End}
			if !r.noted(f) {
				r.findings = append(r.findings, f)
			}
			continue
		}
		entry := corpus.Date{Value: d.Value, Precision: d.Precision, Role: r.role(d, s, cited), Text: text, Span: s}
		if r.openDate(s) && d.Precision == date.Day {
			entry = withoutDay(entry)
		}
		r.record.Dates = append(r.record.Dates, entry)
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
	case within(r.record.Issued), r.openDate(s):
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

// withoutDay is the month of a date whose day was written by hand, and so is
// not known, however clean its digits were read.
func withoutDay(d corpus.Date) corpus.Date {
	d.Value, d.Precision = d.Value[:len("2006-01")], date.Month
	if at := strings.Index(d.Text, "tháng"); at >= 0 {
		d.Text = d.Text[at:]
		d.Start += at
	}
	return d
}

// monthIn is the month in the text of a date line whose day is none.
func monthIn(text string, at corpus.Span) (corpus.Date, bool) {
	from := max(strings.Index(text, "tháng"), 0)
	for _, d := range date.All(text[from:]) {
		if d.Precision == date.Month {
			at.Start, at.End = at.Start+from+d.Start, at.Start+from+d.End
			return corpus.Date{Value: d.Value, Precision: date.Month, Role: "issued", Text: text[from+d.Start : from+d.End], Span: at}, true
		}
	}
	return corpus.Date{}, false
}

// openDate says whether a stretch lies in the date line whose day is not known:
// its month and year are then what is known of the date of issue.
func (r *reader) openDate(s corpus.Span) bool {
	f := r.record.Issued
	return f.Value == nil && f.Page > 0 && f.Page == s.Page && s.Start < f.End && f.Start < s.End
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
