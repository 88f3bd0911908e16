package ink

import (
	"unicode"

	"vanthu/internal/vntext"
)

// advances are the widths of letters in Times, in thousandths of an em, for the
// letters that stand in the words around a cell. Decree 30 prescribes Times New
// Roman; the faces in use before it have nearly the same widths.
// Source: Adobe Core 14 AFM, Times-Roman.
var advances = map[rune]float64{
	'-': 333, '/': 278, ':': 278, '.': 250, ',': 250, ' ': 250,
	'A': 722, 'B': 667, 'C': 667, 'D': 722, 'E': 611, 'G': 722, 'H': 722, 'I': 333, 'K': 722, 'L': 611, 'M': 889, 'N': 722,
	'O': 722, 'P': 556, 'Q': 722, 'R': 667, 'S': 556, 'T': 611, 'U': 722, 'V': 722, 'X': 722, 'Y': 722,
	'a': 444, 'c': 444, 'e': 444, 'g': 500, 'h': 500, 'i': 278, 'm': 778, 'n': 500, 'o': 500, 'r': 333, 't': 278, 'u': 500, 'y': 500,
}

// digitAdvance is the width of a digit, 500 thousandths in every cut of Times.
const digitAdvance = 0.5

// digitHeight is the height of a digit in Times, in em; a capital has 0.662.
const digitHeight = 0.676

// emsOf is the width of a printed word in em.
func emsOf(word string) float64 {
	sum := 0.0
	for _, r := range word {
		letter := vntext.FoldRune(r)
		if unicode.IsUpper(r) {
			letter = unicode.ToUpper(letter)
		}
		if w, ok := advances[letter]; ok {
			sum += w
		} else {
			sum += 500
		}
	}
	return sum / 1000
}
