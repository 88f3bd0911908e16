package gazetteer

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"vanthu/internal/vntext"
)

//go:embed laws.tsv
var lawsTSV string

type laws struct {
	byName  map[string]bool   // type and name as keys
	names   []string          // as printed, with the type before it
	longest int               // words of the longest
	spelt   map[string]string // names by their key without marks; "" where two are alike
}

var lawTable = sync.OnceValue(loadLaws)

func loadLaws() *laws {
	t := &laws{byName: map[string]bool{}, spelt: map[string]string{}}
	for _, c := range rows(lawsTSV) {
		key := keyOf(c[0] + " " + c[1])
		t.byName[key] = true
		bare := withoutMarks(key)
		if _, known := t.spelt[bare]; known {
			t.spelt[bare] = ""
		} else {
			t.spelt[bare] = c[1]
		}
		t.names = append(t.names, c[0]+" "+c[1])
		t.longest = max(t.longest, strings.Count(key, " ")+1)
	}
	return t
}

// Laws gives the names of all laws of the table, with their type: "Luật Đất đai".
func Laws() []string { return slices.Clone(lawTable().names) }

// LongestLaw gives the length in bytes of the longest name of a law of type
// lawType ("Luật", "Bộ luật", "Pháp lệnh") that text starts with, in any case;
// 0 if none is known. Text starts after the type: "Đất đai năm 2013" gives the
// length of "Đất đai". Between the words white space, commas, dashes and
// quotation marks are borne.
func LongestLaw(lawType, text string) int {
	t := lawTable()
	var k wordKey
	key := append(make([]byte, 0, 160), keyOf(lawType)...)
	length := 0
	for at, words := 0, 0; words < t.longest; words++ {
		n := k.word(text[at:])
		if n == 0 {
			break
		}
		key = append(key, ' ')
		key = append(key, k.bytes()...)
		at += n
		if t.byName[string(key)] {
			length = at
		}
		gap := strings.IndexFunc(text[at:], func(r rune) bool { return !strings.ContainsRune(" \n\t\u00a0,-–\"“”(/", r) })
		if gap <= 0 {
			break
		}
		at += gap
	}
	return length
}

// withoutMarks is a key without the marks of its letters and without the figures of
// its tones.
func withoutMarks(key string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, vntext.Fold(key))
}

// LawSpelt is the name of the law of type lawType that differs from name, which no
// table knows, by marks in one word alone: "Đất dai" is misprinted "Đất đai". "" if
// there is none.
func LawSpelt(lawType, name string) string {
	t := lawTable()
	key := keyOf(lawType + " " + name)
	if t.byName[key] {
		return ""
	}
	right := t.spelt[withoutMarks(key)]
	if right == "" {
		return ""
	}
	words, others := strings.Fields(key), strings.Fields(keyOf(lawType+" "+right))
	apart := 0
	for i := range min(len(words), len(others)) {
		if words[i] != others[i] {
			apart++
		}
	}
	if apart != 1 || len(words) != len(others) || len(words) < 3 {
		return ""
	}
	return right
}

//go:embed lawshort.tsv
var lawShortTSV string

var lawShorts = func() map[string]string {
	m := make(map[string]string)
	for _, c := range rows(lawShortTSV) {
		m[c[0]+" "+c[1]] = c[2]
	}
	return m
}()

// LawOfShort is the name of the law of type lawType ("Luật", "Bộ luật") that is
// written short: BHXH is Bảo hiểm xã hội. "" if no table knows it.
func LawOfShort(lawType, short string) string {
	if len(short) > len("Ban hành VBQPPL") {
		return ""
	}
	return lawShorts[lawType+" "+short]
}
