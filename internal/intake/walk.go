package intake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"vanthu/corpus"
)

// A File is one file of a batch, or a path that is none.
type File struct {
	Path    string          // to open it by
	Name    string          // to show and to store: the path as given joined with the way below it, valid UTF-8; bad bytes are written \xNN
	Size    int64           // bytes, when it was seen
	Problem *corpus.Problem // why it cannot be read; nil where it may be
	Ignored string          // why it is no file of the batch: "system file"; "" for a file
}

// Walk yields every file reached from paths, in the order of paths and below
// each in name order (by bytes, folder by folder). The faults of files are
// Files with a Problem; the walk goes on. It stops with the first error of each
// and with the error of ctx. What two of the paths reach is yielded once.
func Walk(ctx context.Context, paths []string, each func(File) error) error {
	places := make([]Place, len(paths))
	for i, p := range paths {
		places[i] = Place{Path: p, Name: p}
	}
	return WalkPlaces(ctx, places, each)
}

// A Place is where a walk begins.
type Place struct {
	Path string // a file or a folder
	Name string // to show it and what is below it by
}

// WalkPlaces is Walk from places that have other names than their paths.
func WalkPlaces(ctx context.Context, places []Place, each func(File) error) error {
	w := walker{each: func(f File) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return each(f)
	}}
	if len(places) > 1 {
		w.seen = map[string]bool{}
	}
	for _, p := range places {
		if err := w.given(p); err != nil {
			return err
		}
	}
	return ctx.Err()
}

type walker struct {
	each func(File) error
	seen map[string]bool // absolute paths yielded; nil where one path was given

	root   string          // the given folder, links resolved
	above  []string        // real paths of the folders around the one at hand
	linked map[string]bool // real paths of folders walked by way of a link
}

// given walks one of the places.
func (w *walker) given(p Place) error {
	path, name := p.Path, p.Name
	info, err := os.Stat(path)
	if err != nil {
		return w.fault(path, name, err)
	}
	if !info.IsDir() {
		return w.leaf(path, name, info)
	}
	root, err := filepath.EvalSymlinks(path)
	if err == nil {
		root, err = filepath.Abs(root)
	}
	if err != nil {
		return w.fault(path, name, err)
	}
	w.root, w.above, w.linked = root, nil, map[string]bool{}
	return w.folder(path, root, name)
}

// folder walks a folder. real is its path with links resolved, name the one to
// show.
func (w *walker) folder(path, real, name string) error {
	entries, readErr := os.ReadDir(path)
	if isArchive(entries) {
		return w.ignore(path, name, "an archive of vanthu")
	}
	w.above = append(w.above, real)
	defer func() { w.above = w.above[:len(w.above)-1] }()
	for _, e := range entries {
		if err := w.entry(e, filepath.Join(path, e.Name()), filepath.Join(real, e.Name()), filepath.Join(name, e.Name())); err != nil {
			return err
		}
	}
	if readErr != nil { // what could be listed has been walked
		return w.fault(path, name, readErr)
	}
	return nil
}

func (w *walker) entry(e fs.DirEntry, path, real, name string) error {
	switch {
	case e.Type()&fs.ModeSymlink != 0:
		return w.link(path, name)
	case e.IsDir():
		if why := litterFolder(e.Name()); why != "" {
			return w.ignore(path, name, why)
		}
		return w.folder(path, real, name)
	}
	info, err := e.Info()
	if err != nil {
		return w.fault(path, name, err)
	}
	return w.leaf(path, name, info)
}

// link follows a symbolic link if it stays inside the given folder.
func (w *walker) link(path, name string) error {
	real, err := filepath.EvalSymlinks(path)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return w.ignore(path, name, "symbolic link to nothing")
	case err != nil: // too many links; a folder on the way that may not be entered
		return w.ignore(path, name, "symbolic link that cannot be followed: "+strings.TrimPrefix(reason(err), "EvalSymlinks: "))
	case real != w.root && !strings.HasPrefix(real, strings.TrimSuffix(w.root, string(filepath.Separator))+string(filepath.Separator)):
		return w.ignore(path, name, "symbolic link out of the given folder")
	}
	info, err := os.Stat(real)
	if err != nil {
		return w.fault(path, name, err)
	}
	if !info.IsDir() {
		// Opened by its real path, so that a link changed meanwhile leads nowhere else.
		return w.leafAt(path, real, name, info)
	}
	for _, a := range w.above {
		if a == real {
			return w.ignore(path, name, "symbolic link to a folder around it")
		}
	}
	// Once is enough: links crosswise between n folders would make 2^n paths.
	if w.linked[real] {
		return w.ignore(path, name, "symbolic link to a folder that another link led to")
	}
	w.linked[real] = true
	if why := litterFolder(filepath.Base(real)); why != "" {
		return w.ignore(path, name, why)
	}
	return w.folder(path, real, name)
}

// leaf yields what is no folder.
func (w *walker) leaf(path, name string, info fs.FileInfo) error {
	return w.leafAt(path, path, name, info)
}

// leafAt is leaf for a file to be opened by another path than its own.
func (w *walker) leafAt(path, open, name string, info fs.FileInfo) error {
	if why := litter(filepath.Base(path)); why != "" {
		return w.ignore(path, name, why)
	}
	if !info.Mode().IsRegular() {
		return w.ignore(path, name, kindOf(info.Mode()))
	}
	return w.yield(path, File{Path: open, Name: name, Size: info.Size()})
}

func (w *walker) ignore(path, name, why string) error {
	return w.yield(path, File{Path: path, Name: name, Ignored: why})
}

func (w *walker) fault(path, name string, err error) error {
	p := &corpus.Problem{Kind: corpus.Unreadable, Message: reason(err)}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.Kind = corpus.Vanished
		p.Message = "there is no such file or folder"
		p.Hint = "check the path, or that the disk it lies on is mounted"
	case errors.Is(err, fs.ErrPermission):
		p.Message = "permission denied"
		p.Hint = "run as a user that may read it, or change its mode"
	}
	return w.yield(path, File{Path: path, Name: name, Problem: p})
}

func (w *walker) yield(path string, f File) error {
	if w.seen != nil {
		key := path
		if abs, err := filepath.Abs(path); err == nil {
			key = abs
		}
		if w.seen[key] {
			return nil
		}
		w.seen[key] = true
	}
	f.Name = shown(f.Name)
	return w.each(f)
}

// shown is name as valid UTF-8. A disk written by an old system holds names in
// another encoding: "C\xf4ng v\xe3n.doc".
func shown(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	var b strings.Builder
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, name[i])
		} else {
			b.WriteRune(r)
		}
		i += size
	}
	return b.String()
}

// reason is the innermost text of an error of the file system; the path is
// told elsewhere.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

func kindOf(m fs.FileMode) string {
	switch {
	case m&fs.ModeSocket != 0:
		return "a socket"
	case m&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case m&fs.ModeDevice != 0:
		return "a device"
	}
	return "no regular file"
}
