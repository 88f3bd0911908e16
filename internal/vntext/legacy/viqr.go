package legacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// viqr leads from what is typed to the letter and back.
var viqr = func() (t struct {
	letters map[string]string
	typed   map[rune]string
}) {
	t.letters, t.typed = map[string]string{}, map[rune]string{}
	for _, row := range vntext.TableRows(lettersTSV, 6) {
		typed := row[5]
		t.letters[typed] = row[0]
		t.typed[[]rune(row[0])[0]] = typed
		if strings.Contains(typed, "+") { // "*" is an older form of it
			t.letters[strings.ReplaceAll(typed, "+", "*")] = row[0]
		}
	}
	t.letters["Dd"] = "Đ"
	return t
}()

const viqrMarks = "`'?~.^(+*"

func viqrVowel(c byte) bool { return strings.IndexByte("aeiouyAEIOUY", c) >= 0 }

func asciiLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// fromVIQR reads VIQR. The marks ' ? . are punctuation too: RFC 1456 wants a
// backslash before that, but few wrote it. So a word whose marks make no
// syllable of it keeps them, and a full stop before a capital ends a sentence.
func fromVIQR(s string) string {
	strict := strings.Contains(s, `\.`) || strings.Contains(s, `\?`)
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		switch {
		case s[i] == '\\' && i+1 < len(s) && (strings.IndexByte(viqrMarks, s[i+1]) >= 0 || s[i+1] == '\\' || s[i+1]|0x20 == 'd'):
			b.WriteByte(s[i+1])
			i += 2
		case asciiLetter(s[i]):
			end := viqrWord(s, i)
			b.WriteString(readVIQR(s[i:end], s[end:], strict))
			i = end
		default:
			b.WriteByte(s[i])
			i++
		}
	}
	return b.String()
}

// viqrWord is the end of the word at byte i of s: letters, each vowel with the
// marks behind it.
func viqrWord(s string, i int) int {
	for i < len(s) && asciiLetter(s[i]) {
		vowel := viqrVowel(s[i])
		i++
		for n := 0; vowel && n < 2 && i < len(s) && strings.IndexByte(viqrMarks, s[i]) >= 0; n++ {
			i++
		}
	}
	return i
}

// readVIQR reads one word. rest is what follows it.
func readVIQR(word, rest string, strict bool) string {
	got := composeVIQR(word)
	if got == word {
		return word
	}
	if last := word[len(word)-1]; last == '.' || last == '?' {
		bare := composeVIQR(word[:len(word)-1])
		if !strict && last == '.' && sentenceEnds(word, rest) && vntext.IsSyllable(bare) || !vntext.IsSyllable(got) && vntext.IsSyllable(bare) {
			return bare + string(last)
		}
	}
	if len(word) > 2 && strings.Trim(word, "BCDFGHJKLMNPQRSTVWXZ") == "" { // "QDD", "BGDDDT"
		return strings.ReplaceAll(strings.ReplaceAll(word, "DDD", "DĐ"), "DD", "Đ")
	}
	if !vntext.IsSyllable(got) && !strings.ContainsAny(word, "`~^(+*") {
		return word // "e.g", "i.e."
	}
	return got
}

// composeVIQR reads marks and dd wherever they stand.
func composeVIQR(word string) string {
	var b strings.Builder
	for i := 0; i < len(word); {
		n := min(3, len(word)-i)
		for ; n > 1; n-- {
			if letter, ok := viqr.letters[word[i:i+n]]; ok {
				b.WriteString(letter)
				break
			}
		}
		if n <= 1 {
			b.WriteByte(word[i])
			n = 1
		}
		i += n
	}
	return b.String()
}

// sentenceEnds says whether a full stop stands between word and rest: before a
// line's end or a capital, but not inside of a title ("HO. VA` TE^N").
func sentenceEnds(word, rest string) bool {
	blank := strings.TrimLeft(rest, " \t\"')")
	if blank == "" || blank[0] == '\n' || blank[0] == '\r' {
		return true
	}
	r, _ := utf8.DecodeRuneInString(blank)
	if len(blank) == len(rest) || !unicode.IsUpper(r) && !unicode.IsDigit(r) {
		return false
	}
	title := len(word) > 2 && strings.ToUpper(word) == word && len(blank) > 1 && !unicode.IsLower(rune(blank[1]))
	return !title || unicode.IsDigit(r)
}

func toVIQR(s string) string {
	var b strings.Builder
	vowel := false  // a vowel was just written, on which a mark would be read
	afterD := false // and a d, which would be read as đ with another
	for _, r := range s {
		typed, ok := viqr.typed[r]
		switch {
		case ok:
			b.WriteString(typed)
			vowel, afterD = r != 'đ' && r != 'Đ', false
			continue
		case r < utf8.RuneSelf && vowel && strings.IndexByte(viqrMarks, byte(r)) >= 0, (r == 'd' || r == 'D') && afterD, r == '\\':
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		vowel = r < utf8.RuneSelf && viqrVowel(byte(r))
		afterD = r == 'd' || r == 'D'
	}
	return b.String()
}
