package cite

import (
	"strings"

	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
)

// Limits of what belongs to one mention. They keep the finder linear.
const (
	mostListed   = 40  // instruments that share one type word
	mostFiller   = 5   // words between the type word and "số"
	longestTitle = 40  // words of a law's title
	longestRun   = 900 // bytes of the title of an amending law
	mentionEvery = 512 // bytes of text for one mention, as a guess
)

// A found is one mention as it stands in the text, before it is known which
// instrument it names.
type found struct {
	typ        string // name of the type, "" if unknown
	start, end int    // bytes of the flow's text
	number     string // normalised; "" for a law by name
	year       int    // of the number; 0 if it has none
	date       string // ISO date, or a year; "" if none is printed
	issuer     string // as printed, on one line; "" if none
	term       string
	title      string // of a law cited by name
	law        bool   // a type that is cited by name
	standard   bool   // a code: QCVN, TCVN
	bare       bool   // number is a sequence alone: "Nghị quyết 29"
	key        string // of a resolution by name, "Nghị quyết Đại hội XIII": what is one name
	list       int    // mentions of one list with one type word share it; 0: alone
	confidence float64

	id    int    // of the mention, from 1 in the order of the text
	of    int    // of a pointer: id of the mention that it stands for
	short bool   // repeats neither number nor name
	about string // words behind it that can be its title, where they are asked for

	relation string // set by relate
	quoted   bool   // stands in words that an amendment puts into another act
	subject  bool   // the relation is that of the document's own title
	bill     bool   // an item of a list of bills: no citation
}

// A finder goes through the text once, from left to right.
type finder struct {
	text, low string
	found     []found
	lists     int
	claimed   int             // where "số" or "ngày" of a law with laws in its title stands; not theirs
	names     map[string]bool // keys of laws' titles that a number or a date bounds somewhere
	firsts    map[string]bool // their first words, in small letters
	bills     map[string]bool // keys of titles of bills
	bill      int             // end of the last bill
	ofLaw     bool            // the document is a law or an ordinance

	pointers    []pointer
	definitions []definition
}

// What a mention can begin with, by its first byte.
const (
	nothing = iota
	aType   // a capital that a type's name begins with
	aDieu   // the first byte of Đ, or of ETH typed for it; also of other letters
	aSo     // "số"
	aDigit
)

// begins holds the classes of all bytes. Most begin nothing, and are passed over
// in a loop that does nothing else.
var begins = func() (set [256]uint8) {
	for _, t := range gazetteer.Types() {
		set[t.Name[0]] = aType
	}
	set[0xC3], set[0xC4] = aDieu, aDieu
	set['s'], set['S'] = aSo, aSo
	for c := '0'; c <= '9'; c++ {
		set[c] = aDigit
	}
	return set
}()

func newFinder(text string) *finder {
	return &finder{text: text, low: lower(text), found: make([]found, 0, len(text)/mentionEvery+8), names: map[string]bool{}, firsts: map[string]bool{}, bills: map[string]bool{}, claimed: -1}
}

// run finds all mentions.
func (f *finder) run() {
	text := f.text
	for i := 0; i < len(text); {
		c := text[i]
		end := 0
		switch begins[c] {
		case nothing:
			i++
			continue
		case aDieu:
			if i+1 < len(text) && text[i+1] == 0x90 && startsWord(text, i) {
				end = f.atCapital(i)
			}
		case aType:
			if startsWord(text, i) {
				end = f.atCapital(i)
			}
		case aSo:
			if strings.HasPrefix(f.low[i:], "số") && startsWord(text, i) {
				if c == 's' || f.afterMark(i) {
					end = f.atSo(i)
				}
			} else if c == 'S' && startsWord(text, i) { // Sắc lệnh, Sao lục
				end = f.atCapital(i)
			}
		case aDigit:
			if end = f.atDigit(i); end <= i {
				for i++; i < len(text) && vntext.IsDigit(text[i]); i++ {
				}
				continue
			}
		}
		i = max(i+1, end)
	}
}

// afterMark says whether a colon or the like stands before at: "tại các Tờ trình:
// Số 202/TTr-BNV ngày ...", but not "Số: 202/TTr-BNV" in a head.
func (f *finder) afterMark(at int) bool {
	end := trimRight(f.low, at)
	return end > 0 && strings.IndexByte(":;,", f.low[end-1]) >= 0
}

// atCapital reads a mention whose type word or code starts at at, and gives the
// byte to go on from; at or less if there is none.
func (f *finder) atCapital(at int) int {
	if end := f.code(at, at); end > 0 {
		return end
	}
	t, n := gazetteer.LongestType(f.text[at:])
	if t == nil {
		return 0
	}
	end := at + n
	if t.Law {
		if after := f.lawAt(t, at, end); after > 0 {
			return after
		}
		return f.pointing(t.Name, at, end)
	}
	switch t.Name {
	case "Quy chuẩn", "Tiêu chuẩn":
		return f.standardWords(at, end)
	}
	if after := f.numbered(t.Name, at, end); after > 0 {
		return after
	}
	if after := f.statute(t.Name, at, end); after > 0 {
		return after
	}
	return f.pointing(t.Name, at, end)
}

