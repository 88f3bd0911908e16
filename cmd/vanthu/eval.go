package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"vanthu/internal/eval"
	"vanthu/internal/language"
	"vanthu/internal/read"
	"vanthu/pipeline"
)

func evalCommand() command {
	return command{
		name:    "eval",
		summary: "measure accuracy against gold files",
		usage: `usage: vanthu eval [FLAGS] DIR

Reads the documents in DIR that have gold (*.gold.json, metadata.jsonl,
scans.gold.jsonl), extracts their records and says how much of them is right.

  --json            print the report as JSON
  --verbose         list every miss
  --gains OLD.json  list what was gained and lost since a report kept with
                    --json
  --ocr MODE        auto, never, always (default auto)

example:
  vanthu eval --json gold/ > before.json
  vanthu eval --gains before.json gold/

exit status: 0 done; 1 stopped by an error; 2 wrong usage
`,
		run: runEval,
	}
}

func runEval(ctx context.Context, w *world, args []string) error {
	fs := flags("eval")
	asJSON := fs.Bool("json", false, "")
	verbose := fs.Bool("verbose", false, "")
	gains := fs.String("gains", "", "")
	mode := ocrFlag(fs)
	dirs, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(dirs) != 1 {
		return usagef("name one folder with gold")
	}
	var old eval.Report
	if *gains != "" {
		data, err := os.ReadFile(*gains)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(data, &old); err != nil {
			return withHint(fmt.Errorf("%s is not a report: %w", *gains, err), "vanthu eval --json DIR makes one")
		}
	}
	report, err := w.measure(ctx, dirs[0], *mode)
	if err != nil {
		if errors.Is(err, eval.ErrNoGold) {
			return withHint(err, "gold is NAME.gold.json beside NAME.txt, metadata.jsonl or scans.gold.jsonl")
		}
		return err
	}
	if *gains != "" {
		gains := eval.Compare(old, report)
		if *asJSON {
			return indented(w, gains)
		}
		return gains.WriteTable(w.stdout)
	}
	if *asJSON {
		return indented(w, report)
	}
	return report.WriteTable(w.stdout, *verbose)
}

// indented prints v as JSON that a person can compare line by line.
func indented(w *world, v any) error {
	out := json.NewEncoder(w.stdout)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(v)
}

// measure runs the line over the documents of the gold in dir.
func (w *world) measure(ctx context.Context, dir string, mode read.Mode) (eval.Report, error) {
	set, err := eval.Load(dir)
	if err != nil {
		return eval.Report{}, err
	}
	files := set.Files()
	paths := make([]string, len(files))
	names := make(map[string]string, len(files)) // by path
	for i, file := range files {
		paths[i] = set.Path(file)
		names[paths[i]] = file
	}
	line := &pipeline.Line{Reader: read.New(mode), Language: new(language.Detector), Now: w.now}
	records := make(map[string]eval.Extracted, len(files))
	err = line.Extract(ctx, paths, func(e pipeline.Extracted) error {
		if e.Problem != nil {
			w.problem("eval", e.Name, e.Problem)
			records[names[e.Name]] = eval.Extracted{Problem: e.Problem}
		}
		if e.Record != nil {
			records[names[e.Name]] = eval.Extracted{Record: *e.Record, Pages: e.Pages}
		}
		return nil
	})
	if err != nil {
		return eval.Report{}, err
	}
	return eval.Score(set, records), nil
}
