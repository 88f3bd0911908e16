package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"vanthu/corpus"
	"vanthu/internal/date"
	"vanthu/internal/evidence"
	"vanthu/internal/vntext"
	"vanthu/internal/zone"
)

// monthYear is what stands behind the day in the folded date line: "thang 5 nam
// 2021", "thang 01 nam 2025"; of a month by hand anything may be left, or
// nothing: "thang Ao l nam 2025".
var monthYear = regexp.MustCompile(`thang\s*(.{0,8}?)\s*nam\s*(\d{4})(?:\D|$)`)

// weighDate weighs day and month of the date line.
func (r *reader) weighDate(name evidence.Name) {
	issued := &r.record.Issued
	l, p, dayCell, found := r.cellLine(zone.PlaceDate, corpus.CellDay, func(s string) bool { return monthYear.MatchString(vntext.Fold(s)) })
	folded := vntext.Fold(l.Text)
	m := monthYear.FindStringSubmatchIndex(folded)
	if !found || m == nil || issued.Value != nil && (issued.Evidence != corpus.EvidenceHead || issued.Page != l.Page || issued.Start < l.Start || issued.End > l.End) {
		r.doubtful(issued, "date-unsure", "the date of issue may be misread")
		if issued.Value == nil && found && dayCell.Ink == corpus.Handwritten {
			r.unsettled("date-handwritten", "the date of issue is written by hand", corpus.Place{Page: p.Number}, &dayCell.Box, nil)
		}
		return
	}
	monthCell := cell(p, corpus.CellMonth)
	monthSeen, year := strings.Join(strings.Fields(folded[m[2]:m[3]]), ""), folded[m[4]:m[5]]
	daySeen := daySeen(folded[:m[0]])
	bound := r.signedBy()
	month := evidence.Weigh(evidence.Digits{
		Page: onlyDigits(monthSeen), Seen: len(monthSeen), PageSure: sureOf(p, monthCell), Cell: monthCell,
		Forbidden: func(v string) bool {
			n, err := strconv.Atoi(v)
			return err != nil || n < 1 || n > 12 || year+"-"+twoDigits(v) > upTo(bound, len("2006-01"))
		},
		Prior: func(v string) float64 { return monthPrior(year, v, bound) },
	})
	days := evidence.Digits{Page: onlyDigits(daySeen), Seen: len([]rune(daySeen)), PageSure: sureOf(p, dayCell), Cell: dayCell}
	if month.Value != "" {
		before := year + "-" + twoDigits(month.Value) + "-"
		days.Forbidden = func(v string) bool { return !isDay(before+twoDigits(v)) || bound != "" && before+twoDigits(v) > bound }
		days.Prior = func(v string) float64 { return dayPrior(before+twoDigits(v), len(v), bound) }
		days.Named = daysOf(before, name.Dates())
		days.Repeated = daysOf(before, r.datesOfAnnexes())
		if bound == before+"01" {
			days.Only = "1"
		}
	}
	day := evidence.Weigh(days)
	at, _ := dayAt(l.Text)
	place := r.place([]corpus.Span{piece(l, at, len(l.Text))})
	var candidates []corpus.Candidate
	if month.Value != "" {
		candidates = datesOf(year, month.Value, day.Candidates, bound)
	}
	switch {
	case day.Value != "" && month.Value != "" && yearPossible(year, bound) && r.yearSure(l, year, bound) >= evidence.SureReading:
		value := year + "-" + twoDigits(month.Value) + "-" + twoDigits(day.Value)
		sure := min(day.Confidence, month.Confidence, r.yearSure(l, year, bound))
		*issued = corpus.Field[string]{Value: &value, Place: place, Confidence: sure, Evidence: day.Evidence}
		r.settled("date-")
	case issued.Value != nil && dayCell.Ink != corpus.Handwritten && dayCell.Ink != corpus.NoInk && (monthCell == nil || monthCell.Ink != corpus.Handwritten):
		issued.Confidence = min(issued.Confidence, unsure)
		r.unsettled("date-unsure", "the date of issue may be misread", place, &dayCell.Box, candidates)
	case dayCell.Ink == corpus.NoInk && issued.Value == nil:
	default:
		*issued = corpus.Field[string]{Place: place}
		code, message := "date-unsure", "the day of issue cannot be read for sure"
		if dayCell.Ink == corpus.Handwritten || monthCell != nil && monthCell.Ink == corpus.Handwritten {
			code, message = "date-handwritten", "the date of issue is written by hand"
		}
		r.unsettled(code, message, place, &dayCell.Box, candidates)
	}
}

// daySeen is what stands between "ngay" and "thang" in the folded line, however
// the word is spoiled ("ngaw{"), without blanks.
func daySeen(before string) string {
	if at := strings.LastIndex(before, "ng"); at >= 0 {
		before = strings.TrimLeft(before[at+2:], "abcdefghijklmnopqrstuvwxyz")
	} else if at := strings.LastIndexByte(before, ','); at >= 0 {
		before = before[at+1:]
	}
	return strings.Join(strings.Fields(before), "")
}

