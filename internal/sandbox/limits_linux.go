package sandbox

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"

	"vanthu/corpus"
)

// leash puts the child into a process group of its own that dies with us.
func leash(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	cmd.Cancel = func() error { return killGroup(cmd.Process.Pid) }
}

// killGroup kills all processes of a group; that there is none left is no error.
func killGroup(pid int) error {
	err := unix.Kill(-pid, unix.SIGKILL)
	if errors.Is(err, unix.ESRCH) {
		return os.ErrProcessDone
	}
	return err
}

// reap waits for the child, kills what is left of its group, and then takes its
// exit status. In this order the group's number cannot have gone to somebody
// else when we kill it.
func reap(cmd *exec.Cmd) error {
	for {
		err := unix.Waitid(unix.P_PID, cmd.Process.Pid, nil, unix.WEXITED|unix.WNOWAIT, nil)
		if !errors.Is(err, unix.EINTR) {
			break
		}
	}
	_ = killGroup(cmd.Process.Pid)
	return cmd.Wait()
}

// confine limits the memory of this very process to what it has now and
// memory bytes more, and forbids core files.
func confine(memory int64) error {
	// If memory runs short all the same, the kernel should take the child.
	_ = os.WriteFile("/proc/self/oom_score_adj", []byte("1000"), 0)
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return err
	}
	first, _, _ := bytes.Cut(statm, []byte(" "))
	pages, err := strconv.ParseInt(string(first), 10, 64)
	if err != nil {
		return fmt.Errorf("/proc/self/statm: %w", err)
	}
	limit := uint64(pages*int64(os.Getpagesize()) + memory)
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return err
	}
	return unix.Setrlimit(unix.RLIMIT_AS, &unix.Rlimit{Cur: limit, Max: limit})
}

// bind limits another process that has just been started.
func bind(pid int, lim Limits) error {
	bounds := []struct {
		resource int
		limit    int64
		on       bool
	}{
		{unix.RLIMIT_CORE, 0, true},
		{unix.RLIMIT_AS, lim.Memory, lim.Memory > 0},
		{unix.RLIMIT_FSIZE, lim.Output, lim.Output > 0},
	}
	for _, b := range bounds {
		if !b.on {
			continue
		}
		limit := unix.Rlimit{Cur: uint64(b.limit), Max: uint64(b.limit)}
		// ESRCH: it has ended already, which is nobody's fault.
		if err := unix.Prlimit(pid, b.resource, &limit, nil); err != nil && !errors.Is(err, unix.ESRCH) {
			return err
		}
	}
	return nil
}

// kindOfSignal is the kind of a death by a signal that was not ours.
func kindOfSignal(exit *exec.ExitError) corpus.Kind {
	status, ok := exit.Sys().(syscall.WaitStatus)
	switch {
	case ok && status.Signal() == unix.SIGXFSZ:
		return corpus.TooLarge
	case ok && status.Signal() == unix.SIGKILL:
		// The kernel kills so when memory runs out.
		return corpus.OutOfMemory
	}
	return corpus.Crashed
}
