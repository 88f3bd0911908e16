package store

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// kernel names this start of the kernel and our space of process ids.
func kernel() (boot, space string) {
	b, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err == nil {
		boot = strings.TrimSpace(string(b))
	}
	space, err = os.Readlink("/proc/self/ns/pid")
	if err != nil {
		space = ""
	}
	return boot, space
}

// bornOf is when the process started, in clock ticks since boot; not ok where
// there is no such process, or nothing but its entry is left (a zombie).
// Source: proc(5), /proc/PID/stat: field 3 state, field 22 starttime. The
// command in field 2 may hold blanks and brackets.
func bornOf(pid int) (ticks int64, ok bool) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, false
	}
	_, rest, found := cutLast(string(b), ")")
	fields := strings.Fields(rest)
	if !found || len(fields) < 20 || fields[0] == "Z" || fields[0] == "X" {
		return 0, false
	}
	ticks, err = strconv.ParseInt(fields[19], 10, 64)
	return ticks, err == nil
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
