package register

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"vanthu/corpus"
)

// A Workbook writes a register as a workbook of Excel (ECMA-376): the smallest
// one that there is, one sheet, its rows written as they come. Libraries for
// workbooks cost every start of the program, and so every child process that
// reads a file, 8 ms; the tests open what is written here with one.
type Workbook struct {
	zip  *zip.Writer
	out  *bufio.Writer // of the sheet
	rows int
}

// The styles of cells, by their place in styles.xml.
const (
	stylePlain = 1 + iota // a text, which quotePrefix keeps one when it is edited
	styleDay
	styleHead
	styleCount
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// parts are the files of a workbook but the sheet.
var parts = [...]struct{ name, text string }{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="` + sheetName + `" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
	// 164 is the first number for a format of one's own; cells in the order of the constants above.
	{"xl/styles.xml", `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs></styleSheet>`},
}

const (
	sheetName = "Mục lục văn bản"
	// mostRows is how many rows a sheet holds, without the head.
	mostRows = 1<<20 - 1
)

// Excel counts days from the first of these; before the second it counts wrong.
var (
	dayZero  = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	firstDay = time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)
)

// NewWorkbook begins a register in w.
func NewWorkbook(w io.Writer) (*Workbook, error) {
	b := &Workbook{zip: zip.NewWriter(w)}
	for _, p := range parts {
		f, err := b.zip.Create(p.name)
		if err == nil {
			_, err = io.WriteString(f, xmlHead+p.text)
		}
		if err != nil {
			return nil, fmt.Errorf("write workbook: %w", err)
		}
	}
	sheet, err := b.zip.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	b.out = bufio.NewWriterSize(sheet, 1<<16)
	// The head stays in sight.
	var s strings.Builder
	s.WriteString(xmlHead + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="1" width="6" customWidth="1"/>`)
	for i, col := range columns {
		fmt.Fprintf(&s, `<col min="%d" max="%d" width="%v" customWidth="1"/>`, i+2, i+2, col.width)
	}
	s.WriteString(`</cols><sheetData><row r="1">`)
	writeText(&s, 1, 0, styleHead, ordinal)
	for i, col := range columns {
		writeText(&s, 1, i+1, styleHead, col.title)
	}
	s.WriteString(`</row>`)
	_, err = b.out.WriteString(s.String())
	return b, err
}

// Add writes the row of a document.
func (b *Workbook) Add(r *corpus.Record) error {
	if b.rows == mostRows {
		return fmt.Errorf("a sheet of Excel holds %d rows: write CSV instead", mostRows)
	}
	b.rows++
	at := b.rows + 1
	var s strings.Builder
	fmt.Fprintf(&s, `<row r="%d">`, at)
	writeNumber(&s, at, 0, styleCount, strconv.Itoa(b.rows))
	for i, col := range columns {
		value := clean(col.of(r))
		t, isDay := day(value)
		switch {
		case value == "":
		case col.kind == date && isDay && !t.Before(firstDay):
			writeNumber(&s, at, i+1, styleDay, strconv.Itoa(int(t.Sub(dayZero).Hours())/24))
		case col.kind == date:
			writeText(&s, at, i+1, stylePlain, printed(value))
		case col.kind == count:
			writeNumber(&s, at, i+1, styleCount, value)
		default:
			writeText(&s, at, i+1, stylePlain, value)
		}
	}
	s.WriteString(`</row>`)
	_, err := b.out.WriteString(s.String())
	return err
}

// Close ends the workbook.
func (b *Workbook) Close() error {
	_, err := b.out.WriteString(`</sheetData></worksheet>`)
	if err == nil {
		err = b.out.Flush()
	}
	if err == nil {
		err = b.zip.Close()
	}
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// cellAt begins a cell; there are fewer than 26 columns.
func cellAt(s *strings.Builder, row, column, style int) {
	fmt.Fprintf(s, `<c r="%c%d" s="%d"`, 'A'+column, row, style)
}

func writeNumber(s *strings.Builder, row, column, style int, value string) {
	cellAt(s, row, column, style)
	s.WriteString(`><v>` + value + `</v></c>`)
}

// writeText writes a text as one, whatever it begins with.
func writeText(s *strings.Builder, row, column, style int, value string) {
	cellAt(s, row, column, style)
	s.WriteString(` t="inlineStr"><is><t xml:space="preserve">`)
	if err := xml.EscapeText(s, []byte(value)); err != nil {
		panic(err) // unreachable: a builder takes everything
	}
	s.WriteString(`</t></is></c>`)
}
