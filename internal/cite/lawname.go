package cite

import (
	"strings"
	"unicode/utf8"

	"vanthu/internal/date"
	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
)

// lawTitle finds the end of the name that begins at at. so is where its number
// begins, 0 if none follows. sure is the confidence of the end.
func (f *finder) lawTitle(t *gazetteer.Type, start, at int, caps bool) (end, so int, sure float64) {
	known := at + gazetteer.LongestLaw(t.Name, f.text[at:])
	bound, so := f.titleByWords(at, known, true)
	if so > 0 {
		return bound, so, 0.97
	}
	if named := f.namedEnd(t, at); named > known {
		known = named
	}
	if known > at {
		if longer := f.longerName(at, known); longer > 0 && !caps {
			return longer, 0, 0.6
		}
		return known, 0, 0.92
	}
	if end := f.datedName(start, at); end > 0 {
		return end, 0, 0.9
	}
	if caps || strings.Contains(f.text[trimRight(f.text, at):at], "\n") {
		return 0, 0, 0 // a title of its own: "Luật", and on the next line its name
	}
	end, _ = f.titleByWords(at, at, false)
	return end, 0, 0.6
}

// longestDated is how many bytes a name can have that its date bounds.
const longestDated = 240

// datedName gives the end of a name that no table knows and that its date
// bounds, with commas and "và" in it: "Căn cứ Luật Vườn cây, cây cảnh ngày 25
// tháng 6 năm 2031;". Only as a basis: in other sentences a date behind a law is
// often another's.
func (f *finder) datedName(start, at int) int {
	before := f.low[max(0, start-10):start]
	if !strings.HasSuffix(strings.TrimRight(before, " \n"), "cứ") {
		return 0
	}
	limit := min(len(f.low), at+longestDated)
	if stop := strings.IndexAny(f.low[at:limit], ";.(:\"“"); stop >= 0 {
		limit = at + stop
	}
	for i, word := nextWord(f.low, at); i < limit; i, word = nextWord(f.low, word) {
		if f.low[i:word] == "ngày" {
			if _, ok := date.Scan(f.text, i); ok && i > at {
				return trimRight(f.low, i)
			}
		}
		if t, _ := gazetteer.LongestType(f.text[i:]); t != nil && i > at && isUpper(f.text, i) && !f.partOfTitle(i, t) {
			return 0
		}
	}
	return 0
}

// longerName gives the end of a name that a table does not know but begins like
// one that it does: "Luật Thương mại điện tử;". Up to three small words must
// bring it to a mark.
func (f *finder) longerName(at, known int) int {
	next := skip(f.low, known)
	if next == known || next >= len(f.low) || isUpper(f.text, next) || vntext.IsDigit(f.low[next]) || strings.IndexByte(f.low[known:next], '\n') >= 0 {
		return 0
	}
	end, _ := f.titleByWords(at, known, false)
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
	key := append(make([]byte, 0, 256), vntext.Key(t.Name)...)
	for i, words := at, 0; words < longestTitle; words++ {
		word := wordEnd(f.low, i)
		if word == i {
			break
		}
		key = appendWord(key, f.low[i:word])
		if f.names[string(key)] {
			best = word
		}
		i = skip(f.low, word)
		if i < len(f.low) && (f.low[i] == ',' || f.low[i] == '-') {
			i = skip(f.low, i+1)
		}
	}
	return best
}

// titleByWords goes on word by word from at to where a name cannot go on; the
// words before known, the end of a name of the table, are not doubted: "Luật Hàng
// không dân dụng Việt Nam số 66/2006/QH11".
// wide: to find a number, commas and "và" are gone over; else a comma ends the
// name, and "và" does where no capital follows. so is where "số" and a number
// begin, 0 if the name ends before one.
func (f *finder) titleByWords(at, known int, wide bool) (end, so int) {
	for words := 0; words < longestTitle && at < len(f.low); words++ {
		word := wordEnd(f.low, at)
		if word == at {
			break
		}
		w := f.low[at:word]
		if vntext.IsDigit(w[0]) && end > 0 {
			// "Luật Ngân hàng Nhà nước Việt Nam 46/2010/QH12": "số" left out.
			if n, _, ok := number.Scan(f.text, at); ok && isLawNumber(n) {
				return end, at
			}
		}
		if w == "số" && at >= known {
			if digits, _ := f.soAt(at); at != f.claimed && end > 0 {
				if n, _, ok := number.Scan(f.text, digits); ok && isLawNumber(n) {
					return end, at
				}
			}
			if end == 0 || !digital[lastWord(f.low[:end])] {
				break
			}
		}
		if words > 0 && at >= known {
			if t, _ := gazetteer.LongestType(f.text[at:]); t != nil && isUpper(f.text, at) && !f.partOfTitle(at, t) {
				break
			}
			if afterLaw[w] && w != "số" && !f.insideTitle(at, word, w, wide) {
				break
			}
		}
		if !wide && words > 0 && at >= known && (w == "và" || w == "của") && !f.joins(word) {
			break
		}
		end = word
		next := skip(f.low, word)
		if next >= len(f.low) {
			break
		}
		switch {
		case f.low[next] == ',' && (wide || next < known || f.low[at:word] == "phòng"),
			f.low[next] == '-' && skip(f.low, next+1) > next+1,
			wide && (f.low[next] == '/' || strings.HasPrefix(f.low[next:], "–")):
			_, size := utf8.DecodeRuneInString(f.low[next:])
			at = skip(f.low, next+size)
		case f.low[next] == '(' && wide:
			if digits, so := f.soAt(f.lawWord(skip(f.low, next+1))); so {
				if n, _, ok := number.Scan(f.text, digits); ok && isLawNumber(n) {
					return end, next
				}
			}
			return end, 0
		case next > word:
			if !wide && word >= known && isUpper(f.text, next) && strings.IndexByte(f.low[word:next], '\n') >= 0 {
				return end, 0 // the next cell of a table, one cell a line
			}
			at = next
		default:
			return end, 0
		}
	}
	return end, 0
}

// lawWord is the byte behind the type word at at, if one stands there: "Luật
// Ngân sách nhà nước (Luật số 83/2015/QH13)".
func (f *finder) lawWord(at int) int {
	if end := anyPhrase(f.low, at, []string{"luật", "bộ luật", "pháp lệnh"}); end > 0 {
		return skip(f.low, end)
	}
	return at
}

// digital are the words before "số" with which it is no "number": "Luật Công
// nghiệp công nghệ số", "Luật Kinh tế số", "Luật Tần số", "Luật Dân số".
var digital = wordSet("nghệ đổi tế thuật tần dân")

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
		before := lastWord(f.low[:at])
		return strings.HasPrefix(next, "tin") || strings.HasPrefix(next, "đường") || before == "viễn" || before == "giao"
	case "điều":
		return strings.HasPrefix(next, "ước") || strings.HasPrefix(next, "tra")
	case "không":
		before := trimRight(f.low, at)
		return strings.HasSuffix(f.low[:before], "hàng") || strings.HasSuffix(f.low[:before], "phòng")
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
