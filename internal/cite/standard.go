package cite

import (
	"strings"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

// codes are the beginnings of the codes of technical regulations and standards.
// Source: Luật Tiêu chuẩn và quy chuẩn kỹ thuật (68/2006/QH11).
var codes = []struct{ prefix, typ string }{
	{"QCVN", "Quy chuẩn"}, {"QCĐP", "Quy chuẩn"}, {"QCXDVN", "Quy chuẩn"}, {"QCKTQG", "Quy chuẩn"},
	{"TCVN", "Tiêu chuẩn"}, {"TCCS", "Tiêu chuẩn"}, {"TCXDVN", "Tiêu chuẩn"}, {"TCXD", "Tiêu chuẩn"}, {"TCN", "Tiêu chuẩn"},
}

// code reads a code such as "QCVN 01:2019/BCT", "TCVN ISO 9001:2015" or
// "TCCS.01:2017/ĐCKS" at at, as a mention that begins at start. It gives the end, 0
// if there is no code.
func (f *finder) code(start, at int) int {
	if f.text[at] != 'Q' && f.text[at] != 'T' {
		return 0
	}
	for _, c := range codes {
		if !strings.HasPrefix(f.text[at:], c.prefix) || !endsPrefix(f.text, at+len(c.prefix)) {
			continue
		}
		end := codeEnd(f.text, at+len(c.prefix))
		if end == 0 {
			return 0
		}
		f.found = append(f.found, found{typ: c.typ, start: start, end: end, number: slashes.Replace(fold(f.text[at:end])), standard: true, confidence: 0.92})
		return end
	}
	return 0
}

// endsPrefix says whether the letters of a code end at at: a blank or the first
// digit follows, "QCVN28:2010/BTNMT".
func endsPrefix(s string, at int) bool {
	return wordEnd(s, at) == at || vntext.IsDigit(s[at])
}

// slashes takes the line break out that wraps a code: "QCVN 28:2010/ BTNMT".
var slashes = strings.NewReplacer("/ ", "/")

// codeEnd reads the rest of a code: one or two words of capitals ("ISO/IEC"),
// then digits with dashes and points, then ":" and a year, then "/" and the
// body. A digit is needed.
func codeEnd(s string, at int) int {
	if at < len(s) && (s[at] == '.' || s[at] == ':') {
		at++
	}
	at = skip(s, at)
	for limit := at + 12; at < min(len(s), limit) && s[at] >= 'A' && s[at] <= 'Z'; {
		at++
		if at < len(s) && (s[at] == '/' || s[at] == '-' || s[at] == ' ') {
			at++
		}
	}
	end, digits := 0, 0
	for at < len(s) {
		c := s[at]
		switch {
		case c >= '0' && c <= '9':
			digits++
			at++
			end = at
			continue
		case (c == '-' || c == '.' || c == ':') && at+1 < len(s) && vntext.IsDigit(s[at+1]):
			at++
			continue
		case c == ':' && digits > 0 && at+2 < len(s) && s[at+1] == ' ' && vntext.IsDigit(s[at+2]):
			at += 2
			continue
		case c == '/' && digits > 0:
			body := at + 1
			if wrapped := skip(s, body); wrapped < len(s) && wrapped > body && strings.IndexByte(s[body:wrapped], '\n') >= 0 &&
				len(gazetteer.BodiesBySymbol(s[wrapped:wordEnd(s, wrapped)])) > 0 {
				body = wrapped
			}
			if word := wordEnd(s, body); word > body && isUpper(s, body) {
				end = word
			}
		}
		break
	}
	if digits == 0 {
		return 0
	}
	return end
}

// standardWords reads "Quy chuẩn kỹ thuật quốc gia QCVN 01:2019/BCT": the words
// belong to the mention only where the code follows at once.
func (f *finder) standardWords(start, end int) int {
	at := skip(f.low, end)
	for range 5 {
		if at >= len(f.text) {
			return 0
		}
		if after := f.code(start, at); after > 0 {
			return after
		}
		word := wordEnd(f.low, at)
		if !standardWord[f.low[at:word]] {
			return 0
		}
		at = skip(f.low, word)
	}
	return 0
}

var standardWord = wordSet("kỹ kĩ thuật quốc gia cơ sở địa phương việt nam ngành xây dựng về số")

// withWords takes the words "tiêu chuẩn cơ sở" in small letters before a code
// into its mention.
func (f *finder) withWords() {
	for i := range f.found {
		m := &f.found[i]
		if !m.standard {
			continue
		}
		at := m.start
		for range 6 {
			end := trimRight(f.low, at)
			word := wordBefore(f.low[:end], end)
			w := f.low[word:end]
			if word == end || strings.Contains(f.low[end:at], "\n\n") {
				break
			}
			if w == "chuẩn" {
				head := trimRight(f.low, word)
				if strings.HasSuffix(f.low[:head], "quy") || strings.HasSuffix(f.low[:head], "tiêu") {
					m.start = wordBefore(f.low[:head], head)
				}
				break
			}
			if !standardWord[w] {
				break
			}
			at = word
		}
	}
}
