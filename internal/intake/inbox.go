package intake

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// An Inbox looks at a folder again and again for files that are finished: a scan
// that is still being written, or copied over the network, must not be taken.
// Nothing tells for sure that a file is finished but that it does not change any
// more, so that is what counts: size and time were the same at two looks at least
// Settle apart, and the file says itself that it was not changed since.
type Inbox struct {
	Folder string
	Except []string      // folders below it that are passed over, absolute
	Settle time.Duration // how long a file must not have changed

	seen map[string]look
}

// A look is how a file was seen first since it changed last.
type look struct {
	size    int64
	changed time.Time
	at      time.Time
}

// A Settled file does not change any more.
type Settled struct {
	Path    string
	Bytes   int64
	Changed time.Time // its own time
}

// partials are the ends of names of files that are not finished: browsers and
// copying programs give them their own when they are.
var partials = []string{".part", ".partial", ".filepart", ".crdownload", ".download", ".tmp"}

// Look looks at the folder and gives the files that are finished, by path, and
// how many are not, yet. Where a folder below cannot be read, refused hears of
// it, and the others are looked at. The error is that of the folder itself; what
// was seen before is remembered over it.
func (x *Inbox) Look(ctx context.Context, now time.Time, refused func(path string, err error)) (ready []Settled, waiting int, err error) {
	if _, err := os.ReadDir(x.Folder); err != nil {
		return nil, 0, err
	}
	next := map[string]look{}
	root := x.Folder + string(filepath.Separator) // follows a link
	err = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if cerr := ctx.Err(); cerr != nil {
			return cerr
		}
		if err != nil {
			if !errors.Is(err, fs.ErrNotExist) { // it went away: no matter
				refused(path, err)
			}
			return nil
		}
		if e.IsDir() {
			if path == root {
				return nil
			}
			return x.enter(path, e)
		}
		if !e.Type().IsRegular() || litter(e.Name()) != "" || partial(e.Name()) {
			return nil
		}
		info, err := e.Info()
		if err != nil {
			return nil
		}
		seen := look{info.Size(), info.ModTime(), now}
		if before, ok := x.seen[path]; ok && before.size == seen.size && before.changed.Equal(seen.changed) {
			seen.at = before.at
		}
		next[path] = seen
		// A file's time can lie before now (a copy keeps it) or after it (another
		// machine's clock): it can only hold back, and only for so long.
		age := now.Sub(seen.changed)
		if now.Sub(seen.at) >= x.Settle && (age < 0 || age >= x.Settle) {
			ready = append(ready, Settled{path, seen.size, seen.changed})
		} else {
			waiting++
		}
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	x.seen = next
	slices.SortFunc(ready, func(a, b Settled) int { return strings.Compare(a.Path, b.Path) })
	return ready, waiting, nil
}

// enter says whether a folder is looked into.
func (x *Inbox) enter(path string, e fs.DirEntry) error {
	if litterFolder(e.Name()) != "" || slices.Contains(x.Except, absolute(path)) {
		return filepath.SkipDir
	}
	if entries, err := os.ReadDir(path); err == nil && isArchive(entries) {
		return filepath.SkipDir
	}
	return nil
}

func partial(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(partials, func(end string) bool { return strings.HasSuffix(name, end) })
}

// Same says whether the file is still as it was when it settled.
func (s Settled) Same() bool {
	info, err := os.Stat(s.Path)
	return err == nil && info.Mode().IsRegular() && info.Size() == s.Bytes && info.ModTime().Equal(s.Changed)
}

// IsBox says whether a file is a container, whose members are taken in its place.
func IsBox(path string) bool { return kindOfBox(path) != "" }
