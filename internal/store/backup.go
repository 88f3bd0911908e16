package store

import (
	"bufio"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
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
)

// The files of a backup:
//
//	DIR/backup.json          written last: names the two below; without it there is no backup
//	DIR/catalogue-N.db       the catalogue as it was at one moment
//	DIR/SHA256SUMS-N         checksum and path of every file; sha256sum -c reads it
//	DIR/originals/ab/...     as in the archive; those of the last backup are not copied again
//	DIR/lock                 held by the one who writes
//
// A backup that is killed leaves the one before it whole.
const (
	backupHead   = "backup.json"
	backupFormat = 1
)

// Errors of backups.
var (
	ErrNoBackup   = errors.New("not a backup")
	ErrIncomplete = errors.New("originals are missing or damaged")
	ErrOther      = errors.New("a backup of another archive")
)

// A Backup is what a backup says of itself.
type Backup struct {
	Format    int         `json:"format"`
	Made      time.Time   `json:"made"`
	Archive   string      `json:"archive"`
	Version   int         `json:"version"`   // of the catalogue
	Catalogue string      `json:"catalogue"` // file name
	Sums      string      `json:"sums"`      // file name
	SumsHash  string      `json:"sums_hash"` // SHA-256 of the file of checksums
	Documents int         `json:"documents"` // with a record
	Originals int         `json:"originals"` // held by the backup
	Bytes     int64       `json:"bytes"`     // of originals and catalogue
	Lacking   []corpus.ID `json:"lacking"`   // originals that are missing or damaged in the archive
	Copied    int         `json:"copied"`    // originals that were new to the backup
	CopiedMB  float64     `json:"copied_mb"`
}

// Backup writes a backup of the archive into dir, while others go on writing. A
// second one into the same folder copies what is new. Originals that are missing
// or damaged are Lacking, and the error is then ErrIncomplete, after all else
// was written.
func (a *Archive) Backup(ctx context.Context, dir string) (b Backup, err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return b, err
	}
	if err := backupFolder(dir, a.dir); err != nil {
		return b, err
	}
	unlock, err := lockFile(ctx, filepath.Join(dir, "lock"), "vanthu backup", nil)
	if err != nil {
		return b, err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	before, err := ReadBackup(dir)
	if err != nil && !errors.Is(err, ErrNoBackup) {
		return b, err
	}
	if err == nil {
		if err := a.checkOrigin(ctx, dir, before); err != nil {
			return b, err
		}
	}
	w := &backingUp{Archive: a, to: dir, generation: 1}
	if _, err := fmt.Sscanf(before.Catalogue, "catalogue-%d.db", &w.generation); err == nil {
		w.generation++
	}
	// An original can be removed from the archive (rm) between the copy of the
	// catalogue and its own; the next copy of the catalogue does not name it.
	for try := 1; ; try++ {
		b, err = w.write(ctx)
		if err == nil || try == 3 || !errors.Is(err, errRemoved) {
			break
		}
	}
	if err != nil {
		return b, err
	}
	if err := w.tidy(b); err != nil {
		return b, err
	}
	if len(b.Lacking) > 0 {
		return b, fmt.Errorf("%w: %d of them", ErrIncomplete, len(b.Lacking))
	}
	return b, nil
}

// checkOrigin makes sure that the backup in dir is of this archive: what it holds
// and the archive does not is removed from it. An archive that was made anew where
// the disk with the old one was lost, or is not mounted, would wipe its backup.
func (a *Archive) checkOrigin(ctx context.Context, dir string, before Backup) error {
	path := filepath.Join(dir, before.Catalogue)
	db, err := sql.Open("sqlite", dsn(path, "mode=ro&immutable=1"))
	if err != nil {
		return err
	}
	defer db.Close()
	theirs, err := origin(ctx, db)
	if err != nil || theirs == "" {
		return ctx.Err() // damaged, or without a run: nobody's
	}
	ours, err := origin(ctx, a.readers)
	if err == nil && ours != theirs {
		err = fmt.Errorf("%s: %w: of %s as of %s", dir, ErrOther, before.Archive, before.Made.Format(time.RFC3339))
	}
	return err
}

