package legacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// A Measure tells what reading a text in an encoding makes of it.
type Measure struct {
	Words   int // of letters
	Changed int // of these, words that the encoding reads otherwise
	Legal   int // of the changed, possible syllables once read
	Before  int // of the changed, possible syllables as they stood
	Unicode int // words with letters that only Vietnamese in Unicode has
	kinds   int // of changed words, counted up to enoughKinds
}

// Shares that a text in an old encoding must reach. Measured: see Detect.
const (
	enoughKinds = 4    // different words: "µm" and "5 m²" are few, however often they stand
	changedOf   = 8    // one changed word among so many is enough: an annex in English with Vietnamese names is not
	legalShare  = 0.85 // of the changed words: 0.97 and more in real documents, 0.91 where ư was lost on the way
	gainShare   = 0.6  // likewise: what reading adds
)

// Detect is the encoding that s is written in, told by the words alone: None
// where s is Unicode, foreign, or too short to tell. A text is in an encoding
// when reading it so makes syllables of nearly all words that it changes, and
// these were none before. Of a long text its beginning and its middle are looked
// at; the Measure is of these. s must not have been stripped of U+00AD.
func Detect(s string) (Encoding, Measure) {
	if len(s) > sampleBytes {
		s = firstWords(s) + "\n" + firstWords(s[len(s)/2:])
	}
	if plainlyUnicode(s) {
		return None, Measure{}
	}
	best, most := None, Measure{}
	if strings.IndexFunc(s, foreign) >= 0 {
		for _, e := range []Encoding{TCVN3, VNI, Windows1258, VISCII} {
			if m := e.Measure(s); m.accepted() && m.Legal-m.Before > most.Legal-most.Before {
				best, most = e, m
			}
		}
	}
	if best == None && strings.ContainsAny(s, "^`~") {
		if m := VIQR.Measure(s); m.accepted() && m.Changed*4 > m.Words {
			return VIQR, m
		}
	}
	return best, most
}

// plainlyUnicode says without reading s in any encoding that none will be
// accepted: more words hold letters that only Vietnamese in Unicode has than
// Measure.accepted lets pass, however many of the others an encoding changes. It
// changes no word without a character of Latin-1 or a mark of VIQR.
func plainlyUnicode(s string) bool {
	words, others := 0, 0
	held := false // the word at hand is counted
	for _, r := range s {
		switch {
		case r == ' ' || r == '\n':
			held = false
		case r < utf8.RuneSelf:
			if strings.IndexByte(viqrMarks, byte(r)) >= 0 {
				others++
			}
		case !onlyVietnamese(r):
			others++
		case !held:
			words, held = words+1, true
		}
	}
	return words > 0 && words*4 >= others
}

// sampleBytes bound what is looked at: all four encodings are tried on each word,
// at 1 MB/s.
const sampleBytes = 64 << 10

// firstWords is the half of a sample at the start of s, cut at a blank where
// there is one.
func firstWords(s string) string {
	s = s[:min(len(s), sampleBytes/2)]
	if end := strings.LastIndexAny(s, " \n"); end > 0 {
		s = s[:end]
	}
	return strings.ToValidUTF8(s, "")
}

func (m Measure) accepted() bool {
	return m.kinds >= enoughKinds && m.Changed*changedOf >= m.Words && m.Unicode*4 < m.Changed &&
		float64(m.Legal) >= legalShare*float64(m.Changed) &&
		float64(m.Legal-m.Before) >= gainShare*float64(m.Changed)
}

// Foreign counts the words of s, and those that hold a letter or sign of Latin-1
// that no Vietnamese word has. In German every seventh does, in an encoding of
// before Unicode most, whether [Detect] knows it or not.
func Foreign(s string) (words, holding int) {
	for word := range strings.FieldsSeq(s) {
		if strings.IndexFunc(word, unicode.IsLetter) < 0 {
			continue
		}
		words++
		if strings.IndexFunc(word, foreign) >= 0 {
			holding++
		}
	}
	return words, holding
}

// foreign says whether r is a character of Latin-1 that no Vietnamese word in
// Unicode has.
func foreign(r rune) bool { return r < 0x100 && foreigners[r] || r == 'μ' }

var foreigners = func() (t [256]bool) {
	for r := 0xA1; r < 0x100; r++ {
		t[r] = !strings.ContainsRune("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý", rune(r))
	}
	return t
}()

// Measure tells what reading s in e makes of it.
func (e Encoding) Measure(s string) Measure {
	var m Measure
	seen := map[string]bool{}
	count := func(word string) {
		m.Words++
		if sound(word) {
			m.Unicode++
			return
		}
		read := e.Decode(word)
		if read == vntext.NFC(word) {
			return
		}
		m.Changed++
		if len(seen) < enoughKinds {
			seen[strings.ToLower(read)] = true
		}
		if vntext.IsSyllable(read) {
			m.Legal++
		}
		if vntext.IsSyllable(word) {
			m.Before++
		}
	}
	for word := range strings.FieldsFuncSeq(s, e.parts) {
		if e == VIQR {
			end := viqrWord(word, 0)
			if end > 1 {
				count(word[:end])
			}
			continue
		}
		// A sign alone is a sign: "©", "± 5". A letter alone is no word to count on.
		if strings.IndexFunc(word, func(r rune) bool { return r < 0x80 && unicode.IsLetter(r) }) >= 0 || len([]rune(word)) > 1 {
			count(word)
		}
	}
	m.kinds = len(seen)
	return m
}

// parts says whether r stands between words.
func (e Encoding) parts(r rune) bool {
	if e == VIQR {
		return r > 0x7F || !asciiLetter(byte(r)) && strings.IndexByte(viqrMarks, byte(r)) < 0
	}
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && (codecs[e] == nil || !codecs[e].uses(r))
}
