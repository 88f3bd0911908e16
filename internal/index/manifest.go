package index

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A manifest lists the files of a finished generation, so that one that a disk
// or a person has damaged is told from a whole one before it answers.
type manifest struct {
	Files []fileSum `json:"files"` // by path; all but the manifest itself
}

// A fileSum is a file of a generation.
type fileSum struct {
	Path  string `json:"path"` // from the generation's folder, with slashes
	Bytes int64  `json:"bytes"`
	Sum   uint32 `json:"crc32c"`
}

// manifestFile holds the manifest, in a generation.
const manifestFile = "manifest.json"

// readAtOnce is how many bytes of a generation are read to open it. Of more, the
// smallest files are; of the others the size must be right. A second for every
// search is no price for what [Check], and every publication, look at in full.
const readAtOnce = 32 << 20

// smallFiles is how many bytes are read where only the small files matter.
const smallFiles = 1 << 20

// castagnoli is the checksum that processors have an instruction for.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// writeManifest sums up the unfinished generation in tmp. Files that it shares
// with an older generation, whose manifest was compared with them just before,
// are not read again.
func writeManifest(tmp, older string) error {
	known := map[string]fileSum{}
	if older != "" {
		m, err := readManifest(older)
		if err != nil {
			return err
		}
		for _, f := range m.Files {
			known[f.Path] = f
		}
	}
	var m manifest
	err := filepath.WalkDir(tmp, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(tmp, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if rel == manifestFile {
			return nil
		}
		if f, ok := known[rel]; ok && sameFile(path, filepath.Join(older, filepath.FromSlash(rel))) {
			m.Files = append(m.Files, f)
			return nil
		}
		f, err := sumUp(path)
		f.Path = rel
		m.Files = append(m.Files, f)
		return err
	})
	if err != nil {
		return fmt.Errorf("sum up %s: %w", tmp, err)
	}
	b, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err // unreachable: strings and numbers
	}
	return writeSynced(filepath.Join(tmp, manifestFile), b) // its last byte counts, as all do
}

func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// sumUp reads a file.
func sumUp(path string) (fileSum, error) {
	file, err := os.Open(path)
	if err != nil {
		return fileSum{}, err
	}
	hash := crc32.New(castagnoli)
	n, err := io.CopyBuffer(struct{ io.Writer }{hash}, struct{ io.Reader }{file}, make([]byte, 256<<10))
	return fileSum{Bytes: n, Sum: hash.Sum32()}, errors.Join(err, file.Close())
}

func readManifest(folder string) (manifest, error) {
	var m manifest
	b, err := os.ReadFile(filepath.Join(folder, manifestFile))
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("%s: %w", manifestFile, err)
	}
	if len(m.Files) == 0 {
		return m, fmt.Errorf("%s lists no file", manifestFile)
	}
	return m, nil
}

// intact compares the files of a generation with its manifest: their sizes, and
// the bytes of the smallest up to so many. Its errors are ErrDamaged.
func intact(folder string, most int64) error {
	m, err := readManifest(folder)
	if err != nil {
		return damagedFolder(folder, err)
	}
	slices.SortStableFunc(m.Files, func(a, b fileSum) int { return cmp.Compare(a.Bytes, b.Bytes) })
	for _, want := range m.Files {
		path := filepath.Join(folder, filepath.FromSlash(want.Path))
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return damagedFolder(folder, err)
		case info.Size() != want.Bytes:
			return damagedFolder(folder, fmt.Errorf("%s has %d bytes, not %d", want.Path, info.Size(), want.Bytes))
		case want.Bytes > most:
			continue
		}
		most -= want.Bytes
		got, err := sumUp(path)
		if err != nil {
			return damagedFolder(folder, err)
		}
		if got.Sum != want.Sum {
			return damagedFolder(folder, fmt.Errorf("the bytes of %s have changed", want.Path))
		}
	}
	return nil
}

// damagedFolder says of a generation what is wrong, on one line. That somebody
// may not read it is no damage.
func damagedFolder(folder string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("read index: %w", err)
	}
	reason, _, _ := strings.Cut(err.Error(), "\n")
	return fmt.Errorf("%w: %s: %s", ErrDamaged, filepath.Base(folder), reason)
}
