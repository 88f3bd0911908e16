package index

import (
	"math"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// maxTerm is the longest term in bytes: beyond it lies rubbish (base64, a line
// of dots read as letters), cut alike when indexing and when searching.
const maxTerm = 64

// maxVocabulary bounds the words that an analyzer remembers.
const maxVocabulary = 200_000

// clip cuts a term to maxTerm on a rune border.
func clip(term string) string {
	if len(term) <= maxTerm {
		return term
	}
	cut := maxTerm
	for !utf8.RuneStart(term[cut]) {
		cut--
	}
	return term[:cut]
}

// termOf is the term of a word, in the index and in a query.
func termOf(word string) string { return clip(vntext.Term(word)) }

// foldOf is its folded form. It is made of the term, so that words that are cut
// are cut alike.
func foldOf(word string) string { return clip(vntext.Fold(termOf(word))) }

// An analyzer makes index documents. It remembers the words it has seen, so
// that of the million words of a batch only the few thousand different ones
// are lowered and folded. Not for concurrent use.
type analyzer struct {
	known   map[string]uint32 // word as printed -> number of its term
	numbers map[string]uint32 // term -> its number
	terms   []term
	buffer  []uint32 // terms of the words at hand, in order

	lexicon  *lexicon
	grams    []gram            // all that were met
	children map[uint64]uint32 // gram, or term for pairs, and the term after it -> gram
	met      []uint32          // grams of the words at hand
	turn     uint64            // counts the documents
}

// A gram is words side by side that have a term.
type gram struct {
	name string
	key  string // the term
	term []byte // the same, for Bleve; nil of what is only the begin of one
	own  bool   // the term is its own; else that of many pairs
	turn uint64 // when it was met last
}

// A term is one that the analyzer has met.
type term struct {
	name  string
	bytes []byte // the same, for Bleve, which only reads it
	fold  string // "doi|đổi"; "" where it has no marks
	place uint32 // among the terms of the words at hand, counted from 1; 0: not there

	common bool
}

// foldMark stands between the folded word and the term in fieldFolds. No word
// holds it.
const foldMark = "|"

func newAnalyzer(l *lexicon) *analyzer {
	a := &analyzer{lexicon: l}
	a.forget()
	return a
}

func (a *analyzer) forget() {
	a.known, a.numbers, a.children = map[string]uint32{}, map[string]uint32{}, map[uint64]uint32{}
	a.terms, a.grams = a.terms[:0], a.grams[:0]
	for _, g := range a.lexicon.Grams {
		words := strings.Split(g, " ")
		last := a.pair(a.number(words[0]), a.number(words[1]))
		for _, w := range words[2:] {
			last = a.child(gramKey(last, a.number(w)), a.grams[last].name+" "+w)
		}
		a.grams[last].key, a.grams[last].term, a.grams[last].own = g, []byte(g), true
	}
}

// Keys of children: pairs begin with a term, all others with a gram.
func pairKey(first, second uint32) uint64 { return uint64(first)<<32 | uint64(second) }
func gramKey(begin, next uint32) uint64   { return 1<<63 | uint64(begin)<<32 | uint64(next) }

// child is the gram of a key, made where it is new.
func (a *analyzer) child(key uint64, name string) uint32 {
	n, ok := a.children[key]
	if !ok {
		n = uint32(len(a.grams))
		a.grams = append(a.grams, gram{name: name})
		a.children[key] = n
	}
	return n
}

// pair is the gram of two common words.
func (a *analyzer) pair(first, second uint32) uint32 {
	key := pairKey(first, second)
	if n, ok := a.children[key]; ok {
		return n
	}
	n := a.child(key, a.terms[first].name+" "+a.terms[second].name)
	g := &a.grams[n]
	if g.key, g.own = g.name, a.lexicon.grams[g.name]; !g.own {
		g.key = pairTerm(g.name)
	}
	g.term = []byte(g.key)
	return n
}

// side makes the fields of words side by side of the words in the buffer. Their
// terms have frequency 0, like those of fieldFolds: Bleve keeps less of them.
func (a *analyzer) side() (own, shared *field) {
	a.met = a.met[:0]
	a.turn++
	meet := func(n uint32) {
		if g := &a.grams[n]; g.term != nil && g.turn != a.turn {
			g.turn = a.turn
			a.met = append(a.met, n)
		}
	}
	for i := 0; i+1 < len(a.buffer); i++ {
		if !a.terms[a.buffer[i]].common || !a.terms[a.buffer[i+1]].common {
			continue
		}
		n := a.pair(a.buffer[i], a.buffer[i+1])
		meet(n)
		for _, w := range a.buffer[i+2:] {
			var ok bool
			if n, ok = a.children[gramKey(n, w)]; !ok {
				break
			}
			meet(n)
		}
	}
	own, shared = sideField(fieldSide, len(a.met)), sideField(fieldPairs, 0)
	freqs := make([]index.TokenFreq, len(a.met))
	for i, n := range a.met {
		g := &a.grams[n]
		f := own
		if !g.own {
			f = shared
		}
		freqs[i].Term = g.term
		f.terms[g.key] = &freqs[i] // several pairs may share one
	}
	return own, shared
}

func sideField(name string, size int) *field {
	return &field{name: name, options: index.IndexField | index.SkipFreqNorm, length: 1, terms: make(index.TokenFrequencies, size)}
}

// document is the index's view of one entry, and the bytes of its text.
func (a *analyzer) document(e Entry) (*document.Document, int) {
	if len(a.known) > maxVocabulary {
		a.forget()
	}
	r := &e.Record
	doc := document.NewDocument(string(r.ID))
	size := 0
	a.buffer = a.buffer[:0]
	for i := range e.Pages {
		// Positions run on over page breaks: a page ends in the middle of a sentence.
		a.read(e.Pages[i].Text)
		size += len(e.Pages[i].Text)
	}
	folds := keywords(fieldFolds)
	doc.AddField(a.positions(fieldWords, folds))
	side, pairs := a.side()
	if subject := r.Subject.Or(""); subject != "" {
		a.buffer = a.buffer[:0]
		a.read(subject)
		doc.AddField(a.positions(fieldSubject, folds))
	}
	add := func(f *field) {
		if len(f.terms) > 0 {
			doc.AddField(f)
		}
	}
	add(side)
	add(pairs)
	add(folds)
	add(keywords(fieldNumber, ownKeys(r)...))
	cited, related := citedKeys(r.Citations)
	add(keywords(fieldCites, cited...))
	add(keywords(fieldRelation, related...))
	add(keywords(fieldSigner, signers(r)...))
	add(keywords(fieldType, r.Type.Or("")))
	add(keywords(fieldIssuer, issuer(r)))
	add(keywords(fieldLevel, level(r)))
	add(keywords(fieldIssued, r.Issued.Or("")))
	add(keywords(fieldYear, issuedYear(r)))
	add(keywords(fieldRelations, relations(r.Citations)...))
	cites := keywords(fieldCited, citedNames(r.Citations)...)
	cites.options |= index.DocValues // for few hits, see segmentHits.countByDocument
	add(cites)
	add(keywords(fieldLanguage, language(r)))
	add(keywords(fieldQuality, quality(r)))
	add(keywords(fieldSecrecy, secrecy(r)))
	add(keywords(fieldBox, boxes(r.Labels)...))
	return doc, size
}

// issuer is the issuing body as facets count it.
func issuer(r *corpus.Record) string {
	if r.Issuer.Body != "" {
		return string(r.Issuer.Body)
	}
	return r.Issuer.Or("")
}

// boxes are the names of what the document is filed under.
func boxes(labels []corpus.Label) []string {
	var names []string
	for _, l := range labels {
		names = append(names, l.Name)
	}
	return names
}

// signers are the names of those who signed.
func signers(r *corpus.Record) []string {
	var names []string
	for i := range r.Signers {
		names = append(names, r.Signers[i].Name.Or(""))
	}
	return names
}

// read appends the terms of the words of text to the buffer.
func (a *analyzer) read(text string) {
	for start, end := range vntext.Words(text) {
		word := text[start:end]
		n, ok := a.known[word]
		if !ok {
			n = a.number(termOf(word))
			a.known[strings.Clone(word)] = n // a page is not kept for the sake of a word
		}
		a.buffer = append(a.buffer, n)
	}
}

// number is the number of a term.
func (a *analyzer) number(name string) uint32 {
	if n, ok := a.numbers[name]; ok {
		return n
	}
	t := term{name: strings.Clone(name), bytes: []byte(name), common: a.lexicon.common[name] > 0}
	if fold := foldOf(name); fold != name {
		t.fold = fold + foldMark + name
	}
	n := uint32(len(a.terms))
	a.terms = append(a.terms, t)
	a.numbers[t.name] = n
	return n
}

// positions makes a field of the words in the buffer, and adds what they are
// folded to folds.
//
// Bleve would keep five numbers for every occurrence of a word (field,
// position, start, end, length of the array path). Here all occurrences of a
// word in a document are one location: position, start and end are the first
// three of them, the array path holds the others, each as the distance from
// the one before; 0 is none. cursor.read reads them back; nothing else may.
func (a *analyzer) positions(name string, folds *field) *field {
	var counts []int     // occurrences by place
	var numbers []uint32 // terms by place
	for _, n := range a.buffer {
		t := &a.terms[n]
		if t.place == 0 {
			numbers = append(numbers, n)
			counts = append(counts, 0)
			t.place = uint32(len(numbers))
		}
		counts[t.place-1]++
	}
	backing := make([]uint64, len(a.buffer))
	locations := make([]index.TokenLocation, len(numbers))
	pointers := make([]*index.TokenLocation, len(numbers))
	freqs := make([]index.TokenFreq, len(numbers))
	terms := make(index.TokenFrequencies, len(numbers))
	at := 0
	for i, c := range counts {
		locations[i].ArrayPositions = backing[at : at : at+c]
		at += c
	}
	last := make([]int, len(numbers))
	for pos, n := range a.buffer {
		i := a.terms[n].place - 1
		l, step := &locations[i], pos+1-last[i]
		switch {
		case l.Position == 0:
			l.Position = step
		case l.Start == 0:
			l.Start = step
		case l.End == 0:
			l.End = step
		default:
			l.ArrayPositions = append(l.ArrayPositions, uint64(step))
		}
		last[i] = pos + 1
	}
	for i, n := range numbers {
		t := &a.terms[n]
		t.place = 0
		pointers[i] = &locations[i]
		freqs[i].Term = t.bytes
		freqs[i].Locations = pointers[i : i+1 : i+1]
		freqs[i].SetFrequency(counts[i])
		terms[t.name] = &freqs[i]
		if t.fold != "" && folds.terms[t.fold] == nil {
			folds.terms[t.fold] = &index.TokenFreq{Term: []byte(t.fold)} // frequency 0: nobody asks for it
		}
	}
	return &field{
		name:    name,
		options: index.IndexField | index.IncludeTermVectors,
		length:  roughLength(len(a.buffer)),
		terms:   terms,
	}
}

// roughLength writes the length of a field so that it takes one byte: Bleve
// keeps it with every posting.
func roughLength(words int) int {
	return min(int(math.Round(6*math.Log2(float64(words+1)))), 127)
}

// wordCounts undoes roughLength, within 6 %.
var wordCounts = sync.OnceValue(func() *[128]float64 {
	var counts [128]float64
	for rough := range counts {
		counts[rough] = math.Exp2(float64(rough)/6) - 1
	}
	return &counts
})
