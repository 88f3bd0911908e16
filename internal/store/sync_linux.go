package store

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// syncFiles puts files and the folders that name them on the disk. One syncfs
// is a single commit of the file system's journal; an fsync for each of a
// hundred files would be a hundred.
func syncFiles(folder string, _ []string) error {
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := unix.Syncfs(int(d.Fd())); err != nil {
		return fmt.Errorf("sync %s: %w", folder, err)
	}
	return nil
}
