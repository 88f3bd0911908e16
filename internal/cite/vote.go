package cite

import (
	"slices"
	"strconv"
	"strings"

	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
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
	laws := r.lawNames()
	for _, x := range r.all {
		if x.number == "" {
			if y := misreadName(x, laws, gone); y != nil {
				y.take(x)
				gone[x] = true
			}
			continue
		}
		if len(x.mentions) > 1 {
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

// A lawName is the name of a law as it is compared.
type lawName struct {
	x      *instrument
	folded string
	known  bool // a table has it
}

// mostNames is the number of laws by name up to which they are compared.
const mostNames = 200

// lawNames are the laws with a name; none if they are too many.
func (r *resolver) lawNames() (all []lawName) {
	for _, x := range r.all {
		if x.title == "" || x.typ != "Luật" && x.typ != "Bộ luật" && x.typ != "Pháp lệnh" {
			continue
		}
		if len(all) == mostNames {
			return nil
		}
		all = append(all, lawName{x, vntext.Fold(x.title), gazetteer.LongestLaw(x.typ, x.title) == len(x.title)})
	}
	return all
}

// misreadName is the law whose name that of x is, misread or cut short; nil if there
// is none or more than one. Of two names that tables know, neither is a misreading.
func misreadName(x *instrument, laws []lawName, gone map[*instrument]bool) *instrument {
	own := slices.IndexFunc(laws, func(l lawName) bool { return l.x == x })
	if own < 0 {
		return nil
	}
	name, known := laws[own].folded, laws[own].known
	var only *instrument
	for _, l := range laws {
		y := l.x
		if y == x || gone[y] || y.typ != x.typ || contradict(x.date, y.date) {
			continue
		}
		if known && l.known || !known && y.number == "" && len(y.mentions) < len(x.mentions) {
			continue
		}
		cut := !known && len(name) > 6 && strings.HasPrefix(l.folded, name)
		if !cut && (len(name) < 6 || vntext.Distance(name, l.folded) > max(1, len(name)/8)) {
			continue
		}
		if only != nil {
			return nil
		}
		only = y
	}
	return only
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
	if x.typ != y.typ || len(y.mentions) < len(x.mentions) {
		return false
	}
	if contradict(x.date, y.date) {
		// A further mention, its date misread in one figure.
		return number.Key(x.number) == number.Key(y.number) && oneFigureApart(x.date, y.date) && len(y.mentions) > 1
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

// oneFigureApart says whether a and b differ by one figure.
func oneFigureApart(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	apart := 0
	for i := range len(a) {
		if a[i] != b[i] {
			apart++
		}
	}
	return apart == 1
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
