package index

import (
	"strconv"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/query"
	"vanthu/internal/vntext"
)

// A number is known by several keys, from the fullest to the loosest:
//
//	30|2020|nd cp       sequence, year, symbol
//	30||nd cp           sequence and symbol
//	nghi dinh#30#2020   type, sequence and year (written in it, or of the date)
//	nghi dinh#30        type and sequence
//	#30#2020, #30       the same where no type is known
//	luat dat dai=       type and title of an instrument cited by its name
//	luat dat dai=2013   and its year
//
// A document is filed under all that are known of it; a query asks for the one
// that it names. Keys are folded and hold no signs, so that "QD-UBND" is
// "QĐ-UBND" and "29 NQ TW" is "29-NQ/TW"; leading zeros do not count.
func codeKey(seq string, year int, symbol string) string {
	if year == 0 {
		return plainSeq(seq) + "||" + folded(symbol)
	}
	return plainSeq(seq) + "|" + strconv.Itoa(year) + "|" + folded(symbol)
}

func typeKey(name, seq string, year int) string {
	key := folded(name) + "#" + plainSeq(seq)
	if year == 0 {
		return key
	}
	return key + "#" + strconv.Itoa(year)
}

// folded is the words of s, folded, with one blank between them.
func folded(s string) string { return strings.Join(foldedWords(s), " ") }

func foldedWords(s string) []string {
	var words []string
	for start, end := range vntext.Words(s) {
		words = append(words, foldOf(s[start:end]))
	}
	return words
}

// plainSeq is a sequence without leading zeros: "05" is "5".
func plainSeq(seq string) string {
	seq = strings.ToLower(seq)
	if s := strings.TrimLeft(seq, "0"); s != "" && s[0] >= '0' && s[0] <= '9' {
		return s
	}
	return seq
}

// keys lists everything that an instrument can be asked for by.
func keys(typ, abbrev, seq, symbol string, years ...int) []string {
	if seq == "" {
		return nil
	}
	var ks []string
	if symbol != "" {
		ks = append(ks, codeKey(seq, 0, symbol))
		if years[0] != 0 {
			ks = append(ks, codeKey(seq, years[0], symbol))
		}
	}
	for _, name := range filedTypes(typ, abbrev) {
		ks = append(ks, typeKey(name, seq, 0))
		for _, y := range years {
			if y != 0 {
				ks = append(ks, typeKey(name, seq, y))
			}
		}
	}
	return ks
}

// filedTypes are the types under which a number is filed: "" where the tables
// know none, so that whoever asks for any type asks for all of them and for "".
func filedTypes(typ, abbrev string) []string {
	names := []string{typ}
	if typ == "" {
		names = typeNames(abbrev)
	}
	if len(names) == 0 || gazetteer.TypeByName(names[0]) == nil {
		names = append(names, "")
	}
	return names
}

// typeNames are the types that an abbreviation can mean.
func typeNames(abbrev string) []string {
	if abbrev == "" {
		return nil
	}
	var names []string
	for _, t := range gazetteer.TypesByAbbrev(abbrev) {
		names = append(names, t.Name)
	}
	return names
}

// ownKeys are the keys of a document's own number.
func ownKeys(r *corpus.Record) []string {
	value := r.Number.Or("")
	if value == "" {
		return nil
	}
	n, ok := number.Parse(value)
	seq, symbol, year := string(r.Number.Seq), string(r.Number.Symbol), 0
	if r.Number.Year != nil {
		year = *r.Number.Year
	}
	if seq == "" && ok {
		seq, symbol, year = n.Seq, n.Symbol, n.Year
	}
	ks := keys(r.Type.Or(""), n.Type, seq, symbol, year, yearOf(r.Issued.Or("")))
	if seq != "" {
		ks = append(ks, sortKey(seq, year, symbol))
	}
	return ks
}

// citedKeys are the keys of all instruments that a document cites, and the same
// after the relations.
func citedKeys(cs []corpus.Citation) (cited, related []string) {
	for i := range cs {
		ks := citationKeys(&cs[i])
		cited = append(cited, ks...)
		for _, k := range ks {
			related = append(related, relationKey(string(cs[i].Relation), k))
		}
	}
	return cited, related
}

func relationKey(relation, key string) string { return relation + "|" + key }

// nameKey is the key of an instrument by its folded name: type and title.
func nameKey(name string, year int) string {
	if year == 0 {
		return name + "="
	}
	return name + "=" + strconv.Itoa(year)
}

func citationKeys(c *corpus.Citation) []string {
	ks := citedNumberKeys(c)
	if c.Title != "" {
		name := folded(string(c.Type) + " " + string(c.Title))
		ks = append(ks, nameKey(name, 0))
		if y := yearOf(string(c.Issued)); y != 0 {
			ks = append(ks, nameKey(name, y))
		}
	}
	return ks
}

func citedNumberKeys(c *corpus.Citation) []string {
	if c.Number == "" {
		return nil
	}
	n, ok := number.Parse(string(c.Number))
	if !ok {
		// "Nghị định số 30": the sequence is all that the document says.
		n = number.Number{Seq: string(c.Number)}
		if foldedWords(n.Seq) == nil {
			return nil
		}
	}
	return keys(string(c.Type), n.Type, n.Seq, n.Symbol, n.Year, yearOf(string(c.Issued)))
}

// yearOf is the year of an ISO date or of a bare year, 0 if there is none.
func yearOf(date string) int {
	if len(date) < 4 {
		return 0
	}
	y, err := strconv.Atoi(date[:4])
	if err != nil {
		return 0
	}
	return y
}

