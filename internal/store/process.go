package store

import (
	"os"
	"os/user"
	"strconv"
	"time"
)

// A process says which process of which machine a run is or was.
type process struct {
	host  string
	boot  string // names one start of the kernel; "" where there is no such name
	space string // of process ids: containers have their own
	pid   int
	born  int64 // ticks since boot; 0 where it cannot be told
	user  string
}

func thisProcess() process {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	p := process{host: host, pid: os.Getpid()}
	p.boot, p.space = kernel()
	p.born, _ = bornOf(p.pid)
	p.user = strconv.Itoa(os.Getuid())
	if u, err := user.Current(); err == nil && u.Username != "" {
		p.user = u.Username
	}
	return p
}

// silence is how long a process that we cannot see (in another container, on
// another machine) may be silent before it is taken for dead.
const silence = 2 * time.Minute

// alive says whether other still runs, as far as p can see; heard is the time
// since other last wrote to the catalogue.
func (p process) alive(other process, heard time.Duration) bool {
	switch {
	case p.host == other.host && p.boot != other.boot:
		return false // the machine was started again since
	case p.host == other.host && p.space == other.space:
		born, ok := bornOf(other.pid)
		return ok && (born == other.born || born == 0 || other.born == 0)
	default:
		return heard < silence
	}
}
