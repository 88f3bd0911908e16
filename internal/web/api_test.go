package web

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"vanthu/corpus"
)

// TestOpenAPI holds the description against the handlers: every address of the
// interface is described, and every answer has the form that is described.
func TestOpenAPI(t *testing.T) {
	s := shelve(t, "ke-hoach-huyen-uy.pdf")
	server := s.serve(t, nil)
	h := server.Handler()
	var described struct {
		Paths map[string]struct {
			Get struct {
				Parameters []struct{ Name string }
				Responses  map[string]struct {
					Content map[string]struct{ Schema map[string]any }
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(body(t, h, "/api/v1/openapi.json")), &described); err != nil {
		t.Fatal(err)
	}
	for _, r := range server.routes() {
		if _, ok := described.Paths[r.pattern]; strings.HasPrefix(r.pattern, "/api/") && !ok {
			t.Errorf("openapi.json does not describe %s", r.pattern)
		}
	}
	for _, path := range []string{"/api/v1/search", "/api/v1/search.csv"} {
		var names []string
		for _, p := range described.Paths[path].Get.Parameters {
			names = append(names, p.Name)
		}
		for _, want := range append(facetNames[:], "q", "sort", "from", issuedFrom, issuedTo) {
			if !slices.Contains(names, want) {
				t.Errorf("openapi.json does not describe the parameter %s of %s", want, path)
			}
		}
	}
	id := string(s.ids["ke-hoach-huyen-uy.pdf"])
	examples := map[string][]string{
		"/api/v1/search":                 {"?q=Ngh%E1%BB%8B+quy%E1%BA%BFt+15", "?limit=0", "?q=doi+moi&year=2024&sort=date", "?issued_from=2020&issued_to=31/12/2024&box=17", "?issued_from=soon", "?q=%22"},
		"/api/v1/suggest":                {"?q=15", "?q=" + url.QueryEscape("ȺȺȺȺ 29"), "?q=huy%E1%BB%87n", "?q="},
		"/api/v1/documents/{id}":         {""},
		"/api/v1/documents/{id}/pages":   {"", "?from=2&limit=1"},
		"/api/v1/documents/{id}/diagram": {"", "?citation=1"},
		"/api/v1/instruments":            {"?number=15-NQ%2FTU", "?number="},
		"/api/v1/missing":                {"", "?limit=1&from=1"},
		"/api/v1/problems":               {""}, "/api/v1/runs": {""}, "/api/v1/overview": {""}, "/api/v1/openapi.json": {""},
	}
	compiler := jsonschema.NewCompiler()
	whole, err := jsonschema.UnmarshalJSON(strings.NewReader(body(t, h, "/api/v1/openapi.json")))
	if err != nil {
		t.Fatal(err)
	}
	record, err := jsonschema.UnmarshalJSON(bytes.NewReader(corpus.Schema))
	if err != nil {
		t.Fatal(err)
	}
	for name, doc := range map[string]any{"urn:vanthu:api": whole, "urn:vanthu:record": record} {
		if err := compiler.AddResource(name, doc); err != nil {
			t.Fatal(err)
		}
	}
	for path := range described.Paths {
		if path == "/api/v1/search.csv" {
			continue
		}
		if len(examples[path]) == 0 {
			t.Errorf("no example of %s: give it one", path)
		}
		for _, query := range examples[path] {
			w := get(t, h, strings.ReplaceAll(path, "{id}", id)+query)
			status := "200"
			if w.Code != 200 {
				status = "default"
			}
			pointer := "urn:vanthu:api#/paths/" + strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(path) + "/get/responses/" + status + "/content/application~1json/schema"
			schema, err := compiler.Compile(pointer)
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			got, err := jsonschema.UnmarshalJSON(w.Body)
			if err != nil {
				t.Fatalf("%s%s: %v", path, query, err)
			}
			if err := schema.Validate(got); err != nil {
				t.Errorf("%s%s answers what is not described: %v", path, query, err)
			}
		}
	}
}
