package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestServe: the page answers while the index is rebuilt and grown under it,
// takes up the new generation, and ends with status 0 on a signal, after the
// request under way.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	archive := filepath.Join(dir, "archive")
	output(t, "import", "--archive", archive, box(t, 60))
	cmd := raced(t, "serve", "--archive", archive, "--addr", "127.0.0.1:0", "--cache", filepath.Join(dir, "cache"))
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stderr)
	base := ""
	for base == "" && lines.Scan() {
		if at := strings.Index(lines.Text(), "http://"); at >= 0 {
			base = strings.TrimSuffix(lines.Text()[at:], "/")
		}
	}
	var said strings.Builder
	var reading sync.WaitGroup
	reading.Go(func() {
		for lines.Scan() {
			fmt.Fprintln(&said, lines.Text())
		}
	})
	get := func(path string) (int, string) {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, base+path, nil)
		if err != nil {
			t.Error(err)
			return 0, ""
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Error(err)
			return 0, ""
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Error(err)
		}
		return answer.StatusCode, string(body)
	}
	if status, body := get("/healthz"); status != 200 {
		t.Fatalf("/healthz: %d %s", status, body)
	}

	var stop atomic.Bool
	var analysts sync.WaitGroup
	for _, path := range []string{"/?q=c%C3%B4ng+t%C3%A1c", "/api/v1/search?q=quy%E1%BA%BFt+%C4%91%E1%BB%8Bnh&limit=5", "/", "/overview"} {
		analysts.Go(func() {
			for !stop.Load() {
				if status, body := get(path); status != 200 {
					t.Errorf("GET %s beside a reindex: %d %.300s", path, status, body)
					return
				}
				time.Sleep(5 * time.Millisecond)
			}
		})
	}
	output(t, "reindex", "--archive", archive)
	late := filepath.Join(dir, "late.txt")
	if err := os.WriteFile(late, []byte("BỘ NỘI VỤ\n\nSố: 12/TB-BNV\n\nTHÔNG BÁO\nVề lịch trực\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	output(t, "import", "--archive", archive, late)
	found := false
	for range 100 {
		if _, body := get("/api/v1/search?q=12%2FTB-BNV"); strings.Contains(body, `"why":"is"`) {
			found = true
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if !found {
		t.Error("what was imported beside it is not found within ten seconds")
	}
	stop.Store(true)
	analysts.Wait()

	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	reading.Wait()
	if err := cmd.Wait(); err != nil {
		var exit *exec.ExitError
		t.Errorf("interrupted: %v (%v), want status 0; it said %s", err, errors.As(err, &exit), said.String())
	}
}

// TestCacheWithoutHome: a service has no home, and in the folder for temporary files
// something else may be called vanthu.
func TestCacheWithoutHome(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("HOME", "")
	t.Setenv("XDG_CACHE_HOME", "")
	t.Setenv("TMPDIR", tmp)
	if err := os.WriteFile(filepath.Join(tmp, "vanthu"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	dir, forget, err := cacheDir("/srv/archive")
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%s: %v, %v; want a folder for this user alone", dir, info, err)
	}
	forget()
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("%s is left behind: %v", dir, err)
	}
}

// TestReached: what serve prints is an address to type.
func TestReached(t *testing.T) {
	name, err := os.Hostname()
	if err != nil {
		t.Skip(err)
	}
	for addr, want := range map[string]string{
		"127.0.0.1:8080": "127.0.0.1:8080", "[::1]:80": "[::1]:80", "[::]:8443": name + ":8443", "0.0.0.0:8443": name + ":8443", "10.0.0.7:1": "10.0.0.7:1",
	} {
		if got := reached(addr); got != want {
			t.Errorf("reached(%q) = %q, want %q", addr, got, want)
		}
	}
}
