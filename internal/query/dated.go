package query

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The forms of a day, a month, a quarter or a year, at the start of a text.
var (
	dayForm      = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`)                                                          // 04/11/2013, 4-11-2013, 4.11.2013
	spokenDay    = regexp.MustCompile(`^(?i:(?:ngày|ngay)\s+)?(\d{1,2})\s+(?i:tháng|thang)\s+(\d{1,2})\s*,?\s+(?i:năm|nam)\s+(\d{4})`) // 04 tháng 11 năm 2013
	isoForm      = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})`)                                                                  // 2013-11-04
	monthForm    = regexp.MustCompile(`^(?i:(?:tháng|thang)\s+)?(\d{1,2})(?:[/.-]|\s+(?i:năm|nam)\s+)(\d{4})`)                         // 11/2013, tháng 11 năm 2013
	isoMonthForm = regexp.MustCompile(`^(\d{4})-(\d{1,2})`)                                                                            // 2013-11
	quarterForm  = regexp.MustCompile(`^(?i:quý|quí|quy|qui)\s+(?i:(III|II|IV|I)|([1-4]))(?:/|\s+(?:(?i:năm|nam)\s+)?)(\d{4})`)        // quý III/2013, quý 3 năm 2013
	yearForm     = regexp.MustCompile(`^(?i:(?:năm|nam)\s+)?(\d{4})`)
)

// What stands in a range.
var (
	rangeSign  = regexp.MustCompile(`^(?:\s*(?:\.{2,3}|…)\s*|\s*[–—]\s*|-|\s+-\s+|\s+(?i:đến|den|tới|toi)\s+(?:(?i:hết|het|ngày|ngay)\s+)*)`)
	openSign   = regexp.MustCompile(`^(?:\.{2,3}|…)`)
	fromSign   = regexp.MustCompile(`^(?i:(?:từ|tu)\s+(?:(?:ngày|ngay)\s+)?|>=\s*|≥\s*)`)
	toSign     = regexp.MustCompile(`^(?i:(?:đến|den)\s+(?:(?:hết|het|ngày|ngay)\s+)*|<=\s*|≤\s*)`)
	afterSign  = regexp.MustCompile(`^(?i:(?:sau)\s+|>\s*)`)
	beforeSign = regexp.MustCompile(`^(?i:(?:trước|truoc)\s+|<\s*)`)
)

const iso = "2006-01-02"

// scanDated reads the longest day, month, quarter, year or range of them that
// stands at byte at, and the byte after it: 2013, 2013..2024, 01/2013-06/2014, từ
// 4/11/2013 đến hết năm 2014, ..2012, >2020, trước 2013. A range may end before it
// begins.
func scanDated(s string, at int) (d Dated, end int, ok bool) {
	sign := func(form *regexp.Regexp) bool {
		m := form.FindString(s[at:])
		at += len(m)
		return m != ""
	}
	from := sign(fromSign)
	switch {
	case from:
	case sign(toSign), sign(openSign):
		_, last, end, ok := periodAt(s, skipSpace(s, at))
		return Dated{Last: last}, end, ok
	case sign(afterSign):
		_, last, end, ok := periodAt(s, at)
		next := moved(last, 1)
		return Dated{First: next}, end, ok && next != ""
	case sign(beforeSign):
		first, _, end, ok := periodAt(s, at)
		before := moved(first, -1)
		return Dated{Last: before}, end, ok && before != ""
	}
	first, last, at, ok := periodAt(s, at)
	if !ok {
		return Dated{}, 0, false
	}
	if m := rangeSign.FindString(s[at:]); m != "" {
		if _, to, end, ok := periodAt(s, at+len(m)); ok {
			return Dated{first, to}, end, true
		}
	}
	if open := openSign.FindString(s[at:]); open != "" || from {
		return Dated{First: first}, at + len(open), true
	}
	return Dated{first, last}, at, true
}

// moved is an ISO day some days later; "" where there is none: behind the year 9999
// is one of five digits, which would stand before all others.
func moved(date string, days int) string {
	t, err := time.Parse(iso, date)
	if err != nil {
		return ""
	}
	if t = t.AddDate(0, 0, days); t.Year() < 1 || t.Year() > 9999 {
		return ""
	}
	return t.Format(iso)
}

// parseDated reads a day, a month, a year or a range of them that is the whole
// text; message says what is wrong.
func parseDated(text string) (d Dated, message string) {
	text = strings.TrimSpace(text)
	d, end, ok := scanDated(text, 0)
	switch {
	case ok && end == len(text) && d.First != "" && d.Last != "" && d.First > d.Last:
		return Dated{}, "the range ends before it begins"
	case ok && end == len(text):
		return d, ""
	case strings.Trim(text, ".… ") == "":
		return Dated{}, "the range has neither begin nor end"
	}
	// Which of the two is none.
	if from, to, ranged := strings.Cut(text, ".."); ranged {
		from, to = strings.TrimSpace(from), strings.TrimSpace(to)
		if _, _, end, ok := periodAt(from, 0); from != "" && (!ok || end < len(from)) {
			return Dated{}, notDate(from)
		}
		return Dated{}, notDate(to)
	}
	return Dated{}, notDate(text)
}

func notDate(text string) string {
	return fmt.Sprintf("%q is no date; write 2013, 11/2013, 04/11/2013, or a range: 2013..2024, ..2012, >2020", text)
}

// periodAt is the first and the last day of the day, month, quarter or year at
// byte at, and the byte after it.
func periodAt(s string, at int) (first, last string, end int, ok bool) {
	text := s[at:]
	for _, form := range []*regexp.Regexp{dayForm, spokenDay, isoForm, monthForm, isoMonthForm, quarterForm, yearForm} {
		m := form.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		end = at + len(m[0])
		if end < len(s) && s[end] >= '0' && s[end] <= '9' { // 2013-2015 is no month
			continue
		}
		switch form {
		case dayForm, spokenDay:
			first, last, ok = day(m[3], m[2], m[1])
		case isoForm:
			first, last, ok = day(m[1], m[2], m[3])
		case monthForm:
			first, last, ok = month(m[2], m[1])
		case isoMonthForm:
			first, last, ok = month(m[1], m[2])
		case quarterForm:
			first, last, ok = quarter(m[3], cmp.Or(m[2], m[1]))
		default:
			first, last, ok = m[1]+"-01-01", m[1]+"-12-31", m[1] > "0000"
		}
		return first, last, end, ok
	}
	return "", "", at, false
}

// quarter is the first and the last day of a quarter, in either figures.
func quarter(y, q string) (first, last string, ok bool) {
	n := strings.Index("1234", q) + 1
	if n == 0 {
		n = slices.Index([]string{"I", "II", "III", "IV"}, strings.ToUpper(q)) + 1
	}
	first, _, ok = month(y, strconv.Itoa(3*n-2))
	_, last, _ = month(y, strconv.Itoa(3*n))
	return first, last, ok
}

// dayAt reads a day at byte at, "04/11/2013", "4-11-2013" or "04 tháng 11 năm 2013",
// as an ISO date, and the byte after it; "" for none.
func dayAt(s string, at int) (date string, end int) {
	for _, form := range []*regexp.Regexp{dayForm, spokenDay} {
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
		return string(FieldDate) + `:"` + d.First + `"`
	}
	return string(FieldDate) + `:"` + d.First + ".." + d.Last + `"`
}
