package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
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
	drawLimits = sandbox.Limits{Time: time.Minute, Memory: 2 << 30, Output: maxDrawn + 1<<20}
	infoLimits = sandbox.Limits{Time: 30 * time.Second, Memory: 1 << 30, Output: 1 << 20}
)

// programs are what the engine runs, with the Debian package of each.
var programs = [...]struct{ name, pkg string }{
	{"tesseract", "tesseract-ocr"},
	{"pdftoppm", "poppler-utils"},
	{"pdfinfo", "poppler-utils"},
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
	see := seeImage
	if mediaType == pdfType {
		see = seePDF
	}
	page, err := see(ctx, path, mediaType, number)
	var fault *corpus.Problem
	if errors.As(err, &fault) && fault.Page == 0 {
		located := *fault
		located.Page = number
		return corpus.Page{}, &located
	}
	return page, err
}

// A look is how Tesseract is asked to see an image.
type look struct {
	dpi   float64
	frame int // of a TIFF, from 1; 0: the image is the only one
}

// arguments for an image at source, "-" for standard input.
func (l look) arguments(source string) []string {
	args := []string{source, "-", "-l", language, "--psm", "3", "--dpi", strconv.Itoa(int(l.dpi + 0.5))}
	if l.frame > 0 {
		args = append(args, "-c", "tessedit_page_number="+strconv.Itoa(l.frame-1))
	}
	return append(args, "tsv")
}

// seeImage hands a frame of an image file to Tesseract.
func seeImage(ctx context.Context, path, mediaType string, number int) (corpus.Page, error) {
	frames, err := inspectImage(ctx, path, mediaType)
	if err != nil {
		return corpus.Page{}, err
	}
	if number < 1 || number > len(frames) {
		return corpus.Page{}, &corpus.Problem{Kind: corpus.Malformed, Message: fmt.Sprintf("no such page among %d", len(frames))}
	}
	// An absolute path can be taken neither for an option nor for one of the
	// names that Tesseract knows: "-", "stdin", "http://...".
	whole, err := filepath.Abs(path)
	if err != nil {
		return corpus.Page{}, fmt.Errorf("path of %s: %w", path, err)
	}
	how := look{dpi: frames[number-1].resolution()}
	if len(frames) > 1 {
		how.frame = number
	}
	var tsv bytes.Buffer
	if err := sandbox.Tool(ctx, seeLimits, nil, &tsv, "tesseract", how.arguments(whole)...); err != nil {
		return corpus.Page{}, err
	}
	return parse(tsv.String(), number, how.dpi)
}
