package main

import (
	"fmt"
	"sync"
	"time"

	"vanthu/pipeline"
)

// A bar shows progress on a terminal: one line of standard error, drawn anew.
// In a pipe it shows nothing: the problems and the summary are the record.
type bar struct {
	w        *world
	progress *pipeline.Progress
	began    time.Time
	quit     chan struct{}
	drawn    sync.WaitGroup
	mu       sync.Mutex // held while anything is written to standard error
}

func (w *world) startBar(p *pipeline.Progress) *bar {
	b := &bar{w: w, progress: p, began: w.now(), quit: make(chan struct{})}
	if !w.errTerminal {
		return b
	}
	b.drawn.Go(func() {
		tick := time.NewTicker(200 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				b.mu.Lock()
				fmt.Fprintf(w.stderr, "\r\x1b[K%s", b.line())
				b.mu.Unlock()
			case <-b.quit:
				fmt.Fprint(w.stderr, "\r\x1b[K")
				return
			}
		}
	})
	return b
}

// line is the state of the run in under 80 columns.
func (b *bar) line() string {
	files, done := b.progress.Files.Load(), b.progress.Done.Load()
	pages := b.progress.Pages.Load()
	taken := b.w.now().Sub(b.began)
	line := fmt.Sprintf("%d of %d files, %d pages (%d by OCR), %.1f pages/s", done, files, pages,
		b.progress.OCRPages.Load(), float64(pages)/max(taken.Seconds(), 0.1))
	if done > 0 && done < files {
		left := time.Duration(float64(taken) / float64(done) * float64(files-done))
		line += fmt.Sprintf(", about %s left", left.Round(time.Second))
	}
	return line
}

// above writes something over the bar.
func (b *bar) above(write func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.w.errTerminal {
		fmt.Fprint(b.w.stderr, "\r\x1b[K")
	}
	write()
}

func (b *bar) stop() {
	close(b.quit)
	b.drawn.Wait()
}
