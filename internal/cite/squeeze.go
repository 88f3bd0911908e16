package cite

import "sort"

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
	var cuts []cut
	out := make([]byte, 0, len(s))
	gone := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c > ' ' && c != 0xC2 {
			out = append(out, c)
			i++
			continue
		}
		j, breaks := i, 0
	run:
		for j < len(s) {
			switch {
			case s[j] == '\n':
				breaks++
			case s[j] == ' ' || s[j] == '\t' || s[j] == '\r' || s[j] == '\f':
			case s[j] == 0xC2 && j+1 < len(s) && s[j+1] == 0xA0:
				j++
			default:
				break run
			}
			j++
		}
		if j == i {
			out = append(out, c)
			i++
			continue
		}
		put := " "
		if breaks == 1 {
			put = "\n"
		} else if breaks > 1 {
			put = "\n\n"
		}
		out = append(out, put...)
		if n := j - i - len(put); n > 0 {
			gone += n
			cuts = append(cuts, cut{from: j, gone: gone})
		}
		i = j
	}
	return squeezed{text: string(out), cuts: cuts}
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
