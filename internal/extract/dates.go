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
	var prev date.Date
	for _, d := range all {
		s, ok := r.spanOf(d.Start, d.End)
		if !ok {
			continue
		}
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
		entry := corpus.Date{Value: d.Value, Precision: d.Precision, Role: r.role(prev, d, s, cited), Text: text, Span: s}
		if entry.Role == "period" && prev.Precision == d.Precision && d.Precision != date.Range && prev.Value > d.Value && inPeriod(r.sheet.Flow.Text, prev, d) && leadsTo(r.sheet.Flow.Text, prev, d) {
			r.findings = append(r.findings, corpus.Finding{
				Code: "period-impossible", Message: "the period ends before it begins: " + prev.Value + " to " + d.Value, Page: s.Page, Start: s.Start, End: s.End,
			})
		}
		if r.openDate(s) && d.Precision == date.Day {
			entry = withoutDay(entry)
		}
		r.record.Dates = append(r.record.Dates, entry)
		prev = d
	}
}

// spanOf is the stretch of the page for bytes start to end of the flow, the first
// where they lie on two pages.
func (r *reader) spanOf(start, end int) (corpus.Span, bool) {
	if s, ok := r.sheet.Flow.Span(start, end); ok {
		return s, true
	}
	if spans := r.sheet.Flow.Spans(start, end); len(spans) > 0 {
		return spans[0], true
	}
	return corpus.Span{}, false
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

// role says what a date is for; prev is the one before it.
func (r *reader) role(prev, d date.Date, s corpus.Span, cited map[int][]corpus.Span) string {
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
	text := r.sheet.Flow.Text
	before := beforeHour(trimEnd(text[max(0, d.Start-48):d.Start]))
	switch {
	case d.Precision == "day" && endsInNumber(before):
		return "cited"
	case endsIn(before, "hiệu lực từ", "hiệu lực kể từ", "hiệu lực thi hành từ", "hiệu lực thi hành kể từ", "áp dụng từ", "áp dụng kể từ", "hết hiệu lực từ", "hết hiệu lực kể từ"):
		return "effective" // of this act or, in a consolidated text, of one that it merges
	case d.Precision == "range", endsIn(before, "giai đoạn", "nhiệm kỳ", "năm học", "thời kỳ"), inPeriod(text, prev, d):
		return "period"
	case endsIn(before, "trước", "hết", "chậm nhất", "muộn nhất", "chậm nhất là", "muộn nhất là", "chậm nhất vào", "chậm nhất đến", "không quá", "đến", "xong", "hạn", "hạn chót", "cuối"):
		// "người tham gia trước ngày 01/01/1945": what lies before the act itself is no
		// deadline that it sets.
		if own := r.record.Issued.Or(""); own != "" && d.Value < own[:min(len(own), len(d.Value))] {
			return "other"
		}
		return "deadline"
	}
	return "other"
}

// trimEnd is s without the blanks, line breaks and commas at its end.
func trimEnd(s string) string {
	for s != "" && (s[len(s)-1] == ' ' || s[len(s)-1] == '\n' || s[len(s)-1] == ',') {
		s = s[:len(s)-1]
	}
	return s
}

// beforeHour is what stands before the hour at the end of s: "trước 17 giờ 00".
func beforeHour(s string) string {
	i := strings.LastIndex(s, "giờ")
	if i < 0 || len(s)-i > 20 {
		return s
	}
	for _, c := range s[i+len("giờ"):] { // "8 giờ 30 phút"
		if !strings.ContainsRune(" 0123456789phút", c) {
			return s
		}
	}
	return strings.TrimRight(s[:i], " 0123456789")
}

// inPeriod says whether d is the first or the last day of a period: "từ ngày
// 01/5/2026 đến ngày 31/5/2026". prev ends where the date before it does, 0 if
// there is none.
func inPeriod(text string, prev, d date.Date) bool {
	from := func(d date.Date) bool {
		return strings.HasSuffix(beforeHour(trimEnd(text[max(0, d.Start-32):d.Start])), "từ")
	}
	after := strings.TrimLeft(text[d.End:min(len(text), d.End+16)], " ,\n")
	if (strings.HasPrefix(after, "đến ") || strings.HasPrefix(after, "-") || strings.HasPrefix(after, "–")) && from(d) {
		return true
	}
	return leadsTo(text, prev, d) && from(prev)
}

// leadsTo says whether nothing but "đến" or a dash stands between two dates.
func leadsTo(text string, prev, d date.Date) bool {
	if prev.End == 0 || prev.End > d.Start || d.Start-prev.End > 24 {
		return false
	}
	switch beforeHour(strings.Trim(text[prev.End:d.Start], " ,\n")) {
	case "đến", "đến hết", "đến trước", "-", "–", "đến ngày":
		return true
	}
	return false
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
