// Package read turns the bytes of a file into pages of text. It chooses the
// reader by the file's kind and decides page by page whether a page must be
// seen (recognised from its image) or has a text that can be kept.
//
// Reading has two steps, so that pages of a long scan can be recognised side by
// side and are not lost when the work is interrupted: [Reader.Open] looks at
// the file once and gives its leaves; [Reader.See] recognises one leaf.
package read

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"vanthu/corpus"
	"vanthu/internal/read/layer"
	"vanthu/internal/read/ocr"
	"vanthu/internal/read/office"
	"vanthu/internal/read/plain"
	"vanthu/internal/read/recognised"
	"vanthu/internal/sandbox"
)

// A Mode says when pages are recognised from their image.
type Mode string

// The modes of the --ocr flag.
const (
	Auto   Mode = "auto"   // where the page has no sound text
	Never  Mode = "never"  // not at all
	Always Mode = "always" // every page, whatever text it has
)

// ParseMode reads the value of the --ocr flag.
func ParseMode(s string) (Mode, error) {
	switch m := Mode(s); m {
	case Auto, Never, Always:
		return m, nil
	}
	return "", fmt.Errorf("%q is none of auto, never, always", s)
}

// A Leaf is one page of a file before it is read.
type Leaf struct {
	Number  int             // from 1
	Page    *corpus.Page    // its text; nil: the page must be seen
	Lacking *corpus.Problem // why Page is empty though the page may not be; nil otherwise

	findings []corpus.Finding // of the page where it must be seen: why
	stamps   []corpus.Stamp   // of the page where it must be seen
	notes    int              // annotations on it that are no stamps
}

// Dress gives the page that was recognised for a leaf what the file itself says
// of it: why it had to be recognised, and the stamps of signatures.
func (l Leaf) Dress(page corpus.Page) corpus.Page {
	return layer.Dress(page, l.findings, l.stamps)
}

// bare says whether the page is to be seen without its annotations: they are the
// stamps of signatures and nothing else.
func (l Leaf) bare() bool { return len(l.stamps) > 0 && l.notes == 0 }

// Limits are what a user may set. A zero field leaves what each reader takes by
// itself: 10 seconds to 2 minutes, half a GB to 6 GB.
type Limits struct {
	Time   time.Duration // to look at one file, or to recognise one page
	Memory int64         // bytes, of each process that does so
	Pages  int           // of one file; 0: DefaultPages
}

// DefaultPages is how many pages a file may have: a gazette of a whole year has
// fewer.
const DefaultPages = 20_000

// A Reader reads files. It is safe for use by several goroutines.
type Reader struct {
	mode   Mode
	limits Limits

	// engine recognises pages; its error, a *corpus.Problem, says which programs
	// are missing. They are looked for when the first page is to be seen: to ask
	// Tesseract for its languages takes longer than to read a directive of text.
	engine func() (*ocr.Engine, error)
}

// New makes a reader. Missing programs are no error: the files that need them
// are set aside with the command that cures it.
func New(mode Mode) *Reader { return NewLimited(mode, Limits{}) }

// NewLimited is New with limits.
func NewLimited(mode Mode, limits Limits) *Reader {
	if limits.Pages == 0 {
		limits.Pages = DefaultPages
	}
	return &Reader{mode: mode, limits: limits, engine: sync.OnceValues(ocr.Find)}
}

// Limits of a text file. A directive of 1,000 pages has 3 MB in 50,000 lines;
// each line costs 60 bytes besides its text, so that 30 million empty ones
// would take 4 GB.
const (
	maxText  = 32 << 20 // bytes
	maxLines = 1 << 20
)

// Open looks at the file at path, whose kind is mediaType, and gives its
// leaves in page order; there is at least one. The file's fault is a
// *corpus.Problem.
func (r *Reader) Open(ctx context.Context, path, mediaType string) ([]Leaf, error) {
	leaves, err := r.open(r.within(ctx), path, mediaType)
	switch {
	case err != nil:
	case len(leaves) == 0: // a document without pages would never be done with
		err = &corpus.Problem{Kind: corpus.Crashed, Message: "its reader gave neither a page nor a reason"}
	default:
		err = r.tooMany(len(leaves))
	}
	if err != nil {
		return nil, err
	}
	return leaves, nil
}

