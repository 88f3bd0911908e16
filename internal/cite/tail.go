package cite

import (
	"strings"

	"vanthu/internal/date"
	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
)

// tail reads what belongs to the mention m after its number or name: date or
// year, issuer, term, each at most once and in any order.
func (f *finder) tail(m *found) {
	title := allUpper(f.text[m.start:wordEnd(f.text, m.start)])
	for {
		at := skip(f.low, m.end)
		if title && at == m.end {
			at = wideSkip(f.low, at) // centred lines with empty ones between
		}
		if wrapped := f.overEmptyLine(at); wrapped > 0 {
			at = wrapped
		}
		comma := false
		if at < len(f.low) && f.low[at] == ',' {
			comma = true
			at = skip(f.low, at+1)
		}
		if at >= len(f.low) {
			return
		}
		switch f.low[at] {
		case 'n': // ngày, năm, nhiệm kỳ
			if m.date == "" && f.dateAt(m, at, comma) || m.term == "" && f.termAt(m, at) {
				continue
			}
		case 'k', '(': // khóa
			if m.term == "" && f.termAt(m, at) {
				continue
			}
		case 'c':
			if of := phrase(f.low, at, "của"); of > 0 && m.issuer == "" {
				if s := f.issuer(wideSkip(f.low, of), isJoint(m)); s.end > 0 {
					m.issuer, m.end = s.name, s.end
					continue
				}
			}
		case 'h':
			// "Nghị quyết số 18-NQ/TW Hội nghị lần thứ sáu Ban Chấp hành Trung ương"
			if !comma && m.issuer == "" && phrase(f.low, at, "hội nghị lần thứ") > 0 && isUpper(f.text, at) {
				if s := f.issuer(at, false); s.end > 0 {
					m.issuer, m.end = s.name, s.end
					continue
				}
			}
		case 'b':
			// "Nghị quyết số 29-NQ/TW Ban Chấp hành Trung ương": "của" left out.
			if b, n := gazetteer.LongestBody(f.text[at:]); b != nil && b.Party && m.issuer == "" && !comma && isUpper(f.text, at) {
				m.issuer, m.end = fold(f.text[at:at+n]), at+n
				continue
			}
		}
		return
	}
}

// overEmptyLine goes over an empty line before "ngày" or "của" in small letters,
// which begin no paragraph: texts of the web part the lines of a centred title
// so. 0 if none stands there.
func (f *finder) overEmptyLine(at int) int {
	if at >= len(f.low) || f.low[at] != '\n' && f.low[at] != ' ' && f.low[at] != '\r' {
		return 0
	}
	next := wideSkip(f.low, at)
	if next > at && (strings.HasPrefix(f.text[next:], "ngày ") || strings.HasPrefix(f.text[next:], "của ")) {
		return next
	}
	return 0
}

// dateAt reads "ngày ..." or, for a law, "năm 2013".
func (f *finder) dateAt(m *found, at int, comma bool) bool {
	if at == f.claimed {
		return false
	}
	if phrase(f.low, at, "ngày") > 0 || strings.HasPrefix(f.low[at:], "ngày") {
		d, ok := date.Scan(f.text, at)
		if !ok {
			return false
		}
		if strings.HasPrefix(f.text[at:], "Ngày") && phrase(f.low, skip(f.low, d.End), "của") == 0 {
			return false // begins a sentence behind a title that ends with a number
		}
		// ", ngày 20/5/2024 Sở ..." after a number of 2021 begins a new clause.
		if comma && m.year > 0 && len(d.Value) >= 4 && atoi(d.Value[:4]) != m.year {
			return false
		}
		m.date, m.end = d.Value, d.End
		return true
	}
	if end := phrase(f.low, at, "năm"); end > 0 && (m.law || m.bare) && !comma {
		if y := yearAt(f.low, skip(f.low, end)); y != "" {
			m.date, m.end = y, skip(f.low, end)+4
			return true
		}
	}
	return false
}

// yearAt is the year of four digits at at, "" if there is none.
func yearAt(s string, at int) string {
	if at+4 > len(s) || wordEnd(s, at) != at+4 {
		return ""
	}
	y := s[at : at+4]
	if strings.Trim(y, "0123456789") != "" || y < "1945" || y > "2100" {
		return ""
	}
	if strings.HasPrefix(s[at+4:], "/") {
		return ""
	}
	return y
}

func atoi(s string) int {
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' {
			return n
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// termAt reads "khóa XI", "(khóa XIX)", "nhiệm kỳ 2020 - 2025".
func (f *finder) termAt(m *found, at int) bool {
	closing := false
	i := at
	if f.low[i] == '(' {
		closing = true
		i = skip(f.low, i+1)
	}
	end := anyPhrase(f.low, i, termWords)
	if end == 0 {
		return false
	}
	i = skip(f.low, end)
	end = wordEnd(f.low, i)
	term := strings.ToUpper(f.low[i:end])
	if term == "" || strings.Trim(term, "IVXLCDM") != "" && strings.Trim(term, "0123456789") != "" {
		return false
	}
	if d := skip(f.low, end); len(term) == 4 && d < len(f.low) { // 2020 - 2025
		for _, dash := range []string{"-", "–"} {
			if strings.HasPrefix(f.low[d:], dash) {
				if y := yearAt(f.low, skip(f.low, d+len(dash))); y != "" {
					end = skip(f.low, d+len(dash)) + 4
					term += "-" + y
				}
			}
		}
	}
	if closing {
		i = skip(f.low, end)
		if i >= len(f.low) || f.low[i] != ')' {
			return false
		}
		end = i + 1
	}
	m.term, m.end = term, end
	return true
}

var termWords = []string{"khóa", "khoá", "nhiệm kỳ", "nhiệm kì"}

// sureNumber is how sure a numbered mention is.
func sureNumber(typ string, n number.Number) float64 {
	switch {
	case typ == "":
		return 0.6
	case n.Misread:
		return mendedConfidence
	case n.Type != "" && n.Issuer != "", n.Year != 0:
		return 0.97
	}
	return 0.85
}
