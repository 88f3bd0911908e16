package cite

import (
	"strings"

	"vanthu/internal/date"
)

// longestBefore is how many bytes lie between a date and the instrument issued on
// it.
const longestBefore = 160

// datedBefore gives mentions without a date the one on which their sentence says
// that they were issued: "Ngày 14/6/2031, Bộ Nội vụ ban hành Thông tư số 1".
func (f *finder) datedBefore() {
	for i := range f.found {
		m := &f.found[i]
		if m.date != "" || m.number == "" || m.bare || m.list == 0 {
			continue
		}
		end := trimRight(f.low, m.start)
		if !strings.HasSuffix(f.low[:end], "ban hành") {
			continue
		}
		from := max(0, end-longestBefore)
		at := strings.LastIndex(f.low[from:end], "ngày ")
		if at < 0 || !startsWord(f.low, from+at) {
			continue
		}
		at += from
		switch lastWord(f.low[max(0, at-20):at]) {
		case "trước", "sau", "từ", "đến", "hết", "trong":
			continue
		}
		d, ok := date.Scan(f.text, at)
		if !ok || len(d.Value) < len("2031-06-14") || d.End >= end {
			continue
		}
		if strings.ContainsAny(f.low[d.End:end], "0123456789;.:()") || m.year > 0 && atoi(d.Value[:4]) != m.year {
			continue
		}
		m.date = d.Value
		if at = skip(f.low, d.End); at < end && f.low[at] == ',' {
			at = skip(f.low, at+1)
		}
		if s := f.issuer(at, false); m.issuer == "" && s.end > 0 && s.end <= end && issuing(f.low[s.end:end]) {
			m.issuer = s.name
		}
	}
}

// issuing says whether s, behind a body, is no more than the verb: "đã ký ban hành".
func issuing(s string) bool {
	for _, w := range strings.Fields(s) {
		switch w {
		case "đã", "vừa", "mới", "có", "ký", "ban", "hành":
		default:
			return false
		}
	}
	return true
}
