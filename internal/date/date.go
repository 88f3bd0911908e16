// Package date reads dates and periods as directives print them.
//
// It looks for candidates byte by byte (a digit, "ng", "nă", "th", "qu") and
// reads on from there by hand: time grows with the length of the text alone.
package date

import (
	"fmt"
	"time"

	"vanthu/internal/vntext"
)

// A Date is one date or period in text.
type Date struct {
	Value      string // ISO: 2024-12-02, 2024-12, 2024-Q3, 2024, 2021/2025; "" when impossible
	Precision  string // day, month, quarter, year, range
	Start, End int    // bytes of the text; from "ngày" where that word stands before
	Impossible bool   // printed as a date, but no such day: "ngày 18 tháng 15 năm 2020"
}

// The precisions of a Date.
const (
	Day     = "day"
	Month   = "month"
	Quarter = "quarter"
	Year    = "year"
	Range   = "range"
)

// Scan reads a date of day precision that starts at byte at of text: "ngày 02
// tháng 12 năm 2024", ", ngày 14/11/2024", "04/11/2013", "26-5-2025". White
// space and line breaks between the parts are borne, and so are white space
// and a comma before it. Letters that OCR puts for digits (O5, l2) are borne
// between the words ngày, tháng, năm alone; a year of two digits after "ngày"
// alone: from 45 on it is of the 20th century.
func Scan(text string, at int) (Date, bool) {
	if at < 0 || at >= len(text) {
		return Date{}, false
	}
	c := cursor{text, at}
	c.space()
	if c.oneOf(",") {
		c.space()
	}
	start := c.at
	anchored := c.word("ngay")
	if anchored {
		c.space()
	} else if c.at > 0 && vntext.IsDigit(text[c.at-1]) {
		return Date{}, false // the middle of a number
	}
	d, ok := c.inWords(anchored)
	if !ok {
		d, ok = c.inFigures(anchored)
	}
	d.Start = start
	return d, ok
}

// All finds every date, month, quarter, year and period of text, in order.
// They do not overlap. A period, "2021 - 2025", starts at its first year,
// whatever word stands before it; a month, quarter or year with its word. What
// a day, month or year leaves out is that of the next: "từ ngày 01 đến ngày 15
// tháng 7 năm 2024" holds two days. The months of "6 tháng đầu năm 2024" are the
// range 2024-01/2024-06. A year without its word is not found, nor is a part of
// a document number: "12/2020/NĐ-CP" holds no month.
func All(text string) []Date {
	var all []Date
	last := 0   // end of the last date found
	digit := -1 // the next digit, for no date is without one
	for i := 0; i < len(text); {
		var d Date
		var ok bool
		if i > digit {
			for digit = i; digit < len(text) && !vntext.IsDigit(text[digit]); digit++ {
			}
			if digit == len(text) {
				break
			}
			i = max(i, digit-farthest)
		}
		for i < len(text) && class[text[i]] == 0 {
			i++
		}
		if i == len(text) {
			break
		}
		switch class[text[i]] {
		case startDigit:
			end := i + 1
			for end < len(text) && vntext.IsDigit(text[end]) {
				end++
			}
			if end-i <= 4 && freeBefore(text, i, last) {
				if d, ok = Scan(text, i); !ok && end-i == 4 {
					d, ok = period(text, i)
				} else if !ok && end-i <= 2 {
					d, ok = months(text, i)
				}
			}
			if !ok {
				i = end
				continue
			}
		case startN:
			if i+3 < len(text) {
				switch next, after := text[i+1], text[i+2]; {
				case next|0x20 == 'g' && (after|0x20 == 'a' || after == 0xC3): // ngà, nga; not nghị
					if wordBefore(text, i) {
						if d, ok = Scan(text, i); !ok {
							if more := days(text, i); len(more) > 0 {
								all = append(all, more[:len(more)-1]...)
								d, ok = more[len(more)-1], true
							}
						}
					}
				case next == 0xC4 && after&^1 == 0x82 && text[i+3]|0x20 == 'm': // năm; Việt Nam 2030 is no year
					if wordBefore(text, i) {
						d, ok = year(text, i)
					}
				}
			}
		case startT:
			if i+3 < len(text) && text[i+1]|0x20 == 'h' && text[i+2] == 0xC3 && text[i+3]|0x20 == 0xA1 && wordBefore(text, i) { // thá
				if d, ok = month(text, i); !ok {
					var first Date
					if first, d, ok = monthTo(text, i); ok {
						all = append(all, first)
					}
				}
			}
		case startQ:
			if i+3 < len(text) && text[i+1]|0x20 == 'u' && text[i+2] == 0xC3 && wordBefore(text, i) { // quý, quí
				if d, ok = quarter(text, i); !ok {
					var first Date
					if first, d, ok = quarterTo(text, i); ok {
						all = append(all, first)
					}
				}
			}
		}
		if !ok {
			i++
			continue
		}
		all = append(all, d)
		if d.Precision == Year {
			all = moreYears(all, text)
		}
		last = all[len(all)-1].End
		i = last
	}
	return all
}

