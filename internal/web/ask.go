package web

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vanthu/internal/desk"
	"vanthu/internal/index"
	"vanthu/internal/query"
)

// Bounds of a request for a list.
const (
	maxQuery   = 2000    // bytes; of a query and of each filter
	maxLimit   = 200     // hits at once
	maxFrom    = 100_000 // hits that can be skipped
	pageLimit  = 10      // hits on a page: each costs a record and snippets, half of the time of a search
	facetTerms = 20      // values of a facet
)

// facetNames are the facets in the order of the page; each is also the name of
// the parameter that filters by it.
var facetNames = [...]string{"type", "issuer", "year", "level", "box", "cited", "relation", "quality", "language", "secrecy"}

// The parameters of the first and the last day of issue.
const (
	issuedFrom = "issued_from"
	issuedTo   = "issued_to"
)

// dayNames are both, as ask.days has them.
var dayNames = [...]string{issuedFrom, issuedTo}

// An ask is what a request for a list of documents asks for: all of it stands in
// the address, so that it can be mailed and comes back with the back button.
type ask struct {
	typed   string              // in the box
	filters map[string][]string // by facet
	days    [2]string           // of issue, the first and the last as given; "" is open
	order   index.Order
	from    int
	query   query.Query // all of it
}

// askOf reads a request; what cannot be read of the query is a *query.Error, with
// the ask as far as it goes.
func askOf(r *http.Request) (ask, error) {
	values := r.URL.Query()
	a := ask{typed: desk.Typed(values.Get("q")), filters: map[string][]string{}, order: index.ByRelevance}
	if len(a.typed) > maxQuery {
		a.typed = ""
		return a, bad("bad.query", maxQuery)
	}
	if name := values.Get("sort"); name != "" {
		order, err := index.ParseOrder(name)
		if err != nil {
			return a, bad("bad.sort")
		}
		a.order = order
	}
	var err error
	if a.from, err = number(r, "from", 0, 0, maxFrom); err != nil {
		return a, err
	}
	if a.typed != "" { // nothing is a question too: everything
		if a.query, err = query.Parse(a.typed); err != nil {
			return a, err
		}
	}
	for _, name := range facetNames {
		for _, value := range values[name] {
			if value = desk.Typed(value); value == "" || slices.Contains(a.filters[name], value) {
				continue
			}
			if len(value) > maxQuery || len(a.filters[name]) == 10 {
				return a, bad("bad.long", name)
			}
			a.filters[name] = append(a.filters[name], value)
		}
		if len(a.filters[name]) == 0 {
			continue
		}
		node, err := a.filter(name, a.filters[name])
		if err != nil {
			return a, err
		}
		a.query.Nodes = append(a.query.Nodes, node)
	}
	return a, a.askDays(values)
}

// askDays reads the first and the last day of issue: a day, a month or a year.
func (a *ask) askDays(values url.Values) error {
	given := [2]string{desk.Typed(values.Get(issuedFrom)), desk.Typed(values.Get(issuedTo))}
	if given[0] == "" && given[1] == "" {
		return nil
	}
	for i, span := range [2]string{given[0] + "..", ".." + given[1]} { // a span itself has no third end
		if given[i] == "" {
			continue
		}
		if _, err := daysOf(span); err != nil {
			return bad("bad.day", dayNames[i])
		}
	}
	node, err := daysOf(given[0] + ".." + given[1])
	if err != nil {
		return bad("bad.backward", issuedFrom, issuedTo)
	}
	a.days = given
	a.query.Nodes = append(a.query.Nodes, node)
	return nil
}

var errNoDays = errors.New("no span of days")

// daysOf is the condition that the day of issue lies in a span.
func daysOf(span string) (query.Dated, error) {
	if strings.Contains(span, `"`) || len(span) > 40 {
		return query.Dated{}, errNoDays
	}
	q, err := query.Parse(string(query.FieldDate) + `:"` + span + `"`)
	if err != nil {
		return query.Dated{}, err
	}
	if len(q.Nodes) == 1 {
		if d, ok := q.Nodes[0].(query.Dated); ok {
			return d, nil
		}
	}
	return query.Dated{}, errNoDays
}

// filter is the condition that one of the values of a facet holds.
func (a *ask) filter(name string, values []string) (query.Node, error) {
	switch name {
	case "type", "issuer", "level", "box", "quality", "language", "secrecy":
		return query.Is{Field: query.Field(name), Values: values}, nil
	}
	var nodes []query.Node
	for _, v := range values {
		text := name + `:"` + strings.ReplaceAll(v, `"`, " ") + `"`
		if name == "cited" {
			text = "cites:" + strings.TrimPrefix(text, "cited:")
		}
		q, err := query.Parse(text)
		if err != nil || len(q.Nodes) != 1 {
			return nil, bad("bad.filter", name, v)
		}
		node := q.Nodes[0]
		if name == "relation" {
			if of := a.relation(v); of != nil {
				node = of
			}
		}
		nodes = append(nodes, node)
	}
	if len(nodes) == 1 {
		return nodes[0], nil
	}
	return query.Or{Nodes: nodes}, nil
}

// relation is the condition that a document does something to the instruments
// that are asked for, as the facet counts it where there are any; else nil.
func (a *ask) relation(relation string) query.Node {
	var nodes []query.Node
	for _, n := range a.query.Numbers() {
		nodes = append(nodes, query.Cites{Relation: relation, Number: n})
	}
	switch len(nodes) {
	case 0:
		return nil
	case 1:
		return nodes[0]
	}
	return query.Or{Nodes: nodes}
}

// values are all of it as parameters of an address.
func (a *ask) values() url.Values {
	v := url.Values{}
	if a.typed != "" {
		v.Set("q", a.typed)
	}
	for name, values := range a.filters {
		v[name] = slices.Clone(values)
	}
	for i, name := range dayNames {
		if a.days[i] != "" {
			v.Set(name, a.days[i])
		}
	}
	if a.order != index.ByRelevance {
		v.Set("sort", string(a.order))
	}
	if a.from > 0 {
		v.Set("from", strconv.Itoa(a.from))
	}
	return v
}

// address is the address of a list: path is "/" or that of an export.
func (a *ask) address(path string, change func(url.Values)) string {
	v := a.values()
	if change != nil {
		change(v)
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// with is the address of the list narrowed to a value of a facet, without is that
// of the list without it; both begin at the first hit.
func (a *ask) with(name, value string) string {
	return a.address("/", func(v url.Values) { v.Del("from"); v.Add(name, value) })
}

func (a *ask) without(name, value string) string {
	return a.address("/", func(v url.Values) {
		v.Del("from")
		v[name] = slices.DeleteFunc(v[name], func(o string) bool { return o == value })
		if len(v[name]) == 0 {
			v.Del(name)
		}
	})
}

// hidden is all but the days of issue, as fields of a form, which leads to the
// first page.
func (a *ask) hidden() []chip {
	var fields []chip
	v := a.values()
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if name == "from" || slices.Contains(dayNames[:], name) {
			continue
		}
		for _, value := range v[name] {
			fields = append(fields, chip{Name: name, Value: value})
		}
	}
	return fields
}

// plain says that nothing is asked: the first page. Whoever orders or turns the
// pages of everything asks for a list.
func (a *ask) plain() bool {
	return len(a.query.Nodes) == 0 && a.from == 0 && a.order == index.ByRelevance
}
