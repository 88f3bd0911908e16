package cite

import (
	"slices"
	"strings"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
)

// A pointer is a short form that points back to an instrument: "Nghị quyết nêu
// trên", "Nghị định này" in words that an amendment puts into a decree, or a name
// that the document defines ("sau đây gọi tắt là Đề án 06").
type pointer struct {
	typ        string
	start, end int
	this       bool // "này": the document itself, or the act that is amended
	unknown    bool // no pointer: an instrument that nothing tells apart stands here
	many       bool // "các Nghị quyết nêu trên": of which, is not said
	of         int  // id of the mention that it was defined behind; 0: by its place
	quoted     bool // stands in words that an amendment puts into another act
}

// How far back a pointer reaches.
const (
	longestReach = 4000 // bytes: "Nghị quyết nêu trên"
	nearReach    = 600  // bytes: "Luật này" in a document that is none
)

var above = []string{"nêu trên", "nói trên", "trên đây", "kể trên", "đã nêu", "vừa nêu", "đã nêu trên", "dẫn trên", "đã dẫn"}

var several = wordSet("các những hai ba bốn 02 03 04")

// ofUnknown are the words behind a type that make an instrument of it, though it
// bears no number: "Nghị quyết của Hội đồng nhân dân về ngân sách".
var ofUnknown = []string{"của", "về", "do", "số"}

// pointing notes what a type word without number is: it gives 0, since no mention
// stands there.
func (f *finder) pointing(typ string, start, end int) int {
	at := skip(f.low, end)
	if at == end || at >= len(f.low) {
		return 0
	}
	p := pointer{typ: typ, start: start}
	switch {
	case phrase(f.low, at, "này") > 0:
		p.this, p.end = true, at+len("này")
	case anyPhrase(f.low, at, above) > 0:
		p.end = anyPhrase(f.low, at, above)
		p.many = several[lastWord(f.low[:start])]
	case anyPhrase(f.low, at, ofUnknown) > 0:
		p.unknown, p.end = true, end
	default:
		return 0
	}
	f.pointers = append(f.pointers, p)
	return 0
}

// A definition is a name that a document gives an instrument.
type definition struct {
	typ, seq string // of "Đề án 06"; seq "" where the name holds no number
	of       int    // id of the mention
}

// definers are the words before the name that a document gives an instrument; "gọi
// chung là" names several.
var definers = []string{"gọi tắt là", "viết tắt là", "gọi là", "viết gọn là"}

// mostDefined bounds the names for whose uses the text is gone through, one after
// the other.
const mostDefined = 24

// longestAlias is how many bytes a defined name can have.
const longestAlias = 80

// defines reads the names that the document gives its instruments, "(sau đây gọi
// tắt là Nghị quyết 29)", and notes where they stand again. The mentions are in the
// order of the text.
func (f *finder) defines() {
	last := 0
	defined := 0
	for at := 0; defined < mostDefined; {
		i := strings.Index(f.low[at:], " là ")
		if i < 0 {
			return
		}
		i += at
		at = i + len(" là")
		is := 0
		for _, w := range definers {
			if follows(f.low, at, w) {
				i, is = max(last, at-len(w)), at
				break
			}
		}
		if is == 0 {
			continue
		}
		from := skip(f.low, is)
		for from < len(f.text) && strings.IndexByte("\"*_:' ", f.text[from]) >= 0 || strings.HasPrefix(f.text[from:], "“") {
			_, size := utf8.DecodeRuneInString(f.text[from:])
			from += size
		}
		end := aliasEnd(f.text, from)
		if end == 0 {
			continue
		}
		t, n := gazetteer.LongestType(f.text[from:end])
		if t == nil || !isUpper(f.text, from) || from+n == end || strings.IndexByte(f.text[from:end], '/') >= 0 {
			continue // "sau đây gọi là Chương trình": every programme would be it; a whole number speaks for itself
		}
		d := definition{typ: t.Name}
		if rest := strings.TrimPrefix(strings.TrimSpace(f.low[from+n:end]), "số "); strings.Trim(rest, "0123456789") == "" {
			d.seq = strings.TrimLeft(rest, "0")
		}
		d.of = f.antecedent(&d, last, i)
		last = end
		if d.of == 0 {
			continue
		}
		defined++
		f.definitions = append(f.definitions, d)
		f.uses(&d, f.text[from:end], from)
	}
}

// aliasEnd is the end of the defined name that begins at from, 0 if it is too long.
func aliasEnd(text string, from int) int {
	limit := min(len(text), from+longestAlias)
	end := strings.IndexAny(text[from:limit], "),;.\n\"”*:")
	if end <= 0 {
		return 0
	}
	return trimRight(text, from+end)
}

