//go:build !unix

package sandbox

import (
	"os/exec"

	"vanthu/corpus"
)

// leash does nothing: only the child itself is killed here.
func leash(*exec.Cmd) {}

// reap waits for the child.
func reap(cmd *exec.Cmd) error { return cmd.Wait() }

// confine does nothing: only the garbage collector's limit holds.
func confine(int64) error { return nil }

// bind does nothing.
func bind(int, Limits) error { return nil }

// kindOfSignal is the kind of a death by a signal that was not ours.
func kindOfSignal(*exec.ExitError) corpus.Kind { return corpus.Crashed }
