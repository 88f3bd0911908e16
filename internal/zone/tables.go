package zone

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

//go:embed openers.tsv
var openersTSV string

//go:embed positions.tsv
var positionsTSV string

//go:embed ranks.tsv
var ranksTSV string

//go:embed compounds.tsv
var compoundsTSV string

var (
	openers   = newPhrases(openersTSV, vntext.Term) // marks count: VIÊN is not VIỆN
	positions = newPhrases(positionsTSV, fold)
	ranks     = newPhrases(ranksTSV, fold)
	compounds = newPhrases(compoundsTSV, fold)
)

// phrases finds the longest of a table's phrases that a text starts with.
type phrases struct {
	key     func(word string) string // how words are compared
	names   map[string]string        // keys of the words -> as in the table
	rows    map[string]string        // as in the table -> second column
	firsts  map[string]bool          // keys of the first words
	longest int                      // words
}

func newPhrases(tsv string, key func(string) string) phrases {
	p := phrases{key: key, names: make(map[string]string), rows: make(map[string]string), firsts: make(map[string]bool)}
	for i, row := range strings.Split(strings.TrimSpace(tsv), "\n") {
		if i == 0 {
			continue
		}
		name, rest, _ := strings.Cut(row, "\t")
		p.rows[name], _, _ = strings.Cut(rest, "\t")
		words := strings.Fields(strings.ReplaceAll(name, ",", ""))
		for i, w := range words {
			words[i] = key(w)
		}
		p.names[strings.Join(words, " ")] = name
		p.firsts[words[0]] = true
		p.longest = max(p.longest, strings.Count(name, " ")+1)
	}
	return p
}

// find is the longest phrase at the start of text and its length in bytes of
// text; "", 0 if none. White space between the words may be of any length.
func (p phrases) find(text string) (name string, length int) {
	var room [96]byte
	key := room[:0]
	at := 0
	for range p.longest {
		at += len(text[at:]) - len(strings.TrimLeft(text[at:], " \t\u00a0"))
		end := at
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				break
			}
			end += size
		}
		if end == at {
			break
		}
		if len(key) > 0 {
			key = append(key, ' ')
		}
		key = append(key, p.key(text[at:end])...)
		if at == 0 && !p.firsts[string(key)] {
			break // most texts begin with no phrase of the table
		}
		if n, ok := p.names[string(key)]; ok {
			name, length = n, end
		}
		at = end
		if at < len(text) && text[at] == ',' {
			at++
		}
	}
	return name, length
}

// Compound is the length of the name at the start of a title that holds a type
// and what kind of it this is, 0 if the title is none: "BÁO CÁO CHÍNH TRỊ",
// "QUY CHẾ PHỐI HỢP". What kind it is belongs to the title, not to the subject
// below.
func Compound(title string) int {
	_, n := compounds.find(title)
	return n
}

// OpensBody says whether the name of a body starts with line, so that the line
// above belongs to its parent: "SỞ NỘI VỤ". Near misses: "TỈNH HƯNG YÊN", which
// goes on with the name of the line above; "BAN HÀNH QUY CHẾ ...", a subject.
func OpensBody(line string) bool { return opener(line) != "" }

// TypeOf is the type whose name line starts with, and the length of the name. A
// line that is nothing but a type name with wrong marks, as OCR leaves it ("CHÍ
// THỊ"), or with its letters spaced out ("T H Ô N G  B Á O") counts too.
func TypeOf(line string) (*gazetteer.Type, int) {
	if t, n := gazetteer.LongestType(line); t != nil {
		return t, n
	}
	if len(line) < 40 && isCaps(line) {
		if t := foldedTypes[fold(line)]; t != nil {
			return t, len(line)
		}
		if spacedOut(line) {
			if t := foldedTypes[strings.ReplaceAll(fold(line), " ", "")]; t != nil {
				return t, len(line)
			}
		}
	}
	return nil, 0
}

// spacedOut says whether s is written letter by letter: "Q U Y Ế T  Đ Ị N H".
func spacedOut(s string) bool {
	letters := 0
	for w := range strings.FieldsSeq(s) {
		if utf8.RuneCountInString(w) > 1 {
			return false
		}
		letters++
	}
	return letters > 3
}

// TitleType is [TypeOf] a line that is a title: the mark of a footnote behind it
// counts for nothing, and a figure inside a word is the letter that a recogniser
// took for it ("THÔNG BÁ0").
func TitleType(line string) (*gazetteer.Type, int) { return TypeOf(bareTitle(line)) }

