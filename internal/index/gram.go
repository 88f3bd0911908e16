package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// A lexicon says which words side by side have a term of their own, so that
// phrases of common words are answered from sets of documents. "ủy ban nhân dân"
// stands in nearly every directive, and reading the positions of its four words
// in all of them is what a phrase costs.
//
// Frequent runs of common words are terms ([fieldSide]). All other pairs of
// common words, of which there are very many, share some thousand terms
// ([fieldPairs]): a document without the term of a pair does not hold it, one
// with it has its positions read. What holds a rarer word needs neither.
//
// A lexicon is chosen from a sample of the archive when a generation is built
// from nothing, and goes with the generation, so that answers stay exact.
type lexicon struct {
	Common []string `json:"common"` // the most common words
	Grams  []string `json:"grams"`  // runs of them that are terms, two words and more
	Chosen int      `json:"chosen"` // documents of the archive when it was chosen

	common map[string]int // place in Common, counted from 1
	grams  map[string]bool
	byFold map[string][]string // grams by their words without marks
}

// lexiconFile holds the lexicon, in a generation.
const lexiconFile = "lexicon.json"

// Limits of a lexicon. A hundred words make up nearly half of a directive; the
// next one stands in less than half of all documents, which is few enough to look
// at. Runs that stand in fewer than three of ten are as well.
const (
	sampleSize  = 150 // documents
	sampleBytes = 16 << 10
	commonShare = 0.3 // of the documents
	mostCommon  = 100
	gramShare   = 0.3
	mostGrams   = 400
	longestGram = 4
	sharedPairs = 4096
	outgrown    = 10 // times the documents of when it was chosen
)

// pairTerm is the term that a pair of common words shares with others.
func pairTerm(pair string) string {
	h := fnv.New32a()
	h.Write([]byte(pair))
	return strconv.FormatUint(uint64(h.Sum32()%sharedPairs), 36)
}

// index makes the tables by which a lexicon is asked.
func (l *lexicon) index() *lexicon {
	l.common = make(map[string]int, len(l.Common))
	for i, w := range l.Common {
		l.common[w] = i + 1
	}
	l.grams = make(map[string]bool, len(l.Grams))
	for _, g := range l.Grams {
		l.grams[g] = true
	}
	l.byFold = make(map[string][]string, len(l.Grams))
	for _, g := range l.Grams {
		key := foldedGram(strings.Split(g, " "))
		l.byFold[key] = append(l.byFold[key], g)
	}
	return l
}

// foldedGram is the key of words side by side: without marks, in one spelling.
func foldedGram(words []string) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(vntext.Spelling(vntext.Fold(w)))
	}
	return b.String()
}

// runs lists the grams of the lexicon for words side by side, of which each can
// be one of several terms.
func (l *lexicon) runs(ws []word) []string {
	first := make([]string, len(ws))
	for i, w := range ws {
		if len(w) == 0 {
			return nil
		}
		first[i] = w[0]
	}
	var found []string
	for _, g := range l.byFold[foldedGram(first)] {
		fits := true
		for i, w := range strings.Split(g, " ") {
			fits = fits && slices.Contains(ws[i], w)
		}
		if fits {
			found = append(found, g)
		}
	}
	return found
}

// rarest is the word of a phrase of common words that is the least common.
func (l *lexicon) rarest(ws []word) word {
	best := ws[0]
	for _, w := range ws[1:] {
		if l.common[w[0]] > l.common[best[0]] {
			best = w
		}
	}
	return best
}

// grownOut says whether an archive of so many documents should have another
// lexicon; from is the least to have one at all.
func (l *lexicon) grownOut(documents, from int) bool {
	return documents >= from && (len(l.Common) == 0 && l.Chosen < from || documents >= outgrown*l.Chosen)
}

func readLexicon(dir, name string) (*lexicon, error) {
	b, err := os.ReadFile(filepath.Join(dir, name, lexiconFile))
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, name, err)
	}
	var l lexicon
	if err := json.Unmarshal(b, &l); err != nil {
		return nil, fmt.Errorf("%w: %s/%s: %w", ErrDamaged, name, lexiconFile, err)
	}
	return l.index(), nil
}

// write keeps the lexicon in an unfinished generation.
func (l *lexicon) write(tmp string) error {
	b, err := json.Marshal(l)
	if err != nil {
		return err // unreachable: strings and a number
	}
	return writeSynced(filepath.Join(tmp, lexiconFile), append(b, '\n'))
}

