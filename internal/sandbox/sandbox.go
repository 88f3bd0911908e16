// Package sandbox runs what parses untrusted bytes in a child process with
// limits on time, memory and output. A child that hangs, dies or asks for too
// much costs one file.
//
// # What is promised where
//
// On Linux a child lives in its own process group, under RLIMIT_AS and without
// core files, and dies when its parent dies; the whole group is killed at the
// end, so that nothing it started is left (but for a process that made itself
// a session of its own). On other Unix systems the group and the deadline hold,
// the kernel may ignore the limit of memory, and a child can outlive a parent
// that was killed. On Windows only the child itself is killed, and the limit of
// memory is the garbage collector's alone.
//
// Children get no open files but their standard streams, and of the
// environment only what a program needs to find its files: no credentials, no
// proxies. On Linux the kernel keeps them from the network: [NetworkCut] tells
// how well.
package sandbox

import (
	"context"
	"encoding/json"
	"time"
)

// Limits bound one child. A zero field does not bound.
type Limits struct {
	// Time is wall time; the child's whole process group is killed after it.
	// The time that Run's caller spends in each does not count.
	Time time.Duration
	// Memory is bytes of address space (RLIMIT_AS). For a reader it is counted
	// on top of what the Go runtime has reserved before the reader begins:
	// about 1.2 GB of addresses that cost nothing.
	Memory int64
	// Output is bytes that it may write to its standard streams, and for a tool
	// also the size of each file that it writes.
	Output int64
}

// Within gives a context in which the children of Run and Tool have the time
// and the memory of lim in place of those that their callers give them, where
// lim gives any: what a user has set counts for all readers alike.
func Within(ctx context.Context, lim Limits) context.Context {
	if lim.Time == 0 && lim.Memory == 0 {
		return ctx
	}
	return context.WithValue(ctx, withinKey{}, lim)
}

type withinKey struct{}

// within is lim with what Within has set.
func (lim Limits) within(ctx context.Context) Limits {
	if set, ok := ctx.Value(withinKey{}).(Limits); ok {
		if set.Time > 0 {
			lim.Time = set.Time
		}
		if set.Memory > 0 {
			lim.Memory = set.Memory
		}
	}
	return lim
}

// A Reader parses in the child: it writes one JSON message a line through
// emit. An error that is a *corpus.Problem travels to the parent as such; any
// other error travels as its text. What it prints is taken for its standard
// error, and kept only to explain a crash.
type Reader func(ctx context.Context, args []string, emit func(message any) error) error

// The environment variables by which a parent tells a child what it is.
const (
	envReader = "VANTHU_READER"
	envMemory = "VANTHU_READER_MEMORY"
)

// Each line of a child begins with one byte that says what it is. A child whose
// last line is no verdict has died, however politely it exited.
const (
	lineMessage = 'm' // JSON of a message
	lineProblem = 'p' // verdict: JSON of a *corpus.Problem
	lineError   = 'e' // verdict: JSON of another error's text
	lineDone    = 'z' // verdict: nothing was wrong
)

// A verdict is how a reader ended by its own word.
type verdict struct {
	kind byte
	body json.RawMessage
}
