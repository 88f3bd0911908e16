package zone

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/date"
	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

// numberLine says whether a folded line is the number cell: "so: 12/kh-ubnd",
// "luat so: 51/2024/qh15", "so      /qd-btc", "nghi quyet so 12/...".
// Near miss: "so lieu thong ke".
func numberLine(folded string) bool {
	if len(folded) > 120 {
		return false
	}
	at := numberMark(folded)
	if at == 0 {
		return false
	}
	rest := strings.TrimLeft(folded[at:], " :.\u00a0\t")
	if rest == "" {
		return true
	}
	c := rest[0]
	return '0' <= c && c <= '9' || strings.ContainsRune("/-_.…–~*[(", vntext.FirstRune(rest)) || strings.Contains(rest, "/")
}

// numberMark is the byte behind "số" at the start of a folded line, or behind
// a type and "số"; 0 if the line has none.
func numberMark(folded string) int {
	at := 0
	for _, name := range [...]string{"", "luat ", "bo luat ", "nghi quyet ", "phap lenh ", "lenh ", "quyet dinh ", "nghi dinh ", "sac lenh "} {
		rest, ok := strings.CutPrefix(folded, name)
		if !ok || !strings.HasPrefix(rest, "so") && !misreadMark(name, rest) {
			continue
		}
		rest = rest[2:]
		if rest == "" || strings.ContainsRune(" :.;/\t0123456789\u00a0⁄", vntext.FirstRune(rest)) {
			at = len(folded) - len(rest)
		}
	}
	return at
}

// misreadMark says whether the start of a folded line is "so" with its S read as
// the digit that is like it, before a symbol: "3o⁄†† /ct-ubnd".
func misreadMark(name, rest string) bool {
	if name != "" || len(rest) < 3 || rest[1] != 'o' || strings.IndexByte("358$", rest[0]) < 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest[2:])
	return !unicode.IsLetter(r) && strings.Contains(rest, "/")
}

// NumberAt is the byte of s behind its "Số:", where the number stands; ok is
// false where s has no such mark.
func NumberAt(s string) (at int, ok bool) {
	for i := 0; i < len(s) && i < 40; i++ {
		for _, mark := range [...]string{"Số", "SỐ", "số", "Sô", "SÔ", "So", "Sổ", "Só", "Sồ", "Sỗ", "3ô", "3ố", "5ô", "5ố"} {
			if i > 0 && mark[0] <= '9' {
				continue
			}
			if !strings.HasPrefix(s[i:], mark) {
				continue
			}
			rest := strings.TrimLeft(s[i+len(mark):], " :.;\u00a0\t")
			return len(s) - len(rest), true
		}
	}
	return 0, false
}

// longestPlaceDate is more bytes than a line with place and date has.
const longestPlaceDate = 130

// lineIsPlaceDate is isPlaceDate for a line that is not folded yet: longer ones
// need no folding.
func lineIsPlaceDate(s string) bool {
	return len(s) <= longestPlaceDate && isPlaceDate(s, fold(s))
}

// isPlaceDate says whether a line is the place and date cell, filled in or
// blank: "Hà Nội, ngày 05 tháng 3 năm 2020", "Kim Động, ngày    tháng 12 năm
// 2024", "Hà Nội, 05/3/2020".
func isPlaceDate(s, folded string) bool {
	if len(s) > longestPlaceDate || strings.HasPrefix(folded, "can cu") {
		return false
	}
	at := strings.Index(folded, "ngay")
	if at < 0 {
		comma := dateComma(s)
		return comma > 0 && comma < 60 && placeBefore(s[:comma]) && endsInYear(folded) && !strings.ContainsAny(s[:comma], "0123456789/;:()")
	}
	if at > 60 {
		return false
	}
	if strings.ContainsAny(folded[:at], "0123456789/;:()") {
		return false
	}
	rest := folded[at+4:]
	if strings.Contains(rest, "thang") && (strings.Contains(rest, "nam") || strings.ContainsAny(rest, "0123456789")) {
		return endsInYear(rest) && (at == 0 || placeBefore(s))
	}
	if i := strings.Index(s, "ngày"); i >= 0 && placeBefore(s) {
		d, ok := date.Scan(s, i)
		return ok && len(s)-d.End <= 4
	}
	return false
}

// endsInYear says whether hardly anything stands behind the year of a date:
// "ngày 27 tháng 7 năm 2011 của Thủ tướng" goes on with a sentence.
func endsInYear(rest string) bool {
	at := strings.LastIndex(rest, "nam")
	if at < 0 {
		at = strings.LastIndex(rest, "thang")
	}
	return len(strings.Trim(rest[at:], "0123456789 .…_/")) <= len("thang")+4
}

