package extract

import (
	_ "embed"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

//go:embed units.tsv
var unitsTSV string

// A unit is how amounts of one kind are counted.
type unit struct {
	printed string
	name    string
	factor  float64
	alone   bool // money only where no word follows: "tỷ", "triệu"
	joined  bool // only behind thousands: "5.000đ"
}

// units holds the units by their first two bytes, the longest first.
var units = func() map[string][]unit {
	m := make(map[string][]unit)
	for i, row := range strings.Split(strings.TrimSpace(unitsTSV), "\n") {
		if i == 0 {
			continue
		}
		c := strings.Split(row, "\t")
		factor, err := strconv.ParseFloat(c[2], 64)
		if err != nil {
			panic("units.tsv: " + row + ": " + err.Error())
		}
		key := c[0][:1]
		u := unit{printed: c[0], name: c[1], factor: factor}
		u.alone = c[1] == "đồng" && (c[0] == "tỷ" || c[0] == "tỉ" || c[0] == "triệu")
		u.joined = c[0] == "đ"
		list := append(m[key], u)
		for j := len(list) - 1; j > 0 && len(list[j].printed) > len(list[j-1].printed); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
		m[key] = list
	}
	return m
}()

// readQuantities lists the amounts of the text: percentages, money, counts
// with their units.
func (r *reader) readQuantities() {
	text := r.sheet.Flow.Text
	dates := r.record.Dates
	for at := 0; at < len(text); {
		c := text[at]
		if c < '0' || c > '9' {
			at++
			continue
		}
		end := digitsEnd(text, at)
		if at > 0 && partOfCode(text, at) {
			at = end
			continue
		}
		var few [2]counted
		n := amountsAt(text, at, end, &few)
		if n == 0 || behindPart(text, at) {
			at = end
			continue
		}
		for _, q := range few[:n] {
			s, ok := r.spanOf(q.start, q.end)
			if !ok {
				continue
			}
			for len(dates) > 0 && (dates[0].Page < s.Page || dates[0].Page == s.Page && dates[0].End <= s.Start) {
				dates = dates[1:]
			}
			if len(dates) > 0 && dates[0].Page == s.Page && dates[0].Start < s.End {
				continue // the 02 tháng of "ngày 02 tháng 12 năm 2024"
			}
			r.record.Quantities = append(r.record.Quantities, corpus.Quantity{
				Value: q.value, Unit: q.unit, Text: r.pages[s.Page].Text[s.Start:s.End], Span: s,
			})
		}
		at = max(end, few[n-1].end)
	}
}

// A counted is an amount at bytes start to end of the text.
type counted struct {
	start, end int
	value      float64
	unit       string
}

// amountsAt reads the amount whose number stands at bytes at to end, or the two of
// a range with one unit, "từ 3 đến 5 triệu đồng", into few, and gives how many.
func amountsAt(text string, at, end int, few *[2]counted) int {
	if u, stop := unitAt(text, end); stop > 0 {
		v, ok := amount(text[at:end])
		if !ok {
			return 0
		}
		few[0] = counted{at, stop, v * u.factor, u.name}
		return 1
	}
	if end >= len(text) {
		return 0
	}
	switch text[end] {
	case '/':
		return fraction(text, at, end, few)
	case '-', ' ', 0xE2:
	default:
		return 0
	}
	next := rangeTo(text, at, end)
	if next == 0 {
		return 0
	}
	last := digitsEnd(text, next)
	u, stop := unitAt(text, last)
	if stop == 0 {
		return 0
	}
	low, ok := amount(text[at:end])
	high, ok2 := amount(text[next:last])
	if !ok || !ok2 || low >= high {
		return 0
	}
	few[0] = counted{at, end, low * u.factor, u.name}
	few[1] = counted{next, stop, high * u.factor, u.name}
	return 2
}

// rangeTo gives the start of the second number of a range, "5 - 7%", "từ 3 đến 5
// triệu đồng", whose first stands at bytes at to end; 0 if none follows. Years
// are none.
func rangeTo(text string, at, end int) int {
	next := end
	for next < len(text) && text[next] == ' ' {
		next++
	}
	rest := text[next:]
	switch {
	case strings.HasPrefix(rest, "đến ") && strings.HasSuffix(strings.TrimRight(text[max(0, at-6):at], " "), "từ"):
		next += len("đến ")
	case strings.HasPrefix(rest, "-"):
		next++
	case strings.HasPrefix(rest, "–"):
		next += len("–")
	default:
		return 0
	}
	for next < len(text) && text[next] == ' ' {
		next++
	}
	if next >= len(text) || text[next] < '0' || text[next] > '9' || end-at == 4 && (text[at:end] > "1900" && text[at:end] < "2100") {
		return 0
	}
	return next
}

// fraction reads "2/3 tổng số": one digit each, and what it is a part of.
func fraction(text string, at, end int, few *[2]counted) int {
	if end-at != 1 || end+3 >= len(text) || text[end+1] < '2' || text[end+1] > '9' || text[end+1] <= text[at] || text[at] == '0' || text[end+2] != ' ' {
		return 0
	}
	for _, whole := range [...]string{"tổng", "số", "diện tích", "thời gian", "thời hạn", "mức", "chiều", "đại biểu", "thành viên", "giá", "quân số", "nhu cầu"} {
		if strings.HasPrefix(text[end+3:], whole) {
			few[0] = counted{at, end + 2, float64(text[at]-'0') / float64(text[end+1]-'0'), "phần"}
			return 1
		}
	}
	return 0
}

// behindPart says whether a part of an act or the head of a date stands before
// the number at at: "mục 4 điểm a", "tháng 12 năm ...".
func behindPart(text string, at int) bool {
	end := at
	for end > 0 && (text[end-1] == ' ' || text[end-1] == '\n') {
		end--
	}
	before := text[max(0, end-14):end]
	for _, part := range [...]string{"khoản", "Khoản", "Điều", "điều", "mục", "Mục", "điểm", "Điểm", "Chương", "Phần", "lục", "Bảng", "bảng", "Mẫu", "mẫu", "số", "Số", "ngày", "tháng", "lần", "quý", "Quý", "QCVN", "TCVN"} {
		if strings.HasSuffix(before, part) {
			return !strings.HasSuffix(before, "tổng số")
		}
	}
	return false
}

// digitsEnd is the byte behind a number with its points and commas.
func digitsEnd(text string, at int) int {
	for at < len(text) {
		c := text[at]
		if c >= '0' && c <= '9' {
			at++
			continue
		}
		if (c == '.' || c == ',') && at+1 < len(text) && vntext.IsDigit(text[at+1]) {
			at++
			continue
		}
		return at
	}
	return at
}

// partOfCode says whether the digit at at goes on with a word, a date or a
// number of a directive: "QCVN 01", "12/8", "2021-2025".
func partOfCode(text string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return unicode.IsLetter(r) || r == '/' || r == '-' && at >= 2 && text[at-2] != ' ' && text[at-2] != '\n' || r == '.' || r == ':'
}

// amount reads a number as Vietnamese print it: points part thousands, a comma
// the decimals: "1.234.567,8". A point before other than three digits is a
// decimal point, as in "22.5".
func amount(s string) (float64, bool) {
	whole, decimals, comma := strings.Cut(s, ",")
	if comma && strings.ContainsAny(decimals, ",.") {
		return 0, false
	}
	parts := strings.Split(whole, ".")
	thousands := true
	for _, p := range parts[1:] {
		thousands = thousands && len(p) == 3
	}
	switch {
	case thousands:
		whole = strings.Join(parts, "")
	case len(parts) == 2 && !comma:
		whole, decimals = parts[0], parts[1]
	default:
		return 0, false
	}
	if decimals != "" {
		whole += "." + decimals
	}
	v, err := strconv.ParseFloat(whole, 64)
	return v, err == nil
}

// inWords is the byte behind a number's words in brackets, "05 (năm) ngày", which
// begin behind at; at if none stand there.
func inWords(text string, at int) int {
	end := strings.IndexByte(text[at:min(len(text), at+40)], ')')
	if end < 0 {
		return at
	}
	for _, r := range text[at+2 : at+end] {
		if !unicode.IsLower(r) && r != ' ' {
			return at
		}
	}
	return at + end + 1
}

// goesOnWithWord says whether a word that could be what is counted follows.
func goesOnWithWord(s string) bool {
	rest := strings.TrimLeft(s, " \n")
	if rest == s || strings.HasPrefix(rest, "mỗi ") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLetter(r)
}

// unitAt reads the unit behind a number and gives the byte behind it, 0 if
// there is none.
func unitAt(text string, at int) (unit, int) {
	if at+2 < len(text) && text[at] == ' ' && text[at+1] == '(' {
		at = inWords(text, at)
	}
	number := at
	for n := 0; n < 2 && at < len(text) && (text[at] == ' ' || text[at] == '\n'); n++ {
		at++
	}
	if at >= len(text) {
		return unit{}, 0
	}
	for _, u := range units[text[at:at+1]] {
		if !strings.HasPrefix(text[at:], u.printed) {
			continue
		}
		end := at + len(u.printed)
		if next, _ := utf8.DecodeRuneInString(text[end:]); end < len(text) && (unicode.IsLetter(next) || unicode.IsDigit(next)) && u.printed != "%" {
			continue
		}
		if u.joined && (number < 4 || text[number-4] != '.') {
			continue // "5.000.000đ", "120.000 đ/tháng", but not "điểm 3 đ"
		}
		if u.alone && goesOnWithWord(text[end:]) {
			continue // "1.200 tỷ;" is money, "3 triệu cây xanh" is not
		}
		return u, end
	}
	return unit{}, 0
}
