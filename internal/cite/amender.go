package cite

import (
	"strings"

	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
)

// amending gives the end of "sửa đổi, bổ sung" at at, 0 if it does not stand
// there.
func amending(low string, at int) int {
	return anyPhrase(low, at, []string{"sửa đổi", "bổ sung"})
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
	for i, word := nextWord(f.low, at); i < limit; i, word = nextWord(f.low, word) {
		m := found{typ: t.Name, start: start, end: max(at, trimRight(f.low, i)), law: true, confidence: 0.9}
		name := m.end
		switch f.low[i:word] {
		case "số":
			digits, _ := f.soAt(i)
			n, end, ok := number.Scan(f.text, digits)
			if ok && !isLawNumber(n) {
				return at
			}
			if last := f.innerNumbers(end, limit); ok && last > 0 {
				// Each law in the title has its own; the next number or date
				// after the last of them is that of the law that amends.
				name, m.end = last, last
				limit = min(limit, last+len(" ngày 00 tháng 00 năm 0000"))
				if after := skip(f.low, last); phrase(f.low, after, "số") > 0 {
					f.lawNumber(&m, after)
					i = after
				} else if phrase(f.low, after, "ngày") > 0 && f.dateAt(&m, after, false) {
					i = after
				} else {
					return at
				}
			} else if ok {
				f.lawNumber(&m, i)
			}
		case "ngày":
			f.dateAt(&m, i, false)
		case "năm":
			f.yearOfAmender(&m, at, i)
		case "được", "đã", "thì":
			return at
		case "quy":
			if phrase(f.low, i, "quy định") > 0 {
				return at // but "Luật Ban hành văn bản quy phạm pháp luật"
			}
		}
		if m.number != "" || m.date != "" {
			m.title = fold(f.text[at:name])
			f.tail(&m)
			f.found = append(f.found, m)
			f.claimed = i
			return at
		}
	}
	f.amendingName(t, start, at)
	return at
}

// yearOfAmender reads the year at i behind the title of a law that amends several,
// at at: "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B năm 2019". Behind
// one law it is mostly that of the law amended.
func (f *finder) yearOfAmender(m *found, at, i int) {
	low := f.low[at:i]
	and := strings.LastIndex(low, " và luật ")
	if and < 0 || !strings.Contains(low[:and], " luật ") || strings.ContainsAny(low, "0123456789") {
		return
	}
	after := skip(f.low, i+len("năm"))
	y := yearAt(f.low, after)
	if y == "" {
		return
	}
	if next := skip(f.low, after+4); anyPhrase(f.low, next, []string{"số", "ngày", "và"}) > 0 {
		return
	}
	m.date, m.end = y, after+4
}

// amendingName reads "Luật sửa đổi, bổ sung một số điều của Luật Điện lực" without
// number and date: an act by name, where it is no bill and changes one law that a
// table knows.
func (f *finder) amendingName(t *gazetteer.Type, start, at int) {
	of := strings.Index(f.low[at:min(len(f.low), at+longestDated)], " của ")
	if of < 0 || f.isBill(start) || !isUpper(f.text, start) || allUpper(f.text[start:wordEnd(f.text, start)]) { // in capitals it is a title of its own
		return
	}
	inner := skip(f.low, at+of+len(" của"))
	law, n := gazetteer.LongestType(f.text[inner:])
	if law == nil || !law.Law {
		return
	}
	name := skip(f.low, inner+n)
	length := gazetteer.LongestLaw(law.Name, f.text[name:])
	if next, ok := f.separator(name + length); length == 0 || ok && next < len(f.text) && isUpper(f.text, next) {
		return
	}
	f.found = append(f.found, found{typ: t.Name, start: start, end: name + length, title: fold(f.text[at : name+length]), law: true, confidence: 0.7})
}

// innerNumbers goes over the laws of a title that have their numbers with them,
// from the end of the first number on: "... của Luật A số 1/2020/QH14, Luật B số
// 2/2021/QH15". It gives the end of the last number, 0 if no second one follows.
func (f *finder) innerNumbers(at, limit int) int {
	last := 0
	for at < limit {
		next, ok := f.separator(at)
		if !ok || next >= limit {
			break
		}
		t, n := gazetteer.LongestType(f.text[next:])
		if t == nil || !t.Law {
			break
		}
		_, so := f.titleByWords(skip(f.low, next+n), 0, true)
		if so == 0 || so >= limit {
			break
		}
		digits, _ := f.soAt(so)
		_, end, ok := number.Scan(f.text, digits)
		if !ok {
			break
		}
		last, at = end, end
	}
	return last
}
