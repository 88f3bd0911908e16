package instrument

import (
	"slices"
	"strconv"
	"strings"

	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
	"vanthu/internal/vntext"
)

// An Asked is a number as somebody asks for it, in part.
type Asked struct {
	Types  []string // any of them; none: not told
	Seq    string
	Year   int    // 0: not told; of the number or of issue
	Symbol string // "": not told; without the type, "TW", where Types tell it
}

// Fits says whether the asked number can be that of an instrument with these
// facts, each "" where it is not known.
func (a Asked) Fits(typ, num, issued string) bool {
	n, ok := number.Parse(num)
	if !ok {
		n = number.Number{Seq: num}
	}
	same := a.Symbol != "" && folded(a.Symbol) == folded(n.Symbol)
	switch {
	case PlainSeq(n.Seq) != PlainSeq(a.Seq):
		return false
	case a.Symbol != "" && !same && (len(a.Types) == 0 || folded(a.Symbol) != folded(n.Issuer)):
		return false
	case a.Year != 0 && n.Year != a.Year && !strings.HasPrefix(issued, strconv.Itoa(a.Year)):
		return false
	case len(a.Types) == 0, same:
		return true
	}
	names := []string{typ}
	if typ == "" {
		names = nil
		for _, t := range gazetteer.TypesByAbbrev(n.Type) {
			names = append(names, t.Name)
		}
	}
	return slices.ContainsFunc(names, func(name string) bool {
		return slices.ContainsFunc(a.Types, func(t string) bool { return folded(t) == folded(name) })
	})
}

// Seq is the sequence of a number, by which it is looked up; of one that is a
// sequence alone ("Nghị định số 30") that. "" where there is none.
func Seq(num string) string {
	if n, ok := number.Parse(num); ok {
		return PlainSeq(n.Seq)
	}
	if num == "" || num[0] < '0' || num[0] > '9' {
		return ""
	}
	return PlainSeq(num)
}

// Bare says whether a number is a sequence without a symbol, which names no
// instrument for sure.
func Bare(num string) bool {
	_, ok := number.Parse(num)
	return !ok && Seq(num) != ""
}

// PlainSeq is a sequence without leading zeros, in small letters: "05" is "5".
func PlainSeq(seq string) string {
	seq = strings.ToLower(seq)
	if s := strings.TrimLeft(seq, "0"); s != "" && vntext.IsDigit(s[0]) {
		return s
	}
	return seq
}
