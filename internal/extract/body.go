package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
	"vanthu/internal/zone"
)

// bodiesOf groups the lines of a head cell by body: a name can stand on two
// lines ("ỦY BAN NHÂN DÂN" / "TỈNH HƯNG YÊN"), and the gazette prints a heading
// with the same name above the cell.
func bodiesOf(lines []zone.Line) [][]zone.Line {
	var groups [][]zone.Line
	for _, l := range lines {
		n := len(groups)
		if n > 0 && continues(groups[n-1], l) {
			groups[n-1] = append(groups[n-1], l)
			continue
		}
		groups = append(groups, []zone.Line{l})
	}
	// A heading repeated by the cell is one body, and only the cell is it.
	var out [][]zone.Line
	for i, g := range groups {
		repeated := false
		for _, later := range groups[i+1:] {
			repeated = repeated || sameWords(g, later)
		}
		if !repeated {
			out = append(out, g)
		}
	}
	return out
}

func sameWords(a, b []zone.Line) bool {
	return vntext.Key(strings.Join(texts(a), " ")) == vntext.Key(strings.Join(texts(b), " "))
}

// continues says whether line l goes on with the name of the body above it.
func continues(above []zone.Line, l zone.Line) bool {
	last := above[len(above)-1].Text
	joined := strings.Join(texts(above), " ") + " " + l.Text
	if gazetteer.BodyByName(joined) != nil {
		return true
	}
	if gazetteer.BodyByName(strings.Join(texts(above), " ")) != nil && zone.OpensBody(l.Text) {
		return false
	}
	for _, end := range [...]string{" VÀ", ",", "-", "–", " CỦA", " VỀ", "ỦY BAN", "UỶ BAN"} {
		if strings.HasSuffix(last, end) {
			return true
		}
	}
	return !zone.OpensBody(l.Text)
}

// unmerged cuts a line that holds the parent and the body itself, as text does
// whose cells were laid on one line: "UBND TỈNH HƯNG YÊN SỞ NỘI VỤ".
func (r *reader) unmerged(lines []zone.Line) []zone.Line {
	for i, l := range lines {
		at := r.ownBodyAt(l.Text)
		if at == 0 {
			continue
		}
		parent, own := l, l
		parent.End, parent.Text = l.Start+at-1, strings.TrimRight(l.Text[:at], " ")
		own.Start, own.Text = l.Start+at, l.Text[at:]
		parent.End = parent.Start + len(parent.Text)
		return slices.Concat(lines[:i], []zone.Line{parent, own}, lines[i+1:])
	}
	return lines
}

// parents are the words that names of bodies with bodies below them start with.
var parents = [...]string{"BỘ ", "ỦY BAN NHÂN DÂN ", "UỶ BAN NHÂN DÂN ", "UBND ", "TỈNH ỦY ", "TỈNH UỶ ", "THÀNH ỦY ", "THÀNH UỶ ", "HUYỆN ỦY ", "HUYỆN UỶ ",
	"ĐẢNG BỘ ", "ĐẢNG ỦY ", "ĐẢNG UỶ ", "BAN CHẤP HÀNH ", "TỔNG CỤC ", "SỞ ", "TẬP ĐOÀN ", "TỔNG CÔNG TY ",
	"QUỐC HỘI NƯỚC "}

// ownBodyAt is the byte of a line of the head cell where the body itself starts
// behind its parent, 0 where the line names one body. The own symbol decides:
// "UBND XÃ TÂN HỘI ĐÔNG" of a number 12/QĐ-UBND has no "HỘI ĐÔNG" below it.
func (r *reader) ownBodyAt(s string) int {
	if len(s) < 20 || strings.Contains(s, " - ") || strings.Contains(s, " – ") || !slices.ContainsFunc(parents[:], func(p string) bool { return strings.HasPrefix(s, p) }) || gazetteer.BodyByName(s) != nil {
		return 0
	}
	first, n := gazetteer.LongestBody(s)
	if first != nil && slices.ContainsFunc(gazetteer.BodiesBySymbol(r.symbol.issuer), func(b *gazetteer.Body) bool { return b.Name == first.Name }) {
		return 0
	}
	if first == nil {
		n = strings.IndexByte(s, ' ')
	}
	for i := max(n, 1); i < len(s); i++ {
		if s[i-1] != ' ' || !zone.OpensBody(s[i:]) || strings.Count(s[i:], " ") < 1 {
			continue
		}
		before := strings.TrimRight(s[:i], " ")
		words := strings.Count(before, " ")
		if words < 1 {
			continue // "TẬP ĐOÀN", "ĐẢNG BỘ"
		}
		if strings.HasSuffix(before, " VÀ") || strings.HasSuffix(before, "-") || strings.HasSuffix(before, "–") || strings.HasSuffix(before, ",") {
			return 0 // joint bodies
		}
		if levelled(before) {
			continue // "UBND HUYỆN TRẠM TẤU"
		}
		return i
	}
	return 0
}

