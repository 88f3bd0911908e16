package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"time"

	"vanthu/corpus"
	"vanthu/internal/sandbox"
)

// An Engine is the installed Tesseract and poppler. It is safe for concurrent use.
type Engine struct{}

// language is the name of the Tesseract model that is used.
const language = "vie"

// A page takes about 2 s and 75 MB; the limits leave room for a loaded machine
// and for large maps.
var (
	seeLimits  = sandbox.Limits{Time: 2 * time.Minute, Memory: 2 << 30, Output: 32 << 20}
	drawLimits = sandbox.Limits{Time: time.Minute, Memory: 2 << 30, Output: 3*maxDrawn + 1<<20}
	infoLimits = sandbox.Limits{Time: 30 * time.Second, Memory: 1 << 30, Output: 1 << 20}
)

// programs are what the engine runs, with the Debian package of each.
var programs = [...]struct{ name, pkg string }{
	{"tesseract", "tesseract-ocr"},
	{"pdftoppm", "poppler-utils"},
	{"pdfinfo", "poppler-utils"},
	{"pdfimages", "poppler-utils"},
}

// Find looks for the programs on PATH. The error is a *corpus.Problem of kind
// needs-tool whose hint is the exact command that installs them.
func Find() (*Engine, error) {
	var missing, packages []string
	need := func(what, pkg string) {
		missing = append(missing, what)
		if !slices.Contains(packages, pkg) {
			packages = append(packages, pkg)
		}
	}
	for _, p := range programs {
		if _, err := exec.LookPath(p.name); err != nil {
			need(p.name, p.pkg)
		}
	}
	if !slices.Contains(missing, "tesseract") && !speaks(language) {
		need("the Tesseract model "+language, "tesseract-ocr-"+language)
	} else if slices.Contains(missing, "tesseract") {
		packages = append(packages, "tesseract-ocr-"+language)
	}
	if len(missing) > 0 {
		return nil, &corpus.Problem{
			Kind:    corpus.NeedsTool,
			Message: strings.Join(missing, ", ") + ": not installed",
			Hint:    "sudo apt-get install -y " + strings.Join(packages, " "),
		}
	}
	return &Engine{}, nil
}

// speaks tells whether Tesseract has the model.
func speaks(model string) bool {
	var out bytes.Buffer
	if err := sandbox.Tool(context.Background(), infoLimits, nil, &out, "tesseract", "--list-langs"); err != nil {
		return false
	}
	return slices.Contains(strings.Fields(out.String()), model)
}

// Count counts the pages of an image file (a TIFF can hold many) or PDF, within
// limits. The file's fault is a *corpus.Problem.
func (e *Engine) Count(ctx context.Context, path, mediaType string) (int, error) {
	if mediaType == pdfType {
		info, err := inspect(ctx, path, 1)
		return info.pages, err
	}
	frames, err := inspectImage(ctx, path, mediaType)
	return len(frames), err
}

// Page reads page number (from 1) of the image file or PDF at path. A page
// without words has an empty text. The file's fault is a *corpus.Problem that
// names the page.
func (e *Engine) Page(ctx context.Context, path, mediaType string, number int) (corpus.Page, error) {
	if mediaType == pdfType {
		page, err := seePDF(ctx, path, number, false)
		return page, onPage(err, number)
	}
	page, err := seeImage(ctx, path, mediaType, number)
	return page, onPage(err, number)
}

// BarePage is Page of a scan in a PDF without what annotations draw over it:
// where these are the stamps of digital signatures alone, whose text lies over
// the head and is none of the page's. A page that is no scan is seen whole.
func (e *Engine) BarePage(ctx context.Context, path string, number int) (corpus.Page, error) {
	page, err := seePDF(ctx, path, number, true)
	return page, onPage(err, number)
}

// onPage makes the fault of a page name it.
func onPage(err error, number int) error {
	var fault *corpus.Problem
	if errors.As(err, &fault) && fault.Page == 0 {
		located := *fault
		located.Page = number
		return &located
	}
	return err
}

// within tells whether there is such a page among so many; the error is a
// *corpus.Problem.
func within(number, pages int) error {
	if number < 1 || number > pages {
		return &corpus.Problem{Kind: corpus.Malformed, Message: fmt.Sprintf("no such page: the file has %d", pages)}
	}
	return nil
}
