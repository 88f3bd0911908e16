//go:build unix && !linux

package sandbox

import (
	"errors"
	"os"
	"os/exec"
	"syscall"

	"vanthu/corpus"
)

// leash puts the child into a process group of its own. It does not die with us.
func leash(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error {
		err := syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		if errors.Is(err, syscall.ESRCH) {
			return os.ErrProcessDone
		}
		return err
	}
}

// reap waits for the child and kills what is left of its group.
func reap(cmd *exec.Cmd) error {
	err := cmd.Wait()
	_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	return err
}

// confine forbids core files. RLIMIT_AS is ignored or absent on these systems:
// only the garbage collector's limit holds.
func confine(int64) error { return syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) }

// bind does nothing: these systems cannot limit another process.
func bind(int, Limits) error { return nil }

// kindOfSignal is the kind of a death by a signal that was not ours.
func kindOfSignal(*exec.ExitError) corpus.Kind { return corpus.Crashed }
