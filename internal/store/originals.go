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
	"strconv"
	"strings"
	"time"

	"vanthu/corpus"
)

const (
	headBytes   = 4096
	smallFile   = 256 << 10 // bytes up to which a file is hashed before anything is written
	stagePrefix = "tmp-"
)

// An Original is a file's content as [Archive.PutOriginal] took it in.
type Original struct {
	ID     corpus.ID
	Bytes  int64
	Head   []byte // the first bytes, at most 4096, to tell its kind
	Staged string // path of the staged file; "" where the archive holds the original already
}

// OriginalPath is where the original with this id is, or would be, held.
func (a *Archive) OriginalPath(id corpus.ID) string {
	if len(id) < 2 {
		return ""
	}
	return filepath.Join(a.dir, "originals", string(id[:2]), string(id))
}

// PutOriginal reads r to its end and stages its bytes, to be admitted next or
// discarded. More than limit bytes (0: no limit) give a *corpus.Problem. An
// error of r comes back unchanged.
func (a *Archive) PutOriginal(ctx context.Context, r io.Reader, limit int64) (Original, error) {
	in := &intake{ctx: ctx, r: r, limit: limit, hash: sha256.New()}
	buf := a.buffers.Get().(*[smallFile]byte)
	defer a.buffers.Put(buf)
	n, err := io.ReadFull(in, buf[:])
	whole := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
	if in.err != nil {
		return Original{}, in.err
	}
	o := Original{Head: append([]byte(nil), buf[:min(n, headBytes)]...)}
	if whole {
		o.ID, o.Bytes = in.id(), in.n
		switch held, err := a.holds(ctx, o); {
		case err != nil:
			return Original{}, err
		case held:
			return o, nil
		}
	}
	f, err := os.CreateTemp(filepath.Join(a.dir, "originals"), stagePrefix+a.self.token()+"-*")
	if err != nil {
		return Original{}, fmt.Errorf("stage original: %w", err)
	}
	o.Staged = f.Name()
	_, err = f.Write(buf[:n])
	if err == nil && !whole {
		_, err = io.CopyBuffer(struct{ io.Writer }{f}, in, buf[:])
	}
	// Read-only from here on: the staged file is the original, by another name.
	err = errors.Join(err, f.Chmod(0o444), f.Close())
	if in.err != nil || err != nil {
		_ = os.Remove(o.Staged) // what stays is removed by the next run
		if in.err != nil {
			return Original{}, in.err
		}
		return Original{}, fmt.Errorf("stage original: %w", err)
	}
	o.ID, o.Bytes = in.id(), in.n
	return o, nil
}

// holds says whether the original is in the catalogue and, by its size, whole
// on the disk; one that is not is mended by being staged again.
func (a *Archive) holds(ctx context.Context, o Original) (bool, error) {
	var one int
	switch err := a.held.QueryRowContext(ctx, string(o.ID)).Scan(&one); {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("catalogue: %w", err)
	}
	info, err := os.Stat(a.OriginalPath(o.ID))
	return err == nil && info.Size() == o.Bytes, nil
}

// Discard removes the staged file of an original that will not be admitted.
func (a *Archive) Discard(o Original) error {
	if o.Staged == "" {
		return nil
	}
	if err := os.Remove(o.Staged); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("discard: %w", err)
	}
	return nil
}

// An intake reads a file once: it hashes, counts, and heeds limit and ctx.
type intake struct {
	ctx   context.Context
	r     io.Reader
	limit int64
	hash  interface {
		io.Writer
		Sum([]byte) []byte
	}
	n   int64
	err error // why it ended early
}

func (in *intake) Read(b []byte) (int, error) {
	if err := in.ctx.Err(); err != nil {
		in.err = err
		return 0, err
	}
	n, err := in.r.Read(b)
	in.n += int64(n)
	_, _ = in.hash.Write(b[:n]) // a hash never fails
	switch {
	case in.limit > 0 && in.n > in.limit:
		in.err = &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("the file has more than %d bytes", in.limit)}
		return n, in.err
	case err != nil && !errors.Is(err, io.EOF):
		in.err = err
	}
	return n, err
}

