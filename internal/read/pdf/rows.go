package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// rowsOf gathers chunks on one baseline, sorted along it, the topmost row first.
func rowsOf(chunks []*chunk) [][]*chunk {
	slices.SortStableFunc(chunks, func(a, b *chunk) int { return cmp.Compare(a.v, b.v) })
	var rows [][]*chunk
	var head *chunk // the largest of the open row
	for _, c := range chunks {
		if head == nil || !sameLine(head, c) {
			rows = append(rows, nil)
			head = c
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], c)
		if c.size > head.size {
			head = c
		}
	}
	var all [][]*chunk
	for _, row := range rows {
		slices.SortStableFunc(row, func(a, b *chunk) int { return cmp.Compare(a.left, b.left) })
		for _, layer := range layersOf(row) {
			slices.SortStableFunc(layer, func(a, b *chunk) int { return cmp.Compare(a.left, b.left) })
			all = append(all, slices.CompactFunc(layer, sameInk))
		}
	}
	return all
}

// layersOf parts what is written over other text of its row: two signatures'
// stamps in one place would else mix their words. Single characters stay: a
// clerk's 5 over a printed 4.
func layersOf(row []*chunk) [][]*chunk {
	clean := true
	for i := 1; i < len(row) && clean; i++ {
		clean = !overwrites(row[i-1], row[i])
	}
	if clean || len(row) > maxLayered {
		return [][]*chunk{row}
	}
	slices.SortFunc(row, func(a, b *chunk) int { return cmp.Compare(a.order, b.order) })
	var layers [][]*chunk
	for _, c := range row {
		fits := func(layer []*chunk) bool {
			return math.Abs(layer[0].v-c.v) < strictRow*c.size &&
				!slices.ContainsFunc(layer, func(other *chunk) bool { return overwrites(other, c) })
		}
		// What was drawn one after the other belongs together.
		i := slices.IndexFunc(layers, func(layer []*chunk) bool {
			return layer[len(layer)-1].order == c.order-1 && fits(layer)
		})
		if i < 0 {
			i = slices.IndexFunc(layers, fits)
		}
		if i < 0 {
			i = len(layers)
			layers = append(layers, nil)
		}
		layers[i] = append(layers[i], c)
	}
	return layers
}

// overwrites says whether two chunks cover each other, but are not the same.
func overwrites(a, b *chunk) bool {
	shared := min(a.right, b.right) - max(a.left, b.left)
	return shared > min(a.size, b.size) && a.text.Len() > 2 && b.text.Len() > 2 && !sameInk(a, b)
}

func sameLine(a, b *chunk) bool {
	small, large := min(a.size, b.size), max(a.size, b.size)
	limit := sameRow * large
	if small < smallLetter*large {
		// But the letters of a watermark must not draw several lines into one.
		limit = min(raisedRow*large, 0.85*small)
	}
	return math.Abs(a.v-b.v) < limit
}

// sameInk says whether a chunk is another drawn once more, to look bold.
func sameInk(a, b *chunk) bool {
	return math.Abs(a.left-b.left) < twice*a.size && math.Abs(a.v-b.v) < twice*a.size && a.text.String() == b.text.String()
}

// segmentsOf cuts a row at the borders of cells. Lines set to full width keep
// their wide gaps: all of these are alike.
func segmentsOf(row []*chunk, g *grid) [][]*chunk {
	var gaps []float64 // between words
	for i := 1; i < len(row); i++ {
		if gap := row[i].left - row[i-1].right; gap > wordGap*row[i].size {
			gaps = append(gaps, gap)
		}
	}
	slices.Sort(gaps)
	usual := 0.0
	if n := len(gaps); n >= 4 {
		usual = gaps[n/2]
	}
	var segments [][]*chunk
	start := 0
	for i := 1; i < len(row); i++ {
		if cellBorder(row[i-1], row[i], usual) && !formBlank(row, i) || g.parted(row[i-1].right-1, row[i].left+1, row[i].v-row[i].size/4) {
			segments = append(segments, row[start:i])
			start = i
		}
	}
	return append(segments, row[start:])
}

// cellBorder says whether the gap between two chunks parts two cells. usual is
// the row's usual gap, 0 where it has few.
func cellBorder(a, b *chunk, usual float64) bool {
	size := max(a.size, b.size)
	gap := b.left - a.right
	limit := cellGap * size
	if a.blanks > gap/2 {
		limit = typedGap * size
	}
	if usual < typedGap*size {
		limit = max(limit, min(2*usual, typedGap*size))
	}
	return gap > limit
}

// leftOfBlank and rightOfBlank are the words around the room that a directive's
// form leaves for the hand: "Số:      /QĐ-BTC", "ngày     tháng     năm 2024".
var (
	leftOfBlank  = [...]string{"số", "số:", "ngày", "tháng", "năm"}
	rightOfBlank = [...]string{"tháng", "năm"}
)

// formBlank says whether the gap before the i-th chunk of a row is such a room.
func formBlank(row []*chunk, i int) bool {
	if row[i].left-row[i-1].right > blankGap*row[i].size {
		return false
	}
	from, to := i-1, i+1
	for from > 0 && sameWord(row[:from], row[from]) {
		from--
	}
	for to < len(row) && sameWord(row[:to], row[to]) {
		to++
	}
	left, right := wordOf(row[from:i]), wordOf(row[i:to])
	if strings.HasPrefix(right, "/") {
		return true
	}
	first, _ := utf8.DecodeRuneInString(right)
	return slices.Contains(leftOfBlank[:], left) &&
		(first == '-' || unicode.IsDigit(first) || slices.Contains(rightOfBlank[:], right))
}

func wordOf(chunks []*chunk) string {
	var text strings.Builder
	for _, c := range chunks {
		text.WriteString(c.text.String())
	}
	return strings.ToLower(vntext.NFC(text.String()))
}

// sameWord says whether a chunk goes on with the word made of the chunks before it.
func sameWord(word []*chunk, c *chunk) bool {
	a := word[len(word)-1]
	gap := c.left - a.right
	size := min(a.size, c.size)
	switch {
	case c.joined:
		return true
	case combining(c.text.String()):
		return gap < size
	case gap > wordGap*size:
		return false
	case (a.after || c.before) && gap > -wordGap*size:
		return false
	case c.size < smallLetter*a.size && a.v-c.v > 0.15*a.size:
		// A footnote's mark: "Điều 1²" must not become Điều 12.
		return unitBefore(word) || !startsWithDigit(c.text.String())
	case a.size < smallLetter*c.size && c.v-a.v > 0.15*c.size:
		return !startsWithLetterOrDigit(c.text.String())
	}
	return true
}

// unitBefore says whether the word is a unit of length, whose power is set small: m².
func unitBefore(word []*chunk) bool {
	return slices.Contains([]string{"m", "km", "cm", "dm", "mm"}, strings.TrimLeft(wordOf(word), "0123456789.,"))
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func startsWithLetterOrDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
