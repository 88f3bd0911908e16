package main

import (
	"fmt"
	"runtime/debug"
	"strings"

	"vanthu/internal/extract"
	"vanthu/internal/vntext"
)

func overview() string {
	var b strings.Builder
	b.WriteString(`vanthu takes in directives, reads them, keeps their records and finds them.

usage: vanthu COMMAND [FLAGS] [ARGUMENTS]

`)
	for _, c := range commands() {
		fmt.Fprintf(&b, "  %-10s %s\n", c.name, c.summary)
	}
	b.WriteString(`
vanthu help COMMAND shows a command's flags, an example and its exit statuses;
vanthu version says which program this is. The archive is the folder of
--archive, else of $VANTHU_ARCHIVE, else ./archive.
`)
	return b.String()
}

// thisProgram is which program this is: what a report of a fault has to name.
func thisProgram() string {
	build, commit, day, changed := "vanthu", "", "", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := info.Main.Version; v != "" && v != "(devel)" {
			build += " " + v
		}
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				commit = fmt.Sprintf(", commit %.12s", s.Value)
			case "vcs.time":
				day = fmt.Sprintf(" of %.10s", s.Value)
			case "vcs.modified":
				if s.Value == "true" {
					changed = ", changed since"
				}
			}
		}
		build += commit + day + changed + ", " + info.GoVersion
	}
	return build + ", extractor " + extract.Revision
}

func commandNames() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return append(names, "help", "version")
}

// nearest is the name that was probably meant by what was typed, "" for none: one
// letter off in a short name, two (which two that changed places are) in one of four
// letters or more, or a name that begins so.
func nearest(typed string, names []string) string {
	best, least := "", 2
	if len(typed) > 3 {
		least = 3
	}
	for _, name := range names {
		if d := vntext.Distance(typed, name); d < least {
			best, least = name, d
		}
	}
	if best != "" || len(typed) < 3 {
		return best
	}
	for _, name := range names {
		if strings.HasPrefix(name, typed) {
			return name
		}
	}
	return ""
}
