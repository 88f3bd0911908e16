package cite

import (
	"slices"
	"strconv"
	"strings"

	"vanthu/internal/number"
)

// mostVoting is the number of instruments up to which misread ones are looked
// for among the others; each is compared with each.
const mostVoting = 1500

// alike are figures that recognisers of print exchange.
const alike = "17 38 56 68 08 09 4A"

// vote joins instruments of a doubtful text that are another one, misread: what is
// named once, and as one names what was named in full before, or with the very
// date of the other. selfYear is that of the document, 0 if unknown: nothing
// later is cited.
func (r *resolver) vote(selfYear int) {
	if len(r.all) > mostVoting {
		return
	}
	gone := make(map[*instrument]bool)
	for _, x := range r.all {
		x.settleYear(selfYear)
	}
	for _, x := range r.all {
		if x.number == "" || len(x.mentions) > 1 {
			continue
		}
		for _, y := range r.all {
			if y != x && !gone[y] && y.number != "" && x.misread(y) {
				y.take(x)
				gone[x] = true
				break
			}
		}
	}
	r.all = slices.DeleteFunc(r.all, func(x *instrument) bool { return gone[x] })
}

// settleYear makes the year of a number and that of its date agree where one of
// them lies after the document itself and so is misread: the number's is mended by
// the date's, a date is dropped.
func (x *instrument) settleYear(selfYear int) {
	if x.year == 0 || len(x.date) < 4 || selfYear == 0 {
		return
	}
	switch dated := atoi(x.date[:4]); {
	case x.year > selfYear && dated <= selfYear:
		x.number = strings.Replace(x.number, "/"+strconv.Itoa(x.year)+"/", "/"+strconv.Itoa(dated)+"/", 1)
		x.year, x.sure = dated, min(x.sure, mendedConfidence)
	case dated > selfYear && x.year <= selfYear:
		x.date = ""
	}
}

// misread says whether x is y with one character read wrong.
func (x *instrument) misread(y *instrument) bool {
	if x.typ != y.typ || contradict(x.date, y.date) || len(y.mentions) < len(x.mentions) {
		return false
	}
	if x.number == y.number { // joined by settleYear
		return true
	}
	a, okA := number.Parse(x.number)
	b, okB := number.Parse(y.number)
	if !okA || !okB {
		return false
	}
	// Named as what was named in full before; or with the date of what is named again
	// and again, for two decrees of one day are often one figure apart.
	again := x.date == "" && x.issuer == "" && len(y.mentions) > 1 || x.date != "" && x.date == y.date && len(y.mentions) > 2
	switch {
	case a.Symbol != b.Symbol:
		return a.Seq == b.Seq && a.Year == b.Year && a.Type == b.Type && a.Type != "" && truncated(a.Issuer, b.Issuer)
	case a.Year != b.Year: // the decrees of two years run through the same sequences
		return a.Seq == b.Seq && x.date != "" && x.date == y.date && alikeFigures(strconv.Itoa(a.Year), strconv.Itoa(b.Year))
	}
	return again && alikeFigures(a.Seq, b.Seq)
}

// truncated says whether symbol a is b with its end, or one letter, lost.
func truncated(a, b string) bool {
	if a == "" {
		return true
	}
	if len(a) >= len(b) {
		return false
	}
	for i := range b {
		if a == b[:i]+b[i+1:] {
			return true
		}
	}
	return false
}

// alikeFigures says whether a and b differ by one figure that is read for the
// other.
func alikeFigures(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	apart := 0
	for i := range len(a) {
		if a[i] == b[i] {
			continue
		}
		apart++
		if !strings.Contains(alike, string([]byte{a[i], b[i]})) && !strings.Contains(alike, string([]byte{b[i], a[i]})) {
			return false
		}
	}
	return apart == 1
}

// take makes the mentions of other those of x.
func (x *instrument) take(other *instrument) {
	x.mentions = append(x.mentions, other.mentions...)
	x.first = min(x.first, other.first)
	if x.issuer == "" {
		x.issuer = other.issuer
	}
	if x.date == "" {
		x.date = other.date
	}
	if x.title == "" {
		x.title = other.title
	}
	x.relation = stronger(x.relation, other.relation)
	if other.subject != "" {
		x.subject = stronger(x.subject, other.subject)
	}
}

// selfYear is the year of the document itself, 0 if unknown.
func selfYear(in *Input) int {
	if len(in.SelfIssued) >= 4 {
		return atoi(in.SelfIssued[:4])
	}
	if n, ok := number.Parse(in.SelfNumber); ok {
		return n.Year
	}
	return 0
}
