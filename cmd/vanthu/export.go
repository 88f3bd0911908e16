package main

import (
	"bufio"
	"context"
	"encoding/json"

	"vanthu/internal/store"
)

func exportCommand() command {
	return command{
		name:    "export",
		summary: "print all records",
		usage: `usage: vanthu export [FLAGS]

Prints all records of the archive, in the order of their sources' names.

  --archive DIR    the archive folder
  --format FORMAT  jsonl: one record a line (the only one so far)

example:
  vanthu export --format jsonl > records.jsonl

exit status: 0 done; 1 stopped by an error; 2 wrong usage
`,
		run: runExport,
	}
}

func runExport(ctx context.Context, w *world, args []string) error {
	fs := flags("export")
	dir := w.archiveFlag(fs)
	format := fs.String("format", "jsonl", "")
	if err := parseAlone(fs, args); err != nil {
		return err
	}
	if *format != "jsonl" {
		return usagef("--format: %q is not jsonl", *format)
	}
	archive, err := w.openArchive(ctx, *dir, false)
	if err != nil {
		return err
	}
	defer archive.Close()
	targets, err := archive.Targets(ctx)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriter(w.stdout)
	out := json.NewEncoder(buffered)
	out.SetEscapeHTML(false)
	err = archive.Each(ctx, func(e store.Entry) error {
		record, err := targets.Resolve(ctx, *e.Record)
		if err != nil {
			return err
		}
		return out.Encode(record)
	})
	if err != nil {
		return err
	}
	return buffered.Flush()
}
