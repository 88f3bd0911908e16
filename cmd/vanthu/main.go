// Vanthu (văn thư, the records clerk) takes in a box of Vietnamese directives,
// reads every page, keeps originals and records in one archive folder, and
// answers "Nghị quyết 29" from its index.
//
// # How it speaks
//
// Results go to standard output, everything else to standard error, as
//
//	vanthu: import: box/a.pdf: malformed: the cross-reference table is damaged
//	vanthu: hint: open it in a viewer and save it again
//
// in lower case, without a full stop, with a hint where there is a cure.
// Progress is shown on a terminal only. The exit status tells: 0 done, 1
// stopped by an error, 2 wrong usage, 3 done but something was set aside.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"

	"vanthu/internal/read"
	"vanthu/internal/sandbox"
	"vanthu/internal/store"
)

func main() {
	sandbox.Main(read.Sandboxed())
	// Bleve speaks through the standard logger when a segment is missing; what is
	// wrong is in the error that we report.
	log.SetOutput(io.Discard)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// A second Ctrl-C ends the program at once: the first gave it the chance to stop cleanly.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], &world{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		terminal: term.IsTerminal(int(os.Stdout.Fd())), errTerminal: term.IsTerminal(int(os.Stderr.Fd())),
		getenv: os.Getenv, now: time.Now,
	}))
}

// A world is all that a command touches besides the files it is given.
type world struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	terminal       bool // standard output is read by a person
	errTerminal    bool // standard error is
	getenv         func(string) string
	now            func() time.Time
}

// results is standard output for a command that prints line by line: it keeps
// the first error, so that a full disk is told once, at the end.
type results struct {
	w   io.Writer
	err error
}

func (r *results) Write(b []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	n, err := r.w.Write(b)
	r.err = err
	return n, err
}

// A command is one verb of the program.
type command struct {
	name    string
	summary string // one line of the list of commands
	usage   string // the whole help text
	run     func(ctx context.Context, w *world, args []string) error
}

func commands() []command {
	return []command{
		importCommand(), watchCommand(), searchCommand(), showCommand(), missingCommand(), problemsCommand(), extractCommand(), exportCommand(),
		duplicatesCommand(), rmCommand(), runsCommand(), reindexCommand(), serveCommand(),
		backupCommand(), restoreCommand(), verifyCommand(), evalCommand(), doctorCommand(), completionCommand(),
	}
}

// The exit statuses.
const (
	exitDone     = 0
	exitError    = 1
	exitUsage    = 2
	exitSetAside = 3
)

// errSetAside ends a command that did all it could while something was set aside.
var errSetAside = errors.New("something was set aside")

// errQuiet ends a command with exit status 1 that has said all there is to say.
var errQuiet = errors.New("see above")

// A usageError is a wrong call.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

func usagef(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// A hinted error knows a cure.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

func withHint(err error, hint string) error { return hinted{err, hint} }

// run runs the program with the arguments after its name and gives the exit status.
func run(ctx context.Context, args []string, w *world) int {
	if len(args) == 0 {
		fmt.Fprint(w.stderr, overview())
		return exitUsage
	}
	name := args[0]
	switch name {
	case "help", "--help", "-h", "-help":
		if len(args) == 1 {
			fmt.Fprint(w.stdout, overview())
			return exitDone
		}
		name, args = args[1], []string{args[1], "--help"}
	case "version", "--version", "-version":
		fmt.Fprintln(w.stdout, thisProgram())
		return exitDone
	}
	for _, c := range commands() {
		if c.name == name {
			out := &results{w: w.stdout}
			w.stdout = out
			err := c.run(ctx, w, args[1:])
			if out.err != nil {
				err = fmt.Errorf("standard output: %w", out.err)
			}
			return w.status(c, err)
		}
	}
	fmt.Fprintf(w.stderr, "vanthu: there is no command %q\n", name)
	if meant := nearest(name, commandNames()); meant != "" {
		w.hint("did you mean: vanthu " + meant)
	} else {
		w.hint("vanthu help lists the commands")
	}
	return exitUsage
}

// status says what err has to say and gives the exit status for it.
func (w *world) status(c command, err error) int {
	var usage usageError
	var cure hinted
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errHelp):
		fmt.Fprint(w.stdout, c.usage)
		return exitDone
	case errors.Is(err, errSetAside):
		return exitSetAside
	case errors.Is(err, errQuiet):
		return exitError
	case errors.As(err, &usage):
		fmt.Fprintf(w.stderr, "vanthu: %s: %v\n", c.name, err)
		w.hint("vanthu " + c.name + " --help shows how")
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintf(w.stderr, "vanthu: %s: stopped; run it again to go on\n", c.name)
		return exitError
	}
	fmt.Fprintf(w.stderr, "vanthu: %s: %s\n", c.name, printablePage(err.Error()))
	if errors.As(err, &cure) {
		w.hint(cure.hint)
	} else {
		w.hint(systemHint(err))
	}
	return exitError
}

// The result codes of SQLite that a person can do something about:
// https://www.sqlite.org/rescode.html.
const (
	sqliteReadOnly = 8
	sqliteCorrupt  = 11
	sqliteFull     = 13
	sqliteNotOne   = 26 // no database at all
)

// systemHint is the cure for what is not the program's fault; "" where it knows
// none.
func systemHint(err error) string {
	code := 0
	var sqlite interface {
		error
		Code() int
	}
	if errors.As(err, &sqlite) {
		code = sqlite.Code() & 0xff // the rest says more exactly why
	}
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG), code == sqliteFull:
		return "make room on the disk and run it again: nothing is lost"
	case errors.Is(err, store.ErrReadOnly), code == sqliteReadOnly:
		return "run it as a user who may write in the archive's folder; search, show, export and serve need only read it"
	case code == sqliteCorrupt, code == sqliteNotOne:
		return "the catalogue of the archive is damaged: bring the archive back from its backup (vanthu restore), or import the folder originals/ into a new one"
	case errors.Is(err, fs.ErrPermission):
		return "run it as a user who may read and write there, or name another folder"
	}
	return ""
}

func (w *world) hint(text string) {
	if text != "" {
		fmt.Fprintf(w.stderr, "vanthu: hint: %s\n", text)
	}
}

// encode prints v as JSON on one line.
func encode(w *world, v any) error {
	out := json.NewEncoder(w.stdout)
	out.SetEscapeHTML(false)
	return out.Encode(v)
}
