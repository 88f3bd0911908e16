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
	}
}
