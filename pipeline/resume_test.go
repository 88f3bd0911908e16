package pipeline_test

import (
	"context"
	"io"
	"testing"
	"time"

	"vanthu/corpus"
	"vanthu/internal/language"
	"vanthu/internal/read"
	"vanthu/pipeline"
)

// A halfRead archive holds one job: a document of three pages of which a run
// that was killed has recognised the first two.
type halfRead struct {
	pipeline.Archive // what a run without new files does not call
	leased           bool
	kept             []pipeline.Finished
	savedNow         []int
}

func (a *halfRead) Lease(_ context.Context, _ int, _ time.Duration, orphans bool) ([]pipeline.Job, error) {
	if a.leased || !orphans {
		return nil, nil
	}
	a.leased = true
	src := corpus.Source{ID: "x", Name: "plan.tif", MediaType: "image/tiff"}
	return []pipeline.Job{{Source: src, Path: "../testdata/box/image/ke-hoach-huyen-uy.tif"}}, nil
}

func (a *halfRead) SavedPages(context.Context, corpus.ID) ([]corpus.Page, error) {
	fault := &corpus.Problem{Kind: corpus.TimedOut, Message: "took too long"}
	return []corpus.Page{
		{Number: 1, Text: "trang một", Method: corpus.MethodOCR},
		{Number: 2, Text: "trang hai", Method: corpus.MethodOCR},
		*read.Unread(3, fault), // could not be read then: to be tried again
	}, nil
}

func (a *halfRead) SavePage(_ context.Context, _ corpus.ID, page corpus.Page) error {
	a.savedNow = append(a.savedNow, page.Number)
	return nil
}

func (a *halfRead) Keep(_ context.Context, batch []pipeline.Finished) error {
	a.kept = append(a.kept, batch...)
	return nil
}

func (a *halfRead) Admit(context.Context, []pipeline.Arrival) ([]pipeline.Outcome, error) {
	return nil, nil
}
func (a *halfRead) Put(context.Context, io.Reader) (pipeline.Staged, error) {
	return pipeline.Staged{}, nil
}
func (a *halfRead) Account(context.Context) (pipeline.Account, error) {
	return pipeline.Account{}, nil
}

// TestNoPageIsRecognisedTwice: a document that was interrupted goes on at the
// page where it stopped.
func TestNoPageIsRecognisedTwice(t *testing.T) {
	needOCR(t)
	archive := new(halfRead)
	line := &pipeline.Line{Reader: read.New(read.Auto), Language: new(language.Detector), Now: time.Now}
	if _, err := line.Import(t.Context(), archive, nil); err != nil {
		t.Fatal(err)
	}
	if len(archive.kept) != 1 || len(archive.kept[0].Pages) != 3 {
		t.Fatalf("kept %d documents, want one of three pages", len(archive.kept))
	}
	pages := archive.kept[0].Pages
	if pages[0].Text != "trang một" || pages[1].Text != "trang hai" {
		t.Errorf("pages 1 and 2 were recognised again: %q, %q", pages[0].Text, pages[1].Text)
	}
	if len(archive.savedNow) != 1 || archive.savedNow[0] != 3 || pages[2].Text == "" {
		t.Errorf("recognised pages %v, want page 3 alone; its text: %q", archive.savedNow, pages[2].Text)
	}
}
