package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/intake"
	"vanthu/internal/read"
	"vanthu/internal/vntext"
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
			return nil, usagef("%s%s", strings.Replace(err.Error(), "-", "--", 1), likeFlag(fs, err))
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

// likeFlag names the flag that was probably meant by one that is not there.
func likeFlag(fs *flag.FlagSet, err error) string {
	_, typed, unknown := strings.Cut(err.Error(), "not defined: ")
	if !unknown {
		return ""
	}
	names := []string{"help"}
	fs.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	if meant := nearest(strings.TrimLeft(typed, "-"), names); meant != "" {
		return "; did you mean --" + meant + "?"
	}
	return ""
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

// limits are what the reading of one file may cost.
type limits struct {
	read  read.Limits
	boxes intake.Boxes
}

// limitFlags declares the flags of limits; limitUsage explains them.
func limitFlags(fs *flag.FlagSet) *limits {
	l := &limits{read: read.Limits{Pages: read.DefaultPages}, boxes: intake.DefaultBoxes()}
	fs.Func("limit-time", "", func(s string) error {
		d, err := time.ParseDuration(s)
		if err != nil || d <= 0 {
			return fmt.Errorf("%q is no time such as 90s or 5m", s)
		}
		l.read.Time, l.boxes.Time = d, d
		return nil
	})
	fs.Func("limit-memory", "", func(s string) (err error) {
		l.read.Memory, err = parseSize(s)
		if err == nil && l.read.Memory < 256<<20 {
			err = errors.New("less than 256M is too little for any reader")
		}
		l.boxes.Memory = l.read.Memory
		return err
	})
	fs.Func("limit-unpacked", "", func(s string) (err error) {
		l.boxes.Total, err = parseSize(s)
		return err
	})
	count := func(name string, to *int) {
		fs.Func(name, "", func(s string) error {
			n, err := strconv.Atoi(s)
			if err != nil || n < 1 {
				return fmt.Errorf("%q is no number from 1", s)
			}
			*to = n
			return nil
		})
	}
	count("limit-pages", &l.read.Pages)
	count("limit-members", &l.boxes.Members)
	count("limit-depth", &l.boxes.Depth)
	return l
}

// limitUsage is the part of a usage text about limitFlags.
const limitUsage = `  --limit-time D       to look at one file or recognise one page (default 10s to
                       2m, by kind and size), or to unpack one container
                       (default 10m)
  --limit-memory SIZE  address space of one process that does so (default 512M
                       to 6G, by kind)
  --limit-pages N      pages of one file (default 20000)
  --limit-depth N      containers (zip, mail) within each other (default 5)
  --limit-members N    files in one container (default 50000)
  --limit-unpacked SIZE  of all of them (default 16G; of a container that is
                       small, 200 times its size, but 64M at least)
`

// durationFlag declares a flag for a time of at least least.
func durationFlag(fs *flag.FlagSet, name string, value, least time.Duration) *time.Duration {
	d := value
	fs.Func(name, "", func(s string) error {
		given, err := time.ParseDuration(s)
		if err != nil || given < least {
			return fmt.Errorf("%q is no time such as 10s or 5m", s)
		}
		d = given
		return nil
	})
	return &d
}

// labels are what --box, --file and --fonds name.
type labels []corpus.Label

func (l *labels) all(string) []corpus.Label { return *l }

// longestLabel is how many letters a name on a box or a file has at the most.
const longestLabel = 200

// labelFlags declares --box, --file and --fonds.
func labelFlags(fs *flag.FlagSet) *labels {
	l := new(labels)
	for name, kind := range map[string]corpus.LabelKind{"box": corpus.LabelBox, "file": corpus.LabelFile, "fonds": corpus.LabelFonds} {
		fs.Func(name, "", func(s string) error {
			s = strings.Join(strings.Fields(vntext.NFC(strings.ToValidUTF8(s, " "))), " ")
			if !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				return errors.New("a name has a letter or a digit")
			}
			if utf8.RuneCountInString(s) > longestLabel {
				return fmt.Errorf("a name has at most %d letters", longestLabel)
			}
			*l = append(*l, corpus.Label{Kind: kind, Name: s})
			return nil
		})
	}
	return l
}

// parseSize reads a number of bytes: 500M, 2G.
func parseSize(s string) (int64, error) {
	digits, shift := s, 0
	for unit, by := range map[string]int{"K": 10, "M": 20, "G": 30} {
		if rest, ok := strings.CutSuffix(strings.ToUpper(s), unit); ok {
			digits, shift = rest, by
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n < 1 || n > 1<<62>>shift {
		return 0, fmt.Errorf("%q is no size such as 500M or 2G", s)
	}
	return n << shift, nil
}

// archiveFlag declares --archive.
func (w *world) archiveFlag(fs *flag.FlagSet) *string {
	dir := w.getenv("VANTHU_ARCHIVE")
	if dir == "" {
		dir = "archive"
	}
	return fs.String("archive", dir, "")
}
