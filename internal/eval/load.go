package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"vanthu/corpus"
)

// ErrNoGold is what Load's error wraps when the folder holds no gold at all.
var ErrNoGold = errors.New("no gold: neither *.gold.json, metadata.jsonl nor scans.gold.jsonl")

// Load finds the gold in dir and in the folders below it. Gold that is damaged,
// or that names a document that is not there, is an error: a measure that
// leaves documents out in silence flatters.
func Load(dir string) (Set, error) {
	set := Set{Dir: dir}
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return nil
		}
		kind, read := reader(path.Base(name))
		if read == nil {
			return nil
		}
		data, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		docs, err := read(data)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for i := range docs {
			docs[i].file = path.Join(path.Dir(name), docs[i].file)
			if !fs.ValidPath(docs[i].file) {
				return fmt.Errorf("%s: %q leads out of the folder", name, docs[i].file)
			}
			if _, err := fs.Stat(root, docs[i].file); err != nil {
				return fmt.Errorf("%s: its document: %w", name, err)
			}
		}
		set.add(kind, path.Dir(name), docs)
		return nil
	})
	if err != nil {
		return Set{}, fmt.Errorf("gold in %s: %w", dir, err)
	}
	if len(set.groups) == 0 {
		return Set{}, fmt.Errorf("%s: %w", dir, ErrNoGold)
	}
	set.sort()
	if twice := set.twice(); twice != "" {
		return Set{}, fmt.Errorf("gold in %s: %s stands in it twice", dir, twice)
	}
	return set, nil
}

// reader is how the gold in a file of that name is read; nil if it holds none.
func reader(base string) (Kind, func([]byte) ([]document, error)) {
	switch {
	case base == "metadata.jsonl":
		return Metadata, readMetadata
	case base == "scans.gold.jsonl":
		return Scans, readScans
	case strings.HasSuffix(base, ".gold.json"):
		return ReadWhole, readWhole
	}
	return "", nil
}

// Files lists the documents that gold knows, each once, in order, relative to
// the set's folder and with slashes. They are the keys of what Score takes.
func (s Set) Files() []string {
	var files []string
	for _, g := range s.groups {
		for _, d := range g.docs {
			files = append(files, d.file)
		}
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// Path is where one of Files lies.
func (s Set) Path(file string) string { return filepath.Join(s.Dir, filepath.FromSlash(file)) }

func (s *Set) add(kind Kind, folder string, docs []document) {
	for i := range s.groups {
		if g := &s.groups[i]; g.kind == kind && g.folder == folder {
			g.docs = append(g.docs, docs...)
			return
		}
	}
	s.groups = append(s.groups, group{kind: kind, folder: folder, docs: docs})
}

// sort puts folders in order, kinds within a folder, documents within a kind.
func (s *Set) sort() {
	rank := func(k Kind) int { return slices.Index([]Kind{ReadWhole, Metadata, Scans}, k) }
	slices.SortFunc(s.groups, func(a, b group) int {
		if c := strings.Compare(a.folder, b.folder); c != 0 {
			return c
		}
		return rank(a.kind) - rank(b.kind)
	})
	for _, g := range s.groups {
		slices.SortFunc(g.docs, func(a, b document) int { return strings.Compare(a.file, b.file) })
	}
}

// twice is a document that one kind of gold describes two times, "" if none.
func (s *Set) twice() string {
	for _, g := range s.groups {
		for i := 1; i < len(g.docs); i++ {
			if g.docs[i].file == g.docs[i-1].file {
				return g.docs[i].file
			}
		}
	}
	return ""
}

func readWhole(data []byte) ([]document, error) {
	var g goldFile
	if err := json.Unmarshal(data, &g); err != nil {
		return nil, err
	}
	for _, c := range g.Citations {
		for _, r := range append([]corpus.Relation{c.Relation}, c.Alternates...) {
			if !slices.Contains(corpus.Relations[:], r) {
				return nil, fmt.Errorf("%s: unknown relation %q", label(c.Type, c.Number, c.Title), r)
			}
		}
	}
	d := g.document()
	d.file = g.Doc
	return []document{d}, nil
}

func readMetadata(data []byte) ([]document, error) {
	return readLines(data, func(line []byte) (document, error) {
		var m metadataLine
		if err := json.Unmarshal(line, &m); err != nil {
			return document{}, err
		}
		if m.Effective != "" {
			day, err := time.Parse("02/01/2006", string(m.Effective))
			if err != nil {
				return document{}, fmt.Errorf("effective: %w", err)
			}
			m.Effective = corpus.Optional(day.Format(time.DateOnly))
		}
		d := m.document()
		d.file = m.File
		return d, nil
	})
}

func readScans(data []byte) ([]document, error) {
	return readLines(data, func(line []byte) (document, error) {
		var s scanLine
		if err := json.Unmarshal(line, &s); err != nil {
			return document{}, err
		}
		d := s.document()
		d.file = s.File
		return d, nil
	})
}

func readLines(data []byte, read func([]byte) (document, error)) ([]document, error) {
	var docs []document
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, len(data)+1)
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		d, err := read(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		docs = append(docs, d)
	}
	return docs, lines.Err()
}
