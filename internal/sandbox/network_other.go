//go:build !linux

package sandbox

import (
	"os/exec"
	"runtime"
)

// launch starts what build makes. The caller calls release, on the same
// goroutine, when the child is no more.
func launch(build func() *exec.Cmd) (cmd *exec.Cmd, how Cut, release func(), err error) {
	runtime.LockOSThread()
	cmd = build()
	leash(cmd)
	if err := cmd.Start(); err != nil {
		runtime.UnlockOSThread()
		return nil, NotCut, nil, err
	}
	return cmd, NotCut, runtime.UnlockOSThread, nil
}
