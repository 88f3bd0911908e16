package index

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// cloneIndex makes a Bleve index at to that shares the segments of the closed
// or read-only one at from. Segments (*.zap) are never written again once they
// are whole, so a hard link is as good as a copy; where the file system has
// none they are copied. root.bolt and index_meta.json are written in place and
// are always copied.
func cloneIndex(from, to string) error {
	return filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		switch {
		case e.IsDir():
			return os.MkdirAll(target, 0o755)
		case filepath.Ext(path) == ".zap" && os.Link(path, target) == nil:
			return nil
		}
		return copyFile(path, target)
	})
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}
