package main

import (
	"fmt"

	"vanthu/corpus"
)

// instrumentLine is an instrument on one line: what it is, whether it is held,
// and how often it is cited.
func instrumentLine(in corpus.Instrument) string {
	held := "not held"
	if in.Held != nil {
		held = fmt.Sprintf("held as %.12s", *in.Held)
	}
	return fmt.Sprintf("%s: %s, cited by %s", called(in), held, count(in.CitedBy, "document"))
}

// called is an instrument by all that is known of it.
func called(in corpus.Instrument) string {
	name := in.Name()
	for _, s := range []corpus.Optional{in.Issued, in.Issuer} {
		if s != "" {
			name += ", " + string(s)
		}
	}
	return name
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
