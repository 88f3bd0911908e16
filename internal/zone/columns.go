package zone

import (
	"cmp"
	"slices"

	"vanthu/corpus"
)

// signerColumns gives the order in which the lines from from on must be read
// where several signers stand side by side on a page with geometry: column by
// column, whatever order the reader gave them in. Each line gets its column. nil
// if there are no such columns. The first lines can stand before from: the bodies
// of the signers over their positions.
func (t *tail) signerColumns(from int) (order []int) {
	page := t.lines[from].Page
	first := from
	for first > 0 && from-first < 6 && t.signing(first-1, page) && isCaps(t.lines[first-1].Text) && t.lines[first-1].Kind == Body {
		first--
	}
	end := from
	for end < len(t.lines) && end < from+24 && t.signing(end, page) {
		end++
	}
	for i := first; i < end; i++ {
		if t.lines[i].Kind != RunningHead && t.lines[i].Kind != Stamp {
			order = append(order, i)
		}
	}
	columns := t.parted(order)
	if len(columns) < 2 || len(columns) > 4 {
		return nil
	}
	named := 0
	for _, c := range columns {
		if slices.ContainsFunc(c, func(i int) bool { return isName(t.lines[i].Text) }) {
			named++
		}
	}
	if named < 2 {
		return nil
	}
	order = order[:0]
	for n, c := range columns {
		for _, i := range c {
			t.lines[i].Column = n
			order = append(order, i)
		}
	}
	return order
}

// signing says whether line i of the given page can stand in a signature.
func (t *tail) signing(i, page int) bool {
	l := &t.lines[i]
	if l.Page != page || l.Box == nil {
		return false
	}
	if l.Kind == RunningHead || l.Kind == Stamp {
		return true
	}
	return !opensRecipients(l.Text) && len(l.Text) < 120 && (isCaps(l.Text) || isName(l.Text) || signedMark(l.Text) || isRule(l.Text))
}

// parted groups lines into columns: lines whose boxes share some width stand in
// one. From left to right, each from top to bottom.
func (t *tail) parted(lines []int) [][]int {
	type column struct {
		left, right float64
		lines       []int
	}
	var all []column
	byLeft := slices.Clone(lines)
	slices.SortStableFunc(byLeft, func(a, b int) int { return cmp.Compare(t.lines[a].Box[0], t.lines[b].Box[0]) })
	for _, i := range byLeft {
		box := t.lines[i].Box
		if n := len(all); n > 0 && box[0] < all[n-1].right {
			all[n-1].right = max(all[n-1].right, box[2])
			all[n-1].lines = append(all[n-1].lines, i)
			continue
		}
		all = append(all, column{box[0], box[2], []int{i}})
	}
	var out [][]int
	for _, c := range all {
		slices.SortStableFunc(c.lines, func(a, b int) int { return byTop(t.lines[a].Box, t.lines[b].Box) })
		out = append(out, c.lines)
	}
	return out
}

func byTop(a, b *corpus.Box) int { return cmp.Compare(a[1], b[1]) }

// readInOrder reads a block whose lines stand in another order than they are
// read, and returns the index of its last line, -1 if it is none.
func (t *tail) readInOrder(order []int) (b block, last int) {
	b.lines = make([]Line, len(order))
	for n, i := range order {
		b.lines[n] = t.lines[i]
		if b.lines[n].Kind == Body {
			b.lines[n].Kind = ""
		}
	}
	end := b.read()
	if end < 0 || b.names < 2 {
		return b, -1
	}
	for n, i := range order[:end+1] {
		t.lines[i].Kind = b.lines[n].Kind
		last = max(last, i)
	}
	return b, last
}
