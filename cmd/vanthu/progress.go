package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"vanthu/pipeline"
)

// A bar shows progress on a terminal: one line of standard error, drawn anew.
// In a pipe it says now and then how far it is, in lines that a log keeps.
type bar struct {
	w        *world
	command  string
	progress *pipeline.Progress
	began    time.Time
	quit     chan struct{}
	drawn    sync.WaitGroup
	mu       sync.Mutex // held while anything is written to standard error
}

// Between two looks at the progress.
const (
	onTerminal = 200 * time.Millisecond
	inPipe     = 30 * time.Second
)

func (w *world) startBar(command string, p *pipeline.Progress) *bar {
	b := &bar{w: w, command: command, progress: p, began: w.now(), quit: make(chan struct{})}
	period := onTerminal
	if !w.errTerminal {
		period = inPipe
	}
	b.drawn.Go(func() {
		tick := time.NewTicker(period)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				b.mu.Lock()
				if w.errTerminal {
					fmt.Fprintf(w.stderr, "\r\x1b[K%s", b.line())
				} else {
					fmt.Fprint(w.stderr, b.plain())
				}
				b.mu.Unlock()
			case <-b.quit:
				if w.errTerminal {
					fmt.Fprint(w.stderr, "\r\x1b[K")
				}
				return
			}
		}
	})
	return b
}

// state is how many files are done, how many pages read, and the rate.
func (b *bar) state() string {
	pages := b.progress.Pages.Load()
	return fmt.Sprintf("%d of %d files, %s (%d by OCR), %.1f pages/s", b.progress.Done.Load(), b.progress.Files.Load(), count(int(pages), "page"),
		b.progress.OCRPages.Load(), float64(pages)/max(b.w.now().Sub(b.began).Seconds(), 0.1))
}

// left is how long the rest will take at the rate so far, "" where nobody knows. By
// the files alone it would be seconds while the last one, of 60 pages, takes minutes:
// of long documents it goes by their pages.
func (b *bar) left() string {
	files, done := b.progress.Files.Load(), b.progress.Done.Load()
	if done == 0 || done >= files {
		return ""
	}
	took := float64(b.w.now().Sub(b.began))
	long, pages := b.progress.Long(), 0
	for _, l := range long {
		pages += l.Pages - l.Read
	}
	left := took / float64(done) * float64(max(files-done-int64(len(long)), 0))
	if read := b.progress.Pages.Load(); read > 0 {
		left += took / float64(read) * float64(pages)
	} else if pages > 0 {
		return ""
	}
	return fmt.Sprintf(", about %s left", time.Duration(left).Round(time.Second))
}

// line is the state of the run in under 80 columns.
func (b *bar) line() string {
	line := b.state()
	if long := b.progress.Long(); len(long) > 0 {
		// A name takes what room is left; its end tells files apart.
		l := long[0]
		name, tail := []rune(printable(filepath.Base(l.Name))), fmt.Sprintf(" %d/%d pages", l.Read, l.Pages)
		if room := 79 - 2 - utf8.RuneCountInString(line+tail); room < len(name) {
			name = append([]rune("…"), name[len(name)-max(room-1, 0):]...)
		}
		return line + "; " + string(name) + tail
	}
	return line + b.left()
}

// plain is the state of the run, and a line for each long document in work.
func (b *bar) plain() string {
	var lines strings.Builder
	fmt.Fprintf(&lines, "vanthu: %s: %s%s\n", b.command, b.state(), b.left())
	for _, l := range b.progress.Long() {
		fmt.Fprintf(&lines, "vanthu: %s: %s: %d of %d pages\n", b.command, printable(l.Name), l.Read, l.Pages)
	}
	return lines.String()
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
