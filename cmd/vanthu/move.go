package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// target is where a file is moved.
func (m moving) target(to string) string {
	rel, err := filepath.Rel(m.folder, m.Path)
	if err != nil { // unreachable: the path was found below the folder
		rel = filepath.Base(m.Path)
	}
	return filepath.Join(to, rel)
}

// moveFile moves a file and writes over none: another name is found for it.
func moveFile(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	for n := 1; ; n++ {
		path := to
		if n > 1 {
			end := filepath.Ext(to)
			path = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(to, end), n, end)
		}
		// A link fails where there is a file, a rename does not.
		err := os.Link(from, path)
		switch {
		case err == nil:
			return os.Remove(from)
		case errors.Is(err, os.ErrNotExist):
			return err
		case !errors.Is(err, os.ErrExist):
			err = copyOver(from, path)
		case linked(from, path): // by one that was killed before it removed the other name
			return os.Remove(from)
		}
		if !errors.Is(err, os.ErrExist) {
			return err
		}
	}
}

// linked says whether two names are of one file.
func linked(a, b string) bool {
	x, errX := os.Lstat(a)
	y, errY := os.Lstat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// copyOver moves a file to another file system, or on one without hard links:
// the copy is whole and on the disk before it has its name, and before the file
// goes. It writes over none.
func copyOver(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	out, err := openUnfinished(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = errors.Join(out.Chmod(info.Mode().Perm()), out.Sync())
	}
	if err == nil {
		err = out.publishNew(to)
	}
	if err = errors.Join(err, out.close()); err != nil {
		return err
	}
	err = os.Chtimes(to, info.ModTime(), info.ModTime())
	if err == nil {
		err = syncFolder(filepath.Dir(to))
	}
	if err == nil {
		err = os.Remove(from)
	}
	if err == nil {
		return nil
	}
	// The next try would leave another copy. Where the file is gone nevertheless,
	// this is the last one.
	if _, there := os.Lstat(from); there == nil {
		_ = os.Remove(to) // the error tells more
	}
	return err
}

// syncFolder puts the names in a folder on the disk.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
