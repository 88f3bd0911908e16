package hand

import (
	"cmp"
	"slices"
)

// A frame is the probabilities of the classes at one place of a strip.
type frame [Classes]float64

// likelihood is the probability that the frames are this string of digits: the
// sum over all ways to lay it along them, each digit over one or more frames,
// blanks between. state is memory for 2*len+1 numbers, twice.
func likelihood(frames []frame, digits []byte, state []float64) float64 {
	n := 2*len(digits) + 1
	now, next := state[:n], state[n:2*n]
	clear(now)
	class := func(s int) int {
		if s%2 == 0 {
			return Blank
		}
		return int(digits[s/2] - '0')
	}
	for t := range frames {
		f := &frames[t]
		for s := range n {
			sum := 0.0
			if t == 0 {
				if s < 2 {
					sum = 1
				}
			} else {
				sum = now[s]
				if s > 0 {
					sum += now[s-1]
				}
				if s > 1 && s%2 == 1 && class(s) != class(s-2) {
					sum += now[s-2]
				}
			}
			next[s] = sum * f[class(s)]
		}
		now, next = next, now
	}
	if n == 1 {
		return now[0]
	}
	return now[n-1] + now[n-2]
}

// beamWidth is how many strings are followed at once.
const beamWidth = 24

// A beam is a string of digits as far as the frames went.
type beam struct {
	text         [mostDigits]byte
	length       int
	digit, blank float64 // probability of the ways that end in its last digit, in a blank
}

func (b *beam) total() float64 { return b.digit + b.blank }

// mostDigits is the longest string.
const mostDigits = 6

// search follows the likeliest strings of digits through the frames.
func (r *Reader) search() []beam {
	r.beams = append(r.beams[:0], beam{blank: 1})
	frames := *r.frames
	for t := range frames {
		f := &frames[t]
		r.next = r.next[:0]
		for i := range r.beams {
			b := &r.beams[i]
			// The same string: its last digit goes on, or nothing comes.
			stay := *b
			stay.digit = 0
			if b.length > 0 {
				stay.digit = b.digit * f[b.text[b.length-1]-'0']
			}
			stay.blank = b.total() * f[Blank]
			r.grow(stay)
			if b.length == mostDigits {
				continue
			}
			for d := range byte(10) {
				from := b.digit + b.blank
				if b.length > 0 && b.text[b.length-1] == '0'+d {
					from = b.blank
				}
				if p := from * f[d]; p > 1e-12 {
					more := *b
					more.text[b.length] = '0' + d
					more.length++
					more.digit, more.blank = p, 0
					r.grow(more)
				}
			}
		}
		slices.SortFunc(r.next, func(a, b beam) int {
			if c := cmp.Compare(b.total(), a.total()); c != 0 {
				return c
			}
			return slices.Compare(a.text[:a.length], b.text[:b.length])
		})
		r.beams, r.next = r.next[:min(len(r.next), beamWidth)], r.beams
	}
	return r.beams
}

// grow adds a beam to the next ones, or to the same string there.
func (r *Reader) grow(b beam) {
	for i := range r.next {
		o := &r.next[i]
		if o.length == b.length && o.text == b.text {
			o.digit += b.digit
			o.blank += b.blank
			return
		}
	}
	r.next = append(r.next, b)
}

// valid says whether a field of the kind can hold the digits: a day 1 to 31 and
// a month 1 to 12, a zero before one digit at most; a number of one to five
// digits, likewise ("01", "007" of those who write three).
func (k Kind) valid(digits []byte) bool {
	n := 0
	for _, d := range digits {
		n = 10*n + int(d-'0')
	}
	switch k {
	case Day:
		return 1 <= n && n <= 31 && len(digits) <= 2
	case Month:
		return 1 <= n && n <= 12 && len(digits) <= 2
	}
	return n >= 1 && len(digits) <= 5 && (digits[0] != '0' || len(digits) <= 3)
}