// askedKeys are the keys that a number in a query means, any of them.
func askedKeys(n query.Number) []string {
	if n.Symbol != "" {
		ks := []string{codeKey(n.Seq, n.Year, n.Symbol)}
		if n.Typeless() {
			for _, a := range abbrevsOf(n) {
				ks = append(ks, codeKey(n.Seq, n.Year, a+" "+n.Symbol))
			}
		}
		return ks
	}
	return yearKeys(askedTypes(n), n.Seq, n.Year)
}

// issuedKeys are the keys of which a document that is the instrument, or cites it,
// has one besides, where the query tells the year of issue behind the number; nil
// where it does not.
func issuedKeys(n query.Number) []string {
	if n.Issued == "" {
		return nil
	}
	n.Type, n.Abbrev = "", ""
	return yearKeys(askedTypes(n), n.Seq, n.IssuedIn())
}

func yearKeys(types []string, seq string, year int) []string {
	var ks []string
	for _, name := range types {
		ks = append(ks, typeKey(name, seq, year))
	}
	return ks
}

// askedTypes are the types under which the number of a query is filed, see
// [filedTypes].
func askedTypes(n query.Number) []string {
	names := []string{n.Type}
	switch {
	case n.Abbrev != "":
		names = typeNames(n.Abbrev)
	case n.Type == "": // any
		for _, t := range gazetteer.Types() {
			names = append(names, t.Name)
		}
	}
	return names
}

// abbrevsOf are the abbreviations of the type of a number in a query.
func abbrevsOf(n query.Number) []string {
	if n.Abbrev != "" {
		return []string{n.Abbrev}
	}
	if t := gazetteer.TypeByName(n.Type); t != nil {
		return t.Abbrev
	}
	return nil
}

// spellings are the folded words that a number in a query can be printed as, with
// the day or year of issue where it is told behind the number.
func spellings(n query.Number) [][]string {
	dates := issuedSpellings(n.Issued)
	if dates == nil {
		return plainSpellings(n)
	}
	var out [][]string
	for _, words := range plainSpellings(n) {
		for _, date := range dates {
			out = append(out, append(words[:len(words):len(words)], date...))
		}
	}
	return out
}

// plainSpellings are those of the number alone.
func plainSpellings(n query.Number) [][]string {
	var out [][]string
	for _, seq := range seqSpellings(n.Seq) {
		tail := []string{seq}
		var dated []string
		if n.Year != 0 {
			tail = append(tail, strconv.Itoa(n.Year))
			dated = []string{seq, "nam", strconv.Itoa(n.Year)}
		}
		if n.Symbol != "" && !n.Typeless() {
			words := foldedWords(strings.Join(append(tail, n.Symbol), " "))
			out = append(out, words)
			if n.Year == 0 {
				out = append(out, []string{strings.Join(words, "")}) // 29NQTW
			}
			continue
		}
		names, abbrevs := []string{n.Type}, abbrevsOf(n)
		if n.Type == "" && n.Abbrev == "" {
			if n.Symbol != "" {
				tail = append(tail, n.Symbol)
			}
			if len(tail) > 1 { // "29/2013", "769/TTg"; the sequence alone says nothing
				out = append(out, foldedWords(strings.Join(tail, " ")))
			}
			continue
		}
		if n.Type == "" {
			names = typeNames(n.Abbrev)
		}
		if n.Symbol != "" { // NQ 29/TW, which is 29-NQ/TW
			for _, a := range abbrevs {
				out = append(out, foldedWords(strings.Join(tail, " ")+" "+a+" "+n.Symbol))
			}
			tail, dated = append(tail, n.Symbol), nil
		}
		for _, name := range names {
			out = append(out, foldedWords(name+" "+strings.Join(tail, " ")), foldedWords(name+" số "+strings.Join(tail, " ")))
			if dated != nil {
				out = append(out, foldedWords(name+" "+strings.Join(dated, " ")), foldedWords(name+" số "+strings.Join(dated, " ")))
			}
		}
		for _, a := range abbrevs {
			if n.Symbol == "" {
				out = append(out, foldedWords(strings.Join(tail, " ")+" "+a))
			}
			if n.Type == "" {
				out = append(out, foldedWords(a+" "+strings.Join(tail, " ")))
				if n.Year == 0 && n.Symbol == "" {
					out = append(out, foldedWords(a+seq), foldedWords(seq+a)) // NQ29, 29NQ
				}
			}
		}
	}
	return out
}

// issuedSpellings are the folded words of the day or year of issue behind a number.
func issuedSpellings(issued string) [][]string {
	switch len(issued) {
	case len("2006"):
		return [][]string{{"nam", issued}}
	case len("2006-01-02"):
		var out [][]string
		year := issued[:4]
		for _, day := range seqSpellings(issued[8:]) {
			for _, month := range seqSpellings(issued[5:7]) {
				out = append(out, []string{"ngay", day, month, year}, []string{"ngay", day, "thang", month, "nam", year})
			}
		}
		return out
	}
	return nil
}

// seqSpellings are the ways to write a sequence: "5", "05".
func seqSpellings(seq string) []string {
	plain := plainSeq(seq)
	out := []string{plain}
	if len(plain) == 1 {
		out = append(out, "0"+plain)
	}
	if seq != plain && seq != "0"+plain {
		out = append(out, strings.ToLower(seq))
	}
	return out
}
