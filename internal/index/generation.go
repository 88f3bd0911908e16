package index

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vanthu/corpus"
)

// Names inside the index folder.
const (
	currentFile = "CURRENT"     // name of the live generation and a line break
	metaFile    = "vanthu.json" // in a generation: its meta
	bleveDir    = "bleve"       // in a generation: the index itself
	unfinished  = ".tmp"        // suffix of what a killed run may leave behind
)

var (
	// ErrNoIndex says that nothing was published yet.
	ErrNoIndex = errors.New("there is no index yet")
	// ErrDamaged says that the index cannot be used; a rebuild cures it.
	ErrDamaged = errors.New("the index is damaged")
	// ErrOtherVersion says that the index is of another form than this program's;
	// a rebuild cures it.
	ErrOtherVersion = errors.New("the index was made by another version of the program")
)

var generationName = regexp.MustCompile(`^gen-(\d{6,})$`)

// A meta is what a generation knows of itself. Stored: only add fields.
type meta struct {
	Fingerprint string    `json:"fingerprint"` // of fields and analysis; another one means a rebuild
	Seq         int64     `json:"seq"`         // last change of the catalogue that it holds
	Last        corpus.ID `json:"last"`        // the document of that change
	Documents   int       `json:"documents"`
	Segments    int       `json:"segments"`
}

// current is the name of the live generation. Errors: ErrNoIndex, ErrDamaged.
func current(dir string) (string, error) {
	b, err := os.ReadFile(filepath.Join(dir, currentFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", ErrNoIndex
	}
	if err != nil {
		return "", fmt.Errorf("read %s: %w", currentFile, err)
	}
	name := strings.TrimSpace(string(b))
	if !generationName.MatchString(name) {
		return "", fmt.Errorf("%w: %s does not name a generation", ErrDamaged, filepath.Join(dir, currentFile))
	}
	return name, nil
}

// readMeta reads the meta of a generation; it fails with ErrDamaged, or with
// ErrOtherVersion where it is whole and of another form than this program's.
func readMeta(dir, name string) (meta, error) {
	var m meta
	folder := filepath.Join(dir, name)
	b, err := os.ReadFile(filepath.Join(folder, metaFile))
	if err != nil {
		return m, damagedFolder(folder, err)
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, damagedFolder(folder, fmt.Errorf("%s: %w", metaFile, err))
	}
	if m.Fingerprint == fingerprint() {
		return m, nil
	}
	// A letter of the fingerprint may be what is damaged. Forms before the
	// seventh have no manifest.
	if _, err := os.Stat(filepath.Join(folder, manifestFile)); err == nil {
		if err := intact(folder, smallFiles); err != nil {
			return m, err
		}
	}
	return m, fmt.Errorf("%w: %s", ErrOtherVersion, name)
}

// generations lists the numbers of all folders that are or were to be
// generations, finished or not, in order.
func generations(dir string) ([]int, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var ns []int
	for _, e := range entries {
		name, _, _ := strings.Cut(e.Name(), ".")
		if m := generationName.FindStringSubmatch(name); m != nil {
			if n, err := strconv.Atoi(m[1]); err == nil {
				ns = append(ns, n)
			}
		}
	}
	slices.Sort(ns)
	return slices.Compact(ns), nil
}

// nextName is a name that no generation had: names are never used again, so
// that a reader that waits for another name waits for another index.
func nextName(dir string) (string, error) {
	ns, err := generations(dir)
	if err != nil {
		return "", err
	}
	n := 1
	if len(ns) > 0 {
		n = ns[len(ns)-1] + 1
	}
	return fmt.Sprintf("gen-%06d", n), nil
}

// sweep removes what killed runs left behind and the generations that are not
// live. Readers that have one of them open keep its files.
func sweep(dir, live string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := e.Name()
		path := filepath.Join(dir, name)
		switch {
		case strings.HasSuffix(name, unfinished):
		case generationName.MatchString(name) && name != live:
			// Nobody may see a generation without half of its files.
			gone := path + ".old" + unfinished
			if err := os.Rename(path, gone); err != nil {
				return err
			}
			path = gone
		default:
			continue
		}
		if err := os.RemoveAll(path); err != nil {
			return err
		}
	}
	return nil
}

// seal writes the meta and the manifest of an unfinished generation, which is
// whole then; older is the folder of the one that it was grown from, or "".
func seal(tmp, older string, m meta) error {
	if err := openUp(tmp); err != nil {
		return err
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err // unreachable: numbers and strings
	}
	if err := writeSynced(filepath.Join(tmp, metaFile), append(b, '\n')); err != nil {
		return err
	}
	return writeManifest(tmp, older)
}

// openUp lets those read an unfinished generation who may read its folder. Bleve
// makes folders and files that its own user alone may read, so that an archive
// that others read could be shown to them and not searched.
func openUp(tmp string) error {
	info, err := os.Stat(tmp)
	if err != nil {
		return err
	}
	folder := info.Mode().Perm() // by the umask
	return filepath.WalkDir(tmp, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir():
			return os.Chmod(path, folder)
		default:
			return os.Chmod(path, folder&0o666)
		}
	})
}

// finish gives the sealed generation in dir/name.tmp its name and makes it the
// live one. Everything is on the disk before the name in CURRENT says so.
func finish(dir, name string) error {
	tmp := filepath.Join(dir, name+unfinished)
	for _, d := range []string{filepath.Join(tmp, bleveDir, "store"), filepath.Join(tmp, bleveDir), tmp} {
		if err := syncDir(d); err != nil {
			return err
		}
	}
	if err := os.Rename(tmp, filepath.Join(dir, name)); err != nil {
		return err
	}
	if err := syncDir(dir); err != nil {
		return err
	}
	return point(dir, name)
}

// point makes a finished generation the live one.
func point(dir, name string) error {
	next := filepath.Join(dir, currentFile+unfinished)
	if err := writeSynced(next, []byte(name+"\n")); err != nil {
		return err
	}
	if err := os.Rename(next, filepath.Join(dir, currentFile)); err != nil {
		return err
	}
	return syncDir(dir)
}

func writeSynced(path string, b []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
