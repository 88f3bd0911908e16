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

// A File is one file of a batch, or a path that is none. Whoever gets it calls
// Done when its bytes are no longer needed.
type File struct {
	Path    string          // to open it by; of a member that cannot be had, its container's
	Origin  string          // where to find it again: its path, or that of a container and the names of members within each other, separated by NUL
	Name    string          // to show and to store: the path as given joined with the way below it, valid UTF-8; bad bytes are written \xNN
	Size    int64           // bytes, when it was seen
	Problem *corpus.Problem // why it cannot be read; nil where it may be
	Ignored string          // why it is no file of the batch: "system file"; "" for a file

	key  string // tells it from others, where its origin does not: two links may lead to one file
	done func()
}

// Again is where to find the file again from another working directory.
func (f File) Again() string { return absolute(f.Origin) }

// Done says that the bytes are no longer needed: those of a member are removed.
func (f File) Done() {
	if f.done != nil {
		f.done()
	}
}

// originSep separates the names in File.Origin; no path holds it.
const originSep = "\x00"

// A Walker finds files. The members of containers lie on the disk from when
// they are yielded until they are done with, or the walker is closed.
type Walker struct {
	boxes Boxes
	den   *den
}

// NewWalker makes a walker and removes what one of a killed process left in
// boxes.Dir.
func NewWalker(boxes Boxes) *Walker {
	return &Walker{boxes.withDefaults(), newDen(boxes.Dir)}
}

// Close removes what is left of members. Files that were yielded cannot be
// opened any more.
func (w *Walker) Close() error { return w.den.close() }

// Walk yields every file reached from paths, in the order of paths and below
// each in name order (by bytes, folder by folder); in place of a container its
// members. The faults of files are Files with a Problem; the walk goes on. It
// stops with the first error of each and with the error of ctx. What two of the
// paths reach is yielded once.
func (w *Walker) Walk(ctx context.Context, paths []string, each func(File) error) error {
	places := make([]Place, len(paths))
	for i, p := range paths {
		places[i] = Place{Path: p, Name: p}
	}
	return w.WalkPlaces(ctx, places, each)
}

// A Place is where a walk begins.
type Place struct {
	Path string // a file or a folder; or the Origin of a member
	Name string // to show it and what is below it by
}

// WalkPlaces is Walk from places that have other names than their paths. Places
// that are members come last.
func (w *Walker) WalkPlaces(ctx context.Context, places []Place, each func(File) error) error {
	k := walk{Walker: w, each: func(f File) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return each(f)
	}}
	if len(places) > 1 {
		k.seen = map[string]bool{}
	}
	for _, p := range places {
		if strings.Contains(p.Path, originSep) {
			continue
		}
		if err := k.given(ctx, p); err != nil {
			return err
		}
	}
	if err := k.again(ctx, places); err != nil {
		return err
	}
	return ctx.Err()
}

// A walk is one walk of a walker.
type walk struct {
	*Walker
	each   func(File) error
	seen   map[string]bool   // origins yielded, absolute; nil where one path was given
	wanted map[string]string // names by origins, where only some members are; they go as they are found

	root   string          // the given folder, links resolved
	above  []string        // real paths of the folders around the one at hand
	linked map[string]bool // real paths of folders walked by way of a link
}

// given walks one of the places.
func (w *walk) given(ctx context.Context, p Place) error {
	path, name := p.Path, p.Name
	info, err := os.Stat(path)
	if err != nil {
		return w.fault(path, name, err)
	}
	if !info.IsDir() {
		return w.leaf(ctx, path, name, info)
	}
	root, err := filepath.EvalSymlinks(path)
	if err == nil {
		root, err = filepath.Abs(root)
	}
	if err != nil {
		return w.fault(path, name, err)
	}
	w.root, w.above, w.linked = root, nil, map[string]bool{}
	return w.folder(ctx, path, root, name)
}

// folder walks a folder. real is its path with links resolved, name the one to
// show.
func (w *walk) folder(ctx context.Context, path, real, name string) error {
	entries, readErr := os.ReadDir(path)
	if isArchive(entries) {
		return w.ignore(path, name, "an archive of vanthu")
	}
	w.above = append(w.above, real)
	defer func() { w.above = w.above[:len(w.above)-1] }()
	for _, e := range entries {
		if err := w.entry(ctx, e, filepath.Join(path, e.Name()), filepath.Join(real, e.Name()), filepath.Join(name, e.Name())); err != nil {
			return err
		}
	}
	if readErr != nil { // what could be listed has been walked
		return w.fault(path, name, readErr)
	}
	return nil
}

func (w *walk) entry(ctx context.Context, e fs.DirEntry, path, real, name string) error {
	switch {
	case e.Type()&fs.ModeSymlink != 0:
		return w.link(ctx, path, name)
	case e.IsDir():
		if why := litterFolder(e.Name()); why != "" {
			return w.ignore(path, name, why)
		}
		return w.folder(ctx, path, real, name)
	}
	info, err := e.Info()
	if err != nil {
		return w.fault(path, name, err)
	}
	return w.leaf(ctx, path, name, info)
}

// link follows a symbolic link if it stays inside the given folder.
func (w *walk) link(ctx context.Context, path, name string) error {
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
		return w.leafAt(ctx, path, real, name, info)
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
	return w.folder(ctx, path, real, name)
}

// leaf yields what is no folder.
func (w *walk) leaf(ctx context.Context, path, name string, info fs.FileInfo) error {
	return w.leafAt(ctx, path, path, name, info)
}

// leafAt is leaf for a file to be opened by another path than its own.
func (w *walk) leafAt(ctx context.Context, path, open, name string, info fs.FileInfo) error {
	if why := litter(filepath.Base(path)); why != "" {
		return w.ignore(path, name, why)
	}
	if !info.Mode().IsRegular() {
		return w.ignore(path, name, kindOf(info.Mode()))
	}
	f := File{Path: open, Origin: open, Name: name, Size: info.Size(), key: path}
	if w.seen != nil && w.seen[absolute(path)] {
		return nil
	}
	if kind := kindOfBox(open); kind != "" {
		document, err := w.box(ctx, container{open, open, path, name, f.Size, kind, 1, w.newBudget(f.Size)})
		if err != nil || !document {
			return err
		}
	}
	return w.yield(f)
}

func (w *walk) ignore(path, name, why string) error {
	return w.yield(File{Path: path, Origin: path, Name: name, Ignored: why})
}

func (w *walk) fault(path, name string, err error) error {
	p := corpus.FileProblem(err)
	return w.yield(File{Path: path, Origin: path, Name: name, Problem: p})
}

// absolute is an origin whose path is made absolute.
func absolute(origin string) string {
	path, rest, isMember := strings.Cut(origin, originSep)
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if isMember {
		path += originSep + rest
	}
	return path
}

func (w *walk) yield(f File) error {
	if w.wanted != nil {
		name, ok := w.wanted[f.Origin]
		if !ok {
			f.Done()
			return nil
		}
		f.Name = name
		delete(w.wanted, f.Origin)
	}
	if w.seen != nil {
		key := absolute(orElse(f.key, f.Origin))
		if w.seen[key] {
			f.Done()
			return nil
		}
		w.seen[key] = true
	}
	f.Name = shown(f.Name)
	return w.each(f)
}

func orElse(a, b string) string {
	if a != "" {
		return a
	}
	return b
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