// origin is what an archive has in common with its copies and with no other: its
// first run. It is "" where there was none.
func origin(ctx context.Context, db *sql.DB) (first string, err error) {
	err = db.QueryRowContext(ctx, `SELECT host || ', pid ' || pid || ', ' || began FROM runs ORDER BY id LIMIT 1`).Scan(&first)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return first, err
}

// backupFolder makes sure that dir is a backup or empty, and no part of the
// archive.
func backupFolder(dir, archive string) error {
	if inside(archive, dir) {
		return fmt.Errorf("%s lies in the archive itself", dir)
	}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		switch name := e.Name(); {
		case name == backupHead, name == "lock", name == "originals", strings.HasPrefix(name, "catalogue-"), strings.HasPrefix(name, "SHA256SUMS-"),
			strings.HasPrefix(name, "."), name == "lost+found": // of a file system of its own
		default:
			return fmt.Errorf("%s: %w and not empty: it holds %q", dir, ErrNoBackup, name)
		}
	}
	return os.MkdirAll(filepath.Join(dir, "originals"), 0o755)
}

// ReadBackup reads what the backup in dir says of itself; [ErrNoBackup] where
// there is none that is whole.
func ReadBackup(dir string) (b Backup, err error) {
	text, err := os.ReadFile(filepath.Join(dir, backupHead))
	if errors.Is(err, fs.ErrNotExist) {
		return b, fmt.Errorf("%s: %w: it has no %s", dir, ErrNoBackup, backupHead)
	}
	if err == nil {
		err = json.Unmarshal(text, &b)
	}
	switch {
	case err != nil:
		return b, fmt.Errorf("%s: %w: %s: %w", dir, ErrNoBackup, backupHead, err)
	case b.Format != backupFormat || b.Version > newest:
		return b, fmt.Errorf("%s: %w: the backup has format %d and a catalogue of version %d", dir, ErrNewer, b.Format, b.Version)
	case filepath.Base(b.Catalogue) != b.Catalogue || filepath.Base(b.Sums) != b.Sums || b.Catalogue == "." || b.Sums == ".":
		return b, fmt.Errorf("%s: %w: %s names files elsewhere", dir, ErrNoBackup, backupHead)
	}
	return b, nil
}

// A backingUp is one backup.
type backingUp struct {
	*Archive
	to         string
	generation int
}

var errRemoved = errors.New("an original was removed meanwhile")

func (w *backingUp) write(ctx context.Context) (b Backup, err error) {
	b = Backup{Format: backupFormat, Made: w.now().UTC().Truncate(time.Second), Archive: w.dir, Version: newest, Lacking: []corpus.ID{},
		Catalogue: fmt.Sprintf("catalogue-%d.db", w.generation), Sums: fmt.Sprintf("SHA256SUMS-%d", w.generation)}
	catalogueFile := filepath.Join(w.to, b.Catalogue)
	for _, end := range []string{"", "-journal"} { // of one that was killed
		if err := ignoreGone(os.Remove(catalogueFile + end)); err != nil {
			return b, err
		}
	}
	if err := w.copyCatalogue(ctx, catalogueFile); err != nil {
		return b, err
	}
	sums, err := os.Create(filepath.Join(w.to, b.Sums))
	if err != nil {
		return b, err
	}
	defer func() { err = errors.Join(err, ignoreClosed(sums.Close())) }()
	hash := sha256.New()
	lines := bufio.NewWriterSize(io.MultiWriter(sums, hash), 1<<16)
	sum, size, err := hashFile(ctx, catalogueFile)
	if err != nil {
		return b, err
	}
	b.Bytes = size
	fmt.Fprintf(lines, "%s  %s\n", sum, b.Catalogue) //nolint:errcheck // Flush tells
	made, err := w.copyOriginals(ctx, catalogueFile, &b, func(id corpus.ID) {
		fmt.Fprintf(lines, "%s  originals/%s/%s\n", id, id[:2], id) //nolint:errcheck // likewise
	})
	if err != nil {
		return b, err
	}
	if err := errors.Join(lines.Flush(), sums.Sync(), sums.Close()); err != nil {
		return b, err
	}
	if len(made) > 0 {
		if err := syncFiles(filepath.Join(w.to, "originals"), made); err != nil {
			return b, err
		}
	}
	b.SumsHash = hex.EncodeToString(hash.Sum(nil))
	return b, writeDurably(filepath.Join(w.to, backupHead), b)
}

