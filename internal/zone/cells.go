package zone

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// longestCells is the longest printed line, in bytes, that can hold cells; a
// paragraph that stands on one line holds none, and looking for them would cost
// the square of its length.
const longestCells = 500

// splitCells parts a printed line of the head or of the signature into the
// cells that stand side by side on it. OCR and plain text leave them with a run
// of spaces, with a tab, or merged: "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA
// VIỆT NAM", "Số: 12/KH-UBND Hà Nội, ngày 03 tháng 4 năm 2025".
func splitCells(l Line, p *corpus.Page) []Line {
	if len(l.Text) > longestCells || spacedOut(l.Text) {
		return []Line{l}
	}
	if l.Box == nil {
		l = withoutBars(l, p)
	}
	at := cellBorder(l, p)
	if at <= 0 {
		return []Line{l}
	}
	left, okLeft := trimmed(p, l.Start, l.Start+at)
	right, okRight := trimmed(p, l.Start+at, l.End)
	if !okLeft || !okRight {
		return []Line{l}
	}
	if l.Box == nil {
		left = withoutBars(left, p)
	}
	left.Box, right.Box = p.BoxOf(left.Start, left.End), p.BoxOf(right.Start, right.End)
	left.Gap, right.Gap = l.Gap, l.Gap
	left.Column = l.Column
	cells := []Line{left}
	if l.Box == nil {
		cells = splitCells(left, p) // the border found need not be the first
	}
	right.Column = l.Column + len(cells)
	return append(cells, splitCells(right, p)...)
}

// cellBorder is the byte of l.Text where its second cell starts, 0 if it is
// one cell.
func cellBorder(l Line, p *corpus.Page) int {
	if l.Box == nil {
		if at := barAt(l.Text); at > 0 && !isRule(l.Text) {
			return at
		}
	}
	if at := mottoAt(l.Text); at > 0 {
		return at
	}
	if l.Box == nil {
		if at := numberCellAt(l.Text); at > 0 {
			return at
		}
	}
	if at := wideSpace(l.Text); at > 0 {
		return at
	}
	if at := placeAt(l.Text); at > 0 {
		return at
	}
	if at := letterSubjectAt(l.Text); at > 0 {
		return at
	}
	if at := markAt(l.Text); at > 0 {
		return at
	}
	if at := secondAuthority(l.Text); at > 0 {
		return at
	}
	return wideGap(l, p)
}

// mottoAt is the byte where one of the mottoes starts behind other text on the
// line, 0 if none does. OCR changes its marks: "CỌNG HÒA", "Độc lập".
func mottoAt(s string) int {
	for i := 1; i < len(s); i++ {
		if s[i-1] != ' ' && s[i-1] != '\t' {
			continue
		}
		switch s[i] {
		case 'C', 'c', 0xC4: // Đ and đ begin with 0xC4
			if isMotto(fold(s[i:])) || capitalMotto(s[i:]) {
				switch fold(strings.TrimSpace(s[:i])) {
				case "nuoc", "chu tich nuoc":
					return 0 // NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, whose President signs
				}
				return i
			}
		}
	}
	return 0
}

// capitalMotto says whether s starts with the first motto in capitals, whatever
// stands behind it on a line that holds the whole head.
func capitalMotto(s string) bool {
	const words = 8 // CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
	end := 0
	for range words {
		n := strings.IndexByte(s[end:], ' ')
		if n < 0 {
			return false
		}
		end += n + 1
	}
	return isCaps(s[:end]) && strings.HasPrefix(fold(s[:end]), "cong hoa xa hoi chu nghia viet nam")
}

// isMotto says whether a folded line starts as one of the mottoes does. OCR
// and typists change the marks and end of it (NGHÍA, HÕA), not its start.
func isMotto(folded string) bool {
	switch {
	case strings.HasPrefix(folded, "cong hoa xa hoi"), strings.HasPrefix(folded, "cong hoa xhcn"):
		return len(folded) < 60
	case strings.HasPrefix(folded, "dang cong san viet nam"):
		return len(folded) < 40
	case folded == "doan tncs ho chi minh", folded == "doan thanh nien cong san ho chi minh":
		return true
	case strings.HasPrefix(folded, "doc lap"):
		return len(folded) < 60 && (strings.Contains(folded, "tu do") || strings.Contains(folded, "hanh phuc"))
	}
	return false
}

