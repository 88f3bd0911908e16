//go:build unix && !linux

package store

import (
	"errors"
	"os"
	"path/filepath"
)

// syncFiles puts files and the folders that name them on the disk.
func syncFiles(folder string, files []string) error {
	done := make(map[string]bool)
	for _, path := range append([]string{folder}, files...) {
		for _, p := range []string{path, filepath.Dir(path)} {
			if done[p] {
				continue
			}
			done[p] = true
			f, err := os.Open(p)
			if err != nil {
				return err
			}
			if err := errors.Join(f.Sync(), f.Close()); err != nil {
				return err
			}
		}
	}
	return nil
}
