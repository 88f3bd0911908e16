package main

import (
	"fmt"
	"strings"
	"unicode"
)

// printable is text from outside (names of files, words of documents) as it is
// printed for people: on one line, and without what commands a terminal. A file
// may be called "a\nvanthu: import: b.pdf: ...", and a document may hold
// "\x1b]0;..." or turn the direction of what follows it.
func printable(s string) string {
	if strings.IndexFunc(s, commanding) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !commanding(r):
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// printablePage is printable for text of several lines and pages.
func printablePage(s string) string {
	return strings.Map(func(r rune) rune {
		if commanding(r) && r != '\n' && r != '\t' && r != '\f' {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

func commanding(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }
