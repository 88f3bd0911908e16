package main

import (
	"strings"
	"testing"
)

// TestPointed: the mark stands under the letter meant, whatever the bytes.
func TestPointed(t *testing.T) {
	for _, c := range []struct {
		trap, query string
		at          int
		want        string
	}{
		{"letters of several bytes", "đổi mới loại:x", len("đổi mới loại:"), "  đổi mới loại:x\n               ^"},
		{"the end", "a OR", 4, "  a OR\n      ^"},
		{"beyond the end", "a", 9, "  a\n   ^"},
		{"control characters are written out", "a\n\x1b (", 4, "  a\\n\\x1b (\n          ^"},
		{"marks without a letter of their own take no room", "q\u0323x (", len("q\u0323x "), "  q\u0323x (\n     ^"},
		{"a long query", strings.Repeat("ắ", 5000) + "(" + strings.Repeat("b", 5000), 15000,
			"  ..." + strings.Repeat("ắ", 60) + "(" + strings.Repeat("b", 59) + "...\n  " + strings.Repeat(" ", 63) + "^"},
	} {
		if got := pointed(c.query, c.at); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.trap, got, c.want)
		}
	}
}
