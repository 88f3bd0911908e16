package query

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
)

var (
	// 29, 66.7, 12a, 30/2020; not 1.500.000
	sequence = regexp.MustCompile(`^(\d{1,5}(?:\.\d{1,2})?[a-z]?)(?:/((?:19|20)\d\d))?`)
	// the year of "30 2020 NĐ CP"
	spacedYear = regexp.MustCompile(`^\s+((?:19|20)\d\d)\b`)
	// "29 năm 2013"; not "29 năm học"
	ofYear = regexp.MustCompile(`^\s+(?:năm|nam)\s+((?:19|20)\d\d)`)
	// before the day of issue: "29-NQ/TW, ngày 04/11/2013"
	ofDay = regexp.MustCompile(`^,?\s+(?i:ngày|ngay)\s*`)
	// the plan of 2025 is not the plan no. 2025
	yearLike = regexp.MustCompile(`^(?:19|20)\d\d$`)
	// between the type and the number: "số", "số:", "so"
	so = regexp.MustCompile(`^(?i:số|so)\s*:?\s*`)
)

// scanNumber reads a number in any of the ways that analysts write it, at the
// start of a word at byte at, with the day or year of issue behind it, and the
// byte after it.
func scanNumber(s string, at int) (Number, int, bool) {
	n, end, ok := scanUndated(s, at)
	if !ok {
		return Number{}, 0, false
	}
	if head, found := strings.CutSuffix(n.Symbol, "/TƯ"); found { // TW as it was written until the nineties
		n.Symbol = head + "/TW"
	}
	issued, after := issuedAt(s, end)
	switch {
	case issued == "":
		return n, end, true
	case len(issued) > len("2006"):
		n.Issued = issued
	case n.Year == 0 && n.Symbol == "":
		n.Year, _ = strconv.Atoi(issued)
	case strconv.Itoa(n.Year) != issued: // else the number says so
		n.Issued = issued
	}
	return n, after, true
}

// scanUndated is scanNumber without what stands behind the number.
func scanUndated(s string, at int) (Number, int, bool) {
	if n, end, ok := scanCode(s, at); ok {
		return n, end, true
	}
	if t, length := typeAt(s[at:]); t != nil {
		if n, end, ok := afterName(s, at+length, t); ok {
			n.Type, n.Abbrev = t.Name, ""
			return n, end, true
		}
	}
	if abbrev, end := abbrevAt(s, at); abbrev != "" {
		if n, end, ok := afterName(s, end, gazetteer.TypesByAbbrev(abbrev)...); ok {
			n.Abbrev = abbrev
			if n.Symbol != "" && !n.Typeless() {
				n.Abbrev = ""
			}
			return n, end, true
		}
	}
	// "29/2013": which type it is, the analyst does not say. 11/2013 may be a
	// month; then the documents that hold it come after those that bear it.
	if seq, year, end, ok := scanSequence(s, at); ok && year != 0 && ends(s, end) {
		return Number{Seq: seq, Year: year}, end, true
	}
	return Number{}, 0, false
}

// scanCode reads a number with its symbol: "29-NQ/TW", "30/2020/NĐ-CP", and
// with blanks for signs, "29 NQ TW", "29 NQ", "30 2020 NĐ CP", or without any:
// "29NQTW".
func scanCode(s string, at int) (Number, int, bool) {
	if n, end, ok := scanJoined(s, at); ok {
		return n, end, true
	}
	if at < len(s) && s[at] >= '0' && s[at] <= '9' {
		// Of what follows alone: in "NĐ30/2020/NĐ-CP" letters stand before it.
		if n, length, ok := number.Scan(s[at:], 0); ok && n.Seq != "" && n.Symbol != "" && ends(s, at+length) {
			return Number{Seq: n.Seq, Year: n.Year, Symbol: n.Symbol}, at + length, true
		}
	}
	seq, year, end, ok := scanSequence(s, at)
	if !ok || yearLike.MatchString(seq) {
		return Number{}, 0, false
	}
	if m := spacedYear.FindStringSubmatch(s[end:]); m != nil && year == 0 {
		year, _ = strconv.Atoi(m[1])
		end += len(m[0])
	}
	from := skipSpace(s, end)
	abbrev, after := abbrevAt(s, from)
	if abbrev == "" || from == end {
		return Number{}, 0, false
	}
	if body, bodyEnd := bodyAt(s, after); body != "" {
		if code, end, ok := withBody(seq, year, abbrev+body, bodyEnd); ok {
			return code, end, true
		}
	}
	if !ends(s, after) {
		return Number{}, 0, false
	}
	return Number{Abbrev: abbrev, Seq: seq, Year: year}, after, true
}

