package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"

	"vanthu/corpus"
)

// grace is how long the end of a dead child's output is waited for. It only
// matters where a process that escaped from the group holds the pipe open.
const grace = time.Second

var (
	errTime   = errors.New("over the limit of time")
	errOutput = errors.New("over the limit of output")
)

// Run runs the named reader in a child of this same binary and hands each
// message to each. Messages that came before a failure have been handed on.
// The file's fault is a *corpus.Problem (timed-out, out-of-memory, crashed,
// too-large for its output, or the reader's own); ctx's error and each's
// errors come back as they are. When Run returns, the child is no more.
//
// Run calls each on its own goroutine, one message at a time; a slow each slows
// the child down, and its time is not counted.
func Run(ctx context.Context, lim Limits, reader string, args []string, each func(json.RawMessage) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	lim = lim.within(ctx)
	self, err := executable()
	if err != nil {
		return fmt.Errorf("run reader %s: %w", reader, err)
	}
	life, end := context.WithCancelCause(ctx)
	defer end(nil)

	out, in, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("run reader %s: %w", reader, err)
	}
	defer out.Close()
	written := &counter{limit: lim.Output, over: func() { end(errOutput) }}
	said := &excerpt{}

	cmd, _, release, err := launch(func() *exec.Cmd {
		cmd := exec.CommandContext(life, self, args...)
		cmd.Args[0] = "vanthu-" + reader
		cmd.Env = append(environment(), envReader+"="+reader, envMemory+"="+strconv.FormatInt(lim.Memory, 10))
		cmd.Stdout = in
		cmd.Stderr = written.writer(said)
		cmd.WaitDelay = grace
		return cmd
	})
	_ = in.Close() // the child has its own; nothing was written here
	if err != nil {
		return fmt.Errorf("run reader %s: %w", reader, err)
	}
	defer release()
	clock := newStopwatch(lim.Time, func() { end(errTime) })
	defer clock.pause()

	pipe := &pipe{file: out}
	exit := make(chan error, 1)
	go func() {
		err := reap(cmd)
		pipe.lastWords()
		exit <- err
	}()
	var theirs error // each's
	last, broken := readLines(written.reader(pipe), func(message json.RawMessage) error {
		if life.Err() != nil {
			return life.Err()
		}
		clock.pause()
		theirs = each(message)
		clock.resume()
		return theirs
	})
	if broken != nil && life.Err() == nil {
		end(broken)
	}
	if last != nil {
		// It has said its last word: it has a moment to go by itself.
		clock.limit(grace)
	}
	died := <-exit

	switch {
	case theirs != nil:
		return theirs
	case last != nil:
		return last.err(reader)
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return lim.fault(context.Cause(life), died, said, reader+" reader", corpus.Crashed)
}

// err is the error that a reader's verdict stands for.
func (v *verdict) err(reader string) error {
	switch v.kind {
	case lineDone:
		return nil
	case lineProblem:
		fault := &corpus.Problem{}
		if err := json.Unmarshal(v.body, fault); err != nil {
			return fmt.Errorf("%s reader's problem: %w", reader, err)
		}
		return fault
	case lineError:
		var text string
		if err := json.Unmarshal(v.body, &text); err != nil {
			return fmt.Errorf("%s reader's error: %w", reader, err)
		}
		return fmt.Errorf("%s reader: %s", reader, text)
	}
	return &corpus.Problem{Kind: corpus.Crashed, Message: fmt.Sprintf("%s reader: unknown line %q", reader, v.kind)}
}

// environment is what children see of ours: no credentials, no proxies.
func environment() []string {
	kept := []string{
		"OMP_THREAD_LIMIT=1", "LC_ALL=C.UTF-8",
		"GORACE=atexit_sleep_ms=0", // a binary built with -race sleeps for a second before it ends
	}
	for _, name := range [...]string{
		"PATH", "HOME", "TMPDIR", "TMP", "TEMP", "SystemRoot", "USERPROFILE",
		"LD_LIBRARY_PATH", "TESSDATA_PREFIX", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "GOCOVERDIR", "GODEBUG",
	} {
		if value, ok := os.LookupEnv(name); ok {
			kept = append(kept, name+"="+value)
		}
	}
	return kept
}

// executable is the path by which this program can be started again.
func executable() (string, error) {
	if runtime.GOOS == "linux" {
		// This name goes on working when an upgrade replaces the file, where
		// os.Executable would say "/usr/bin/vanthu (deleted)".
		return "/proc/self/exe", nil
	}
	return os.Executable()
}

// A pipe reads a child's output, and does not wait for ever once the child is dead.
type pipe struct {
	file *os.File
	dead atomic.Bool
}

// lastWords bounds the wait for what the dead child has left in the pipe.
func (p *pipe) lastWords() {
	p.dead.Store(true)
	// Where deadlines are not supported (Windows), the wait is not bounded.
	_ = p.file.SetReadDeadline(time.Now().Add(grace))
}

func (p *pipe) Read(b []byte) (int, error) {
	if p.dead.Load() {
		// The deadline is for one read: a slow caller must not lose messages
		// that have been waiting in the pipe.
		_ = p.file.SetReadDeadline(time.Now().Add(grace))
	}
	n, err := p.file.Read(b)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		err = io.EOF
	}
	return n, err
}

// A counter bounds the bytes of all streams that pass through it.
type counter struct {
	limit   int64
	written atomic.Int64
	over    func()
}

func (c *counter) add(n int) error {
	if total := c.written.Add(int64(n)); c.limit > 0 && total > c.limit {
		c.over()
		return errOutput
	}
	return nil
}

func (c *counter) reader(r io.Reader) io.Reader { return countedReader{r, c} }
func (c *counter) writer(w io.Writer) io.Writer { return countedWriter{w, c} }

type countedReader struct {
	io.Reader
	*counter
}

func (r countedReader) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	if over := r.add(n); over != nil {
		return 0, over
	}
	return n, err
}

type countedWriter struct {
	io.Writer
	*counter
}

func (w countedWriter) Write(b []byte) (int, error) {
	if err := w.add(len(b)); err != nil {
		return 0, err
	}
	return w.Writer.Write(b)
}

// An excerpt keeps the head and the tail of what is written to it: a crash is
// explained at the end, a tool's refusal at the beginning.
type excerpt struct {
	head, tail bytes.Buffer
}

const (
	headBytes = 4 << 10
	tailBytes = 64 << 10
)

func (e *excerpt) Write(b []byte) (int, error) {
	n := min(headBytes-e.head.Len(), len(b))
	e.head.Write(b[:n])
	e.tail.Write(b[n:])
	if e.tail.Len() > 2*tailBytes {
		e.tail.Next(e.tail.Len() - tailBytes)
	}
	return len(b), nil
}

func (e *excerpt) String() string { return e.head.String() + e.tail.String() }
