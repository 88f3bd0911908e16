package den

import (
	"os"
	"path/filepath"
	"testing"
)

// A den is gone when it is closed; one that a killed process left is removed by the
// next, one in use is not.
func TestDen(t *testing.T) {
	t.Parallel()
	parent := filepath.Join(t.TempDir(), "aside")
	dead := filepath.Join(parent, Prefix+"dead")
	other := filepath.Join(parent, "vanthu-other")
	for _, dir := range []string{dead, other} {
		if err := os.MkdirAll(filepath.Join(dir, "1"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	d := New(parent)
	if _, err := os.Stat(dead); !os.IsNotExist(err) {
		t.Errorf("what a killed process left is there: %v", err)
	}
	a, err := d.Folder()
	if err != nil {
		t.Fatal(err)
	}
	b, err := d.Folder()
	if err != nil || a == b {
		t.Errorf("%s, %s, %v: want two folders", a, b, err)
	}
	if info, err := os.Stat(a); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v: want a folder that others cannot read", info, err)
	}
	unused := New(parent)
	if _, err := os.Stat(a); err != nil {
		t.Errorf("one in use was removed: %v", err)
	}
	for _, d := range []*Den{d, unused} {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
	if left, err := os.ReadDir(parent); err != nil || len(left) != 1 || left[0].Name() != filepath.Base(other) {
		t.Errorf("left are %v, %v", left, err)
	}
}
