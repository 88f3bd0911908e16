package web

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"vanthu/corpus"
	"vanthu/internal/index"
	"vanthu/internal/query"
)

// answered is the answer to an ask, with all that a client may know.
func (s *Server) answered(ctx context.Context, a *ask, w index.Window) (index.Result, error) {
	searcher, err := s.live()
	if err != nil {
		return index.Result{}, err
	}
	began := s.Now()
	w.Order, w.Open = a.order, !s.Secret
	result, err := s.search(ctx, searcher, a.query, w)
	if err != nil {
		return result, err
	}
	if result.Hits, err = s.unhidden(ctx, result.Hits); err != nil {
		return result, err
	}
	took := s.Now().Sub(began)
	s.metrics.searches.Observe(took.Seconds())
	result.TookMS, result.Query = took.Milliseconds(), a.typed
	if !s.Secret && result.Facets["secrecy"] != nil { // the facets are shared with others who ask the same
		result.Facets = maps.Clone(result.Facets)
		delete(result.Facets, "secrecy")
	}
	return result, nil
}

// A searchView is the page of a search.
type searchView struct {
	*frame
	Result    *index.Result // nil where nothing was asked, or the query cannot be read
	Hits      []hitView
	Cards     []cardView
	Facets    []facetView
	Chips     []chip
	Orders    []choice
	Kept      []chip // the order, as a hidden field of the form: it outlives the query, filters do not
	Took      string
	First     int // number of the first hit
	Last      int
	Earlier   string // addresses; "" for none
	Later     string
	CSV       string
	Mistake   *mistake
	Holds     int // documents of the archive
	Recent    []hitView
	Filtered  bool
	Unindexed int       // documents, where there is no index to find them
	All       string    // address of the list of everything
	Days      [2]string // of issue, the first and the last that are asked for
	Hidden    []chip    // the rest of the ask, as hidden fields of the form of days
}

type hitView struct {
	index.Hit
	Address  string
	Snippets []snippetView
}

type snippetView struct {
	Page    int
	Address string
	Pieces  []piece
}

// A piece is a stretch of a snippet.
type piece struct {
	Text   string
	Marked bool
}

type facetView struct {
	Name   string
	Values []facetValue
	None   int // documents without a value
	Rest   int // those whose value is not listed
}

type facetValue struct {
	Label   string
	Count   int
	Share   int // of the largest, of 100
	Address string
	Active  bool
}

type chip struct{ Name, Value, Label, Address string }

type choice struct {
	Label, Address string
	Active         bool
}

// recent is how many documents the first page shows.
const recent = 10

func (s *Server) showSearch(w http.ResponseWriter, r *http.Request) error {
	a, err := askOf(r)
	f := s.frame(r, "title.search")
	f.Section, f.Typed = "search", a.typed
	view := searchView{frame: f}
	var unread *query.Error
	if errors.As(err, &unread) {
		view.Mistake = f.mistake(a.typed, unread)
		return s.pages.render(w, http.StatusBadRequest, "search", view)
	}
	if err != nil {
		return err
	}
	if a.typed != "" {
		f.Title = a.typed + " – " + f.Title
	}
	window := index.Window{From: a.from, Limit: pageLimit, Facets: facetTerms}
	plain := a.plain()
	if plain {
		window.Limit, a.order = recent, index.ByDate
	}
	began := s.Now()
	result, err := s.answered(r.Context(), &a, window)
	if errors.Is(err, index.ErrNoIndex) && plain {
		counts, err := s.Archive.Counts(r.Context())
		if err != nil {
			return err
		}
		view.Unindexed = counts.Documents
		return s.pages.render(w, http.StatusOK, "search", view)
	}
	if err != nil {
		return err
	}
	took := s.Now().Sub(began)
	hits := s.hits(&a, result.Hits)
	view.Days, view.Hidden = [2]string{f.Day(a.days[0]), f.Day(a.days[1])}, a.hidden()
	if plain {
		a.order = index.ByRelevance
		view.All = a.address("/", func(v url.Values) { v.Set("sort", string(index.ByDate)) })
		view.Recent, view.Holds = hits, result.Total
		view.Facets = s.facets(f, &a, &result)
		return s.pages.render(w, http.StatusOK, "search", view)
	}
	view.Result, view.Hits = &result, hits
	view.Took = milliseconds(f.Lang, took)
	view.First, view.Last = a.from+1, a.from+len(hits)
	if a.from > 0 { // from behind the end of a list back to its last page
		view.Earlier = a.address("/", func(v url.Values) {
			page(v, max(min(a.from, (result.Total+pageLimit-1)/pageLimit*pageLimit)-pageLimit, 0))
		})
	}
	if next := a.from + pageLimit; next < result.Total && next <= maxFrom {
		view.Later = a.address("/", func(v url.Values) { page(v, a.from+pageLimit) })
	}
	view.CSV = a.address("/api/v1/search.csv", func(v url.Values) { v.Del("from"); v.Set("lang", string(f.Lang)) })
	for _, o := range []index.Order{index.ByRelevance, index.ByDate, index.ByNumber} {
		view.Orders = append(view.Orders, choice{f.T("sort." + string(o)), a.address("/", func(v url.Values) {
			v.Del("from")
			v.Del("sort")
			if o != index.ByRelevance {
				v.Set("sort", string(o))
			}
		}), a.order == o})
	}
	for _, name := range facetNames {
		for _, v := range a.filters[name] {
			view.Chips = append(view.Chips, chip{name, v, f.label(name, v), a.without(name, v)})
		}
	}
	for i, name := range dayNames {
		if day := a.days[i]; day != "" {
			view.Chips = append(view.Chips, chip{name, day, f.Day(day), a.address("/", func(v url.Values) { v.Del("from"); v.Del(name) })})
		}
	}
	view.Filtered = len(view.Chips) > 0
	if a.order != index.ByRelevance {
		view.Kept = append(view.Kept, chip{Name: "sort", Value: string(a.order)})
	}
	view.Facets = s.facets(f, &a, &result)
	view.Cards = cards(result.Instruments)
	return s.pages.render(w, http.StatusOK, "search", view)
}

