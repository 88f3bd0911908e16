package vntext

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Classes of characters.
const (
	isLetter uint8 = 1 << iota
	isDigit
	isVowel // of the Vietnamese alphabet
)

// A letter is what is known of one character of the table.
type letter struct {
	lower uint16 // the character as Term writes it
	fold  uint16 // the character as Fold writes it
	code  uint8  // place in alphabet, from 1, without tone; 0: not Vietnamese
	tone  uint8  // place in toneMarks, from 1; 0: none (ngang)
	class uint8
}

// alphabet holds the letters of Vietnamese without tones. A letter's code is
// its place from 1, so that five bits hold it.
var alphabet = [...]rune{'a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'g', 'h', 'i', 'k', 'l', 'm', 'n',
	'o', 'ô', 'ơ', 'p', 'q', 'r', 's', 't', 'u', 'ư', 'v', 'x', 'y'}

// toneMarks holds the combining tone marks: huyền, sắc, hỏi, ngã, nặng.
var toneMarks = [...]rune{'\u0300', '\u0301', '\u0309', '\u0303', '\u0323'}

// The tones that a final p, t, c, ch can bear.
const (
	sac  = 2
	nang = 5
)

const (
	latinEnd = 0x300 // the table holds U+0000 to U+02FF ...
	extFirst = 0x1E00
	extEnd   = 0x1F00 // ... and U+1E00 to U+1EFF
)

// table is read-only after it was made: 1,024 characters.
var table = makeTable()

// ascii holds the classes of the ASCII characters, apart from table for speed.
var ascii = func() (a [utf8.RuneSelf]uint8) {
	for i := range a {
		a[i] = table[i].class
	}
	return
}()

// toned leads from letter code and tone to the composed letter.
var toned = func() (t [len(alphabet) + 1][len(toneMarks) + 1]uint16) {
	for i := range table {
		if l := &table[i]; l.code > 0 && rune(l.lower) == runeAt(i) {
			t[l.code][l.tone] = l.lower
		}
	}
	return
}()

// letterOf is the table's entry for r, nil where the table has none.
func letterOf(r rune) *letter {
	switch {
	case uint32(r) < latinEnd:
		return &table[r]
	case uint32(r)-extFirst < extEnd-extFirst:
		return &table[r-extFirst+latinEnd]
	}
	return nil
}

func runeAt(i int) rune {
	if i < latinEnd {
		return rune(i)
	}
	return rune(i-latinEnd) + extFirst
}

func makeTable() *[latinEnd + extEnd - extFirst]letter {
	t := new([latinEnd + extEnd - extFirst]letter)
	for i := range t {
		r := runeAt(i)
		lower := lowerOf(r)
		l := letter{lower: uint16(lower), fold: uint16(lower)}
		var rest []rune // the lower letter without its tone
		for _, d := range norm.NFD.String(string(lower)) {
			if tone := index(toneMarks[:], d); tone >= 0 && l.tone == 0 {
				l.tone = uint8(tone + 1)
			} else {
				rest = append(rest, d)
			}
		}
		if len(rest) > 0 && lower != 'đ' {
			l.fold = uint16(rest[0])
		}
		if lower == 'đ' {
			l.fold = 'd'
		}
		base := []rune(norm.NFC.String(string(rest)))
		if len(base) == 1 {
			l.code = uint8(index(alphabet[:], base[0]) + 1)
		}
		if l.code == 0 {
			l.tone = 0
		}
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			l.class |= isLetter
		case unicode.IsDigit(r):
			l.class |= isDigit
		}
		if l.code > 0 {
			switch l.fold {
			case 'a', 'e', 'i', 'o', 'u', 'y':
				l.class |= isVowel
			}
		}
		t[i] = l
	}
	return t
}

func index(rs []rune, r rune) int {
	for i, x := range rs {
		if x == r {
			return i
		}
	}
	return -1
}

// lowerOf is r in lower case, the look-alikes of Vietnamese letters mended.
func lowerOf(r rune) rune {
	switch r {
	case 'Ð', 'ð', 'Ɖ', 'ɖ': // ETH and AFRICAN D: "NÐ-CP" has U+00D0 in law portals and old fonts
		return 'đ'
	case 'Ƣ', 'ƣ': // OI: a bad font map writes "UBND PHƢỜNG"
		return 'ư'
	}
	return unicode.ToLower(r)
}

// latinOf is the Latin letter, in lower case, that looks like the Cyrillic
// letter r: "06/2026/TT-BTС" ends in U+0421. 0 where none does. Of small
// letters only those that look alike themselves count: т is no t.
func latinOf(r rune) rune {
	switch r {
	case 'А', 'а':
		return 'a'
	case 'В':
		return 'b'
	case 'С', 'с':
		return 'c'
	case 'Е', 'е':
		return 'e'
	case 'Н':
		return 'h'
	case 'І', 'і':
		return 'i'
	case 'Ј', 'ј':
		return 'j'
	case 'К':
		return 'k'
	case 'М':
		return 'm'
	case 'О', 'о':
		return 'o'
	case 'Р', 'р':
		return 'p'
	case 'Ѕ', 'ѕ':
		return 's'
	case 'Т':
		return 't'
	case 'У', 'у':
		return 'y'
	case 'Х', 'х':
		return 'x'
	}
	return 0
}
