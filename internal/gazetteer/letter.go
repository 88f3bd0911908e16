package gazetteer

import (
	"unicode"
	"unicode/utf8"
)

// A letter is a lower-case base letter and its tone. Apart, the tone can be
// compared for the syllable as a whole: hoà and hòa are the same letters with
// the same tone, and so are uỷ and ủy.
type letter struct {
	base rune
	tone byte // 0 none, 1 grave, 2 acute, 3 hook, 4 tilde, 5 dot below
}

const lettersEnd = 0x1F00 // after Latin Extended Additional

// latinEnd is after Latin Extended-B. What lies between it and Latin Extended
// Additional is no Vietnamese, and is asked of the unicode package when it comes.
const (
	latinEnd   = 0x250
	latinAgain = 0x1E00
)

var letters = makeLetters()

func makeLetters() *[lettersEnd]letter {
	var t [lettersEnd]letter
	for r := range rune(lettersEnd) {
		if (r < latinEnd || r >= latinAgain) && unicode.IsLetter(r) {
			t[r] = letter{base: unicode.ToLower(r)}
		}
	}
	for _, row := range []string{
		"aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị",
		"oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ", "uùúủũụ", "ưừứửữự", "yỳýỷỹỵ",
	} {
		var base rune
		tone := byte(0)
		for _, r := range row {
			if tone == 0 {
				base = r
			}
			t[r] = letter{base, tone}
			t[unicode.ToUpper(r)] = letter{base, tone}
			tone++
		}
	}
	t['Ð'] = letter{base: 'đ'} // U+00D0, ETH, typed for U+0110
	t['ð'] = letter{base: 'đ'}
	return &t
}

// longestWord is more than any Vietnamese syllable ("nghiêng": 8 bytes) and
// most symbols need; longer words have no key and match nothing.
const longestWord = 32

// A wordKey is a word without case and tone style, in a fixed place so that
// looking up allocates nothing.
type wordKey struct {
	buf [longestWord]byte
	n   int
}

// word reads the word of letters and digits that text starts with and gives
// its length; 0 if text starts with none, or with one that is too long.
func (k *wordKey) word(text string) int {
	k.n = 0
	var tone byte
	i := 0
	for i < len(text) {
		r, size := rune(text[i]), 1
		var l letter
		switch {
		case r < utf8.RuneSelf:
			if r >= '0' && r <= '9' {
				l.base = r
			} else {
				l = letters[r]
			}
		default:
			r, size = utf8.DecodeRuneInString(text[i:])
			if r < lettersEnd {
				l = letters[r]
			}
			if l.base == 0 && (r >= latinEnd && r < latinAgain || r >= lettersEnd) && unicode.IsLetter(r) {
				l.base = unicode.ToLower(r)
			}
		}
		if l.base == 0 {
			break
		}
		if l.tone != 0 {
			tone = l.tone
		}
		if k.n+utf8.UTFMax+1 > longestWord {
			return 0
		}
		k.n += utf8.EncodeRune(k.buf[k.n:], l.base)
		i += size
	}
	if i > 0 {
		k.buf[k.n] = '0' + tone
		k.n++
	}
	return i
}

func (k *wordKey) bytes() []byte { return k.buf[:k.n] }

// space is the length of the white space that text starts with.
func space(text string) int {
	for i, r := range text {
		if !unicode.IsSpace(r) {
			return i
		}
	}
	return len(text)
}

// keyOf is the words of name for comparison: no case, no tone style, white
// space and punctuation between words counted as one space.
func keyOf(name string) string {
	out := make([]byte, 0, len(name)+8)
	var k wordKey
	for i := 0; i < len(name); {
		n := k.word(name[i:])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(name[i:])
			i += size
			continue
		}
		if len(out) > 0 {
			out = append(out, ' ')
		}
		out = append(out, k.bytes()...)
		i += n
	}
	return string(out)
}
