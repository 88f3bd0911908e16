package index

import (
	"math"
	"strings"
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
}

// A term is one that the analyzer has met.
type term struct {
	name  string
	fold  string // "doi|đổi"; "" where it has no marks
	place uint32 // among the terms of the words at hand, counted from 1; 0: not there
}

// foldMark stands between the folded word and the term in fieldFolds. No word
// holds it.
const foldMark = "|"

func newAnalyzer() *analyzer {
	a := &analyzer{}
	a.forget()
	return a
}

func (a *analyzer) forget() {
	a.known, a.numbers = map[string]uint32{}, map[string]uint32{}
	a.terms = a.terms[:0]
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
	add(keywords(fieldCited, citedNames(r.Citations)...))
	add(keywords(fieldLanguage, language(r)))
	add(keywords(fieldQuality, quality(r)))
	add(keywords(fieldSecrecy, secrecy(r)))
	return doc, size
}

// issuer is the issuing body as facets count it.
func issuer(r *corpus.Record) string {
	if r.Issuer.Body != "" {
		return string(r.Issuer.Body)
	}
	return r.Issuer.Or("")
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
	t := term{name: strings.Clone(name)}
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
		freqs[i].Term = []byte(t.name)
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

// wordCount undoes roughLength, within 6 %.
func wordCount(rough uint64) float64 { return math.Exp2(float64(rough)/6) - 1 }
