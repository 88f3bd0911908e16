package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"vanthu/internal/store"
)

func runsCommand() command {
	return command{
		name:    "runs",
		summary: "list the runs: when, who, what came in, what was set aside",
		usage: `usage: vanthu runs [FLAGS] [RUN]

Lists the runs of the ledger, the newest first: imports, retries, watched
folders, removals. Of every run, also of one that was killed, the account holds:

  files = documents + duplicates + set aside + unchanged + passed on + waiting

where passed on are files that another run has finished, or was given again, and
waiting are those that the next import works off. In the list, new are
documents, twice are duplicates, same are unchanged. With the number of a RUN,
that one with its arguments and with what it set aside, whether cured since or
not.

  --archive DIR  the archive folder
  --limit N      at most N runs (default 20; 0: all)
  --json         print a JSON array of runs, or one object with its problems

example:
  vanthu runs 12

exit status: 0 done; 1 there is no such run, or stopped by an error; 2 wrong
             usage
`,
		run: runRuns,
	}
}

// A ledgerRun is a run as runs --json prints it.
type ledgerRun struct {
	Run        store.RunID `json:"run"`
	Command    string      `json:"command"`
	Arguments  []string    `json:"arguments"`
	User       string      `json:"user"`
	Host       string      `json:"host"`
	PID        int         `json:"pid"`
	Began      string      `json:"began"` // RFC 3339, UTC
	Ended      *string     `json:"ended"` // null: it runs, or was killed
	State      string      `json:"state"` // running, done, stopped, killed
	Seconds    float64     `json:"seconds"`
	Files      int         `json:"files"`
	Documents  int         `json:"documents"`
	Duplicates int         `json:"duplicates"`
	SetAside   int         `json:"set_aside"`
	Unchanged  int         `json:"unchanged"`
	PassedOn   int         `json:"passed_on"`
	Waiting    int         `json:"waiting"`
	Resumed    int         `json:"resumed"`
	Removed    int         `json:"removed"`
	Extracted  int         `json:"extracted"`
	Pages      int         `json:"pages"`
	OCRPages   int         `json:"ocr_pages"`
}

// A runDetail is runs RUN --json.
type runDetail struct {
	ledgerRun
	Problems []runProblem `json:"problems"`
}

// A runProblem is a problem that a run has noted.
type runProblem struct {
	setAside
	Resolved *string `json:"resolved"` // RFC 3339, UTC; null: it is open
}

func runRuns(ctx context.Context, w *world, args []string) error {
	fs := flags("runs")
	dir := w.archiveFlag(fs)
	limit := fs.Int("limit", 20, "")
	asJSON := fs.Bool("json", false, "")
	rest, err := parse(fs, args)
	if err != nil {
		return err
	}
	number := 0
	if len(rest) > 0 {
		if number, err = strconv.Atoi(rest[0]); err != nil || number < 1 || len(rest) > 1 {
			return usagef("%q is no number of a run", strings.Join(rest, " "))
		}
	}
	if *limit < 0 {
		return usagef("--limit counts from 0")
	}
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
	if number > 0 {
		return w.showRun(ctx, archive, store.RunID(number), *asJSON)
	}
	runs, err := archive.Runs(ctx)
	if err != nil {
		return err
	}
	listed := make([]ledgerRun, 0, len(runs))
	for i := len(runs) - 1; i >= 0 && (*limit == 0 || len(listed) < *limit); i-- {
		listed = append(listed, w.ledgerRun(runs[i]))
	}
	if *asJSON {
		return encode(w, listed)
	}
	table := [][]string{{"run", "began", "command", "by", "state", "seconds", "files", "new", "twice", "aside", "same"}}
	besides := []string{""} // what few runs have, below each
	for i, r := range listed {
		command, how, _ := strings.Cut(r.Command, " ") // reindex --extract
		table = append(table, []string{fmt.Sprint(r.Run), runs[len(runs)-1-i].Began.Format("2006-01-02 15:04"), printable(command), short(printable(cmp.Or(r.User, r.Host))), r.State,
			fmt.Sprintf("%.0f", r.Seconds), fmt.Sprint(r.Files), fmt.Sprint(r.Documents), fmt.Sprint(r.Duplicates), fmt.Sprint(r.SetAside), fmt.Sprint(r.Unchanged)})
		besides = append(besides, strings.Join(slices.DeleteFunc([]string{printable(how), r.besides()}, func(s string) bool { return s == "" }), ", "))
	}
	if len(listed) > 0 {
		writeTable(w.stdout, table, besides, ">  <  <  <  <  >  >  >  >  >  >")
	}
	if len(listed) < len(runs) {
		w.hint(fmt.Sprintf("%s before these: --limit 0 lists all", count(len(runs)-len(listed), "run")))
	}
	return nil
}

// writeTable prints rows in columns as wide as they must be, a blank between them,
// so that a table of short words fits a terminal. Of each column sides holds < or >:
// the side on which its cells stand.
func writeTable(w io.Writer, rows [][]string, below []string, sides string) {
	align := strings.Fields(sides)
	wide := make([]int, len(align))
	for _, row := range rows {
		for i, cell := range row {
			wide[i] = max(wide[i], utf8.RuneCountInString(cell))
		}
	}
	for n, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			blank := strings.Repeat(" ", wide[i]-utf8.RuneCountInString(cell))
			if align[i] == ">" {
				cell = blank + cell
			} else {
				cell += blank
			}
			line.WriteString(cell + " ")
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
		if below[n] != "" {
			fmt.Fprintln(w, "      "+below[n])
		}
	}
}

