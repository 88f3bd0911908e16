package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"vanthu/corpus"
)

// envParent makes of this test binary a parent that is to be killed.
const envParent = "SANDBOX_TEST_PARENT"

func TestMain(m *testing.M) {
	Main(map[string]Reader{
		"count": func(_ context.Context, args []string, emit func(any) error) error {
			n, err := strconv.Atoi(args[0])
			for i := range n {
				emit(i)
			}
			return err
		},
		"problem": func(context.Context, []string, func(any) error) error {
			return fmt.Errorf("read: %w", &corpus.Problem{Kind: corpus.Encrypted, Message: "needs a password", Hint: "unlock it", Page: 3})
		},
		"error": func(context.Context, []string, func(any) error) error { return errors.New("disk on fire") },
		"hang": func(_ context.Context, _ []string, emit func(any) error) error {
			emit(os.Getpid())
			time.Sleep(time.Hour)
			return nil
		},
		"spin": func(_ context.Context, _ []string, emit func(any) error) error {
			emit(os.Getpid())
			for { //nolint:staticcheck // SA5002: to spin is its purpose
			}
		},
		"allocate": func(_ context.Context, _ []string, emit func(any) error) error {
			emit(os.Getpid())
			var kept [][]byte
			for {
				b := make([]byte, 1<<20)
				for i := range b {
					b[i] = 1
				}
				kept = append(kept, b) //nolint:staticcheck // SA4010: kept so that it is not collected
			}
		},
		// one giant slice, as an xref subsection at 1.9e9 makes
		"giant": func(_ context.Context, _ []string, emit func(any) error) error {
			b := make([]byte, must(strconv.Atoi("60000000000")))
			b[len(b)-1] = 1
			return emit(len(b))
		},
		"recurse": func(context.Context, []string, func(any) error) error { return recurse(1) },
		"panic": func(_ context.Context, _ []string, emit func(any) error) error {
			emit("before")
			panic("no such object")
		},
		"panic-aside": func(context.Context, []string, func(any) error) error {
			go func() { var m map[string]int; m["a"] = 1 }() //nolint:staticcheck // SA5000: to panic is its purpose
			select {}
		},
		"flood": func(_ context.Context, _ []string, emit func(any) error) error {
			for {
				if err := emit(strings.Repeat("x", 1000)); err != nil {
					return err
				}
			}
		},
		"one-long-line": func(_ context.Context, _ []string, emit func(any) error) error {
			return emit(strings.Repeat("x", 10<<20))
		},
		"flood-errors": func(context.Context, []string, func(any) error) error {
			for {
				fmt.Fprintln(os.Stderr, "syntax error")
			}
		},
		"mutter": func(_ context.Context, _ []string, emit func(any) error) error {
			fmt.Println("DEBUG: library prints to standard output")
			fmt.Fprintln(os.Stderr, "warning: odd")
			return emit("said")
		},
		"exit0":  func(context.Context, []string, func(any) error) error { os.Exit(0); return nil },
		"exit1":  func(context.Context, []string, func(any) error) error { os.Exit(1); return nil },
		"signal": func(context.Context, []string, func(any) error) error { killSelf(); return nil },
		"family": func(_ context.Context, args []string, emit func(any) error) error {
			cmd := exec.Command("sleep", "1000")
			cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
			if err := cmd.Start(); err != nil {
				return err
			}
			emit(cmd.Process.Pid)
			switch args[0] {
			case "return":
				return nil
			case "exit":
				os.Exit(0)
			}
			return cmd.Wait()
		},
		"dial": func(_ context.Context, args []string, emit func(any) error) error {
			conn, err := net.DialTimeout("tcp", args[0], time.Second)
			if err == nil {
				conn.Close()
			}
			return emit(err == nil)
		},
		"environment": func(_ context.Context, _ []string, emit func(any) error) error { return emit(os.Environ()) },
	})
	if len(os.Args) == 2 && os.Args[1] == "eat" {
		var kept [][]byte
		for {
			kept = append(kept, bytes.Repeat([]byte{1}, 16<<20)) //nolint:staticcheck // SA4010: kept so that it is not collected
		}
	}
	if os.Getenv(envParent) != "" {
		err := Run(context.Background(), Limits{}, "spin", nil, func(m json.RawMessage) error {
			fmt.Println(string(m))
			return nil
		})
		fmt.Println(err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func recurse(n int) error {
	if n == 0 {
		return nil
	}
	var room [1024]byte
	room[n%1024] = 1
	if err := recurse(n + int(room[n%1024])); err != nil {
		return err
	}
	return fmt.Errorf("%d", room[0])
}

func TestRunEnds(t *testing.T) {
	lim := Limits{Time: 10 * time.Second, Memory: 256 << 20, Output: 1 << 20}
	short := lim
	short.Time = 300 * time.Millisecond
	tests := []struct {
		reader  string
		lim     Limits
		kind    corpus.Kind // "": an error that is no problem, or none
		message string
	}{
		{"problem", lim, corpus.Encrypted, "page 3: encrypted: needs a password"},
		{"error", lim, "", "error reader: disk on fire"},
		{"unheard-of", lim, "", `unknown reader "unheard-of"`},
		{"hang", short, corpus.TimedOut, "within 300ms"},
		{"spin", short, corpus.TimedOut, "within 300ms"},
		{"allocate", lim, corpus.OutOfMemory, "memory"},
		{"giant", lim, corpus.OutOfMemory, "memory"},
		{"recurse", Limits{Time: 10 * time.Second}, corpus.Crashed, "stack"},
		{"panic", lim, corpus.Crashed, "panic: no such object"},
		{"panic-aside", lim, corpus.Crashed, "panic: assignment to entry in nil map"},
		{"flood", lim, corpus.TooLarge, "wrote more than 1048576 bytes"},
		{"one-long-line", lim, corpus.TooLarge, "wrote more than 1048576 bytes"},
		{"flood-errors", lim, corpus.TooLarge, "wrote more than 1048576 bytes"},
		{"mutter", lim, "", ""},
		{"exit0", lim, corpus.Crashed, "ended without a word"},
		{"exit1", lim, corpus.Crashed, "exit status 1"},
		{"signal", lim, corpus.OutOfMemory, "signal: killed"},
	}
	for _, tt := range tests {
		t.Run(tt.reader, func(t *testing.T) {
			began := time.Now()
			err := Run(t.Context(), tt.lim, tt.reader, nil, func(m json.RawMessage) error { return nil })
			if took := time.Since(began); took > tt.lim.Time+5*time.Second {
				t.Errorf("took %v, limit %v", took, tt.lim.Time)
			}
			var kind corpus.Kind
			if fault, ok := errors.AsType[*corpus.Problem](err); ok {
				kind = fault.Kind
			}
			if kind != tt.kind {
				t.Errorf("kind %q, want %q: %v", kind, tt.kind, err)
			}
			switch {
			case tt.message == "" && err != nil:
				t.Errorf("error %v, want none", err)
			case tt.message != "" && (err == nil || !strings.Contains(err.Error(), tt.message)):
				t.Errorf("error %v, want one with %q", err, tt.message)
			}
			noChildren(t)
		})
	}
}

func TestRunProblemIsWhole(t *testing.T) {
	err := Run(t.Context(), Limits{}, "problem", nil, nil)
	fault, ok := errors.AsType[*corpus.Problem](err)
	if !ok || *fault != (corpus.Problem{Kind: corpus.Encrypted, Message: "needs a password", Hint: "unlock it", Page: 3}) {
		t.Errorf("problem came back as %#v", err)
	}
}

func TestRunHandsOnWhatCameBefore(t *testing.T) {
	var got []string
	err := Run(t.Context(), Limits{Time: 10 * time.Second}, "panic", nil, func(m json.RawMessage) error {
		got = append(got, string(m))
		return nil
	})
	if err == nil || len(got) != 1 || got[0] != `"before"` {
		t.Errorf("messages %q, error %v; want the message before the panic, and the panic", got, err)
	}
}

// A slow receiver must neither lose messages nor be taken for a slow reader.
func TestRunSlowEach(t *testing.T) {
	n := 0
	err := Run(t.Context(), Limits{Time: 2 * time.Second}, "count", []string{"30"}, func(json.RawMessage) error {
		n++
		time.Sleep(100 * time.Millisecond)
		return nil
	})
	if err != nil || n != 30 {
		t.Errorf("%d messages of 30, error %v", n, err)
	}
}

func TestRunEachStops(t *testing.T) {
	stop := errors.New("enough")
	err := Run(t.Context(), Limits{}, "flood", nil, func(json.RawMessage) error { return stop })
	if err != stop {
		t.Errorf("error %v, want each's own", err)
	}
	noChildren(t)
}

func TestRunCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	err := Run(ctx, Limits{}, "spin", nil, func(json.RawMessage) error { cancel(); return nil })
	if err != context.Canceled {
		t.Errorf("error %v, want context.Canceled itself", err)
	}
	if err := Run(ctx, Limits{}, "spin", nil, nil); err != context.Canceled {
		t.Errorf("error %v for a dead context, want context.Canceled", err)
	}
	noChildren(t)
}

// What a child started must go with it, however the child ends.
func TestRunGrandchild(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no process groups")
	}
	for _, how := range []string{"return", "exit", "wait"} {
		t.Run(how, func(t *testing.T) {
			var pid int
			began := time.Now()
			err := Run(t.Context(), Limits{Time: time.Second}, "family", []string{how}, func(m json.RawMessage) error {
				return json.Unmarshal(m, &pid)
			})
			if (err == nil) != (how == "return") {
				t.Errorf("error %v", err)
			}
			if took := time.Since(began); took > 6*time.Second {
				t.Errorf("took %v: the grandchild held us up", took)
			}
			waitGone(t, pid)
		})
	}
}

func TestRunEnvironment(t *testing.T) {
	t.Setenv("SECRET_TOKEN", "abc")
	t.Setenv("HTTPS_PROXY", "http://proxy")
	var got []string
	err := Run(t.Context(), Limits{}, "environment", nil, func(m json.RawMessage) error { return json.Unmarshal(m, &got) })
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range got {
		if strings.HasPrefix(v, "SECRET_TOKEN") || strings.HasPrefix(v, "HTTPS_PROXY") || strings.HasPrefix(v, envReader+"=") {
			t.Errorf("child sees %s", v)
		}
	}
}

// A parent that is killed cannot clean up: its child must die by itself, even
// while it computes.
func TestParentKilled(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("promised on Linux only")
	}
	parent := exec.Command("/proc/self/exe")
	parent.Env = append(os.Environ(), envParent+"=1")
	out := must(parent.StdoutPipe())
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	var pid int
	if _, err := fmt.Fscan(out, &pid); err != nil {
		t.Fatalf("parent named no child: %v", err)
	}
	parent.Process.Kill()
	parent.Wait()
	waitGone(t, pid)
}

