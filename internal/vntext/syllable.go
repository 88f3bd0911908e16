package vntext

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode/utf8"
)

// longest is the number of letters of the longest syllable: nghiêng.
const longest = 7

// A syllable is a word taken apart, letter by letter.
type syllable struct {
	code [longest]uint8 // places in alphabet, from 1
	n    int            // letters; more than longest: no syllable
	tone uint8
	at   int  // the letter that bears the tone
	v    int  // vowels
	odd  bool // holds what no syllable does: f, ü, a digit, two tones
}

func (s *syllable) add(l *letter) {
	if s.n >= longest || l.code == 0 || l.tone > 0 && s.tone > 0 {
		s.odd = true
		return
	}
	if l.tone > 0 {
		s.tone = l.tone
		s.at = s.n
	}
	s.code[s.n] = l.code
	s.n++
	if l.class&isVowel != 0 {
		s.v++
	}
}

// parse looks the syllable up. It gives the letter that bears the tone in the
// one place, and whether onset, rime and tone are legal together.
func (s *syllable) parse() (mark int, legal bool) {
	if s.odd || s.n == 0 {
		return 0, false
	}
	k := 0
	var onset uint32
	for k < s.n && !vowel(s.code[k]) {
		onset = onset<<5 | uint32(s.code[k])
		k++
	}
	if k == s.n || k > 3 {
		return 0, false
	}
	// In qu and gi the vowel letter is part of the onset: quý, giữ, and so no
	// uy or iư bears the tone. gì and gìn have the onset g.
	if k == 1 && k+1 < s.n && (onset == codeQ && s.code[k] == codeU || onset == codeG && s.code[k] == codeI) {
		if m, ok := s.rime(k+1, onset<<5|uint32(s.code[k])); ok {
			return m, ok
		}
	}
	return s.rime(k, onset)
}

func (s *syllable) rime(k int, onset uint32) (mark int, legal bool) {
	o := findOnset(onset)
	if o == nil || o.before>>s.code[k]&1 == 0 {
		return 0, false
	}
	var key uint32
	for _, c := range s.code[k:s.n] {
		key = key<<5 | uint32(c)
	}
	r := findRime(key)
	if r == nil || r.after&o.kind == 0 || r.stop && s.tone != sac && s.tone != nang {
		return 0, false
	}
	return k + int(r.mark), true
}

// marked reports whether the syllable bears a mark of any kind.
func (s *syllable) marked() bool {
	if s.tone > 0 {
		return true
	}
	for _, c := range s.code[:s.n] {
		if markedLetters>>c&1 == 1 {
			return true
		}
	}
	return false
}

// bare reports whether the syllable has no mark and could be one that has lost
// its marks.
func (s *syllable) bare() bool {
	if s.odd || s.n == 0 || s.marked() {
		return false
	}
	k := 0
	var onset uint32
	for k < s.n && !vowel(s.code[k]) {
		onset = onset<<5 | uint32(s.code[k])
		k++
	}
	var rime uint32
	for _, c := range s.code[k:s.n] {
		rime = rime<<5 | uint32(c)
	}
	return k <= 3 && bareForms[0][onset] && bareForms[1][rime]
}

// bareForms are the onsets (the u of qu and the i of gi counted to the rime)
// and the rimes as they are without their marks.
var bareForms = func() (forms [2]map[uint32]bool) {
	fold := func(s string) string {
		return strings.Map(func(r rune) rune { return rune(letterOf(r).fold) }, s)
	}
	forms[0] = map[uint32]bool{0: true}
	forms[1] = map[uint32]bool{}
	for _, row := range TableRows(onsetsTSV, 3) {
		forms[0][pack(strings.TrimRight(fold(row[0]), "ui"))] = true
	}
	for _, row := range TableRows(rimesTSV, 5) {
		rime := fold(row[0])
		forms[1][pack(rime)] = true
		if row[3] != "bare" {
			forms[1][pack("u"+rime)] = true // after q
		}
	}
	return forms
}()

// appendTo appends the syllable in lower case with the tone on letter mark.
func (s *syllable) appendTo(dst []byte, mark int) []byte {
	for i, c := range s.code[:s.n] {
		var tone uint8
		if i == mark {
			tone = s.tone
		}
		dst = utf8.AppendRune(dst, rune(toned[c][tone]))
	}
	return dst
}

