// Package near tells whether two texts are nearly the same: a directive that was
// scanned again, recognised again, or came once as a scan and once as it was
// written. It sees texts alone and knows no archive.
//
// # Sketch
//
// A [Sketch] is 128 bytes of a text, made once: of every three words side by
// side, without marks and capitals (what recognisers misread first), a hash; of
// each of 64 shares of the hashes, the least (one permutation hashing, Li, Owen
// and Zhang 2012; shares without any borrow as Shrivastava 2017 has it). The
// share of places in which two sketches agree is, within 0.06, the share of
// threes that the texts have in common (Jaccard). Making one costs some 60 ns a
// word, and it is the same on every machine.
//
// # Candidates
//
// [Candidates] are pairs whose sketches agree in four places that stand side by
// side: of pairs with 0.7 of their threes in common 99 in 100 do, with 0.5 it is
// 64 in 100, with 0.1 fewer than two in 1,000.
//
// # Like is not same
//
// Directives are forms: two invitations, two appointments, the plan of this
// year and that of the last one have nearly all their words in common. What
// tells them apart are their numbers. So texts are compared a second time, in
// full ([Compare]): the threes that they share, and the figures.
package near

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"sync"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// Form names the way sketches are made. It stands beside each in the catalogue:
// those of another form are made anew.
const Form = 1

const (
	places = 64
	// leastThrees is how many threes of words a text must have: below, every form
	// is like every other.
	leastThrees = 40
)

// A Sketch stands for a text; it has places of 16 bits.
type Sketch [places]uint16

// Of sketches the text of pages; ok is false where it is too short.
func Of(pages []corpus.Page) (s Sketch, ok bool) {
	var least [places]uint32
	for i := range least {
		least[i] = 1<<32 - 1
	}
	n := 0
	var w walker
	for i := range pages {
		w.walk(pages[i].Text, func(three uint64) {
			n++
			at := three >> 58
			least[at] = min(least[at], uint32(three))
		}, nil)
	}
	if n < leastThrees {
		return s, false
	}
	for i, v := range least {
		// A share without a hash borrows from the next in an order of its own.
		for try := uint64(1); v == 1<<32-1; try++ {
			v = least[mix(uint64(i)<<32|try)>>58]
		}
		s[i] = uint16(mix(uint64(v)))
	}
	return s, true
}

// Bytes is the sketch as it is stored.
func (s *Sketch) Bytes() []byte {
	b := make([]byte, 0, 2*places)
	for _, v := range s {
		b = binary.LittleEndian.AppendUint16(b, v)
	}
	return b
}

