package sandbox

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// launch starts what build makes, cut off from the network as far as the system
// allows. The caller calls release when the child is no more.
//
// The child is started by a thread of its own that lives as long as it does. It
// must, since the kernel sends the parent-death signal when the *thread* that
// started the child ends, not the process (golang/go#27505); and it must be no
// other's, since Landlock takes from the thread what it is to take from the
// child. A goroutine that ends locked to its thread takes the thread along.
func launch(build func() *exec.Cmd) (cmd *exec.Cmd, how Cut, release func(), err error) {
	started, done := make(chan struct{}), make(chan struct{})
	go func() {
		runtime.LockOSThread()
		cmd, how, err = startCut(build)
		close(started)
		<-done
	}()
	<-started
	if err != nil {
		close(done)
		return nil, NotCut, nil, err
	}
	return cmd, how, func() { close(done) }, nil
}

// startCut starts a child from the thread at hand, which it leaves poorer.
//
// Measured on Linux 6.18: a network namespace costs 0.4 ms a child. Without
// privileges it needs a user namespace besides, for which Go must fork instead
// of vfork and copy the page tables of the parent: 15 ms from a parent of 400
// MB. So only root makes namespaces; for others there is Landlock, which costs
// microseconds but leaves what is not TCP.
func startCut(build func() *exec.Cmd) (*exec.Cmd, Cut, error) {
	if os.Geteuid() == 0 {
		cmd := build()
		leash(cmd)
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWNET
		err := cmd.Start()
		if err == nil {
			return cmd, CutByNamespace, nil
		}
		// EPERM: root of a container; ENOSPC: no more namespaces; EINVAL: a kernel without.
		if !errors.Is(err, syscall.EPERM) && !errors.Is(err, syscall.ENOSPC) && !errors.Is(err, syscall.EINVAL) {
			return nil, NotCut, err
		}
	}
	how := NotCut
	if renounceTCP() == nil {
		how = CutByLandlock
	}
	cmd := build()
	leash(cmd)
	return cmd, how, cmd.Start()
}

// renounceTCP forbids this thread, and what it starts, to connect or to listen
// by TCP.
func renounceTCP() error {
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	rules := struct{ files, net uint64 }{net: unix.LANDLOCK_ACCESS_NET_CONNECT_TCP | unix.LANDLOCK_ACCESS_NET_BIND_TCP} // struct landlock_ruleset_attr of ABI 4
	// Kernels before 6.7 know no such rules and refuse the size (E2BIG).
	fd, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, uintptr(unsafe.Pointer(&rules)), unsafe.Sizeof(rules), 0)
	if errno != 0 {
		return errno
	}
	_, _, errno = unix.Syscall(unix.SYS_LANDLOCK_RESTRICT_SELF, fd, 0, 0)
	err := unix.Close(int(fd))
	if errno != 0 {
		return errno
	}
	return err
}