// scanJoined reads a number that is written without signs: "29NQTW", "29NQ",
// "29NQ/TW". The letters are an abbreviation and, or not, a body's symbol.
func scanJoined(s string, at int) (Number, int, bool) {
	digits := at
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	seq := s[at:digits]
	end := lettersEnd(s, digits)
	if seq == "" || len(seq) > 5 || end == digits || yearLike.MatchString(seq) {
		return Number{}, 0, false
	}
	letters := s[digits:end]
	for split := len(letters); split > 0; split-- {
		abbrev, _ := abbrevAt(letters[:split], 0)
		if abbrev == "" || split < len(letters) && !utf8.RuneStart(letters[split]) {
			continue
		}
		if split == len(letters) {
			if body, bodyEnd := bodyAt(s, end); body != "" {
				return withBody(seq, 0, abbrev+body, bodyEnd)
			}
			if ends(s, end) {
				return Number{Abbrev: abbrev, Seq: seq}, end, true
			}
			continue
		}
		if body, _ := bodyAt("/"+letters[split:], 0); body != "" && ends(s, end) {
			return withBody(seq, 0, abbrev+body, end)
		}
	}
	return Number{}, 0, false
}

// withBody is the number of a sequence and a symbol.
func withBody(seq string, year int, symbol string, end int) (Number, int, bool) {
	text := Number{Seq: seq, Symbol: symbol}.Code()
	if year != 0 {
		text = seq + "/" + strconv.Itoa(year) + "/" + symbol
	}
	code, ok := number.Parse(text)
	if !ok || code.Symbol == "" || code.Seq != seq || code.Year != year {
		return Number{}, 0, false
	}
	return Number{Seq: code.Seq, Year: code.Year, Symbol: code.Symbol}, end, true
}

// afterName reads what follows the name of a type, which means one of the types:
// [số] and a number, or a sequence and the body alone: "NQ 29-TW". An abbreviation
// that means none of them belongs to something else: "Luật 29 NQ".
func afterName(s string, at int, named ...*gazetteer.Type) (Number, int, bool) {
	from := at
	if from < len(s) && strings.IndexByte(".:-/", s[from]) >= 0 { // NĐ. 30, NQ-29
		from++
	}
	from = skipSpace(s, from)
	if from == at && (at == len(s) || s[at] < '0' || s[at] > '9') { // not NQ29 either
		return Number{}, 0, false
	}
	said := so.FindString(s[from:])
	from += len(said)
	if n, end, ok := scanCode(s, from); ok && (n.Abbrev == "" || slices.ContainsFunc(gazetteer.TypesByAbbrev(n.Abbrev), func(t *gazetteer.Type) bool {
		return slices.Contains(named, t)
	})) {
		return n, end, true
	}
	seq, year, end, ok := scanSequence(s, from)
	if !ok {
		return Number{}, 0, false
	}
	if body, bodyEnd := bodyBehind(s, end); body != "" {
		if n, end, ok := withBody(seq, year, body[1:], bodyEnd); ok {
			return n, end, true
		}
	}
	if !ends(s, end) || said == "" && year == 0 && (yearLike.MatchString(seq) || counted(s, end)) {
		return Number{}, 0, false
	}
	return Number{Seq: seq, Year: year}, end, true
}

// counted says whether a unit of time follows, so that what stands before is no
// number of a document: "báo cáo 6 tháng đầu năm", "kế hoạch 5 năm"; not "nghị
// quyết 29 năm 2013", nor "ngày 04/11/2013".
func counted(s string, at int) bool {
	from := skipSpace(s, at)
	switch vntext.Term(s[from:lettersEnd(s, from)]) {
	case "tháng", "thang", "tuần", "tuan":
		return true
	case "năm", "nam", "ngày", "ngay":
		issued, _ := issuedAt(s, at)
		return issued == ""
	}
	return false
}

// issuedAt reads the day or the year of issue behind a number, "ngày 04/11/2013",
// ", ngày 04 tháng 11 năm 2013", "năm 2013", as an ISO date or a year; "" where
// there is none.
func issuedAt(s string, at int) (string, int) {
	if m := ofYear.FindStringSubmatch(s[at:]); m != nil && ends(s, at+len(m[0])) {
		return m[1], at + len(m[0])
	}
	if m := ofDay.FindString(s[at:]); m != "" {
		if date, end := dayAt(s, at+len(m)); date != "" && ends(s, end) {
			return date, end
		}
	}
	return "", at
}