// within is ctx with the limits that the user has set.
func (r *Reader) within(ctx context.Context) context.Context {
	return sandbox.Within(ctx, sandbox.Limits{Time: r.limits.Time, Memory: r.limits.Memory})
}

// tooMany is the problem of a file of more pages than it may have.
func (r *Reader) tooMany(pages int) error {
	if pages <= r.limits.Pages {
		return nil
	}
	return &corpus.Problem{
		Kind: corpus.TooLarge, Message: fmt.Sprintf("it has %d pages; the limit is %d", pages, r.limits.Pages),
		Hint: "split it into documents, or raise --limit-pages",
	}
}

func (r *Reader) open(ctx context.Context, path, mediaType string) ([]Leaf, error) {
	switch {
	case mediaType == "text/plain" || mediaType == "text/markdown":
		return r.openText(path, mediaType)
	case mediaType == "application/pdf":
		return r.openPDF(ctx, path)
	case strings.HasPrefix(mediaType, "image/"):
		return r.openImage(ctx, path, mediaType)
	case office.Reads(mediaType):
		pages, err := office.Open(ctx, path, mediaType)
		return leavesOf(pages), err
	case recognised.Reads(mediaType):
		pages, err := recognised.InSandbox(ctx, path, mediaType)
		return leavesOf(pages), err
	}
	return nil, &corpus.Problem{
		Kind:    corpus.Unsupported,
		Message: fmt.Sprintf("files of kind %s are not read", mediaType),
		Hint:    "save it as PDF or text and import that",
	}
}

// See recognises a leaf of the file at path from its image. The page's fault is
// a *corpus.Problem.
func (r *Reader) See(ctx context.Context, path, mediaType string, l Leaf) (corpus.Page, error) {
	engine, err := r.engine()
	switch {
	case err != nil:
		return corpus.Page{}, err
	case l.bare():
		return engine.BarePage(r.within(ctx), path, l.Number)
	}
	return engine.Page(r.within(ctx), path, mediaType, l.Number)
}

func (r *Reader) openText(path, mediaType string) ([]Leaf, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, err
	}
	// Before they are made: 32 MB of form feeds would be 10 GB of pages.
	if err := r.tooMany(bytes.Count(data, []byte("\f"))); err != nil {
		return nil, err
	}
	pages, err := plain.Read(data, mediaType)
	if err != nil {
		return nil, err
	}
	return leavesOf(pages), nil
}

// leavesOf are the leaves of pages that are read.
func leavesOf(pages []corpus.Page) []Leaf {
	leaves := make([]Leaf, len(pages))
	for i := range pages {
		page := layer.TakeStamps(pages[i])
		leaves[i] = Leaf{Number: page.Number, Page: &page}
	}
	return leaves
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, corpus.FileProblem(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxText+1))
	if err != nil {
		return nil, corpus.FileProblem(err)
	}
	if lines := bytes.Count(data, []byte("\n")); lines > maxLines {
		return nil, &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("a text of %d lines; the limit is %d", lines, maxLines), Hint: "split it into documents"}
	}
	if len(data) > maxText {
		return nil, &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("a text of more than %d MB", maxText>>20), Hint: "split it into documents"}
	}
	return data, nil
}

func (r *Reader) openImage(ctx context.Context, path, mediaType string) ([]Leaf, error) {
	if r.mode == Never {
		return nil, notSeen()
	}
	return r.leavesToSee(ctx, path, mediaType)
}

// leavesToSee counts the pages of an image file or PDF; none of them has a text
// yet.
func (r *Reader) leavesToSee(ctx context.Context, path, mediaType string) ([]Leaf, error) {
	engine, err := r.engine()
	if err != nil {
		return nil, err
	}
	n, err := engine.Count(ctx, path, mediaType)
	if err != nil {
		return nil, err
	}
	if n == 0 { // of a PDF without pages, Count says so itself
		return nil, &corpus.Problem{Kind: corpus.Empty, Message: "an image file without an image"}
	}
	leaves := make([]Leaf, n)
	for i := range leaves {
		leaves[i].Number = i + 1
	}
	return leaves, nil
}

// notSeen is the problem of a file or page whose only text is in its image.
func notSeen() *corpus.Problem {
	return &corpus.Problem{
		Kind:    corpus.NeedsOCR,
		Message: "it has no text that can be read, and recognition was switched off",
		Hint:    "run the import again with --ocr auto",
	}
}
