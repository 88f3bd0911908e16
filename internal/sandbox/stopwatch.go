package sandbox

import (
	"sync"
	"time"
)

// A stopwatch calls ring once after the allowed time, in which pauses do not count.
type stopwatch struct {
	mu    sync.Mutex
	timer *time.Timer // nil where time is not limited
	left  time.Duration
	since time.Time // of the last resume
}

// newStopwatch starts a stopwatch; allowed 0 never rings.
func newStopwatch(allowed time.Duration, ring func()) *stopwatch {
	s := &stopwatch{left: allowed, since: time.Now()}
	if allowed > 0 {
		s.timer = time.AfterFunc(allowed, ring)
	} else {
		s.timer = time.AfterFunc(1<<62, ring)
		s.left = 1 << 62
	}
	return s
}

func (s *stopwatch) pause() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.timer.Stop()
	s.left -= time.Since(s.since)
}

func (s *stopwatch) resume() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.since = time.Now()
	s.timer.Reset(max(s.left, 0))
}

// limit lowers what is left to at most d from now.
func (s *stopwatch) limit(d time.Duration) {
	s.pause()
	s.mu.Lock()
	s.left = min(s.left, d)
	s.mu.Unlock()
	s.resume()
}
