package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/desk"
	"vanthu/internal/register"
	"vanthu/internal/store"
)

func exportCommand() command {
	return command{
		name:    "export",
		summary: "print all records: JSON, CSV, a workbook of Excel",
		usage: `usage: vanthu export [FLAGS]

Prints the records of the archive, in the order of their sources' names. What
bears a mark of secrecy (mật, tối mật, tuyệt mật), sure or doubtful, is left
out, and said so, unless --secret asks for it.

  --archive DIR    the archive folder
  --format FORMAT  jsonl: one record a line, as vanthu show --json prints it
                   (default); csv, xlsx: the register of documents (mục lục văn
                   bản), one row a document, dates as dd/mm/yyyy
  --output FILE    write to FILE, which is there only when it is whole
  --box NAME       only what is filed in this box (hộp); also --file (hồ sơ) and
                   --fonds (phông); of several, what is filed in any of them
  --secret         with those that bear a mark of secrecy
  --bom            csv: begin with a byte order mark, which Excel needs to read
                   it as UTF-8
  --separator C    csv: between cells (default ,); Excel set to Vietnamese wants
                   ;

example:
  vanthu export --format xlsx --output muc-luc.xlsx

exit status: 0 done; 1 some records are damaged (all others are written), or
stopped by an error; 2 wrong usage
`,
		run: runExport,
	}
}

// A recordWriter writes records one after the other. Close ends what it writes.
type recordWriter interface {
	Add(r *corpus.Record) error
	Close() error
}

// jsonLines writes one record a line.
type jsonLines struct{ out *json.Encoder }

func (l jsonLines) Add(r *corpus.Record) error { return l.out.Encode(r) }
func (l jsonLines) Close() error               { return nil }

func runExport(ctx context.Context, w *world, args []string) error {
	fs := flags("export")
	dir := w.archiveFlag(fs)
	format := fs.String("format", "jsonl", "")
	output := fs.String("output", "", "")
	secret := fs.Bool("secret", false, "")
	only := labelFlags(fs)
	mark := fs.Bool("bom", false, "")
	comma := ','
	fs.Func("separator", "", func(s string) error {
		r, size := utf8.DecodeRuneInString(s)
		if size != len(s) || r != ',' && r != ';' && r != '\t' && r != '|' {
			return errors.New("it is one of , ; | or a tab")
		}
		comma = r
		return nil
	})
	if err := parseAlone(fs, args); err != nil {
		return err
	}
	if !slices.Contains([]string{"jsonl", "csv", "xlsx"}, *format) {
		return usagef("--format: %q is none of jsonl, csv, xlsx", *format)
	}
	if *format == "xlsx" && *output == "" && w.terminal {
		return usagef("a workbook is nothing for a terminal: name a file with --output")
	}
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
	e := exporting{world: w, archive: archive, secret: *secret, only: *only}
	write := func(to io.Writer) error {
		buffered := bufio.NewWriterSize(to, 1<<16)
		out, err := newRecordWriter(buffered, *format, *mark, comma)
		if err != nil {
			return err
		}
		if err := e.run(ctx, out); err != nil {
			return err // closing would tell it again
		}
		if err := out.Close(); err != nil {
			return err
		}
		return buffered.Flush()
	}
	if *output == "" {
		err = write(w.stdout)
	} else {
		err = writeWhole(*output, write)
	}
	if err != nil {
		return err
	}
	return e.close()
}

func newRecordWriter(to io.Writer, format string, mark bool, comma rune) (recordWriter, error) {
	switch format {
	case "csv":
		return register.NewCSV(to, mark, comma)
	case "xlsx":
		return register.NewWorkbook(to)
	}
	out := json.NewEncoder(to)
	out.SetEscapeHTML(false)
	return jsonLines{out}, nil
}

// An exporting is one export.
type exporting struct {
	*world
	archive *store.Archive
	secret  bool
	only    []corpus.Label

	found           int // documents that are asked for
	hidden, damaged int // of these, left out
}

func (e *exporting) run(ctx context.Context, out recordWriter) error {
	targets, err := e.archive.Targets(ctx)
	if err != nil {
		return err
	}
	return e.archive.Each(ctx, func(entry store.Entry) error {
		labels, err := e.archive.Labels(ctx, entry.ID)
		if err != nil {
			return err
		}
		if len(e.only) > 0 && !slices.ContainsFunc(e.only, func(l corpus.Label) bool { return slices.Contains(labels, l) }) {
			return nil
		}
		e.found++
		if entry.Damage != nil {
			e.damaged++
			fmt.Fprintf(e.stderr, "vanthu: export: %s\n", printable(fmt.Sprintf("%s (%.12s): %v", entry.Name, entry.ID, entry.Damage)))
			return nil
		}
		if entry.Record.Secret() && !e.secret {
			e.hidden++
			return nil
		}
		record, err := targets.Resolve(ctx, *entry.Record)
		if err != nil {
			return err
		}
		record.Labels = labels
		return out.Add(&record)
	})
}

// close says what was left out.
func (e *exporting) close() error {
	if len(e.only) > 0 && e.found == 0 {
		fmt.Fprintln(e.stderr, "vanthu: export: nothing is filed under this name")
	}
	if e.hidden > 0 {
		fmt.Fprintf(e.stderr, "vanthu: export: %s left out\n", count(e.hidden, "document")+" with a mark of secrecy")
		e.hint("--secret exports them too")
	}
	if e.damaged > 0 {
		fmt.Fprintf(e.stderr, "vanthu: export: %s not be read\n", count(e.damaged, "record")+" could")
		e.hint(desk.CureOfRecord)
		return errQuiet
	}
	return nil
}
