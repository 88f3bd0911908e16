package read

import (
	"bytes"
	"errors"
	"runtime"
	"testing"

	"vanthu/corpus"
)

// A text of form feeds is refused before its pages are made: they would take
// 300 times the memory of the file, in the process of the program itself.
func TestTextOfFormFeeds(t *testing.T) {
	path := save(t, "a.txt", append(bytes.Repeat([]byte("\f"), 2<<20), "an"...))
	reader := New(Never)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := reader.Open(t.Context(), path, "text/plain")
	runtime.ReadMemStats(&after)
	var problem *corpus.Problem
	if !errors.As(err, &problem) || problem.Kind != corpus.TooLarge {
		t.Errorf("error %v, want a problem of kind %s", err, corpus.TooLarge)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 64<<20 {
		t.Errorf("%d MB were taken for it, want less than 64", took>>20)
	}
}
