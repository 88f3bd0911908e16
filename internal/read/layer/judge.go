package layer

import (
	"fmt"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/vntext"
	"vanthu/internal/vntext/legacy"
)

// Evidence is what a reader saw on a page besides its text.
type Evidence struct {
	Images  float64 `json:"images"`          // share of the page that images cover; may be above 1 where they overlap
	Curves  int     `json:"curves"`          // drawn; a page of letters drawn as outlines is full of them
	Glyphs  int     `json:"glyphs"`          // drawn
	Hidden  int     `json:"hidden"`          // of these, invisible
	Marks   int     `json:"marks"`           // of these, marks drawn apart from their letter: NFD
	Legacy  int     `json:"legacy"`          // of these, letters beyond ASCII drawn by a font of before Unicode
	Fonts   string  `json:"fonts,omitempty"` // the encoding of those
	Damaged bool    `json:"damaged"`         // part of the page could not be decoded
	Notes   int     `json:"notes"`           // annotations drawn over the page that are no signatures' stamps
}

// An Action is what is to be done with a page.
type Action string

// The actions.
const (
	Keep      Action = "keep"      // the text is what a person sees
	Recompose Action = "recompose" // likewise, once marks and letters are joined
	Convert   Action = "convert"   // likewise, once it is read in its old encoding
	See       Action = "see"       // the page must be recognised from its image
)

// A Verdict is what is to be done with a page, and why.
type Verdict struct {
	Action  Action
	Code    string // of the finding, "" where there is nothing to say
	Message string // with the figures
}

// Codes of findings. Stored: append only.
const (
	CodeRecomposed = "text-layer-recomposed"      // marks were joined to their letters
	CodeConverted  = "text-layer-converted"       // from an encoding of before Unicode
	CodeStampOnly  = "text-layer-stamp-only"      // the only text is a signature's stamp
	CodeThin       = "text-layer-thin"            // too few letters for what the page shows
	CodeJunk       = "text-layer-junk"            // words of no language
	CodeMeaning    = "text-layer-without-meaning" // glyphs that the file does not explain
	CodeMarks      = "text-layer-without-marks"   // Vietnamese that has lost its marks
	CodeDamaged    = "text-layer-incomplete"      // part of the page cannot be decoded
)

// Shares that decide, measured on 60 law texts, 20 English translations and
// scans' layers of one province.
const (
	anyImage     = 0.01 // of the page: an image that may hold words
	mostImage    = 0.5  // of the page: an image covers most of it
	manyCurves   = 300  // from which on a page without text may be letters drawn as outlines
	thinLetters  = 200  // fewer over a page image are not the page's text
	oddShare     = 0.05 // of the characters
	fewWords     = 12   // from which on shares of words say something
	soundShare   = 0.5  // of the words are syllables: 0.92 at least in law texts, 0.13 in English
	hiddenShare  = 0.85 // likewise, of another program's reading of the page image
	markedShare  = 0.3  // of the words bear marks: 0.76 at least in law texts
	bareShare    = 0.6  // of the words are syllables without their marks: 0.89 of such text, 0.23 at most in English
	likelyWords  = 0.6  // of the words could be of some language
	hiddenLikely = 0.9  // likewise, of another program's reading
	foreignShare = 0.3  // of the words hold letters that Vietnamese has not: 0.14 in German
	fewMarks     = 0.01 // of the glyphs are marks drawn apart
)

// Judge takes a page's text as the reader gave it. It gives the page as it is
// to be kept: stamps apart from the text, letters and marks joined, old
// encodings converted, and the verdict among its findings. Where it must be
// seen, its text is what a person may be shown for want of better.
func Judge(page corpus.Page, e Evidence) (corpus.Page, Verdict) {
	page = TakeStamps(page)
	v := judge(&page, e)
	if v.Code != "" {
		page.Findings = append(page.Findings[:len(page.Findings):len(page.Findings)],
			corpus.Finding{Code: v.Code, Message: v.Message, Page: page.Number})
	}
	return page, v
}

