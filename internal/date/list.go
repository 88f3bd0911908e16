package date

import "fmt"

// mostDays is the number of days of one list.
const mostDays = 12

// days reads days of which only the last has its month or year: "ngày 01 đến ngày
// 15 tháng 7 năm 2024", "ngày 20/6 - 15/7/2024", "các ngày 12, 13 và 14 tháng 7 năm
// 2024". at is where "ngày" stands; nil if there is no such list.
func days(text string, at int) []Date {
	c := cursor{text, at}
	if !c.word("ngay") {
		return nil
	}
	c.space()
	if !c.digitAhead() {
		return nil
	}
	type part struct{ start, end, day, month int }
	var parts []part
	start := at
	for len(parts) < mostDays {
		if len(parts) > 0 {
			if d, ok := c.full(); ok && !d.Impossible {
				d.Start = start
				all := make([]Date, 0, len(parts)+1)
				year, month := atoi(d.Value[:4]), atoi(d.Value[5:7])
				for i := len(parts) - 1; i >= 0; i-- {
					if parts[i].month > 0 {
						month = parts[i].month
					}
					parts[i].month = month
				}
				for _, p := range parts {
					before := calendar(year, p.month, p.day, p.end)
					if before.Impossible {
						return nil
					}
					before.Start = p.start
					all = append(all, before)
				}
				return append(all, d)
			}
		}
		p := part{start: start}
		var ok bool
		if p.day, ok = c.number(2, false); !ok || p.day == 0 || p.day > 31 {
			return nil
		}
		if q := c; q.oneOf("/") {
			if p.month, ok = q.number(2, false); ok && p.month > 0 && p.month <= 12 {
				c = q
			}
		}
		p.end = c.at
		parts = append(parts, p)
		if !c.goesOn() {
			return nil
		}
		start = c.at
		if q := c; q.word("ngay") {
			q.space()
			c = q
		}
	}
	return nil
}

// full reads a whole day in words or figures, behind "ngày".
func (c *cursor) full() (Date, bool) {
	d, ok := c.inWords(true)
	if !ok {
		d, ok = c.inFigures(false)
	}
	return d, ok
}

// goesOn reads what stands between two days, months or years of a list: a comma, a
// dash, "và", "đến", "đến hết".
func (c *cursor) goesOn() bool {
	c.space()
	switch {
	case c.oneOf(","), c.dash():
	case c.word("va"), c.word("den"):
		c.space()
		if q := *c; q.word("het") {
			*c = q
		}
	default:
		return false
	}
	c.space()
	return true
}

// monthTo reads two months of one year: "tháng 7 đến tháng 12 năm 2024".
func monthTo(text string, at int) (first, second Date, ok bool) {
	c := cursor{text, at}
	if !c.word("thang") {
		return Date{}, Date{}, false
	}
	c.space()
	n, ok := c.number(2, false)
	end := c.at
	if !ok || n < 1 || n > 12 || !c.goesOn() {
		return Date{}, Date{}, false
	}
	from := c.at
	if q := c; q.word("thang") {
		second, ok = month(text, from)
	} else {
		q.at = from
		var m, y int
		if m, ok = q.number(2, false); ok && m >= 1 && m <= 12 {
			if y, ok = q.ofYear(); ok {
				second = Date{Value: fmt.Sprintf("%04d-%02d", y, m), Precision: Month, Start: from, End: q.at}
			}
		} else {
			ok = false
		}
	}
	if !ok {
		return Date{}, Date{}, false
	}
	first = Date{Value: second.Value[:5] + fmt.Sprintf("%02d", n), Precision: Month, Start: at, End: end}
	return first, second, true
}

// quarterNumber reads "quý III", "quý 3".
func (c *cursor) quarterNumber() (n int, ok bool) {
	if !c.word("quy") && !c.word("qui") {
		return 0, false
	}
	c.space()
	switch {
	case c.exact("IV"):
		return 4, true
	case c.exact("III"):
		return 3, true
	case c.exact("II"):
		return 2, true
	case c.exact("I"):
		return 1, true
	}
	n, ok = c.number(1, false)
	return n, ok && n >= 1 && n <= 4
}

// quarterTo reads two quarters of one year: "quý I, quý II năm 2024".
func quarterTo(text string, at int) (first, second Date, ok bool) {
	c := cursor{text, at}
	n, ok := c.quarterNumber()
	end := c.at
	if !ok || !c.goesOn() {
		return Date{}, Date{}, false
	}
	if second, ok = quarter(text, c.at); !ok {
		return Date{}, Date{}, false
	}
	return Date{Value: second.Value[:len("2024-Q")] + fmt.Sprint(n), Precision: Quarter, Start: at, End: end}, second, true
}

// months reads "6 tháng đầu năm 2024", "9 tháng đầu năm 2023", "6 tháng cuối năm
// 2024" as the range of these months.
func months(text string, at int) (Date, bool) {
	c := cursor{text, at}
	n, ok := c.number(2, false)
	if !ok || n < 1 || n > 11 || c.at >= len(text) || text[c.at] != ' ' {
		return Date{}, false
	}
	c.space()
	if !c.word("thang") {
		return Date{}, false
	}
	c.space()
	first, last := 1, n
	if q := c; q.word("dau") {
		c = q
	} else if c.word("cuoi") {
		first, last = 13-n, 12
	} else {
		return Date{}, false
	}
	year, ok := c.ofYear()
	if !ok {
		return Date{}, false
	}
	return Date{Value: fmt.Sprintf("%04d-%02d/%04d-%02d", year, first, year, last), Precision: Range, Start: at, End: c.at}, true
}

// moreYears adds the years that follow the last of all with one word for all of
// them: "các năm 2025, 2026 và 2027".
func moreYears(all []Date, text string) []Date {
	d := all[len(all)-1]
	const many = "các "
	if d.Start < len(many) || text[d.Start-len(many):d.Start] != many {
		return all
	}
	c := cursor{text, d.End}
	for range mostDays {
		if !c.goesOn() {
			break
		}
		from := c.at
		y, ok := c.fullYear()
		if !ok || !c.freeAfter('/') {
			break
		}
		all = append(all, Date{Value: fmt.Sprintf("%04d", y), Precision: Year, Start: from, End: c.at})
	}
	return all
}

func atoi(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
