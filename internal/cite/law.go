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
	if amending(f.low, at) > 0 {
		return f.amendingLaw(t, start, at)
	}
	caps := allUpper(f.text[start:end])
	small := !isUpper(f.text, at)
	if small && afterLaw[f.low[at:wordEnd(f.low, at)]] {
		return 0 // "Luật này"
	}
	titleEnd, so, sure := f.lawTitle(t, at, caps || small) // "Luật đất đai": only a name that is known
	if titleEnd == 0 || !caps && f.notLaw(start) {
		return 0
	}
	m := found{typ: t.Name, start: start, end: titleEnd, title: fold(f.text[at:titleEnd]), law: true, confidence: sure}
	if so > 0 {
		f.lawNumber(&m, so)
	}
	key := lawKey(t.Name, m.title)
	if revised := f.revised(titleEnd); revised > 0 && m.number == "" {
		y := skip(f.low, revised)
		if phrase(f.low, y, "năm") == 0 {
			f.bill = revised // "Luật Thủ đô (sửa đổi)": a bill
			return revised
		}
		m.end = revised
	}
	if m.number == "" {
		if y := yearAt(f.low, skip(f.low, m.end)); y != "" {
			m.date, m.end = y, skip(f.low, m.end)+4
		}
	}
	f.tail(&m)
	switch {
	case m.number != "":
		f.names[key] = true
		f.firsts[f.low[at:wordEnd(f.low, at)]] = true
	case m.date == "" && f.isBill(start):
		f.bills[key] = true
		f.bill = m.end
		return m.end
	}
	f.found = append(f.found, m)
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

// lawKey is a law's name for comparison.
func lawKey(typ, title string) string { return vntext.Key(typ + " " + title) }

