package store

import (
	"context"
	"database/sql"
	"fmt"

	"vanthu/corpus"
)

// A Watched file is one of a watched folder that was taken and left where it
// lies.
type Watched struct {
	Path    string // absolute
	Bytes   int64
	Changed int64 // the file's time, nanoseconds since 1970
}

// Watched lists the files that were taken and left, by path.
func (a *Archive) Watched(ctx context.Context) (map[string]Watched, error) {
	rows, err := a.readers.QueryContext(ctx, `SELECT path, bytes, changed FROM watched`)
	if err != nil {
		return nil, fmt.Errorf("watched: %w", err)
	}
	defer rows.Close()
	all := map[string]Watched{}
	for rows.Next() {
		var (
			w    Watched
			path []byte
		)
		if err := rows.Scan(&path, &w.Bytes, &w.Changed); err != nil {
			return nil, fmt.Errorf("watched: %w", err)
		}
		w.Path = string(path)
		all[w.Path] = w
	}
	return all, wrap("watched", rows.Err())
}

// SetWatched notes that files were taken and left.
func (a *Archive) SetWatched(ctx context.Context, files []Watched) error {
	return wrap("watched", a.write(ctx, durable, func(tx *sql.Tx) error {
		for _, f := range files {
			if _, err := tx.ExecContext(ctx, `INSERT INTO watched (path, bytes, changed) VALUES (?, ?, ?)
				ON CONFLICT DO UPDATE SET bytes = excluded.bytes, changed = excluded.changed`, []byte(f.Path), f.Bytes, f.Changed); err != nil {
				return err
			}
		}
		return nil
	}))
}

// Holds says whether the archive holds the bytes of a file: its original is in
// the catalogue and, by its size, whole on the disk.
func (a *Archive) Holds(ctx context.Context, path string) (bool, error) {
	sum, size, err := hashFile(ctx, path)
	if err != nil {
		return false, err
	}
	return a.holds(ctx, Original{ID: corpus.ID(sum), Bytes: size})
}
