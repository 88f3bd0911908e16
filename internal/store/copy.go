package store

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"vanthu/corpus"
)

// errSource is a fault of the original that is copied, not of the disk that it
// is copied to.
var errSource = errors.New("original")

// copyOriginal copies an original; the copy is there only when it is whole and
// has the right checksum.
func copyOriginal(ctx context.Context, from, to string, id corpus.ID) error {
	f, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("%w: %w", errSource, err)
	}
	defer f.Close()
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	tmp := filepath.Join(filepath.Dir(to), "."+filepath.Base(to))
	if err := ignoreGone(os.Remove(tmp)); err != nil { // of one that was killed
		return err
	}
	out, err := os.OpenFile(tmp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o444)
	if err != nil {
		return err
	}
	in := &intake{ctx: ctx, r: f, hash: sha256.New()}
	_, err = io.Copy(struct{ io.Writer }{out}, in)
	err = errors.Join(err, out.Close())
	switch {
	case in.err != nil && ctx.Err() == nil:
		err = fmt.Errorf("%w: %w", errSource, in.err)
	case err == nil && in.id() != id:
		err = fmt.Errorf("%w: it has the checksum %s", errSource, in.id())
	}
	if err == nil {
		err = os.Rename(tmp, to)
	}
	if err != nil {
		_ = os.Remove(tmp) // the error tells more
	}
	return err
}

// hashFile is the SHA-256 of a file and its size.
func hashFile(ctx context.Context, path string) (string, int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	in := &intake{ctx: ctx, r: f, hash: sha256.New()}
	if _, err := io.Copy(io.Discard, in); err != nil {
		return "", 0, err
	}
	return string(in.id()), in.n, nil
}

// writeDurably writes a small file of JSON that is there only when it is whole.
func writeDurably(path string, v any) error {
	text, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	tmp := filepath.Join(filepath.Dir(path), "."+filepath.Base(path))
	f, err := os.Create(tmp)
	if err != nil {
		return err
	}
	_, err = f.Write(append(text, '\n'))
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(tmp, path)
	}
	if err != nil {
		return err
	}
	return syncPath(filepath.Dir(path))
}

// syncPath puts a file, or the names in a folder, on the disk.
func syncPath(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func ignoreClosed(err error) error {
	if errors.Is(err, fs.ErrClosed) {
		return nil
	}
	return err
}
