// Package register writes the register of an archive's documents (mục lục văn
// bản) as archivists deliver it: one row a document, one column a fact, as a
// workbook of Excel or as CSV. Rows are written as they come and none is kept, so
// that memory does not grow with the archive.
//
// The columns are those of the guidance for archival databases (Cục Văn thư và
// Lưu trữ nhà nước: mã phông, hồ sơ số, tên loại, số và ký hiệu, thời gian, tác
// giả, trích yếu, độ mật, ngôn ngữ, ghi chú) that can be told from the document
// and its labels, and the signer, which every list asks for. Dates are dd/mm/yyyy;
// in a workbook they are dates, so that they can be sorted and counted.
//
// # Traps
//
//   - A spreadsheet takes a text that begins with = + - or @ for a formula, and
//     a document may bear such a text as its subject to have it run on the
//     archivist's machine. In a workbook cells are typed, and a text stays one.
//     In CSV an apostrophe is put before it (OWASP, CSV injection).
//   - Excel counts days from 1900 and believes that 29/02/1900 was one: dates
//     before 01/03/1900 are texts.
//   - A cell holds 32,767 characters, and XML no control characters.
//   - Excel reads CSV as UTF-8 only where it begins with a byte order mark.
package register

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"vanthu/corpus"
)

// A kind says how a column is written.
type kind int

const (
	text kind = iota
	date
	count
)

// A column is one fact of a document.
type column struct {
	title string
	width float64 // in characters
	kind  kind
	of    func(*corpus.Record) string // ISO 8601 in a column of dates, digits in one of counts
}

var columns = [...]column{
	{"Mã phông", 12, text, func(r *corpus.Record) string { return filed(r, corpus.LabelFonds) }},
	{"Hồ sơ số", 12, text, func(r *corpus.Record) string { return filed(r, corpus.LabelFile) }},
	{"Hộp số", 10, text, func(r *corpus.Record) string { return filed(r, corpus.LabelBox) }},
	{"Số, ký hiệu", 18, text, func(r *corpus.Record) string { return r.Number.Or("") }},
	{"Ngày tháng", 12, date, func(r *corpus.Record) string { return r.Issued.Or("") }},
	{"Tên loại", 14, text, func(r *corpus.Record) string { return r.Type.Or("") }},
	{"Tác giả", 32, text, author},
	{"Trích yếu nội dung", 60, text, func(r *corpus.Record) string { return r.Subject.Or("") }},
	{"Người ký", 22, text, func(r *corpus.Record) string {
		return signers(r, func(s *corpus.Signer) string { return s.Name.Or("") })
	}},
	{"Chức vụ", 24, text, func(r *corpus.Record) string {
		return signers(r, func(s *corpus.Signer) string { return s.Title.Or("") })
	}},
	{"Độ mật", 10, text, func(r *corpus.Record) string { return r.Secrecy.Or("") }},
	{"Số trang", 8, count, func(r *corpus.Record) string { return fmt.Sprint(r.Source.Pages) }},
	{"Ngôn ngữ", 12, text, languages},
	{"Dạng tệp", 14, text, origin},
	{"Tệp", 30, text, func(r *corpus.Record) string { return r.Source.Name }},
	{"Mã văn bản", 16, text, func(r *corpus.Record) string { return string(r.ID) }},
	{"Ghi chú", 40, text, notes},
}

// ordinal is the title of the first column, the number of the row.
const ordinal = "STT"

// filed are the names of what the document is filed under, of one kind.
func filed(r *corpus.Record, kind corpus.LabelKind) string {
	var names []string
	for _, l := range r.Labels {
		if l.Kind == kind {
			names = append(names, l.Name)
		}
	}
	return strings.Join(names, "; ")
}

// author is the issuing body, in full where it is known.
func author(r *corpus.Record) string {
	if r.Issuer.Body != "" {
		return string(r.Issuer.Body)
	}
	return r.Issuer.Or("")
}

func signers(r *corpus.Record, of func(*corpus.Signer) string) string {
	var all []string
	for i := range r.Signers {
		if s := of(&r.Signers[i]); s != "" {
			all = append(all, s)
		}
	}
	return strings.Join(all, "; ")
}

// languages are those of the pages, that of most pages first.
func languages(r *corpus.Record) string {
	names := map[corpus.Optional]string{"vi": "tiếng Việt", "en": "tiếng Anh", "fr": "tiếng Pháp", "zh": "tiếng Trung", "ru": "tiếng Nga"}
	counts := map[string]int{}
	var order []string
	for _, p := range r.Pages {
		if p.Language == "" {
			continue
		}
		name := names[p.Language]
		if name == "" {
			name = string(p.Language)
		}
		if counts[name] == 0 {
			order = append(order, name)
		}
		counts[name]++
	}
	slices.SortStableFunc(order, func(a, b string) int { return counts[b] - counts[a] })
	return strings.Join(order, ", ")
}

// origin says whether the file is a picture of the paper. Whether the paper was
// an original or a copy (mức độ tin cậy), and how many leaves it has, no file can
// tell: who delivers adds these columns.
func origin(r *corpus.Record) string {
	scanned, born := false, false
	for _, p := range r.Pages {
		if p.Method == corpus.MethodOCR {
			scanned = true
		} else {
			born = true
		}
	}
	switch {
	case scanned && born:
		return "bản quét một phần"
	case scanned:
		return "bản quét"
	case born:
		return "tệp văn bản"
	}
	return ""
}

// leastSure is the confidence from which on a value is asserted.
const leastSure = 0.7

// notes say what a person must look at: what was not found, what is doubtful.
func notes(r *corpus.Record) string {
	var missing, doubtful []string
	for _, f := range []struct {
		name string
		of   corpus.Field[string]
	}{{"số, ký hiệu", r.Number.Field}, {"ngày tháng", r.Issued}, {"tên loại", r.Type}, {"tác giả", r.Issuer.Field}, {"trích yếu", r.Subject}} {
		switch {
		case f.of.Or("") == "":
			missing = append(missing, f.name)
		case f.of.Confidence < leastSure:
			doubtful = append(doubtful, f.name)
		}
	}
	switch {
	case len(r.Signers) == 0 || r.Signers[0].Name.Or("") == "":
		missing = append(missing, "người ký")
	case r.Signers[0].Name.Confidence < leastSure:
		doubtful = append(doubtful, "người ký")
	}
	var all []string
	if len(doubtful) > 0 {
		all = append(all, "cần xem lại: "+strings.Join(doubtful, ", "))
	}
	if len(missing) > 0 {
		all = append(all, "chưa có: "+strings.Join(missing, ", "))
	}
	return strings.Join(all, "; ")
}

// mostCell is how many characters a cell of Excel holds.
const mostCell = 32767

// clean is a text as a cell may hold it: on one line, without control
// characters, not too long.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f':
			return ' '
		case unicode.IsControl(r) || r == 0xfffe || r == 0xffff || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	if runes := []rune(s); len(runes) > mostCell {
		s = string(runes[:mostCell])
	}
	return strings.TrimSpace(s)
}

// day reads an ISO date; not ok where it is none, or none of a real day.
func day(iso string) (time.Time, bool) {
	t, err := time.Parse("2006-01-02", iso)
	return t, err == nil
}

// printed is a date as archivists write it, dd/mm/yyyy; of a month or a year
// alone as much as is known.
func printed(iso string) string {
	if t, ok := day(iso); ok {
		return t.Format("02/01/2006")
	}
	if t, err := time.Parse("2006-01", iso); err == nil {
		return t.Format("01/2006")
	}
	return iso
}
