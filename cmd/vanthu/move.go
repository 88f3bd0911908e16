package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

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
	if err := sweepUnfinished(to); err != nil {
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
	if err := os.Chtimes(to, info.ModTime(), info.ModTime()); err != nil {
		return err
	}
	if err := syncFolder(filepath.Dir(to)); err != nil {
		return err
	}
	return os.Remove(from)
}

// syncFolder puts the names in a folder on the disk.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