// farthest is how many bytes before the first digit of a date its word can begin:
// "quý III năm", "ngày" and white space.
const farthest = 48

// inWords reads "02 tháng 12 năm 2024", "02 tháng 12/2024".
func (c *cursor) inWords(anchored bool) (Date, bool) {
	p := *c
	day, ok := p.number(2, anchored) // "Điều 1 5 tháng 6" is no 15 tháng 6
	if !ok {
		return Date{}, false
	}
	p.link(",./-")
	if !p.word("thang") {
		return Date{}, false
	}
	p.space()
	month, ok := p.number(2, true)
	if !ok {
		return Date{}, false
	}
	p.space()
	if !p.oneOf("/-") {
		p.oneOf(",.")
		p.space()
		if !p.word("nam") {
			return Date{}, false
		}
	}
	p.space()
	year, ok := p.number(4, true)
	if !ok || year < 1000 {
		return Date{}, false
	}
	return calendar(year, month, day, p.at), true
}

// inFigures reads "04/11/2013", "26-5-2025", "26.5.2025", "15/6 năm 2024".
func (c *cursor) inFigures(anchored bool) (Date, bool) {
	p := *c
	day, ok := p.figure(2, anchored)
	if !ok {
		return Date{}, false
	}
	sep, ok := p.separator(anchored, 0)
	if !ok {
		return Date{}, false
	}
	month, ok := p.figure(2, anchored)
	if !ok {
		return Date{}, false
	}
	short := false
	if q := p; q.yearWord() {
		p = q
		sep = 0
	} else if _, ok = p.separator(anchored, sep); !ok {
		return Date{}, false
	}
	from := p.at
	year, ok := p.figure(4, anchored)
	switch n := p.at - from; {
	case !ok || n == 3 || n == 1:
		return Date{}, false
	case n == 2:
		// "ngày 25-10-95" is common until 2000; without "ngày" 12/10/95 is anything.
		if short = true; !anchored || sep == 0 {
			return Date{}, false
		}
		if year += 1900; year < 1945 {
			year += 100
		}
	}
	if !p.freeAfter(sep) || year < 1000 {
		return Date{}, false
	}
	if !anchored && (day > 31 || month > 12 || day == 0 || month == 0) || short && (day > 31 || month > 12) {
		return Date{}, false // 45/20/2019 was not meant as a date
	}
	return calendar(year, month, day, p.at), true
}

func calendar(year, month, day, end int) Date {
	d := Date{Precision: Day, End: end}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Year() != year || t.Month() != time.Month(month) || t.Day() != day {
		d.Impossible = true
		return d
	}
	d.Value = string([]byte{
		digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-',
		digit(month / 10), digit(month), '-', digit(day / 10), digit(day),
	})
	return d
}

// digit is the last decimal digit of n.
func digit(n int) byte { return '0' + byte(n%10) }

// month reads "tháng 12/2024", "tháng 12 năm 2024".
func month(text string, at int) (Date, bool) {
	p := cursor{text, at}
	if !p.word("thang") {
		return Date{}, false
	}
	p.space()
	month, ok := p.number(2, false)
	if !ok || month < 1 || month > 12 {
		return Date{}, false
	}
	year, ok := p.ofYear()
	if !ok {
		return Date{}, false
	}
	return Date{Value: fmt.Sprintf("%04d-%02d", year, month), Precision: Month, Start: at, End: p.at}, true
}

// quarter reads "quý III/2024", "quý 3 năm 2024".
func quarter(text string, at int) (Date, bool) {
	p := cursor{text, at}
	n, ok := p.quarterNumber()
	if !ok {
		return Date{}, false
	}
	year, ok := p.ofYear()
	if !ok {
		return Date{}, false
	}
	return Date{Value: fmt.Sprintf("%04d-Q%d", year, n), Precision: Quarter, Start: at, End: p.at}, true
}

// year reads "năm 2030", but leaves "năm 2021 - 2025" to period.
func year(text string, at int) (Date, bool) {
	p := cursor{text, at}
	if !p.word("nam") {
		return Date{}, false
	}
	p.space()
	from := p.at
	y, ok := p.fullYear()
	if !ok || !p.freeAfter('/') {
		return Date{}, false
	}
	if _, isPeriod := period(text, from); isPeriod {
		return Date{}, false
	}
	return Date{Value: fmt.Sprintf("%04d", y), Precision: Year, Start: at, End: p.at}, true
}

// period reads "2021 - 2025", "2024-2025": two years of a lifetime, the first
// the earlier.
func period(text string, at int) (Date, bool) {
	p := cursor{text, at}
	from, ok := p.fullYear()
	if !ok {
		return Date{}, false
	}
	p.blanks() // no line break: "- 2025" on a line of its own is an item of a list
	if !p.dash() {
		return Date{}, false
	}
	p.space()
	to, ok := p.fullYear()
	if !ok || to <= from || to-from > 60 || !p.freeAfter('-') {
		return Date{}, false
	}
	return Date{Value: fmt.Sprintf("%04d/%04d", from, to), Precision: Range, Start: at, End: p.at}, true
}