// wideSpace is the byte behind the first tab or run of three spaces that parts
// cells. A blank to be filled in by hand parts nothing: "Số:      /QĐ-BTC",
// "ngày     tháng 01 năm 2025".
func wideSpace(s string) int {
	for i := 0; i < len(s); {
		if s[i] != ' ' && s[i] != '\t' && !strings.HasPrefix(s[i:], "\u00a0") {
			i++
			continue
		}
		j, width := i, 0
		for j < len(s) {
			switch {
			case s[j] == ' ':
				j, width = j+1, width+1
			case s[j] == '\t':
				j, width = j+1, width+8
			case strings.HasPrefix(s[j:], "\u00a0"):
				j, width = j+2, width+1
			default:
				goto done
			}
		}
	done:
		if width >= 3 && !blankToFill(s[:i], s[j:]) {
			return j
		}
		i = j
	}
	return 0
}

// numberCellAt is the byte where the number stands behind the issuer on the same
// line, as text has it whose cell was laid on one line: "BỘ Y TẾ ------- Số:
// 12/2024/TT-BYT". 0 if none does.
func numberCellAt(s string) int {
	at := strings.Index(s, " Số")
	if at <= 0 || at > 200 || s[at-1] == ',' || !isCaps(s[:at]) && !strings.HasSuffix(strings.TrimRight(fold(s[:at]), " -_"), "hanh phuc") || strings.HasPrefix(s, "SỐ") {
		if at = strings.Index(s, " số:"); at <= 0 {
			return 0
		}
		// "QUỐC HỘI Luật số: 12/2024/QH15"
		word := strings.TrimRightFunc(s[:at], func(r rune) bool { return unicode.IsLower(r) || r == ' ' })
		at = strings.LastIndexByte(word, ' ')
		if at <= 0 || !isCaps(s[:at]) {
			return 0
		}
	}
	if !numberLine(fold(s[at+1:])) {
		return 0
	}
	return at + 1
}

// letterSubjectAt is the byte where the subject of a letter starts behind its
// number on the same line: "Số: 12/SNV-VP V/v lập hồ sơ". 0 if none does.
func letterSubjectAt(s string) int {
	for _, mark := range [...]string{" V/v ", " V/v: ", " v/v ", " Về việc "} {
		if at := strings.Index(s, mark); at > 0 && numberLine(fold(s[:at])) {
			return at + 1
		}
	}
	return 0
}

// blankToFill says whether the space between left and right is left for a
// number or a day.
func blankToFill(left, right string) bool {
	if right == "" {
		return true
	}
	if len(right) >= 3 && strings.Trim(right, "-_") == "" {
		return false // a rule drawn in the next cell
	}
	switch right[0] {
	case '/', '-', '.', ',':
		return true
	}
	folded := fold(left)
	for _, end := range [...]string{"so:", "so", "ngay", "thang", "nam", "kinh gui:", "kinh gui", "-", "–", "/"} {
		if strings.HasSuffix(folded, end) {
			return true
		}
	}
	folded = fold(right)
	for _, start := range [...]string{"ngay", "thang", "nam "} {
		if strings.HasPrefix(folded, start) {
			return true
		}
	}
	// "Số:   12   /QĐ-UBND   Hà Nội": a number cut in pieces goes on while its
	// symbol has not come.
	return isDigits(strings.TrimSpace(left[max(0, len(left)-4):])) && !unicode.IsUpper(vntext.FirstRune(right))
}

// secondAuthority is the byte where a second authority of the same kind starts on
// a line, 0 if none does: "TM. HỘI NÔNG DÂN TM. ĐOÀN THANH NIÊN". Near miss: "TM. ỦY
// BAN NHÂN DÂN KT. CHỦ TỊCH", one signer's.
func secondAuthority(s string) int {
	switch s[0] {
	case 'T', 'K', 'Q':
	default:
		return 0
	}
	n := AuthorityMark(s)
	if n == 0 {
		return 0
	}
	at := strings.Index(s[n:], " "+s[:2])
	if at < 0 || AuthorityMark(s[n+at+1:]) == 0 {
		return 0
	}
	return n + at + 1
}

