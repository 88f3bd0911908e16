package layer

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// oddCharacters counts the characters of text that nobody reads, and all that
// have ink.
func oddCharacters(text string) (odd, all int) {
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			continue
		case r == utf8.RuneError, unicode.Is(unicode.Co, r), unicode.IsControl(r):
			odd++
		}
		all++
	}
	return odd, all
}

// likeWords counts the words that could be of some language: with a vowel,
// neither very long nor with capitals inside, of letters of one script. A text
// layer with shifted codes ("&{QJ KzD") has few such. Rules and leaders are no
// words.
func likeWords(text string) (good, all int) {
	for field := range strings.FieldsSeq(text) {
		if strings.Trim(field, "._-–—…*+=•|:;,()/") == "" {
			continue // leaders, rules, bullets
		}
		all++
		if machineName.MatchString(strings.Trim(field, ".,;:()\"'")) {
			good++
			continue
		}
		if strings.ContainsAny(field, "$&<>{}[]|\\^~#*+=") && len(field) > 1 && strings.TrimFunc(field, wordish) != "" {
			continue // "48<(1"; some such are in every text
		}
		if likeWord(strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })) {
			good++
		}
	}
	return good, all
}

// machineName matches what people print for machines: "vanthu@ankhe.gov.vn",
// "https://ankhe.gov.vn/a?b=1", "www.ankhe.gov.vn", "so_ky_hieu". A page of such
// is no junk, and recognition would spoil it.
var machineName = regexp.MustCompile(`^(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?|ftp)://[!-~]+|www\.[\w.-]+[!-~]*|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)$`)

// wordish says whether r is a character of words and numbers, or encloses them.
func wordish(r rune) bool {
	return r != '+' && r != '$' && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(".,;:()[]<>\"'!?-/%*“”°’′″", r))
}

// units are signs of numbers: 18°52’55,6”, 12:30, 5%.
const units = "°”\"′″%‰:×"

func likeWord(w string) bool {
	letters, vowels, signs, measures, digits, n := 0, 0, 0, 0, 0, 0
	latin, foreign, lower := false, false, false
	for _, r := range w {
		n++
		if unicode.IsLetter(r) {
			latin = latin || unicode.Is(unicode.Latin, r)
			foreign = foreign || !unicode.Is(unicode.Latin, r)
			if lower && unicode.IsUpper(r) {
				return false // "KzD"
			}
			lower = unicode.IsLower(r)
		}
		switch {
		case strings.ContainsRune("aeiouyAEIOUY", r) || r >= 0xC0 && unicode.IsLetter(r):
			vowels++
			letters++
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		case strings.ContainsRune(units, r):
			measures++
		case !strings.ContainsRune("-/.,'’()", r):
			signs++
		}
	}
	if digits == 0 || letters > 0 {
		signs += measures
	}
	switch {
	case n == 0 || signs > 0 || latin && foreign: // "ӜQJ"
		return false
	case letters == 0:
		return true
	case foreign:
		return n <= 400 // Chinese has no blanks
	case digits > 0 || strings.ContainsAny(w, "/-."):
		return n <= 60
	}
	return n <= 40 && vowels > 0 && vowels*6 >= letters || n <= 3
}
