package extract

import (
	"bytes"
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"vanthu/corpus"
)

var schema = sync.OnceValues(func() (*jsonschema.Schema, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(corpus.Schema))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("record.json", doc); err != nil {
		return nil, err
	}
	return c.Compile("record.json")
})

// checkSchema holds a record against the contract.
func checkSchema(t *testing.T, doc string, r corpus.Record) {
	t.Helper()
	s, err := schema()
	if err != nil {
		t.Fatalf("schema.json: %v", err)
	}
	if r.ID == "" {
		r.ID = corpus.ID(strings.Repeat("0", 64))
	}
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Errorf("%s: the record breaks the schema: %v", doc, err)
	}
}
