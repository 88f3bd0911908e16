package ocr

import (
	"strings"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// merge makes one page of two readings of it. The reading that has read more
// gives lines and words; where the other has the same place as one word too and
// is surer of it, that word's text is taken.
func merge(a, b corpus.Page) corpus.Page {
	if gain(b) > gain(a) {
		b.Width, b.Height = a.Width, a.Height
		a, b = b, a
	}
	better := map[int]corpus.Word{} // by index in a.Words: the word of b
	for i, w := range a.Words {
		for _, other := range b.Words {
			if other.Confidence > w.Confidence && overlap(w.Box, other.Box) > 0.5 && b.Text[other.Start:other.End] != a.Text[w.Start:w.End] {
				better[i] = other
				break // boxes of other words that overlap by more than half there are none
			}
		}
	}
	if len(better) == 0 {
		return a
	}
	return rewrite(a, func(i int) (string, float64) {
		if w, ok := better[i]; ok {
			return b.Text[w.Start:w.End], w.Confidence
		}
		w := a.Words[i]
		return a.Text[w.Start:w.End], w.Confidence
	})
}

// gain measures how much was read: words that are likelier right than wrong add
// to it, the others take from it, so that neither a page of three sure words nor
// one of a thousand specks wins over a page that was read.
func gain(p corpus.Page) float64 {
	sum := 0.0
	for _, w := range p.Words {
		sum += w.Confidence - 0.5
	}
	return sum
}

// overlap is the common area of two boxes as a share of the area they cover.
func overlap(a, b corpus.Box) float64 {
	wide := min(a[2], b[2]) - max(a[0], b[0])
	high := min(a[3], b[3]) - max(a[1], b[1])
	if wide <= 0 || high <= 0 {
		return 0
	}
	common := wide * high
	return common / ((a[2]-a[0])*(a[3]-a[1]) + (b[2]-b[0])*(b[3]-b[1]) - common)
}

// rewrite is p with other texts for its words, on the same lines.
func rewrite(p corpus.Page, word func(i int) (text string, confidence float64)) corpus.Page {
	out := p
	out.Lines, out.Words = nil, nil
	var text strings.Builder
	i := 0
	for n, l := range p.Lines {
		if n > 0 {
			text.WriteByte('\n')
		}
		line := corpus.Line{Start: text.Len(), Box: l.Box}
		for ; i < len(p.Words) && p.Words[i].Start < l.End; i++ {
			if text.Len() > line.Start {
				text.WriteByte(' ')
			}
			s, sure := word(i)
			start := text.Len()
			text.WriteString(s)
			out.Words = append(out.Words, corpus.Word{Start: start, End: text.Len(), Box: p.Words[i].Box, Confidence: sure})
		}
		line.End = text.Len()
		out.Lines = append(out.Lines, line)
	}
	out.Text = text.String()
	out.Characters = vntext.Characters(out.Text)
	return out
}
