// Package date reads dates and periods as directives print them.
package date

// A Date is one date or period in text.
type Date struct {
	Value      string // ISO: 2024-12-02, 2024-12, 2024-Q3, 2024, 2021/2025; "" when impossible
	Precision  string // day, month, quarter, year, range
	Start, End int    // bytes of the text; from "ngày" where that word stands before
	Impossible bool   // printed as a date, but no such day: "ngày 18 tháng 15 năm 2020"
}

// Scan reads a date of day precision that starts at byte at of text: "ngày 02
// tháng 12 năm 2024", ", ngày 14/11/2024", "04/11/2013", "26-5-2025". White
// space and line breaks between the parts are borne.
func Scan(text string, at int) (Date, bool) { panic("unwritten") }

// All finds every date, month, quarter, year and period of text, in order.
func All(text string) []Date { panic("unwritten") }