// Types that another act approves or promulgates, and whose name stands for it:
// the Đề án 06 is that of Quyết định số 06/QĐ-TTg.
var approved = map[string]bool{"Đề án": true, "Chương trình": true, "Kế hoạch": true, "Chiến lược": true, "Quy hoạch": true, "Quy chế": true, "Quy định": true, "Dự án": true, "Phương án": true, "Điều lệ": true, "Chương trình hành động": true}

// antecedent is the id of the mention that a name defined at at stands for: by its
// number the nearest, by words the first of its sentence, of those behind from.
func (f *finder) antecedent(d *definition, from, at int) int {
	from = max(from, at-longestClause)
	if i := strings.LastIndex(f.low[from:at], "\n\n"); i >= 0 {
		from += i
	}
	sentence := from
	for i := at - 1; i > from; i-- {
		if f.low[i] == '.' && skip(f.low, i+1) > i+1 && isUpper(f.text, skip(f.low, i+1)) && !abbreviated(f.low, i) {
			sentence = i
			break
		}
	}
	lo, _ := slices.BinarySearchFunc(f.found, from, func(m found, at int) int { return m.start - at })
	hi, _ := slices.BinarySearchFunc(f.found, at, func(m found, at int) int { return m.start - at })
	of := 0
	for i := hi - 1; i >= lo; i-- {
		m := &f.found[i]
		if m.bare {
			continue
		}
		switch {
		case d.seq != "":
			if seqOf(m.number) == d.seq && (m.typ == d.typ || approved[d.typ]) {
				return m.id
			}
		case m.start >= sentence && (m.typ == d.typ || approved[d.typ]):
			of = m.id
		}
	}
	return of
}

// uses notes where a defined name stands, from its definition on. One with a
// number of its own type is a mention by its sequence and found as such.
func (f *finder) uses(d *definition, alias string, from int) {
	for at := from; ; {
		i := strings.Index(f.text[at:], alias)
		if i < 0 {
			return
		}
		i += at
		at = i + len(alias)
		if startsWord(f.text, i) && wordEnd(f.text, at) == at {
			f.pointers = append(f.pointers, pointer{typ: d.typ, start: i, end: at, of: d.of})
		}
	}
}

// point finds the mention that each pointer points to, among f.found in the order
// of the text, and gives the pointers that have one as mentions.
func (f *finder) point(in *Input) []found {
	if len(f.pointers) == 0 {
		return nil
	}
	slices.SortStableFunc(f.pointers, func(a, b pointer) int { return a.start - b.start })
	var out []found
	lastOf := make(map[string]int)    // by type, the index of the last mention
	blocked := make(map[string]bool)  // by type: one that nothing tells apart came after it
	amended := make(map[string]int)   // by type, the index of the last that the document amends
	listed := make(map[string][2]int) // by type, the last list and its mentions
	next, end := 0, -1                // end of the last mention
	for _, p := range f.pointers {
		for ; next < len(f.found) && f.found[next].start <= p.start; next++ {
			m := &f.found[next]
			end = max(end, m.end)
			if m.bill {
				continue
			}
			lastOf[m.typ], blocked[m.typ] = next, false
			if !m.quoted && corpus.Relation(m.relation) == corpus.Amends {
				amended[m.typ] = next
			}
			if s := listed[m.typ]; m.list != 0 && s[0] == m.list {
				listed[m.typ] = [2]int{m.list, s[1] + 1}
			} else {
				listed[m.typ] = [2]int{m.list, 1}
			}
		}
		if p.start < end || f.inSkip(p.start, in) {
			continue // a name inside the mention itself
		}
		if p.unknown {
			blocked[p.typ] = true
			continue
		}
		of := p.of
		switch i, ok := lastOf[p.typ]; {
		case of != 0:
		case p.many:
		case p.this && p.quoted:
			if j, ok := amended[p.typ]; ok {
				of = f.found[j].id
			}
		case p.this && (in.SelfType == "" || itself(p.typ, in.SelfType)):
		case !ok || blocked[p.typ] || listed[p.typ][1] > 1:
		case p.this && p.start-f.found[i].end < nearReach, !p.this && p.start-f.found[i].end < longestReach:
			of = f.found[i].id
		}
		if of != 0 {
			out = append(out, found{typ: p.typ, start: p.start, end: p.end, of: of, short: true})
		}
	}
	return out
}

// itself says whether a document of type self calls itself by typ: a joint circular
// "Thông tư này", a consolidated text by the name of what it merges, and a decision
// with an annexed regulation "Quy chế này".
func itself(typ, self string) bool {
	return typ == self || strings.HasPrefix(self, typ) || self == "Văn bản hợp nhất" || approved[typ]
}

func (f *finder) inSkip(at int, in *Input) bool {
	for _, s := range in.Skip {
		if at >= s[0] && at < s[1] {
			return true
		}
	}
	return false
}
