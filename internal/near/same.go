package near

import (
	"math"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// leastText is how many of the threes two texts of one directive have in common:
// with a recogniser's errors in 4 characters of a hundred on both sides, 0.5.
const leastText = 0.45

// unread is how many figures one of the texts may lack: number, day and month
// are written by hand, and a recogniser often gives nothing for them.
const unread = 4

// Same says whether two texts are one, so far as their words and figures go. Of
// the threes that they share follows how often a word is misread, and of that
// how many figures can be: more than twice the standard deviation beyond it is
// another text. A form that was filled in anew shares nearly all its words, so
// that hardly a figure may be another; what one of the texts lacks is no figure
// that contradicts.
func (l Likeness) Same() bool {
	if l.Text < leastText {
		return false
	}
	whole := 2 * l.Text / (1 + l.Text) // share of the threes of one text that the other has
	misread := 1 - math.Cbrt(whole)    // of words, on either side
	expected := misread * float64(l.figures) / 2
	most := expected + 2*math.Sqrt(expected)
	return float64(min(l.onlyA, l.onlyB)) <= most && math.Abs(float64(l.onlyA-l.onlyB)) <= unread+most
}

// Contradict says whether what is sure of two documents cannot be of one:
// number, type, date or issuer. What one of them does not say contradicts
// nothing.
func Contradict(a, b *corpus.Record) bool {
	return differ(a.Number.Field, b.Number.Field, unpadded) ||
		differ(a.Type, b.Type, compact) ||
		differ(a.Issued, b.Issued, compact) ||
		issuersDiffer(a, b)
}

func differ(a, b corpus.Field[string], form func(string) string) bool {
	x, y := sure(a), sure(b)
	return x != "" && y != "" && form(x) != form(y)
}

// sure is an asserted value.
func sure(f corpus.Field[string]) string {
	if f.Confidence < 0.7 {
		return ""
	}
	return f.Or("")
}

// compact is a name without marks, capitals and all that is no letter or digit.
func compact(s string) string {
	var b strings.Builder
	for start, end := range vntext.Words(s) {
		b.WriteString(vntext.Fold(s[start:end]))
	}
	return b.String()
}

// unpadded is a number without the zeros before it.
func unpadded(number string) string { return strings.TrimLeft(compact(number), "0") }

// issuersDiffer compares issuers: one may be named in full and the other as on
// the page ("Ban Thường vụ Huyện ủy").
func issuersDiffer(a, b *corpus.Record) bool {
	x, y := issuer(a), issuer(b)
	return x != "" && y != "" && !strings.HasPrefix(x, y) && !strings.HasPrefix(y, x)
}

func issuer(r *corpus.Record) string {
	name := sure(r.Issuer.Field)
	if name != "" && r.Issuer.Body != "" {
		name = string(r.Issuer.Body)
	}
	return compact(name)
}
