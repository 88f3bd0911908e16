package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"vanthu/corpus"
	"vanthu/internal/unpack"
)

// Boxes says where containers are unpacked and how much comes out of one. The
// limits hold for a container with all that is in it, however deep. A limit that
// is 0 is that of DefaultBoxes.
type Boxes struct {
	Dir     string        // members lie in a folder in here until they are done with; "": the system's folder for such files
	Depth   int           // containers within each other; 1: none in another
	Members int           // how many
	Member  int64         // bytes of one
	Total   int64         // bytes of all
	Ratio   int64         // bytes of all for each byte of the container, once they are more than ratioFrom
	Time    time.Duration // to unpack one container, without those in it
	Memory  int64         // bytes, likewise
}

// ratioFrom is how many bytes any container may unpack to, however small it is:
// a zip of blank drawings is 1,000 times smaller than they are.
const ratioFrom = 64 << 20

// DefaultBoxes are limits that a box of scans and a mailbox stay far below.
func DefaultBoxes() Boxes {
	return Boxes{
		Depth: 5, Members: 50_000, Member: 4 << 30, Total: 16 << 30, Ratio: 200,
		Time: 10 * time.Minute, Memory: 1 << 30,
	}
}

func (b Boxes) withDefaults() Boxes {
	d := DefaultBoxes()
	return Boxes{
		Dir: b.Dir, Depth: cmp.Or(b.Depth, d.Depth), Members: cmp.Or(b.Members, d.Members), Member: cmp.Or(b.Member, d.Member),
		Total: cmp.Or(b.Total, d.Total), Ratio: cmp.Or(b.Ratio, d.Ratio), Time: cmp.Or(b.Time, d.Time), Memory: cmp.Or(b.Memory, d.Memory),
	}
}

// A container is one that is being walked.
type container struct {
	path   string // to open it by
	origin string // see File.Origin
	key    string // see File.key; of the outermost, and "" of others
	name   string
	size   int64
	kind   unpack.Kind
	depth  int
	budget *budget // of the outermost
}

// A budget is what may still come out of a container.
type budget struct {
	members int
	bytes   int64
}

func (w *walk) newBudget(size int64) *budget {
	most := w.boxes.Total
	if size < most/max(w.boxes.Ratio, 1) {
		most = min(most, max(ratioFrom, size*w.boxes.Ratio))
	}
	return &budget{w.boxes.Members, most}
}

// kindOfBox tells by the first bytes of a file whether it is a container, "" for
// none. One that cannot be read is none: whoever reads it will say why.
func kindOfBox(path string) unpack.Kind {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	var head [4096]byte
	n, _ := io.ReadFull(f, head[:])
	switch Sniff(head[:n]) {
	case Zip:
		return unpack.Zip
	case Mail:
		return unpack.Mail
	case Outlook:
		return unpack.Outlook
	case Word:
		// The names of the streams stand anywhere in an OLE2 file.
		if string(head[:min(n, 4)]) == "\xd0\xcf\x11\xe0" && hasStream(f, "__substg1.0_") {
			return unpack.Outlook
		}
	}
	return ""
}

// hasStream looks for the name of a stream in an OLE2 file. Directories are
// written in sectors, so that names stand at multiples of 128 bytes.
func hasStream(f *os.File, name string) bool {
	want, word := utf16le(name), utf16le("WordDocument")
	buf := make([]byte, 64<<10)
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return false
	}
	for range 1024 { // 64 MB
		n, err := io.ReadFull(f, buf)
		for at := 0; at+len(want) <= n; at += 128 {
			if string(buf[at:at+len(want)]) == want {
				return true
			}
			if at+len(word) <= n && string(buf[at:at+len(word)]) == word {
				return false
			}
		}
		if err != nil {
			return false
		}
	}
	return false
}

// box yields the members of a container; that it is a document after all is for
// the caller to see to.
func (w *walk) box(ctx context.Context, c container) (document bool, err error) {
	if c.depth > w.boxes.Depth {
		return false, w.boxFault(c, tooLarge(fmt.Sprintf("containers stand more than %d deep in each other", w.boxes.Depth)))
	}
	if c.budget.bytes <= 0 || c.budget.members <= 0 {
		return false, w.boxFault(c, tooLarge("what it lies in has given as much as it may"))
	}
	dir, err := w.den.Folder()
	if err != nil {
		return false, err
	}
	var members []unpack.Member
	spent := false
	lim := unpack.Limits{Time: w.boxes.Time, Memory: w.boxes.Memory, Members: c.budget.members, Member: w.boxes.Member, Total: c.budget.bytes}
	fault := unpack.InSandbox(ctx, c.kind, c.path, dir, lim, func(m unpack.Member) error {
		if m.Spent {
			spent = true
			return nil
		}
		members = append(members, m)
		return nil
	})
	var problem *corpus.Problem
	if fault != nil && !errors.As(fault, &problem) {
		return false, errors.Join(fault, os.RemoveAll(dir))
	}
	if len(members) == 1 && members[0].Document {
		return true, os.RemoveAll(dir)
	}
	c.budget.members -= len(members)
	sizes := make([]int64, len(members))
	for i, m := range members {
		sizes[i] = sizeOf(dir, m)
		c.budget.bytes -= max(sizes[i], 0)
	}
	if spent {
		*c.budget = budget{} // others in the same container need not be opened to learn it
	}
	told := make(map[string]bool)
	for i, m := range members {
		if err := w.member(ctx, c, dir, m, sizes[i], told); err != nil {
			return false, err
		}
	}
	_ = os.Remove(dir) // where all is done with; else the last that is removes it
	switch {
	case problem != nil:
		return false, w.boxFault(c, problem)
	case len(members) == 0:
		return false, w.boxFault(c, &corpus.Problem{Kind: corpus.Empty, Message: "it holds no file"})
	}
	return false, nil
}

