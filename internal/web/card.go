package web

import (
	"net/url"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/query"
)

// A cardView is an instrument that the query may mean.
type cardView struct {
	corpus.Instrument
	Name      string
	Address   string // of the held document
	Diagram   string
	CitedBy   string // address of the documents that cite it
	Relations []relationCount
}

type relationCount struct {
	Relation string
	Count    int
	Address  string
}

func cards(all []corpus.Instrument) []cardView {
	var views []cardView
	for _, in := range all {
		v := cardView{Instrument: in, Name: in.Name()}
		if in.Held != nil {
			v.Address = documentAddress(*in.Held, nil, "")
			v.Diagram = "/documents/" + string(*in.Held) + "/diagram"
		} else {
			v.Diagram = diagramAddress(&in)
		}
		v.CitedBy = citingAddress(&in, "")
		views = append(views, v)
	}
	return views
}

// citingAddress is the address of the documents that cite an instrument by its
// number or name, of one relation where one is given.
func citingAddress(in *corpus.Instrument, relation string) string {
	asked := *in
	if asked.Number != "" { // by which it is found; a name besides is none
		asked.Title = ""
	}
	name := asked.Name()
	if strings.Contains(name, `"`) {
		return ""
	}
	field := "dẫn"
	if relation != "" {
		field = strings.ReplaceAll(relation, " ", "")
		if relation == string(corpus.Details) {
			field = "chitiết"
		}
	}
	return "/?" + url.Values{"q": {field + `:"` + name + `"`}}.Encode()
}

// diagramAddress is that of an instrument that is not held, by what tells it from
// others.
func diagramAddress(in *corpus.Instrument) string {
	v := url.Values{}
	for name, value := range map[string]corpus.Optional{"type": in.Type, "number": in.Number, "issued": in.Issued, "issuer": in.Issuer} {
		if value != "" {
			v.Set(name, string(value))
		}
	}
	if in.Number == "" { // a law that is cited by its name
		name := in.Name()
		if _, ok := query.ParseLaw(name); !ok {
			return ""
		}
		v.Set("number", name)
	}
	return "/diagram?" + v.Encode()
}
