package main

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// writeWhole writes a file that is there only when it is whole; until then one of
// that name stays as it was. What is no file (a pipe, a device) is written to as
// it is: it must not be replaced by a file.
func writeWhole(path string, write func(io.Writer) error) error {
	mode := os.FileMode(0)
	switch info, err := os.Stat(path); {
	case err == nil && !info.Mode().IsRegular():
		return writeThrough(path, write)
	case err == nil:
		mode = info.Mode().Perm()
		if path, err = filepath.EvalSymlinks(path); err != nil { // a link stays, to the new file
			return err
		}
	case !errors.Is(err, os.ErrNotExist):
		return err
	}
	f, err := openUnfinished(path)
	if err != nil {
		return err
	}
	err = write(f)
	if err == nil && mode != 0 {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = f.publish(path)
	}
	if err = errors.Join(err, f.close()); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

func writeThrough(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

// An unfinished is a file that is being written. It has no name where the system
// can do without, so that nothing is left of it when the program is killed;
// elsewhere a hidden one, which the next of the same name removes.
type unfinished struct {
	*os.File
	path string // "": it has no name
}

// hiddenEnd ends the names of unfinished files.
const hiddenEnd = ".unfinished"

// hiddenName is a name for the unfinished file that path is to be.
func hiddenName(path string) string {
	return filepath.Join(filepath.Dir(path), fmt.Sprintf("%s%d%s", hiddenStart(path), rand.Uint64(), hiddenEnd))
}

func hiddenStart(path string) string { return "." + filepath.Base(path) + "-" }

// openUnfinished opens a file that is to be path, after removing what killed
// programs have left of it.
func openUnfinished(path string) (*unfinished, error) {
	if err := sweepUnfinished(path); err != nil {
		return nil, err
	}
	f, err := openNameless(path)
	if err != nil {
		return openHidden(path)
	}
	_ = lockUnfinished(f) // for when it is published under a hidden name first
	return &unfinished{File: f}, nil
}

// openHidden is openUnfinished where files must have names. Before it is locked
// another process that sweeps may take it for abandoned: then another is made.
func openHidden(path string) (*unfinished, error) {
	for range 100 {
		name := hiddenName(path)
		f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
		if err != nil {
			return nil, err
		}
		locking := lockUnfinished(f) // where there are no locks, nothing is swept either
		if _, err := os.Lstat(name); err == nil && !errors.Is(locking, syscall.EWOULDBLOCK) {
			return &unfinished{f, name}, nil
		}
		_ = f.Close() // nothing was written; the other removes it
	}
	return nil, fmt.Errorf("each unfinished file of %s was taken away at once", path)
}

// publish gives the finished file its name.
func (u *unfinished) publish(path string) error {
	if u.path == "" {
		err := linkNameless(u.File, path)
		if !errors.Is(err, os.ErrExist) {
			return err
		}
		// Only a file with a name can take the place of another.
		hidden := hiddenName(path)
		if err := linkNameless(u.File, hidden); err != nil {
			return err
		}
		u.path = hidden
	}
	err := os.Rename(u.path, path)
	if err == nil {
		u.path = ""
	}
	return err
}

// publishNew is publish where no file is replaced: os.ErrExist where there is one.
func (u *unfinished) publishNew(path string) error {
	if u.path == "" {
		return linkNameless(u.File, path)
	}
	err := os.Link(u.path, path)
	if err == nil || errors.Is(err, os.ErrExist) {
		return err // close removes the hidden name
	}
	// A file system without hard links, where nothing says no by itself.
	if _, err := os.Lstat(path); err == nil {
		return &os.PathError{Op: "rename", Path: path, Err: os.ErrExist}
	}
	if err := os.Rename(u.path, path); err != nil {
		return err
	}
	u.path = ""
	return nil
}

// close closes the file, and removes it if it was not published.
func (u *unfinished) close() error {
	var err error
	if u.path != "" { // while it is locked: else another may sweep it first
		err = os.Remove(u.path)
	}
	return errors.Join(err, u.Close())
}

// sweepUnfinished removes what killed programs have left of path.
func sweepUnfinished(path string) error {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), hiddenStart(path)) || !strings.HasSuffix(e.Name(), hiddenEnd) {
			continue
		}
		left := filepath.Join(filepath.Dir(path), e.Name())
		if f, err := os.Open(left); err == nil {
			if lockUnfinished(f) == nil { // else another writes it
				_ = os.Remove(left) // the next one tries again
			}
			_ = f.Close()
		}
	}
	return nil
}
