package cite

import (
	"cmp"
	"slices"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
)

// An instrument is what mentions are joined to.
type instrument struct {
	first    int // index of its first mention
	mentions []int
	typ      string
	number   string
	year     int // of its number
	date     string
	dates    []datedTimes // all that are printed
	issuer   string
	term     string
	title    string
	key      string // of number, or of type and title
	about    string // words behind its mentions that can be its title
	relation corpus.Relation
	subject  corpus.Relation // what the document's own subject does to it
	sure     float64
}

type datedTimes struct {
	date  string
	times int
}

// A resolver joins mentions. It reads no text.
type resolver struct {
	all      []*instrument
	byNumber map[string][]*instrument
	byName   map[string][]*instrument
	doubtful bool
	owner    map[int]*instrument // by the id of a mention
	defined  []definition
	bySeq    map[string][]*instrument // those with a whole number, by its sequence; made where it is asked for
}

// citations joins the mentions that name one instrument.
// citations joins the mentions that name one instrument. The pointers stand behind
// all others.
func citations(all []found, defined []definition, in *Input, doubtful bool) []corpus.Citation {
	r := &resolver{doubtful: doubtful, byNumber: map[string][]*instrument{}, byName: map[string][]*instrument{}, defined: defined}
	pointers := len(all)
	for pointers > 0 && all[pointers-1].of != 0 {
		pointers--
	}
	full := all[:pointers]
	// First those with a number, so that a name finds its number though it
	// stands before it; of these first those with a date or term.
	for i := range full {
		if full[i].number != "" && !full[i].bare {
			r.numbered(&full[i], i)
		}
	}
	r.footnotes()
	if slices.ContainsFunc(full, func(m found) bool { return m.bare }) {
		r.own(full)
		r.bySeq = make(map[string][]*instrument)
		for _, x := range r.all {
			r.bySeq[seqOf(x.number)] = append(r.bySeq[seqOf(x.number)], x)
		}
		for i := range full {
			if full[i].bare {
				r.bound(&full[i], i)
			}
		}
	}
	for i := range full {
		if full[i].number == "" {
			r.named(&full[i], i)
		}
	}
	if doubtful {
		r.vote(selfYear(in))
	}
	if pointers < len(all) {
		r.own(full)
		for i := pointers; i < len(all); i++ {
			if x := r.owner[all[i].of]; x != nil {
				x.mentions = append(x.mentions, i)
			}
		}
	}
	slices.SortStableFunc(r.all, func(a, b *instrument) int { return a.first - b.first })
	out := make([]corpus.Citation, 0, len(r.all))
	for _, x := range r.all {
		slices.SortFunc(x.mentions, func(a, b int) int { return cmp.Or(all[a].start-all[b].start, a-b) })
		c := corpus.Citation{
			Type: corpus.Optional(x.typ), Number: corpus.Optional(x.number), Title: corpus.Optional(x.title),
			Issued: corpus.Optional(x.date), Issuer: corpus.Optional(x.issuer), Term: corpus.Optional(x.term),
			Relation: x.strongest(), Confidence: x.sure, Mentions: make([]corpus.Mention, 0, len(x.mentions)),
		}
		for _, i := range x.mentions {
			if m := mention(&all[i], in); m.Page > 0 {
				m.Short = all[i].short
				c.Mentions = append(c.Mentions, m)
			}
		}
		if len(c.Mentions) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// footnotes joins a number with the mark of a footnote behind it, which plain text
// does not raise, to the same without: "12-CTr/BCĐ3".
func (r *resolver) footnotes() {
	gone := false
	for _, x := range r.all {
		plain := strings.TrimRight(x.key, "0123456789")
		if plain == x.key || len(x.key)-len(plain) > 2 || len(r.byNumber[plain]) == 0 || strings.HasSuffix(plain, "QH") {
			continue // the 15 of QH15 is a term
		}
		for _, y := range r.byNumber[plain] {
			if x.typ == y.typ && !contradict(x.date, y.date) {
				y.take(x)
				x.mentions, gone = nil, true
				break
			}
		}
	}
	if gone {
		r.all = slices.DeleteFunc(r.all, func(x *instrument) bool { return x.mentions == nil })
	}
}

// own notes which instrument each mention was joined to.
func (r *resolver) own(all []found) {
	r.owner = make(map[int]*instrument, len(all))
	for _, x := range r.all {
		for _, i := range x.mentions {
			r.owner[all[i].id] = x
		}
	}
}

func (r *resolver) numbered(m *found, i int) {
	key := number.Key(m.number)
	same := r.byNumber[key]
	for j := len(same) - 1; j >= 0; j-- {
		if same[j].fits(m) {
			same[j].add(m, i)
			r.name(same[j])
			return
		}
	}
	x := &instrument{first: i, key: key}
	x.add(m, i)
	r.all = append(r.all, x)
	r.byNumber[key] = append(same, x)
	r.name(x)
}

// name makes an instrument with number and title known by its title.
func (r *resolver) name(x *instrument) {
	if x.title == "" {
		return
	}
	key := lawKey(x.typ, x.title)
	if !slices.Contains(r.byName[key], x) {
		r.byName[key] = append(r.byName[key], x)
	}
}

// named joins a law cited by name to the last one of that name before it that
// fits, else to the first after it.
func (r *resolver) named(m *found, i int) {
	key := lawKey(m.typ, m.title)
	if m.key != "" {
		key = lawKey(m.typ, m.key)
	}
	var best *instrument
	for _, x := range r.byName[key] {
		if x.fits(m) && (best == nil || x.first < i) {
			best = x
		}
	}
	if best == nil {
		best = &instrument{first: i, key: key}
		r.all = append(r.all, best)
		r.byName[key] = append(r.byName[key], best)
	}
	best.add(m, i)
}

// fits says whether m can be a further mention of x. A number that carries its
// year is one instrument, whatever dates are printed. Others start again each
// year or term: 29-NQ/TW of 04/11/2013 and of 17/11/2022 are two.
func (x *instrument) fits(m *found) bool {
	if m.number != "" && x.number != "" {
		if m.typ != "" && x.typ != "" && m.typ != x.typ && !typed(m.number) && !lawful(m.typ, x.typ) {
			return false
		}
		if elsewhere(m.issuer, x.issuer) {
			return false
		}
		if m.year > 0 {
			return true
		}
		return !contradict(m.date, x.date) && (m.term == "" || x.term == "" || m.term == x.term)
	}
	// By name: the year of a law is that of its number or date.
	year := m.date
	if len(year) > 4 {
		year = year[:4]
	}
	if year == "" || x.year == 0 && x.date == "" {
		return true
	}
	if x.year > 0 {
		return atoi(year) == x.year
	}
	return strings.HasPrefix(x.date, year)
}

func typed(num string) bool {
	n, ok := number.Parse(num)
	return ok && n.Type != ""
}

// lawful says whether both types are laws: "Luật số" and "Bộ luật số" are one.
func lawful(a, b string) bool {
	return strings.HasSuffix(vntext.Key(a), "luật") && strings.HasSuffix(vntext.Key(b), "luật")
}

// contradict says whether two dates cannot be one; a year fits its days.
func contradict(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	n := min(len(a), len(b))
	return a[:n] != b[:n]
}

func (x *instrument) add(m *found, i int) {
	x.mentions = append(x.mentions, i)
	x.first = min(x.first, i)
	if x.typ == "" || m.typ == "Bộ luật" && x.typ == "Luật" {
		x.typ = m.typ
	}
	if x.number == "" {
		x.number, x.year = m.number, m.year
	}
	x.dated(m.date)
	if x.issuer == "" {
		x.issuer = m.issuer
	}
	if x.term == "" {
		x.term = m.term
	}
	if x.title == "" || allUpper(x.title) && m.title != "" || m.key != "" && len(m.title) > len(x.title) {
		x.title = m.title
	}
	if m.about != "" && !m.bare {
		x.about += " | " + m.about
	}
	x.sure = max(x.sure, m.confidence)
	rel := corpus.Relation(m.relation)
	x.relation = stronger(x.relation, rel)
	if m.subject {
		x.subject = stronger(x.subject, rel)
	}
}

// dated counts a date that is printed beside x. The one that is printed most often
// is kept, of equals the first: a misprint or a misreading stands once. A year
// alone is less than a day.
func (x *instrument) dated(date string) {
	if date == "" {
		return
	}
	n := 1
	for i := range x.dates {
		if x.dates[i].date == date {
			x.dates[i].times++
			n = x.dates[i].times
		}
	}
	if n == 1 {
		x.dates = append(x.dates, datedTimes{date, 1})
	}
	switch most := x.times(x.date); {
	case len(date) > len(x.date), len(date) == len(x.date) && n > most:
		x.date = date
	}
}

// times is how often a date was counted.
func (x *instrument) times(date string) int {
	for _, d := range x.dates {
		if d.date == date {
			return d.times
		}
	}
	return 0
}

// strongest is the relation kept: of several the strongest, but what the
// document's own subject says goes before: an act that amends another also
// repeals some of its articles.
func (x *instrument) strongest() corpus.Relation {
	switch x.subject {
	case corpus.Repeals, corpus.Replaces, corpus.Amends, corpus.Corrects, corpus.Merges:
		return x.subject
	}
	return x.relation
}

func stronger(a, b corpus.Relation) corpus.Relation {
	if a == "" {
		return b
	}
	if slices.Index(corpus.Relations[:], b) < slices.Index(corpus.Relations[:], a) {
		return b
	}
	return a
}
