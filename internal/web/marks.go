package web

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/lint"
)

// A mark is a fact of the record at one place of a page. Its key names it in the
// text ("t-" + key), on the image ("i-" + key) and in the list of facts.
type mark struct {
	Key   string // "number", "signer1-name", "c3-0"
	Kind  string // field, cite, finding, hit
	Label string
	Page  int
	start int
	end   int
	box   *corpus.Box
	first bool // its first piece: a value can run over a page border
}

// hitKind is the kind of the marks of the query's words.
const hitKind = "hit"

// A segment is a stretch of a page's text that the same marks cover.
type segment struct {
	Text   string
	Key    string   // of the mark that a click selects; "" none
	Class  string   // of all marks
	Label  string   // of the mark that a click selects
	Begins []string // keys of marks whose first piece begins here
	Hit    bool     // a word of the query
}

// segments cuts a text at all borders of its marks. Of marks that cover a
// stretch the shortest is selected by a click: a citation in the subject, not the
// subject. A mark that lies outside of the text is left out. The borders are gone
// through once: a page of one long line can hold a word of the query a hundred
// thousand times.
func segments(text string, marks []mark) []segment {
	marks = slices.DeleteFunc(slices.Clone(marks), func(m mark) bool {
		return m.start < 0 || m.start >= m.end || m.end > len(text)
	})
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Compare(a.end-a.start, b.end-b.start) })
	borders := []int{0, len(text)}
	begin, end := make([]int, len(marks)), make([]int, len(marks)) // marks by where they begin and end, the shortest first
	for i, m := range marks {
		borders = append(borders, m.start, m.end)
		begin[i], end[i] = i, i
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	slices.SortStableFunc(begin, func(a, b int) int { return cmp.Compare(marks[a].start, marks[b].start) })
	slices.SortStableFunc(end, func(a, b int) int { return cmp.Compare(marks[a].end, marks[b].end) })
	over := map[string][]int{} // marks over the stretch by kind, the shortest first
	var out []segment
	for i := 0; i+1 < len(borders); i++ {
		from, to := borders[i], borders[i+1]
		s := segment{Text: text[from:to]}
		for ; len(end) > 0 && marks[end[0]].end == from; end = end[1:] {
			kind := marks[end[0]].Kind
			at, _ := slices.BinarySearch(over[kind], end[0])
			over[kind] = slices.Delete(over[kind], at, at+1)
		}
		for ; len(begin) > 0 && marks[begin[0]].start == from; begin = begin[1:] {
			m := &marks[begin[0]]
			at, _ := slices.BinarySearch(over[m.Kind], begin[0])
			over[m.Kind] = slices.Insert(over[m.Kind], at, begin[0])
			if m.first && m.Kind != hitKind {
				s.Begins = append(s.Begins, m.Key)
			}
		}
		var shortest []int // of each kind
		for kind, all := range over {
			switch {
			case len(all) == 0:
			case kind == hitKind:
				s.Hit = true
			default:
				shortest = append(shortest, all[0])
			}
		}
		slices.Sort(shortest)
		for j, n := range shortest {
			if j == 0 {
				s.Key, s.Label = marks[n].Key, marks[n].Label
			} else {
				s.Class += " "
			}
			s.Class += marks[n].Kind
		}
		out = append(out, s)
	}
	return out
}

// flowing is a page's text as it is read on a screen of any width: line breaks
// within a paragraph are blanks. Bytes keep their places. A line that is nearly
// as long as the longest ones goes on, unless what follows begins a paragraph of
// its own; lines of a table or of a head are short, and stay.
func flowing(text string) string {
	lines := strings.Split(text, "\n")
	lengths := make([]int, len(lines))
	var long []int
	for i, l := range lines {
		lengths[i] = utf8.RuneCountInString(strings.TrimSpace(l))
		if lengths[i] > 0 {
			long = append(long, lengths[i])
		}
	}
	if len(long) < 4 {
		return text
	}
	slices.Sort(long)
	full := long[len(long)*9/10] * 3 / 4 // of a page: some lines are longer than the column
	out := []byte(text)
	at := 0
	for i, l := range lines[:len(lines)-1] {
		at += len(l)
		next := strings.TrimSpace(lines[i+1])
		// A text file may hold each paragraph on one line: nothing to join.
		if lengths[i] >= full && full >= 30 && full < 150 && next != "" && !begins.MatchString(next) {
			out[at] = ' '
		}
		at++
	}
	return string(out)
}

// begins are the begins of a paragraph: "- ", "1. ", "a) ", "II.", "Điều 3"; not
// "2024 của", "12/8".
var begins = regexp.MustCompile(`^(?:[-+*•–—]\s|\(?\d{1,3}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)\s|[IVXL]+\s*[.)-]|(?:Điều|Chương|Mục|Phần|Phụ lục|Căn cứ|Nơi nhận|Kính gửi)[\s:])`)

// A rectangle is a mark on the image, in thousandths of its sides.
type rectangle struct {
	Key, Kind, Label string
	X, Y, W, H       string
	First            bool
}

