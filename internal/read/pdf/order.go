package pdf

import (
	"cmp"
	"slices"
)

// maxCells bounds the cells of one page that are put in order.
const maxCells = 2_000

// A segment is a stretch of a row between wide gaps or rules.
type segment struct {
	chunks []*chunk
	cell   int // in the list of cells, -1 outside of tables
}

// middle is a point in the segment.
func (s *segment) middle() (u, v float64) {
	left, right := s.chunks[0].left, s.chunks[0].right
	top, bottom := s.chunks[0].top, s.chunks[0].bottom
	for _, c := range s.chunks[1:] {
		left, right = min(left, c.left), max(right, c.right)
		top, bottom = min(top, c.top), max(bottom, c.bottom)
	}
	return (left + right) / 2, (top + bottom) / 2
}

// inOrder puts segments, which come row by row, in the order of reading: a
// table cell by cell, each to its end, row after row. A cell whose text is set
// in the middle of its height begins with the row all the same.
func inOrder(segments []segment, g *grid) []segment {
	if len(g.level) == 0 {
		return segments
	}
	cells := locate(segments, g)
	if len(cells) < 2 {
		return segments
	}
	byCell := make([][]segment, len(cells))
	for _, s := range segments {
		if s.cell >= 0 {
			byCell[s.cell] = append(byCell[s.cell], s)
		}
	}
	var ordered []segment
	for _, s := range segments {
		if s.cell < 0 {
			ordered = append(ordered, s)
			continue
		}
		var row []int // the cells that begin at the same height
		for i, c := range cells {
			if len(byCell[i]) > 0 && i != s.cell && within(c[1], cells[s.cell][1]) {
				row = append(row, i)
			}
		}
		if len(byCell[s.cell]) == 0 {
			continue // written with its row
		}
		row = append(row, s.cell)
		slices.SortFunc(row, func(a, b int) int { return cmp.Compare(cells[a][0], cells[b][0]) })
		for _, i := range row {
			ordered = append(ordered, byCell[i]...)
			byCell[i] = nil
		}
	}
	return ordered
}

func within(a, b float64) bool { return a-b < nearRule && b-a < nearRule }

// locate finds the cell of each segment and lists the cells. What holds other
// cells is a frame around a table, not a cell of it.
func locate(segments []segment, g *grid) []cell {
	var cells []cell
	for i := range segments {
		s := &segments[i]
		s.cell = -1
		c, ok := g.cellAt(s.middle())
		if !ok {
			continue
		}
		s.cell = slices.IndexFunc(cells, c.like)
		if s.cell < 0 && len(cells) < maxCells {
			s.cell = len(cells)
			cells = append(cells, c)
		}
	}
	frame := make([]bool, len(cells))
	for i, c := range cells {
		frame[i] = slices.ContainsFunc(cells, c.holds)
	}
	for i := range segments {
		if k := segments[i].cell; k >= 0 && frame[k] {
			segments[i].cell = -1
		}
	}
	return cells
}
