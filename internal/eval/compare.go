package eval

import (
	"strings"
	"unicode"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// same says whether got is gold by the rule of field f. "" is no value.
func same(f field, gold, got string) bool {
	if gold == "" || got == "" {
		return gold == got
	}
	switch f {
	case fNumber:
		return numberKey(gold) == numberKey(got)
	case fIssuer:
		return sameOrLonger(vntext.Key(gold), vntext.Key(got))
	case fSubject:
		return subjectKey(gold) == subjectKey(got)
	default:
		return vntext.Key(gold) == vntext.Key(got)
	}
}

// sameOrLonger: "Ủy ban nhân dân" may be "Ủy ban nhân dân tỉnh Hà Sơn", but
// "Bộ Y" is not "Bộ Y tế" cut short, and "Ban Bí" not "Ban Bía".
func sameOrLonger(gold, got string) bool {
	rest, ok := strings.CutPrefix(got, gold)
	if !ok {
		return false
	}
	for _, r := range rest {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}
	return true
}

// subjectKey drops the one opening that a subject may leave out, the longest first.
func subjectKey(s string) string {
	key := vntext.Key(s)
	for _, opening := range [...]string{"về việc ", "về ", "v/v: ", "v/v "} {
		if rest, ok := strings.CutPrefix(key, opening); ok {
			return rest
		}
	}
	return key
}

// lookAlikes are the letters that pass for others in numbers, in lower case.
// Typists take the Cyrillic С of "TT-BTС" from another keyboard; ETH stands for
// Đ in text of legacy fonts; U+2044 comes out of word processors.
var lookAlikes = strings.NewReplacer(
	"а", "a", "в", "b", "с", "c", "е", "e", "н", "h", "і", "i", "ј", "j", "к", "k", "м", "m",
	"о", "o", "р", "p", "ѕ", "s", "т", "t", "у", "y", "х", "x",
	"ð", "đ", "ɖ", "đ",
	"\u2044", "/", "\u2215", "/",
	"\u2010", "-", "\u2011", "-", "\u2012", "-", "\u2013", "-", "\u2014", "-", "\u2212", "-",
)

// numberKey is a number for comparison. Leading zeros stay: the rule knows no
// arithmetic.
func numberKey(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, vntext.NFC(s))
	return lookAlikes.Replace(s)
}

// ranks stand before a signer's name, the longer of two that begin alike first.
// Catalogues keep them with the name, gold and records apart.
var ranks = [...]string{
	"phó đô đốc", "chuẩn đô đốc", "đô đốc",
	"đại tướng", "thượng tướng", "trung tướng", "thiếu tướng",
	"đại tá", "thượng tá", "trung tá", "thiếu tá",
	"đại úy", "thượng úy", "trung úy", "thiếu úy",
	"gs.ts.", "gs.ts", "gs. ts.", "pgs.ts.", "pgs.ts", "pgs. ts.", "gs.", "pgs.", "ts.", "ths.", "bs.",
}

// withoutRank is a name as printed after "(Đã ký)" without what stands before it.
func withoutRank(name string) string {
	key := vntext.Key(name)
	for _, rank := range ranks {
		if rest, ok := strings.CutPrefix(key, rank+" "); ok {
			return lastWords(name, len(strings.Fields(rest)))
		}
	}
	return name
}

// lastWords are the last n words of s as they stand there.
func lastWords(s string, n int) string {
	words := strings.Fields(s)
	return strings.Join(words[max(len(words)-n, 0):], " ")
}

// sharedWords is how many words a and b, both keys, have in common, as a share
// of the longer one's. A word that stands twice must be found twice.
func sharedWords(a, b string) float64 {
	left := make(map[string]int)
	var n, m, common int
	for from, to := range vntext.Words(a) {
		left[a[from:to]]++
		n++
	}
	for from, to := range vntext.Words(b) {
		m++
		if w := b[from:to]; left[w] > 0 {
			left[w]--
			common++
		}
	}
	if n == 0 || m == 0 {
		return 0
	}
	return float64(common) / float64(max(n, m))
}

// contradict says whether two dates cannot be one: both are known and neither
// is the year of the other ("2013", "2013-11-04").
func contradict(a, b corpus.Optional) bool {
	return a != "" && b != "" && !strings.HasPrefix(string(a), string(b)) && !strings.HasPrefix(string(b), string(a))
}

// label names an instrument in a report: "Nghị định 25/2025/NĐ-CP", "Luật Đất đai".
func label(typ, number, title corpus.Optional) string {
	name := number
	if name == "" {
		name = title
	}
	return strings.TrimSpace(string(typ) + " " + string(name))
}