// placeBefore says whether what stands before "ngày" can be a place: it starts
// with a capital and is short.
func placeBefore(s string) bool {
	before, _, _ := strings.Cut(s, ", ")
	before, _, _ = strings.Cut(before, "ngày")
	before = strings.TrimRight(before, " ,.")
	return before == "" || unicode.IsUpper(vntext.FirstRune(before)) && len(strings.Fields(before)) <= 6
}

func isSubjectMark(folded string) bool {
	return strings.HasPrefix(folded, "v/v") || strings.HasPrefix(folded, "v/ ") || strings.HasPrefix(folded, "v.v") || strings.HasPrefix(folded, "(v/v")
}

// isSection says whether a folded line is a heading of the gazette.
func isSection(folded string) bool {
	return strings.HasPrefix(folded, "van ban hop nhat") || strings.HasPrefix(folded, "van ban quy pham phap luat") ||
		strings.HasPrefix(folded, "van ban phap luat khac") || strings.HasPrefix(folded, "phan van ban")
}

func isUrgency(folded string) bool {
	switch strings.Trim(folded, " .:*()[]") {
	case "hoa toc", "khan", "thuong khan", "hoa toc hen gio", "do khan: khan", "do khan: thuong khan", "do khan: hoa toc":
		return true
	}
	return false
}

func isSecrecy(folded string) bool {
	switch strings.Trim(folded, " .:*()[]") {
	case "mat", "toi mat", "tuyet mat", "do mat: mat", "do mat: toi mat", "do mat: tuyet mat":
		return true
	}
	return false
}

// titleOf is the length in bytes of the type name that makes a line a title, 0
// if the line is none: "KẾ HOẠCH", "THÔNG TƯ1", "QUYẾT ĐỊNH CHẤP THUẬN ...",
// "Thông tư" alone, "Nghị định của Chính phủ số ...".
// Near miss: "QUYẾT ĐỊNH:", which enacts; "Quyết định số 12/QĐ-UBND ..." cites.
func titleOf(s string) int {
	if len(s) > 500 || strings.HasSuffix(s, ":") {
		return 0
	}
	bare := bareTitle(s)
	_, n := TypeOf(bare)
	if n == 0 {
		return 0
	}
	rest := strings.TrimSpace(bare[n:])
	if rest == "" || isRule(rest) {
		return n
	}
	folded := fold(rest)
	if isCaps(s[:n]) && !strings.HasPrefix(rest, "của ") {
		// "KẾ HOẠCH" may be spaced out in small capitals; a subject on the same
		// line is in capitals or opens with its own word.
		if isCaps(rest) || strings.HasPrefix(folded, "ve ") || strings.HasPrefix(folded, "v/v") {
			return n
		}
		if unicode.IsUpper(vntext.FirstRune(rest)) && len(s) < 300 && !closes(s) && !opensBody(folded) && !numberLine(folded) {
			return n // "KẾ HOẠCH Triển khai ...", as text does whose lines were laid on one
		}
		return 0
	}
	if strings.HasPrefix(folded, "cua ") && len(s) < 300 && (strings.Contains(folded, " so") || len(s) < 60 || isCaps(s[:n]) && ofIssuer(rest)) {
		return n
	}
	return 0
}

// ofIssuer says whether rest, behind a type in capitals, is "của" and the name
// of a body: "của Ủy ban nhân dân tỉnh Hưng Yên".
func ofIssuer(rest string) bool {
	name := strings.TrimLeft(rest[min(len(rest), len("của ")):], " ")
	b, n := gazetteer.LongestBody(name)
	return b != nil && len(strings.Fields(name[n:])) <= 6 && !strings.ContainsAny(name, ".,;:")
}

// opensBody says whether a folded line starts what stands behind title and
// subject: legal bases, the first article or heading.
func opensBody(folded string) bool {
	f := strings.TrimLeft(folded, "-–+ ")
	for _, start := range [...]string{
		"can cu ", "can cu:", "theo de nghi ", "xet de nghi ", "xet to trinh", "theo to trinh",
		"dieu 1", "chuong i", "chuong 1", "phan i", "phan thu nhat", "phan 1", "de trien khai ", "de thuc hien ",
	} {
		if strings.HasPrefix(f, start) {
			return true
		}
	}
	return numbered(folded)
}

// numbered says whether a folded line is the first heading of a numbered text:
// "i. muc dich", "1. muc dich", "a - pham vi", "i/ doi tuong".
func numbered(folded string) bool {
	for _, mark := range [...]string{"i", "1", "a", "phan a"} {
		rest, ok := strings.CutPrefix(folded, mark)
		if !ok || rest == "" {
			continue
		}
		switch rest[0] {
		case '.', '/', ')':
			return len(rest) > 1
		}
		if strings.HasPrefix(rest, " - ") || strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, " – ") {
			return true
		}
	}
	return false
}
