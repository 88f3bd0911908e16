package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"vanthu/corpus"
)

// A Change says that a document was added, changed or removed.
type Change struct {
	Seq     int64 // counts all changes of the catalogue, from 1
	ID      corpus.ID
	Removed bool
}

// An Entry is what is indexed of a document.
type Entry struct {
	Record corpus.Record
	Pages  []corpus.Page

	// Lacking is why record or pages could not be read from the catalogue; nil
	// where they were. The document is found by what there is, and is reported.
	Lacking *corpus.Problem
}

// A Source is the catalogue as the index sees it, up to the last change when it
// was taken. Others may write meanwhile: what they change has a later Seq, is no
// more among the changes, and is for the next publication.
type Source interface {
	// Changes gives at most limit changes after seq, in order of Seq. Of a
	// document's changes the last one is enough; after 0 it gives every
	// document there is.
	Changes(ctx context.Context, after int64, limit int) ([]Change, error)
	// Document gives one document; its error is fs.ErrNotExist where it was
	// removed after the change. It is called by several goroutines.
	Document(ctx context.Context, id corpus.ID) (Entry, error)
	// Count counts the documents when the source was taken, and those of them
	// that have not changed since.
	Count(ctx context.Context) (settled, all int, err error)
}

// Options of a publication; the zero value is right.
type Options struct {
	BatchBytes  int // text in one batch; 0 means 4 MB. Memory is some 40 times as much
	MaxSegments int // a generation that has grown to more is merged; 0 means 12
	NewSegments int // one built from nothing that has more is, at night; 0 means 4
	LexiconFrom int // an archive of so many documents has terms for words side by side; 0 means 5,000
}

func (o Options) withDefaults() Options {
	if o.BatchBytes == 0 {
		o.BatchBytes = 4 << 20
	}
	if o.MaxSegments == 0 {
		o.MaxSegments = 12
	}
	if o.NewSegments == 0 {
		o.NewSegments = min(4, o.MaxSegments)
	}
	if o.LexiconFrom == 0 {
		o.LexiconFrom = 5000
	}
	return o
}

// A Report tells what a publication did.
type Report struct {
	Generation string `json:"generation"` // the live one now
	Changed    bool   `json:"changed"`    // false: there was nothing new
	Rebuilt    bool   `json:"rebuilt"`    // built from nothing, not grown
	Added      int    `json:"added"`      // documents written: new and changed ones
	Removed    int    `json:"removed"`
	Documents  int    `json:"documents"` // in the live generation
	Bytes      int64  `json:"bytes"`     // of text written
	Segments   int    `json:"segments"`
	Probes     int    `json:"probes"` // documents that the new generation was asked for

	Damage error `json:"-"` // what was wrong with the live one, where it had to be built anew for that

	Seconds float64 `json:"seconds"` // set by the caller, who has the clock

	Problems []Lacking `json:"problems"` // documents of which a part could not be read
}

// A Lacking is a document that is not found by all that it holds.
type Lacking struct {
	ID      corpus.ID       `json:"id"`
	Problem *corpus.Problem `json:"problem"`
}

// Publish brings the index in dir up to the source: nothing where nothing
// changed; else a new generation, grown from the live one or, where there is
// none of this program's form, built from nothing. Searches go on meanwhile.
// Whatever a killed run left behind is removed. The caller holds the lock of
// the archive.
func Publish(ctx context.Context, dir string, src Source, opt Options) (Report, error) {
	live, m, lex, err := usable(ctx, dir, src)
	if ctx.Err() != nil {
		return Report{}, ctx.Err()
	}
	if err != nil {
		return instead(ctx, dir, src, opt, err)
	}
	if err := sweep(dir, live); err != nil {
		return Report{}, fmt.Errorf("clean index: %w", err)
	}
	changes, err := src.Changes(ctx, m.Seq, 1)
	if err != nil {
		return Report{}, fmt.Errorf("read changes: %w", err)
	}
	if len(changes) == 0 {
		return unchanged(live, m), nil
	}
	opt = opt.withDefaults()
	if _, documents, err := src.Count(ctx); err == nil && lex.grownOut(documents, opt.LexiconFrom) {
		return Rebuild(ctx, dir, src, opt)
	}
	r, err := grow(ctx, dir, live, m, lex, src, opt)
	if errors.Is(err, ErrDamaged) {
		return instead(ctx, dir, src, opt, err)
	}
	return r, err
}

// instead builds anew what cannot be grown, and says what is wrong with it.
func instead(ctx context.Context, dir string, src Source, opt Options, why error) (Report, error) {
	r, err := Rebuild(ctx, dir, src, opt)
	if errors.Is(why, ErrDamaged) {
		r.Damage = why
	}
	return r, err
}

// Stale says whether Publish would have something to do; where not, the report is
// of the live generation.
func Stale(ctx context.Context, dir string, src Source) (Report, bool, error) {
	live, m, _, err := usable(ctx, dir, src)
	if ctx.Err() != nil {
		return Report{}, false, ctx.Err()
	}
	if err != nil {
		return Report{}, true, nil
	}
	changes, err := src.Changes(ctx, m.Seq, 1)
	return unchanged(live, m), len(changes) > 0, err
}

// unchanged is the report of a publication that had nothing to do.
func unchanged(live string, m meta) Report {
	return Report{Generation: live, Documents: m.Documents, Segments: m.Segments, Problems: []Lacking{}}
}