// levelled says whether s ends in the word for the level of a place whose name
// must follow, or for an organ of the body that follows: "ĐẢNG BỘ SỞ NỘI VỤ".
func levelled(s string) bool {
	for _, level := range [...]string{"TỈNH", "THÀNH PHỐ", "HUYỆN", "QUẬN", "THỊ XÃ", "XÃ", "PHƯỜNG", "THỊ TRẤN", "ĐẶC KHU", "NHÂN DÂN", "UBND",
		"ĐẢNG BỘ", "ĐẢNG ỦY", "ĐẢNG UỶ", "CHẤP HÀNH"} {
		if strings.HasSuffix(s, level) {
			return true
		}
	}
	return false
}

// bodyName is the name on the lines of a cell in normal case.
func bodyName(lines []string) string {
	name := oneLine(strings.Join(lines, " "))
	name = strings.TrimFunc(name, func(r rune) bool { return strings.ContainsRune(" *-–_.:;,", r) })
	if b := gazetteer.BodyByName(name); b != nil {
		return b.Name
	}
	if first, _ := utf8.DecodeRuneInString(name); unicode.IsLower(first) {
		// A font lost its capitals: "ủy ban nhân dân thành phố cần thơ".
		name = strings.ToUpper(name)
	}
	return gazetteer.NormalCase(name)
}

// mendPlace puts the place of issue into a name that OCR damaged at its end:
// "Ủy ban nhân dân tĩnh quang ngai" issued at Quảng Ngãi.
func mendPlace(name, place string) string {
	if !gazetteer.IsPlace(place) || gazetteer.BodyByName(name) != nil {
		return name
	}
	words := strings.Fields(name)
	n := len(strings.Fields(place))
	if len(words) <= n+1 || vntext.Distance(vntext.Fold(strings.Join(words[len(words)-n:], " ")), vntext.Fold(place)) > 1 {
		return name
	}
	head := words[:len(words)-n]
	switch last := len(head) - 1; vntext.Fold(head[last]) {
	case "tinh":
		head[last] = "tỉnh"
	case "huyen":
		head[last] = "huyện"
	case "pho":
		if last > 0 && vntext.Fold(head[last-1]) == "thanh" {
			head[last-1], head[last] = "thành", "phố"
		}
	}
	mended := strings.Join(head, " ") + " " + place
	for _, local := range localBodies {
		if k := len(strings.Fields(local)); k < len(head)+1 && vntext.Fold(strings.Join(head[:k], " ")) == vntext.Fold(local) {
			mended = strings.Join(append([]string{local}, head[k:]...), " ") + " " + place
		}
	}
	return mended
}

// localBodies are names that every place has one of: the place must be added
// to know which.
var localBodies = []string{"Huyện ủy", "Tỉnh ủy", "Thành ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Ủy ban nhân dân", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân huyện",
	"Ủy ban nhân dân xã", "Ủy ban nhân dân phường", "Hội đồng nhân dân", "Hội đồng nhân dân tỉnh", "Hội đồng nhân dân huyện"}

// offices are those that sign for a body in its enacting line: the body is
// the issuer, "BỘ TRƯỞNG BỘ Y TẾ" enacts for Bộ Y tế.
var offices = []string{"Bộ trưởng", "Thống đốc", "Tổng Kiểm toán", "Tổng Thanh tra", "Chánh án", "Viện trưởng", "Giám đốc", "Cục trưởng", "Tổng cục trưởng",
	"Chủ nhiệm", "Hiệu trưởng", "Trưởng ban", "Chi cục trưởng", "Chánh Thanh tra"}

// withoutOffice is the byte of s behind the office that its name starts with.
func withoutOffice(s string) int {
	position, n := zone.LongestPosition(s)
	for _, o := range offices {
		if position == o {
			return n + len(s[n:]) - len(strings.TrimLeft(s[n:], " "))
		}
	}
	return 0
}
