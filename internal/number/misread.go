package number

import (
	"strings"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// misreadAt says whether a letter stands for the first digit of a number: "O5/".
func misreadAt(text string, at int) bool {
	return digitOf(text[at]) != 0 && at+1 < len(text) && vntext.IsDigit(text[at+1])
}

// digitOf is the digit that a letter stands for which print confuses with it, 0 if
// there is none. Behind a sequence scribes write letters from a to about e.
func digitOf(letter byte) byte {
	switch letter {
	case 'O', 'o':
		return '0'
	case 'l', 'I':
		return '1'
	}
	return 0
}

// misread reads a sequence with a letter in it that stands for a digit, "4l" for 41,
// before a mark without blanks; "" if there is none.
func (s *scanner) misread() string {
	end, letters := s.at, 0
	for end < len(s.text) && end-s.at <= longestSeq {
		if digitOf(s.text[end]) != 0 {
			letters++
		} else if !vntext.IsDigit(s.text[end]) {
			break
		}
		end++
	}
	if letters == 0 || letters == end-s.at || end-s.at > longestSeq || end == len(s.text) || s.text[end] != '/' && s.text[end] != '-' {
		return ""
	}
	var room [longestSeq]byte
	b := room[:0]
	for _, c := range []byte(s.text[s.at:end]) {
		if d := digitOf(c); d != 0 {
			c = d
		}
		b = append(b, c)
	}
	s.at = end
	s.mended, s.misreadSeq = true, true
	return string(b)
}

// stroked gives the abbreviation of a type its stroke back, which typists and
// machines lose: "156/2018/ND-CP". No type has ND or QD.
func (s *scanner) stroked(first string) string {
	if first != "ND" && first != "QD" {
		return first
	}
	if r := vntext.FirstRune(s.text[s.at:]); r != '-' && r != '/' && r != '–' {
		return first
	}
	s.mended = true
	return first[:1] + "Đ"
}

// strokedBody is stroked for the symbol of a body that no table knows without:
// "45/NQ-HDND".
func (s *scanner) strokedBody(part string) string {
	if len(part) < 3 || strings.IndexByte(part, 'D') < 0 || known(part) {
		return part
	}
	for i := range len(part) {
		if part[i] == 'D' {
			if with := part[:i] + "Đ" + part[i+1:]; known(with) {
				s.mended = true
				return with
			}
		}
	}
	if with := strings.ReplaceAll(part, "D", "Đ"); known(with) {
		s.mended = true
		return with
	}
	return part
}

// region reads the number of a regional office behind its KV (khu vực), "" if
// there is none: "88/TB-KV XII".
func (s *scanner) region() string {
	if s.at >= len(s.text) || s.text[s.at] != ' ' {
		return ""
	}
	part, size := s.part(s.at + 1)
	if strings.Trim(part, "IVX") != "" {
		return ""
	}
	s.at += min(size, 1) + size
	return part
}

// division reads the division that drew up the paper behind a point, as some
// offices write it ("123/QĐ-UBND.VX", "88/QĐ-THPT.AK"), with the point. Near
// miss: "QĐ-UBND.Căn cứ", a sentence without its blank.
func (s *scanner) division() (string, int) {
	if s.at+1 >= len(s.text) || s.text[s.at] != '.' {
		return "", 0
	}
	part, size := s.part(s.at + 1)
	if size == 0 || utf8.RuneCountInString(part) < 2 || utf8.RuneCountInString(part) > 5 {
		return "", 0
	}
	for _, r := range part {
		if !isCapital(r) {
			return "", 0
		}
	}
	return "." + part, 1 + size
}

// isDivision says whether part is a division that signs with a small vowel: the ToC
// (tổ chức) of "102/LĐLĐ-ToC".
func isDivision(part string) bool {
	vowels, letters := 0, 0
	last := rune(0)
	for _, r := range part {
		letters++
		switch {
		case letters == 1 && !isCapital(r):
			return false
		case strings.ContainsRune("aeiou", r):
			vowels++
		case !isCapital(r):
			return false
		}
		last = r
	}
	return vowels == 1 && letters >= 3 && letters <= 4 && isCapital(last)
}
