package ink

import (
	"math"
	"strings"
	"unicode"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// A Site is where a cell is on a page, as the words around it tell.
type Site struct {
	Kind string     // one of the Cell constants of corpus
	Box  corpus.Box // between the printed words; its height is that of their line

	// Beside is print of the same line to measure the cell against: the letters
	// of the symbol, the year of the date.
	Beside corpus.Box
	Em     float64 // size of the type as a fraction of the page's width
}

// The head of the first page ends here at the latest, as a fraction of its
// height: below it "số 11/CT-TTg" stands in the body.
const headEnd = 0.4

// Locate finds the cells of a first page from its words: number, day and month,
// each at most once, those that are not found left out.
func Locate(p *corpus.Page) []Site {
	words := make([]word, 0, 120)
	for _, w := range p.Words {
		if w.Box[1] < headEnd && w.Box[2]-w.Box[0] > 0 && w.Box[3]-w.Box[1] > 0 {
			words = append(words, word{text: p.Text[w.Start:w.End], box: w.Box})
		}
	}
	var sites []Site
	date, found := dateLine(words)
	if found {
		sites = date.sites()
	}
	if number, ok := numberCell(words, date, found); ok {
		sites = append([]Site{number}, sites...)
	}
	return sites
}

// A word is a recognised word and its box.
type word struct {
	text string
	box  corpus.Box
}

func (w word) middle() float64 { return (w.box[1] + w.box[3]) / 2 }
func (w word) height() float64 { return w.box[3] - w.box[1] }

// A line is the printed words of the date line: "ngày .. tháng .. năm ....".
type line struct {
	day, month, year word // ngày, tháng, năm; day.text is "" where it was not found
	after            word // behind năm: the year's digits
	em               float64
}

// dateLine finds the date line: "tháng" and behind it "năm" on the right half
// of the head. What stands over the subject is taken: an incoming stamp
// ("Ngày: ...") has no "tháng", a date in the body stands lower.
func dateLine(words []word) (line, bool) {
	for i, w := range words {
		swallowed, ok := endsInMonth(w.text)
		if !ok || w.box[2] < 0.4 {
			continue
		}
		l := line{month: w}
		for j := i + 1; j < min(len(words), i+5); j++ {
			if vntext.Fold(words[j].text) == "nam" && besides(w, words[j]) && words[j].box[0] > w.box[2]-w.height() {
				l.year = words[j]
				if j+1 < len(words) && besides(words[j], words[j+1]) && words[j+1].box[0] > words[j].box[2] {
					l.after = words[j+1]
				}
				break
			}
		}
		if l.year.text == "" {
			continue
		}
		l.em = (l.year.box[2] - l.year.box[0]) / emsOf("năm")
		if swallowed {
			l.month.box[2] = min(l.month.box[2], l.month.box[0]+emsOf("tháng")*l.em)
		}
		for j := i; j >= max(0, i-4); j-- {
			if strings.HasPrefix(vntext.Fold(words[j].text), "nga") && (j == i || besides(words[j], w)) && words[j].box[0] < w.box[2] {
				l.day = words[j]
				break
			}
		}
		return l, true
	}
	return line{}, false
}

// endsInMonth says whether a word is "tháng", has it at its end ("ngàyÂÖtháng"),
// or at its start and then has swallowed the month ("thángÔ").
func endsInMonth(s string) (swallowed, ok bool) {
	s = strings.TrimRight(vntext.Fold(s), ".,:")
	if strings.HasSuffix(s, "thang") {
		return false, true
	}
	rest, ok := strings.CutPrefix(s, "thang")
	return ok, ok && len([]rune(rest)) <= 3
}

// besides says whether two words stand on one printed line, which may be
// skewed by some degrees.
func besides(a, b word) bool {
	return math.Abs(a.middle()-b.middle()) < max(a.height(), b.height())
}

// sites are the cells of the date line. A box that is wider than its word has
// swallowed what stands beside it, so its far edge is set by the word's width.
func (l line) sites() []Site {
	beside := l.after.box
	if l.after.text == "" || beside[2]-beside[0] > 3*l.em {
		beside = corpus.Box{l.year.box[2] + 0.15*l.em, l.year.box[1], l.year.box[2] + 2.6*l.em, l.year.box[3]}
	}
	monthLeft := max(l.month.box[0], l.month.box[2]-emsOf("tháng")*l.em)
	dayLeft := monthLeft - 3*l.em
	if l.day.text != "" {
		dayLeft = min(l.day.box[0]+emsOf("ngày")*l.em, monthLeft-0.3*l.em)
	}
	yearLeft := max(l.year.box[0], l.year.box[2]-emsOf("năm")*l.em)
	site := func(kind string, left, right float64) Site {
		return Site{Kind: kind, Box: corpus.Box{left, min(l.month.box[1], l.year.box[1]), right, max(l.month.box[3], l.year.box[3])}, Beside: beside, Em: l.em}
	}
	sites := []Site{site(corpus.CellDay, dayLeft, monthLeft)}
	if yearLeft-l.month.box[2] > 0.3*l.em {
		sites = append(sites, site(corpus.CellMonth, l.month.box[2], yearLeft))
	}
	return sites
}

// numberCell finds "Số:" on the left half, near the height of the date line
// (for a citation in the body is a number too), and the symbol behind it.
func numberCell(words []word, date line, dated bool) (Site, bool) {
	for i, w := range words {
		if w.box[0] > 0.45 || !isMark(w.text) {
			continue
		}
		if dated && math.Abs(w.middle()-date.month.middle()) > 5*date.month.height() || !dated && w.box[1] > 0.25 {
			continue
		}
		for j := i; j < min(len(words), i+6); j++ {
			if j > i && (!besides(w, words[j]) || words[j].box[0] > 0.6) {
				break
			}
			symbol := symbolIn(words[j].text, j == i)
			if symbol == "" {
				continue
			}
			right := words[j].box[2]
			// "/TTr -UBND": a blank before the dash makes two words of it.
			for k := j + 1; k < min(len(words), j+3) && besides(words[j], words[k]) && words[k].box[0]-right < 0.02 && words[k].text[0] == '-'; k++ {
				symbol += words[k].text
				right = words[k].box[2]
			}
			em := (right - words[j].box[0]) / emsOf(symbol)
			if whole := strings.HasPrefix(words[j].text, symbol[:1]); !whole {
				// Digits are in the box too; the type is about as large as on the date line.
				if em = 13.0 / 595; dated {
					em = date.em * 13.5 / 14
				}
			}
			left := right - emsOf(symbol)*em
			from := w.box[0] + emsOf("Số:")*em
			if from > left-0.2*em {
				return Site{}, false
			}
			return Site{
				Kind: corpus.CellNumber,
				Box:  corpus.Box{from, min(w.box[1], words[j].box[1]), left, max(w.box[3], words[j].box[3])},
				Beside: corpus.Box{
					left + emsOf("/")*em, words[j].box[1], right, words[j].box[3],
				},
				Em: em,
			}, true
		}
	}
	return Site{}, false
}

// isMark says whether a word begins as "Số:" does: "Số", "Sô⁄t†", "Số:0{4_",
// "3ô⁄" (an S is read as a digit of its shape), "sốø:272" (the hand has touched
// it). Near miss: "Sở", "so với".
func isMark(s string) bool {
	if mark, _, ok := strings.Cut(s, ":"); ok && len(mark) > 1 && len([]rune(mark)) <= 3 && strings.ContainsAny(mark[:1], "Ss") {
		return true // "sẽ:", "Sâ:": whatever a pen beside it has made of the vowel
	}
	at := 0
	for _, r := range s {
		switch at {
		case 0:
			if !strings.ContainsRune("Ss583$", r) {
				return false
			}
		case 1:
			if !strings.ContainsRune("oOôÔốỐồỒổỔỗỖộỘóÓ", r) {
				return false
			}
		case 2:
			return !unicode.IsLetter(r)
		}
		at++
	}
	return at == 2
}

// symbolIn is the symbol in a word of the number cell, from its first mark on:
// "/CT-UBND" of "12/CT-UBND", "-KH/HU" of "171-KH/HU"; "" if it holds none. With
// a year, "/2025/NQ-HĐND". first: the word begins with "Số:".
func symbolIn(s string, first bool) string {
	at := 0
	if first {
		at = strings.IndexAny(s, ":0123456789")
		if at < 0 {
			return ""
		}
	}
	mark := strings.IndexAny(s[at:], "/-")
	if mark < 0 {
		return ""
	}
	s = s[at+mark:]
	capitals := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	if capitals < 2 {
		return ""
	}
	return s
}
