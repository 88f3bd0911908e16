package cite

import (
	"strings"

	"vanthu/internal/vntext"
)

// Types whose instruments are named by type and sequence alone, "Nghị quyết 29",
// and whether such a name is taken for an instrument that the document does not
// name in full. "Kế hoạch 5 năm" and "Chương trình 135" are none.
var bareTypes = map[string]bool{
	"Nghị quyết": true, "Kết luận": true, "Chỉ thị": true, "Nghị định": true, "Thông tư": true, "Quyết định": true,
	"Quy định": false, "Kế hoạch": false, "Hướng dẫn": false, "Chương trình": false, "Đề án": false, "Thông báo": false, "Công điện": false,
	"Thông tư liên tịch": false, "Quy chế": false, "Chương trình hành động": false,
}

// counted are words behind a figure that is no number of an instrument.
var counted = wordSet("năm tháng ngày tuần quý điểm điều khoản mục nội nhiệm chỉ giai tiêu nhóm loại bước lần trường tỷ triệu nghìn đồng văn bản")

// unsureBare is the confidence of an instrument of which the document says no
// more than type and sequence.
const unsureBare = 0.5

// bareNumbers reads "29" or "29, 30 và 33" at at, behind the type word and "số",
// as instruments that are named by their sequence. It gives the end of the last
// one, 0 if there is none.
func (f *finder) bareNumbers(typ string, start, at int) int {
	if _, ok := bareTypes[typ]; !ok || !isUpper(f.text, start) {
		return 0
	}
	f.lists++
	last := 0
	for range mostListed {
		digits, so := f.soAt(at)
		end := digits
		for end < len(f.low) && vntext.IsDigit(f.low[end]) {
			end++
		}
		if n := end - digits; n == 0 || n > 4 || wordEnd(f.low, end) != end || n == 4 && !so && yearAt(f.low, digits) != "" || !f.bareEnd(end) {
			break
		}
		if !so && strings.IndexByte(f.low[trimRight(f.low, digits):digits], '\n') >= 0 && (end == len(f.low) || f.low[end] == '\n') {
			break // "Kết luận" and its page in a table of contents
		}
		m := found{typ: typ, start: start, end: end, number: f.text[digits:end], bare: true, list: f.lists, confidence: unsureBare}
		f.tail(&m)
		last = m.end
		f.found = append(f.found, m)
		next, ok := f.separator(last)
		if !ok || next >= len(f.low) || f.low[next] < '0' || f.low[next] > '9' {
			break
		}
		start, at = next, next
	}
	return last
}

// bareEnd says whether a number can end at end: no mark of a longer one follows,
// no word that it counts, no sign of a percentage or a date.
func (f *finder) bareEnd(end int) bool {
	if end == len(f.low) {
		return true
	}
	if strings.IndexByte("/-%:+", f.low[end]) >= 0 || (f.low[end] == '.' || f.low[end] == ',') && end+1 < len(f.low) && vntext.IsDigit(f.low[end+1]) {
		return false
	}
	next := skip(f.low, end)
	if next == len(f.low) || next == end {
		return true
	}
	if f.low[next] == '/' || f.low[next] == '-' || f.low[next] == '%' || strings.HasPrefix(f.low[next:], "–") {
		return false
	}
	word := wordEnd(f.low, next)
	w := f.low[next:word]
	if w == "năm" && yearAt(f.low, skip(f.low, word)) != "" {
		return true // "Nghị quyết 29 năm 2013"
	}
	if counted[w] && w != "ngày" {
		return false
	}
	// "Thông tư 60 TC/CĐKT": a symbol, which is read elsewhere or not at all.
	return !(isUpper(f.text, next) && word < len(f.low) && f.low[word] == '/')
}

// seqOf is the sequence of a number without leading zeros: "29" of "29-NQ/TW".
func seqOf(num string) string {
	end := 0
	for end < len(num) && (vntext.IsDigit(num[end]) || num[end] == '.') {
		end++
	}
	return strings.TrimLeft(num[:end], "0")
}

// bound joins a bare name to the one instrument of its type and sequence that the
// document names in full: the one that it defines so, the only one, or of several
// the one that date, body or title speak for. Else it stays an instrument of its
// own, of which no more is known.
func (r *resolver) bound(m *found, i int) {
	for _, d := range r.defined {
		if d.typ == m.typ && d.seq == seqOf(m.number) {
			if x := r.owner[d.of]; x != nil && x.agrees(m) {
				if x.typ != m.typ { // "Đề án 06" for Quyết định số 06/QĐ-TTg
					m.short = true
					x.mentions = append(x.mentions, i)
					return
				}
				x.add(m, i)
				return
			}
		}
	}
	var fit []*instrument
	for _, x := range r.bySeq[seqOf(m.number)] {
		if x.typ == m.typ && x.agrees(m) {
			fit = append(fit, x)
		}
	}
	var only *instrument
	switch len(fit) {
	case 0:
	case 1:
		only = fit[0]
	default:
		only = chosen(fit, m)
	}
	if only != nil {
		only.add(m, i)
		return
	}
	if x := r.approving(m); x != nil {
		m.short = true
		x.mentions = append(x.mentions, i)
		return
	}
	if bareTypes[m.typ] && !r.doubtful { // a misread number ends too early as well
		r.numbered(m, i)
	}
}

// approving is the one act of the sequence of m that approves a plan of its type,
// as the words behind it say: the Quyết định số 06/QĐ-TTg phê duyệt Đề án of "Đề án
// 06"; nil if there is none or more than one.
func (r *resolver) approving(m *found) *instrument {
	if !approved[m.typ] {
		return nil
	}
	name := lower(m.typ)
	var only *instrument
	for _, x := range r.bySeq[seqOf(m.number)] {
		if x.typ == m.typ || !strings.Contains(x.about, "phê duyệt") && !strings.Contains(x.about, "ban hành") || !strings.Contains(x.about, name) {
			continue
		}
		if only != nil {
			return nil
		}
		only = x
	}
	return only
}

// agrees says whether nothing that is printed beside m speaks against x.
func (x *instrument) agrees(m *found) bool {
	return !contradict(m.date, x.date) && (m.term == "" || x.term == "" || m.term == x.term)
}