// usable is the live generation, when one is there that has this program's
// form, has all its bytes as they were written, can be opened, and was made of
// this source. It is asked also where nothing changed: a damaged index would else
// stay until the next document.
func usable(ctx context.Context, dir string, src Source) (live string, m meta, lex *lexicon, err error) {
	if live, err = current(dir); err != nil {
		return "", meta{}, nil, err
	}
	g, err := openGeneration(dir, live, math.MaxInt64)
	if err != nil {
		return "", meta{}, nil, err
	}
	if err := errors.Join(g.meta.madeOf(ctx, src), g.index.Close()); err != nil {
		return "", meta{}, nil, err
	}
	return live, g.meta, g.lex, nil
}

// madeOf says whether a generation was made of what the source holds now. A
// catalogue that was restored from a copy, or made anew, counts its changes
// from where it stood: by their numbers alone, documents would be missing in
// the index and others too many.
func (m meta) madeOf(ctx context.Context, src Source) error {
	changes, err := src.Changes(ctx, max(m.Seq-1, 0), 1)
	if err != nil {
		return fmt.Errorf("read changes: %w", err)
	}
	switch {
	case m.Seq == 0 || len(changes) > 0 && changes[0].Seq > m.Seq:
		return nil // what is grown of it is compared when it is whole
	case len(changes) == 0 || m.Last != "" && m.Last != changes[0].ID:
		return fmt.Errorf("%w: its last change is not in the catalogue", ErrDamaged)
	}
	later, err := src.Changes(ctx, m.Seq, 1)
	if err != nil {
		return fmt.Errorf("read changes: %w", err)
	}
	_, documents, err := src.Count(ctx)
	if err != nil {
		return fmt.Errorf("count documents: %w", err)
	}
	if len(later) == 0 && documents != m.Documents {
		return fmt.Errorf("%w: it holds %d documents, the catalogue %d", ErrDamaged, m.Documents, documents)
	}
	return nil
}

// grow makes a new generation of the live one and the changes since.
func grow(ctx context.Context, dir, live string, m meta, lex *lexicon, src Source, opt Options) (r Report, err error) {
	name, tmp, err := begin(dir)
	if err != nil {
		return Report{}, err
	}
	path := filepath.Join(tmp, bleveDir)
	if err := cloneIndex(filepath.Join(dir, live, bleveDir), path); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return Report{}, abandon(tmp, err)
	}
	w, err := openWriter(path, opt.BatchBytes)
	if err != nil {
		return Report{}, abandon(tmp, err)
	}
	if err := whole(w.index, m); err != nil {
		return Report{}, abandon(tmp, errors.Join(err, w.close()))
	}
	return complete(ctx, dir, name, w, filepath.Join(dir, live), m, lex, src, opt, Report{})
}

// Rebuild always builds a new generation from nothing beside the live one,
// verifies it and makes it live. The caller holds the lock of the archive.
func Rebuild(ctx context.Context, dir string, src Source, opt Options) (Report, error) {
	name, tmp, err := begin(dir)
	if err != nil {
		return Report{}, err
	}
	opt = opt.withDefaults()
	lex, err := chooseLexicon(ctx, src, opt.LexiconFrom)
	if err != nil {
		return Report{}, abandon(tmp, fmt.Errorf("build index %s: %w", name, err))
	}
	w, err := createIndex(filepath.Join(tmp, bleveDir), opt.BatchBytes)
	if err != nil {
		return Report{}, abandon(tmp, err)
	}
	return complete(ctx, dir, name, w, "", meta{}, lex, src, opt, Report{Rebuilt: true})
}

// begin makes the folder for the next generation and removes what killed runs
// left there.
func begin(dir string) (name, tmp string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", "", fmt.Errorf("make index folder: %w", err)
	}
	live, err := current(dir)
	if err != nil && !errors.Is(err, ErrNoIndex) && !errors.Is(err, ErrDamaged) {
		return "", "", err
	}
	if name, err = nextName(dir); err != nil {
		return "", "", fmt.Errorf("name generation: %w", err)
	}
	if err := sweep(dir, live); err != nil {
		return "", "", fmt.Errorf("clean index: %w", err)
	}
	tmp = filepath.Join(dir, name+unfinished)
	if err := os.Mkdir(tmp, 0o755); err != nil {
		return "", "", fmt.Errorf("make generation: %w", err)
	}
	return name, tmp, nil
}

// abandon removes an unfinished generation.
func abandon(tmp string, err error) error {
	return errors.Join(err, os.RemoveAll(tmp))
}

// complete writes the changes since from into w, verifies and publishes. older is
// the folder of the generation that w has grown from, or "".
func complete(ctx context.Context, dir, name string, w *writer, older string, from meta, lex *lexicon, src Source, opt Options, r Report) (Report, error) {
	tmp := filepath.Join(dir, name+unfinished)
	probes := newSample()
	r.Problems = []Lacking{}
	m, err := fill(ctx, w, from, lex, src, probes, &r)
	if cerr := w.close(); err == nil && cerr != nil {
		err = cerr
	}
	if err == nil {
		segments := opt.MaxSegments
		if r.Rebuilt {
			segments = opt.NewSegments
		}
		m.Segments, err = settle(ctx, w.path, segments, opt)
	}
	if err == nil {
		err = lex.write(tmp)
	}
	if err == nil {
		err = writeCited(tmp)
	}
	if err == nil {
		err = seal(tmp, older, m)
	}
	if err == nil {
		err = verify(ctx, dir, name, src, probes.probes)
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return Report{}, abandon(tmp, fmt.Errorf("build index %s: %w", name, err))
	}
	if err := finish(dir, name); err != nil {
		return Report{}, fmt.Errorf("publish index %s: %w", name, err)
	}
	if err := sweep(dir, name); err != nil {
		return Report{}, fmt.Errorf("remove old index: %w", err)
	}
	r.Generation, r.Changed, r.Documents, r.Segments, r.Probes = name, true, m.Documents, m.Segments, len(probes.probes)
	return r, nil
}
