package near

import (
	"cmp"
	"slices"
)

// A Text is one of many texts of which pairs are sought.
type Text struct {
	Sketch Sketch
	Key    string // of what the text says it is, "" unknown: where very many are alike, only those of one key are compared
}

// A Pair is two texts, by their places in the list; Late comes after Early.
type Pair struct {
	Early, Late int
	Like        float64 // see [Sketch.Like]
}

const (
	band      = 4    // places that must agree side by side
	leastLike = 0.35 // of sketches, for a candidate
	crowd     = 64   // of texts that agree in a band: more are told apart by their keys
	perText   = 8    // candidates for one text, the likest
)

// Candidates are the pairs that may be the same, in the order of Late and Early.
// Of texts that are like very many others not all pairs are given.
func Candidates(texts []Text) []Pair {
	found := map[[2]int32]float64{}
	type entry struct {
		key uint64
		at  int32
	}
	entries := make([]entry, len(texts))
	for b := 0; b < places; b += band {
		for i := range texts {
			s := &texts[i].Sketch
			entries[i] = entry{uint64(s[b]) | uint64(s[b+1])<<16 | uint64(s[b+2])<<32 | uint64(s[b+3])<<48, int32(i)}
		}
		slices.SortFunc(entries, func(a, b entry) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.at, b.at)) })
		for from := 0; from < len(entries); {
			to := from + 1
			for to < len(entries) && entries[to].key == entries[from].key {
				to++
			}
			run := entries[from:to]
			from = to
			if len(run) > crowd {
				slices.SortStableFunc(run, func(a, b entry) int { return cmp.Compare(texts[a.at].Key, texts[b.at].Key) })
			}
			for j := range run {
				for i := max(0, j-crowd); i < j; i++ {
					early, late := run[i].at, run[j].at
					if len(run) > crowd && texts[early].Key != texts[late].Key {
						continue
					}
					pair := [2]int32{min(early, late), max(early, late)}
					if _, known := found[pair]; known {
						continue
					}
					if like := texts[early].Sketch.Like(&texts[late].Sketch); like >= leastLike {
						found[pair] = like
					}
				}
			}
		}
	}
	pairs := make([]Pair, 0, len(found))
	for p, like := range found {
		pairs = append(pairs, Pair{int(p[0]), int(p[1]), like})
	}
	slices.SortFunc(pairs, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(a.Late, b.Late), cmp.Compare(b.Like, a.Like), cmp.Compare(a.Early, b.Early))
	})
	kept := pairs[:0]
	of, n := -1, 0
	for _, p := range pairs {
		if p.Late != of {
			of, n = p.Late, 0
		}
		if n++; n <= perText {
			kept = append(kept, p)
		}
	}
	slices.SortFunc(kept, func(a, b Pair) int { return cmp.Or(cmp.Compare(a.Late, b.Late), cmp.Compare(a.Early, b.Early)) })
	return kept
}

// Near are the texts that one may be the same as, the likest first.
func Near(s *Sketch, texts []Text) []Pair {
	var pairs []Pair
	for i := range texts {
		if like := s.Like(&texts[i].Sketch); like >= leastLike {
			pairs = append(pairs, Pair{Early: i, Late: len(texts), Like: like})
		}
	}
	slices.SortFunc(pairs, func(a, b Pair) int { return cmp.Or(cmp.Compare(b.Like, a.Like), cmp.Compare(a.Early, b.Early)) })
	return pairs[:min(len(pairs), perText)]
}
