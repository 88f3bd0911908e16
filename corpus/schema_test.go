package corpus_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"vanthu/corpus"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(corpus.Schema))
	if err != nil {
		t.Fatalf("schema.json: %v", err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("record.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("record.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// empty is the smallest record: nothing found in nothing.
func empty() corpus.Record {
	return corpus.Record{
		ID: corpus.ID(strings.Repeat("0", 64)), Revision: "1",
		Signers: []corpus.Signer{}, Recipients: []corpus.Field[string]{}, Addressees: []corpus.Field[string]{},
		Citations: []corpus.Citation{}, Dates: []corpus.Date{}, Quantities: []corpus.Quantity{},
		Outline: []corpus.Heading{}, Pages: []corpus.PageSummary{}, Findings: []corpus.Finding{},
	}
}

// full has one of everything, with every optional part.
func full() corpus.Record {
	r := empty()
	value, year, text := "Kế hoạch", 2025, "KẾ HOẠCH"
	id := corpus.ID(strings.Repeat("a", 64))
	field := corpus.Field[string]{
		Value:      &value,
		Place:      corpus.Place{Raw: "KẾ", Page: 1, End: 4, Box: &corpus.Box{0, 0, 1, 1}, Spans: []corpus.Span{{Page: 1, End: 4}, {Page: 2, End: 5}}},
		Confidence: 0.9, Evidence: corpus.EvidenceTitle,
	}
	day := "2025-01-02"
	r.Type, r.Subject = field, field
	r.Number = corpus.NumberField{Field: field, Seq: "1", Year: &year, Symbol: "KH/HU"}
	r.Issued = corpus.Field[string]{Value: &day}
	r.Issuer = corpus.IssuerField{Field: field, Body: "Huyện ủy"}
	r.Signers = append(r.Signers, corpus.Signer{Name: field})
	r.Recipients, r.Addressees = append(r.Recipients, field), append(r.Addressees, field)
	r.Citations = append(r.Citations, corpus.Citation{
		Type: "Luật", Issued: "2013", Relation: corpus.BasedOn, Target: &id,
		Mentions: []corpus.Mention{{Text: "Luật Đất đai", Span: corpus.Span{Page: 1, End: 15}, Spans: field.Spans}},
	})
	r.Dates = append(r.Dates, corpus.Date{Value: "2021/2025", Precision: "range", Role: "period", Text: "2021 - 2025", Span: corpus.Span{Page: 1}})
	r.Quantities = append(r.Quantities, corpus.Quantity{Value: 95.5, Unit: "%", Text: "95,5%", Span: corpus.Span{Page: 1}})
	r.Outline = append(r.Outline, corpus.Heading{Label: "Điều 1", Level: 1, Page: 1})
	r.Pages = append(r.Pages, corpus.PageSummary{Page: 1, Method: corpus.MethodText, Quality: 1, Text: &text,
		Stamps: []corpus.Stamp{{Text: "Ký bởi: Văn phòng", By: "Văn phòng", Time: "2025-01-02T08:00:00+07:00", Box: &corpus.Box{0, 0, 1, 1}}}})
	r.Findings = append(r.Findings, corpus.Finding{Code: "number-missing", Message: "no number found"},
		corpus.Finding{Code: "number-doubtful", Message: "written by hand", Page: 1, Box: &corpus.Box{0, 0, 1, 1},
			Candidates: []corpus.Candidate{{Value: "1-KH/HU", Evidence: corpus.EvidenceCell, Confidence: 0.5}}})
	r.Labels = append(r.Labels, corpus.Label{Kind: corpus.LabelBox, Name: "17"})
	return r
}

func asJSON(t *testing.T, r corpus.Record) map[string]any {
	t.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return v.(map[string]any)
}

func TestSchemaTakesRecords(t *testing.T) {
	s := compiled(t)
	for name, r := range map[string]corpus.Record{"empty": empty(), "full": full()} {
		if err := s.Validate(asJSON(t, r)); err != nil {
			t.Errorf("%s record: %v", name, err)
		}
	}
}

// Each case spoils one thing of the full record.
func TestSchemaRefuses(t *testing.T) {
	s := compiled(t)
	for _, c := range []struct {
		what  string
		spoil func(r map[string]any)
	}{
		{"a key too many", func(r map[string]any) { r["extra"] = 1 }},
		{"a key too few", func(r map[string]any) { delete(r, "urgency") }},
		{"null for a list", func(r map[string]any) { r["signers"] = nil }},
		{"an id that is no checksum", func(r map[string]any) { r["id"] = "abc" }},
		{"a day that is no ISO date", func(r map[string]any) { r["issued"].(map[string]any)["value"] = "2/1/2025" }},
		{"a confidence over one", func(r map[string]any) { r["type"].(map[string]any)["confidence"] = json.Number("1.5") }},
		{"an evidence nobody knows", func(r map[string]any) { r["type"].(map[string]any)["evidence"] = "guess" }},
		{"a relation nobody knows", func(r map[string]any) { r["citations"].([]any)[0].(map[string]any)["relation"] = "likes" }},
		{"a code in capitals", func(r map[string]any) { r["findings"].([]any)[0].(map[string]any)["code"] = "Number Missing" }},
	} {
		r := asJSON(t, full())
		c.spoil(r)
		if s.Validate(r) == nil {
			t.Errorf("%s: the schema takes it", c.what)
		}
	}
}

// The schema must name exactly the keys that Record prints, at every level.
func TestSchemaNamesEveryKey(t *testing.T) {
	var schema struct {
		Properties map[string]any
		Required   []string
	}
	if err := json.Unmarshal(corpus.Schema, &schema); err != nil {
		t.Fatal(err)
	}
	kind := reflect.TypeFor[corpus.Record]()
	for i := range kind.NumField() {
		key, options, _ := strings.Cut(kind.Field(i).Tag.Get("json"), ",")
		if _, ok := schema.Properties[key]; !ok || slices.Contains(schema.Required, key) == (options == "omitempty") {
			t.Errorf("schema.json: add %q to properties and, unless it may be absent, to required", key)
		}
	}
	if len(schema.Properties) != kind.NumField() {
		t.Errorf("schema.json names %d keys, Record has %d", len(schema.Properties), kind.NumField())
	}
}
