package query

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

// valueAt is the value of a closed list whose longest name text starts with, as
// whole words, with or without marks.
func valueAt(f Field, text string) (value string, length int) {
	for _, row := range tableRows(valuesTSV) {
		if Field(row[0]) != f {
			continue
		}
		for _, name := range append(strings.Split(row[2], ", "), row[1]) {
			if n := nameLength(text, name); n > length {
				value, length = row[1], n
			}
		}
	}
	return value, length
}

// nameLength is how much of text the words of name are, 0 where text does not
// start with them.
func nameLength(text, name string) int {
	at := 0
	for start, end := range vntext.Words(name) {
		from := skipSpace(text, at)
		next := lettersEnd(text, from)
		w, n := text[from:next], name[start:end]
		if next == from || vntext.Term(w) != vntext.Term(n) && vntext.Term(w) != vntext.Fold(n) {
			return 0
		}
		at = next
	}
	return at
}

// lawLength is the length of the name of a law that text starts with, and of its
// year; 0 for none: "Luật Đất đai".
func lawLength(text string) int {
	t, length := gazetteer.LongestType(text)
	if t == nil || !t.Law {
		return 0
	}
	from := skipSpace(text, length)
	n := gazetteer.LongestLaw(t.Name, text[from:])
	if n == 0 {
		return 0
	}
	end := from + n
	if m := lawYear.FindString(text[end:]); m != "" && ends(text, end+len(m)) {
		end += len(m)
	}
	return end
}

// lawYear is the year behind the name of a law, which tells it from others of the
// name: "Luật Đất đai năm 2013", "Luật Đất đai 2013".
var lawYear = regexp.MustCompile(`^\s+(?:(?i:năm|nam)\s+)?(?:19|20)\d\d`)

// capitalsEnd is the end of the words that begin with a capital, as a person's
// name is written; of no more than five.
func capitalsEnd(s string, at int) int {
	end := at
	for range 5 {
		r, _ := utf8.DecodeRuneInString(s[at:])
		next := lettersEnd(s, at)
		if !unicode.IsUpper(r) || next < len(s) && s[next] != ' ' {
			if next > at && unicode.IsUpper(r) && !strings.ContainsRune(":*", rune(s[next])) {
				return next
			}
			return end
		}
		end = next
		at = skipSpace(s, end)
	}
	return end
}

// wholeNumber reads a number that is the whole text; in a field the bare
// sequence is one.
func wholeNumber(text string) (Number, bool) {
	text = strings.TrimSpace(text)
	if n, end, ok := scanNumber(text, 0); ok && end == len(text) {
		return n, true
	}
	seq, year, end, ok := scanSequence(text, 0)
	if !ok || end != len(text) {
		return Number{}, false
	}
	return Number{Seq: seq, Year: year}, true
}

// typesCalled are the names of the types that a name or an abbreviation means.
func typesCalled(text string) []string {
	text = strings.TrimSpace(text)
	if t, length := typeAt(text); t != nil && length == len(text) {
		return []string{t.Name}
	}
	var names []string
	for _, t := range gazetteer.TypesByAbbrev(text) {
		names = append(names, t.Name)
	}
	if names == nil {
		if abbrev, end := abbrevAt(text, 0); abbrev != "" && end == len(text) {
			return typesCalled(abbrev)
		}
	}
	return names
}

// valueName is what an Is of one name is printed as: its value, or what stands for
// several.
func valueName(n Is) string {
	if name := commonName(n); name != "" {
		return name
	}
	return n.Values[0]
}

// commonName is the abbreviation that stands for the several types of n, "" where
// none does.
func commonName(n Is) string {
	if n.Field != FieldType || len(n.Values) < 2 {
		return ""
	}
	t := gazetteer.TypeByName(n.Values[0])
	if t == nil {
		return ""
	}
	for _, abbrev := range t.Abbrev {
		if slices.Equal(typesCalled(abbrev), n.Values) {
			return abbrev
		}
	}
	return ""
}

// apart is n, or its alternatives where n asks for several values that no one name
// stands for, as a facet does of which several values are chosen.
func apart(n Node) Node {
	is, ok := n.(Is)
	if !ok || len(is.Values) < 2 || commonName(is) != "" {
		return n
	}
	or := Or{}
	for _, v := range is.Values {
		or.Nodes = append(or.Nodes, Is{Field: is.Field, Values: []string{v}})
	}
	return or
}

// terms are the words of a text, nil where it has none.
func terms(text string) []string {
	var all []string
	for start, end := range vntext.Words(text) {
		all = append(all, vntext.Term(text[start:end]))
	}
	return all
}
