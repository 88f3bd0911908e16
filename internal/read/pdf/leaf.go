package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// Shares that decide whether a text layer can be read as text.
const (
	imageShare = 0.25 // of the page: an image covers a good part of it
	anyShare   = 0.01 // of the page: an image that may hold words
	mostShare  = 0.5  // of the page: an image covers most of it
	stampText  = 200  // letters: less over a page image is a signature's stamp, not the page's text
	oddShare   = 0.05 // of the characters
	manyWords  = 30   // from which on shares of words say something
	someWords  = 8    // from which on the letters of an old encoding do
	manyCurves = 300  // from which on a page without text may be letters drawn as outlines
)

// leaf reads the i-th page, from 0.
func (d *document) leaf(i int) (leaf Leaf, err error) {
	defer recoverInto(&err)
	drawn, err := d.draw(&d.pages[i])
	if err != nil {
		return Leaf{}, err
	}
	leaf = Leaf{Pages: len(d.pages)}
	leaf.Number = i + 1
	leaf.Method = corpus.MethodTextLayer
	leaf.Width, leaf.Height = drawn.width, drawn.height
	lay(&leaf.Page, drawn.glyphs, drawn.rules)
	leaf.Characters = vntext.Characters(leaf.Text)
	leaf.Images = drawn.images > imageShare
	leaf.Sound = drawn.sound(leaf.Text)
	leaf.Findings = drawn.findings(leaf.Number)
	leaf.Doubt = d.doubtOf(drawn, leaf.Text)
	leaf.Short = d.short != ""
	return leaf, nil
}

func (w *drawing) findings(page int) (all []corpus.Finding) {
	add := func(on bool, code, message string) {
		if on {
			all = append(all, corpus.Finding{Code: code, Message: message, Page: page})
		}
	}
	add(w.damaged, FindingDamaged, "part of the page cannot be decoded: its text may be incomplete")
	add(w.cut, FindingCut, "the page draws more than is read: its text is incomplete")
	add(w.ocr(), FindingHidden, "the text is another program's reading of the page image")
	return all
}

// ocr says whether the text is invisible over an image.
func (w *drawing) ocr() bool { return w.images > mostShare && w.hidden*2 > len(w.glyphs) }

// sound says whether the text is what a person sees on the page.
func (w *drawing) sound(text string) bool {
	if w.damaged {
		return false
	}
	m := vntext.MeasureText(text)
	switch {
	case strings.TrimSpace(text) == "": // nothing drawn, or the blank that Word leaves on an empty page
		return w.images < anyShare && w.curves < manyCurves
	case m.Letters < stampText && w.images > mostShare:
		return false
	}
	odd, all := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			continue
		case r == utf8.RuneError, unicode.Is(unicode.Co, r), unicode.IsControl(r):
			odd++
		}
		all++
	}
	if float64(odd) > oddShare*float64(all) {
		return false
	}
	if m.Words < manyWords {
		return m.Share() > 0.5 || !legacy(text)
	}
	if w.ocr() {
		// A junk OCR layer has no marks, or too few that make syllables.
		return m.Share() > 0.75 && markedShare(text) > 0.08
	}
	return m.Share() > 0.5 || !legacy(text) && latinShare(text) > 0.6
}

// legacy says whether many words hold letters of an 8-bit Vietnamese encoding
// read as Latin-1: TCVN3 "Céng hoµ x· héi", VNI "Coäng hoøa xaõ hoäi".
func legacy(text string) bool {
	words, bad := 0, 0
	for start, end := range vntext.Words(text) {
		// Marks such as µ and · are no letters: look at the neighbours too.
		word := text[start:end]
		next, _ := utf8.DecodeRuneInString(text[end:])
		words++
		if strings.ContainsAny(word, legacyLetters) || strings.ContainsRune(legacySigns, next) && next != utf8.RuneError {
			bad++
		}
	}
	return words >= someWords && bad*5 > words
}

const (
	// legacyLetters are letters of Latin-1 that Vietnamese does not have.
	legacyLetters = "ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñöøûüþÿªµº"
	// legacySigns are signs of Latin-1 that stand for letters in TCVN3.
	legacySigns = "¡¢£¤¥¦§¨©«¬®¯°±²³´¶·¸¹»¼½¾¿"
)

// markedShare is the share of the letters that bear a mark or are đ.
func markedShare(text string) float64 {
	letters, marked := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
			if r >= 0xC0 {
				marked++
			}
		}
	}
	return float64(marked) / float64(max(letters, 1))
}

// latinShare is the share of the words that could be of a language: with a
// vowel, neither very long nor with capitals inside, of letters of one script.
// A text layer with shifted codes ("&{QJ KzD") has few such.
func latinShare(text string) float64 {
	words, good := 0, 0
	for field := range strings.FieldsSeq(text) {
		words++
		if likeWord(strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })) {
			good++
		}
	}
	return float64(good) / float64(max(words, 1))
}

func likeWord(w string) bool {
	letters, vowels, signs, digits, n := 0, 0, 0, 0, 0
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
		case !strings.ContainsRune("-/.,'’()", r):
			signs++
		}
	}
	switch {
	case n == 0 || signs > 0 || latin && foreign: // "ӜQJ"
		return false
	case letters == 0:
		return true
	case digits > 0 || strings.ContainsAny(w, "/-."):
		return n <= 60
	}
	return n <= 40 && vowels > 0 && vowels*6 >= letters || n <= 3
}