func (in *intake) id() corpus.ID { return corpus.ID(hex.EncodeToString(in.hash.Sum(nil))) }

// link gives the staged file its final name. The staged name stays until the
// row is in the catalogue: from it a later run knows which originals to doubt.
// Where the file system has no hard links, the file is renamed.
func (a *Archive) link(o Original) (made bool, err error) {
	final := a.OriginalPath(o.ID)
	err = os.Link(o.Staged, final)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(final), 0o755); err != nil {
			return false, err
		}
		err = os.Link(o.Staged, final)
	}
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, fs.ErrExist):
		// A power cut can leave a name without its bytes.
		if info, err := os.Stat(final); err == nil && info.Size() == o.Bytes {
			return false, nil
		}
	case errors.Is(err, fs.ErrNotExist):
		return false, err
	}
	return true, os.Rename(o.Staged, final)
}

// token names this process in the name of a staged file.
func (p process) token() string {
	boot, _, _ := strings.Cut(p.boot, "-")
	space := strings.Trim(p.space, "pid:[]")
	return fmt.Sprintf("%d-%d-%s-%s", p.pid, p.born, space, boot)
}

// abandoned says whether the process that staged the file called name is gone.
// One that we cannot see is given a day.
func (p process) abandoned(name string, age time.Duration) bool {
	part := strings.Split(strings.TrimPrefix(name, stagePrefix), "-")
	mine := strings.Split(p.token(), "-")
	if len(part) < 4 || part[2] != mine[2] || part[3] != mine[3] {
		return age > 24*time.Hour
	}
	pid, err1 := strconv.Atoi(part[0])
	born, err2 := strconv.ParseInt(part[1], 10, 64)
	if err1 != nil || err2 != nil {
		return age > 24*time.Hour
	}
	return !p.alive(process{host: p.host, boot: p.boot, space: p.space, pid: pid, born: born}, 0)
}

// sweep removes the staged files of dead processes, and the originals that they
// had named but not yet written into the catalogue.
func (a *Archive) sweep(ctx context.Context) error {
	folder := filepath.Join(a.dir, "originals")
	if err := a.unlinkRemoved(ctx); err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), stagePrefix) {
			continue
		}
		info, err := e.Info()
		if err != nil || !a.self.abandoned(e.Name(), a.now().Sub(info.ModTime())) {
			continue
		}
		if err := a.drop(ctx, filepath.Join(folder, e.Name()), info); err != nil {
			return fmt.Errorf("sweep: %w", err)
		}
	}
	return nil
}

// drop removes an abandoned staged file. Its original goes with it when no row
// names it; that is looked up inside a write transaction, where no Admit can be
// between looking for the original and writing its row.
func (a *Archive) drop(ctx context.Context, staged string, info fs.FileInfo) error {
	f, err := os.Open(staged)
	if err != nil {
		return ignoreGone(err)
	}
	in := &intake{ctx: ctx, r: f, hash: sha256.New()}
	_, err = io.Copy(io.Discard, in)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	final := a.OriginalPath(in.id())
	return a.write(ctx, durable, func(tx *sql.Tx) error {
		var one int
		err := tx.QueryRowContext(ctx, `SELECT 1 FROM files WHERE sha = ? AND removed IS NULL`, string(in.id())).Scan(&one)
		if errors.Is(err, sql.ErrNoRows) {
			if other, err := os.Stat(final); err == nil && os.SameFile(info, other) {
				if err := ignoreGone(os.Remove(final)); err != nil {
					return err
				}
			}
		} else if err != nil {
			return err
		}
		return ignoreGone(os.Remove(staged))
	})
}

func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
