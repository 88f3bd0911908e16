package query

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// The forms of a day, a month or a year.
var (
	// 04/11/2013, 4-11-2013, 4.11.2013
	dayForm  = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$`)
	dayBegin = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`)
	// 04 tháng 11 năm 2013
	spokenDay = regexp.MustCompile(`^(\d{1,2})\s+(?i:tháng|thang)\s+(\d{1,2})\s*,?\s+(?i:năm|nam)\s+(\d{4})`)
	// 2013-11-04
	isoForm = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
	// 11/2013
	monthForm = regexp.MustCompile(`^(\d{1,2})[/.-](\d{4})$`)
	// 2013-11
	isoMonthForm = regexp.MustCompile(`^(\d{4})-(\d{1,2})$`)
	yearForm     = regexp.MustCompile(`^\d{4}$`)
	// 2013-2015, as periods are printed
	yearsForm = regexp.MustCompile(`^(\d{4})[-–](\d{4})$`)
)

const iso = "2006-01-02"

// parseDated reads a day, a month, a year or a range of them; message says what
// is wrong.
func parseDated(text string) (d Dated, message string) {
	text = strings.TrimSpace(text)
	if m := yearsForm.FindStringSubmatch(text); m != nil {
		text = m[1] + ".." + m[2]
	}
	from, to, ranged := strings.Cut(text, "..")
	if !ranged {
		from, to = text, text
	}
	from, to = strings.TrimSpace(from), strings.TrimSpace(to)
	if from == "" && to == "" {
		return d, "the range has neither begin nor end"
	}
	var ok bool
	if from != "" {
		if d.First, _, ok = period(from); !ok {
			return Dated{}, notDate(from)
		}
	}
	if to != "" {
		if _, d.Last, ok = period(to); !ok {
			return Dated{}, notDate(to)
		}
	}
	if d.First != "" && d.Last != "" && d.First > d.Last {
		return Dated{}, "the range ends before it begins"
	}
	return d, ""
}

func notDate(text string) string {
	return fmt.Sprintf("%q is no date; write 2013, 11/2013, 04/11/2013, or a range: 2013..2024", text)
}

// period is the first and the last day of a day, a month or a year.
func period(text string) (first, last string, ok bool) {
	switch {
	case yearForm.MatchString(text):
		return text + "-01-01", text + "-12-31", text > "0000"
	case dayForm.MatchString(text):
		m := dayForm.FindStringSubmatch(text)
		return day(m[3], m[2], m[1])
	case isoForm.MatchString(text):
		m := isoForm.FindStringSubmatch(text)
		return day(m[1], m[2], m[3])
	case monthForm.MatchString(text):
		m := monthForm.FindStringSubmatch(text)
		return month(m[2], m[1])
	case isoMonthForm.MatchString(text):
		m := isoMonthForm.FindStringSubmatch(text)
		return month(m[1], m[2])
	}
	return "", "", false
}

// dayAt reads a day at byte at, "04/11/2013", "4-11-2013" or "04 tháng 11 năm 2013",
// as an ISO date, and the byte after it; "" for none.
func dayAt(s string, at int) (date string, end int) {
	for _, form := range []*regexp.Regexp{dayBegin, spokenDay} {
		if m := form.FindStringSubmatch(s[at:]); m != nil {
			if date, _, ok := day(m[3], m[2], m[1]); ok {
				return date, at + len(m[0])
			}
		}
	}
	return "", at
}

func day(y, m, d string) (first, last string, ok bool) {
	text := y + "-" + two(m) + "-" + two(d)
	_, err := time.Parse(iso, text)
	return text, text, err == nil && y > "0000"
}

// two writes a number of one or two digits with two.
func two(n string) string {
	if len(n) == 1 {
		return "0" + n
	}
	return n
}

func month(y, m string) (first, last string, ok bool) {
	first, _, ok = day(y, m, "1")
	if !ok {
		return "", "", false
	}
	year, _ := strconv.Atoi(y)
	number, _ := strconv.Atoi(m)
	return first, time.Date(year, time.Month(number)+1, 0, 0, 0, 0, 0, time.UTC).Format(iso), true
}

// String prints the range as it is read back.
func (d Dated) String() string {
	if d.First == d.Last {
		return string(FieldDate) + ":" + d.First
	}
	return string(FieldDate) + ":" + d.First + ".." + d.Last
}
