package office

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"vanthu/corpus"
	"vanthu/internal/sandbox"
)

// Media types that Read reads.
const (
	DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	ODT  = "application/vnd.oasis.opendocument.text"
	HTML = "text/html"
)

// Reads says whether [Open] reads files of that kind.
func Reads(mediaType string) bool {
	switch mediaType {
	case MSWord, RTF, DOCX, ODT, HTML:
		return true
	}
	return false
}

// Read gives the pages of the file at path; of a .doc only why it could not be
// read, if so. The file's fault is a *corpus.Problem. Pages are where the file
// says that they break: a file that was never laid out is one page.
func Read(ctx context.Context, path, mediaType string) ([]corpus.Page, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, corpus.FileProblem(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, corpus.FileProblem(err)
	}
	switch mediaType {
	case MSWord:
		return nil, examineOLE(file) // Open has it made a .docx then
	case DOCX:
		return readDocx(file, info.Size())
	case ODT:
		return readODT(file, info.Size())
	case HTML:
		return readHTML(file)
	case docbook:
		return readDocbook(file)
	}
	return nil, &corpus.Problem{Kind: corpus.Unsupported, Message: fmt.Sprintf("%q is no word processor's file", mediaType)}
}

// damaged is the problem that an error of parsing stands for.
func damaged(err error) error {
	var problem *corpus.Problem
	if err == nil || errors.As(err, &problem) {
		return err
	}
	return &corpus.Problem{Kind: corpus.Malformed, Message: "it breaks off: " + err.Error(), Hint: "open it in Word or LibreOffice, which may mend it, and save it again"}
}

// isFatal says whether what was read before a problem is of no use: the file
// is over a limit or locked. Of one that is merely damaged, the start counts.
func isFatal(err error) bool {
	var problem *corpus.Problem
	return err != nil && (!errors.As(err, &problem) || problem.Kind != corpus.Malformed)
}

// finish is the last look at the pages of a file: there must be text, and what
// broke the reading off is told where it did.
func finish(pages []corpus.Page, broken error, pictures int) ([]corpus.Page, error) {
	switch {
	case len(pages) == 0 && broken != nil:
		return nil, broken
	case len(pages) == 0 && pictures > 0:
		return nil, &corpus.Problem{
			Kind: corpus.Empty, Message: fmt.Sprintf("it holds no text but %d pictures", pictures),
			Hint: "save it as PDF and import that: its pages are recognised then",
		}
	case len(pages) == 0:
		return nil, &corpus.Problem{Kind: corpus.Empty, Message: "it holds no text"}
	case broken != nil:
		last := &pages[len(pages)-1]
		last.Findings = append(last.Findings, corpus.Finding{
			Code: CodeDamaged, Message: "the file is damaged behind this: " + broken.Error(), Page: last.Number, Start: len(last.Text), End: len(last.Text),
		})
	}
	return pages, nil
}

// readerName is this package's name among the readers of a sandbox.
const readerName = "office"

// Readers is what this package adds to the readers of [sandbox.Main].
func Readers() map[string]sandbox.Reader {
	return map[string]sandbox.Reader{readerName: sandbox.PageReader(Read)}
}

// InSandbox is Read in a child process under lim. The program must have called
// [sandbox.Main] with [Readers].
func InSandbox(ctx context.Context, lim sandbox.Limits, path, mediaType string) ([]corpus.Page, error) {
	return sandbox.Pages(ctx, lim, readerName, []string{path, mediaType})
}

// all reads a file to its end, up to a limit of bytes.
func all(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, corpus.FileProblem(err)
	}
	if int64(len(data)) > limit {
		return nil, &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("a text of more than %d MB", limit>>20), Hint: "split it into documents"}
	}
	return data, nil
}
