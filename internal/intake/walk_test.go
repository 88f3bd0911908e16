package intake

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/corpus"
	"vanthu/internal/sandbox"
	"vanthu/internal/unpack"
)

func TestMain(m *testing.M) {
	sandbox.Main(unpack.Readers())
	os.Exit(m.Run())
}

// tree makes files (a name ending in / is a folder, "a -> b" a link) in a new
// folder and makes that the working directory.
func tree(t *testing.T, names ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, n := range names {
		var err error
		name, target, isLink := strings.Cut(n, " -> ")
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		switch {
		case isLink:
			err = os.Symlink(target, name)
		case strings.HasSuffix(n, "/"):
			err = os.MkdirAll(n, 0o777)
		default:
			err = os.WriteFile(n, []byte(n), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// boxes are the limits of the tests, in a folder of their own.
func boxes(t *testing.T) Boxes {
	b := DefaultBoxes()
	b.Dir = t.TempDir()
	return b
}

// walked is what Walk yields, a line each: "NAME", "NAME ignored: WHY", "NAME
// PROBLEM".
func walked(t *testing.T, paths ...string) []string {
	t.Helper()
	var got []string
	w := NewWalker(boxes(t))
	defer w.Close()
	err := w.Walk(t.Context(), paths, func(f File) error {
		defer f.Done()
		switch {
		case f.Ignored != "":
			got = append(got, f.Name+" ignored: "+f.Ignored)
		case f.Problem != nil:
			got = append(got, f.Name+" "+f.Problem.Error())
		default:
			b, err := os.ReadFile(f.Path)
			if err != nil || int64(len(b)) != f.Size {
				t.Errorf("%+v: opens with %d bytes, %v", f, len(b), err)
			}
			got = append(got, f.Name)
		}
		return nil
	})
	if err != nil {
		t.Errorf("Walk(%q): %v", paths, err)
	}
	return got
}

func TestWalk(t *testing.T) {
	for _, c := range []struct {
		trap  string
		files []string
		paths []string
		want  []string
	}{
		{"name order, folder by folder", []string{"d/b.pdf", "d/a/2", "d/a/10", "d/c"}, []string{"d"},
			[]string{"d/a/10", "d/a/2", "d/b.pdf", "d/c"}},
		{"order of the arguments", []string{"b", "a"}, []string{"b", "a"}, []string{"b", "a"}},
		{"names as given", []string{"d/x", "y"}, []string{"./d/", "./y"}, []string{"d/x", "./y"}},
		{"given twice, in two ways", []string{"d/x", "d/y"}, []string{"d/y", "d", "./d", "d/x"}, []string{"d/y", "d/x"}},
		{"empty folder", []string{"d/"}, []string{"d"}, nil},
		{"litter", []string{"d/Thumbs.db", "d/.DS_Store", "d/Desktop.ini", "d/~$kh.docx", "d/._kh.pdf", "d/.~lock.kh.odt#", "d/kh~1.doc", "d/.hidden.pdf", "d/__MACOSX/kh.pdf"}, []string{"d"},
			[]string{
				"d/.DS_Store ignored: system file", "d/._kh.pdf ignored: system file", "d/.hidden.pdf",
				"d/.~lock.kh.odt# ignored: lock file of an office program",
				"d/Desktop.ini ignored: system file", "d/Thumbs.db ignored: system file", "d/__MACOSX ignored: system folder", "d/kh~1.doc",
				"d/~$kh.docx ignored: lock file of an office program",
			}},
		{"not there", []string{"a"}, []string{"no", "a"},
			[]string{"no vanished: there is no such file or folder", "a"}},
		{"a file as a folder", []string{"a"}, []string{"a/b"}, []string{"a/b unreadable: not a directory"}},
		{"link to a file inside", []string{"d/a", "d/l -> a"}, []string{"d"}, []string{"d/a", "d/l"}},
		{"link out", []string{"d/a", "out/b", "d/l -> ../out/b", "d/m -> ../out"}, []string{"d"},
			[]string{"d/a", "d/l ignored: symbolic link out of the given folder", "d/m ignored: symbolic link out of the given folder"}},
		{"a neighbour whose name begins alike is out", []string{"d/a", "d2/b", "d/l -> ../d2/b"}, []string{"d"},
			[]string{"d/a", "d/l ignored: symbolic link out of the given folder"}},
		{"out and in again is inside", []string{"d/a", "out/l -> ../d/a", "d/m -> ../out/l"}, []string{"d"}, []string{"d/a", "d/m"}},
		{"link to a folder inside", []string{"d/a/x", "d/l -> a"}, []string{"d"}, []string{"d/a/x", "d/l/x"}},
		{"loop", []string{"d/a/x", "d/a/up -> ..", "d/a/here -> ."}, []string{"d"},
			[]string{"d/a/here ignored: symbolic link to a folder around it", "d/a/up ignored: symbolic link to a folder around it", "d/a/x"}},
		{"crosswise", []string{"d/a/x", "d/b/y", "d/a/l -> ../b", "d/b/l -> ../a"}, []string{"d"},
			[]string{
				"d/a/l/l ignored: symbolic link to a folder around it", "d/a/l/y", "d/a/x",
				"d/b/l/l ignored: symbolic link to a folder around it", "d/b/l/x", "d/b/y",
			}},
		{"link to itself, link to nothing", []string{"d/l -> l", "d/n -> nothing"}, []string{"d"},
			[]string{"d/l ignored: symbolic link that cannot be followed: too many links", "d/n ignored: symbolic link to nothing"}},
		{"given links are followed", []string{"d/a", "l -> d", "m -> d/a"}, []string{"l", "m"}, []string{"l/a", "m"}},
		{"own archive", []string{"d/a", "d/archive/catalogue.db", "d/archive/originals/ab/abc"}, []string{"d"},
			[]string{"d/a", "d/archive ignored: an archive of vanthu"}},
		{"name that is not UTF-8", []string{"d/C\xf4ng v\u0103n.txt"}, []string{"d"}, []string{`d/C\xf4ng văn.txt`}},
	} {
		t.Run(c.trap, func(t *testing.T) {
			tree(t, c.files...)
			if diff := cmp.Diff(c.want, walked(t, c.paths...)); diff != "" {
				t.Errorf("Walk(%q) over %q (-want +got):\n%s", c.paths, c.files, diff)
			}
		})
	}
}

// 20 folders, each with links to all others: paths must not multiply.
func TestManyLinks(t *testing.T) {
	var names []string
	for i := range 20 {
		names = append(names, fmt.Sprintf("d/%02d/x", i))
		for j := range 20 {
			names = append(names, fmt.Sprintf("d/%02d/l%02d -> ../%02d", i, j, j))
		}
	}
	tree(t, names...)
	got := walked(t, "d")
	own := 0
	for i := range 20 {
		if slices.Contains(got, fmt.Sprintf("d/%02d/x", i)) {
			own++
		}
	}
	if own != 20 || len(got) > 2*20*22 {
		t.Errorf("%d of 20 files under their own names, %d lines in all", own, len(got))
	}
}

func TestSpecialFiles(t *testing.T) {
	tree(t, "d/a")
	l, err := net.Listen("unix", "d/s")
	if err != nil {
		t.Skip("no sockets here:", err)
	}
	defer l.Close()
	want := []string{"d/a", "d/s ignored: a socket", "/dev/null ignored: a device"}
	if diff := cmp.Diff(want, walked(t, "d", "/dev/null")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestUnreadableFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	tree(t, "d/a/x", "d/b")
	if err := os.Chmod("d/a", 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod("d/a", 0o700) })
	want := []string{"d/a unreadable: permission denied", "d/b"}
	if diff := cmp.Diff(want, walked(t, "d")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A folder that goes away while it is walked is a problem and not the end.
func TestVanishedFolder(t *testing.T) {
	tree(t, "d/a/x", "d/b/y", "d/c")
	var got []string
	err := NewWalker(boxes(t)).Walk(t.Context(), []string{"d"}, func(f File) error {
		if f.Name == "d/a/x" {
			os.RemoveAll("d/b")
		}
		if f.Problem != nil {
			f.Name += " " + string(f.Problem.Kind)
		}
		got = append(got, f.Name)
		return nil
	})
	if diff := cmp.Diff([]string{"d/a/x", "d/b vanished", "d/c"}, got); err != nil || diff != "" {
		t.Errorf("Walk: %v (-want +got):\n%s", err, diff)
	}
}

func TestWalkStops(t *testing.T) {
	tree(t, "d/a", "d/b")
	stop := errors.New("stop")
	n := 0
	if err := NewWalker(boxes(t)).Walk(t.Context(), []string{"d"}, func(File) error { n++; return stop }); !errors.Is(err, stop) || n != 1 {
		t.Errorf("Walk = %v after %d files, want the error of each after 1", err, n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	n = 0
	if err := NewWalker(boxes(t)).Walk(ctx, []string{"d"}, func(File) error { n++; cancel(); return nil }); !errors.Is(err, context.Canceled) || n != 1 {
		t.Errorf("Walk = %v after %d files, want %v after 1", err, n, context.Canceled)
	}
}

func TestFaultKinds(t *testing.T) {
	tree(t)
	err := NewWalker(boxes(t)).Walk(t.Context(), []string{strings.Repeat("x", 5000), ""}, func(f File) error {
		if f.Problem == nil || f.Problem.Kind != corpus.Unreadable && f.Problem.Kind != corpus.Vanished {
			t.Errorf("%.20q: problem %v", f.Name, f.Problem)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
