package store

import (
	"context"
	"database/sql"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

//go:embed migrations/*.sql
var embedded embed.FS

// A migration leads from the user_version before it to its own number.
type migration struct {
	number int
	sql    string
	fill   func(context.Context, *sql.Tx) error // what SQL cannot say, after it; nil: nothing
}

var (
	migrations = complete(mustMigrations(embedded, "migrations"))
	newest     = len(migrations)
)

// complete gives the migrations of the catalogue their parts that are not SQL.
func complete(all []migration) []migration {
	for i := range all {
		switch all[i].number {
		case 2:
			all[i].fill = fillForms
		case 3:
			all[i].fill = fillSecrecy
		}
	}
	return all
}

// application is the application_id of a catalogue: "vthu".
const application = 0x76746875

// mustMigrations reads NNNN_name.sql files, which must be numbered 1, 2, 3...
func mustMigrations(files fs.FS, dir string) []migration {
	names, err := fs.Glob(files, path.Join(dir, "*.sql"))
	if err != nil {
		panic(err) // unreachable: the pattern is constant
	}
	sort.Strings(names)
	var all []migration
	for i, name := range names {
		number, _, _ := strings.Cut(path.Base(name), "_")
		n, err := strconv.Atoi(number)
		if err != nil || n != i+1 {
			panic(fmt.Sprintf("migration %s: want number %d", name, i+1))
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			panic(err)
		}
		all = append(all, migration{number: n, sql: string(text)})
	}
	return all
}

// Traps of the DSN: path and query are escaped, because a folder may be called
// "a?b" or "50%"; modernc.org/sqlite takes pragmas as _pragma=name(value), one
// each, and runs busy_timeout before the others.
func dsn(path string, query string) string {
	return (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: query}).String()
}

func writeDSN(path string) string {
	return dsn(path, "mode=rw&_txlock=immediate&_pragma=busy_timeout(30000)&_pragma=synchronous(NORMAL)&_pragma=foreign_keys(1)&_pragma=cache_size(-32000)&_pragma=journal_size_limit(67108864)")
}

func readDSN(path string) string {
	return dsn(path, "mode=rw&_pragma=busy_timeout(30000)&_pragma=query_only(1)&_pragma=cache_size(-8000)")
}

// A header is what the first page of a SQLite file says of itself.
type header struct {
	application uint32
	version     int
}

func (h header) check(newest int) error {
	if h.application != application {
		return fmt.Errorf("%w: %s belongs to another program", ErrNoArchive, catalogue)
	}
	if h.version > newest {
		return newer(h.version, newest)
	}
	return nil
}

func newer(version, newest int) error {
	return fmt.Errorf("%w: the catalogue has version %d, this program knows %d; use the newer program", ErrNewer, version, newest)
}

// readHeader reads a catalogue's header without SQLite. A file that was not
// finished when its maker was killed is as good as none: fs.ErrNotExist.
// Source: https://www.sqlite.org/fileformat.html, section 1.3.
func readHeader(path string) (header, error) {
	f, err := os.Open(path)
	if err != nil {
		return header{}, err
	}
	defer f.Close()
	var b [100]byte
	switch _, err := io.ReadFull(f, b[:]); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return header{}, fmt.Errorf("%s: %w", path, fs.ErrNotExist)
	case err != nil:
		return header{}, err
	}
	if !strings.HasPrefix(string(b[:]), "SQLite format 3\x00") {
		return header{}, fmt.Errorf("%w: %s is no SQLite file", ErrNoArchive, path)
	}
	return header{binary.BigEndian.Uint32(b[68:]), int(binary.BigEndian.Uint32(b[60:]))}, nil
}

// checkVersion asks SQLite for the version: the last migration may still stand
// in the -wal file alone. It says why nothing can be written, nil where it can.
func checkVersion(ctx context.Context, dir, path string) (refused, err error) {
	if !writable(dir) {
		refused = fmt.Errorf("%s: %w", dir, ErrReadOnly)
		if err := checkLens(path); err != nil {
			return refused, fmt.Errorf("open archive %s: %w", dir, err)
		}
	}
	version, err := askVersion(ctx, path, refused)
	if refused == nil && noRoom(err) {
		refused = fmt.Errorf("%s: %w: %w", dir, syscall.ENOSPC, err)
		version, err = askVersion(ctx, path, refused)
	}
	switch {
	case err != nil:
		return refused, fmt.Errorf("open archive %s: %w", dir, err)
	case version > newest:
		return refused, fmt.Errorf("%s: %w", dir, newer(version, newest))
	}
	return refused, nil
}

