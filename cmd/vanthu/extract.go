package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"vanthu/corpus"
	"vanthu/internal/den"
	"vanthu/internal/language"
	"vanthu/internal/read"
	"vanthu/pipeline"
)

func extractCommand() command {
	return command{
		name:    "extract",
		summary: "read files and print their records, without an archive",
		usage: `usage: vanthu extract [FLAGS] FILE...

Reads files, folders and what is in zips and mails (.eml, .msg), and prints one
record per line as JSON, in the order of the arguments. Nothing is kept. A file
named - is standard input, read as text.

  --text       add the text of the pages (pages[].text)
  --ocr MODE   auto: recognise pages that have no text of their own;
               never; always (default auto)
` + limitUsage + `
example:
  vanthu extract --text plan.pdf | jq .number.value

exit status: 0 done; 1 stopped by an error; 2 wrong usage;
             3 done, but a file could not be read
`,
		run: runExtract,
	}
}

func runExtract(ctx context.Context, w *world, args []string) error {
	fs := flags("extract")
	text := fs.Bool("text", false, "")
	mode := ocrFlag(fs)
	lim := limitFlags(fs)
	paths, err := parse(fs, args)
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		return usagef("no file is named")
	}
	fromStdin := slices.Contains(paths, "-")
	if fromStdin {
		var discard func()
		if paths, discard, err = standardInput(paths, w.stdin); err != nil {
			return err
		}
		defer discard()
	}
	line := &pipeline.Line{Reader: read.NewLimited(*mode, lim.read), Boxes: lim.boxes, Language: new(language.Detector), Now: w.now}
	aside := false
	err = line.Extract(ctx, paths, func(e pipeline.Extracted) error {
		if fromStdin {
			e.Name = "-" + strings.TrimPrefix(e.Name, paths[0])
		}
		if e.Problem != nil {
			aside = true
			w.problem("extract", e.Name, e.Problem)
			return nil
		}
		if e.Record == nil {
			return nil
		}
		e.Record.Source.Name = e.Name
		if *text {
			addText(e.Record, e.Pages)
		}
		return encode(w, e.Record)
	})
	if err == nil && aside {
		err = errSetAside
	}
	return err
}

// addText puts the text of the pages into the record's summary of them.
func addText(r *corpus.Record, pages []corpus.Page) {
	for i := range r.Pages {
		for j := range pages {
			if pages[j].Number == r.Pages[i].Page {
				r.Pages[i].Text = &pages[j].Text
			}
		}
	}
}

// problem says why a file was set aside.
func (w *world) problem(command, name string, p *corpus.Problem) {
	fmt.Fprintf(w.stderr, "vanthu: %s: %s\n", command, printable(fmt.Sprintf("%s: %v", name, p)))
	w.hint(p.Hint)
}

// standardInput copies standard input to a file, so that it is read like any
// other, and gives the path in place of "-".
func standardInput(paths []string, stdin io.Reader) (_ []string, discard func(), err error) {
	if len(paths) > 1 {
		return nil, nil, usagef("- (standard input) goes alone")
	}
	aside := den.New("")
	discard = func() { _ = aside.Close() } // what stays the next one removes
	dir, err := aside.Folder()
	if err != nil {
		discard()
		return nil, nil, fmt.Errorf("standard input: %w", err)
	}
	f, err := os.Create(filepath.Join(dir, "stdin"))
	if err != nil {
		discard()
		return nil, nil, fmt.Errorf("standard input: %w", err)
	}
	_, err = io.Copy(f, stdin)
	if err = errors.Join(err, f.Close()); err != nil {
		discard()
		return nil, nil, fmt.Errorf("standard input: %w", err)
	}
	return []string{f.Name()}, discard, nil
}
