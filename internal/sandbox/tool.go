package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"

	"vanthu/corpus"
)

// Tool runs an external program under the same limits and in its own process
// group, dying with its parent. Its standard error's first line goes into the
// error. stdin and stdout may be nil.
//
// The file's fault is a *corpus.Problem: an exit status other than 0 is
// malformed (or what the program's words tell: encrypted, out-of-memory), death
// by a signal is crashed, a program that is not installed is needs-tool. ctx's
// error and those of stdin and stdout come back as they are.
func Tool(ctx context.Context, lim Limits, stdin io.Reader, stdout io.Writer, name string, args ...string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return &corpus.Problem{Kind: corpus.NeedsTool, Message: name + " is not installed", Hint: "run: vanthu doctor"}
	}
	lim = lim.within(ctx)
	life, end := context.WithCancelCause(ctx)
	defer end(nil)
	written := &counter{limit: lim.Output, over: func() { end(errOutput) }}
	said := &excerpt{}
	source, sink := &noting{r: stdin}, &noting{w: stdout}

	cmd, _, release, err := launch(func() *exec.Cmd {
		cmd := exec.CommandContext(life, path, args...)
		cmd.Args[0] = name
		cmd.Env = environment()
		if stdin != nil {
			cmd.Stdin = source
		}
		if stdout != nil {
			cmd.Stdout = written.writer(sink)
		}
		cmd.Stderr = written.writer(said)
		cmd.WaitDelay = grace
		return cmd
	})
	if err != nil {
		return fmt.Errorf("start %s: %w", name, err)
	}
	defer release()
	clock := newStopwatch(lim.Time, func() { end(errTime) })
	defer clock.pause()
	// The program has run unbounded for the microseconds until here: too short
	// to parse anything.
	if err := bind(cmd.Process.Pid, lim); err != nil {
		end(err)
		_ = reap(cmd)
		return fmt.Errorf("limit %s: %w", name, err)
	}
	died := reap(cmd)

	switch {
	case sink.err != nil:
		return sink.err
	case ctx.Err() != nil && died != nil:
		return ctx.Err()
	case source.err != nil:
		return source.err
	case died == nil:
		return nil
	}
	return lim.fault(context.Cause(life), died, said, name, corpus.Malformed)
}

// noting passes bytes on and notes the error of the caller's own stream, to
// tell it from the program's.
type noting struct {
	r   io.Reader
	w   io.Writer
	err error
}

func (n *noting) Read(b []byte) (int, error) {
	k, err := n.r.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		n.err = err
	}
	return k, err
}

func (n *noting) Write(b []byte) (int, error) {
	k, err := n.w.Write(b)
	if err != nil {
		n.err = err
	}
	return k, err
}
