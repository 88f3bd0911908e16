package register

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"vanthu/corpus"
)

// byteOrderMark tells Excel that a CSV file is UTF-8.
const byteOrderMark = "\ufeff"

// CSV writes a register as comma-separated values (RFC 4180).
type CSV struct {
	out  *csv.Writer
	rows int
}

// NewCSV begins a register: with a byte order mark or without, its cells
// separated by comma, which is ';' for an Excel that is set to Vietnamese.
func NewCSV(w io.Writer, mark bool, comma rune) (*CSV, error) {
	if mark {
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return nil, err
		}
	}
	c := &CSV{out: csv.NewWriter(w)}
	c.out.Comma, c.out.UseCRLF = comma, true
	head := []string{ordinal}
	for _, col := range columns {
		head = append(head, col.title)
	}
	return c, c.out.Write(head)
}

// Add writes the row of a document.
func (c *CSV) Add(r *corpus.Record) error {
	c.rows++
	row := []string{strconv.Itoa(c.rows)}
	for _, col := range columns {
		value := clean(col.of(r))
		if col.kind == date {
			value = printed(value)
		}
		row = append(row, harmless(value))
	}
	return c.out.Write(row)
}

// Close ends the register.
func (c *CSV) Close() error {
	c.out.Flush()
	if err := c.out.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// harmless keeps a spreadsheet from taking a text for a formula. Full-width
// signs are taken for the others by some.
func harmless(s string) string {
	for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(s, sign) {
			return "'" + s
		}
	}
	return s
}
