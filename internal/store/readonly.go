//go:build unix

package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// ErrReadOnly says that this process may not write in the archive's folder:
// another's archive, or one on a disk that is mounted to be read.
var ErrReadOnly = errors.New("the archive can only be read")

// writable says whether this process may write in the archive's folder.
func writable(dir string) bool {
	return unix.Access(dir, unix.W_OK) == nil && unix.Access(filepath.Join(dir, catalogue), unix.W_OK) == nil
}

// noRoom says whether SQLite could not make the files that it needs beside a
// catalogue: on a full disk even reading fails ("disk I/O error (4874)").
func noRoom(err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code() {
	case sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_FULL:
		return true
	}
	return false
}

// openReaders opens the catalogue at path to read; refused says why nothing can be
// written there, nil where it can.
func openReaders(path string, refused error) (*sql.DB, error) {
	db, err := sql.Open("sqlite", readDSN(path))
	if err != nil || refused == nil {
		return db, err
	}
	d := db.Driver()
	if err := db.Close(); err != nil {
		return nil, err
	}
	db = sql.OpenDB(lens{path, d})
	db.SetMaxIdleConns(-1)
	return db, nil
}

// A lens opens connections to a catalogue beside which nothing can be written.
// SQLite reads one in WAL mode through its -shm file, which is there as long as
// another process writes, and is left by a killed one. Where no changes stand
// beside the catalogue its file is read as it is ("immutable"), and whoever comes
// to write later is not heeded: so each question opens a connection of its own,
// and asks anew which it is.
// Source: https://www.sqlite.org/wal.html, section 5.
type lens struct {
	path   string
	driver driver.Driver
}

func (l lens) Driver() driver.Driver { return l.driver }

// lensTries bounds how often a connection is tried to open while a writer comes
// or goes.
const lensTries = 20

func (l lens) Connect(ctx context.Context) (driver.Conn, error) {
	for try := 1; ; try++ {
		// The last writer removes the -shm file when it ends. The pragma
		// schema_version reads from the file at once; from then on it stays as long
		// as the connection.
		conn, err := l.driver.Open(dsn(l.path, l.query()+"&_pragma=busy_timeout(30000)&_pragma=query_only(1)&_pragma=cache_size(-8000)&_pragma=schema_version"))
		if err == nil || try == lensTries {
			return conn, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func (l lens) query() string {
	if l.unwritten() > 0 {
		return "mode=ro"
	}
	return "mode=ro&immutable=1"
}

// unwritten is how many bytes of changes stand beside the catalogue, not in it.
func (l lens) unwritten() int64 {
	info, err := os.Stat(l.path + "-wal")
	if err != nil {
		return 0
	}
	return info.Size()
}

// checkLens says what a person can do where changes stand beside the catalogue
// and there is no -shm: SQLite says that it is unable to open the file.
func checkLens(path string) error {
	l := lens{path: path}
	if _, err := os.Stat(path + "-shm"); err == nil || l.unwritten() == 0 {
		return nil
	}
	return fmt.Errorf("%w, and %s-wal beside the catalogue holds changes that must be written into it first: open it once where it may be written, or copy it", ErrReadOnly, catalogue)
}