// numbered reads "số 29-NQ/TW ngày ... của ..." after the type word that ends
// at end, also with words between ("Kế hoạch phối hợp số 5-KH/...", "Quyết định
// của Bộ trưởng Bộ Y tế số ...").
func (f *finder) numbered(typ string, start, end int) int {
	at := skip(f.low, end)
	if after := f.list(typ, start, at); after > 0 {
		return after
	}
	if after := f.bareNumbers(typ, start, at); after > 0 {
		return after
	}
	if after := f.congressName(typ, start, at); after > 0 {
		return after
	}
	if at < len(f.low) && f.low[at] == ':' && follows(f.low, start, "các") {
		// "các Nghị quyết: số 43/2022/QH15, 54/2017/QH14": no symbol tells their type.
		if so := skip(f.low, at+1); phrase(f.low, so, "số") > 0 {
			return f.list(typ, so, so)
		}
	}
	if of := phrase(f.low, at, "của"); of > 0 {
		s := f.issuer(skip(f.low, of), false)
		if s.end == 0 {
			return 0
		}
		at = skip(f.low, s.end)
		if strings.HasPrefix(f.low[at:], ",") || strings.HasPrefix(f.low[at:], ":") { // "Nghị định của Chính phủ: số 1"
			at = skip(f.low, at+1)
		}
		if phrase(f.low, at, "số") == 0 {
			return 0
		}
		first := len(f.found)
		after := f.list(typ, start, at)
		if after > 0 && f.found[first].issuer == "" {
			f.found[first].issuer = s.name
		}
		return after
	}
	for range mostFiller {
		word := wordEnd(f.low, at)
		if word == at || isUpper(f.text, at) || f.low[at:word] == "này" {
			return 0
		}
		next := skip(f.low, word)
		if next == word {
			return 0
		}
		at = next
		if phrase(f.low, at, "số") > 0 {
			return f.list(typ, start, at)
		}
	}
	return 0
}

// soAt gives the byte after "số", ":" and white space, and whether "số" was
// there at all.
func (f *finder) soAt(at int) (int, bool) {
	end := phrase(f.low, at, "số")
	if end == 0 {
		return at, false
	}
	end = wideSkip(f.low, end)
	if end < len(f.low) && (f.low[end] == ':' || f.low[end] == '.') {
		end = skip(f.low, end+1)
	}
	return end, true
}

// list reads one or more numbers with their dates and issuers, at at ("số" or
// the number itself), all of type typ, and records them. It gives the end of
// the last one, 0 if there is no number.
func (f *finder) list(typ string, start, at int) int {
	first := len(f.found)
	f.lists++
	end := 0
	for len(f.found)-first < mostListed {
		digits, so := f.soAt(at)
		if so && at == f.claimed {
			break
		}
		n, after, ok := number.Scan(f.text, digits)
		if !ok && so {
			ok = f.bare(typ, start, digits)
			if ok {
				last := &f.found[len(f.found)-1]
				start = last.start
				n, after, ok = number.Scan(f.text, start)
				f.found = f.found[:len(f.found)-1]
			}
		}
		if !ok || len(f.found) > first && !so && n.Type == "" && n.Year == 0 {
			break
		}
		m := found{typ: typ, start: start, end: after, number: n.Text, year: n.Year, list: f.lists, confidence: sureNumber(typ, n)}
		if len(f.found) > first && so {
			m.typ = typeInList(typ, n)
		}
		f.tail(&m)
		end = m.end
		f.found = append(f.found, m)
		next, ok := f.separator(end)
		if !ok {
			break
		}
		start, at = next, next
	}
	f.carry(first)
	return end
}

// typeInList is the type of a further number of a list of typ: its own where
// its symbol is of another, "Tờ trình số 202/TTr-BNV, số 201/BC-BNV".
func typeInList(typ string, n number.Number) string {
	types := gazetteer.TypesByAbbrev(n.Type)
	if n.Type == "" || len(types) == 0 {
		return typ
	}
	for _, t := range types {
		if t.Name == typ {
			return typ
		}
	}
	return types[0].Name
}

// bare reads the sequences of "số 18, 19-NQ/TW" that stand before the one with
// the symbol, which they share, and records them and, as the last one, the
// start of that.
func (f *finder) bare(typ string, start, at int) bool {
	type piece struct{ start, end int }
	var pieces []piece
	for len(pieces) < mostListed {
		end := at
		for end < len(f.low) && vntext.IsDigit(f.low[end]) {
			end++
		}
		if end == at || end-at > 5 {
			return false
		}
		if n, _, ok := number.Scan(f.text, at); ok {
			if len(pieces) == 0 {
				return false
			}
			for i, p := range pieces {
				m := found{typ: typ, start: p.start, end: p.end, year: n.Year, list: f.lists, confidence: 0.9}
				if i == 0 {
					m.start = start
				}
				m.number = f.text[at-(at-p.start):p.end] + strings.TrimPrefix(n.Text, n.Seq)
				f.found = append(f.found, m)
			}
			f.found = append(f.found, found{start: at})
			return true
		}
		pieces = append(pieces, piece{at, end})
		next, ok := f.separator(end)
		if !ok {
			return false
		}
		at, _ = f.soAt(next)
	}
	return false
}

// separator gives the byte after ", ", " và ", "; " and the like at at, if one
// is there.
func (f *finder) separator(at int) (int, bool) {
	i := skip(f.low, at)
	found := false
	if i < len(f.low) && (f.low[i] == ',' || f.low[i] == ';') {
		i = skip(f.low, i+1)
		found = true
	}
	if end := anyPhrase(f.low, i, listWords); end > 0 {
		i = skip(f.low, end)
		found = true
	}
	return i, found
}

var listWords = []string{"và", "hoặc", "hay", "cùng"}

// carry gives the date and issuer at the end of a list with one type word to
// the entries before that have none.
func (f *finder) carry(first int) {
	for i := len(f.found) - 2; i >= first; i-- {
		m, next := &f.found[i], &f.found[i+1]
		if m.date == "" {
			m.date = next.date
		}
		if m.issuer == "" {
			m.issuer, m.term = next.issuer, next.term
		}
	}
}
