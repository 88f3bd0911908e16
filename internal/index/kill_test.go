//go:build unix

package index

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// publisherEnv makes the test binary a publisher that is to be killed:
// "DIR STEP", or "DIR STEP LIMIT" of one that can write so many bytes to a file.
const publisherEnv = "VANTHU_TEST_PUBLISHER"

func TestMain(m *testing.M) {
	if job := os.Getenv(publisherEnv); job != "" {
		if err := publisherProcess(job); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// killSource is the catalogue at a step; the same in both processes.
func killSource(step int) *memory {
	src := newMemory()
	docs := generated(300+20*step, 80, 21)
	src.put(docs...)
	for i := range step {
		src.remove(docs[i*3].Record.ID)
	}
	return src
}

func publisherProcess(job string) error {
	dir, number, _ := strings.Cut(job, " ")
	number, limit, limited := strings.Cut(number, " ")
	step, err := strconv.Atoi(number)
	if err != nil {
		return err
	}
	if limited {
		if err := limitFiles(limit); err != nil {
			return err
		}
	}
	src := killSource(step)
	fmt.Println("ready")
	opt := Options{BatchBytes: 4000, MaxSegments: 6} // many batches and a merge: many moments to die at
	if step%4 == 3 {
		_, err = Rebuild(context.Background(), dir, src, opt)
	} else {
		_, err = Publish(context.Background(), dir, src, opt)
	}
	return err
}

// A publisher that is killed at any moment leaves a searchable index, and the
// next run leaves nothing of it behind.
func TestKill(t *testing.T) {
	t.Parallel()
	steps := 20
	if n, err := strconv.Atoi(os.Getenv("VANTHU_KILLS")); err == nil {
		steps = n
	} else if testing.Short() {
		t.Skip("starts 20 processes")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	src := killSource(0)
	publish(t, dir, src)
	r := rand.New(rand.NewPCG(3, 4))
	everything := killSource(steps)
	killed := 0
	began := time.Now()
	whole := exec.Command(self, "-test.run=none")
	whole.Env = append(os.Environ(), publisherEnv+"="+dir+" 1")
	if err := whole.Run(); err != nil {
		t.Fatalf("a publisher that is not killed: %v", err)
	}
	took := time.Since(began)
	for step := 1; step <= steps; step++ {
		cmd := exec.Command(self, "-test.run=none")
		cmd.Env = append(os.Environ(), publisherEnv+"="+fmt.Sprintf("%s %d", dir, step))
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := out.Read(make([]byte, 6)); err != nil {
			t.Fatalf("step %d: the publisher did not start: %v", step, err)
		}
		began = time.Now()
		timer := time.AfterFunc(time.Duration(r.Int64N(int64(took))), func() { cmd.Process.Kill() })
		err = cmd.Wait()
		timer.Stop()
		var exit *exec.ExitError
		switch {
		case err == nil:
			took = (took + time.Since(began)) / 2
		case errors.As(err, &exit) && !exit.Exited():
			killed++
		default:
			t.Fatalf("step %d: %v", step, err)
		}

		s, err := Open(dir)
		if err != nil {
			t.Fatalf("step %d: after the kill: %v", step, err)
		}
		if res, _ := search(t, s, everything, "của"); res.Total < 100 {
			t.Fatalf("step %d: after the kill only %d documents are found", step, res.Total)
		}
		s.Close()

		src := killSource(step)
		rep := publish(t, dir, src)
		if left := rubbish(t, dir); len(left) > 0 {
			t.Fatalf("step %d: left behind after the next run: %v", step, left)
		}
		if _, want, _ := src.Count(t.Context()); rep.Documents != want {
			t.Fatalf("step %d: %d documents, want %d", step, rep.Documents, want)
		}
		if c, err := Check(t.Context(), dir, taking(src)); err != nil || len(c.Mismatches) > 0 || c.Behind {
			t.Fatalf("step %d: check: %+v, %v", step, c, err)
		}
	}
	t.Logf("%d of %d publishers killed before they were done", killed, steps)
	if killed < steps/4 {
		t.Errorf("only %d of %d were killed in time: the test is weak", killed, steps)
	}
}

// limitFiles makes every write beyond so many bytes of a file fail in this process.
func limitFiles(limit string) error {
	n, err := strconv.ParseUint(limit, 10, 64)
	if err != nil {
		return err
	}
	signal.Ignore(syscall.SIGXFSZ)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: n, Max: n})
}

// A publisher for which the disk is full, wherever that happens, says so, leaves
// the live index as it was, and nothing of its own behind.
func TestDiskFull(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	publish(t, dir, killSource(0))
	failed := 0
	for _, step := range []int{2, 3} { // grown, rebuilt
		live := mustCurrent(t, dir)
		before := sums(t, dir, live)
		for _, limit := range []int{100, 2000, 5000, 20_000, 40_000, 70_000, 100_000, 130_000} {
			cmd := exec.CommandContext(t.Context(), self, "-test.run=none")
			cmd.Env = append(os.Environ(), publisherEnv+"="+fmt.Sprintf("%s %d %d", dir, step, limit))
			out, err := cmd.CombinedOutput()
			if err == nil {
				break // all files are smaller
			}
			failed++
			if !strings.Contains(string(out), syscall.EFBIG.Error()) || strings.Contains(string(out), "panic") {
				t.Errorf("step %d, files of %d bytes: %v: %s", step, limit, err, out)
			}
			if got := mustCurrent(t, dir); got != live || !maps.Equal(before, sums(t, dir, live)) || len(rubbish(t, dir)) > 0 {
				t.Fatalf("step %d, files of %d bytes: %s is live, %s was; left behind: %v", step, limit, got, live, rubbish(t, dir))
			}
		}
	}
	if failed < 8 {
		t.Errorf("only %d of 16 met a full disk: the test is weak", failed)
	}
	s := open(t, dir)
	if r, _ := search(t, s, killSource(0), "của"); r.Total < 100 {
		t.Errorf("afterwards only %d documents are found", r.Total)
	}
}
