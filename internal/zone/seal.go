package zone

import (
	"slices"
	"strings"
	"unicode"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
	"vanthu/internal/vntext"
)

// beside reads recipients and signature of a page with geometry, where they
// stand side by side under line from: left half and right half. Recognisers
// give the two in any order, merge their lines, and read scraps of the seal
// between them. It says whether the right half holds a signature, and whether
// with a name.
func (t *tail) beside(from int) (signed, named bool) {
	page, top := t.lines[from].Page, t.lines[from].Box[1]
	first, end := from, from
	for first > 0 && from-first < 8 && t.lines[first-1].Page == page {
		first--
	}
	for end < len(t.lines) && t.lines[end].Page == page {
		end++
	}
	t.lines = splitRange(t.lines, from, end, t.pages)
	for end = from; end < len(t.lines) && t.lines[end].Page == page; end++ {
	}
	s := seal{lines: t.lines, page: t.page(page)}
	for i := first; i < end; i++ {
		l := &t.lines[i]
		if l.Box == nil || l.Kind == RunningHead || l.Kind == Stamp || i < from && l.Box[3] < top-0.04 {
			continue
		}
		switch {
		case (l.Box[0]+l.Box[2])/2 > 0.5 && l.Box[0] > 0.4:
			s.right = append(s.right, i)
		case i >= from:
			s.left = append(s.left, i)
		}
	}
	return s.read()
}

func (t *tail) page(number int) *corpus.Page {
	i := slices.IndexFunc(t.pages, func(p corpus.Page) bool { return p.Number == number })
	return &t.pages[i]
}

// A seal is the foot of a signed page: indexes of lines in its two halves.
type seal struct {
	lines       []Line
	page        *corpus.Page
	left, right []int
}

// read marks the lines of both halves if the right one is a signature; named
// says whether it has a name.
func (s *seal) read() (signed, named bool) {
	slices.SortStableFunc(s.right, func(a, b int) int {
		switch x, y := s.lines[a].Box[1], s.lines[b].Box[1]; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	heads := 0
	var last Kind
	above := ""
	kinds := make(map[int]Kind)
	for _, i := range s.right {
		kind := s.signing(i, heads > 0)
		switch kind {
		case Authority, Position:
			if named {
				continue
			}
			heads++
		case Name:
			if named {
				continue
			}
			named = true
		case "":
			if named {
				continue
			}
			kind = Stamp
			switch {
			case last == Position && isCaps(s.lines[i].Text) && vntext.MeasureText(s.lines[i].Text).Share() == 1 && s.under(i):
				kind = Position // TRƯỞNG PHÒNG QUẢN LÝ NĂNG / LƯỢNG
			case last != Authority || !isCaps(s.lines[i].Text) || vntext.MeasureText(s.lines[i].Text).Share() < 1:
			case forHead(above) && !OpensBody(s.lines[i].Text) && strings.Contains(s.lines[i].Text, " "):
				kind = Position // TL. CHỦ TỊCH / CÔNG CHỨC VĂN PHÒNG
				heads++
			case len(s.lines[i].Text) > 12, s.under(i):
				kind = Authority // TM. ỦY BAN NHÂN DÂN / TỈNH HƯNG YÊN
			}
		}
		kinds[i], last, above = kind, kind, s.lines[i].Text
	}
	if heads == 0 {
		// The seal covers authority and position: a name with a family name
		// that stands alone is left.
		for _, i := range s.right {
			if l := s.lines[i]; isName(l.Text) && familyName(strings.Fields(l.Text[Rank(l.Text):])[0]) || beheaded(l.Text) {
				kinds[i], named = Name, true
				break
			}
		}
		if !named {
			return false, false
		}
	}
	for _, i := range s.right {
		kind := kinds[i]
		// What stands a little higher than the heading of the recipients was taken
		// for the end of the body: "CHỦ TỊCH" in larger type than "Nơi nhận:".
		above := s.lines[i].Kind == Body && (kind == Authority || kind == Position)
		if (s.lines[i].Kind == "" || above) && (kind != Stamp || named) {
			s.lines[i].Kind = kind
		}
	}
	s.recipients()
	return true, named
}

// under says whether line i follows a line of the right half as close as lines
// of one cell do: so goes on the name of a body that one line could not hold,
// which scraps of the seal do not.
func (s *seal) under(i int) bool {
	for _, j := range s.right {
		a, b := s.lines[j].Box, s.lines[i].Box
		if gap := b[1] - a[3]; j != i && gap > -0.002 && gap < 0.4*(b[3]-b[1]) && a[0] < b[0] && a[2] > b[2] {
			return true
		}
	}
	return false
}

// signing is the part of a line of the right half, which scraps of the seal may
// precede: "<==—>>‹x CHỦ TỊCH".
func (s *seal) signing(i int, headed bool) Kind {
	l := &s.lines[i]
	if signatureStamp(l.Text) {
		return ""
	}
	for at := range l.Text {
		if at > 14 {
			break
		}
		if at > 0 && l.Text[at-1] != ' ' {
			continue
		}
		rest := l.Text[at:]
		kind := Kind("")
		switch {
		case AuthorityMark(rest) > 0:
			kind = Authority
		case isCaps(rest) && isPosition(rest):
			kind = Position
		case headed && isName(rest) && !onlyWords(l.Text[:at]):
			kind = Name
		case signedMark(rest):
			kind = SignedMark
		default:
			continue
		}
		if at > 0 {
			if cut, ok := trimmed(s.page, l.Start+at, l.End); ok {
				l.Span, l.Text = cut.Span, cut.Text
				l.Box = s.page.BoxOf(l.Start, l.End)
			}
		}
		return kind
	}
	return ""
}

// beheaded says whether text is a name whose first letter was lost under the
// stroke of a pen: "hạm Trường Mẫu".
func beheaded(text string) bool {
	first, rest, ok := strings.Cut(text, " ")
	if !ok || !unicode.IsLower(vntext.FirstRune(first)) || len(first) > 8 || !isName("Lê "+rest) || strings.Count(rest, " ") > 2 {
		return false
	}
	return len(gazetteer.SurnamesEnding(first)) > 0
}

// onlyWords says whether text holds words, and only words of Vietnamese: scraps of
// the seal do not.
func onlyWords(text string) bool {
	m := vntext.MeasureText(text)
	return m.Words > 0 && m.Share() == 1
}

// recipients marks the list in the left half, up to "Lưu:" or the end of what
// reads as a list.
func (s *seal) recipients() {
	kept := false
	for _, i := range s.left {
		l := &s.lines[i]
		if l.Kind != "" {
			continue
		}
		if kept && !unicode.IsLower(vntext.FirstRune(l.Text)) || len(l.Text) > 200 {
			return
		}
		l.Kind = Recipients
		kept = kept || strings.Contains(l.Text, "Lưu:") || strings.Contains(l.Text, "Lưu VT")
	}
}
