package cite

import "vanthu/internal/gazetteer"

// statute reads the statute of an organisation, which is cited by name like a
// law: "Điều lệ Đảng", "Điều lệ Công đoàn Việt Nam (khóa XII)". Only those of the
// table are: "Điều lệ trường mầm non" is an annex of a circular.
func (f *finder) statute(typ string, start, end int) int {
	if typ != "Điều lệ" {
		return 0
	}
	at := skip(f.low, end)
	if at >= len(f.text) || at == end || !isUpper(f.text, at) {
		return 0
	}
	n := gazetteer.LongestLaw(typ, f.text[at:])
	if n == 0 {
		return 0
	}
	m := found{typ: typ, start: start, end: at + n, title: fold(f.text[at : at+n]), law: true, confidence: 0.92}
	f.tail(&m)
	f.found = append(f.found, m)
	return m.end
}