// IsSyllable says whether w, an NFC word of letters in any case, is a possible
// Vietnamese syllable: legal onset, rime and tone, spelled with the tone in
// either place (hóa, hoá) and with i or y (kĩ, kỹ). Borrowed words and
// abbreviations are none: UBND, internet.
func IsSyllable(w string) bool {
	s := syllableOf(w)
	_, legal := s.parse()
	return legal
}

// syllableOf takes w apart.
func syllableOf(w string) syllable {
	var s syllable
	for _, r := range w {
		l := letterOf(r)
		if s.odd = s.odd || l == nil; s.odd {
			break
		}
		s.add(l)
	}
	return s
}

func vowel(code uint8) bool { return vowels>>code&1 == 1 }

// vowels has the bit of every vowel's code.
var vowels = letterSet("aăâeêioôơuưy")

var markedLetters = letterSet("ăâđêôơư")

func letterSet(s string) (set uint32) {
	for _, r := range s {
		set |= 1 << letterOf(r).code
	}
	return
}

var (
	codeQ = uint32(letterOf('q').code)
	codeG = uint32(letterOf('g').code)
	codeU = letterOf('u').code
	codeI = letterOf('i').code
	codeY = letterOf('y').code
)

// Kinds of onset that a rime can come after.
const (
	afterOther uint8 = 1 << iota
	afterBare
	afterQu
	afterGi
)

var afterOf = map[string]uint8{
	"any":     afterOther | afterBare | afterQu | afterGi,
	"onset":   afterOther | afterQu | afterGi,
	"bare,qu": afterBare | afterQu,
	"qu":      afterQu,
	"gi":      afterGi,
}

type onsetRow struct {
	key    uint32 // packed letter codes
	before uint32 // set of the first letters of rimes; 0: a free slot
	kind   uint8
}

type rimeRow struct {
	key   uint32 // packed letter codes; 0: a free slot
	mark  uint8
	after uint8
	stop  bool
}

//go:embed onsets.tsv
var onsetsTSV string

//go:embed rimes.tsv
var rimesTSV string

// onsets and rimes are hash tables with open addresses, less than half full.
const (
	onsetBits = 6
	rimeBits  = 10
)

// onsets has a row for no onset too, under key 0.
var onsets = func() *[1 << onsetBits]onsetRow {
	t := new([1 << onsetBits]onsetRow)
	put := func(r onsetRow) {
		i := slot(r.key, onsetBits)
		for t[i].before != 0 {
			i = (i + 1) % len(t)
		}
		t[i] = r
	}
	put(onsetRow{0, letterSet("aăâeêioôơuưy"), afterBare})
	for _, row := range TableRows(onsetsTSV, 3) {
		kind := afterOther
		switch row[0] {
		case "qu":
			kind = afterQu
		case "gi":
			kind = afterGi
		}
		put(onsetRow{pack(row[0]), letterSet(row[1]), kind})
	}
	return t
}()

func findOnset(key uint32) *onsetRow {
	for i := slot(key, onsetBits); onsets[i].before != 0; i = (i + 1) % len(onsets) {
		if onsets[i].key == key {
			return &onsets[i]
		}
	}
	return nil
}

var rimes = func() *[1 << rimeBits]rimeRow {
	t := new([1 << rimeBits]rimeRow)
	for _, row := range TableRows(rimesTSV, 5) {
		r := rimeRow{pack(row[0]), row[2][0] - '0', afterOf[row[3]], row[1] == "stop"}
		i := slot(r.key, rimeBits)
		for t[i].key != 0 {
			i = (i + 1) % len(t)
		}
		t[i] = r
	}
	return t
}()

func findRime(key uint32) *rimeRow {
	for i := slot(key, rimeBits); rimes[i].key != 0; i = (i + 1) % len(rimes) {
		if rimes[i].key == key {
			return &rimes[i]
		}
	}
	return nil
}

// slot is the first place to look for key in a table of 2^bits rows.
func slot(key uint32, bits int) int { return int(key * 0x9E3779B1 >> (32 - bits)) }

func pack(s string) (key uint32) {
	for _, r := range s {
		key = key<<5 | uint32(letterOf(r).code)
	}
	return
}

// TableRows gives the rows of an embedded table below its head line; lines that
// begin with # are comments. A row of other than so many columns is a fault of the
// program: it panics.
func TableRows(tsv string, columns int) (rows [][]string) {
	head := true
	for line := range strings.Lines(tsv) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if head {
			head = false
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != columns {
			panic(fmt.Sprintf("embedded table: row %q has %d columns, not %d", line, len(row), columns))
		}
		rows = append(rows, row)
	}
	return
}