// dayAt is the byte of the date line where "ngày" stands, or what is left of it.
func dayAt(s string) (int, bool) {
	for _, mark := range [...]string{"ngày", "Ngày", ","} {
		if at := strings.Index(s, mark); at >= 0 {
			if mark == "," {
				at += 1 + len(s[at+1:]) - len(strings.TrimLeft(s[at+1:], " "))
			}
			return at, true
		}
	}
	return 0, false
}

// upTo is the first n bytes of an upper bound; where there is none, later than
// all.
func upTo(bound string, n int) string {
	if bound == "" {
		return "9999"
	}
	return bound[:min(n, len(bound))]
}

// monthPrior is how likely a month is before it was read: one is written with
// two digits, and a document is signed in the month of its issue or in the next.
func monthPrior(year, month, bound string) float64 {
	p := 1.0
	if len(month) == 1 && month < "3" {
		p = 0.3 // "01" and "02" are the rule: a lone digit is half of 10, 11, 12
	}
	if bound == "" {
		return p
	}
	at, err := time.Parse("2006-01", year+"-"+twoDigits(month))
	signed, err2 := time.Parse("2006-01", upTo(bound, len("2006-01")))
	if err != nil || err2 != nil {
		return p
	}
	switch later := (signed.Year()-at.Year())*12 + int(signed.Month()-at.Month()); {
	case later == 0:
		return 8 * p
	case later == 1:
		return 2 * p
	}
	return p
}

// dayPrior is how likely a day, written with so many digits, is before it was
// read: a lone digit is mostly half of two, of 20 days of issue one is on a
// Saturday or Sunday, and of 41 signatures 13 were of the day of issue and most
// others of the days after.
func dayPrior(day string, digits int, bound string) float64 {
	p := 1.0
	if digits == 1 {
		p = 0.3
	}
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return p
	}
	if w := at.Weekday(); w == time.Saturday || w == time.Sunday {
		p *= 0.3
	}
	if signed, err := time.Parse(time.DateOnly, bound); err == nil {
		switch later := int(signed.Sub(at).Hours() / 24); {
		case later == 0:
			p *= 6
		case later <= 3:
			p *= 3
		case later <= 8:
			p *= 1.5
		}
	}
	return p
}

func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// yearPossible: nothing is issued after it was signed; a copy is signed years later.
func yearPossible(year, bound string) bool {
	if len(bound) < 4 {
		return year >= "1945" && year <= "2100"
	}
	return year >= "1945" && year <= bound[:4]
}

// yearSure is how sure the year of the date line is: as sure as the recogniser
// was of it, but where the document was signed in that year, nothing is left to
// doubt.
func (r *reader) yearSure(l zone.Line, year, bound string) float64 {
	at := strings.LastIndex(l.Text, year)
	if at < 0 || strings.HasPrefix(bound, year) {
		return 1
	}
	return r.leastSure([]corpus.Span{piece(l, at, at+len(year))})
}

// signedBy is the day of the earliest digital signature: nothing is issued
// after it. "" where there is none.
func (r *reader) signedBy() string {
	bound := ""
	for i := range r.sheet.Pages {
		for _, s := range r.sheet.Pages[i].Stamps {
			if len(s.Time) >= len(time.DateOnly) && isDay(s.Time[:len(time.DateOnly)]) && (bound == "" || s.Time[:len(time.DateOnly)] < bound) {
				bound = s.Time[:len(time.DateOnly)]
			}
		}
	}
	return bound
}

// daysOf are the days of those dates that begin with before ("2024-09-").
func daysOf(before string, dates []string) []string {
	var days []string
	for _, d := range dates {
		if day, ok := strings.CutPrefix(d, before); ok {
			days = append(days, day)
		}
	}
	return days
}

// datesOfAnnexes are the dates in the annexes' own notes.
func (r *reader) datesOfAnnexes() []string {
	var all []string
	for _, l := range r.sheet.Lines {
		if l.Kind != zone.Annex || l.Text[0] != '(' {
			continue
		}
		if _, _, end, ok := annexNumber(l.Text); ok {
			if d, ok := date.Scan(l.Text, end); ok && d.Precision == date.Day && !d.Impossible {
				all = append(all, d.Value)
			}
		}
	}
	return all
}

// datesOf makes dates of candidates for the day; the day of the signature is
// one too, where it is in the month that is printed.
func datesOf(year, month string, days []corpus.Candidate, bound string) []corpus.Candidate {
	before := year + "-" + twoDigits(month) + "-"
	var all []corpus.Candidate
	for _, c := range days {
		c.Value = before + twoDigits(c.Value)
		all = append(all, c)
	}
	if strings.HasPrefix(bound, before) {
		all = append(all, corpus.Candidate{Value: bound, Evidence: corpus.EvidenceStamp, Confidence: evidence.StampAlone})
	}
	slices.SortStableFunc(all, func(a, b corpus.Candidate) int {
		switch {
		case a.Confidence > b.Confidence:
			return -1
		case a.Confidence < b.Confidence:
			return 1
		}
		return 0
	})
	return all
}
