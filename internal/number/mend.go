package number

import "unicode"

// mend gives the letter or mark that r stands for, and whether a letter was
// changed. Cyrillic and Greek capitals come from keyboards and fonts that look
// the same (the С of "06/2026/TT-BTС" in a law portal), ETH from Windows-1252.
func mend(r rune) (rune, bool) {
	if r < 0x80 {
		return r, false
	}
	switch r {
	case '⁄', '∕', '／':
		return '/', false
	case '‐', '‑', '‒', '–', '—', '−', '－', '\u00ad':
		return '-', false
	case 'Ð', 'Ɖ':
		return 'Đ', true
	case 'ð':
		return 'đ', true
	case 'А', 'Α':
		return 'A', true
	case 'В', 'Β':
		return 'B', true
	case 'С', 'Ϲ':
		return 'C', true
	case 'Е', 'Ε':
		return 'E', true
	case 'Н', 'Η':
		return 'H', true
	case 'І', 'Ι':
		return 'I', true
	case 'К', 'Κ':
		return 'K', true
	case 'М', 'Μ':
		return 'M', true
	case 'О', 'Ο':
		return 'O', true
	case 'Р', 'Ρ':
		return 'P', true
	case 'Ѕ':
		return 'S', true
	case 'Т', 'Τ':
		return 'T', true
	case 'У', 'Υ':
		return 'Y', true
	case 'Х', 'Χ':
		return 'X', true
	case 'Ν':
		return 'N', true
	case 'а':
		return 'a', true
	case 'с':
		return 'c', true
	case 'е':
		return 'e', true
	case 'о':
		return 'o', true
	case 'р':
		return 'p', true
	case 'х':
		return 'x', true
	case 'у':
		return 'y', true
	}
	return r, false
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isCapital(r rune) bool { return unicode.IsUpper(r) }

// isSmall says whether r can be a small letter inside a symbol ("TTg", "CTr",
// "QyĐ"): a consonant or y. So the "Về" of "12/QĐ-UBND - Về" is none.
func isSmall(r rune) bool {
	return r >= 'a' && r <= 'z' && r != 'a' && r != 'e' && r != 'i' && r != 'o' && r != 'u' || r == 'đ'
}

func isSymbolRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