// Parse reads what Bytes gave; not ok where it is no sketch.
func Parse(b []byte) (s Sketch, ok bool) {
	if len(b) != 2*places {
		return s, false
	}
	for i := range s {
		s[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return s, true
}

// Like is about the share of threes that the texts of two sketches have in
// common.
func (s *Sketch) Like(t *Sketch) float64 {
	same := 0
	for i, v := range s {
		if v == t[i] {
			same++
		}
	}
	return float64(same) / places
}

// A walker goes over words. It carries the last two over page breaks.
type walker struct {
	before [2]uint64
	words  int
}

// Odd multipliers, so that no two words cancel out.
const (
	seed    = 0xcbf29ce484222325
	prime   = 0x100000001b3
	odd1    = 0x9e3779b97f4a7c15
	odd2    = 0xc2b2ae3d27d4eb4f
	odd3    = 0x165667b19e3779f9
	scatter = 0xff51afd7ed558ccd
)

func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= scatter
	h ^= h >> 29
	h *= odd2
	return h ^ h>>32
}

// walk calls three with the hash of every three words that end in text, and
// figure, if not nil, with every word of digits alone. Words are letters and
// digits, without marks and capitals.
func (w *walker) walk(text string, three func(uint64), figure func(uint64)) {
	t := tables()
	h, figures := uint64(seed), true
	for i := 0; i <= len(text); {
		var c byte // the letter; 0: none
		step := 1
		if i < len(text) {
			switch b := text[i]; {
			case b < 0x80:
				c = t.ascii[b]
			case b == 0xe1 && i+2 < len(text) && (text[i+1] == 0xba || text[i+1] == 0xbb):
				c, step = t.third[text[i+1]&1][text[i+2]&0x3f], 3
			case b >= 0xc3 && b <= 0xc6 && i+1 < len(text):
				c, step = t.second[b-0xc3][text[i+1]&0x3f], 2
			case b == 0xc2 && i+1 < len(text): // NO-BREAK SPACE, «
				step = 2
			case b == 0xe2 && i+2 < len(text): // dashes, quotation marks
				step = 3
			default: // other scripts: their bytes
				c = b
			}
		}
		i += step
		if c != 0 {
			h = (h ^ uint64(c)) * prime
			figures = figures && c >= '0' && c <= '9'
			continue
		}
		if h == seed {
			continue
		}
		if w.words++; w.words > 2 {
			three(mix(w.before[0]*odd1 ^ bits.RotateLeft64(w.before[1]*odd2, 21) ^ bits.RotateLeft64(h*odd3, 42)))
		}
		if figures && figure != nil {
			figure(h)
		}
		w.before[0], w.before[1] = w.before[1], h
		h, figures = seed, true
	}
}

// A folding gives the letter without mark and capital of a byte, or of the last
// byte of a letter of Vietnamese.
type folding struct {
	ascii  [128]byte
	second [4][64]byte // U+00C0 to U+01BF
	third  [2][64]byte // U+1E80 to U+1EFF
}

var tables = sync.OnceValue(func() *folding {
	t := new(folding)
	for c := range byte(128) {
		switch {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z':
			t.ascii[c] = c
		case c >= 'A' && c <= 'Z':
			t.ascii[c] = c | 0x20
		}
	}
	fold := func(r rune) byte {
		if f := vntext.Fold(string(r)); len(f) == 1 {
			return f[0]
		}
		return byte(r)&0x3f | 0x80 // a letter of another language: itself
	}
	for i := range rune(256) {
		t.second[i>>6][i&0x3f] = fold(0xc0 + i)
	}
	t.second[0][0xd7-0xc0], t.second[0][0xf7-0xc0] = 0, 0 // × and ÷
	for i := range rune(128) {
		t.third[i>>6][i&0x3f] = fold(0x1e80 + i)
	}
	return t
})

// A Likeness says what two texts have in common.
type Likeness struct {
	Text    float64 // share of their threes of words, in [0,1]
	Figures float64 // share of their figures; 1 where neither has any

	figures      int // of both together
	onlyA, onlyB int // figures that the other has not
}

// Compare compares two texts in full.
func Compare(a, b []corpus.Page) Likeness {
	at, af := contents(a)
	bt, bf := contents(b)
	at, bt = slices.Compact(at), slices.Compact(bt)
	same, figures := common(at, bt), common(af, bf)
	l := Likeness{Figures: 1, figures: len(af) + len(bf), onlyA: len(af) - figures, onlyB: len(bf) - figures}
	if all := len(at) + len(bt) - same; all > 0 {
		l.Text = float64(same) / float64(all)
	}
	if all := l.figures - figures; all > 0 {
		l.Figures = float64(figures) / float64(all)
	}
	return l
}

// contents are the threes and the figures of a text, sorted.
func contents(pages []corpus.Page) (threes, figures []uint64) {
	var w walker
	for i := range pages {
		w.walk(pages[i].Text, func(h uint64) { threes = append(threes, h) }, func(h uint64) { figures = append(figures, h) })
	}
	slices.Sort(threes)
	slices.Sort(figures)
	return threes, figures
}

// common is how many values two sorted lists have in common.
func common(a, b []uint64) (same int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			same, i, j = same+1, i+1, j+1
		}
	}
	return same
}
