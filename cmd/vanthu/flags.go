package main

import (
	"errors"
	"flag"
	"io"
	"strings"

	"vanthu/internal/read"
)

// errHelp asks for the usage text.
var errHelp = errors.New("help asked for")

// flags makes the flag set of a command.
func flags(name string) *flag.FlagSet {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard) // status() speaks
	return fs
}

// parse reads flags that stand before, between or after the arguments, and
// gives the arguments. After "--" all are arguments.
func parse(fs *flag.FlagSet, args []string) ([]string, error) {
	var rest []string
	for {
		if err := fs.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, errHelp
			}
			return nil, usagef("%s", strings.Replace(err.Error(), "-", "--", 1))
		}
		parsed := len(args) - fs.NArg()
		if parsed > 0 && args[parsed-1] == "--" {
			return append(rest, fs.Args()...), nil
		}
		if fs.NArg() == 0 {
			return rest, nil
		}
		rest = append(rest, fs.Arg(0))
		args = fs.Args()[1:]
	}
}

// parseAlone is parse for a command that takes no arguments.
func parseAlone(fs *flag.FlagSet, args []string) error {
	rest, err := parse(fs, args)
	if err == nil && len(rest) > 0 {
		err = usagef("it takes no arguments")
	}
	return err
}

// ocrFlag declares --ocr.
func ocrFlag(fs *flag.FlagSet) *read.Mode {
	mode := read.Auto
	fs.Func("ocr", "", func(s string) (err error) {
		mode, err = read.ParseMode(s)
		return err
	})
	return &mode
}

// archiveFlag declares --archive.
func (w *world) archiveFlag(fs *flag.FlagSet) *string {
	dir := w.getenv("VANTHU_ARCHIVE")
	if dir == "" {
		dir = "archive"
	}
	return fs.String("archive", dir, "")
}
