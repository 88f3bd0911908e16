package cite

import (
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/gazetteer"
	"vanthu/internal/number"
)

// mendedConfidence is that of a number with one letter mended.
const mendedConfidence = 0.85

// mendMisread mends numbers that were recognised with one wrong letter in the
// issuer's part, where the same document names the right one elsewhere:
// "91-KL/IW" beside "91-KL/TW". Only on recognised pages, only where no body has
// the symbol that was read, and only to a symbol that a body has.
func mendMisread(all []found, in *Input) {
	recognised := make(map[int]bool)
	for i := range in.Pages {
		if in.Pages[i].Method == corpus.MethodOCR {
			recognised[in.Pages[i].Number] = true
		}
	}
	if len(recognised) == 0 {
		return
	}
	// What must be equal: sequence, year and type.
	type order struct {
		seq, typ string
		year     int
	}
	known := make(map[order][]number.Number)
	var doubtful []int
	parsed := make([]number.Number, len(all))
	for i := range all {
		n, ok := number.Parse(all[i].number)
		if !ok || n.Issuer == "" || n.Type == "" {
			continue
		}
		parsed[i] = n
		switch {
		case len(gazetteer.BodiesBySymbol(n.Issuer)) > 0:
			key := order{n.Seq, n.Type, n.Year}
			known[key] = append(known[key], n)
		case onPages(in.Flow.Spans(all[i].start, all[i].end), recognised):
			doubtful = append(doubtful, i)
		}
	}
	for _, i := range doubtful {
		for _, right := range known[order{parsed[i].Seq, parsed[i].Type, parsed[i].Year}] {
			if oneLetterApart(parsed[i].Issuer, right.Issuer) {
				all[i].number = right.Text
				all[i].confidence = min(all[i].confidence, mendedConfidence)
				break
			}
		}
	}
}

func onPages(spans []corpus.Span, pages map[int]bool) bool {
	return len(spans) > 0 && pages[spans[0].Page]
}

// oneLetterApart says whether a and b are equal but for one letter.
func oneLetterApart(a, b string) bool {
	if utf8.RuneCountInString(a) != utf8.RuneCountInString(b) {
		return false
	}
	others := []rune(b)
	apart := 0
	for i, r := range []rune(a) {
		if r != others[i] {
			apart++
		}
	}
	return apart == 1
}
