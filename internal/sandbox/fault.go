package sandbox

import (
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"vanthu/corpus"
)

// A sign is a phrase by which a dying program tells what was wrong.
type sign struct {
	phrase string // lower case
	kind   corpus.Kind
}

// signs are looked for in this order in what a program said, in lower case.
var signs = [...]sign{
	{"out of memory", corpus.OutOfMemory},                  // Go: "fatal error: runtime: out of memory"; poppler
	{"cannot allocate", corpus.OutOfMemory},                // Go: "runtime: cannot allocate memory"; strerror(ENOMEM)
	{"bad_alloc", corpus.OutOfMemory},                      // C++: "terminate called after throwing an instance of 'std::bad_alloc'"
	{"failed to create new os thread", corpus.OutOfMemory}, // Go: no address space for a thread's stack
	{"pthread_create failed", corpus.OutOfMemory},          // Go with cgo, likewise
	{"failed to reserve", corpus.OutOfMemory},              // Go: page summaries and arenas
	{"failed to allocate", corpus.OutOfMemory},             // ThreadSanitizer, in a binary built with -race
	{"address space collisions", corpus.OutOfMemory},       // Go, likewise
	{"memory exhausted", corpus.OutOfMemory},
	{"incorrect password", corpus.Encrypted},      // poppler: "Command Line Error: Incorrect password"
	{"file size limit exceeded", corpus.TooLarge}, // EFBIG, where SIGXFSZ is ignored
}

// fault tells why a child that gave no verdict ended. cause is why we killed
// it, nil where we did not; died is what waiting for it gave; refusal is what
// an exit status other than 0 means where no words explain it.
func (lim Limits) fault(cause, died error, said *excerpt, who string, refusal corpus.Kind) error {
	switch {
	case errors.Is(cause, errTime):
		return &corpus.Problem{Kind: corpus.TimedOut, Message: fmt.Sprintf("%s did not end within %v", who, lim.Time)}
	case errors.Is(cause, errOutput):
		return &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("%s wrote more than %d bytes", who, lim.Output)}
	}
	text := said.String()
	how := "ended without a word"
	kind := corpus.Crashed
	if exit, ok := errors.AsType[*exec.ExitError](died); ok {
		how = exit.String()
		kind = refusal
		if exit.ExitCode() < 0 {
			kind = kindOfSignal(exit)
		}
	} else if died != nil && !errors.Is(died, exec.ErrWaitDelay) {
		how = died.Error()
	}
	if k := kindOfWords(text); k != "" {
		kind = k
	}
	if words := firstWords(text); words != "" {
		how += ": " + words
	}
	return &corpus.Problem{Kind: kind, Message: who + ": " + how}
}

// kindOfWords is the kind that a program's last words tell, "" where they tell none.
func kindOfWords(text string) corpus.Kind {
	text = strings.ToLower(text)
	for _, s := range signs {
		if strings.Contains(text, s.phrase) {
			return s.kind
		}
	}
	return ""
}

// firstWords is the line that explains an end: the first line of a panic, else
// the first line that was said at all.
func firstWords(text string) string {
	first := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
			return clip(line)
		}
		if first == "" {
			first = line
		}
	}
	return clip(first)
}

// clip makes a line fit for a message.
func clip(line string) string {
	const most = 300
	line = strings.ToValidUTF8(line, "\uFFFD")
	if len(line) > most {
		line = strings.ToValidUTF8(line[:most], "") + "..."
	}
	return line
}
