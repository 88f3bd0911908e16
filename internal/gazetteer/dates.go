package gazetteer

// Dates are the first and the last day of something, as exactly as they are
// known: an ISO date, a month ("2025-02") or a year ("1995"). From is "" where it
// was always there or its beginning is not known, To where it lives on.
type Dates struct {
	From string
	To   string
}

// On says whether the dates hold date, which is as exact as it is known too. Days
// that cannot be compared count as held: a table that says 2025 rules out no day
// of that year, and nothing is ruled out of a date that is not known ("").
func (d Dates) On(date string) bool { return !d.After(date) && !d.Before(date) }

// After says whether all of the dates lie behind date: it did not exist yet.
func (d Dates) After(date string) bool {
	n := min(len(d.From), len(date))
	return date[:n] < d.From[:n]
}

// Before says whether all of the dates lie before date: it had ended.
func (d Dates) Before(date string) bool {
	n := min(len(d.To), len(date))
	return date[:n] > d.To[:n]
}

// on gives those of all that dates hold date, in their order.
func on[T interface{ On(string) bool }](all []T, date string) []T {
	var out []T
	for _, x := range all {
		if x.On(date) {
			out = append(out, x)
		}
	}
	return out
}