// lawNumber reads "số 31/2024/QH15" or "(số 31/2024/QH15)" at so.
func (f *finder) lawNumber(m *found, so int) {
	digits := so
	closing := f.low[so] == '('
	if closing {
		digits = skip(f.low, so+1)
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
	for _, w := range []string{"dự án", "dự thảo", "dự án các", "dự thảo các", "dự luật", "đề nghị xây dựng"} {
		if strings.HasSuffix(f.low[:end], w) {
			return true
		}
	}
	return false
}

// revised gives the end of "(sửa đổi)" or "sửa đổi" in parentheses at at.
func (f *finder) revised(at int) int {
	i := skip(f.low, at)
	if !strings.HasPrefix(f.low[i:], "(sửa đổi") {
		return 0
	}
	end := strings.IndexByte(f.low[i:min(len(f.low), i+60)], ')')
	if end < 0 {
		return 0
	}
	return i + end + 1
}

// lawTitle finds the end of the name that begins at at. so is where its number
// begins, 0 if none follows. sure is the confidence of the end.
func (f *finder) lawTitle(t *gazetteer.Type, at int, caps bool) (end, so int, sure float64) {
	bound, so := f.titleByWords(at, true)
	if so > 0 {
		return bound, so, 0.97
	}
	known := at + gazetteer.LongestLaw(t.Name, f.text[at:])
	if named := f.namedEnd(t, at); named > known {
		known = named
	}
	if known > at {
		if longer := f.longerName(at, known); longer > 0 && !caps {
			return longer, 0, 0.6
		}
		return known, 0, 0.92
	}
	if caps || strings.Contains(f.text[trimRight(f.text, at):at], "\n") {
		return 0, 0, 0 // a title of its own: "Luật", and on the next line its name
	}
	end, _ = f.titleByWords(at, false)
	return end, 0, 0.6
}

// longerName gives the end of a name that a table does not know but begins like
// one that it does: "Luật Thương mại điện tử;". Up to three small words must
// bring it to a mark.
func (f *finder) longerName(at, known int) int {
	next := skip(f.low, known)
	if next == known || next >= len(f.low) || isUpper(f.text, next) || strings.IndexByte(f.low[known:next], '\n') >= 0 {
		return 0
	}
	end, _ := f.titleByWords(at, false)
	if end <= known || len(strings.Fields(f.low[known:end])) > 3 {
		return 0
	}
	if end < len(f.low) && strings.IndexByte(".;,\n", f.low[end]) < 0 {
		return 0
	}
	return end
}

// namedEnd is the end of the longest name at at that this document gives a
// number elsewhere.
func (f *finder) namedEnd(t *gazetteer.Type, at int) int {
	if !f.firsts[f.low[at:wordEnd(f.low, at)]] {
		return 0
	}
	best := 0
	for i, words := at, 0; words < longestTitle; words++ {
		word := wordEnd(f.low, i)
		if word == i {
			break
		}
		if f.names[lawKey(t.Name, fold(f.text[at:word]))] {
			best = word
		}
		i = skip(f.low, word)
		if i < len(f.low) && (f.low[i] == ',' || f.low[i] == '-') {
			i = skip(f.low, i+1)
		}
	}
	return best
}

// titleByWords goes on word by word from at to where a name cannot go on.
// wide: to find a number, commas and "và" are gone over; else a comma ends the
// name, and "và" does where no capital follows. so is where "số" and a number
// begin, 0 if the name ends before one.
func (f *finder) titleByWords(at int, wide bool) (end, so int) {
	for words := 0; words < longestTitle && at < len(f.low); words++ {
		word := wordEnd(f.low, at)
		if word == at {
			break
		}
		w := f.low[at:word]
		if w[0] >= '0' && w[0] <= '9' && end > 0 {
			// "Luật Ngân hàng Nhà nước Việt Nam 46/2010/QH12": "số" left out.
			if n, _, ok := number.Scan(f.text, at); ok && isLawNumber(n) {
				return end, at
			}
		}
		if w == "số" {
			if digits, _ := f.soAt(at); at != f.claimed && end > 0 {
				if n, _, ok := number.Scan(f.text, digits); ok && isLawNumber(n) {
					return end, at
				}
			}
			break
		}
		if words > 0 {
			if t, _ := gazetteer.LongestType(f.text[at:]); t != nil && isUpper(f.text, at) && !f.partOfTitle(at, t) {
				break
			}
			if afterLaw[w] && !f.insideTitle(at, word, w, wide) {
				break
			}
		}
		if !wide && words > 0 && (w == "và" || w == "của") && !f.joins(word) {
			break
		}
		end = word
		next := skip(f.low, word)
		if next >= len(f.low) {
			break
		}
		switch {
		case f.low[next] == ',' && (wide || f.low[at:word] == "phòng"),
			f.low[next] == '-' && skip(f.low, next+1) > next+1,
			wide && (f.low[next] == '/' || strings.HasPrefix(f.low[next:], "–")):
			_, size := firstRune(f.low[next:])
			at = skip(f.low, next+size)
		case f.low[next] == '(' && wide:
			if digits, so := f.soAt(skip(f.low, next+1)); so {
				if n, _, ok := number.Scan(f.text, digits); ok && isLawNumber(n) {
					return end, next
				}
			}
			return end, 0
		case next > word:
			at = next
		default:
			return end, 0
		}
	}
	return end, 0
}

func firstRune(s string) (rune, int) {
	for i, r := range s {
		if i > 0 {
			return 0, i
		}
		_ = r
	}
	return 0, len(s)
}

// isLawNumber says whether n can be the number of a law or an ordinance.
func isLawNumber(n number.Number) bool {
	s := strings.ToUpper(n.Symbol)
	for _, p := range []string{"QH", "UBTVQH", "HĐNN", "LCT", "L-CTN", "L/CTN", "PL", "SL", "L/"} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// partOfTitle says whether type t, in capitals in the middle of a name, belongs
// to it: "Luật Ban hành văn bản ... của Hội đồng" has none; "Luật Luật sư" has.
func (f *finder) partOfTitle(at int, t *gazetteer.Type) bool {
	return t.Name == "Quy hoạch" || t.Name == "Quy chuẩn" || t.Name == "Tiêu chuẩn" || t.Name == "Hợp đồng"
}

// afterLaw are the words, in small letters, that no name of a law holds after
// its first word, or that end it.
var afterLaw = wordSet(`được đã này đó có là thì do theo tại khi nhằm bị từ kể năm ngày hiện trên còn hết không phải nếu mà như bao gồm trước sau quy sửa
thay bãi ban hướng số nêu điều khoản điểm các những mọi cũng để áp cho quyết chỉ thông kèm nay vẫn đang sẽ trừ hoặc nói nhưng vì thành vào chứ nên bởi thay tuy song về`)

// insideTitle says whether the word w of afterLaw stands inside names: "Ban
// hành văn bản quy phạm", "nhập cảnh ... của người nước ngoài tại Việt Nam".
func (f *finder) insideTitle(at, word int, w string, wide bool) bool {
	if isUpper(f.text, at) && !allUpper(f.text[at:word]) {
		return true
	}
	next := f.low[skip(f.low, word):]
	switch w {
	case "quy":
		return strings.HasPrefix(next, "phạm") || strings.HasPrefix(next, "chuẩn") || strings.HasPrefix(next, "hoạch")
	case "theo":
		return strings.HasPrefix(next, "phương thức") || strings.HasPrefix(next, "hợp đồng")
	case "tại":
		return strings.HasPrefix(next, "việt nam") || strings.HasPrefix(next, "doanh nghiệp") || strings.HasPrefix(next, "tòa án")
	case "thông":
		return strings.HasPrefix(next, "tin") || strings.HasPrefix(next, "đường")
	case "điều":
		return strings.HasPrefix(next, "ước") || strings.HasPrefix(next, "tra")
	case "hiện":
		return strings.HasPrefix(next, "dân chủ")
	case "bị":
		before := trimRight(f.low, at)
		return strings.HasSuffix(f.low[:before], "dự") || strings.HasSuffix(f.low[:before], "thiết") || strings.HasSuffix(f.low[:before], "trang")
	case "thành":
		return strings.HasPrefix(next, "phố") || strings.HasPrefix(next, "viên") || strings.HasPrefix(next, "niên")
	case "áp", "về":
		return wide
	case "quyết":
		return wide
	case "ban":
		before := trimRight(f.low, at)
		return wide && (strings.HasSuffix(f.low[:before], "ủy") || strings.HasSuffix(f.low[:before], "uỷ"))
	case "các":
		return wide && strings.HasPrefix(next, "biện pháp")
	}
	return false
}

// amending gives the end of "sửa đổi, bổ sung" at at, 0 if it does not stand
// there.
func amending(low string, at int) int {
	for _, p := range []string{"sửa đổi", "bổ sung"} {
		if end := phrase(low, at, p); end > 0 {
			return end
		}
	}
	return 0
}

// amendingLaw reads "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B số
// 52/2019/QH14": the number, or the date, belongs to the law that amends, and
// the laws in its title are read on their own after it. Without them it is a
// bill or too vague, and only the laws in it count.
func (f *finder) amendingLaw(t *gazetteer.Type, start, at int) int {
	limit := min(len(f.low), at+longestRun)
	if stop := strings.IndexAny(f.low[at:limit], ";.:\"”("); stop >= 0 {
		limit = at + stop
	}
	if stop := strings.Index(f.low[at:limit], "\n\n"); stop >= 0 {
		limit = at + stop
	}
	for i := at; i < limit; {
		word := wordEnd(f.low, i)
		if word == i {
			_, size := firstRune(f.low[i:])
			i += size
			continue
		}
		m := found{typ: t.Name, start: start, end: max(at, trimRight(f.low, i)), law: true, confidence: 0.9}
		name := m.end
		switch f.low[i:word] {
		case "số":
			digits, _ := f.soAt(i)
			if n, _, ok := number.Scan(f.text, digits); ok {
				if !isLawNumber(n) {
					return at
				}
				f.lawNumber(&m, i)
			}
		case "ngày":
			f.dateAt(&m, i, false)
		case "được", "đã", "quy", "thì":
			return at
		}
		if m.number != "" || m.date != "" {
			m.title = fold(f.text[at:name])
			f.tail(&m)
			f.found = append(f.found, m)
			f.claimed = i
			return at
		}
		i = word
	}
	return at
}
