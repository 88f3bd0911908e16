package legacy

import (
	_ "embed"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"

	"vanthu/internal/vntext"
)

//go:embed letters.tsv
var lettersTSV string

// A codec leads from bytes to letters and back.
type codec struct {
	one      [256]rune       // by byte; 0: not used
	two      map[uint16]rune // by two bytes
	marks    [256]string     // by byte: what it puts on the letter before it
	codes    map[rune][]byte // by letter
	used     [256]bool       // bytes above ASCII that stand for letters or marks
	twoForms bool            // marks have a small and a capital form, and typists mix them
}

// codecs are the encodings that letters.tsv has as bytes.
var codecs = func() map[Encoding]*codec {
	all := map[Encoding]*codec{}
	for column, e := range []Encoding{TCVN3, VNI, Windows1258, VISCII} {
		c := &codec{two: map[uint16]rune{}, codes: map[rune][]byte{}, twoForms: e == VNI}
		for _, row := range vntext.TableRows(lettersTSV, 6) {
			letter := []rune(row[0])[0]
			code, err := hex.DecodeString(row[column+1])
			if err != nil || len(code) < 1 || len(code) > 2 {
				panic(fmt.Sprintf("legacy: letters.tsv: %s: cannot read %q", row[0], row[column+1]))
			}
			c.codes[letter] = code
			for _, b := range code {
				c.used[b] = b >= 0x80
				if c.twoForms {
					c.used[b^0x20] = b >= 0x80
				}
			}
			if len(code) == 1 {
				c.one[code[0]] = letter
				continue
			}
			c.two[uint16(code[0])<<8|uint16(code[1])] = letter
			c.marks[code[1]] = marksOn(c.base(code[0]), letter)
			if c.twoForms {
				c.marks[code[1]^0x20] = c.marks[code[1]]
			}
			if c.twoForms {
				c.two[uint16(code[0])<<8|uint16(code[1]^0x20)] = letter
			}
		}
		all[e] = c
	}
	return all
}()

// base is the letter that a byte stands for when a mark follows it.
func (c *codec) base(b byte) rune {
	if c.one[b] != 0 {
		return c.one[b]
	}
	return rune(b)
}

// marksOn is what must follow base to make letter of it: its own marks are part
// of both.
func marksOn(base, letter rune) string {
	var b strings.Builder
	has := vntext.NFD(string(base))
	for _, r := range vntext.NFD(string(letter)) {
		if !strings.ContainsRune(has, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// decode appends word, decoded, to b.
func (c *codec) decode(b *strings.Builder, word string) {
	var last rune // read and not written
	var lastByte byte
	known := false // last has a byte
	flush := func() {
		switch {
		case last == 0 && !known:
		case known && c.one[lastByte] != 0:
			b.WriteRune(c.one[lastByte])
		default:
			b.WriteRune(last)
		}
		last, known = 0, false
	}
	for _, r := range word {
		next, ok := byteOf(r)
		if ok && known {
			if letter := c.two[uint16(lastByte)<<8|uint16(next)]; letter != 0 {
				b.WriteRune(letter)
				last, known = 0, false
				continue
			}
		}
		flush()
		last, lastByte, known = r, next, ok
	}
	flush()
}

// uses says whether r, as part of a word, stands for a letter or a mark.
func (c *codec) uses(r rune) bool {
	b, ok := byteOf(r)
	return ok && c.used[b]
}

func (c *codec) encode(s string) string {
	var b []byte
	var out strings.Builder
	for _, r := range s {
		if code := c.codes[r]; code != nil {
			b = append(b[:0], code...)
			out.WriteString(Latin(b))
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}

//go:embed fonts.tsv
var fontsTSV string

var fonts = vntext.TableRows(fontsTSV, 5)

// OfFont is the encoding of text in the font of that name, as Word or PDF give
// it ("ABCDEF+.VnTimeH,Bold"); None where the name tells nothing. What is set
// in such a font may be Unicode all the same, if rarely: Decode leaves it.
func OfFont(name string) Encoding {
	name = strings.TrimLeft(name, "/@ ")
	if len(name) > 7 && name[6] == '+' && strings.ToUpper(name[:6]) == name[:6] {
		name = name[7:] // the tag of a subset
	}
	name = strings.ReplaceAll(name, "#2E", ".")
	for _, row := range fonts {
		start := name[:min(len(row[0]), len(name))]
		if start != row[0] && (row[1] == "exact" || !strings.EqualFold(start, row[0])) {
			continue
		}
		if row[1] == "exact" && !unicode.IsUpper(rune((name + " ")[len(start)])) && !unicode.IsDigit(rune((name + " ")[len(start)])) {
			continue
		}
		capital := row[3] != "" && inCapitals(name)
		switch row[2] {
		case "TCVN3":
			if capital {
				return TCVN3Capitals
			}
			return TCVN3
		case "VISCII":
			if capital {
				return VISCIICapitals
			}
			return VISCII
		case "VNI":
			return VNI
		}
	}
	return None
}

// inCapitals says whether a font's name ends in H, its style aside:
// "VnTimeHBold", ".VnTimeH,BoldItalic", ".VnTimeH(Ds)", ".vntimeh".
func inCapitals(name string) bool {
	if i := strings.IndexAny(name, ",("); i > 0 {
		name = name[:i]
	}
	for again := true; again; {
		again = false
		name = strings.TrimRight(name, " -")
		for _, style := range []string{"bold", "italic", "regular", "oblique", "mt"} {
			if n := len(name) - len(style); n > 0 && strings.EqualFold(name[n:], style) {
				name, again = name[:n], true
			}
		}
	}
	return strings.HasSuffix(name, "H") || strings.HasSuffix(name, "h") && strings.ToLower(name) == name
}
