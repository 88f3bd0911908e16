//go:build unix

package main

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// nobody is the user of the tests that must not write, where root runs them: root
// may write everywhere.
const nobody = 65534

// A reader runs the program as somebody who may not write.
type reader struct{ program string }

// asReader makes the folders with archives readable to everybody and gives the
// program for one who may only read them.
func asReader(t *testing.T, dir string) reader {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if os.Getuid() != 0 {
		return reader{self}
	}
	for d := dir; d != os.TempDir() && d != "/"; d = filepath.Dir(d) {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	// The folder of the test's own program is closed to others.
	in, err := os.Open(self)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	program := filepath.Join(dir, "vanthu")
	out, err := os.OpenFile(program, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return reader{program}
}

// run gives what the program says, and whether its exit status was 0.
func (r reader) run(t *testing.T, args ...string) (string, bool) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), r.program, args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	cmd.Dir = filepath.Dir(r.program)
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	out, err := cmd.CombinedOutput()
	return string(out), err == nil
}

// closeFolders takes the right to write from an archive, and gives it back for
// the removal of the test's folder.
func closeFolders(t *testing.T, archive string) {
	t.Helper()
	if os.Getuid() == 0 {
		return // another user is refused as it is
	}
	set := func(mode os.FileMode) {
		err := filepath.WalkDir(archive, func(path string, e os.DirEntry, err error) error {
			if err == nil && e.IsDir() {
				err = os.Chmod(path, mode)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	set(0o555)
	t.Cleanup(func() { set(0o755) })
}

// An archive that may only be read (of another user, on a disk mounted so, on a
// DVD) is searched, shown, exported, verified and backed up; what would write says
// why it does not. Before, everything failed with "unable to open database file".
func TestReadOnlyArchive(t *testing.T) {
	dir := t.TempDir()
	archive := filepath.Join(dir, "archive")
	papers := box(t, 20)
	output(t, "import", "--archive", archive, papers)
	want := output(t, "export", "--archive", archive)
	all := found(t, archive)
	before := listing(t, archive)
	r := asReader(t, dir)
	closeFolders(t, archive)
	if got, ok := r.run(t, "export", "--archive", archive); !ok || got != want {
		t.Errorf("export: %.300q, want %d bytes", got, len(want))
	}
	if got, ok := r.run(t, "search", "--archive", archive, "--json", everything); !ok || totalOf([]byte(got)) != all {
		t.Errorf("search: %.300q, want %d documents", got, all)
	}
	id := want[len(`{"id":"`):][:12]
	for _, args := range [][]string{{"verify"}, {"show", id}, {"show", "--text", id}, {"missing"}, {"problems"}, {"runs"}, {"duplicates"}, {"rm", "--log"}, {"rm", "--dry-run", id}} {
		if got, ok := r.run(t, append(args, "--archive", archive)...); !ok {
			t.Errorf("%v: %.300s", args, got)
		}
	}
	for _, args := range [][]string{{"import", papers}, {"rm", "--reason", "thử", id}, {"reindex"}, {"reindex", "--if-stale"}, {"reindex", "--extract"}, {"problems", "--retry"}, {"watch", "--once", "--settle", "0s", papers}} {
		if got, ok := r.run(t, append(args, "--archive", archive)...); ok || !strings.Contains(got, "can only be read") || !strings.Contains(got, "hint: ") {
			t.Errorf("%v: %q, want that the archive can only be read, and a hint", args, got)
		}
	}
	if after := listing(t, archive); after != before {
		t.Errorf("the archive was changed:\n%s\nbefore:\n%s", after, before)
	}
}

// On a full disk an archive is searched and exported as before, also by who comes
// only then: SQLite wants to make a file beside the catalogue, and everything
// failed with "disk I/O error (4874)".
func TestFullDisk(t *testing.T) {
	archive := filepath.Join(t.TempDir(), "archive")
	output(t, "import", "--archive", archive, box(t, 10))
	want, all := output(t, "export", "--archive", archive), found(t, archive)
	full := func(args ...string) (string, error) {
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		// No file may be written to, as on a full disk.
		cmd := exec.CommandContext(t.Context(), "sh", append([]string{"-c", `ulimit -f 0; exec "$@"`, "sh", self}, args...)...)
		cmd.Env = append(os.Environ(), asProgram+"=1")
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	for range 2 { // the second time, what the first has left is there
		if got, err := full("export", "--archive", archive); err != nil || got != want {
			t.Errorf("export: %v, %.300q", err, got)
		}
		if got, err := full("search", "--archive", archive, "--json", everything); err != nil || totalOf([]byte(got)) != all {
			t.Errorf("search: %v, %.300q", err, got)
		}
	}
	for _, args := range [][]string{{"reindex"}, {"import", t.TempDir()}} {
		if got, err := full(append(args, "--archive", archive)...); err == nil || !strings.Contains(got, "no space left") || !strings.Contains(got, "hint: make room") {
			t.Errorf("%v: %v, %.300q", args, err, got)
		}
	}
	output(t, "reindex", "--archive", archive)
	output(t, "verify", "--archive", archive)
}

// An archive that may only be read shows what its writer has written, while it
// writes and when it has ended.
func TestReadOnlyBesideWriter(t *testing.T) {
	dir := t.TempDir()
	archive := filepath.Join(dir, "archive")
	first, second := box(t, 5), box(t, 60)
	output(t, "import", "--archive", archive, first)
	r := asReader(t, dir)
	count := func() int {
		got, ok := r.run(t, "export", "--archive", archive)
		if !ok {
			t.Fatalf("export beside a writer: ...%s", got[max(0, len(got)-300):])
		}
		return strings.Count(got, "\n")
	}
	importing := vanthu(t, "import", "--archive", archive, second)
	if err := importing.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- importing.Wait() }()
	for last, over := 0, false; !over; {
		select {
		case err := <-ended:
			if over = true; err != nil {
				t.Fatal(err)
			}
		case <-time.After(10 * time.Millisecond):
		}
		n := count()
		if n < last {
			t.Fatalf("%d records, %d before", n, last)
		}
		last = n
	}
	if n, want := count(), strings.Count(output(t, "export", "--archive", archive), "\n"); n != want {
		t.Errorf("at the end %d records, want %d", n, want)
	}
	// A writer was killed: what it has written stands beside the catalogue.
	killed(t, 250*time.Millisecond, "import", "--archive", archive, box(t, 120))
	closeFolders(t, archive)
	got, _ := r.run(t, "runs", "--json", "--archive", archive)
	if _, err := os.Stat(filepath.Join(archive, "catalogue.db-wal")); err == nil && !strings.Contains(got, `"killed"`) {
		t.Errorf("after a kill: %.300s", got)
	}
	if _, err := os.Stat(filepath.Join(archive, "catalogue.db-shm")); err != nil {
		return // it had ended by itself
	}
	if err := os.Chmod(archive, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(archive, "catalogue.db-shm")); err != nil {
		t.Fatal(err)
	}
	closeFolders(t, archive)
	if got, ok := r.run(t, "runs", "--archive", archive); ok || !strings.Contains(got, "must be written into it first") {
		t.Errorf("without its -shm: %q", got)
	}
}

// listing is the names and sizes of what is in a folder, besides the lock.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			b.WriteString(strings.TrimPrefix(path, dir) + " " + info.ModTime().String() + "\n")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