// bareTitle is s, byte for byte as long or shorter, without the mark of a footnote
// at its end and with O for a 0 that follows a capital. The 1 of "THÔNG TƯ1" is a
// footnote's mark.
func bareTitle(s string) string {
	if at := strings.IndexByte(s, '0'); at > 0 && len(s) < 40 {
		if r, _ := utf8.DecodeLastRuneInString(s[:at]); unicode.IsUpper(r) {
			s = s[:at] + "O" + s[at+1:]
		}
	}
	return strings.TrimRight(s, "0123456789()[]*¹²³ ")
}

// foldedTypes holds the types whose folded name, with its blanks or without, no
// other type has.
var foldedTypes = func() map[string]*gazetteer.Type {
	m := make(map[string]*gazetteer.Type)
	for _, t := range gazetteer.Types() {
		name := fold(t.Name)
		keys := []string{name}
		if closed := strings.ReplaceAll(name, " ", ""); closed != name {
			keys = append(keys, closed)
		}
		for _, key := range keys {
			if _, twice := m[key]; twice {
				m[key] = nil
				continue
			}
			m[key] = t
		}
	}
	return m
}()

// opener is the word or words of openers.tsv that line starts with, "" if none
// or if they open no body.
func opener(line string) string {
	name, n := openers.find(line)
	if n == 0 || openers.rows[name] == "n" || strings.HasPrefix(line[n:], ",") && name == "PHÒNG" {
		return ""
	}
	return name
}

// LongestPosition finds the longest name of a position (chức vụ) that text
// starts with, in any case, in normal case, and its length in bytes of text.
func LongestPosition(text string) (name string, length int) { return positions.find(text) }

// Rank is the length of the ranks and degrees at the start of a signer's name,
// with the white space and points behind them: 15 in "Đại tướng Lê Văn A".
func Rank(name string) int {
	at := 0
	for {
		_, n := ranks.find(name[at:])
		if n == 0 {
			return at
		}
		rest := strings.TrimLeft(name[at+n:], " .,;:\t\u00a0")
		if rest == "" || len(rest) == len(name[at+n:]) {
			return at
		}
		at = len(name) - len(rest)
	}
}

// isName says whether s reads as a person's name, with or without a rank: two
// to six words, each with a capital. A name printed in capitals must start with
// a family name.
func isName(s string) bool {
	if signatureStamp(s) {
		return false
	}
	s = s[Rank(s):]
	if len(s) > 60 || strings.ContainsAny(s, "0123456789:;/()\"“”,!?&") {
		return false
	}
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 6 {
		return false
	}
	caps := isCaps(s)
	for i, w := range words {
		first, size := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) {
			return false
		}
		if caps {
			continue
		}
		if strings.HasSuffix(w, ".") && len(w) > size+2 && i < len(words)-1 {
			return false // a sentence ends there: "Đảng. Trần"; "Ng." is short for a name
		}
		for _, r := range w[size:] {
			if !unicode.IsLower(r) && !(r == '.' && i < len(words)-1) && r != '-' && r != '\'' && !unicode.IsUpper(r) {
				return false
			}
		}
		if len(w) > size && isCaps(w) {
			return false // "Lưu VT", "Vụ CTXD"
		}
	}
	if _, n := positions.find(s); n > 0 && n >= len(strings.TrimRight(s, " .")) {
		return false // "Phó Giám Đốc" in a form
	}
	if caps {
		return familyName(words[0])
	}
	if words[0] == "Lưu" { // a family name, and the last item of the recipients
		switch fold(strings.Join(words[1:], " ")) {
		case "van thu", "van phong", "ho so", "tru":
			return false
		}
	}
	return !isPlaceLike(words[0]) && gazetteer.BodyByName(s) == nil
}

// isPlaceLike knows words with a capital that start a body or a heading, not a
// person's name, and that a recipient list or a table can hold alone.
func isPlaceLike(word string) bool {
	switch word {
	case "Bộ", "Sở", "Cục", "Ban", "Chính", "Quốc", "Tòa", "Công", "Thành", "Tỉnh", "Ủy", "Văn", "Như", "Nơi", "Điều", "Chương", "Mục", "Phụ", "Kính", "Đơn":
		return word != "Văn" && word != "Công" && word != "Thành" && word != "Chính"
	}
	return false
}

// familyName says whether word is a family name.
func familyName(word string) bool { return gazetteer.IsSurname(strings.Trim(word, ".,")) }
