package cite

import (
	"slices"
	"strings"

	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
)

// longestAbout is how many bytes behind a mention can say what its instrument is
// about.
const longestAbout = 240

// abouts notes behind each mention the words that can be its title, where some
// mention is bare and may be told apart by them.
func (f *finder) abouts() {
	if !slices.ContainsFunc(f.found, func(m found) bool { return m.bare }) {
		return
	}
	for i := range f.found {
		m := &f.found[i]
		limit := min(len(f.low), m.end+longestAbout)
		for limit < len(f.low) && limit > m.end && f.low[limit]&0xC0 == 0x80 {
			limit--
		}
		if i+1 < len(f.found) && f.found[i+1].start >= m.end {
			limit = min(limit, f.found[i+1].start)
		}
		if limit <= m.end {
			continue
		}
		s := f.low[m.end:limit]
		for _, stop := range []string{";", ". ", "\n\n", ".\n", "("} {
			if j := strings.Index(s, stop); j >= 0 {
				s = s[:j]
			}
		}
		if m.bare && phrase(s, space(s, 0), "về") == 0 {
			continue // what follows is no title
		}
		m.about = s
	}
}

// chosen is the one of several instruments that fit the bare mention m which its
// body or the words of its title speak for; nil if none or several do.
func chosen(fit []*instrument, m *found) *instrument {
	if m.issuer != "" {
		var of []*instrument
		for _, x := range fit {
			if x.issuedBy(m.issuer) {
				of = append(of, x)
			}
		}
		if len(of) == 1 {
			return of[0]
		}
	}
	words := pairs(m.about)
	var best *instrument
	most := 0
	for _, x := range fit {
		shared := 0
		for w := range pairs(x.about) {
			if words[w] {
				shared++
			}
		}
		switch {
		case shared > most:
			best, most = x, shared
		case shared == most:
			best = nil
		}
	}
	return best
}

// pairs are the pairs of neighbouring syllables of s: a word of Vietnamese has
// mostly two.
func pairs(s string) map[string]bool {
	set := make(map[string]bool)
	before := ""
	for i, end := nextWord(s, 0); i < len(s); i, end = nextWord(s, end) {
		if before != "" && before != "về" {
			set[before+" "+s[i:end]] = true
		}
		before = s[i:end]
	}
	return set
}

// issuedBy says whether the body of x, as printed or as its symbol says, is issuer.
func (x *instrument) issuedBy(issuer string) bool {
	key := vntext.Key(issuer)
	if k := vntext.Key(x.issuer); k != "" {
		return strings.Contains(k, key) || strings.Contains(key, k)
	}
	n, ok := number.Parse(x.number)
	if !ok {
		return false
	}
	for _, b := range gazetteer.BodiesBySymbol(n.Issuer) {
		if k := vntext.Key(b.Name); strings.Contains(k, key) || strings.Contains(key, k) {
			return true
		}
	}
	return false
}

// elsewhere says whether two issuers as printed are bodies of two places: "Ủy ban
// nhân dân tỉnh A" and "UBND tỉnh B", or of a province and of a district.
func elsewhere(a, b string) bool {
	if a == b || a == "" || b == "" {
		return false
	}
	levelA, placeA := placeOf(a)
	levelB, placeB := placeOf(b)
	if levelA == "" || levelB == "" {
		return false
	}
	if levelA != levelB {
		return true
	}
	a, b = vntext.Fold(placeA), vntext.Fold(placeB)
	if strings.HasPrefix(a, b) || strings.HasPrefix(b, a) {
		return false // a name cut short, or none at all
	}
	// Kiên Giang is not Tiền Giang, but "Hung Yen" is Hưng Yên, misread.
	return vntext.Distance(a, b) > 1 || gazetteer.IsPlace(placeA) && gazetteer.IsPlace(placeB)
}

// placeOf divides off the level and the name of the place in a body's name, in
// small letters.
func placeOf(issuer string) (level, name string) {
	low := lower(issuer)
	at := len(low)
	for _, l := range levels[:9] { // not the abbreviations
		if i := lastPhrase(low, l); i >= 0 && i < at {
			level, at = l, i
		}
	}
	if level == "" {
		return "", ""
	}
	return level, vntext.Key(low[at+len(level):])
}
