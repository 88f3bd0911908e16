package eval

import (
	"cmp"
	"slices"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// matchWords is the share of the longer mention's words that two must share.
const matchWords = 0.6

// citations counts the cited instruments of one document. It says whether all
// of it is right: no instrument and no mention missing or extra, each
// relation and each date right.
func (t *tally) citations(gold []goldCitation, got []corpus.Citation) bool {
	c := t.section.Citations
	before := len(t.misses)
	pairs := pairInstruments(gold, got)
	matched := make([]bool, len(got))
	for _, p := range pairs {
		if p >= 0 {
			matched[p] = true
		}
	}

	c.Instruments.add(Match{Gold: len(gold), Predicted: len(got)})
	inexact := 0
	for i, g := range gold {
		name := label(g.Type, g.Number, g.Title)
		p := pairs[i]
		if p < 0 {
			t.miss(Miss{What: InstrumentMissing, Item: name, Gold: withDate(name, g.Issued)})
			t.mentions(name, g.Mentions, nil)
			continue
		}
		r := got[p]
		c.Instruments.Matched++
		right := r.Relation == g.Relation || slices.Contains(g.Alternates, r.Relation)
		c.Relation.count(right)
		if !right {
			t.miss(Miss{What: RelationWrong, Item: name, Gold: string(g.Relation), Got: string(r.Relation), Confidence: r.Confidence})
		}
		c.CitedDate.count(r.Issued == g.Issued)
		if r.Issued != g.Issued {
			t.miss(Miss{What: CitedDateWrong, Item: name, Gold: string(g.Issued), Got: string(r.Issued), Confidence: r.Confidence})
		}
		inexact += t.mentions(name, g.Mentions, long(r.Mentions))
	}
	for i, r := range got {
		t.ofInstruments = append(t.ofInstruments, confidence{r.Confidence, matched[i]})
		if !matched[i] {
			name := label(r.Type, r.Number, r.Title)
			t.miss(Miss{What: InstrumentExtra, Item: name, Got: withDate(name, r.Issued), Confidence: r.Confidence})
			t.mentions(name, nil, long(r.Mentions))
		}
	}
	return len(t.misses)-before == inexact
}

func withDate(name string, issued corpus.Optional) string {
	if issued == "" {
		return name
	}
	return name + " (" + string(issued) + ")"
}

// long are the texts of the mentions that are not short.
func long(mentions []corpus.Mention) []string {
	var texts []string
	for _, m := range mentions {
		if !m.Short {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

// pairInstruments gives for each gold entry the index of the citation that is
// it, -1 where there is none. Of several that could be it (two Nghị quyết
// 19-NQ/TW, of 2017 and of 2022), those that agree the most are paired first.
func pairInstruments(gold []goldCitation, got []corpus.Citation) []int {
	type pair struct{ gold, got, agree int }
	var could []pair
	for i, g := range gold {
		for j, r := range got {
			if agree, ok := isInstrument(g, r); ok {
				could = append(could, pair{i, j, agree})
			}
		}
	}
	slices.SortStableFunc(could, func(a, b pair) int { return cmp.Compare(b.agree, a.agree) })
	pairs := make([]int, len(gold))
	for i := range pairs {
		pairs[i] = -1
	}
	taken := make([]bool, len(got))
	for _, p := range could {
		if pairs[p.gold] < 0 && !taken[p.got] {
			pairs[p.gold] = p.got
			taken[p.got] = true
		}
	}
	return pairs
}

// isInstrument says whether r can be g, and how well the two agree in what
// does not decide: date first, then type.
func isInstrument(g goldCitation, r corpus.Citation) (agree int, ok bool) {
	sameType := vntext.Key(string(g.Type)) == vntext.Key(string(r.Type))
	switch {
	case g.Number != "" && r.Number != "":
		ok = numberKey(string(g.Number)) == numberKey(string(r.Number)) && !contradict(g.Issued, r.Issued)
	case sameType && vntext.Key(string(g.Type)) == constitution:
		ok = true
	case g.Number == "" && r.Number == "":
		ok = sameType && vntext.Key(string(g.Title)) == vntext.Key(string(r.Title))
	}
	switch {
	case g.Issued == r.Issued:
		agree = 4
	case !contradict(g.Issued, r.Issued):
		agree = 2
	}
	if sameType {
		agree++
	}
	return agree, ok
}

// constitution is the key of the one type that needs neither number nor title.
const constitution = "hiến pháp"

// mentions counts the mentions of one instrument and says how many matched
// without being equal. The pairs that share the most words are made first.
func (t *tally) mentions(name string, gold, got []string) (inexact int) {
	const equal = 2 // above any share
	type pair struct {
		gold, got int
		share     float64 // of the words, or equal
	}
	keys := func(texts []string) []string {
		out := make([]string, len(texts))
		for i, s := range texts {
			out[i] = vntext.Key(s)
		}
		return out
	}
	goldKeys, gotKeys := keys(gold), keys(got)
	var could []pair
	for i, g := range goldKeys {
		for j, r := range gotKeys {
			share := sharedWords(g, r)
			if g == r {
				share = equal
			}
			if share >= matchWords {
				could = append(could, pair{i, j, share})
			}
		}
	}
	slices.SortStableFunc(could, func(a, b pair) int { return cmp.Compare(b.share, a.share) })
	m := Match{Gold: len(gold), Predicted: len(got)}
	exact := m
	goldTaken, gotTaken := make([]bool, len(gold)), make([]bool, len(got))
	for _, p := range could {
		if goldTaken[p.gold] || gotTaken[p.got] {
			continue
		}
		goldTaken[p.gold], gotTaken[p.got] = true, true
		m.Matched++
		if p.share == equal {
			exact.Matched++
			continue
		}
		inexact++
		t.miss(Miss{What: MentionInexact, Item: name, Gold: gold[p.gold], Got: got[p.got]})
	}
	for i, taken := range goldTaken {
		if !taken {
			t.miss(Miss{What: MentionMissing, Item: name, Gold: gold[i]})
		}
	}
	for i, taken := range gotTaken {
		if !taken {
			t.miss(Miss{What: MentionExtra, Item: name, Got: got[i]})
		}
	}
	t.section.Citations.Mentions.add(m)
	t.section.Citations.MentionsExact.add(exact)
	return inexact
}