// chooseLexicon reads a sample of the documents of a source. Of fewer than from
// it learns nothing: there phrases cost nothing, and terms would.
func chooseLexicon(ctx context.Context, src Source, from int) (*lexicon, error) {
	var sample []corpus.ID
	seen := 0
	r := rand.New(rand.NewPCG(1, 1)) // the same archive gives the same lexicon
	for after := int64(0); ; {
		some, err := src.Changes(ctx, after, changesAtOnce)
		if err != nil {
			return nil, fmt.Errorf("read changes: %w", err)
		}
		if len(some) == 0 {
			break
		}
		for _, c := range some {
			after = c.Seq
			if c.Removed {
				continue
			}
			seen++
			if len(sample) < sampleSize {
				sample = append(sample, c.ID)
			} else if at := r.IntN(seen); at < sampleSize {
				sample[at] = c.ID
			}
		}
	}
	l := &lexicon{Chosen: seen}
	if seen < from {
		return l.index(), nil
	}
	a := newAnalyzer(l.index())
	var texts [][]uint32
	for _, id := range sample {
		e, err := src.Document(ctx, id)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read document %s: %w", id, err)
		}
		a.buffer = a.buffer[:0]
		size := 0
		for i := range e.Pages {
			if size += len(e.Pages[i].Text); size > sampleBytes {
				break
			}
			a.read(e.Pages[i].Text)
		}
		texts = append(texts, slices.Clone(a.buffer))
	}
	l.choose(texts, a.terms)
	return l.index(), nil
}

// choose finds the common words of texts, and the runs of them that stand in
// many: only what extends a frequent run can be one.
func (l *lexicon) choose(texts [][]uint32, terms []term) {
	words := documentCounts(texts, func(t, i int) (uint64, bool) { return uint64(texts[t][i]), true })
	var common []uint32
	for w, n := range words {
		if float64(n) >= commonShare*float64(len(texts)) {
			common = append(common, uint32(w))
		}
	}
	slices.SortFunc(common, func(a, b uint32) int {
		if d := words[uint64(b)] - words[uint64(a)]; d != 0 {
			return d
		}
		return strings.Compare(terms[a].name, terms[b].name)
	})
	common = common[:min(len(common), mostCommon)]
	isCommon := map[uint32]bool{}
	for _, w := range common {
		isCommon[w] = true
		l.Common = append(l.Common, terms[w].name)
	}
	least := max(int(gramShare*float64(len(texts))), 3)
	// at is the number of the frequent run that begins at each word of each text,
	// 0 where none does; of one word it is the word itself, counted from 1.
	type run struct {
		text  string
		count int
	}
	var found []run
	at := make([][]uint32, len(texts))
	for t, text := range texts {
		at[t] = make([]uint32, len(text))
		for i, w := range text {
			if isCommon[w] {
				at[t][i] = w + 1
			}
		}
	}
	names := map[uint32]string{}
	for _, w := range common {
		names[w+1] = terms[w].name
	}
	for length := 2; length <= longestGram && len(names) > 0; length++ {
		key := func(t, i int) (uint64, bool) {
			text := texts[t]
			last := i + length - 1
			if last >= len(text) || at[t][i] == 0 || !isCommon[text[last]] {
				return 0, false
			}
			return uint64(at[t][i])<<32 | uint64(text[last]), true
		}
		counts := documentCounts(texts, key)
		next := map[uint32]string{}
		numbers := map[uint64]uint32{}
		for k, n := range counts {
			if n < least {
				continue
			}
			number := uint32(len(numbers) + 1)
			numbers[k] = number
			next[number] = names[uint32(k>>32)] + " " + terms[uint32(k)].name
			found = append(found, run{next[number], n})
		}
		for t := range texts {
			for i := range texts[t] {
				k, ok := key(t, i)
				if !ok {
					at[t][i] = 0
					continue
				}
				at[t][i] = numbers[k]
			}
		}
		names = next
	}
	slices.SortFunc(found, func(a, b run) int {
		if a.count != b.count {
			return b.count - a.count
		}
		return strings.Compare(a.text, b.text)
	})
	for _, r := range found[:min(len(found), mostGrams)] {
		l.Grams = append(l.Grams, r.text)
	}
}

// documentCounts counts in how many texts each key stands; key tells that of the
// words at word i of text t.
func documentCounts(texts [][]uint32, key func(t, i int) (uint64, bool)) map[uint64]int {
	counts := map[uint64]int{}
	seen := map[uint64]bool{}
	for t := range texts {
		clear(seen)
		for i := range texts[t] {
			if k, ok := key(t, i); ok && !seen[k] {
				seen[k] = true
				counts[k]++
			}
		}
	}
	return counts
}
