package pdf

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Measures of columns of running text, in em.
const (
	gutterGap    = 1.0  // at least, in the first row
	gutterLeft   = 0.7  // of the gutter, over all rows
	columnWidth  = 12.0 // at least: less is the numbering of a list
	betweenLines = 1.2  // baselines that are nearer may be of two columns
	columnRows   = 6    // with text on both sides: a directive's head has fewer
	columnFull   = 0.75 // of its width a column's usual line fills: centred lines of a signature do not
	maxColumns   = 3    // beside each other, by halves
)

// A gutter is the room between two columns.
type gutter struct {
	left, right float64
	rows        int // how many rows it parts
}

// segmentsIn cuts rows into segments. Where two columns of running text stand
// side by side, all of the left one goes first.
func segmentsIn(rows [][]*chunk, g *grid, depth int) (all []segment) {
	for i := 0; i < len(rows); {
		gap, ok := columnsAt(rows[i:], g)
		if !ok || depth >= maxColumns {
			joinSpaced(rows[i])
			for _, chunks := range segmentsOf(rows[i], g) {
				all = append(all, segment{chunks: chunks})
			}
			i++
			continue
		}
		var left, right [][]*chunk
		for _, row := range rows[i : i+gap.rows] {
			k := splitAt(row, gap)
			if k > 0 {
				left = append(left, row[:k])
			}
			if k < len(row) {
				right = append(right, row[k:])
			}
		}
		all = append(all, segmentsIn(left, g, depth+1)...)
		all = append(all, segmentsIn(right, g, depth+1)...)
		i += gap.rows
	}
	return all
}

// splitAt is the index of the first chunk behind the gutter.
func splitAt(row []*chunk, gap gutter) int {
	k := slices.IndexFunc(row, func(c *chunk) bool { return c.left >= gap.right-0.1 })
	if k < 0 {
		return len(row)
	}
	return k
}

// columnsAt finds two columns that begin with the first of the rows.
func columnsAt(rows [][]*chunk, g *grid) (best gutter, ok bool) {
	for _, gap := range guttersOf(rows) {
		for _, row := range rows {
			next, fits := gap.through(row)
			if !fits || g.parted(gap.left, gap.right, row[0].v-row[0].size/4) {
				break
			}
			gap = next
			gap.rows++
		}
		if gap.rows > best.rows && gap.parts(rows[:gap.rows]) {
			best, ok = gap, true
		}
	}
	return best, ok
}

// guttersOf lists the wide gaps of the first row, or of the second and between
// both where the columns' lines do not stand at the same height.
func guttersOf(rows [][]*chunk) (all []gutter) {
	add := func(left, right, size float64) {
		if right-left >= gutterGap*size {
			all = append(all, gutter{left: left, right: right})
		}
	}
	row := rows[0]
	if len(rows) > 1 && rows[1][0].v-row[0].v < betweenLines*row[0].size {
		other := rows[1]
		add(row[len(row)-1].right, other[0].left, row[0].size)
		add(other[len(other)-1].right, row[0].left, row[0].size)
		row = slices.Concat(row[:1], other)
		slices.SortFunc(row, func(a, b *chunk) int { return cmp.Compare(a.left, b.left) })
	}
	for _, r := range [][]*chunk{rows[0], row} {
		for i := 1; i < len(r); i++ {
			add(r[i-1].right, r[i].left, r[i].size)
		}
	}
	return all
}

// through narrows the gutter to what one more row leaves of it.
func (gap gutter) through(row []*chunk) (gutter, bool) {
	size := row[0].size
	for _, c := range row {
		middle := (c.left + c.right) / 2
		switch {
		case c.right <= gap.left || c.left >= gap.right:
		case middle < (gap.left+gap.right)/2:
			gap.left = c.right
		default:
			gap.right = c.left
		}
	}
	return gap, gap.right-gap.left >= gutterLeft*size
}

// parts says whether the rows are two columns of running text.
func (gap gutter) parts(rows [][]*chunk) bool {
	var left, right []float64 // widths of the lines
	size := rows[0][0].size
	lefts, rights := extent{}, extent{}
	for _, row := range rows {
		k := splitAt(row, gap)
		if k > 0 {
			left = append(left, row[k-1].right-row[0].left)
			lefts.add(row[0].v)
		}
		if k < len(row) {
			right = append(right, row[len(row)-1].right-row[k].left)
			rights.add(row[k].v)
		}
	}
	return len(left) >= columnRows && len(right) >= columnRows && lefts.beside(rights) && full(left, size) && full(right, size)
}

// An extent is from the first to the last baseline of a column.
type extent struct {
	first, last float64
	any         bool
}

func (e *extent) add(v float64) {
	if !e.any {
		e.first, e.any = v, true
	}
	e.last = v
}

// beside says whether most of the shorter of two columns stands beside the other.
func (e *extent) beside(f extent) bool {
	shared := min(e.last, f.last) - max(e.first, f.first)
	return shared > 0.7*min(e.last-e.first, f.last-f.first)
}

// full says whether most lines of a column fill it.
func full(widths []float64, size float64) bool {
	slices.Sort(widths)
	widest, usual := widths[len(widths)-1], widths[len(widths)/2]
	return widest >= columnWidth*size && usual >= columnFull*widest
}

// spacedLetters is from how many letters on that stand apart evenly they are
// taken for words set wide.
const spacedLetters = 4

// joinSpaced marks the letters of words that are set wide letter by letter, as
// browsers do for "THÔNG BÁO" with letter-spacing: gaps like the smallest are
// within words.
func joinSpaced(row []*chunk) {
	for i := 0; i < len(row); {
		k := i + 1
		narrow := 0.0
		for k < len(row) && spaced(row[k-1], row[k]) {
			gap := row[k].left - row[k-1].right
			if narrow == 0 || gap < narrow {
				narrow = gap
			}
			k++
		}
		if k-i >= spacedLetters {
			for j := i + 1; j < k; j++ {
				blank := row[j-1].after || row[j].before
				row[j].joined = !blank && row[j].left-row[j-1].right < narrow+0.12*row[j].size
			}
		}
		i = k
	}
}

// spaced says whether two chunks are single letters that stand apart.
func spaced(a, b *chunk) bool {
	gap := b.left - a.right
	return gap > wordGap*b.size && gap < 1.5*b.size && single(a) && single(b) && a.size == b.size
}

func single(c *chunk) bool {
	s := c.text.String()
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && unicode.IsLetter(r)
}
