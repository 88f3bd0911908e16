package ocr

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// The head of a directive: the upper part of the first page, whose border
// between the cell of the issuer and that of the State's name lies about here.
const (
	headBottom  = 0.33
	borderLeft  = 0.28
	borderRight = 0.62
	titleCentre = 0.57 // a title under the cells is centred left of this
)

// leastCellGap is the smallest gap between two cells, as a share of the page's
// width; wideAmongGaps is how much wider it must be than the usual one of its
// line: lines set to full width have wide gaps all over.
const (
	leastCellGap  = 0.025
	wideAmongGaps = 2.2
)

// partHead parts the lines of the head of a first page that run through both
// cells, where Tesseract has taken two lines that stand side by side for one:
// "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI ...". Of lines that follow each other the
// left cells come first, then the right ones, as in every form that is read.
func partHead(p corpus.Page) corpus.Page {
	rows := wordsByLine(&p)
	var out [][]int
	changed := false
	put := func(more ...[]int) {
		for _, row := range more { // one blank line is enough, and none at the ends
			if len(row) > 0 || len(out) > 0 && len(out[len(out)-1]) > 0 {
				out = append(out, row)
			}
		}
	}
	for i := 0; i < len(rows); {
		run, left, right := i, [][]int(nil), [][]int(nil)
		border, parted := 0.0, false
	head:
		for ; run < len(rows); run++ {
			row := rows[run]
			if len(row) == 0 {
				continue // a blank line of Tesseract's between two paragraphs
			}
			if p.Words[row[0]].Box[3] > headBottom {
				break head
			}
			if at := cellStart(&p, row); at > 0 {
				left, right = append(left, row[:at]), append(right, row[at:])
				border, parted = (p.Words[row[at-1]].Box[2]+p.Words[row[at]].Box[0])/2, true
				continue
			}
			first, last := p.Words[row[0]].Box[0], p.Words[row[len(row)-1]].Box[2]
			switch {
			case parted && last < border:
				left = append(left, row)
				continue
			case parted && first > border && (first+last)/2 > titleCentre:
				right = append(right, row)
				continue
			}
			break head
		}
		if !parted {
			put(rows[i])
			i++
			continue
		}
		put(left...)
		put(nil)
		put(right...)
		put(nil)
		i, changed = run, true
	}
	if !changed {
		return p
	}
	if n := len(out); n > 0 && len(out[n-1]) == 0 {
		out = out[:n-1]
	}
	return relaid(&p, out)
}

// wordsByLine are the indices of the words of each line.
func wordsByLine(p *corpus.Page) [][]int {
	rows := make([][]int, len(p.Lines))
	i := 0
	for n, l := range p.Lines {
		for ; i < len(p.Words) && p.Words[i].Start < l.End; i++ {
			rows[n] = append(rows[n], i)
		}
	}
	return rows
}

// cellStart is the index in a row of the first word of the right cell, 0 if the
// row is one cell.
func cellStart(p *corpus.Page, row []int) int {
	var gaps []float64
	for i := 1; i < len(row); i++ {
		gaps = append(gaps, p.Words[row[i]].Box[0]-p.Words[row[i-1]].Box[2])
	}
	if len(gaps) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(gaps))
	usual := sorted[(len(sorted)-1)/2]
	if len(gaps) < 3 {
		usual = 0
	}
	best, widest := 0, max(leastCellGap, wideAmongGaps*usual)
	for i, gap := range gaps {
		a, b := p.Words[row[i]], p.Words[row[i+1]]
		if gap < widest || b.Box[0] < borderLeft || a.Box[2] > borderRight {
			continue
		}
		if !formBlank(p.Text[a.Start:a.End], p.Text[b.Start:b.End]) {
			best, widest = i+1, gap
		}
	}
	return best
}

// formBlank tells whether the room between two words is one that the form leaves
// for the hand: "Số:      /QĐ-UBND", "ngày     tháng".
func formBlank(left, right string) bool {
	left, right = vntext.Fold(left), vntext.Fold(right)
	if strings.HasPrefix(right, "/") || right == "thang" || right == "nam" {
		return true
	}
	switch strings.TrimRight(left, ":.") {
	case "so", "ngay", "thang", "nam":
		first, _ := utf8.DecodeRuneInString(right)
		return !unicode.IsLetter(first)
	}
	return false
}

// relaid is p with its words on other lines, in the order of rows; a row without
// words is a blank line.
func relaid(p *corpus.Page, rows [][]int) corpus.Page {
	out := *p
	out.Lines, out.Words = nil, nil
	var text strings.Builder
	for n, row := range rows {
		if n > 0 {
			text.WriteByte('\n')
		}
		line := corpus.Line{Start: text.Len()}
		for k, i := range row {
			w := p.Words[i]
			if k > 0 {
				text.WriteByte(' ')
			}
			start := text.Len()
			text.WriteString(p.Text[w.Start:w.End])
			w.Start, w.End = start, text.Len()
			out.Words = append(out.Words, w)
			around := w.Box
			if line.Box != nil {
				around = line.Box.Union(w.Box)
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