// rectangles are the marks of a page on its image: one for each line that a mark
// touches, since a box around words of two lines would cover both whole.
func rectangles(p *corpus.Page, marks []mark) []rectangle {
	var out []rectangle
	// The largest first, so that the smaller ones lie above and can be clicked.
	marks = slices.Clone(marks)
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Compare(b.end-b.start, a.end-a.start) })
	for _, m := range marks {
		boxes := boxesOf(p, m.start, m.end)
		if len(boxes) == 0 && m.box != nil {
			boxes = []corpus.Box{*m.box}
		}
		for i, b := range boxes {
			const air = 0.002 // letters should not touch the frame
			out = append(out, rectangle{
				Key: m.Key, Kind: m.Kind, Label: m.Label, First: i == 0 && m.first,
				X: thousandths(b[0] - air), Y: thousandths(b[1] - air), W: thousandths(b[2] - b[0] + 2*air), H: thousandths(b[3] - b[1] + 2*air),
			})
		}
	}
	return out
}

func thousandths(v float64) string { return fmt.Sprintf("%.1f", min(max(v, 0), 1)*1000) }

// boxesOf are the boxes around the words that bytes start to end touch, line by
// line: a word that does not stand beside the one before begins a new box.
func boxesOf(p *corpus.Page, start, end int) []corpus.Box {
	var boxes []corpus.Box
	i, _ := slices.BinarySearchFunc(p.Words, start, func(w corpus.Word, at int) int { return w.End - at - 1 })
	for ; i < len(p.Words) && p.Words[i].Start < end; i++ {
		b := p.Words[i].Box
		if n := len(boxes); n > 0 {
			last := boxes[n-1]
			middle := (b[1] + b[3]) / 2
			if middle > last[1] && middle < last[3] && b[0] >= last[0] {
				boxes[n-1] = last.Union(b)
				continue
			}
		}
		boxes = append(boxes, b)
	}
	return boxes
}

// A fact is a field of the record as a page lists it.
type fact struct {
	Key        string
	Name       string // key of its label
	Value      string
	Note       string // what it stands for besides: the body of an issuer
	Raw        string // as printed, where that differs
	Confidence float64
	Doubtful   bool
	Evidence   string
	Address    string // of its place; "" where it is not in the text
	Page       int
	Again      bool // the fact before has the same name
	Absent     bool // it was not found
}

// asserted is the confidence from which a value is asserted.
const asserted = 0.7

// places are the pieces of a field, "" for one that is nowhere in the text.
func placesOf(p corpus.Place) []corpus.Span {
	if p.Page == 0 {
		return nil
	}
	if len(p.Spans) > 0 {
		return p.Spans
	}
	return []corpus.Span{{Page: p.Page, Start: p.Start, End: p.End}}
}

// A keyed field is a field of the record with its key and the key of its label.
type keyedField struct {
	key, name string
	field     corpus.Field[string]
	note      string
}

// fieldsOf lists the fields of a record in the order of the page.
func fieldsOf(r *corpus.Record) []keyedField {
	all := []keyedField{
		{"type", "type", r.Type, ""}, {"number", "number", r.Number.Field, ""}, {"issued", "issued", r.Issued, ""},
		{"place", "place", r.Place, ""}, {"issuer", "issuer", r.Issuer.Field, string(r.Issuer.Body)}, {"subject", "subject", r.Subject, ""},
		{"effective", "effective", r.Effective, ""}, {"urgency", "urgency", r.Urgency, ""}, {"secrecy", "secrecy", r.Secrecy, ""},
	}
	for i, s := range r.Signers {
		for _, f := range []keyedField{{"name", "signer", s.Name, ""}, {"authority", "authority", s.Authority, ""}, {"title", "title", s.Title, ""}, {"rank", "rank", s.Rank, ""}} {
			f.key = fmt.Sprintf("signer%d-%s", i+1, f.key)
			all = append(all, f)
		}
	}
	for i, f := range r.Addressees {
		all = append(all, keyedField{fmt.Sprintf("addressee%d", i+1), "addressee", f, ""})
	}
	for i, f := range r.Recipients {
		all = append(all, keyedField{fmt.Sprintf("recipient%d", i+1), "recipient", f, ""})
	}
	return all
}

// marksOf lists the marks of a record, by page.
func (f *frame) marksOf(r *corpus.Record) map[int][]mark {
	by := map[int][]mark{}
	add := func(key, kind, label string, spans []corpus.Span, box *corpus.Box) {
		for i, s := range spans {
			m := mark{Key: key, Kind: kind, Label: label, Page: s.Page, start: s.Start, end: s.End, first: i == 0}
			if i == 0 {
				m.box = box
			}
			by[s.Page] = append(by[s.Page], m)
		}
	}
	for _, k := range fieldsOf(r) {
		if k.field.Value != nil {
			add(k.key, "field", f.T("field."+k.name), placesOf(k.field.Place), k.field.Box)
		}
	}
	for i, c := range r.Citations {
		label := f.Or("relation."+string(c.Relation), string(c.Relation)) + ": " + c.Name()
		for j, m := range c.Mentions {
			spans := m.Spans
			if len(spans) == 0 {
				spans = []corpus.Span{m.Span}
			}
			add(fmt.Sprintf("c%d-%d", i+1, j+1), "cite", label, spans, m.Box)
		}
	}
	for i, d := range r.Findings {
		if d.Page > 0 && (d.End > d.Start || d.Box != nil) {
			add(fmt.Sprintf("n%d", i+1), "finding", f.finding(&d), []corpus.Span{{Page: d.Page, Start: d.Start, End: d.End}}, d.Box)
		}
	}
	return by
}

// finding is what a finding says, in the reader's language; one of a code that
// has no sentence speaks English.
func (f *frame) finding(d *corpus.Finding) string {
	if code, ok := lint.Lookup(d.Code); ok && f.Lang == vietnamese && code.Vietnamese != "" {
		return code.Vietnamese
	}
	return d.Message
}
