package cite

import (
	"sort"
	"strings"
)

// A squeezed text is a text with one blank, one line break or one empty line
// for each run of white space. What an act does to an instrument is told by
// phrases, and a typist's double blank or a wrapped line must not hide one:
// "được sửa  đổi,\nbổ sung".
type squeezed struct {
	text string
	cuts []cut // in order
}

// A cut is a place where bytes were left out.
type cut struct {
	from int // byte of the whole text behind the run
	gone int // bytes left out up to there
}

// squeeze squeezes s.
func squeeze(s string) squeezed {
	if tight(s) {
		return squeezed{text: s}
	}
	var cuts []cut
	var out []byte // nil as long as nothing was left out
	gone, done := 0, 0
	for i := 0; i < len(s); {
		c := s[i]
		if c > ' ' && c != 0xC2 {
			i++
			continue
		}
		if i+1 < len(s) && (c == ' ' || c == '\n') && s[i+1] > ' ' && s[i+1] != 0xC2 {
			i += 2
			continue
		}
		end, put := run(s, i)
		if end == i {
			i++
			continue
		}
		if s[i:end] != put {
			if out == nil {
				out = make([]byte, 0, len(s))
			}
			out = append(append(out, s[done:i]...), put...)
			done = end
			gone += end - i - len(put)
			cuts = append(cuts, cut{from: end, gone: gone})
		}
		i = end
	}
	if out == nil {
		return squeezed{text: s}
	}
	return squeezed{text: string(append(out, s[done:]...)), cuts: cuts}
}

// tight says whether s has no white space to leave out; searching for each kind
// is faster than looking at each byte.
func tight(s string) bool {
	for _, loose := range [...]string{"  ", " \n", "\n ", "\n\n\n", "\t", "\r", "\f", "\u00a0"} {
		if strings.Contains(s, loose) {
			return false
		}
	}
	return true
}

// run is the end of the white space that starts at i, i if there is none, and
// what stands for it.
func run(s string, i int) (end int, put string) {
	breaks := 0
	for end = i; end < len(s); end++ {
		switch {
		case s[end] == '\n':
			breaks++
			continue
		case s[end] == ' ' || s[end] == '\t' || s[end] == '\r' || s[end] == '\f':
			continue
		case s[end] == 0xC2 && end+1 < len(s) && s[end+1] == 0xA0:
			end++
			continue
		}
		break
	}
	switch breaks {
	case 0:
		return end, " "
	case 1:
		return end, "\n"
	}
	return end, "\n\n"
}

// at is the byte of the squeezed text for byte i of the whole one, which does
// not lie inside a run of white space.
func (s *squeezed) at(i int) int {
	n := sort.Search(len(s.cuts), func(k int) bool { return s.cuts[k].from > i })
	if n == 0 {
		return i
	}
	return i - s.cuts[n-1].gone
}
