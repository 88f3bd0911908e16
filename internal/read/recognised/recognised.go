// Package recognised reads what other OCR programs have left: hOCR and ALTO
// (versions 2 to 4), pages of words with their places on the page image.
//
// Words, lines and their order are those of the file; a word that the file
// itself puts together again after a line break (ALTO's SUBS_CONTENT) stands
// whole on the line where it begins.
package recognised

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"vanthu/corpus"
	"vanthu/internal/sandbox"
)

// Media types that Read reads.
const (
	HOCR = "text/vnd.hocr+html"
	ALTO = "application/alto+xml"
)

// Reads says whether [Read] reads files of that kind.
func Reads(mediaType string) bool { return mediaType == HOCR || mediaType == ALTO }

// maxFile is how many bytes a file may have. A page has 600 words, 80 KB in hOCR.
const maxFile = 256 << 20

// limits of the child.
var limits = sandbox.Limits{Time: 60 * time.Second, Memory: 4 << 30, Output: 512 << 20}

// Read gives the pages of the file at path. The file's fault is a
// *corpus.Problem.
func Read(ctx context.Context, path, mediaType string) ([]corpus.Page, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, corpus.FileProblem(err)
	}
	defer file.Close()
	return read(file, mediaType)
}

func read(file io.Reader, mediaType string) (pages []corpus.Page, err error) {
	in := &bounded{r: file, left: maxFile}
	switch mediaType {
	case HOCR:
		pages, err = readHOCR(in)
	case ALTO:
		pages, err = readALTO(in)
	default:
		err = &corpus.Problem{Kind: corpus.Unsupported, Message: fmt.Sprintf("%q is no OCR program's file", mediaType)}
	}
	if err == nil && len(pages) == 0 {
		err = &corpus.Problem{Kind: corpus.Empty, Message: "it holds no page"}
	}
	if err != nil {
		return nil, err
	}
	return pages, nil
}

// bounded ends the reading of a file that is too long.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("more than %d MB", maxFile>>20), Hint: "split it into documents"}
	}
	return n, err
}

// readerName is this package's name among the readers of a sandbox.
const readerName = "recognised"

// Readers is what this package adds to the readers of [sandbox.Main].
func Readers() map[string]sandbox.Reader {
	return map[string]sandbox.Reader{readerName: sandbox.PageReader(Read)}
}

// InSandbox is Read in a child process. The program must have called
// [sandbox.Main] with [Readers].
func InSandbox(ctx context.Context, path, mediaType string) ([]corpus.Page, error) {
	return sandbox.Pages(ctx, limits, readerName, []string{path, mediaType})
}
