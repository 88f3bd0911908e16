package pipeline

import (
	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// quality says how far the text of a page can be trusted, in [0,1]. It rests on
// Vietnamese itself: the share of words that are possible syllables. A sound
// directive lies at 0.9 and above (abbreviations and codes are no syllables),
// text in a pre-Unicode font near 0.4; text that has lost its marks has words
// that sound right and cannot be found, so it is at 0.3 at most. On recognised
// pages the recogniser's own doubt counts as well. A page in another language is
// judged by its odd characters alone; a blank page is what it seems.
func quality(p *corpus.Page) float64 {
	m := vntext.MeasureText(p.Text)
	if m.Words == 0 {
		return 1
	}
	q := 1 - 5*float64(m.Odd)/float64(max(m.Letters+m.Odd, 1))
	if p.Language == "vi" || p.Language == "" {
		q = min(q, (m.Share()-0.3)/0.6)
		if m.Bare*10 > m.Words*6 && m.Marked*10 < m.Words*3 {
			q = min(q, float64(m.Marked)/float64(m.Words))
		}
	}
	if p.Method == corpus.MethodOCR && len(p.Words) > 0 {
		sum := 0.0
		for _, w := range p.Words {
			sum += w.Confidence
		}
		// Tesseract is at 0.95 on clean print and near 0.5 on noise.
		q = min(q, (sum/float64(len(p.Words))-0.4)/0.5)
	}
	return min(max(q, 0), 1)
}
