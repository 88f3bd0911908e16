package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"vanthu/corpus"
	"vanthu/internal/store"
)

// An overviewView is the page of what the archive holds.
type overviewView struct {
	*frame
	Counts      store.Counts
	Years       *columnPlot
	NoYear      int
	Types       []bar
	Issuers     []bar
	Methods     []bar
	Fields      []fieldBar
	Sampled     int
	Missing     []missingView
	MoreMissing []missingView // the next ones, folded away
	Wanted      int
	Runs        []runView
	Problems    []problemGroup
	Open        int // problems
	At          string
}

// A bar is a row of a plot; Share is its length, of 100.
type bar struct {
	Label, Address string
	Count, Share   int
}

type fieldBar struct {
	fieldQuality
	Parts []fieldPart
	Share float64 // of the sure ones
}

type fieldPart struct {
	Class       string
	X, W, Count int // of 1,000
}

// A columnPlot is a plot of counts by year, in units.
type columnPlot struct {
	Wide, High int
	Columns    []column
	Marks      []caption // years below
	Grid       []gridLine
}

type column struct {
	X, Y, W, H, Count int
	Label, Address    string
}

type gridLine struct {
	Y     int
	Label string
}

type missingView struct {
	cardView
	Share int
}

type runView struct {
	store.Run
	State    string // running, done, stopped, killed
	Balanced bool
}

type problemGroup struct {
	Kind     corpus.Kind
	Count    int
	Problems []store.Problem
}

// More is how many are not listed.
func (g problemGroup) More() int { return g.Count - len(g.Problems) }

// Shown of each list.
const (
	barsShown     = 12
	missingShown  = 15
	runsShown     = 10
	problemsShown = 8 // of each kind
)

func (s *Server) showOverview(w http.ResponseWriter, r *http.Request) error {
	h, err := s.holdings(r.Context())
	if err != nil {
		return err
	}
	f := s.frame(r, "title.overview")
	f.Section = "overview"
	v := overviewView{frame: f, Counts: h.Counts, Sampled: h.Sampled, Wanted: h.Wanted, At: f.Clock(h.At)}
	years := h.Facets["year"]
	if len(years) > 0 && years[0].Value == "" {
		v.NoYear, years = years[0].Count, years[1:]
	}
	v.Years = f.columns(years)
	v.Types = f.bars(h.Facets["type"], "type", "")
	v.Issuers = f.bars(h.Facets["issuer"], "issuer", "")
	v.Methods = f.bars(h.Stock.Methods, "", "method.")
	for _, q := range h.Fields {
		v.Fields = append(v.Fields, fieldBar{q, q.parts(), float64(q.Sure) / float64(max(h.Sampled, 1))})
	}
	missing := h.Missing
	for i, c := range cards(missing) {
		for _, relation := range corpus.Relations {
			if n := missing[i].Relations[relation]; n > 0 {
				c.Relations = append(c.Relations, relationCount{string(relation), n, citingAddress(&missing[i], string(relation))})
			}
		}
		to := &v.Missing
		if i >= missingShown {
			to = &v.MoreMissing
		}
		*to = append(*to, missingView{c, max(1, c.Instrument.CitedBy*100/max(missing[0].CitedBy, 1))})
	}
	if v.Runs, err = s.runs(r); err != nil {
		return err
	}
	if v.Problems, v.Open, err = s.problems(r); err != nil {
		return err
	}
	return s.pages.render(w, http.StatusOK, "overview", v)
}

// runs are the last runs, the latest first. Those that only made the index anew,
// every night, and ended well have no account: ten nights of them would hide the
// imports.
func (s *Server) runs(r *http.Request) ([]runView, error) {
	all, err := s.Archive.Runs(r.Context())
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(run store.Run) bool {
		return run.Kind == "reindex" && !run.Alive && !run.Ended.IsZero() && !run.Summary.Stopped
	})
	slices.Reverse(all)
	views := make([]runView, 0, runsShown)
	for _, run := range all[:min(len(all), runsShown)] {
		state := "done"
		switch {
		case run.Alive:
			state = "running"
		case run.Ended.IsZero():
			state = "killed"
		case run.Summary.Stopped:
			state = "stopped"
		}
		views = append(views, runView{run, state, run.Account.Balanced()})
	}
	return views, nil
}