// scanSequence reads "29" or "30/2020".
func scanSequence(s string, at int) (seq string, year, end int, ok bool) {
	m := sequence.FindStringSubmatch(s[at:])
	if m == nil {
		return "", 0, 0, false
	}
	if m[2] != "" {
		year, _ = strconv.Atoi(m[2])
	}
	return m[1], year, at + len(m[0]), true
}

// abbrevAt reads an abbreviation of a type of at least two letters ("L 5" is
// no law) and gives it in the spelling of the tables.
func abbrevAt(s string, at int) (string, int) {
	end := lettersEnd(s, at)
	word := s[at:end]
	if utf8.RuneCountInString(word) < 2 {
		return "", at
	}
	for _, t := range gazetteer.TypesByAbbrev(word) {
		for _, a := range t.Abbrev {
			if strings.EqualFold(a, word) || vntext.Fold(a) == vntext.Fold(word) {
				return a, end
			}
		}
	}
	return "", at
}

// bodyBehind is [bodyAt] where no type stands before the body: "NQ 29-TW", "NQ 29
// TW". Behind a blank, letters that can be a word are the next word ("tu" is tư,
// tự), unless they are capitals.
func bodyBehind(s string, at int) (string, int) {
	if at == len(s) {
		return "", at
	}
	from := skipSpace(s, at)
	letters := s[from:lettersEnd(s, from)]
	switch {
	case s[at] == '/', s[at] == '-':
	case from == at, letters != strings.ToUpper(letters) && vntext.IsSyllable(letters):
		return "", at
	}
	return bodyAt(s, at)
}

// bodyAt reads the issuer's part of a symbol after its type, with the sign
// before it: "/TW" of " TW", "-CP" of " CP".
func bodyAt(s string, at int) (string, int) {
	from := at
	for from < len(s) && (s[from] == ' ' || s[from] == '/' || s[from] == '-') {
		from++
	}
	end := lettersEnd(s, from)
	if from == at || end == from || !ends(s, end) {
		return "", at
	}
	symbol := s[from:end]
	if strings.EqualFold(symbol, "TƯ") {
		symbol = "TW"
	}
	bodies := gazetteer.BodiesBySymbol(symbol)
	switch {
	case len(bodies) == 0:
		return "", at
	case bodies[0].Party:
		return "/" + bodies[0].Symbol, end
	}
	return "-" + bodies[0].Symbol, end
}

// typeAt is the type whose name text starts with, as whole words; with marks or
// with none at all ("nghi quyet 29").
func typeAt(text string) (*gazetteer.Type, int) {
	if t, length := gazetteer.LongestType(text); t != nil && ends(text, length) {
		return t, length
	}
	first := lettersEnd(text, 0)
next:
	for _, name := range unmarkedTypes()[strings.ToLower(text[:first])] {
		at := first
		for _, w := range name.rest {
			from := skipSpace(text, at)
			end := lettersEnd(text, from)
			if from == at || !strings.EqualFold(text[from:end], w) {
				continue next
			}
			at = end
		}
		if ends(text, at) {
			return name.t, at
		}
	}
	return nil, 0
}

// An unmarked is a type's name without marks.
type unmarked struct {
	rest []string // its words after the first
	t    *gazetteer.Type
}

// unmarkedTypes are the names of types by their first word, the longest first.
var unmarkedTypes = sync.OnceValue(func() map[string][]unmarked {
	names := map[string][]unmarked{}
	for _, t := range gazetteer.Types() {
		words := strings.Fields(vntext.Fold(t.Name))
		names[words[0]] = append(names[words[0]], unmarked{words[1:], t})
	}
	for _, list := range names {
		slices.SortStableFunc(list, func(a, b unmarked) int { return len(b.rest) - len(a.rest) })
	}
	return names
})

// ends says whether no letter and no digit follows byte at.
func ends(s string, at int) bool {
	r, _ := utf8.DecodeRuneInString(s[at:])
	return at == len(s) || !unicode.In(r, unicode.L, unicode.M, unicode.N) && !strings.ContainsRune("/-%", r)
}

func lettersEnd(s string, at int) int {
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !unicode.In(r, unicode.L, unicode.M) {
			break
		}
		at += size
	}
	return at
}

func skipSpace(s string, at int) int {
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !unicode.IsSpace(r) {
			break
		}
		at += size
	}
	return at
}
