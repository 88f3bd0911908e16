package extract

import (
	_ "embed"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/corpus"
)

//go:embed units.tsv
var unitsTSV string

// A unit is how amounts of one kind are counted.
type unit struct {
	printed string
	name    string
	factor  float64
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
		list := append(m[key], unit{c[0], c[1], factor})
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
		u, stop := unitAt(text, end)
		if stop == 0 {
			at = end
			continue
		}
		value, ok := amount(text[at:end])
		if !ok {
			at = end
			continue
		}
		if behindPart(text, at) {
			at = end
			continue
		}
		if s, ok := r.spanOf(at, stop); ok {
			for len(dates) > 0 && (dates[0].Page < s.Page || dates[0].Page == s.Page && dates[0].End <= s.Start) {
				dates = dates[1:]
			}
			if len(dates) > 0 && dates[0].Page == s.Page && dates[0].Start < s.End {
				at = end
				continue // the 02 tháng of "ngày 02 tháng 12 năm 2024"
			}
			r.record.Quantities = append(r.record.Quantities, corpus.Quantity{
				Value: value * u.factor, Unit: u.name, Text: r.pages[s.Page].Text[s.Start:s.End], Span: s,
			})
		}
		at = stop
	}
}

// behindPart says whether a part of an act or the head of a date stands before
// the number at at: "mục 4 điểm a", "tháng 12 năm ...".
func behindPart(text string, at int) bool {
	before := strings.TrimRight(text[max(0, at-12):at], " \n")
	for _, part := range [...]string{"khoản", "Khoản", "Điều", "điều", "mục", "Mục", "điểm", "Điểm", "Chương", "Phần", "lục", "Bảng", "bảng", "Mẫu", "mẫu", "số", "Số", "ngày", "tháng", "lần", "quý", "Quý", "QCVN", "TCVN"} {
		if strings.HasSuffix(before, part) {
			return true
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
		if (c == '.' || c == ',') && at+1 < len(text) && text[at+1] >= '0' && text[at+1] <= '9' {
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

// unitAt reads the unit behind a number and gives the byte behind it, 0 if
// there is none.
func unitAt(text string, at int) (unit, int) {
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
		return u, end
	}
	return unit{}, 0
}
