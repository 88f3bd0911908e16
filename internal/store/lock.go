//go:build unix

package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Lock takes the archive's lock, which the kernel releases when its holder
// dies. Where another holds it, waiting is told once who ("vanthu reindex, pid
// 4711") and Lock waits until it is free or ctx ends. It shuts out other
// goroutines of this process as well. Writing to the catalogue does not need it.
func (a *Archive) Lock(ctx context.Context, waiting func(holder string)) (unlock func(), err error) {
	if a.refused != nil {
		return nil, a.refused
	}
	release, err := lockFile(ctx, filepath.Join(a.dir, "lock"), strings.Join(command(), " "), waiting)
	if err != nil {
		return nil, err
	}
	return func() { _ = release() }, nil // closing gives the lock back in any case
}

// command is this program and its command word; further arguments may be long.
func command() []string {
	words := []string{filepath.Base(os.Args[0])}
	if len(os.Args) > 1 && !strings.HasPrefix(os.Args[1], "-") {
		words = append(words, os.Args[1])
	}
	return words
}

func lockFile(ctx context.Context, path, what string, waiting func(holder string)) (func() error, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("lock archive: %w", err)
	}
	for told := false; ; {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		switch {
		case err == nil:
			line := fmt.Sprintf("%s, pid %d\n", what, os.Getpid())
			err := errors.Join(f.Truncate(0), writeAt(f, line))
			if err != nil {
				return nil, errors.Join(fmt.Errorf("lock archive: %w", err), f.Close())
			}
			return func() error {
				return errors.Join(f.Truncate(0), f.Close())
			}, nil
		case errors.Is(err, unix.EINTR):
			continue
		case !errors.Is(err, unix.EWOULDBLOCK):
			return nil, errors.Join(fmt.Errorf("lock archive: %s: %w", path, err), f.Close())
		}
		if !told && waiting != nil {
			told = true
			waiting(holder(path))
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), f.Close())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func writeAt(f *os.File, s string) error {
	_, err := f.WriteAt([]byte(s), 0)
	return err
}

// holder is who wrote itself into the lock file; between taking the lock and
// writing there is a moment without a name.
func holder(path string) string {
	b, err := os.ReadFile(path)
	if name := strings.TrimSpace(string(b)); err == nil && name != "" {
		return name
	}
	return "another process"
}
