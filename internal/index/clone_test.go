package index

import (
	"os"
	"path/filepath"
	"testing"
)

// Where the file system has no hard links between two places, segments are copied.
func TestCloneWithoutLinks(t *testing.T) {
	other, err := os.MkdirTemp("/dev/shm", "vanthu-clone-")
	if err != nil {
		t.Skipf("no second file system to copy to: %v", err)
	}
	t.Cleanup(func() { os.RemoveAll(other) })
	dir := t.TempDir()
	src := newMemory()
	src.put(generated(30, 50, 31)...)
	r := publish(t, dir, src)
	to := filepath.Join(other, bleveDir)
	if err := cloneIndex(filepath.Join(dir, r.Generation, bleveDir), to); err != nil {
		t.Fatal(err)
	}
	w, err := openWriter(to, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := w.count(); n != 30 || err != nil {
		t.Errorf("the copy holds %d documents of 30; %v", n, err)
	}
	if err := w.close(); err != nil {
		t.Fatal(err)
	}
}
