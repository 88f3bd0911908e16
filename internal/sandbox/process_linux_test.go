package sandbox

import (
	"bytes"
	"errors"
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func killSelf() { unix.Kill(os.Getpid(), unix.SIGKILL) }

// noChildren fails where this process still has a child, living or dead.
func noChildren(t *testing.T) {
	t.Helper()
	if _, err := unix.Wait4(-1, nil, unix.WNOHANG, nil); !errors.Is(err, unix.ECHILD) {
		t.Errorf("a child is left (wait4: %v)", err)
	}
}

// waitGone waits until a process is no more, or is a corpse that only its
// new parent has yet to bury.
func waitGone(t *testing.T, pid int) {
	t.Helper()
	for range 200 {
		stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		if errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ESRCH) || bytes.Contains(stat, []byte(") Z ")) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("process %d is still there 2 s later", pid)
	unix.Kill(pid, unix.SIGKILL)
}
