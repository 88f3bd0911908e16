package main

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"vanthu/pipeline"
)

// TestLongDocuments: of a long document the pages are told, on a terminal within
// its width, in a pipe as a line.
func TestLongDocuments(t *testing.T) {
	now := time.Unix(1000, 0)
	p := new(pipeline.Progress)
	b := &bar{w: &world{now: func() time.Time { return now }}, command: "import", progress: p, began: now.Add(-time.Minute)}
	p.Files.Store(12)
	p.Done.Store(3)
	p.Note("box/short.pdf", 1, 3)
	const told = "vanthu: import: 3 of 12 files, 0 pages (0 by OCR), 0.0 pages/s"
	state := told + ", about 3m0s left\n"
	if line := b.line(); b.plain() != state || !strings.HasSuffix(line, "about 3m0s left") {
		t.Errorf("a short document: %q, %q", line, b.plain())
	}
	p.Note("box/a.pdf", 0, 500)
	if got, want := b.plain(), told+"\nvanthu: import: box/a.pdf: 0 of 500 pages\n"; got != want {
		t.Errorf("before a page is read nobody knows how long 500 take: %q, want %q", got, want)
	}
	p.Note("box/a.pdf", 120, 500)
	p.Pages.Store(130)
	state = "vanthu: import: 3 of 12 files, 130 pages (0 by OCR), 2.2 pages/s, about 5m35s left\n" // 8 files at 20 s, 380 pages at 60/130 s
	if line := b.line(); !strings.HasSuffix(line, "; a.pdf 120/500 pages") {
		t.Errorf("line %q", line)
	}
	if got, want := b.plain(), state+"vanthu: import: box/a.pdf: 120 of 500 pages\n"; got != want {
		t.Errorf("in a pipe: %q, want %q", got, want)
	}
	p.Note("box/a.pdf", 500, 500)
	p.Note("box/"+strings.Repeat("văn bản ", 20)+"12.pdf", 1, 500)
	if line := b.line(); utf8.RuneCountInString(line) > 79 || !strings.Contains(line, "12.pdf 1/500 pages") || strings.Contains(line, "a.pdf 120") {
		t.Errorf("line %q is too long, or tells a document that is done", line)
	}
}
