package query

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

// A Field is the English name of a field.
type Field string

// The fields that nodes carry; those of [Cites] are told by their relation, those
// of [Dated] and [Bears] by the node.
const (
	FieldType    Field = "type"
	FieldIssuer  Field = "issuer"
	FieldSigner  Field = "signer"
	FieldSubject Field = "subject"
	FieldNumber  Field = "number"
	FieldDate    Field = "date"
	FieldCites   Field = "cites"
	FieldBox     Field = "box" // names of boxes, files and fonds

	FieldLevel    Field = "level"    // of the issuer: central, province, district, commune
	FieldRelation Field = "relation" // căn cứ, thực hiện ...: what the document does to something it cites
	FieldLanguage Field = "language" // ISO 639-1
	FieldQuality  Field = "quality"  // of the text: good, fair, poor
	FieldSecrecy  Field = "secrecy"  // Mật, Tối mật, Tuyệt mật
)

// Values are the values of a field that has a closed list, as documents are
// filed under them; nil for all others.
func Values(f Field) []string {
	var all []string
	for _, row := range tableRows(valuesTSV) {
		if Field(row[0]) == f {
			all = append(all, row[1])
		}
	}
	return all
}

//go:embed fields.tsv
var fieldsTSV string

//go:embed values.tsv
var valuesTSV string

// A fieldSpec is a row of fields.tsv.
type fieldSpec struct {
	field    Field
	reads    string // type, number, name, date, instrument, value (of values.tsv): how its value is read
	relation string // of an instrument; "" is any
}

// fieldNames are the fields by their names without marks and blanks, and the
// list of the English ones as a message shows it.
var fieldNames = sync.OnceValues(func() (map[string]fieldSpec, string) {
	names := map[string]fieldSpec{}
	var listed []string
	for _, row := range tableRows(fieldsTSV) {
		spec := fieldSpec{Field(row[0]), row[2], row[3]}
		listed = append(listed, row[0])
		names[row[0]] = spec
		for _, name := range strings.Split(row[1], ", ") {
			names[bare(name)] = spec
		}
	}
	return names, strings.Join(listed, ", ")
})

// tableRows gives the lines of an embedded table without its head.
func tableRows(tsv string) [][]string {
	lines := strings.Split(strings.TrimRight(tsv, "\n"), "\n")
	width := strings.Count(lines[0], "\t") + 1
	rows := make([][]string, 0, len(lines)-1)
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) != width {
			panic("query: a row of an embedded table has not the cells of its head: " + line)
		}
		rows = append(rows, cells)
	}
	return rows
}

// bare is a name without marks, capitals and blanks: "Căn cứ" is "cancu".
func bare(name string) string {
	var b strings.Builder
	for start, end := range vntext.Words(name) {
		b.WriteString(vntext.Fold(name[start:end]))
	}
	return b.String()
}

// relationField is the field that asks for a relation.
func relationField(relation string) Field {
	for _, row := range tableRows(fieldsTSV) {
		if row[2] == "instrument" && row[3] == relation {
			return Field(row[0])
		}
	}
	panic("unreachable: relations come from fields.tsv: " + relation)
}

// mostNameWords is the most words of a field's name: quy định chi tiết.
const mostNameWords = 4

// scanFieldName reads the longest name of a field and its colon at byte at, and
// gives the byte after the colon.
func scanFieldName(s string, at int) (fieldSpec, int, bool) {
	names, _ := fieldNames()
	var found fieldSpec
	after, ok := at, false
	end := at
	for range mostNameWords {
		next := lettersEnd(s, end)
		if next == end {
			break
		}
		end = next
		if end < len(s) && s[end] == ':' {
			if spec, known := names[bare(s[at:end])]; known {
				found, after, ok = spec, end+1, true
			}
			break
		}
		if end == len(s) || s[end] != ' ' && s[end] != '_' {
			break
		}
		end++
	}
	return found, after, ok
}

// unknownField is the name of a field that there is not: letters, a colon and
// at once a value ("isuer:abc", not "Kính gửi: Sở Nội vụ").
func unknownField(s string, at int) (string, bool) {
	end := lettersEnd(s, at)
	for end > at && end < len(s) && s[end] == '_' {
		end = lettersEnd(s, end+1)
	}
	if end == at || end == len(s) || s[end] != ':' {
		return "", false
	}
	next, _ := utf8.DecodeRuneInString(s[end+1:])
	return s[at:end], unicode.In(next, unicode.L, unicode.N) || isQuote(next)
}

