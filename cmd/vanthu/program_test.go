package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"vanthu/internal/read"
	"vanthu/internal/sandbox"
)

// asProgram makes the test binary run as vanthu.
const asProgram = "VANTHU_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	sandbox.Main(read.Sandboxed())
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	testscript.Main(suite{m}, map[string]func(){"vanthu": main})
}

// atExit is for programs under the detector: else each sleeps for a second before
// it ends, and the tests run hundreds of them.
const atExit = "GORACE=atexit_sleep_ms=20"

// A suite runs the tests and then removes the program that they have built.
type suite struct{ *testing.M }

func (s suite) Run() int {
	defer func() {
		if path, err := shipped(); underRace && err == nil {
			_ = os.RemoveAll(filepath.Dir(path))
		}
	}()
	return s.M.Run()
}

// shipped is the program without the race detector, which makes the catalogue ten
// times as slow: built once, where the tests run under the detector at all. It is
// for what a test asks of files and figures, and for killing; who looks for races
// asks for raced.
var shipped = sync.OnceValues(func() (string, error) {
	if !underRace {
		return os.Executable()
	}
	dir, err := os.MkdirTemp("", "vanthu-test-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "vanthu")
	if out, err := exec.CommandContext(context.Background(), "go", "build", "-buildvcs=false", "-o", path, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build vanthu for the tests: %w\n%s", err, out)
	}
	return path, nil
})

// vanthu is the program as it is shipped.
func vanthu(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	path, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return program(t, path, args...)
}

// raced is the program under the race detector, where the tests are.
func raced(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return program(t, self, args...)
}

func program(t *testing.T, path string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Env = append(os.Environ(), asProgram+"=1", atExit)
	return cmd
}

// output runs the program to its end, which must be status 0, and gives what it
// printed.
func output(t *testing.T, args ...string) string {
	t.Helper()
	return outputOf(t, vanthu(t, args...))
}

// outputOf is output of a program that is ready to run.
func outputOf(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("vanthu %v: %v\n%s%s", cmd.Args[1:], err, out, stderr.Bytes())
	}
	return string(out)
}