// copyCatalogue writes the catalogue as it is at one moment.
func (w *backingUp) copyCatalogue(ctx context.Context, to string) (err error) {
	query := "mode=rw"
	if w.refused != nil {
		query = lens{path: filepath.Join(w.dir, catalogue)}.query()
	}
	db, err := sql.Open("sqlite", dsn(filepath.Join(w.dir, catalogue), query+"&_pragma=busy_timeout(30000)"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, to); err != nil {
		return fmt.Errorf("copy the catalogue: %w", err)
	}
	f, err := os.Open(to)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// copyOriginals copies what the copied catalogue names and the backup has not,
// and gives the new paths. It says have of every original that the backup holds.
func (w *backingUp) copyOriginals(ctx context.Context, catalogueFile string, b *Backup, have func(corpus.ID)) (made []string, err error) {
	db, err := sql.Open("sqlite", dsn(catalogueFile, "mode=ro&immutable=1"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM documents WHERE state = 'done'`).Scan(&b.Documents); err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, `SELECT sha, bytes FROM files WHERE removed IS NULL ORDER BY sha`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	copied := int64(0)
	for rows.Next() {
		var (
			sha  string
			size int64
		)
		if err := rows.Scan(&sha, &size); err != nil {
			return nil, err
		}
		id := corpus.ID(sha)
		to := filepath.Join(w.to, "originals", sha[:2], sha)
		if info, err := os.Stat(to); err != nil || info.Size() != size {
			err := copyOriginal(ctx, w.OriginalPath(id), to, id)
			if err != nil {
				if ctx.Err() != nil || !errors.Is(err, errSource) {
					return nil, err
				}
				switch removed, rerr := w.isRemoved(ctx, id); {
				case rerr != nil:
					return nil, rerr
				case removed:
					return nil, errRemoved
				}
				b.Lacking = append(b.Lacking, id)
				continue
			}
			made = append(made, to)
			copied += size
		}
		b.Originals++
		b.Bytes += size
		have(id)
	}
	b.Copied, b.CopiedMB = len(made), float64(copied/10_000)/100
	return made, rows.Err()
}

func (w *backingUp) isRemoved(ctx context.Context, id corpus.ID) (removed bool, err error) {
	err = w.readers.QueryRowContext(ctx, `SELECT removed IS NOT NULL FROM files WHERE sha = ?`, string(id)).Scan(&removed)
	return removed, err
}

// tidy removes what the new backup does not name: the files of the one before
// it, and originals that were removed from the archive.
func (w *backingUp) tidy(b Backup) error {
	entries, err := os.ReadDir(w.to)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := e.Name()
		ours := strings.HasPrefix(name, "catalogue-") || strings.HasPrefix(name, "SHA256SUMS-")
		if ours && name != b.Catalogue && name != b.Sums {
			if err := os.Remove(filepath.Join(w.to, name)); err != nil {
				return err
			}
		}
	}
	named, err := readSums(filepath.Join(w.to, b.Sums), b.SumsHash)
	if err != nil {
		return err
	}
	root := filepath.Join(w.to, "originals")
	return filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if _, ok := named["originals/"+filepath.Base(filepath.Dir(path))+"/"+e.Name()]; ok {
			return nil
		}
		if slices.Contains(b.Lacking, corpus.ID(e.Name())) {
			return nil // the backup's is better than none, whatever is wrong with it
		}
		return os.Remove(path)
	})
}
