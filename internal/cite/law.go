package cite

import (
	"strings"

	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
)

// lawAt reads a law whose type word stands from start to end: by number
// ("Luật số 38/2024/QH15"), by name, or both. The name is the hard part; it
// ends, in this order of trust,
//
//   - before its number, where nothing that ends a name stands between,
//   - where a name ends that a table knows, or that has a number elsewhere in
//     this document,
//   - before the first word or mark that a name does not hold.
func (f *finder) lawAt(t *gazetteer.Type, start, end int) int {
	at := skip(f.low, end)
	if t.Name == "Hiến pháp" {
		return f.constitution(start, end)
	}
	if at < len(f.low) && f.low[at] == ':' && follows(f.low, start, "các") {
		// "các luật: Đất đai, Nhà ở": the first has the type word.
		if next := skip(f.low, at+1); gazetteer.LongestLaw(t.Name, f.text[next:]) > 0 && isUpper(f.text, next) {
			return f.lawNames(t, start, next)
		}
	}
	if at == end || at >= len(f.text) {
		return 0
	}
	if after := f.list(t.Name, start, at); after > 0 {
		for i := len(f.found) - 1; i >= 0 && f.found[i].start >= start; i-- {
			f.found[i].law = true
		}
		return after
	}
	if next, _ := gazetteer.LongestType(f.text[at:]); next != nil && next.Law && gazetteer.LongestLaw(t.Name, f.text[at:]) == 0 {
		return at // "Luật Luật Cư trú": the word is doubled
	}
	itself := f.ofLaw && follows(f.low, start, "quốc hội ban hành")
	if amending(f.low, at) > 0 {
		if itself {
			return at // "Quốc hội ban hành Luật sửa đổi ... của Luật A số 1/2020/QH14": the number is A's
		}
		return f.amendingLaw(t, start, at)
	}
	caps := allUpper(f.text[start:end])
	small := !isUpper(f.text, at)
	if small && afterLaw[f.low[at:wordEnd(f.low, at)]] && gazetteer.LongestLaw(t.Name, f.text[at:]) == 0 {
		return 0 // "Luật này", but "Luật các tổ chức tín dụng"
	}
	titleEnd, so, sure := f.lawTitle(t, start, at, caps || small) // "Luật đất đai": only a name that is known
	if titleEnd == 0 || !caps && f.notLaw(start) {
		return 0
	}
	m := found{typ: t.Name, start: start, end: titleEnd, title: fold(f.text[at:titleEnd]), law: true, confidence: sure}
	if so > 0 {
		f.lawNumber(&m, so)
	} else if sure < 0.9 {
		if right := gazetteer.LawSpelt(t.Name, m.title); right != "" {
			m.title, m.confidence = right, 0.8
		}
	}
	if itself && m.number == "" {
		return m.end
	}
	key := lawKey(t.Name, m.title)
	if revised := f.revised(titleEnd); revised > 0 && m.number == "" {
		m.end = revised
		if after := skip(f.low, revised); phrase(f.low, after, "số") > 0 {
			f.lawNumber(&m, after)
		}
		if f.tail(&m); m.number == "" && m.date == "" {
			f.bill = revised // "Luật Thủ đô (sửa đổi)": a bill, but not "(sửa đổi) năm 1998"
			return revised
		}
	}
	if m.number == "" {
		if y := yearAt(f.low, skip(f.low, m.end)); y != "" {
			m.date, m.end = y, skip(f.low, m.end)+4
		}
	}
	f.tail(&m)
	switch {
	case m.number != "", len(m.date) > len("2013") && m.confidence >= 0.9:
		f.names[key] = true
		f.firsts[f.low[at:wordEnd(f.low, at)]] = true
	case m.date == "" && f.isBill(start):
		f.bills[key] = true
		f.bill = m.end
		return m.end
	}
	f.found = append(f.found, m)
	if next, ok := f.separator(m.end); ok && follows(f.low, start, "các") {
		// "các Luật Đất đai, Nhà ở và Đầu tư": the others have no type word.
		if after := f.lawNames(t, next, next); after > 0 {
			return after
		}
	}
	if m.number == "" {
		return m.end
	}
	// "Luật Đất đai số 31/2024/QH15, số 43/2024/QH15": the others have no name.
	if next, ok := f.separator(m.end); ok && phrase(f.low, next, "số") > 0 {
		if after := f.list(t.Name, next, next); after > 0 {
			return after
		}
	}
	return m.end
}

// lawNames reads the names of a list of laws with one type word, at at: only
// names that a table knows. It gives the end of the last.
func (f *finder) lawNames(t *gazetteer.Type, start, at int) int {
	f.lists++
	end := 0
	for n := 0; n < mostListed && at < len(f.text) && isUpper(f.text, at); n++ {
		length := gazetteer.LongestLaw(t.Name, f.text[at:])
		if length == 0 {
			break
		}
		m := found{typ: t.Name, start: start, end: at + length, title: fold(f.text[at : at+length]), law: true, list: f.lists, confidence: 0.9}
		if f.low[at+length-1] == ',' {
			break
		}
		f.tail(&m)
		end = m.end
		if !f.isBill(start) {
			f.found = append(f.found, m)
		}
		next, ok := f.separator(end)
		if !ok {
			break
		}
		start, at = next, next
	}
	return end
}