// nearest is the field whose name differs least from a mistyped one, "" where
// none is near: of a short name half is not to be wrong ("foo" is not box).
func nearest(typed string) string {
	names, _ := fieldNames()
	typed = bare(typed)
	best, least := "", 3
	for _, name := range sortedKeys(names) {
		if d := vntext.Distance(typed, name); d < least && 2*d < len(name) {
			best, least = string(names[name].field), d
		}
	}
	return best
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// field reads a field whose name ends before byte at.
func (p *parser) field(spec fieldSpec, at int) (Node, error) {
	p.at = skipSpace(p.s, at)
	text, from, quoted, err := p.value(spec)
	if err != nil {
		return nil, err
	}
	wrong := func(message string) (Node, error) {
		return nil, &Error{from, string(spec.field) + ": " + message}
	}
	switch spec.reads {
	case "type":
		if values := typesCalled(text); values != nil {
			return Is{spec.field, values}, nil
		}
		return wrong("this is no type of document; write nghị quyết, NQ, \"kế hoạch\" ...")
	case "value":
		if v, length := valueAt(spec.field, text); length == len(text) {
			return Is{spec.field, []string{v}}, nil
		}
		return wrong("it is one of " + strings.Join(Values(spec.field), ", "))
	case "date":
		d, message := parseDated(text)
		if message != "" {
			return wrong(message)
		}
		return d, nil
	case "number":
		if n, ok := wholeNumber(text); ok {
			return Bears{n}, nil
		}
		return wrong("this is no number; write 29-NQ/TW, 29, 29/2013 ...")
	case "instrument":
		if n, ok := wholeNumber(text); ok {
			return Cites{Relation: spec.relation, Number: n}, nil
		}
		words := terms(text)
		if n, ok := wholeNumber(strings.Join(words, " ")); ok { // "29_NQ"
			return Cites{Relation: spec.relation, Number: n}, nil
		}
		if words != nil && (quoted || len(words) > 1) {
			return Cites{Relation: spec.relation, Words: words}, nil
		}
		return wrong("name an instrument by its number or, in quotation marks, by its name: 29-NQ/TW, \"Luật Đất đai\"")
	}
	words := terms(text)
	if words == nil {
		return wrong("it needs a word")
	}
	return Named{spec.field, words}, nil
}

// value takes the text of a field's value and gives where it begins. Without
// quotation marks it ends where what it should be ends: a number, the name of a
// type, of a body or of a law, a person's name; else at the next blank.
func (p *parser) value(spec fieldSpec) (text string, from int, quoted bool, err error) {
	from = p.at
	r, size := utf8.DecodeRuneInString(p.s[p.at:])
	if isQuote(r) {
		text, end, err := quotedText(p.s, p.at, size)
		if err != nil {
			return "", from, true, err
		}
		p.at = end
		if terms(text) == nil {
			return "", from, true, &Error{from, string(spec.field) + ": nothing stands between the quotation marks"}
		}
		return text, from, true, nil
	}
	end := tokenEnd(p.s, p.at)
	if end == p.at {
		return "", from, false, &Error{from, string(spec.field) + ": a value is missing after the colon"}
	}
	rest := p.s[p.at:]
	switch spec.reads {
	case "type":
		if _, length := typeAt(rest); length > 0 {
			end = max(end, p.at+length)
		}
	case "value":
		if _, length := valueAt(spec.field, rest); length > 0 {
			end = max(end, p.at+length)
		}
	case "date":
		if _, dateEnd, ok := scanDated(p.s, p.at); ok && dateEnd >= end && tokenEnd(p.s, dateEnd) == dateEnd {
			end = dateEnd
		}
	case "number", "instrument":
		if _, numberEnd, ok := scanNumber(p.s, p.at); ok {
			end = numberEnd
		} else if spec.reads == "instrument" {
			end = max(end, p.at+lawLength(rest))
		}
	case "name":
		switch spec.field {
		case FieldIssuer:
			if _, length := gazetteer.LongestBody(rest); length > 0 {
				end = max(end, p.at+length)
			}
		case FieldSigner:
			end = max(end, capitalsEnd(p.s, p.at))
		}
	}
	p.at = end
	return p.s[from:end], from, false, nil
}