// problems are the open problems by kind, the most frequent kind first, of each
// the latest.
func (s *Server) problems(r *http.Request) ([]problemGroup, int, error) {
	all, err := s.Archive.Problems(r.Context(), true)
	if err != nil {
		return nil, 0, err
	}
	slices.Reverse(all)
	var groups []problemGroup
	for _, p := range all {
		i := slices.IndexFunc(groups, func(g problemGroup) bool { return g.Kind == p.Kind })
		if i < 0 {
			i = len(groups)
			groups = append(groups, problemGroup{Kind: p.Kind})
		}
		if !s.Secret { // nobody knows whether what could not be read bears a mark
			p.Name, p.Path = "", ""
		}
		if groups[i].Count++; len(groups[i].Problems) < problemsShown {
			groups[i].Problems = append(groups[i].Problems, p)
		}
	}
	slices.SortStableFunc(groups, func(a, b problemGroup) int { return cmp.Compare(b.Count, a.Count) })
	return groups, len(all), nil
}

// bars are the first values of a fact as bars; what is behind them is added up.
func (f *frame) bars(all []store.Heading, filter, prefix string) []bar {
	var bars []bar
	most, rest := 1, 0
	for _, h := range all {
		most = max(most, h.Count)
	}
	for _, h := range all {
		if h.Value == "" || len(bars) == barsShown {
			if h.Value != "" {
				rest += h.Count
			}
			continue
		}
		b := bar{Label: f.Or(prefix+h.Value, h.Value), Count: h.Count, Share: max(1, h.Count*100/most)}
		if filter != "" {
			b.Address = "/?" + url.Values{filter: {h.Value}}.Encode()
		}
		bars = append(bars, b)
	}
	if rest > 0 {
		bars = append(bars, bar{Label: f.T("others"), Count: rest}) // of many: its length would say nothing
	}
	for _, h := range all {
		if h.Value == "" && h.Count > 0 {
			bars = append(bars, bar{Label: f.T("unknown"), Count: h.Count, Share: max(1, h.Count*100/most)})
		}
	}
	return bars
}

// parts are the shares of a field's answers, side by side.
func (q *fieldQuality) parts() []fieldPart {
	total := q.Sure + q.Asserted + q.Doubtful + q.Absent
	var parts []fieldPart
	at, sum := 0, 0
	for _, p := range []fieldPart{{Class: "sure", Count: q.Sure}, {Class: "asserted", Count: q.Asserted}, {Class: "doubtful", Count: q.Doubtful}, {Class: "absent", Count: q.Absent}} {
		if p.Count == 0 {
			continue
		}
		sum += p.Count
		p.X = at
		p.W = sum*1000/total - at
		at += p.W
		parts = append(parts, p)
	}
	return parts
}

// Sizes of the plot of years, in units.
const (
	plotWide  = 1000
	plotHigh  = 240
	plotLeft  = 56
	plotBelow = 26
	plotAbove = 14
	mostYears = 60
)

// columns plots counts by year; years between that have none are kept empty.
func (f *frame) columns(years []store.Heading) *columnPlot {
	count := map[int]int{}
	first, last := 0, 0
	for _, h := range years {
		y, err := strconv.Atoi(h.Value)
		if err != nil {
			continue
		}
		count[y] += h.Count
		if first == 0 || y < first {
			first = y
		}
		last = max(last, y)
	}
	if first == 0 {
		return nil
	}
	first = max(first, last-mostYears+1)
	most := 1
	for y := first; y <= last; y++ {
		most = max(most, count[y])
	}
	top := roundUp(most)
	p := &columnPlot{Wide: plotWide, High: plotHigh}
	high := plotHigh - plotBelow - plotAbove
	for i := range 3 {
		n := top * i / 2
		p.Grid = append(p.Grid, gridLine{plotAbove + high - high*n/top, f.N(n)})
	}
	n := last - first + 1
	step := min(float64(plotWide-plotLeft)/float64(n), 90)
	every := (n + 14) / 15
	for y := first; y <= last; y++ {
		x := plotLeft + int(float64(y-first)*step)
		w := max(int(step*0.72), 3)
		h := high * count[y] / top
		if count[y] > 0 {
			h = max(h, 2)
		}
		year := strconv.Itoa(y)
		p.Columns = append(p.Columns, column{X: x, Y: plotAbove + high - h, W: w, H: h, Count: count[y], Label: year, Address: "/?year=" + year})
		if (last-y)%every == 0 {
			mark := caption{X: x + w/2, Y: plotHigh - 8, Text: year}
			if (last-y)/every%2 == 1 { // too many for a narrow screen
				mark.Class = "minor"
			}
			p.Marks = append(p.Marks, mark)
		}
	}
	return p
}

// roundUp is the next number that halves to a round one: 20, 40, 100, 200 ...
func roundUp(n int) int {
	for step := 1; ; step *= 10 {
		for _, m := range []int{2, 4, 6, 10, 16} {
			if m*step >= n {
				return m * step
			}
		}
	}
}
