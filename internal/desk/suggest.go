package desk

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"vanthu/internal/query"
	"vanthu/internal/store"
	"vanthu/internal/vntext"
)

// A Suggestion is a way to go on with what was typed.
type Suggestion struct {
	Kind  string `json:"kind"`  // held, cited, issuer
	Query string `json:"query"` // to be searched for
	Label string `json:"label"`
	Note  string `json:"note"` // of a number: the subject or title
}

// mostSuggestions is how many are told.
const mostSuggestions = 8

// Issuers are names that can be suggested.
type Issuers struct{ names, bare []string }

// NewIssuers takes the names of issuers, the most frequent first.
func NewIssuers(names []string) *Issuers {
	known := &Issuers{names, make([]string, len(names))}
	for i, name := range names {
		known.bare[i] = folded(name)
	}
	return known
}

// folded is a text as names are compared: words without marks, capitals and
// punctuation.
func folded(text string) string {
	var words []string
	for start, end := range vntext.Words(text) {
		words = append(words, vntext.Fold(text[start:end]))
	}
	return strings.Join(words, " ")
}

// plainSeq is a number, or its begin, folded and without the zeros before it: who
// types 5 means 05-BC/HU.
func plainSeq(number string) string { return strings.TrimLeft(folded(number), "0") }

// begun is the sequence of a number that is being typed, and what follows it:
// "29-n", "Nghị quyết 29", "nq29/".
var begun = regexp.MustCompile(`(?:^|[\s\pL])(\d{1,5}(?:\.\d{1,2})?[a-z]?)([-/ ]\S*)?$`)

// Suggest lists what may be meant by the begin of a query, of what the reader of
// ctx may know (see store.ForOthers).
func Suggest(ctx context.Context, archive *store.Archive, issuers *Issuers, typed string) ([]Suggestion, error) {
	out := []Suggestion{}
	typed = Typed(typed)
	if len(typed) > 200 || len([]rune(typed)) < 2 {
		return out, nil
	}
	// A letter can be longer or shorter in bytes as a small one: all is taken of these.
	if lower := strings.ToLower(typed); begun.MatchString(lower) {
		m := begun.FindStringSubmatch(lower)
		found, err := archive.SuggestNumbers(ctx, m[1])
		if err != nil {
			return nil, err
		}
		kind := folded(strings.TrimSpace(lower[:strings.LastIndex(lower, m[1])]))
		seen := map[string]bool{}
		for _, f := range found {
			label := strings.TrimSpace(f.Type + " " + f.Value)
			if seen[folded(label)] || !strings.HasPrefix(plainSeq(f.Value), plainSeq(m[1]+m[2])) || !ofKind(f, kind) {
				continue
			}
			seen[folded(label)] = true
			if out = append(out, Suggestion{f.Kind, label, label, f.Title}); len(out) == mostSuggestions {
				return out, nil
			}
		}
	}
	bare := folded(typed)
	named, err := archive.SuggestNames(ctx, bare, 3)
	if err != nil {
		return nil, err
	}
	for _, f := range named {
		label := strings.TrimSpace(f.Type + " " + f.Title)
		out = append(out, Suggestion{"cited", `dẫn:"` + strings.ReplaceAll(label, `"`, " ") + `"`, label, ""})
	}
	for i, name := range issuers.bare {
		if len(out) >= mostSuggestions {
			break
		}
		if strings.HasPrefix(name, bare) || strings.Contains(name, " "+bare) {
			out = append(out, Suggestion{"issuer", `cơquan:"` + strings.ReplaceAll(issuers.names[i], `"`, " ") + `"`, issuers.names[i], ""})
		}
	}
	return out[:min(len(out), mostSuggestions)], nil
}

// ofKind says whether a suggestion can be of the type that was typed before the
// number, in words or as an abbreviation; other words before it say nothing.
func ofKind(f store.Suggestion, kind string) bool {
	if kind == "" || strings.HasSuffix(folded(f.Type), kind) {
		return true
	}
	n, ok := query.ParseNumber(kind + " 1")
	if !ok {
		return true
	}
	types := n.Types()
	return len(types) == 0 || f.Type == "" || slices.Contains(types, f.Type)
}