// sizeOf is the size of what was written of a member; -1 where nothing was, or
// what is no file: a reader that was taken over may write a link to one of ours.
func sizeOf(dir string, m unpack.Member) int64 {
	if m.File == "" {
		return -1
	}
	info, err := os.Lstat(filepath.Join(dir, m.File))
	if err != nil || !info.Mode().IsRegular() {
		return -1
	}
	return info.Size()
}

func tooLarge(message string) *corpus.Problem {
	return &corpus.Problem{Kind: corpus.TooLarge, Message: message, Hint: "unpack it and import the folder"}
}

// boxFault yields a container as a file that cannot be read.
func (w *walk) boxFault(c container, p *corpus.Problem) error {
	return w.yield(File{Path: c.path, Origin: c.origin, Name: c.name, Size: c.size, Problem: p, key: c.key})
}

// member yields a member of so many bytes, or what is in it. told are the
// folders in the container that have been told to be litter.
func (w *walk) member(ctx context.Context, c container, dir string, m unpack.Member, size int64, told map[string]bool) error {
	out := File{Origin: c.origin + originSep + m.Name, Name: filepath.Join(c.name, m.Name), Path: c.path, Ignored: m.Ignored, Problem: m.Problem}
	path := filepath.Join(dir, m.File)
	if folder, why := litterIn(m.Name); why != "" {
		out.Ignored, out.Problem = why, nil
		if folder != "" {
			if told[folder] {
				return forget(m, path)
			}
			told[folder] = true
			out.Name, out.Origin = filepath.Join(c.name, folder), c.origin+originSep+folder
		}
	}
	if out.Ignored != "" || out.Problem != nil {
		return errors.Join(forget(m, path), w.yield(out))
	}
	if size < 0 {
		out.Problem = &corpus.Problem{Kind: corpus.Crashed, Message: "the reader of its container did not write it"}
		return w.yield(out)
	}
	out.Path, out.Size = path, size
	out.done = func() {
		_ = os.Remove(path) // what stays goes with the den
		_ = os.Remove(dir)  // when it is empty
	}
	kind := kindOfBox(path)
	if m.Mail {
		kind = unpack.Mail
	}
	switch {
	case kind == "":
		return w.yield(out)
	case !w.wants(out.Origin):
		return forget(m, path)
	}
	document, err := w.box(ctx, container{path, out.Origin, "", out.Name, size, kind, c.depth + 1, c.budget})
	if err == nil && document {
		return w.yield(out)
	}
	out.done()
	return err
}

// forget removes the bytes of a member that nobody gets.
func forget(m unpack.Member, path string) error {
	if m.File == "" {
		return nil
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// litterIn says why a member is no document by its name or by that of a folder
// around it, which is then given.
func litterIn(name string) (folder, why string) {
	parts := strings.Split(name, "/")
	for i, part := range parts[:len(parts)-1] {
		if why := litterFolder(part); why != "" {
			return strings.Join(parts[:i+1], "/"), why
		}
	}
	return "", litter(parts[len(parts)-1])
}

// again walks the places that are members of containers, each container once.
func (w *walk) again(ctx context.Context, places []Place) error {
	var paths []string
	wanted := make(map[string]map[string]string) // by path of the container: name by origin
	for _, p := range places {
		path, _, ok := strings.Cut(p.Path, originSep)
		if !ok {
			continue
		}
		if wanted[path] == nil {
			paths = append(paths, path)
			wanted[path] = make(map[string]string)
		}
		wanted[path][p.Path] = p.Name
	}
	defer func() { w.wanted = nil }()
	for _, path := range paths {
		w.wanted = wanted[path]
		if err := w.againIn(ctx, path); err != nil {
			return err
		}
		var missing []string
		for origin := range w.wanted {
			missing = append(missing, origin)
		}
		slices.Sort(missing)
		for _, origin := range missing {
			name := w.wanted[origin]
			f := File{Path: path, Origin: origin, Name: name, Problem: &corpus.Problem{
				Kind: corpus.Vanished, Message: "it is no longer in the container, or the container is gone", Hint: "check the container",
			}}
			if err := w.yield(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// againIn walks one container for what is wanted of it.
func (w *walk) againIn(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	kind := kindOfBox(path)
	if kind == "" {
		return nil
	}
	_, err = w.box(ctx, container{path, path, "", path, info.Size(), kind, 1, w.newBudget(info.Size())})
	return err
}

// wants says whether a container may hold what is wanted, or is it.
func (w *walk) wants(origin string) bool {
	if w.wanted == nil {
		return true
	}
	for o := range w.wanted {
		if o == origin || strings.HasPrefix(o, origin+originSep) {
			return true
		}
	}
	return false
}
