// Package language tells the language of a page or a paragraph. It is the only
// importer of lingua-go and loads its models when first asked.
//
// The five models cost 0.45 s and 87 MB of resident memory (47 MB of it heap)
// in every process that asks for them; measured with lingua-go v1.4.0 on one
// core of two. So a text that is Vietnamese beyond doubt, by the share of legal
// syllables and of syllables with marks, is told without them: of 284 real
// directives in Vietnamese 283 were, and an import of such never loads a model.
// It is quicker too: 150 MB/s against 1.3 MB/s. A program that asks for none,
// as a search does, is not slower for the 139 MB of models that it carries:
// `vanthu search` has 28 MB resident and takes under 0.01 s of CPU; extracting
// one line of English, 131 MB and 0.36 s.
//
// The sureness of lingua is no measure of OCR quality: it was 1.0 for clean
// text, for 30 % broken letters and for TCVN3 bytes alike. Use
// [vntext.MeasureText] for that.
package language

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/pemistahl/lingua-go"

	"vanthu/internal/vntext"
)

const (
	minLetters  = 20   // of fewer, names and numbers decide and not the language
	sampleBytes = 4096 // a model reads 5 KB a millisecond, and 4 KB are as good as a page
	fewWords    = 4    // a line of fewer is a name, a number, a heading
	minDistance = 0.2  // between the likeliest two; 0 never doubts, 0.99 always
)

// A Detector tells languages. The zero Detector is ready; it is safe for use
// by several goroutines.
type Detector struct {
	once   sync.Once
	models lingua.LanguageDetector
}

// Of is the ISO 639-1 code of the language of text ("vi", "en", "fr", "zh",
// "ru"), "" where the text is too short or the call too narrow. Of a page with
// paragraphs in several languages it is the one with the most letters: a
// directive with a clause in English is Vietnamese. text must be NFC.
// Vietnamese in a legacy font encoding (TCVN3, VNI) is no text yet: what is
// said of it means nothing.
func (d *Detector) Of(text string) string {
	text = strings.TrimSpace(text)
	letters, rest := 0, text
	if strings.Contains(text, "\n") {
		letters, rest = plainLines(text)
	}
	m := vntext.MeasureText(rest)
	// Han says in four characters what a Latin line says in twenty.
	han := strings.IndexFunc(rest, han) >= 0
	weight := m.Letters
	if han {
		weight *= 5
	}
	switch {
	case weight < minLetters && letters < minLetters:
		return ""
	case letters >= weight || plainly(m):
		return "vi"
	}
	d.once.Do(func() {
		d.models = lingua.NewLanguageDetectorBuilder().
			FromLanguages(lingua.Vietnamese, lingua.English, lingua.French, lingua.Chinese, lingua.Russian).
			WithMinimumRelativeDistance(minDistance).
			Build()
	})
	l, ok := d.models.DetectLanguageOf(sample(rest))
	if !ok {
		return ""
	}
	return strings.ToLower(l.IsoCode639_1().String())
}

// plainLines counts the letters of the lines of text that are Vietnamese beyond
// doubt, and gives the others. Lines of a few words (numbers, names) say
// nothing: they are left out if any other line says something.
func plainLines(text string) (letters int, rest string) {
	var others, few strings.Builder
	for line := range strings.Lines(text) {
		m := vntext.MeasureText(line)
		switch {
		case m.Words < fewWords && strings.IndexFunc(line, han) < 0:
			few.WriteString(line)
		case plainly(m):
			letters += m.Letters
		default:
			others.WriteString(line)
		}
	}
	if letters == 0 && others.Len() == 0 {
		return 0, few.String()
	}
	return letters, others.String()
}

// plainly reports whether a text so measured is Vietnamese beyond doubt, so
// that no model need be loaded (see the package comment). Real directives have
// a share of 0.9 or more, two in three syllables marked; English has 0.17, and
// French, which has à, é, ê, ô too, hardly more.
func plainly(m vntext.Measure) bool {
	return m.Share() >= 0.8 && 5*m.Marked >= 2*m.Words
}

// sample is text, or sampleBytes from its middle: heads and feet of a page are
// more alike in all languages than what is between.
func sample(text string) string {
	if len(text) <= sampleBytes {
		return text
	}
	start := (len(text) - sampleBytes) / 2
	end := start + sampleBytes
	for start > 0 && !utf8.RuneStart(text[start]) {
		start--
	}
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
	}
	return text[start:end]
}

func han(r rune) bool { return 0x3400 <= r && r <= 0x9FFF || 0x20000 <= r && r <= 0x3FFFF }
