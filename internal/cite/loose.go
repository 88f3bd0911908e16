package cite

import (
	"strings"

	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
)

// atSo reads a number after a "số" that no type word in a capital stands
// before: "nghị quyết số 29-NQ/TW", "Văn bản số 5973/UBND-KT".
func (f *finder) atSo(at int) int {
	if at == f.claimed {
		return 0
	}
	digits, _ := f.soAt(at)
	n, end, ok := number.Scan(f.text, digits)
	if !ok {
		return 0
	}
	typ, start := f.typeBefore(at)
	if start < 0 {
		return end // "Mẫu số 01/BC-BNV": no instrument
	}
	if n.Type == "" && n.Year == 0 && typ != "" && typ != "Công văn" {
		return end // "báo cáo số 06/KHCN/N": a form of statistics
	}
	if typ == "" || ofOther(typ, n) {
		typ, start = typeOf(n), at
	}
	return f.list(typ, start, at)
}

// typeBefore finds a type name in small letters before at, up to some words
// back, and its start. The start is -1 where a word says that the number is
// that of a form, a lot, an account.
func (f *finder) typeBefore(at int) (string, int) {
	end := trimRight(f.low, at)
	if strings.HasSuffix(f.low[:end], "(") {
		return "", at
	}
	i := end
	for words := range 6 {
		start := wordBefore(f.low[:i], i)
		if start == i {
			break
		}
		word := f.low[start:i]
		if words < 2 && forms[word] {
			return "", -1
		}
		if t, n := gazetteer.LongestType(f.low[start:end]); t != nil && (start+n == end || words > 0) {
			// The type's own words may go further back: "thông tư liên tịch".
			for j := start; ; {
				k := trimRight(f.low, j)
				if k == j {
					break
				}
				prev := wordBefore(f.low[:k], k)
				longer, m := gazetteer.LongestType(f.low[prev:end])
				if prev == k || longer == nil || m <= n+(j-prev) {
					break
				}
				t, n, start, j = longer, m, prev, prev
			}
			return t.Name, start
		}
		next := trimRight(f.low, start)
		if next == start {
			break
		}
		i = next
	}
	// "Văn bản số 12/BTC-CST": the words that name no kind belong to the mention.
	for _, w := range []string{"văn bản", "vb"} {
		if s := end - len(w); s >= 0 && f.low[s:end] == w && startsWord(f.low, s) {
			return "", at
		}
	}
	return "", at
}

// forms are words whose numbers are no instruments: "Mẫu số 01/BC-BNV".
var forms = map[string]bool{
	"mẫu": true, "biểu": true, "bảng": true, "lục": true, "khai": true, "phụ": true, "lô": true, "khoản": true,
	"nhà": true, "thửa": true, "ký": true, "hiệu": true, "phiếu": true, "seri": true, "mục": true, "kho": true,
	"điều": true, "tổ": true, "kèm": true, "đơn": true, "sổ": true, "chứng": true, "thẻ": true,
}

// trimRight is at before the white space that ends there.
func trimRight(s string, at int) int {
	for at > 0 {
		switch c := s[at-1]; {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			at--
		case c == 0xA0 && at > 1 && s[at-2] == 0xC2:
			at -= 2
		default:
			return at
		}
	}
	return 0
}

// atDigit reads a full normative number without type word and "số": only one
// that carries a year and known letters is sure enough: "theo 30/2020/NĐ-CP".
func (f *finder) atDigit(at int) int {
	if at > 0 && (vntext.IsDigit(f.text[at-1]) || f.text[at-1] == '/') {
		return 0
	}
	i := at
	for i < len(f.text) && vntext.IsDigit(f.text[i]) {
		i++
	}
	if i == len(f.text) || i-at > 5 || f.text[i] != '/' && f.text[i] != '-' && f.text[i] != ' ' && f.text[i] != 0xE2 {
		return 0
	}
	n, end, ok := number.Scan(f.text, at)
	if !ok {
		return 0
	}
	if n.Year == 0 {
		if f.afterAbbreviation(at, n) {
			return f.list(typeOf(n), at, at)
		}
		return f.afterSmallType(at, n)
	}
	if n.Type == "" || len(gazetteer.BodiesBySymbol(n.Issuer)) == 0 {
		return 0
	}
	if wordBefore(f.low[:trimRight(f.low, at)], trimRight(f.low, at)) < trimRight(f.low, at) {
		w := f.low[wordBefore(f.low[:trimRight(f.low, at)], trimRight(f.low, at)):trimRight(f.low, at)]
		if w == "số" || forms[w] {
			return end // read with "số" and refused there, or a form
		}
	}
	typ, start := f.typeBefore(at)
	if start < 0 {
		return end
	}
	if typ == "" || ofOther(typ, n) {
		typ, start = typeOf(n), at
	}
	return f.list(typ, start, at)
}

// ofOther says whether typ, some words before the number, is a law's and the number
// is none: "Luật Giá 2023 và NĐ số 85/2024/NĐ-CP".
func ofOther(typ string, n number.Number) bool {
	t := gazetteer.TypeByName(typ)
	return t != nil && t.Law && len(gazetteer.TypesByAbbrev(n.Type)) > 0 && !isLawNumber(n)
}

// afterAbbreviation says whether a number stands right behind the abbreviation that
// its symbol holds too: "NQ 57-NQ/TW", "QĐ 1613/QĐ-TTg".
func (f *finder) afterAbbreviation(at int, n number.Number) bool {
	end := trimRight(f.low, at)
	return n.Type != "" && n.Issuer != "" && end < at && f.text[wordBefore(f.low[:end], end):end] == n.Type
}

// afterSmallType reads a number without year and "số" right behind the type that
// it bears, in small letters: "công văn 1234/BNV-TCBC", "nghị quyết 29-NQ/TW".
func (f *finder) afterSmallType(at int, n number.Number) int {
	end := trimRight(f.low, at)
	if end == at {
		return 0
	}
	typ, start := f.typeBefore(at)
	if start < 0 || start == at || typ == "" {
		return 0
	}
	if _, length := gazetteer.LongestType(f.low[start:end]); start+length != end {
		return 0
	}
	if typ != "Công văn" && typeInList(typ, n) != typ || typ == "Công văn" && n.Symbol == n.Issuer || typ != "Công văn" && n.Type == "" {
		return 0
	}
	return f.list(typ, start, at)
}

// typeOf is the type that a number's symbol names: a công văn has none in it.
func typeOf(n number.Number) string {
	if types := gazetteer.TypesByAbbrev(n.Type); n.Type != "" && len(types) > 0 {
		return types[0].Name
	}
	if strings.HasPrefix(n.Issuer, "QH") || strings.HasPrefix(n.Issuer, "UBTVQH") {
		return "" // a law or a resolution
	}
	if n.Type == "" && n.Year == 0 && n.Symbol != n.Issuer {
		return "Công văn"
	}
	return ""
}