// markAt is the byte where a mark of urgency or secrecy ends a line that holds
// another cell: "TỐI MẬT THƯỢNG KHẨN", "V/v nộp thuế giá trị gia tăng KHẨN". Near
// miss: "CÔNG BỐ TÌNH TRẠNG KHẨN", where all is in capitals.
func markAt(s string) int {
	if !strings.HasSuffix(s, "KHẨN") && !strings.HasSuffix(s, "MẬT") && !strings.HasSuffix(s, "HỎA TỐC") && !strings.HasSuffix(s, "HOẢ TỐC") {
		return 0
	}
	for at := 1; at < len(s); at++ {
		if s[at-1] != ' ' || s[at] == ' ' {
			continue
		}
		folded := fold(s[at:])
		if !isUrgency(folded) && !isSecrecy(folded) {
			continue
		}
		left := fold(s[:at])
		if isUrgency(left) || isSecrecy(left) || !isCaps(s[:at]) && isCaps(s[at:]) {
			return at
		}
	}
	return 0
}

// placeAt is the byte where the place and date start behind a number or a
// subject: "Số: 12/KH-UBND Hà Nội, ngày 03 tháng 4 năm 2025". 0 if the line
// holds no date, or nothing before its place.
func placeAt(s string) int {
	comma := dateComma(s)
	if comma < 0 {
		return 0
	}
	at := comma
	for words := 0; words < 5; words++ {
		end := strings.TrimRight(s[:at], " ")
		start := strings.LastIndexByte(end, ' ') + 1
		word := end[start:]
		if word == "" || !placeWord(word) {
			break
		}
		at = start
	}
	if at == comma {
		return 0
	}
	return at
}

// dateComma is the byte of the comma between place and day, -1 if the text is
// no place and date. The day can be beyond reading: "Quảng Ngãi, ngàu/{ tháng
// 5 năm 2021".
func dateComma(s string) int {
	month := strings.Index(s, "tháng")
	if month < 0 {
		return -1
	}
	comma := strings.LastIndex(s[:month], ", ")
	if comma < 0 {
		comma = strings.LastIndex(s[:month], ",")
	}
	if comma < 0 || month-comma > 30 || strings.Contains(s[comma:month], ";") {
		return -1
	}
	if !strings.Contains(s[comma:month], "ng") && !strings.Contains(s[month:], "năm") {
		return -1
	}
	switch firstWord(strings.TrimLeft(s[month+len("tháng"):], " ")) {
	case "đầu", "cuối", "qua", "tới", "đến": // "khen thưởng 6 tháng đầu năm 2024"
		return -1
	}
	return comma
}

// placeShorts are what stands short for the kind of a place before its name:
// thành phố, thị xã, thị trấn.
var placeShorts = [...]string{"TP.", "Tp.", "TX.", "Tx.", "TT.", "Tt."}

// placeWord says whether w can belong to a place's name: "Hà", "TP.",
// "Thành", "phố". A symbol ("KH-UBND", "12/HD") cannot.
func placeWord(w string) bool {
	for _, short := range placeShorts {
		if rest, ok := strings.CutPrefix(w, short); ok {
			w = rest // "TP.Sông Hàn": typed without a blank
			break
		}
	}
	if w == "" || w == "phố" {
		return true
	}
	if strings.ContainsAny(w, "/0123456789:;.") {
		return false
	}
	first, size := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(first) && !isCaps(w) && size < len(w)
}

// wideGap is the byte of the word that stands after a gap on a page with
// geometry that is wider than four of the line's letters and than a thirtieth
// of the page.
func wideGap(l Line, p *corpus.Page) int {
	if len(p.Words) == 0 || l.Box == nil {
		return 0
	}
	runes := utf8.RuneCountInString(l.Text)
	limit := max(4*(l.Box[2]-l.Box[0])/float64(runes+1), 1.0/30)
	right := -1.0
	for i := wordAt(p.Words, l.Start); i < len(p.Words) && p.Words[i].Start < l.End; i++ {
		w := p.Words[i]
		at := w.Start - l.Start
		if right >= 0 && at > 0 && w.Box[0]-right > limit && !blankToFill(strings.TrimRight(l.Text[:at], blank), l.Text[at:]) {
			return at
		}
		right = max(right, w.Box[2])
	}
	return 0
}

// wordAt is the index of the first word that ends behind byte at.
func wordAt(words []corpus.Word, at int) int {
	lo, hi := 0, len(words)
	for lo < hi {
		mid := (lo + hi) / 2
		if words[mid].End > at {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}
