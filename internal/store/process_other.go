//go:build unix && !linux

package store

import "golang.org/x/sys/unix"

// kernel gives no names: a machine that was started again cannot be told, only
// the process ids.
func kernel() (boot, space string) { return "", "" }

// bornOf says only whether there is such a process.
func bornOf(pid int) (ticks int64, ok bool) {
	err := unix.Kill(pid, 0)
	return 0, err == nil || err == unix.EPERM
}