// A child that was taken over must not tell what it reads to anybody.
func TestNoNetwork(t *testing.T) {
	how, err := NetworkCut(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if how == NotCut {
		t.Skip("this system allows neither network namespaces nor Landlock")
	}
	t.Log("cut by:", how)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	address := listener.Addr().String()
	reached := true
	if err := Run(t.Context(), Limits{Time: 10 * time.Second}, "dial", []string{address}, func(m json.RawMessage) error { return json.Unmarshal(m, &reached) }); err != nil || reached {
		t.Errorf("a child has reached %s (%v), error %v", address, reached, err)
	}
	if bash, err := exec.LookPath("bash"); err == nil {
		host, port, _ := net.SplitHostPort(address)
		if err := Tool(t.Context(), Limits{Time: 10 * time.Second}, nil, nil, bash, "-c", "exec 3<>/dev/tcp/"+host+"/"+port); err == nil {
			t.Errorf("a tool has reached %s", address)
		}
	}
	// The parent itself goes on to have a network: no thread of ours is cut.
	for range 50 {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatalf("the parent is cut off: %v", err)
		}
		conn.Close()
	}
}

// What a user has set counts in place of what a reader's caller gives.
func TestWithin(t *testing.T) {
	ctx := Within(t.Context(), Limits{Time: 300 * time.Millisecond})
	for name, run := range map[string]func() error{
		"reader": func() error {
			return Run(ctx, Limits{Time: time.Hour}, "hang", nil, func(json.RawMessage) error { return nil })
		},
		"tool": func() error { return Tool(ctx, Limits{Time: time.Hour}, nil, nil, "sleep", "1000") },
	} {
		fault, ok := errors.AsType[*corpus.Problem](run())
		if !ok || fault.Kind != corpus.TimedOut || !strings.Contains(fault.Message, "300ms") {
			t.Errorf("%s: %v, want timed-out within 300ms", name, fault)
		}
	}
}

