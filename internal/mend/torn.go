package mend

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

// specks are signs that a reader sees in dirt between letters.
const specks = ".,'`|~^_:·"

// speck is the length of a speck at byte i, 0 if there is none or if it stands
// before a blank, as marks of a sentence do.
func speck(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	if !strings.ContainsRune(specks, r) || i+size >= len(s) || s[i+size] == ' ' || s[i+size] == '\n' {
		return 0
	}
	return size
}

// tear is the length of what can stand inside a torn word: a blank or a line
// break, a speck, or a speck and a blank behind it.
func tear(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	if s[i] == ' ' || s[i] == '\n' {
		return 1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	if !strings.ContainsRune(specks, r) {
		return 0
	}
	if i+size < len(s) && s[i+size] == ' ' {
		size++
	}
	return size
}

// tornDigits is digits for a run of which a blank or a speck tears off a part: "1
// 35", "20'25".
func tornDigits(s string, at, most int) (run string, end, right int) {
	first, i, n := digits(s, at, most)
	if first == "" {
		return "", at, 0
	}
	gap := tear(s, i)
	if gap == 0 || s[i] == ',' || s[i] != ' ' && s[i+gap-1] == ' ' { // "số 18, 19-NQ/TW" are two
		return "", at, 0
	}
	second, after, m := digits(s, i+gap, most-len(first))
	if second == "" || m == 0 {
		return "", at, 0
	}
	return first + second, after, n + m
}

// torn reads on in a part of a symbol, bytes at to end, that a blank or a speck has
// torn: "TT-B TC", "QH1 5", "N.Đ-CP". Both pieces together must be what a table
// knows, and the first alone nothing. A law's term that was lost is that of its
// year. end is given back where nothing was torn.
func torn(s string, at, end, parts, year int) (part string, behind int) {
	first := s[at:end]
	if first == "" || !unicode.IsUpper(vntext.FirstRune(first)) && vntext.FirstRune(first) != 'đ' {
		return first, end
	}
	if whole := lostLetter(s, first, end, parts, year); whole != "" {
		return whole, end
	}
	head := strings.TrimRight(first, "0123456789")
	ofHouse := head == "QH" || head == "UBTVQH" || head == "UBTVOH" || head == "OH"
	if _, ok := symbolOf(first, parts == 0); ok && !ofHouse {
		return first, end
	}
	if gap := tear(s, end); gap > 0 {
		if from, to := nextWord(s, end+gap); from == end+gap {
			whole := first + s[from:to]
			mended, ok := symbolOf(whole, parts == 0)
			switch {
			case !ok, parts == 0 && symbols().types[capitals(whole)] == nil && !ofHouse:
			case ofHouse && strings.Trim(s[from:to], "0123456789lISOBZ") != "":
			default:
				return ofTerm(mended, year), to
			}
		}
	}
	if ofHouse && year > 0 && len(first)-len(head) < 2 {
		if term := onlyTerm(year, first[len(head):]); term != "" {
			return strings.ReplaceAll(head, "O", "Q") + term, end
		}
	}
	return first, end
}

// lostLetter is the part of a symbol, the parts-th, that first is with one letter
// lost, where only one can be: the H15 of a law is QH15, the T of T-BYT is TT, the
// TT behind a type TTg; "" where none is.
func lostLetter(s, first string, end, parts, year int) string {
	if parts == 0 {
		if kind, _ := markAt(s, end); kind == '-' && year > 0 {
			switch first {
			case "T":
				return "TT"
			case "Q":
				return "QĐ"
			case "N":
				return "NĐ"
			}
		}
		if head := strings.TrimRight(first, "0123456789"); year > 0 && (head == "Q" || head == "H" || head == "O") && len(first) == len(head)+2 {
			if term := onlyTerm(year, first[len(head):]); term != "" {
				return "QH" + term
			}
		}
		return ""
	}
	if parts != 1 {
		return ""
	}
	if first == "TT" {
		return "TTg"
	}
	if utf8.RuneCountInString(first) < 3 || utf8.RuneCountInString(first) > 6 {
		return ""
	}
	if _, ok := symbolOf(first, false); ok {
		return ""
	}
	return longerBodies()[first]
}

// longerBodies leads from the symbol of a body, of four letters or more, with one
// letter lost to the symbol: the one that most bodies bear (UBN is UBND, borne in
// every place, not UBĐN, borne once), none where two are alike in that.
var longerBodies = sync.OnceValue(func() map[string]string {
	borne := make(map[string]int)
	for _, b := range gazetteer.Bodies() {
		borne[b.Symbol]++
	}
	of := make(map[string]string)
	most := make(map[string]int)
	for symbol, n := range borne {
		if utf8.RuneCountInString(symbol) < 4 {
			continue
		}
		for i, r := range symbol {
			short := symbol[:i] + symbol[i+utf8.RuneLen(r):]
			switch {
			case n > most[short]:
				of[short], most[short] = symbol, n
			case n == most[short] && of[short] != symbol:
				of[short] = ""
			}
		}
	}
	return of
})

// onlyTerm is the term of the Quốc hội in a year, where there is one alone and its
// figures begin with those that were read; else "".
func onlyTerm(year int, read string) string {
	only := ""
	for term, t := range terms {
		if s := strconv.Itoa(term); t[0] <= year && year <= t[1] && strings.HasPrefix(s, read) {
			if only != "" {
				return ""
			}
			only = s
		}
	}
	return only
}
