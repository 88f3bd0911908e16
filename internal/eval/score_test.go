package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"vanthu/corpus"
)

// sample writes the files of testdata/set.txtar to a folder and loads it.
func sample(t *testing.T) Set {
	t.Helper()
	set, err := Load(unpack(t))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func unpack(t *testing.T) string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/set.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := txtar.Write(archive, dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// perfect is what a faultless line would make of the set: gold's own values,
// each where the text has it.
func perfect(t *testing.T, set Set) map[string]Extracted {
	t.Helper()
	records := make(map[string]Extracted)
	for _, g := range set.groups {
		for _, d := range g.docs {
			data, err := os.ReadFile(set.Path(d.file))
			if err != nil {
				t.Fatal(err)
			}
			records[d.file] = faultless(d, string(data))
		}
	}
	return records
}

func faultless(d document, text string) Extracted {
	find := func(s string) (string, corpus.Span) {
		if i := strings.Index(text, s); i >= 0 && s != "" {
			return s, corpus.Span{Page: 1, Start: i, End: i + len(s)}
		}
		return "", corpus.Span{}
	}
	value := func(s string) corpus.Field[string] {
		f := corpus.Field[string]{Confidence: 0.95}
		if s != "" {
			f.Value = &s
		}
		raw, at := find(s)
		f.Raw, f.Page, f.Start, f.End = raw, at.Page, at.Start, at.End
		return f
	}
	e := Extracted{Pages: []corpus.Page{{Number: 1, Text: text}}}
	r := &e.Record
	for _, f := range d.header {
		switch f.name {
		case fType:
			r.Type = value(f.value)
		case fNumber:
			r.Number.Field = value(f.value)
		case fIssued:
			r.Issued = value(f.value)
		case fIssuer:
			r.Issuer.Field = value(f.value)
		case fSubject:
			r.Subject = value(f.value)
		case fSigner:
			if f.value != "" {
				r.Signers = []corpus.Signer{{Name: value(f.value)}}
			}
		case fPlace:
			r.Place = value(f.value)
		case fEffective:
			r.Effective = value(f.value)
		}
	}
	for _, s := range d.recipient {
		r.Recipients = append(r.Recipients, value(s))
	}
	for _, s := range d.dates {
		r.Dates = append(r.Dates, corpus.Date{Value: s, Precision: "day", Span: corpus.Span{Page: 1}})
	}
	for _, c := range d.citations {
		got := corpus.Citation{Type: c.Type, Number: c.Number, Title: c.Title, Issued: c.Issued, Relation: c.Relation, Confidence: 0.95}
		for _, m := range c.Mentions {
			raw, at := find(m)
			if raw == "" { // broken over two lines
				raw, at = find(strings.Replace(m, "số 19", "số\n19", 1))
			}
			got.Mentions = append(got.Mentions, corpus.Mention{Text: raw, Span: at})
		}
		r.Citations = append(r.Citations, got)
	}
	return e
}

// figures are all the ratios and matches of a report by their path in its
// JSON, but for the calibration: "box metadata header number": "2/2".
func figures(t *testing.T, r Report) map[string]string {
	t.Helper()
	out := make(map[string]string)
	for _, s := range r.Sections {
		at := s.Folder + " "
		for _, f := range s.Header {
			out[at+f.Field] = f.counts()
		}
		for _, f := range s.Handwritten {
			out[at+f.Field+" by hand"] = fmt.Sprintf("%s, asserted %d right %d wrong", f.counts(), f.AssertedRight, f.AssertedWrong)
		}
		out[at+"whole header"] = s.WholeHeader.counts()
		out[at+"hand not wrong"] = s.HandNotWrong.counts()
		out[at+"spans"] = s.Spans.counts()
		if c := s.Citations; c != nil {
			match := func(m Match) string { return fmt.Sprintf("%d of %d in %d", m.Matched, m.Gold, m.Predicted) }
			out[at+"instruments"] = match(c.Instruments)
			out[at+"mentions"] = match(c.Mentions)
			out[at+"mentions exact"] = match(c.MentionsExact)
			out[at+"recipients"] = match(c.Recipients)
			out[at+"dates"] = match(c.Dates)
			out[at+"relation"] = c.Relation.counts()
			out[at+"cited date"] = c.CitedDate.counts()
			out[at+"whole citations"] = c.WholeCitations.counts()
			out[at+"whole documents"] = c.WholeDocuments.counts()
		}
	}
	return out
}

func TestPerfectRecordsScoreOne(t *testing.T) {
	set := sample(t)
	report := Score(set, perfect(t, set))
	for name, counts := range figures(t, report) {
		var right, total, predicted int
		if _, err := fmt.Sscanf(counts, "%d of %d in %d", &right, &total, &predicted); err != nil {
			if _, err := fmt.Sscanf(counts, "%d/%d", &right, &total); err != nil {
				t.Fatal(counts)
			}
			predicted = total
		}
		if right != total || predicted != total {
			t.Errorf("%s: %s, want all", name, counts)
		}
	}
	for _, s := range report.Sections {
		for _, d := range s.Documents {
			for _, m := range d.Misses {
				t.Errorf("%s: %s", d.File, m)
			}
		}
	}
}

func misses(r Report) string {
	var b strings.Builder
	for _, s := range r.Sections {
		for _, d := range s.Documents {
			for _, m := range d.Misses {
				fmt.Fprintf(&b, "%s: %s\n", d.File, m)
			}
		}
	}
	return b.String()
}

func TestCalibration(t *testing.T) {
	got := confidences{{0.95, true}, {0.9, false}, {0.89, true}, {0.7, true}, {0.69, false}, {1, true}, {0, false}}.score()
	want := Confidence{
		Sure:    Ratio{2, 3},
		Covered: Ratio{2, 4},
		Buckets: []Bucket{
			{0, 0.5, Ratio{0, 1}}, {0.5, 0.7, Ratio{0, 1}}, {0.7, 0.8, Ratio{1, 1}},
			{0.8, 0.9, Ratio{1, 1}}, {0.9, 0.95, Ratio{0, 1}}, {0.95, 1, Ratio{2, 2}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestFilesThatCouldNotBeRead(t *testing.T) {
	set := sample(t)
	records := perfect(t, set)
	torn := 0
	for file := range records {
		if strings.HasSuffix(file, "a.pdf") {
			records[file] = Extracted{Problem: &corpus.Problem{Kind: corpus.Malformed, Message: "torn"}}
			torn++
		}
	}
	if torn != 1 {
		t.Fatalf("%d files are called a.pdf, want 1", torn)
	}
	report := Score(set, records)
	scans := report.Sections[2]
	if scans.NotRead != 1 || scans.WholeHeader != (Ratio{1, 2}) {
		t.Errorf("not read %d, whole header %v; want 1 and half", scans.NotRead, scans.WholeHeader)
	}
	if got := scans.Documents[0].Misses[0].String(); got != "not read: malformed: torn" {
		t.Errorf("first miss is %q", got)
	}
}

func TestReportIsStable(t *testing.T) {
	set := sample(t)
	records := perfect(t, set)
	delete(records, "plan.txt")
	first, err := json.Marshal(Score(set, records))
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again, err := json.Marshal(Score(set, records))
		if err != nil {
			t.Fatal(err)
		}
		if string(again) != string(first) {
			t.Fatal("two scores of the same records differ")
		}
	}
	var back Report
	if err := json.Unmarshal(first, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Score(set, records), back); diff != "" {
		t.Errorf("read back from JSON (-scored +read):\n%s", diff)
	}
	var keys map[string]any
	if err := json.Unmarshal(first, &keys); err != nil {
		t.Fatal(err)
	}
	header := keys["sections"].([]any)[0].(map[string]any)["header"].([]any)[0].(map[string]any)
	if header["rate"] != 0.0 || header["field"] != "type" {
		t.Errorf("header's first row is %v, want the type with its rate", header)
	}
}

func TestLoad(t *testing.T) {
	set := sample(t)
	want := []string{"box/circular.txt", "box/law.txt", "plan.txt", "scans/a.pdf", "scans/b.pdf"}
	if got := set.Files(); !slices.Equal(got, want) {
		t.Errorf("files %v, want %v", got, want)
	}
	if _, err := Load(t.TempDir()); !errors.Is(err, ErrNoGold) {
		t.Errorf("an empty folder gave %v, want ErrNoGold", err)
	}
	tests := []struct{ trap, file, data, want string }{
		{"no such document", "x.gold.json", `{"doc": "x.txt"}`, "x.txt"},
		{"torn", "x.gold.json", `{"doc": `, "x.gold.json"},
		{"relation with a slip", "x.gold.json", `{"doc": "plan.txt", "citations": [{"type": "Luật", "title": "Mẫu", "relation": "căn cú"}]}`, `Luật Mẫu: unknown relation "căn cú"`},
		{"one document twice", "x.gold.json", `{"doc": "plan.txt"}`, "plan.txt stands in it twice"},
		{"out of the folder", "x.gold.json", `{"doc": "../plan.txt"}`, "leads out"},
		{"month 13", "metadata.jsonl", "\n" + `{"file": "plan.txt", "effective": "01/13/2020"}`, "metadata.jsonl: line 2: effective"},
		{"torn line", "scans.gold.jsonl", `{"file"`, "scans.gold.jsonl: line 1"},
	}
	for _, tt := range tests {
		t.Run(tt.trap, func(t *testing.T) {
			dir := unpack(t)
			if err := os.WriteFile(filepath.Join(dir, tt.file), []byte(tt.data), 0o644); err != nil {
				t.Fatal(err)
			}
			if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Load says %v, want an error with %q", err, tt.want)
			}
		})
	}
}
