package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"vanthu/corpus"
)

// readSums reads a file of checksums: checksum by path.
func readSums(path, want string) (map[string]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) != want {
		return nil, fmt.Errorf("%w: %s is damaged", ErrNoBackup, filepath.Base(path))
	}
	sums := map[string]string{}
	for line := range strings.Lines(string(text)) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok {
			return nil, fmt.Errorf("%w: %s: %q is no line of checksums", ErrNoBackup, filepath.Base(path), line)
		}
		sums[name] = sum
	}
	return sums, nil
}

// Restore makes a new archive in dir of the backup in from. Every file is
// checked by its checksum on the way. One that was interrupted is gone on with:
// the catalogue, which makes a folder an archive, comes last. Originals that are
// missing or damaged in the backup are Lacking, and the error is then
// ErrIncomplete, after all else was restored: a backup may be all that is left.
func Restore(ctx context.Context, from, dir string) (Backup, error) {
	b, err := ReadBackup(from)
	if err != nil {
		return b, err
	}
	if _, err := os.Stat(filepath.Join(dir, catalogue)); err == nil {
		return b, fmt.Errorf("%s is an archive already: restore into a new folder", dir)
	}
	if inside(from, dir) {
		return b, fmt.Errorf("%s lies in the backup itself: restore into another folder", dir)
	}
	if err := restoreFolder(dir); err != nil {
		return b, err
	}
	sums, err := readSums(filepath.Join(from, b.Sums), b.SumsHash)
	if err != nil {
		return b, err
	}
	names := make([]string, 0, len(sums))
	for name := range sums {
		names = append(names, name)
	}
	slices.Sort(names)
	var made []string
	for _, name := range names {
		id := corpus.ID(sums[name])
		if name == b.Catalogue {
			continue
		}
		if len(id) != 64 || name != fmt.Sprintf("originals/%s/%s", id[:2], id) {
			return b, fmt.Errorf("%w: %s names %q", ErrNoBackup, b.Sums, name)
		}
		to := filepath.Join(dir, "originals", string(id[:2]), string(id))
		if sum, _, err := hashFile(ctx, to); err == nil && sum == string(id) {
			continue // of a restore that was interrupted
		}
		err := copyOriginal(ctx, filepath.Join(from, name), to, id)
		switch {
		case err == nil:
			made = append(made, to)
		case ctx.Err() != nil || !errors.Is(err, errSource):
			return b, fmt.Errorf("%s: %w", name, err)
		default:
			b.Lacking = append(b.Lacking, id)
		}
	}
	if err := syncFiles(filepath.Join(dir, "originals"), made); err != nil {
		return b, err
	}
	if err := restoreCatalogue(ctx, filepath.Join(from, b.Catalogue), filepath.Join(dir, catalogue), sums[b.Catalogue]); err != nil {
		return b, err
	}
	if len(b.Lacking) > 0 {
		return b, fmt.Errorf("%w: %d of them", ErrIncomplete, len(b.Lacking))
	}
	return b, nil
}

// inside says whether a folder is another or lies in it.
func inside(outer, dir string) bool {
	outer, err := filepath.Abs(outer)
	if err != nil {
		return false
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return false
	}
	rel, err := filepath.Rel(outer, dir)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, "../")
}

// restoreFolder makes sure that dir is empty, or holds originals alone, as an
// interrupted restore leaves it.
func restoreFolder(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if name := e.Name(); name != "originals" && name != "lost+found" && !strings.HasPrefix(name, "."+catalogue) {
			return fmt.Errorf("%s is not empty: it holds %q; restore into a new folder", dir, name)
		}
	}
	return os.MkdirAll(filepath.Join(dir, "originals"), 0o755)
}

func restoreCatalogue(ctx context.Context, from, to, sum string) error {
	tmp := filepath.Join(filepath.Dir(to), "."+filepath.Base(to))
	// What was written beside a copy that was killed must not be taken for its own.
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		if err := ignoreGone(os.Remove(tmp + end)); err != nil {
			return err
		}
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(tmp)
	if err != nil {
		return err
	}
	counted := &intake{ctx: ctx, r: in, hash: sha256.New()}
	_, err = io.Copy(struct{ io.Writer }{out}, counted)
	if err = errors.Join(err, out.Close()); err == nil && string(counted.id()) != sum {
		err = fmt.Errorf("%w: %s is damaged", ErrNoBackup, filepath.Base(from))
	}
	if err == nil {
		err = wake(ctx, tmp)
	}
	if err == nil {
		err = syncPath(tmp)
	}
	if err == nil {
		err = os.Rename(tmp, to)
	}
	if err != nil {
		_ = os.Remove(tmp) // the error tells more
		return err
	}
	return syncPath(filepath.Dir(to))
}

// wake makes a copied catalogue one that works: in WAL mode, which a copy has
// lost, and without living runs. Those that were at work when it was copied may
// be so still, but not on this archive.
func wake(ctx context.Context, path string) (err error) {
	db, err := sql.Open("sqlite", dsn(path, "mode=rw"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	for _, text := range []string{
		`UPDATE runs SET boot = 'restored', heard = 0 WHERE ended IS NULL`,
		`PRAGMA journal_mode = WAL`,
	} {
		if _, err := db.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	return nil
}
