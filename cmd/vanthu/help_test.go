package main

import (
	"io"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"vanthu/internal/vntext"
)

// TestHelpFits: a terminal of 80 columns shows every help text without breaking a
// line, and each has an example and its exit statuses.
func TestHelpFits(t *testing.T) {
	texts := map[string]string{"vanthu": overview()}
	for _, c := range commands() {
		texts[c.name] = c.usage
		for _, part := range []string{"usage: vanthu " + c.name, "\nexample:\n", "\nexit status: "} {
			if !strings.Contains(c.usage, part) {
				t.Errorf("the help of %s lacks %q", c.name, part)
			}
		}
	}
	for name, text := range texts {
		for line := range strings.Lines(vntext.NFC(text)) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 80 {
				t.Errorf("the help of %s has a line of %d columns: %s", name, n, line)
			}
		}
	}
}

func TestNearest(t *testing.T) {
	for typed, want := range map[string]string{
		"imprt": "import", "serach": "search", "dup": "duplicates", "shwo": "show",
		"rn": "rm", "zzz": "", "x": "", "": "", "nhập": "",
	} {
		if got := nearest(typed, commandNames()); got != want {
			t.Errorf("nearest(%q) = %q, want %q", typed, got, want)
		}
	}
}

// TestFlagsAreExplained: the help of a command names every flag that it takes, and
// so does the completion, which is made of the help.
func TestFlagsAreExplained(t *testing.T) {
	script := bashCompletion()
	for _, c := range commands() {
		if !strings.Contains(script, "\t"+c.name+") flags=") {
			t.Errorf("bash completes no flag of %s", c.name)
		}
		for _, f := range []string{"archive", "json"} {
			takes := c.run(t.Context(), &world{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard, getenv: func(string) string { return "" }, now: time.Now},
				[]string{"--" + f + "=x", "--nonsense"})
			known := takes == nil || !strings.Contains(takes.Error(), "not defined: --"+f)
			if known != slices.Contains(flagsOf(c.usage), "--"+f) {
				t.Errorf("%s: takes --%s: %v, and its help says otherwise", c.name, f, known)
			}
		}
	}
}
