package evidence

import (
	"path"
	"strings"
	"time"
	"unicode"

	"vanthu/internal/vntext"
)

// A Name is a file name cut into what it is made of, to be asked what it says
// of a document: "47_QĐ_UB.signed_(1).pdf".
type Name struct {
	pieces []piece
}

// A piece is a run of digits or a run of letters, folded.
type piece struct {
	text   string
	digits bool
	joint  string // what stands between it and the piece before
}

// ReadName cuts the last part of a path; its ending and "signed" say nothing.
func ReadName(name string) Name {
	name = path.Base(strings.ReplaceAll(name, "\\", "/"))
	if dot := strings.LastIndexByte(name, '.'); dot > 0 && len(name)-dot <= 5 && strings.IndexFunc(name[dot:], unicode.IsSpace) < 0 {
		name = name[:dot]
	}
	var n Name
	joint := ""
	runes := []rune(vntext.Fold(name))
	for i := 0; i < len(runes); {
		kind := classOf(runes[i])
		end := i + 1
		for end < len(runes) && classOf(runes[end]) == kind {
			end++
		}
		text := string(runes[i:end])
		i = end
		if kind == other {
			joint += text
			continue
		}
		if kind == letter && text == "signed" {
			continue
		}
		n.pieces = append(n.pieces, piece{text: text, digits: kind == digit, joint: joint})
		joint = ""
	}
	return n
}

type class int

const (
	other class = iota
	letter
	digit
)

func classOf(r rune) class {
	switch {
	case r >= '0' && r <= '9':
		return digit
	case unicode.IsLetter(r):
		return letter
	}
	return other
}

// near says whether what stands between two pieces lets them be one number: at
// most a blank, a dash, a dot, an underscore or two. A bracket does not:
// "(1)" counts copies.
func near(joint string) bool {
	return len(joint) <= 2 && !strings.ContainsAny(joint, "()[]")
}

// Sequences are the sequence numbers that the name gives to a document whose
// symbol has type (may be "") and issuer: digits beside the abbreviation of the
// type ("11CT", "QD 123", "239_TTr"), or beside the issuer's where the type is
// not in the way ("574_UB"). Digits beside anything else are counters, years,
// incoming numbers: "2352_(_07-CT-UBND)" says 07, "vht534" and "doc-01" nothing.
func (n Name) Sequences(typ, issuer string) []string {
	typ, issuer = vntext.Fold(typ), vntext.Fold(issuer)
	if typ == "" {
		typ = "cv"
	}
	var all []string
	for i, p := range n.pieces {
		if !p.digits || len(p.text) > 5 || n.inDate(i) {
			continue
		}
		if n.tells(i+1, typ, issuer) && near(n.pieces[i+1].joint) || n.precedes(i-1, typ) && near(p.joint) {
			if strings.TrimLeft(p.text, "0") != "" && !holds(all, p.text) {
				all = append(all, p.text)
			}
		}
	}
	return all
}

// tells says whether piece i is the abbreviation that stands behind a number: of
// the type, of the type and issuer run together, or of the issuer alone where
// the symbol has no type ("574_UB").
func (n Name) tells(i int, typ, issuer string) bool {
	if i >= len(n.pieces) || n.pieces[i].digits {
		return false
	}
	text := n.pieces[i].text
	if text == typ {
		return true
	}
	if rest, ok := strings.CutPrefix(text, typ); ok && len(rest) >= 2 {
		return strings.HasPrefix(issuer, rest) || rest == "signed"
	}
	return typ == "cv" && len(text) >= 2 && strings.HasPrefix(issuer, text)
}

// precedes says whether piece i is the type before a number: "QD 123", "CV so 45".
func (n Name) precedes(i int, typ string) bool {
	if i > 0 && n.pieces[i].text == "so" && near(n.pieces[i].joint) {
		i--
	}
	return i >= 0 && !n.pieces[i].digits && n.pieces[i].text == typ && !n.claimed(i)
}

// claimed says whether the digits before piece i are its number already: the
// year behind "12_QD_2025" is none.
func (n Name) claimed(i int) bool {
	return i > 0 && n.pieces[i-1].digits && near(n.pieces[i].joint) && len(n.pieces[i-1].text) <= 5 && !n.inDate(i-1)
}

// Dates are the days that the name tells, as ISO dates: "2026.03.05",
// "05-03-2026", "20260305".
func (n Name) Dates() []string {
	var all []string
	for i := 0; i < len(n.pieces); i++ {
		if day, length := n.dateAt(i); day != "" {
			all = append(all, day)
			i += length - 1
		}
	}
	return all
}

func (n Name) inDate(i int) bool {
	for from := max(0, i-2); from <= i; from++ {
		if day, length := n.dateAt(from); day != "" && i < from+length {
			return true
		}
	}
	return false
}

// dateAt is the day that starts with piece i, and its pieces.
func (n Name) dateAt(i int) (string, int) {
	p := n.pieces[i]
	if !p.digits {
		return "", 0
	}
	if len(p.text) == 8 {
		for _, layout := range [...]string{"20060102", "02012006"} {
			if day, ok := dayOf(layout, p.text); ok {
				return day, 1
			}
		}
		return "", 0
	}
	if i+2 >= len(n.pieces) {
		return "", 0
	}
	b, c := n.pieces[i+1], n.pieces[i+2]
	if !b.digits || !c.digits || b.joint != c.joint || len(b.joint) != 1 || !strings.Contains(".-_ ", b.joint) {
		return "", 0
	}
	if p.joint == b.joint && i > 0 && n.pieces[i-1].digits || i+3 < len(n.pieces) && n.pieces[i+3].digits && n.pieces[i+3].joint == b.joint {
		return "", 0 // a longer code: "10.1.2.2024"
	}
	for _, layout := range [...]string{"2006-1-2", "2-1-2006"} {
		if day, ok := dayOf(layout, p.text+"-"+b.text+"-"+c.text); ok {
			return day, 3
		}
	}
	return "", 0
}

func dayOf(layout, s string) (string, bool) {
	t, err := time.Parse(layout, s)
	if err != nil || t.Year() < 1945 || t.Year() > 2100 {
		return "", false
	}
	return t.Format(time.DateOnly), true
}
