package main

import (
	"strings"
	"testing"
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
