package corpus

import (
	"errors"
	"fmt"
	"io/fs"
)

// A Finding is a doubt about a record that is kept: a person should look.
type Finding struct {
	Code    string `json:"code"`    // stable: "number-missing"
	Message string `json:"message"` // plain English
	Page    int    `json:"page"`    // 0: the document as a whole
	Start   int    `json:"start"`
	End     int    `json:"end"`

	Box        *Box        `json:"box,omitempty"`        // what a person should look at, where it is no stretch of text
	Candidates []Candidate `json:"candidates,omitempty"` // what the doubtful value may be, the likeliest first
}

// A Kind says why a file was set aside. Stored: append only.
type Kind string

// The kinds of problems.
const (
	Unreadable  Kind = "unreadable"    // the file system refused it
	Vanished    Kind = "vanished"      // it went away, or changed, while it was read
	Empty       Kind = "empty"         // no bytes, or no page
	Malformed   Kind = "malformed"     // not what it says it is: damaged
	Encrypted   Kind = "encrypted"     // needs a password
	Unsupported Kind = "unsupported"   // a format this program does not read
	TooLarge    Kind = "too-large"     // over a limit of bytes, pages or pixels
	TimedOut    Kind = "timed-out"     // its reader did not end in time
	OutOfMemory Kind = "out-of-memory" // its reader asked for more memory than it may
	Crashed     Kind = "crashed"       // its reader died
	NeedsTool   Kind = "needs-tool"    // a program that is not installed is needed
	NeedsOCR    Kind = "needs-ocr"     // it has no text, and recognition was switched off
)

// A Problem is why a file could not be read at all. It is the fault of the
// file, so the line goes on; it is an error only to travel through calls.
type Problem struct {
	Kind    Kind   `json:"kind"`
	Message string `json:"message"` // plain English, lower case: "page 2: unreadable: ..."
	Hint    string `json:"hint"`    // the cure, where there is one
	Page    int    `json:"page"`    // 0: the file as a whole
}

// Error gives page, kind and message on one line.
func (p *Problem) Error() string {
	if p.Page > 0 {
		return fmt.Sprintf("page %d: %s: %s", p.Page, p.Kind, p.Message)
	}
	return fmt.Sprintf("%s: %s", p.Kind, p.Message)
}

// FileProblem is the problem of a file that the file system would not give, or
// not to its end: vanished or unreadable. The message is without the path,
// which whoever reports it tells.
func FileProblem(err error) *Problem {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Problem{Kind: Vanished, Message: "there is no such file or folder", Hint: "check the path, or that the disk it lies on is mounted"}
	case errors.Is(err, fs.ErrPermission):
		return &Problem{Kind: Unreadable, Message: "permission denied", Hint: "run as a user that may read it, or change its mode"}
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return &Problem{Kind: Unreadable, Message: err.Error()}
}