func judge(page *corpus.Page, e Evidence) Verdict {
	letters := vntext.MeasureText(page.Text).Letters
	switch {
	case e.Damaged: // also where nothing at all could be decoded: the page is not blank
		return Verdict{See, CodeDamaged, "part of the page cannot be decoded"}
	case strings.TrimSpace(page.Text) == "":
		switch {
		case e.Images < anyImage && e.Curves < manyCurves:
			return Verdict{Action: Keep} // nothing is drawn, or the blank that Word leaves on an empty page
		case len(page.Stamps) > 0:
			return Verdict{See, CodeStampOnly, fmt.Sprintf("the only text over the page image is that of signature stamps: %d", len(page.Stamps))}
		}
		return Verdict{Action: See}
	}
	if odd, all := oddCharacters(page.Text); float64(odd) > oddShare*float64(all) {
		return Verdict{See, CodeMeaning, fmt.Sprintf("the file does not say what %d of %d characters are", odd, all)}
	}
	if letters < thinLetters && e.Images > mostImage {
		return Verdict{See, CodeThin, fmt.Sprintf("%d letters, and images over %.0f %% of the page", letters, 100*min(e.Images, 1))}
	}
	done := Verdict{Action: Keep}
	if enc, m := legacy.Detect(page.Text); enc != legacy.None {
		*page = rewrite(*page, enc.Convert)
		done = Verdict{Convert, CodeConverted, fmt.Sprintf("read as %v: that changes %d of %d words and makes syllables of %d; before, %d were", enc, m.Changed, m.Words, m.Legal, m.Before)}
	} else if e.Legacy > 0 {
		done = Verdict{Convert, CodeConverted, fmt.Sprintf("%d of %d characters are letters drawn by fonts for %s", e.Legacy, e.Glyphs, e.Fonts)}
	} else if float64(e.Marks) > fewMarks*float64(e.Glyphs) {
		done = Verdict{Recompose, CodeRecomposed, fmt.Sprintf("%d marks were apart from their letters", e.Marks)}
	} else if nfc := vntext.NFC(page.Text); nfc != page.Text {
		marks := len([]rune(page.Text)) - len([]rune(nfc))
		*page = rewrite(*page, vntext.NFC)
		done = Verdict{Recompose, CodeRecomposed, fmt.Sprintf("%d marks were apart from their letters", marks)}
	}
	if bad := unreadable(page.Text, e); bad.Action != "" {
		return bad
	}
	return done
}

// unreadable is the verdict on a text whose words are none, or lack their
// marks; the zero verdict where they are sound.
func unreadable(text string, e Evidence) Verdict {
	// Invisible or painted over: either way another program has read the image.
	hidden := e.Images > mostImage
	needed, likely := soundShare, likelyWords
	if hidden {
		needed, likely = hiddenShare, hiddenLikely
	}
	m := vntext.MeasureText(text)
	words := float64(m.Words)
	marked, bare := float64(m.Marked)/words, float64(m.Bare)/words
	enough := m.Words >= fewWords
	switch {
	case enough && m.Share() >= needed && marked >= markedShare:
		return Verdict{}
	case enough && bare >= bareShare && marked < markedShare:
		return Verdict{See, CodeMarks, fmt.Sprintf("of %d words %d could be Vietnamese without its marks, and %d bear marks", m.Words, m.Bare, m.Marked)}
	}
	if all, holding := legacy.Foreign(text); all >= fewWords && float64(holding) > foreignShare*float64(all) {
		return Verdict{See, CodeJunk, fmt.Sprintf("of %d words %d hold letters that Vietnamese has not: a font whose encoding is not known", all, holding)}
	}
	if good, all := likeWords(text); all >= fewWords && float64(good) < likely*float64(all) {
		return Verdict{See, CodeJunk, fmt.Sprintf("of %d words %d are Vietnamese syllables and %d could be of some language", all, m.Syllables, good)}
	} else if hidden && enough && marked+bare > 0.5 && m.Share() < needed {
		// Words like "chinh phú" and "cùa" are of no language but misread Vietnamese.
		return Verdict{See, CodeJunk, fmt.Sprintf("another program's reading of the page: of %d words %d are Vietnamese syllables", m.Words, m.Syllables)}
	}
	return Verdict{}
}