func TestTool(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the examples are of Linux")
	}
	lim := Limits{Time: 10 * time.Second, Memory: 1 << 30, Output: 1 << 20}
	short := lim
	short.Time = 300 * time.Millisecond
	file := t.TempDir() + "/big"
	tests := []struct {
		name, script string
		lim          Limits
		kind         corpus.Kind
		message      string
	}{
		{"fine", "cat", lim, "", ""},
		{"refusal", "echo 'Syntax Error: no trailer' >&2; echo more >&2; exit 3", lim, corpus.Malformed, "exit status 3: Syntax Error: no trailer"},
		{"password", "echo 'Command Line Error: Incorrect password' >&2; exit 1", lim, corpus.Encrypted, "Incorrect password"},
		{"hang", "sleep 1000", short, corpus.TimedOut, "within 300ms"},
		{"leaves a process", "sleep 1000 & exit 0", lim, "", ""},
		{"flood", "yes", lim, corpus.TooLarge, "1048576 bytes"},
		// A tool is bound right after its start (see Tool): one that writes in its
		// first microseconds is faster than we are on a busy machine.
		{"big file", "sleep 0.2; exec head -c 9000000 /dev/zero >" + file, lim, corpus.TooLarge, "signal: file size limit exceeded"},
		{"memory", "exec " + must(os.Executable()) + " eat", lim, corpus.OutOfMemory, "exit status"},
		{"signal", "kill -SEGV $$", lim, corpus.Crashed, "signal: segmentation fault"},
		{"killed by the kernel", "kill -KILL $$", lim, corpus.OutOfMemory, "signal: killed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			err := Tool(t.Context(), tt.lim, strings.NewReader("in"), &out, "sh", "-c", tt.script)
			if tt.kind == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			fault, ok := errors.AsType[*corpus.Problem](err)
			if !ok || fault.Kind != tt.kind || !strings.Contains(fault.Message, tt.message) {
				t.Errorf("error %v, want %s with %q", err, tt.kind, tt.message)
			}
			noChildren(t)
		})
	}
}

func TestToolStreams(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no cat")
	}
	var out bytes.Buffer
	if err := Tool(t.Context(), Limits{Time: 10 * time.Second}, strings.NewReader("Nghị quyết"), &out, "cat"); err != nil || out.String() != "Nghị quyết" {
		t.Errorf("cat gave %q, error %v", &out, err)
	}
	full := errors.New("disk full")
	if err := Tool(t.Context(), Limits{Time: 10 * time.Second}, nil, brokenWriter{full}, "sh", "-c", "yes"); err != full {
		t.Errorf("error %v, want the writer's own", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if err := Tool(ctx, Limits{}, nil, nil, "sleep", "1000"); err != context.DeadlineExceeded {
		t.Errorf("error %v, want the context's own", err)
	}
	err := Tool(t.Context(), Limits{}, nil, nil, "no-such-program-here")
	if fault, ok := errors.AsType[*corpus.Problem](err); !ok || fault.Kind != corpus.NeedsTool {
		t.Errorf("error %v, want needs-tool", err)
	}
	noChildren(t)
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func BenchmarkRun(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if err := Run(b.Context(), Limits{Time: time.Minute, Memory: 1 << 30}, "count", []string{"10"}, func(json.RawMessage) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}
