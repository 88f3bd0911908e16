package index

import (
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

// An analyzer makes index documents. It remembers the words it has seen, so
// that of the million words of a batch only the few thousand different ones
// are lowered and folded. Not for concurrent use.
type analyzer struct {
	known  map[string]uint32 // word as printed -> number of its form
	forms  []form
	terms  vocabulary
	folds  vocabulary
	buffer []uint32 // forms of the document's words in order
}

// A form is what a word is in the two fields: numbers in the vocabularies.
type form struct{ term, fold uint32 }

// A vocabulary numbers terms, and finds the place of a term in the document at
// hand without hashing.
type vocabulary struct {
	number map[string]uint32
	names  []string
	place  []uint32 // in the document at hand, counted from 1; 0: not in it
}

func newAnalyzer() *analyzer {
	a := &analyzer{}
	a.forget()
	return a
}

func (a *analyzer) forget() {
	a.known = make(map[string]uint32)
	a.forms = a.forms[:0]
	a.terms = vocabulary{number: make(map[string]uint32)}
	a.folds = vocabulary{number: make(map[string]uint32)}
}

func (v *vocabulary) add(term string) uint32 {
	if n, ok := v.number[term]; ok {
		return n
	}
	n := uint32(len(v.names))
	v.number[term] = n
	v.names = append(v.names, term)
	v.place = append(v.place, 0)
	return n
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
	doc.AddField(a.positions(fieldWords, &a.terms, func(f form) uint32 { return f.term }))
	doc.AddField(a.positions(fieldFolded, &a.folds, func(f form) uint32 { return f.fold }))
	if subject := r.Subject.Or(""); subject != "" {
		a.buffer = a.buffer[:0]
		a.read(subject)
		doc.AddField(a.positions(fieldSubject, &a.terms, func(f form) uint32 { return f.term }))
		doc.AddField(a.positions(fieldSubjectFolded, &a.folds, func(f form) uint32 { return f.fold }))
	}
	add := func(f *field) {
		if len(f.terms) > 0 {
			doc.AddField(f)
		}
	}
	add(keywords(fieldNumber, ownKeys(r)...))
	add(keywords(fieldCites, citedKeys(r.Citations)...))
	add(keywords(fieldType, r.Type.Or("")))
	add(keywords(fieldIssuer, issuer(r)))
	issued := r.Issued.Or("")
	add(keywords(fieldIssued, issued))
	if len(issued) >= 4 {
		add(keywords(fieldYear, issued[:4]))
	}
	return doc, size
}

// issuer is the issuing body as facets count it.
func issuer(r *corpus.Record) string {
	if r.Issuer.Body != "" {
		return string(r.Issuer.Body)
	}
	return r.Issuer.Or("")
}

// read appends the forms of the words of text to the buffer.
func (a *analyzer) read(text string) {
	for start, end := range vntext.Words(text) {
		word := text[start:end]
		n, ok := a.known[word]
		if !ok {
			n = uint32(len(a.forms))
			a.forms = append(a.forms, form{
				a.terms.add(clip(vntext.Term(word))),
				a.folds.add(clip(vntext.Fold(word))),
			})
			a.known[clone(word)] = n
		}
		a.buffer = append(a.buffer, n)
	}
}

// clone frees a word from the page that it is a part of.
func clone(s string) string { return string([]byte(s)) }

// positions makes a field of the words in the buffer.
//
// Bleve would keep five numbers for every occurrence of a word (field,
// position, start, end, length of the array path). Here all occurrences of a
// word in a document are one location, whose array path is the list of
// positions, each as the distance from the one before: a third of the bytes.
// cursor.read reads them back; nothing else may.
func (a *analyzer) positions(name string, v *vocabulary, pick func(form) uint32) *field {
	var counts []int     // occurrences by place
	var numbers []uint32 // vocabulary numbers by place
	for _, n := range a.buffer {
		t := pick(a.forms[n])
		if v.place[t] == 0 {
			numbers = append(numbers, t)
			counts = append(counts, 0)
			v.place[t] = uint32(len(numbers))
		}
		counts[v.place[t]-1]++
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
		i := v.place[pick(a.forms[n])] - 1
		locations[i].ArrayPositions = append(locations[i].ArrayPositions, uint64(pos+1-last[i]))
		last[i] = pos + 1
	}
	for i, t := range numbers {
		pointers[i] = &locations[i]
		freqs[i].Term = []byte(v.names[t])
		freqs[i].Locations = pointers[i : i+1 : i+1]
		freqs[i].SetFrequency(counts[i])
		terms[v.names[t]] = &freqs[i]
		v.place[t] = 0
	}
	return &field{
		name:    name,
		options: index.IndexField | index.IncludeTermVectors,
		length:  len(a.buffer),
		terms:   terms,
	}
}
