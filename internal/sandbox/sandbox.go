// Package sandbox runs what parses untrusted bytes in a child process with
// limits on time, memory and output. A child that hangs, dies or asks for too
// much costs one file.
package sandbox

import (
	"context"
	"encoding/json"
	"io"
	"time"
)

// Limits bound one child.
type Limits struct {
	Time   time.Duration // wall time; the child's whole process group is killed after it
	Memory int64         // bytes of address space (RLIMIT_AS)
	Output int64         // bytes it may write
}

// A Reader parses in the child: it writes one JSON message a line through
// emit. An error that is a *corpus.Problem travels to the parent as such.
type Reader func(ctx context.Context, args []string, emit func(message any) error) error

// Main must be the first call of main and of TestMain in packages that use
// Run: in a child it runs the named reader and never returns; else it does nothing.
func Main(readers map[string]Reader) { panic("unwritten") }

// Run runs the named reader in a child of this same binary and hands each
// message to each. Messages that came before a failure have been handed on.
// The file's fault is a *corpus.Problem (timed-out, out-of-memory, crashed, or
// the reader's own); ctx's error and each's errors come back as they are.
func Run(ctx context.Context, lim Limits, reader string, args []string, each func(json.RawMessage) error) error {
	panic("unwritten")
}

// Tool runs an external program under the same limits and in its own process
// group, dying with its parent. Its standard error's first lines go into the
// error. The file's fault is a *corpus.Problem.
func Tool(ctx context.Context, lim Limits, stdin io.Reader, stdout io.Writer, name string, args ...string) error {
	panic("unwritten")
}
