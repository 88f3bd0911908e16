package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"vanthu/internal/index"
	"vanthu/internal/query"
	"vanthu/internal/vntext"
)

// An asker makes queries of the words and facts of documents, so that common
// words are asked for as often as they are written.
type asker struct {
	r    *rand.Rand
	docs []index.Entry
}

// A kindOfQuery is one of the kinds that have a target of their own.
type kindOfQuery struct {
	name   string
	facets int
	ask    func(*asker) string
}

var kindsOfQuery = [...]kindOfQuery{
	{"words", 0, (*asker).words},
	{"phrase", 0, (*asker).phrase},
	{"number", 0, (*asker).number},
	{"fielded", 0, (*asker).fielded},
	{"faceted", 20, (*asker).any},
}

func (a *asker) doc() *index.Entry { return &a.docs[a.r.IntN(len(a.docs))] }

func (a *asker) pick(from ...string) string { return from[a.r.IntN(len(from))] }

// run is words that stand side by side in a document: letters only, so that none
// is read as a number.
func (a *asker) run(n int) []string {
	for {
		d := a.doc()
		words := strings.Fields(d.Pages[a.r.IntN(len(d.Pages))].Text)
		if len(words) < n {
			continue
		}
		at := a.r.IntN(len(words) - n + 1)
		run := slices.Clone(words[at : at+n])
		for i := range run {
			run[i] = strings.ToLower(strings.Trim(run[i], ".,;:()"))
		}
		if !slices.ContainsFunc(run, func(w string) bool {
			return w == "" || strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
		}) {
			return run
		}
	}
}

// folded drops the marks of one text in three.
func (a *asker) folded(s string) string {
	if a.r.IntN(3) == 0 {
		return vntext.Fold(s)
	}
	return s
}

func (a *asker) word() string { return a.run(1)[0] }

func (a *asker) words() string {
	words := make([]string, 1+a.r.IntN(4))
	for i := range words {
		words[i] = a.word()
	}
	return a.folded(strings.Join(words, " "))
}

func (a *asker) phrase() string {
	return `"` + a.folded(strings.Join(a.run(2+a.r.IntN(4)), " ")) + `"`
}

// code is a number with its symbol, borne or cited.
func (a *asker) code() string {
	for {
		r := &a.doc().Record
		code := r.Number.Or("")
		if len(r.Citations) > 0 && a.r.IntN(2) == 0 {
			code = string(r.Citations[a.r.IntN(len(r.Citations))].Number)
		}
		if n, ok := query.ParseNumber(code); ok && n.Symbol != "" {
			return code
		}
	}
}

func (a *asker) number() string {
	code := a.code()
	n, _ := query.ParseNumber(code)
	abbrev, _, _ := strings.Cut(strings.ReplaceAll(n.Symbol, "-", "/"), "/")
	switch a.r.IntN(5) {
	case 0:
		return strings.NewReplacer("-", " ", "/", " ").Replace(code)
	case 1:
		if n.Year == 0 {
			return abbrev + " " + n.Seq
		}
	case 2:
		return code + " " + a.word()
	case 3:
		if n.Year == 0 {
			return strings.NewReplacer("-", "", "/", "").Replace(code)
		}
	}
	return code
}

func (a *asker) fielded() string {
	r := &a.doc().Record
	year := 2010 + a.r.IntN(16)
	field := a.pick("loại:"+a.pick("NQ", "KH", `"Quyết định"`, "CT", "TB"),
		fmt.Sprintf("năm:%d", year), fmt.Sprintf("ngày:%d..%d", year, year+3), fmt.Sprintf("ngày:1/6/%d..", year),
		`cơquan:"`+r.Issuer.Or("huyện")+`"`, "cơquan:"+a.pick("tỉnh", "huyện", "xã", "UBND"), `kýbởi:"`+a.pick("Trần", "Lê Minh", "Nguyễn Văn")+`"`,
		`tríchyếu:"`+strings.Join(a.run(1), " ")+`"`, a.pick("dẫn:", "căncứ:", "thựchiện:", "số:")+a.code())
	return field + a.pick("", " "+a.words(), " "+a.word(), " -"+a.word())
}

// any is a query of any kind, now and then two joined.
func (a *asker) any() string {
	switch a.r.IntN(12) {
	case 0:
		return fmt.Sprintf("(%s) OR (%s)", a.any(), a.any())
	case 1:
		return a.words() + " -(" + a.any() + ")"
	case 2:
		return a.word() + " " + a.phrase()
	case 3:
		return a.pick("UBND", "hdnd", "ủy ban nhân dân", `"ủy ban nhân dân huyện"`, "kĩ", "mỹ", "nghị quyết", "giáo dục đào tạo")
	case 4:
		w := []rune(a.word())
		return string(w[:min(len(w), 2)]) + "* " + a.word()
	}
	return []func() string{a.words, a.phrase, a.number, a.fielded}[a.r.IntN(4)]()
}

// queries makes n queries that can be read.
func (a *asker) queries(n int, ask func(*asker) string) ([]query.Query, error) {
	var all []query.Query
	var last error
	for range 10 * n {
		q, err := query.Parse(ask(a))
		if err != nil {
			last = err // a begin of one letter: rare
			continue
		}
		if all = append(all, q); len(all) == n {
			return all, nil
		}
	}
	return nil, fmt.Errorf("only %d of %d queries can be read: %w", len(all), n, last)
}