// mostOfName is how much of the name of who ran it fits; RUN and --json tell all.
const mostOfName = 10

func short(name string) string {
	if letters := []rune(name); len(letters) > mostOfName {
		return string(letters[:mostOfName-1]) + "…"
	}
	return name
}

// by is who ran it.
func (r *ledgerRun) by() string {
	if r.User == "" {
		return r.Host
	}
	return r.User + "@" + r.Host
}

// besides is what few runs have.
func (r *ledgerRun) besides() string {
	var parts []string
	for _, c := range []struct {
		n    int
		what string
	}{
		{r.PassedOn, "passed on"}, {r.Waiting, "waiting"}, {r.Resumed, "finished for others"}, {r.Removed, "removed"}, {r.Extracted, "extracted anew"},
	} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", c.n, c.what))
		}
	}
	return strings.Join(parts, ", ")
}

func (w *world) ledgerRun(r store.Run) ledgerRun {
	l := ledgerRun{
		Run: r.ID, Command: r.Kind, Arguments: r.Args, User: r.User, Host: r.Host, PID: r.PID, Began: r.Began.UTC().Format(time.RFC3339),
		Files: r.Account.Files, Documents: r.Account.Documents, Duplicates: r.Account.Duplicates, SetAside: r.Account.SetAside,
		Unchanged: r.Account.Unchanged, PassedOn: r.Account.PassedOn, Waiting: r.Account.Open, Resumed: r.Account.Resumed,
		Removed: r.Summary.Removed, Extracted: r.Summary.Extracted, Pages: r.Summary.Pages, OCRPages: r.Summary.OCRPages,
		Seconds: r.Summary.Seconds,
	}
	if l.Arguments == nil {
		l.Arguments = []string{}
	}
	switch {
	case !r.Ended.IsZero():
		ended := r.Ended.UTC().Format(time.RFC3339)
		l.Ended, l.State = &ended, "done"
		if r.Summary.Stopped {
			l.State = "stopped"
		}
	case r.Alive:
		l.State = "running"
		l.Seconds = w.now().Sub(r.Began).Seconds()
	default:
		l.State = "killed"
	}
	return l
}

// showRun prints one run with what it set aside.
func (w *world) showRun(ctx context.Context, archive *store.Archive, id store.RunID, asJSON bool) error {
	run, err := archive.Run(ctx, id)
	if err != nil {
		if errors.Is(err, store.ErrUnknown) {
			return withHint(fmt.Errorf("there is no run %d", id), "vanthu runs lists them")
		}
		return err
	}
	problems, err := archive.ProblemsOf(ctx, id)
	if err != nil {
		return err
	}
	d := runDetail{ledgerRun: w.ledgerRun(run), Problems: []runProblem{}}
	for _, p := range problems {
		one := runProblem{setAside: setAside{p.Name, p.ID, p.At.UTC().Format(time.RFC3339), p.Problem}}
		if !p.Resolved.IsZero() {
			at := p.Resolved.UTC().Format(time.RFC3339)
			one.Resolved = &at
		}
		d.Problems = append(d.Problems, one)
	}
	if asJSON {
		return encode(w, d)
	}
	line := func(label, value string) { fmt.Fprintf(w.stdout, "%-12s %s\n", label, printable(value)) }
	line("run", fmt.Sprint(d.Run))
	line("command", strings.Join(append([]string{d.Command}, quoted(d.Arguments)...), " "))
	line("by", fmt.Sprintf("%s, pid %d", d.by(), d.PID))
	line("began", run.Began.Format("2006-01-02 15:04:05"))
	if d.Ended != nil {
		line("ended", run.Ended.Format("2006-01-02 15:04:05"))
	}
	line("state", d.State)
	if d.Seconds > 0 {
		line("seconds", fmt.Sprintf("%.1f", d.Seconds))
	}
	line("account", fmt.Sprintf("%d files = %d documents + %d duplicates + %d set aside + %d unchanged + %d passed on + %d waiting",
		d.Files, d.Documents, d.Duplicates, d.SetAside, d.Unchanged, d.PassedOn, d.Waiting))
	if b := d.besides(); b != "" {
		line("besides", b)
	}
	if d.Pages > 0 {
		line("pages", fmt.Sprintf("%d, %d by OCR", d.Pages, d.OCRPages))
	}
	for i, p := range problems {
		if i == 0 {
			fmt.Fprintln(w.stdout, "\nset aside")
		}
		cured := ""
		if !p.Resolved.IsZero() {
			cured = " (cured since)"
		}
		fmt.Fprintln(w.stdout, "  "+printable(fmt.Sprintf("%s: %v%s", p.Name, &p.Problem, cured)))
		if p.Hint != "" && cured == "" {
			fmt.Fprintf(w.stdout, "    hint: %s\n", p.Hint)
		}
	}
	return nil
}

// quoted puts arguments with blanks into quotation marks.
func quoted(args []string) []string {
	out := make([]string, len(args))
	for i, a := range args {
		out[i] = a
		if strings.ContainsAny(a, " \t\n") || a == "" {
			out[i] = strconv.Quote(a)
		}
	}
	return out
}
