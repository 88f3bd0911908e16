package sandbox

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"

	"vanthu/corpus"
)

// Main must be the first call of main and of TestMain in packages that use
// Run: in a child it runs the named reader and never returns; else it does nothing.
func Main(readers map[string]Reader) {
	name := os.Getenv(envReader)
	if name == "" {
		return
	}
	// A reader that starts a program must not make a reader of it. To unset a
	// name that is set cannot fail.
	_ = os.Unsetenv(envReader)
	os.Exit(child(name, readers[name]))
}

// child is the life of a child process; it gives the exit status.
func child(name string, read Reader) int {
	memory, err := strconv.ParseInt(os.Getenv(envMemory), 10, 64)
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %q\n", envMemory, os.Getenv(envMemory))
		return 2
	}
	// More threads than this do not make a parser faster, and each costs
	// address space; the line runs several children at once.
	runtime.GOMAXPROCS(min(2, runtime.NumCPU()))
	// Endless recursion should end after 64 MB, not after Go's 1 GB.
	debug.SetMaxStack(64 << 20)
	if memory > 0 {
		// Collect hard before the kernel says no.
		debug.SetMemoryLimit(memory / 4 * 3)
		if err := confine(memory); err != nil {
			fmt.Fprintf(os.Stderr, "limit memory to %d bytes: %v\n", memory, err)
			return 2
		}
	}

	// A library that prints would spoil the lines: its prints go to standard error.
	lines := bufio.NewWriterSize(os.Stdout, 64<<10)
	os.Stdout = os.Stderr

	if read == nil {
		err = fmt.Errorf("unknown reader %q", name)
	} else {
		err = read(context.Background(), os.Args[1:], func(message any) error {
			return writeLine(lines, lineMessage, message)
		})
	}
	if err = writeVerdict(lines, err); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	return 0
}

func writeVerdict(w *bufio.Writer, err error) error {
	var fault *corpus.Problem
	switch {
	case err == nil:
		return writeLine(w, lineDone, nil)
	case errors.As(err, &fault):
		return writeLine(w, lineProblem, fault)
	default:
		return writeLine(w, lineError, err.Error())
	}
}

// writeLine writes and flushes one line, so that what came before a crash arrives.
func writeLine(w *bufio.Writer, kind byte, message any) error {
	if err := w.WriteByte(kind); err != nil {
		return err
	}
	encoder := json.NewEncoder(w) // ends with the line break
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(message); err != nil {
		return fmt.Errorf("encode message: %w", err)
	}
	return w.Flush()
}

// readLines hands each message on and gives the verdict, nil where the child
// fell silent without one. A last line without its end is not a line.
func readLines(r io.Reader, each func(json.RawMessage) error) (*verdict, error) {
	lines := bufio.NewReaderSize(r, 64<<10)
	for {
		line, err := lines.ReadBytes('\n')
		if err == io.EOF {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		body := json.RawMessage(bytes.TrimSpace(line[1:]))
		if line[0] != lineMessage {
			return &verdict{line[0], body}, nil
		}
		if err := each(body); err != nil {
			return nil, err
		}
	}
}
