package web

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"

	"vanthu/internal/desk"
	"vanthu/internal/query"
	"vanthu/internal/store"
	"vanthu/internal/vntext"
)

// A suggestion is a way to go on with what was typed.
type suggestion struct {
	Kind  string `json:"kind"`  // held, cited, issuer
	Query string `json:"query"` // to be searched for
	Label string `json:"label"`
	Note  string `json:"note"`
}

// suggestionsShown is how many are told.
const suggestionsShown = 8

// An issuerList keeps the issuers of one generation of the index, which are some
// hundred.
type issuerList struct {
	mu         sync.Mutex
	generation string
	all        []store.Heading
	bare       []string // folded
}

func (s *Server) issuers(ctx context.Context) ([]store.Heading, []string, error) {
	l := &s.names
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := s.generation(); now != l.generation {
		everything, err := s.everything(ctx)
		if err != nil {
			return nil, nil, err
		}
		all := slices.DeleteFunc(everything["issuer"], func(h store.Heading) bool { return h.Value == "" })
		l.all, l.generation, l.bare = all, now, make([]string, len(all))
		for i, h := range all {
			l.bare[i] = folded(h.Value)
		}
	}
	return l.all, l.bare, nil
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

// begun is the sequence of a number that is being typed, and what follows it:
// "29-n", "Nghị quyết 29", "nq 29/".
var begun = regexp.MustCompile(`(?:^|\s)(\d{1,5}(?:\.\d{1,2})?[a-z]?)([-/ ]\S*)?$`)

// suggest lists what may be meant by the begin of a query.
func (s *Server) suggest(ctx context.Context, typed string) ([]suggestion, error) {
	out := []suggestion{}
	typed = desk.Typed(typed)
	if len(typed) > 200 || len([]rune(typed)) < 2 {
		return out, nil
	}
	if m := begun.FindStringSubmatch(strings.ToLower(typed)); m != nil {
		found, err := s.Archive.SuggestNumbers(ctx, m[1])
		if err != nil {
			return nil, err
		}
		kind := folded(strings.TrimSpace(typed[:strings.LastIndex(strings.ToLower(typed), m[1])]))
		seen := map[string]bool{}
		for _, f := range found {
			label := strings.TrimSpace(f.Type + " " + f.Value)
			if seen[folded(label)] || !strings.HasPrefix(folded(f.Value), folded(m[1]+m[2])) || !ofKind(f, kind) {
				continue
			}
			seen[folded(label)] = true
			if out = append(out, suggestion{f.Kind, label, label, f.Title}); len(out) == suggestionsShown {
				return out, nil
			}
		}
	}
	bare := folded(typed)
	named, err := s.Archive.SuggestNames(ctx, bare, 3)
	if err != nil {
		return nil, err
	}
	for _, f := range named {
		label := strings.TrimSpace(f.Type + " " + f.Title)
		out = append(out, suggestion{"cited", `dẫn:"` + strings.ReplaceAll(label, `"`, " ") + `"`, label, ""})
	}
	names, bares, err := s.issuers(ctx)
	if err != nil {
		return nil, err
	}
	for i, name := range bares {
		if len(out) >= suggestionsShown {
			break
		}
		if strings.HasPrefix(name, bare) || strings.Contains(name, " "+bare) {
			out = append(out, suggestion{"issuer", `cơquan:"` + strings.ReplaceAll(names[i].Value, `"`, " ") + `"`, names[i].Value, ""})
		}
	}
	return out[:min(len(out), suggestionsShown)], nil
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
	if len(types) == 0 {
		return true
	}
	for _, t := range types {
		if t == f.Type || f.Type == "" {
			return true
		}
	}
	return false
}

func (s *Server) apiSuggest(w http.ResponseWriter, r *http.Request) error {
	found, err := s.suggest(r.Context(), r.URL.Query().Get("q"))
	if err != nil {
		return err
	}
	s.sendJSON(w, http.StatusOK, map[string]any{"suggestions": found})
	return nil
}
