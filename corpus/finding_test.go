package corpus

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// What a person can do something about has a hint, whichever part of the line
// met it: a folder had one, a file in it none.
func TestFileProblem(t *testing.T) {
	_, gone := os.Open(filepath.Join(t.TempDir(), "gone"))
	for _, c := range []struct {
		err     error
		kind    Kind
		message string
		hint    bool
	}{
		{gone, Vanished, "there is no such file or folder", true},
		{&fs.PathError{Op: "open", Path: "/a/b", Err: fs.ErrPermission}, Unreadable, "permission denied", true},
		{&fs.PathError{Op: "read", Path: "/a/b", Err: errors.New("input/output error")}, Unreadable, "input/output error", false},
	} {
		if p := FileProblem(c.err); p.Kind != c.kind || p.Message != c.message || (p.Hint != "") != c.hint {
			t.Errorf("%v: %+v, want %s: %s, a hint: %v", c.err, p, c.kind, c.message, c.hint)
		}
	}
}
