package intake

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// A den is the folder in which members lie until they are done with. Its owner
// holds a lock on it as long as it lives, so that another process can tell a
// den that is in use from what a killed one left.
type den struct {
	parent string

	mu   sync.Mutex
	path string   // "" before the first use
	lock *os.File // on path
	n    int      // folders made
}

const denPrefix = "vanthu-members-"

// newDen sweeps parent of the dens of dead processes.
func newDen(parent string) *den {
	if parent == "" {
		parent = os.TempDir()
	}
	sweepDens(parent)
	return &den{parent: parent}
}

// folder makes a new empty folder in the den.
func (d *den) folder() (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.path == "" {
		if err := d.open(); err != nil {
			return "", fmt.Errorf("make a folder for the members of containers: %w", err)
		}
	}
	d.n++
	path := filepath.Join(d.path, fmt.Sprint(d.n))
	if err := os.Mkdir(path, 0o700); err != nil {
		return "", fmt.Errorf("make a folder for the members of a container: %w", err)
	}
	return path, nil
}

// open makes the den and locks it. Between the two a sweeping process may take
// it for abandoned: then another is made.
func (d *den) open() error {
	if err := os.MkdirAll(d.parent, 0o755); err != nil {
		return err
	}
	for range 100 {
		path, err := os.MkdirTemp(d.parent, denPrefix)
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

// close removes the den with all that is still in it.
func (d *den) close() error {
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
		if !e.IsDir() || !strings.HasPrefix(e.Name(), denPrefix) {
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