func askVersion(ctx context.Context, path string, refused error) (version int, err error) {
	db, err := openReaders(path, refused)
	if err != nil {
		return 0, err
	}
	err = db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version)
	return version, errors.Join(err, db.Close())
}

// migrate brings the catalogue at path up to the last of steps; with create it
// makes one of an empty or missing file. The caller holds the lock.
func migrate(ctx context.Context, dir, path string, steps []migration, create bool) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("migrate archive %s: %w", dir, err)
		}
	}()
	db, err := sql.Open("sqlite", dsn(path, "mode=rwc&_txlock=immediate&_pragma=busy_timeout(30000)&_pragma=synchronous(FULL)"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if _, err := versionOf(ctx, db, len(steps), create); err != nil {
		return err // before anything is written
	}
	// The page size counts only before the first page is written.
	if _, err := db.ExecContext(ctx, `PRAGMA page_size = 8192; PRAGMA journal_mode = WAL`); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	version, err := versionOf(ctx, tx, len(steps), create)
	if err != nil {
		return err
	}
	for _, m := range steps[version:] {
		if _, err := tx.ExecContext(ctx, m.sql); err != nil {
			return fmt.Errorf("migration %d: %w", m.number, err)
		}
		if m.fill == nil {
			continue
		}
		if err := m.fill(ctx, tx); err != nil {
			return fmt.Errorf("migration %d: %w", m.number, err)
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA user_version = %d; PRAGMA application_id = %d`, len(steps), application)); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	// So that the header tells the version also to a program that only looks there.
	_, err = db.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return err
}

// versionOf is the user_version of a catalogue, 0 for an empty file. A database
// that is not a catalogue, and one that is newer, is an error.
func versionOf(ctx context.Context, db interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}, newest int, create bool) (int, error) {
	var (
		h      header
		tables int
	)
	err := db.QueryRowContext(ctx, `SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema) FROM pragma_user_version, pragma_application_id`).
		Scan(&h.version, &h.application, &tables)
	switch {
	case err != nil:
		return 0, err
	case h == header{} && tables == 0 && create:
		return 0, nil
	default:
		return h.version, h.check(newest)
	}
}

// A durability says what a power cut may undo; a kill undoes nothing that was
// committed. The value is the pragma that asks for it.
type durability string

const (
	durable durability = `PRAGMA synchronous = FULL`   // on the disk when it returns: an fsync
	cheap   durability = `PRAGMA synchronous = NORMAL` // some last ones can be lost: leases, pages that can be read again
)

// write runs fn in one transaction of the writer. Another process that writes
// is waited for.
func (a *Archive) write(ctx context.Context, d durability, fn func(*sql.Tx) error) error {
	if a.refused != nil {
		return a.refused
	}
	for {
		err := a.writeOnce(ctx, d, fn)
		var busy *sqlite.Error
		if !errors.As(err, &busy) || busy.Code()&0xff != sqlite3.SQLITE_BUSY {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func (a *Archive) writeOnce(ctx context.Context, d durability, fn func(*sql.Tx) error) error {
	conn, err := a.writer.Conn(ctx)
	if err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	defer conn.Close()
	// The pragma does nothing inside a transaction.
	if _, err := conn.ExecContext(ctx, string(d)); err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	defer tx.Rollback()
	var version int
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	if version > newest { // it was migrated while we had it open
		return fmt.Errorf("%s: %w", a.dir, newer(version, newest))
	}
	if err := fn(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	return nil
}

// read runs fn on one snapshot of the catalogue.
func (a *Archive) read(ctx context.Context, fn func(*sql.Tx) error) error {
	tx, err := a.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	defer tx.Rollback()
	return fn(tx)
}