// HasYears says whether there is a facet of years, under which the days stand.
func (v searchView) HasYears() bool {
	return slices.ContainsFunc(v.Facets, func(f facetView) bool { return f.Name == "year" })
}

func page(v url.Values, from int) {
	v.Del("from")
	if from > 0 {
		v.Set("from", strconv.Itoa(from))
	}
}

// milliseconds is a short time in the reader's notation.
func milliseconds(l language, d time.Duration) string {
	text := strconv.FormatFloat(float64(d.Microseconds())/1000, 'f', 1, 64)
	if l == vietnamese {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text + " ms"
}

// hits are hits as the page shows them. A document's address carries the query,
// whose words are marked there.
func (s *Server) hits(a *ask, hits []index.Hit) []hitView {
	views := make([]hitView, len(hits))
	for i, h := range hits {
		suffix := url.Values{}
		if a.typed != "" {
			suffix.Set("q", a.typed)
		}
		v := hitView{Hit: h, Address: documentAddress(h.ID, suffix, "")}
		// Filters alone look for no words: a document does not "contain" them, and the
		// begin of its text says nothing.
		if a.typed == "" && v.Why == "contains" {
			v.Why = ""
		}
		for _, sn := range h.Snippets {
			if a.typed == "" && len(sn.Marks) == 0 {
				continue
			}
			at := url.Values{}
			if a.typed != "" {
				at.Set("q", a.typed)
			}
			if sn.Page > 1 {
				at.Set("page", strconv.Itoa(sn.Page))
			}
			v.Snippets = append(v.Snippets, snippetView{sn.Page, documentAddress(h.ID, at, "page-"+strconv.Itoa(sn.Page)), pieces(sn.Text, sn.Marks)})
		}
		views[i] = v
	}
	return views
}

// documentAddress is the address of a document's page.
func documentAddress(id corpus.ID, v url.Values, fragment string) string {
	u := url.URL{Path: "/documents/" + string(id), RawQuery: v.Encode(), Fragment: fragment}
	return u.String()
}

// pieces cuts a text at its marks.
func pieces(text string, marks [][2]int) []piece {
	var out []piece
	at := 0
	for _, m := range joined(text, marks) {
		if m[0] > at {
			out = append(out, piece{Text: text[at:m[0]]})
		}
		out = append(out, piece{text[m[0]:m[1]], true})
		at = m[1]
	}
	if at < len(text) {
		out = append(out, piece{Text: text[at:]})
	}
	return out
}

// joined are marks of which those that only a blank parts are one.
func joined(text string, marks [][2]int) [][2]int {
	var out [][2]int
	for _, m := range marks {
		if n := len(out); n > 0 && m[0]-out[n-1][1] == 1 && strings.ContainsRune(" \n", rune(text[m[0]-1])) {
			out[n-1][1] = m[1]
			continue
		}
		out = append(out, m)
	}
	return out
}

// facets are the facets that say something: one value that all documents have
// narrows nothing, unless it is one that was chosen.
func (s *Server) facets(f *frame, a *ask, result *index.Result) []facetView {
	var views []facetView
	for _, name := range facetNames {
		v := facetView{Name: name}
		most := 1
		for _, value := range result.Facets[name] {
			switch value.Of {
			case index.FacetNone:
				v.None = value.Count
				continue
			case index.FacetRest:
				v.Rest = value.Count
				continue
			}
			most = max(most, value.Count)
			active := slices.Contains(a.filters[name], value.Value)
			one := facetValue{Label: f.label(name, value.Value), Count: value.Count, Active: active, Address: a.with(name, value.Value)}
			if active {
				one.Address = a.without(name, value.Value)
			}
			v.Values = append(v.Values, one)
		}
		if len(v.Values) == 0 || len(v.Values) == 1 && !v.Values[0].Active && v.Values[0].Count == result.Total {
			continue
		}
		for i := range v.Values {
			v.Values[i].Share = max(1, v.Values[i].Count*100/most)
		}
		if name == "year" { // the years in order, the latest first
			slices.SortFunc(v.Values, func(a, b facetValue) int { return strings.Compare(b.Label, a.Label) })
		}
		views = append(views, v)
	}
	return views
}

// soleDigit is the begin of a number of one digit.
var soleDigit = regexp.MustCompile(`(^| )(\d[-/])`)

// label is a value of a facet as it is shown. Cited instruments are counted without
// the zero that documents print before a number below ten (Decree 30/2020, annex I).
func (f *frame) label(facet, value string) string {
	if facet == "cited" {
		return soleDigit.ReplaceAllString(value, "${1}0$2")
	}
	return f.Or("value."+value, value)
}
