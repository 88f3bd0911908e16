package ocr

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// A ballot is how readings are made one.
type ballot struct {
	small bool // of a picture so small that a hook above is easily taken for an acute
}

// merge makes one page of several readings of it. The reading that has read
// most gives lines and words. Where others have the same place as one word too,
// the readings vote on its text, each with its confidence: of two the surer one
// is right. Lines that only another reading has are put in.
func (b ballot) merge(first corpus.Page, more ...corpus.Page) corpus.Page {
	base, others := first, slices.Clone(more)
	for i, p := range others {
		if gain(p) > gain(base) {
			base, others[i] = p, base
		}
	}
	base.Width, base.Height = first.Width, first.Height
	rows := make([][]printed, len(base.Lines))
	changed := false
	for row, words := range wordsByLine(&base) {
		for _, i := range words {
			own := printedOf(&base, i)
			elected := b.elect(own, others)
			changed = changed || elected.text != own.text
			rows[row] = append(rows[row], elected)
		}
	}
	for _, p := range others {
		more := missed(rows, p)
		changed, rows = changed || len(more) > len(rows), more
	}
	if !changed {
		return base
	}
	return set(base, rows)
}

// A printed is a word at its place.
type printed struct {
	text       string
	confidence float64
	box        corpus.Box
}

func printedOf(p *corpus.Page, word int) printed {
	w := p.Words[word]
	return printed{p.Text[w.Start:w.End], w.Confidence, w.Box}
}

// What a text loses in the vote that is no possible word, and what one gains
// that has a hook above where another one has an acute: on photographs of 68 dpi
// the hook is read for an acute again and again ("tính" for "tỉnh", "kiếm" for
// "kiểm"), and next to never the other way round.
const (
	impossible = 0.3
	hookAbove  = 1.0
)

// elect is a word with the text that most speaks for.
func (b ballot) elect(own printed, others []corpus.Page) printed {
	votes := map[string]float64{own.text: own.confidence}
	surest := map[string]float64{own.text: own.confidence}
	for _, p := range others {
		for _, w := range p.Words {
			if overlap(own.box, w.Box) > 0.5 {
				text := p.Text[w.Start:w.End]
				votes[text] += w.Confidence
				surest[text] = max(surest[text], w.Confidence)
				break // boxes of other words that overlap by more than half there are none
			}
		}
	}
	if len(votes) == 1 {
		return own
	}
	texts := slices.Sorted(maps.Keys(votes))
	for _, text := range texts {
		if !possible(text) {
			votes[text] -= impossible
		}
		if acute := hooksAsAcutes(text); b.small && acute != text && votes[acute] > 0 {
			votes[text] += hookAbove
		}
	}
	elected := own.text
	for _, text := range texts {
		if votes[text] > votes[elected] {
			elected = text
		}
	}
	return printed{elected, surest[elected], own.box}
}

// possible tells whether a text can be a word: a Vietnamese syllable,
// capitals, or what has more than letters in it. Marks around it do not count.
func possible(text string) bool {
	word := strings.TrimFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) || word == strings.ToUpper(word) {
		return true
	}
	return vntext.IsSyllable(word)
}

// hooksAsAcutes is a text with acutes for the tone mark hook above.
func hooksAsAcutes(text string) string {
	return vntext.NFC(strings.ReplaceAll(vntext.NFD(text), "\u0309", "\u0301"))
}

// likely is the mean confidence from which a line that only one reading has is
// believed.
const likely = 0.7

// missed puts lines of p into rows, whose places are empty in rows. Such a line
// follows the one that p has before it.
func missed(rows [][]printed, p corpus.Page) [][]printed {
	after := -1 // the row of the last word of p that rows has
	words := wordsByLine(&p)
	for n, line := range words {
		free, sum, letters := true, 0.0, 0
		for _, i := range line {
			w := p.Words[i]
			if at := rowAt(rows, w.Box); at >= 0 {
				after, free = at, false
			}
			sum += w.Confidence
			for _, r := range p.Text[w.Start:w.End] {
				if unicode.IsLetter(r) {
					letters++
				}
			}
		}
		if !free || letters < 4 || sum < likely*float64(len(line)) {
			continue
		}
		var row []printed
		for _, i := range line {
			row = append(row, printedOf(&p, i))
		}
		after++
		if n > 0 && len(words[n-1]) == 0 && after > 0 && len(rows[after-1]) > 0 {
			rows = slices.Insert(rows, after, nil)
			after++
		}
		rows = slices.Insert(rows, after, row)
	}
	return rows
}

// rowAt is the row that has a word at a place, -1 where there is none.
func rowAt(rows [][]printed, at corpus.Box) int {
	for n, row := range rows {
		for _, w := range row {
			if min(w.box[2], at[2]) > max(w.box[0], at[0]) && min(w.box[3], at[3]) > max(w.box[1], at[1]) {
				return n
			}
		}
	}
	return -1
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

// set is p with other lines; a row without words is a blank line.
func set(p corpus.Page, rows [][]printed) corpus.Page {
	out := p
	out.Lines, out.Words = nil, nil
	var text strings.Builder
	for n, row := range rows {
		if n > 0 {
			text.WriteByte('\n')
		}
		line := corpus.Line{Start: text.Len()}
		for k, w := range row {
			if k > 0 {
				text.WriteByte(' ')
			}
			start := text.Len()
			text.WriteString(w.text)
			out.Words = append(out.Words, corpus.Word{Start: start, End: text.Len(), Box: w.box, Confidence: w.confidence})
			around := w.box
			if line.Box != nil {
				around = line.Box.Union(w.box)
			}
			line.Box = &around
		}
		line.End = text.Len()
		out.Lines = append(out.Lines, line)
	}
	out.Text = text.String()
	out.Characters = vntext.Characters(out.Text)
	return out
}
