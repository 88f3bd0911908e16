package pipeline_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
	"vanthu/pipeline"
)

func value(s string) corpus.Field[string] { return corpus.Field[string]{Value: &s} }

// Values gained, lost and changed; of lists, wherever they stand.
func TestCompare(t *testing.T) {
	before, after := new(corpus.Record), new(corpus.Record)
	before.Type, after.Type = value("Kế hoạch"), value("Báo cáo")
	after.Subject = value("về việc mẫu")
	before.Number.Field = value("1-KH/HU")
	before.Issued, after.Issued = value("2024-01-02"), value("2024-01-02")
	before.Recipients = []corpus.Field[string]{value("Sở A"), value("Sở B"), value("Sở B")}
	after.Recipients = []corpus.Field[string]{value("Sở B"), value("Sở A"), value("Sở C")}
	cited := func(number, issued string) corpus.Citation {
		return corpus.Citation{Number: corpus.Optional(number), Issued: corpus.Optional(issued), Mentions: []corpus.Mention{{Span: corpus.Span{Page: 1, Start: 5, End: 9}}}}
	}
	before.Citations = []corpus.Citation{cited("29-NQ/TW", ""), cited("18-NQ/TW", "")}
	after.Citations = []corpus.Citation{cited("18-NQ/TW", ""), cited("29-NQ/TW", "2013-11-04")}
	want := map[string]pipeline.Gains{
		"type": {Changed: 1}, "subject": {Gained: 1}, "number": {Lost: 1}, "recipients": {Gained: 1, Lost: 1}, "citations": {Gained: 1, Lost: 1},
	}
	if d := cmp.Diff(want, pipeline.Compare(before, after)); d != "" {
		t.Errorf("gains (-want +got):\n%s", d)
	}
	if got := pipeline.Compare(after, after); len(got) != 0 {
		t.Errorf("against itself: %v", got)
	}
}

// A onePage shelf holds documents of one page and remembers what is written.
type onePage struct {
	old     []pipeline.Old
	damaged corpus.ID
	out     []pipeline.Renewed
}

func (s *onePage) Old(_ context.Context, emit func(pipeline.Old) error) error {
	for _, o := range s.old {
		if err := emit(o); err != nil {
			return err
		}
	}
	return nil
}

func (s *onePage) SavedPages(_ context.Context, id corpus.ID) ([]corpus.Page, error) {
	if id == s.damaged {
		return nil, &corpus.Problem{Kind: corpus.Malformed}
	}
	page := corpus.Page{Number: 1, Text: "Số: 5/TB-UBND\nTHÔNG BÁO\nVề lịch trực hè", Method: corpus.MethodText}
	at := 0
	for line := range strings.SplitSeq(page.Text, "\n") {
		page.Lines = append(page.Lines, corpus.Line{Start: at, End: at + len(line)})
		at += len(line) + 1
	}
	return []corpus.Page{page}, nil
}

func (s *onePage) Rewrite(_ context.Context, batch []pipeline.Renewed) error {
	s.out = append(s.out, batch...)
	return nil
}

// Records are made anew in the order of the shelf; what is the same is not
// changed, what is damaged is repaired or told.
func TestExtractAnew(t *testing.T) {
	source := func(id string) corpus.Source { return corpus.Source{ID: corpus.ID(id), Name: id, Pages: 1} }
	shelf := &onePage{old: []pipeline.Old{{Source: source("a")}, {Source: source("b")}}, damaged: "b"}
	line := &pipeline.Line{Workers: 2}
	if err := line.ExtractAnew(t.Context(), shelf); err != nil {
		t.Fatal(err)
	}
	if len(shelf.out) != 2 || !shelf.out[0].Changed || shelf.out[0].New.Number.Or("") != "5/TB-UBND" || shelf.out[1].Problem == nil {
		t.Fatalf("%d records, the first changed %v with number %q, the second's problem %v; want a new one of 5/TB-UBND and a problem",
			len(shelf.out), shelf.out[0].Changed, shelf.out[0].New.Number.Or(""), shelf.out[len(shelf.out)-1].Problem)
	}
	record := shelf.out[0].New
	other := record
	other.Revision = "0"
	again := &onePage{}
	for i, r := range []*corpus.Record{&record, &other, &record} {
		again.old = append(again.old, pipeline.Old{Source: source("a"), Record: r, Handle: i})
	}
	if err := line.ExtractAnew(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{false, true, false} {
		if r := again.out[i]; r.Handle != i || r.Changed != want {
			t.Errorf("document %d comes as %v, changed %v, want changed %v", i, r.Handle, r.Changed, want)
		}
	}
}