// lawKey is a law's name for comparison: its words alone, for one writes "Thi đua,
// khen thưởng" and another "Thi đua - Khen thưởng".
func lawKey(typ, title string) string {
	return string(appendLawKey(make([]byte, 0, 96), typ, title))
}

// appendLawKey appends the key of a law to key.
func appendLawKey(key []byte, typ, title string) []byte {
	if whole := gazetteer.LawOfShort(typ, title); whole != "" {
		title = whole
	}
	key = append(key, vntext.Key(typ)...)
	for from, to := range vntext.Words(title) {
		key = appendWord(key, title[from:to])
	}
	return key
}

// appendWord appends a word to the key of a law.
func appendWord(key []byte, word string) []byte {
	return append(append(key, ' '), vntext.Term(word)...)
}

// lawNumber reads "số 31/2024/QH15" or "(số 31/2024/QH15)" at so.
func (f *finder) lawNumber(m *found, so int) {
	digits := so
	closing := f.low[so] == '('
	if closing {
		digits = f.lawWord(skip(f.low, so+1))
	}
	digits, _ = f.soAt(digits)
	n, end, ok := number.Scan(f.text, digits)
	if !ok {
		return
	}
	if i := skip(f.low, end); closing && i < len(f.low) && f.low[i] == ')' {
		end = i + 1
	}
	m.number, m.year, m.end, m.confidence = n.Text, n.Year, end, 0.97
}

// constitution reads "Hiến pháp nước Cộng hòa ... năm 2013".
func (f *finder) constitution(start, end int) int {
	m := found{typ: "Hiến pháp", start: start, end: end, law: true, confidence: 0.9}
	for _, p := range []string{"nước cộng hòa xã hội chủ nghĩa việt nam", "nước cộng hoà xã hội chủ nghĩa việt nam", "nước chxhcn việt nam"} {
		if after := phrase(f.low, skip(f.low, m.end), p); after > 0 {
			m.end = after
		}
	}
	if y := yearAt(f.low, skip(f.low, m.end)); y != "" {
		m.date, m.end = y, skip(f.low, m.end)+4
	}
	f.tail(&m)
	f.found = append(f.found, m)
	return m.end
}

// notLaw says whether the word before start makes "Luật" something else: a
// faculty, a firm.
func (f *finder) notLaw(start int) bool {
	end := trimRight(f.low, start)
	switch f.low[wordBefore(f.low[:end], end):end] {
	case "khoa", "học", "ty", "viện", "hội", "ngành", "vụ", "phòng", "ban", "môn":
		return true
	}
	return false
}

// isBill says whether the law at start is a bill: "dự án Luật", "dự thảo Luật",
// also further down a list of them.
func (f *finder) isBill(start int) bool {
	end := trimRight(f.low, start)
	if f.bill > 0 && f.bill <= start {
		if next, ok := f.separator(f.bill); ok && next == start {
			return true
		}
	}
	if !ofBill[lastWord(f.low[:end])] {
		return false
	}
	for _, w := range bills {
		if follows(f.low, end, w) {
			return !follows(f.low, end, "luật xây dựng") // "Luật Xây dựng, Luật Nhà ở" without the comma
		}
	}
	return false
}

// bills are the words before a bill; ofBill are their last words.
var bills = []string{"dự án", "dự thảo", "dự án các", "dự thảo các", "dự luật", "xây dựng", "soạn thảo"}

var ofBill = wordSet("án thảo các luật dựng")

// lawLists reads lists of laws with one type word in small letters, "các luật: Đất
// đai, Nhà ở".
func (f *finder) lawLists() {
	for at := 0; ; {
		i := strings.Index(f.low[at:], "các luật:")
		if i < 0 {
			return
		}
		start := at + i + len("các ")
		at = start + len("luật:")
		if !isUpper(f.text, start) {
			t, _ := gazetteer.LongestType("Luật")
			f.lawNames(t, start, skip(f.low, at))
		}
	}
}

// revised gives the end of "(sửa đổi)" or "sửa đổi" in parentheses at at.
func (f *finder) revised(at int) int {
	i := skip(f.low, at)
	if i >= len(f.low) || f.low[i] != '(' || phrase(f.low, skip(f.low, i+1), "sửa đổi") == 0 {
		return 0
	}
	end := strings.IndexByte(f.low[i:min(len(f.low), i+60)], ')')
	if end < 0 || strings.ContainsAny(f.low[i:i+end], "0123456789") { // "(sửa đổi năm 2018)" was passed
		return 0
	}
	return i + end + 1
}
