//go:build unix

package main

import (
	"os"
	"syscall"
)

// lockUnfinished locks an unfinished file. The kernel gives the lock of a process
// back when it dies, however it dies.
func lockUnfinished(f *os.File) error {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
}
