// Package den makes folders for what lies on the disk for a while only: what is
// unpacked or converted. What a killed process has left is removed by the next one.
package den

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// A Den is a folder in which files lie until they are done with. Its owner holds a
// lock on it as long as it lives, so that another process can tell a den that is in
// use from what a killed one left.
type Den struct {
	parent string

	mu   sync.Mutex
	path string   // "" before the first use
	lock *os.File // on path
	n    int      // folders made
}

// Prefix begins the names of dens.
const Prefix = "vanthu-members-"

// New sweeps parent ("": the system's folder for temporary files) of the dens of
// dead processes. It makes none until one is needed.
func New(parent string) *Den {
	if parent == "" {
		parent = os.TempDir()
	}
	sweepDens(parent)
	return &Den{parent: parent}
}

// Folder makes a new empty folder in the den.
func (d *Den) Folder() (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.path == "" {
		if err := d.open(); err != nil {
			return "", fmt.Errorf("make a folder for what is unpacked or converted: %w", err)
		}
	}
	d.n++
	path := filepath.Join(d.path, fmt.Sprint(d.n))
	if err := os.Mkdir(path, 0o700); err != nil {
		return "", fmt.Errorf("make a folder for what is unpacked or converted: %w", err)
	}
	return path, nil
}

// open makes the den and locks it. Between the two a sweeping process may take
// it for abandoned: then another is made.
func (d *Den) open() error {
	if err := os.MkdirAll(d.parent, 0o755); err != nil {
		return err
	}
	for range 100 {
		path, err := os.MkdirTemp(d.parent, Prefix)
		if err != nil {
			return err
		}
		lock, ok := lockDen(path)
		if !ok {
			continue
		}
		d.path, d.lock = path, lock
		return nil
	}
	return errors.New("each one made was taken away at once")
}

// Close removes the den with all that is still in it.
func (d *Den) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.path == "" {
		return nil
	}
	err := os.RemoveAll(d.path)
	if d.lock != nil {
		_ = d.lock.Close()
	}
	d.path, d.lock = "", nil
	return err
}

// sweepDens removes the dens that nobody holds.
func sweepDens(parent string) {
	entries, err := os.ReadDir(parent)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), Prefix) {
			continue
		}
		path := filepath.Join(parent, e.Name())
		if lock, ok := lockAbandoned(path); ok {
			_ = os.RemoveAll(path) // another user's cannot be opened, nor removed
			if lock != nil {
				_ = lock.Close()
			}
		}
	}
}
