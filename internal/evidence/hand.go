package evidence

import (
	"cmp"
	"math"
	"slices"

	"vanthu/corpus"
)

// How much likelier a value is to be the right one when a source says it, and
// how much less likely when the source says another. Counted on 39 scans with
// handwriting and 60 file names: Tesseract had 3 of 39 right, and a wrong
// reading hits a given other number about one time of a hundred; of the names 56
// were right, and a wrong one mostly differs by a digit that looks alike.
const (
	readAlike  = 8.0  // Tesseract reads the same, on the page or in the cell alone
	digitAlike = 2.0  // the same, of a lone digit, which is hit by chance one time of ten
	namedAlike = 20.0 // the file name says so
	namedOther = 0.3  // it says another number
	repeated   = 300  // the document's annexes say so

	// misfit is what is left of the probability of a value that cannot be: it
	// may be read rightly, and what rules it out wrongly.
	misfit = 0.2

	// undecided is the most that a value has against what the hand, by itself,
	// would assert.
	undecided = 0.6
)

// A weight is a value with its share of the belief.
type weight struct {
	value string
	share float64
	alone float64 // by the reading of the hand alone
}

// byHand brings together what the reader of handwriting says of the cell and
// all that speaks for or against a value: Bayes' rule, each source taken for
// independent of the ink. What the reader leaves to strings that are no
// candidates, or to no digits at all, counts against every value. The likeliest
// first; nil where the cell was not read so.
func (d *Digits) byHand() []weight {
	if d.Cell == nil {
		return nil
	}
	var all []weight
	rest, surest := 1.0, weight{}
	for _, c := range d.Cell.Candidates {
		if c.Evidence != corpus.EvidenceHand {
			continue
		}
		if !d.possible(c.Value) {
			rest -= c.Confidence * (1 - misfit)
			continue
		}
		rest -= c.Confidence
		w := weight{c.Value, c.Confidence * d.belief(c.Value), c.Confidence}
		if w.alone > surest.alone {
			surest = w
		}
		all = append(all, w)
	}
	rest = max(rest, 0.001) * d.beliefInOthers(all)
	sum := rest
	for _, w := range all {
		sum += w.share
	}
	for i := range all {
		all[i].share /= sum
		if surest.alone >= assertedShare && all[i].value != surest.value {
			all[i].share = min(all[i].share, undecided) // two sure sources that disagree: a person decides
		}
	}
	slices.SortStableFunc(all, func(a, b weight) int { return cmp.Compare(b.share, a.share) })
	return all
}

// belief is how much likelier value is by all but the reading of the hand.
func (d *Digits) belief(value string) float64 {
	f := 1.0
	if d.Prior != nil {
		f = d.Prior(value)
	}
	if d.Page == value || slices.ContainsFunc(d.Cell.Candidates, func(c corpus.Candidate) bool {
		return c.Evidence == corpus.EvidenceCell && c.Value == value
	}) {
		if len(value) > 1 {
			f *= readAlike
		} else {
			f *= digitAlike
		}
	}
	switch {
	case holds(d.Named, value):
		f *= namedAlike
	case len(d.Named) > 0:
		f *= namedOther
	}
	if holds(d.Repeated, value) {
		f *= repeated
	}
	return f
}

// beliefInOthers is the same for what was not read: a name may say just that.
func (d *Digits) beliefInOthers(all []weight) float64 {
	for _, name := range slices.Concat(d.Named, d.Repeated) {
		if !slices.ContainsFunc(all, func(w weight) bool { return same(w.value, name) }) {
			return 3
		}
	}
	return 1
}

// trust is what a share is worth as a confidence. Of made fields by hands that
// training never saw (internal/hand/testdata/report.txt) 90 of 100 were right
// whose probability was between 0.7 and 0.8, 95 between 0.8 and 0.9, 99 above;
// real pens are other pens, so a little is taken off.
func trust(share float64) float64 {
	switch {
	case share >= 0.99:
		return 0.93
	case share >= 0.95:
		return 0.90
	case share >= assertedShare:
		return math.Round(100*(asserted+(share-assertedShare)/(0.95-assertedShare)*(0.90-asserted))) / 100
	}
	return math.Round(100*min(share, 0.65)) / 100
}

// assertedShare is the share from which a value is asserted.
const assertedShare = 0.75
