package gazetteer

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed types.tsv
var typesTSV string

//go:embed bodies.tsv
var bodiesTSV string

//go:embed places.tsv
var placesTSV string

//go:embed proper.tsv
var properTSV string

// rows gives the lines of a table without its head. A row with another number
// of cells than the head is a mistake in the program, and stops it.
func rows(tsv string) [][]string {
	lines := strings.Split(strings.TrimRight(tsv, "\n"), "\n")
	width := strings.Count(lines[0], "\t") + 1
	out := make([][]string, 0, len(lines)-1)
	for i, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) != width {
			panic(fmt.Sprintf("gazetteer: row %d has %d cells, its head %d: %q", i+2, len(cells), width, line))
		}
		out = append(out, cells)
	}
	return out
}

// A typeWords is a type name as the keys of its words, after the first.
type typeWords struct {
	rest []string
	t    *Type
}

type types struct {
	all      []*Type
	byName   map[string]*Type
	byAbbrev map[string][]*Type
	byWord   map[string][]typeWords // by the key of the first word, the longest name first
}

// The tables are read when they are first asked: a child process that reads a
// PDF needs none of them.
var (
	typeTable  = sync.OnceValue(loadTypes)
	bodyTable  = sync.OnceValue(loadBodies)
	placeTable = sync.OnceValue(loadPlaces)
)

func loadTypes() *types {
	t := &types{byName: map[string]*Type{}, byAbbrev: map[string][]*Type{}, byWord: map[string][]typeWords{}}
	for _, c := range rows(typesTSV) {
		ty := &Type{Name: c[0], Party: c[2] == "y", State: c[3] == "y", Law: c[4] == "y", Dates: Dates{c[5], c[6]}}
		if c[1] != "" {
			ty.Abbrev = strings.Split(c[1], ",")
		}
		t.all = append(t.all, ty)
		key := keyOf(ty.Name)
		t.byName[key] = ty
		for _, a := range ty.Abbrev {
			k := abbrevKey(a)
			t.byAbbrev[k] = append(t.byAbbrev[k], ty)
		}
		words := strings.Split(key, " ")
		list := append(t.byWord[words[0]], typeWords{words[1:], ty})
		for i := len(list) - 1; i > 0 && len(list[i].rest) > len(list[i-1].rest); i-- {
			list[i], list[i-1] = list[i-1], list[i]
		}
		t.byWord[words[0]] = list
	}
	return t
}

type bodies struct {
	all      []*Body
	byName   map[string][]*Body
	bySymbol map[string][]*Body
	phrases  map[string]string // key -> in normal case: bodies, places and proper phrases
	places   map[string]bool
	longest  int // words of the longest phrase
}

func loadBodies() *bodies {
	b := &bodies{byName: map[string][]*Body{}, bySymbol: map[string][]*Body{}, phrases: map[string]string{}, places: map[string]bool{}}
	phrase := func(name string) string {
		key := keyOf(name)
		b.phrases[key] = name
		b.longest = max(b.longest, strings.Count(key, " ")+1)
		return key
	}
	for _, c := range rows(properTSV) {
		phrase(c[0])
	}
	for _, c := range rows(placesTSV) {
		b.places[phrase(c[0])] = true
	}
	for _, c := range rows(bodiesTSV) {
		body := &Body{Name: c[0], Level: c[2], Side: Side(c[3]), Party: c[3] == string(Party), Dates: Dates{c[4], c[5]}, successors: names(c[6])}
		if c[1] != "" {
			body.Symbols = strings.Split(c[1], ",")
			body.Symbol = body.Symbols[0]
		}
		b.all = append(b.all, body)
		key := phrase(body.Name)
		b.byName[key] = append(b.byName[key], body)
		for _, s := range body.Symbols {
			k := symbolKey(s)
			b.bySymbol[k] = append(b.bySymbol[k], body)
		}
	}
	return b
}

type places struct {
	all    []*Place
	byName map[string][]*Place
}

func loadPlaces() *places {
	t := &places{byName: map[string][]*Place{}}
	for _, c := range rows(placesTSV) {
		p := &Place{Name: c[0], Level: c[1], Parent: c[2], Dates: Dates{c[3], c[4]}, successors: names(c[5])}
		t.all = append(t.all, p)
		key := keyOf(p.Name)
		t.byName[key] = append(t.byName[key], p)
	}
	return t
}

// names are those of a cell: "Bộ Y tế; Bộ Nội vụ".
func names(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "; ")
}

// abbrevKey makes abbreviations comparable: case apart, ETH is Đ.
func abbrevKey(a string) string {
	for i := range len(a) {
		if a[i] >= 0x80 {
			return strings.ReplaceAll(strings.ToUpper(a), "Ð", "Đ")
		}
	}
	return strings.ToUpper(a)
}

// symbolKey is abbrevKey without the number of the term at the end: the QH15
// of a law is Quốc hội, 15th term.
func symbolKey(s string) string { return strings.TrimRight(abbrevKey(s), "0123456789") }
