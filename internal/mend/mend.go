// Package mend repairs what a recogniser of print misread in the words that
// rules look for: names of types, laws and central bodies, verbs that say what
// one act does to another, numbers and dates. Everything else stays as it was
// read, and every edit is kept, so that each byte of the mended text leads back.
//
// A word is taken for another only when all its letters are confused alike
// (phrase.go: tone marks lost, l for 1, rn for m), when most of the letters of
// the whole phrase are right, and, for one-syllable words such as "số", when
// what stands beside them fits. Mending is for texts that show signs of
// misreading ([Doubtful]); sound texts need none and lose time by it.
package mend

import (
	"sort"
	"strings"
)

// An edit is a stretch that was replaced.
type edit struct {
	from, to   int // bytes of the text as it was read
	start, end int // bytes of the mended text
	number     bool
}

// An Edited text is a text with the stretches that were replaced.
type Edited struct {
	Text  string
	edits []edit // in order
}

// Back is the stretch of the text as it was read for bytes start to end of the
// mended text. A border inside a replaced stretch moves out to its border, so
// that it never lies inside a character.
func (e *Edited) Back(start, end int) (from, to int) {
	at := func(i int) (n int, inside bool) {
		n = sort.Search(len(e.edits), func(k int) bool { return e.edits[k].start > i }) - 1
		return n, n >= 0 && i < e.edits[n].end
	}
	move := func(i, n int) int {
		if n < 0 {
			return i
		}
		return e.edits[n].to + i - e.edits[n].end
	}
	if n, inside := at(start); inside {
		from = e.edits[n].from
	} else {
		from = move(start, n)
	}
	if n, inside := at(end); !inside {
		to = move(end, n)
	} else if to = e.edits[n].from; end > e.edits[n].start {
		to = e.edits[n].to
	}
	return from, max(from, to)
}

// Forward is the byte of the mended text for byte i of the text as it was read.
func (e *Edited) Forward(i int) int {
	n := sort.Search(len(e.edits), func(k int) bool { return e.edits[k].from > i }) - 1
	switch {
	case n < 0:
		return i
	case i < e.edits[n].to:
		return e.edits[n].start
	}
	return e.edits[n].end + i - e.edits[n].to
}

// MendedNumber says whether a number in bytes start to end of the mended text was
// read otherwise, not only with blanks in it.
func (e *Edited) MendedNumber(start, end int) bool {
	for n := sort.Search(len(e.edits), func(k int) bool { return e.edits[k].end > start }); n < len(e.edits) && e.edits[n].start < end; n++ {
		if e.edits[n].number {
			return true
		}
	}
	return false
}

// An editor writes the mended text from left to right.
type editor struct {
	text  string
	out   strings.Builder
	done  int // bytes of text that are written
	edits []edit
}

// replace puts s for text[from:to]; from does not lie before the last edit.
func (e *editor) replace(from, to int, s string) {
	if from < e.done || e.text[from:to] == s {
		return
	}
	e.out.WriteString(e.text[e.done:from])
	start := e.out.Len()
	e.out.WriteString(s)
	e.edits = append(e.edits, edit{from: from, to: to, start: start, end: e.out.Len()})
	e.done = to
}

// replaceNumber is replace for a number.
func (e *editor) replaceNumber(from, to int, s string) {
	before := len(e.edits)
	e.replace(from, to, s)
	if len(e.edits) > before {
		e.edits[before].number = compact(e.text[from:to]) != s
	}
}

// compact is a number without blanks and with plain dashes.
func compact(s string) string {
	return compacter.Replace(s)
}

var compacter = strings.NewReplacer(" ", "", "\n", "", "–", "-", "—", "-", "‑", "-", "⁄", "/", "∕", "/")

func (e *editor) finish() Edited {
	if len(e.edits) == 0 {
		return Edited{Text: e.text}
	}
	e.out.WriteString(e.text[e.done:])
	return Edited{Text: e.out.String(), edits: e.edits}
}

// Stretches mends s, which must be NFC, where something begins in the stretches
// (first byte, and the one behind the last; in order).
// Law: what it did not replace are the bytes of s in order.
func Stretches(s string, stretches [][2]int) Edited {
	e := &editor{text: s}
	for _, stretch := range stretches {
		e.mend(max(stretch[0], e.done), stretch[1])
	}
	return e.finish()
}

// Phrases mends nothing but the phrases that the tables know: for a heading, whose
// words of one syllable stand beside nothing that tells what they are.
func Phrases(s string) Edited {
	e := &editor{text: s}
	for i := 0; i < len(s); {
		start, end := nextWord(s, i)
		i = max(e.phrase(start, end), end)
	}
	return e.finish()
}

func (e *editor) mend(from, to int) {
	s := e.text
	for i := from; i < to; {
		start, end := nextWord(s, i)
		if start >= to {
			break
		}
		e.join(start, end)
		i = e.word(start, end)
		e.joinWithin(end, i)
	}
}

// word mends what begins with the word from start to end and gives the byte behind
// what was looked at.
func (e *editor) word(start, end int) int {
	if next := e.code(start, end); next > 0 {
		return next
	}
	if next := e.number(start, end); next > 0 {
		return next
	}
	if next := e.phrase(start, end); next > 0 {
		return next
	}
	return max(e.single(start, end), end)
}
