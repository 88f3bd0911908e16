package cite

import (
	"strings"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

// congress are the words that the names of resolutions hold which bear no number
// in speech: "Nghị quyết Trung ương 5 khóa XII", "Nghị quyết Đại hội đại biểu
// Đảng bộ tỉnh lần thứ XX".
var congress = wordSet(`đại hội biểu toàn quốc đảng bộ hội nghị ban chấp hành trung ương lần thứ tỉnh thành phố huyện quận thị xã phường đặc khu
cơ quan khối các của đoàn công chi liên hiệp thanh niên phụ nữ nông dân cựu chiến binh`)

// congressHeads begin the names of those that hold congresses; congressWords are
// the words in small letters inside such names: "Công đoàn", "Đảng bộ huyện".
var (
	congressHeads = wordSet("đảng đoàn công hội mặt chi liên")
	congressWords = wordSet("bộ đoàn sản niên hiệp nữ dân chiến binh trận quốc tỉnh thành phố huyện quận thị xã phường đặc khu cơ quan khối các trường")
)

var ordinals = wordSet("nhất hai ba tư bốn năm sáu bảy tám chín mười")

// organised are the last words of the kinds of organisations, behind which their
// names stand: "Đại hội Công đoàn Việt Nam lần thứ XIII".
var organised = wordSet("đoàn dân nữ binh niên")

// mostCongress is the number of words of such a name.
const mostCongress = 16

// congressName reads the name of a resolution of a congress or of a session of
// the Central Committee, from the type word at start on; at is behind it. The
// name ends with the ordinal, and the term behind it belongs to it.
func (f *finder) congressName(typ string, start, at int) int {
	if typ != "Nghị quyết" && typ != "Kết luận" {
		return 0
	}
	if allUpper(f.text[start:trimRight(f.text, at)]) && strings.Contains(f.text[trimRight(f.text, at):at], "\n") {
		return 0 // the document's own title
	}
	i, held, session := at, false, false
	named := false // names of places stand behind a level
	for words := 0; words < mostCongress; words++ {
		word := wordEnd(f.low, i)
		if word == i {
			return 0
		}
		w := f.low[i:word]
		isOrdinal := strings.Trim(w, "ivx") == "" || len(w) <= 2 && strings.Trim(w, "0123456789") == "" || ordinals[w] && lastWord(f.low[at:i]) == "thứ"
		switch {
		case isOrdinal && (held || session):
			m := found{typ: typ, start: start, end: word, title: fold(f.text[at:word]), confidence: 0.75}
			if !f.sessionOf(&m) && !held {
				return 0
			}
			if strings.Contains(f.low[at:word], "đại hội") {
				f.congressOf(&m, at)
			}
			f.tail(&m)
			if m.issuer == "" {
				f.ofParty(&m)
			}
			m.key = congressKey(m.title)
			if m.term != "" && strings.Trim(m.term, "IVX") == "" {
				m.title += " khóa " + m.term
				m.key += " khóa " + m.term
			}
			f.found = append(f.found, m)
			return m.end
		case w == "hội" && follows(f.low, i, "đại"), w == "ương":
			held = true
		case congress[w]:
			session = session || w == "nghị"
			named = named || organised[w] || w == "tỉnh" || w == "huyện" || w == "xã" || w == "phố" || w == "phường" || w == "quận" || w == "khu" || w == "bộ"
		case named && isUpper(f.text, i):
		default:
			return 0
		}
		next := skip(f.low, word)
		if next == word {
			return 0
		}
		i = next
	}
	return 0
}

// unsaid are the words of such names that are said or left out: "Đại hội XIII" is
// "Đại hội đại biểu toàn quốc lần thứ XIII".
var unsaid = wordSet("nghị biểu toàn quốc lần thứ của ban chấp hành")

// congressKey is the name of a congress or session as it is compared: its body
// and its ordinal as a figure.
func congressKey(title string) string {
	var body []string
	ordinal := ""
	words := strings.Fields(strings.ReplaceAll(lower(title), "đảng cộng sản việt nam", "đảng"))
	for i, w := range words {
		switch {
		case strings.Trim(w, "ivx") == "":
			ordinal = strings.ToUpper(w)
		case strings.Trim(w, "0123456789") == "":
			ordinal = vntext.Roman(atoi(w))
		case ordinals[w] && i > 0 && words[i-1] == "thứ":
			ordinal = vntext.Roman(ordinalOf(w))
		case unsaid[w], w == "hội" && !(i > 0 && words[i-1] == "đại"), w == "đại" && !(i+1 < len(words) && words[i+1] == "hội"):
		default:
			body = append(body, w)
		}
	}
	if len(body) > 2 && body[len(body)-1] == "đảng" {
		body = body[:len(body)-1] // Ban Chấp hành Trung ương Đảng
	}
	return strings.Join(body, " ") + " " + ordinal
}

func ordinalOf(word string) int {
	for i, w := range [...]string{"nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"} {
		if w == word {
			return i + 1
		}
	}
	return 4 // bốn
}

// sessionOf reads the body behind the ordinal of a session: "Hội nghị lần thứ tư
// Ban Chấp hành Trung ương Đảng".
func (f *finder) sessionOf(m *found) bool {
	at := skip(f.low, m.end)
	if end := anyPhrase(f.low, at, []string{"ban chấp hành trung ương đảng", "ban chấp hành trung ương"}); end > 0 {
		m.end = end
		m.title += " " + fold(f.text[at:end])
		return true
	}
	return false
}

// mostHolder is the number of words of the name of one that holds a congress.
const mostHolder = 10

// congressOf reads whose congress it is, behind its ordinal: "Đại hội XIII của
// Đảng", "Đại hội X Công đoàn tỉnh". The name begins at at.
func (f *finder) congressOf(m *found, at int) {
	i := skip(f.low, m.end)
	if i == m.end {
		return
	}
	if of := phrase(f.low, i, "của"); of > 0 {
		i = skip(f.low, of)
	}
	if i >= len(f.text) || !isUpper(f.text, i) || !congressHeads[f.low[i:wordEnd(f.low, i)]] {
		return
	}
	begin, end := i, 0
	for range mostHolder {
		word := wordEnd(f.low, i)
		w := f.low[i:word]
		if word == i || !isUpper(f.text, i) && !congressWords[w] || w == "các" && end == 0 {
			break
		}
		if t, _ := gazetteer.LongestType(f.text[i:]); t != nil || end > 0 && bodyHeads[w] && isUpper(f.text, i) && w != "hội" {
			break
		}
		end = word
		if i = skip(f.low, word); i == word || strings.Contains(f.low[word:i], "\n\n") {
			break
		}
	}
	if end == 0 {
		return
	}
	m.end = end
	m.title = fold(f.text[at:end])
	m.issuer = fold(f.text[begin:end])
}

// ofParty reads "của Đảng".
func (f *finder) ofParty(m *found) {
	of := phrase(f.low, skip(f.low, m.end), "của")
	if of == 0 {
		return
	}
	at := skip(f.low, of)
	if end := phrase(f.low, at, "đảng"); end > 0 && isUpper(f.text, at) {
		m.issuer, m.end = "Đảng", end
	}
}
