//go:build unix

package den

import (
	"os"
	"syscall"
)

// lockDen locks a new den; not ok where a sweeper has it.
func lockDen(path string) (*os.File, bool) {
	f, ok := lockAbandoned(path)
	if !ok {
		return nil, false
	}
	here, err1 := os.Stat(path)
	held, err2 := f.Stat()
	if err1 != nil || err2 != nil || !os.SameFile(here, held) {
		_ = f.Close()
		return nil, false
	}
	return f, true
}

// lockAbandoned locks a den that nobody holds. The kernel gives the lock of a
// process back when it dies, however it dies.
func lockAbandoned(path string) (*os.File, bool) {
	f, err := os.Open(path)
	if err != nil {
		return nil, false
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		return nil, false
	}
	return f, true
}
