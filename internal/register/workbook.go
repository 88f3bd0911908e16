package register

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"vanthu/corpus"
)

const sheetName = "Mục lục văn bản"

// A Workbook writes a register as a workbook of Excel.
type Workbook struct {
	file        *excelize.File
	out         *excelize.StreamWriter
	plain, days int // styles
	rows        int
}

// firstDay is the first one that Excel counts right.
var firstDay = time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)

// NewWorkbook begins a register that Close writes to w. Rows wait in a file of
// the system's folder for such files, beyond 16 MB.
func NewWorkbook(w io.Writer) (_ *Workbook, err error) {
	b := &Workbook{file: excelize.NewFile()}
	// Its own would gather the whole file in memory first.
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w) })
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("write workbook: %w", err), b.file.Close())
		}
	}()
	if err := b.file.SetSheetName("Sheet1", sheetName); err != nil {
		return nil, err
	}
	if b.out, err = b.file.NewStreamWriter(sheetName); err != nil {
		return nil, err
	}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	if b.plain, err = b.file.NewStyle(&excelize.Style{Alignment: top}); err != nil {
		return nil, err
	}
	format := "dd/mm/yyyy"
	if b.days, err = b.file.NewStyle(&excelize.Style{CustomNumFmt: &format, Alignment: top}); err != nil {
		return nil, err
	}
	bold, err := b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true}})
	if err != nil {
		return nil, err
	}
	if err := b.out.SetColWidth(1, 1, 6); err != nil {
		return nil, err
	}
	head := []any{excelize.Cell{StyleID: bold, Value: ordinal}}
	for i, col := range columns {
		if err := b.out.SetColWidth(i+2, i+2, col.width); err != nil {
			return nil, err
		}
		head = append(head, excelize.Cell{StyleID: bold, Value: col.title})
	}
	// The head stays in sight.
	if err := b.out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	return b, b.out.SetRow("A1", head)
}

// mostRows is how many rows a sheet holds, without the head.
const mostRows = excelize.TotalRows - 1

// Add writes the row of a document.
func (b *Workbook) Add(r *corpus.Record) error {
	if b.rows == mostRows {
		return fmt.Errorf("a sheet of Excel holds %d rows: write CSV instead", mostRows)
	}
	b.rows++
	row := []any{excelize.Cell{StyleID: b.plain, Value: b.rows}}
	for _, col := range columns {
		value := clean(col.of(r))
		cell := excelize.Cell{StyleID: b.plain, Value: value}
		switch col.kind {
		case date:
			cell.Value = printed(value)
			if t, ok := day(value); ok && !t.Before(firstDay) {
				cell = excelize.Cell{StyleID: b.days, Value: t}
			}
		case count:
			if n, err := strconv.Atoi(value); err == nil {
				cell.Value = n
			}
		}
		if value == "" {
			cell.Value = nil
		}
		row = append(row, cell)
	}
	return b.out.SetRow("A"+strconv.Itoa(b.rows+1), row)
}

// Close writes the workbook.
func (b *Workbook) Close() error {
	err := b.out.Flush()
	if err == nil {
		_, err = b.file.WriteToBuffer() // by way of the zip writer, to w
	}
	if err = errors.Join(err, b.file.Close()); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// Discard throws the workbook away.
func (b *Workbook) Discard() error { return b.file.Close() }
