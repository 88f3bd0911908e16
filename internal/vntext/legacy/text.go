package legacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// Convert is a text in e, whose fonts are lost, in Unicode. It does what Decode
// does, and mends what such texts have suffered on their way: ư of TCVN3, which
// is the soft hyphen elsewhere, comes as "-" or is gone, and titles typed with
// the shift key have capitals for ASCII letters only. A line with words in
// Unicode keeps all words that are sound as they stand. White space stays, so
// that the n-th word of s is the n-th word of the result.
func (e Encoding) Convert(s string) string {
	if e == None || e == VIQR {
		return e.Decode(s)
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	for line := range strings.Lines(strings.ToValidUTF8(s, "\ufffd")) {
		b.WriteString(e.convertLine(line))
	}
	return vntext.NFC(b.String())
}

// A run is a stretch of a line: a word in the encoding, or what stands between.
type run struct {
	from, text string
	word       bool
}

func (e Encoding) convertLine(line string) string {
	mixed := sound(line)
	var runs []run
	for len(line) > 0 {
		end := strings.IndexFunc(line, e.parts)
		switch {
		case end < 0:
			end = len(line)
		case end == 0:
			_, end = utf8.DecodeRuneInString(line)
			// A hyphen may be ư: "h-íng".
			if n := e.hyphenated(runs, line[end:]); line[0] == '-' && n > 0 {
				from := line[:end+n]
				if k := len(runs); k > 0 && runs[k-1].word {
					from, runs = runs[k-1].from+from, runs[:k-1]
				}
				line = line[end+n:]
				runs = append(runs, run{from, e.Decode(strings.Replace(from, "-", "\u00ad", 1)), true})
				continue
			}
			runs = append(runs, run{text: line[:end]})
			line = line[end:]
			continue
		}
		runs = append(runs, run{line[:end], e.convertWord(line[:end], mixed), true})
		line = line[end:]
	}
	if e == TCVN3 || e == VISCII {
		raise(runs)
	}
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.text)
	}
	return b.String()
}

// hyphenated is the length of the word at the start of rest where the hyphen
// before it stands for ư; 0 where it is a hyphen.
func (e Encoding) hyphenated(before []run, rest string) int {
	if e != TCVN3 {
		return 0
	}
	end := strings.IndexFunc(rest, e.parts)
	if end < 0 {
		end = len(rest)
	}
	left := ""
	if k := len(before); k > 0 && before[k-1].word {
		left = before[k-1].from
	}
	if end == 0 || !vntext.IsSyllable(e.Decode(left+"\u00ad"+rest[:end])) {
		return 0
	}
	if left != "" && vntext.IsSyllable(e.Decode(left)) && vntext.IsSyllable(e.Decode(rest[:end])) {
		return 0 // "kinh tÕ-x· héi"
	}
	if left == "" && vntext.IsSyllable(e.Decode(rest[:end])) {
		return 0 // a list's dash
	}
	return end
}

func (e Encoding) convertWord(word string, mixed bool) string {
	if sound(word) {
		return word
	}
	read := e.Decode(word)
	if mixed && (vntext.IsSyllable(word) || !vntext.IsSyllable(read)) {
		return word
	}
	if e == TCVN3 && read != word && !vntext.IsSyllable(read) {
		// ư before ơ is gone: "®îc".
		if i := strings.IndexAny(read, "ơờớởỡợ"); i >= 0 {
			if whole := read[:i] + "ư" + read[i:]; vntext.IsSyllable(whole) {
				return whole
			}
		}
	}
	return read
}

// raise writes words as capitals whose ASCII letters are: "CéNG HOµ X·" is
// typed in a font that has no capitals with a tone. A word of one capital and
// marked letters follows its neighbours.
func raise(runs []run) {
	last := -1 // the word before, where it was raised
	for i := range runs {
		r := &runs[i]
		if !r.word {
			continue
		}
		capitals, small := 0, 0
		for _, c := range r.from {
			switch {
			case 'A' <= c && c <= 'Z':
				capitals++
			case 'a' <= c && c <= 'z':
				small++
			}
		}
		if small > 0 {
			last = -1
			continue
		}
		next := ""
		for _, n := range runs[i+1:] {
			if n.word {
				next = n.from
				break
			}
		}
		if capitals > 1 || last >= 0 || r.text != r.from && len(next) > 1 && strings.IndexFunc(next, func(c rune) bool { return 'a' <= c && c <= 'z' }) < 0 && strings.IndexFunc(next, unicode.IsUpper) >= 0 {
			r.text = strings.ToUpper(r.text)
			last = i
			continue
		}
		last = -1
	}
}

// Letter is what one byte stands for when it is drawn: a letter, or the marks
// that sit on the letter before it, as combining characters; "" where the
// encoding does not use the byte. In a capital font it gives capitals.
func (e Encoding) Letter(b byte) string {
	base, capital := e, false
	switch e {
	case TCVN3Capitals:
		base, capital = TCVN3, true
	case VISCIICapitals:
		base, capital = VISCII, true
	}
	c := codecs[base]
	if c == nil {
		return ""
	}
	s := c.marks[b]
	if c.one[b] != 0 {
		s = string(c.one[b])
	}
	if s == "" && capital && asciiLetter(b) {
		s = string(rune(b))
	}
	if capital {
		s = strings.ToUpper(s)
	}
	return s
}

// ByteOf is the byte that r stands for in Windows-1252, or that a reader means
// who gives a look-alike of it; false where there is none.
func ByteOf(r rune) (byte, bool) { return byteOf(r) }
