package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
)

// Errors that callers tell apart.
var (
	ErrNoArchive = errors.New("not an archive")
	ErrNewer     = errors.New("made by a newer program")
	ErrUnknown   = errors.New("no such document")
	ErrDamaged   = errors.New("damaged")
)

const catalogue = "catalogue.db"

// Options of an archive.
type Options struct {
	Now      func() time.Time // the clock; nil: time.Now
	Create   bool             // make the archive where there is none
	Revision string           // of the extractor that works off the jobs admitted here
}

// An Archive is an open archive folder. Its methods may be called from several
// goroutines.
type Archive struct {
	dir      string
	now      func() time.Time
	revision string
	self     process
	refused  error   // why nothing can be written; nil where it can
	writer   *sql.DB // one connection; nil where nothing can be written
	readers  *sql.DB
	held     *sql.Stmt // is this original held?
	record   *sql.Stmt
	texts    *sql.Stmt
	labels   *sql.Stmt
	zip      *zstd.Encoder
	unzip    *zstd.Decoder
	buffers  sync.Pool // of *[smallFile]byte
}

// Open opens the archive in dir. Without Create a folder that is not an archive
// gives [ErrNoArchive]; with it an empty or missing folder becomes one. An
// archive that a newer program has migrated gives [ErrNewer] and is not
// touched. Where this process may not write in the folder, or the disk is full,
// the archive can be read, and all that would write gives [ErrReadOnly], or
// ENOSPC.
func Open(ctx context.Context, dir string, opt Options) (*Archive, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	refused, err := prepare(ctx, dir, opt.Create)
	if err != nil {
		return nil, err
	}
	a := &Archive{dir: dir, refused: refused, now: opt.Now, revision: opt.Revision, self: thisProcess()}
	if a.now == nil {
		a.now = time.Now
	}
	a.buffers.New = func() any { return new([smallFile]byte) }
	if err := a.open(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open archive %s: %w", dir, err), a.Close())
	}
	return a, nil
}

func (a *Archive) open(ctx context.Context) (err error) {
	if a.zip, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(runtime.GOMAXPROCS(0)), zstd.WithLowerEncoderMem(true)); err != nil {
		return err
	}
	if a.unzip, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30)); err != nil {
		return err
	}
	path := filepath.Join(a.dir, catalogue)
	if a.refused == nil {
		if a.writer, err = sql.Open("sqlite", writeDSN(path)); err != nil {
			return err
		}
		a.writer.SetMaxOpenConns(1)
	}
	if a.readers, err = openReaders(path, a.refused); err != nil {
		return err
	}
	n := max(4, runtime.GOMAXPROCS(0))
	a.readers.SetMaxOpenConns(n)
	if a.refused == nil {
		a.readers.SetMaxIdleConns(n)
	}
	for _, s := range []struct {
		stmt **sql.Stmt
		text string
	}{
		{&a.held, `SELECT 1 FROM files WHERE sha = ? AND removed IS NULL`},
		{&a.record, `SELECT r.body FROM records r JOIN documents d ON d.n = r.document WHERE d.id = ?`},
		{&a.labels, `SELECT kind, name FROM labels WHERE document = (SELECT n FROM documents WHERE id = ?)` + inOrder},
		{&a.texts, `SELECT p.page, p.method, p.characters, p.text, NULL ` + pagesOf},
	} {
		if *s.stmt, err = a.readers.PrepareContext(ctx, s.text); err != nil { // closed with the pool
			return err
		}
	}
	return nil
}

// Close closes the archive. Staged files that were not admitted stay until the
// next run.
func (a *Archive) Close() error {
	var errs []error
	if a.readers != nil {
		errs = append(errs, a.readers.Close())
	}
	if a.writer != nil {
		errs = append(errs, a.writer.Close())
	}
	if a.zip != nil {
		errs = append(errs, a.zip.Close())
	}
	if a.unzip != nil {
		a.unzip.Close()
	}
	return errors.Join(errs...)
}

// Dir is the archive's folder, an absolute path.
func (a *Archive) Dir() string { return a.dir }

// prepare makes sure that dir holds a catalogue of this program's version, and
// says why nothing can be written there, nil where it can.
func prepare(ctx context.Context, dir string, create bool) (refused, err error) {
	path := filepath.Join(dir, catalogue)
	switch head, err := readHeader(path); {
	case errors.Is(err, fs.ErrNotExist):
		if !create {
			return nil, fmt.Errorf("%s: %w: it has no %s (import makes an archive)", dir, ErrNoArchive, catalogue)
		}
		if err := makeFolder(dir); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, fmt.Errorf("open archive: %w", err)
	case head == header{}:
		// Its making was interrupted, or is under way, or is in the -wal file
		// still: migrate looks closer.
	default:
		// The header tells without SQLite, which would leave its -shm beside a
		// file that is not ours.
		if err := head.check(newest); err != nil {
			return nil, fmt.Errorf("%s: %w", dir, err)
		}
		if head.version == newest {
			return checkVersion(ctx, dir, path)
		}
		if !writable(dir) {
			return nil, fmt.Errorf("open archive %s: %w, and its catalogue is of an older program: open it once where it may be written", dir, ErrReadOnly)
		}
	}
	unlock, err := lockFile(ctx, filepath.Join(dir, "lock"), "opening", nil)
	if err != nil {
		return nil, err
	}
	return nil, errors.Join(migrate(ctx, dir, path, migrations, create), unlock())
}

// makeFolder makes dir ready to become an archive. A folder with other things
// in it is refused: a mistyped --archive would mix originals into a home.
func makeFolder(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("make archive: %w", err)
	}
	for _, e := range entries {
		switch name := e.Name(); {
		case name == "lock", name == "originals", name == "index", strings.HasPrefix(name, catalogue), strings.HasPrefix(name, "."):
		default:
			return fmt.Errorf("make archive in %s: %w and not empty: it holds %q", dir, ErrNoArchive, name)
		}
	}
	// An interrupted making has left no originals: these have lost their catalogue.
	if held, _ := filepath.Glob(filepath.Join(dir, "originals", "??", "*")); len(held) > 0 {
		return fmt.Errorf("%s: %w: it holds originals, but its %s is gone (bring it back from a backup, or import into another folder)", dir, ErrNoArchive, catalogue)
	}
	return os.MkdirAll(filepath.Join(dir, "originals"), 0o755)
}

func (a *Archive) millis() int64 { return a.now().UnixMilli() }
