package extract

import "time"

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
