package pdf

import (
	"context"
	"encoding/json"
	"fmt"

	"vanthu/corpus"
	"vanthu/internal/read/layer"
	"vanthu/internal/sandbox"
)

// A Leaf is one page of a PDF: its text layer without the stamps of signatures,
// these, and what is drawn besides.
type Leaf struct {
	corpus.Page
	Evidence layer.Evidence // by which the text is judged; its caller does
	Pages    int            // of the whole file

	// Doubt is why the page may hold text that was not read, "" where nothing
	// speaks for that: another reader should be asked.
	Doubt string `json:",omitempty"`
	Lost  bool   `json:",omitempty"` // nothing of the page could be read, as Doubt says
	Short bool   `json:",omitempty"` // the file claims another number of pages than Pages
}

// Codes of the findings of this package. Stored: append only.
const (
	// FindingDamaged marks a page whose content stream breaks off.
	FindingDamaged = "text-layer-damaged"
	// FindingCut marks a page that draws more than is read of it.
	FindingCut = "text-layer-cut"
	// FindingHidden marks a page whose text is drawn invisibly over an image:
	// another program's OCR.
	FindingHidden = "text-layer-hidden"
)

// Read walks the pages of the file at path in order and emits each. Its errors
// for the file's fault are *corpus.Problem: encrypted where a password is
// needed, empty where there is no page, too-large over a limit, malformed where
// the parser cannot read it. Malformed is this parser's word: another may well
// read the file. A page that cannot be read is emitted as lost, and the others
// are read all the same; one of whose fonts or drawings one fails keeps the
// rest of its text.
func Read(ctx context.Context, path string, emit func(Leaf) error) error {
	data, err := load(path)
	if err != nil {
		return err
	}
	doc, err := open(data)
	if err != nil {
		return err
	}
	for i := range doc.pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		leaf, err := doc.leaf(i)
		if err != nil && !doc.rebuilt {
			// Offsets may be wrong for this object alone: look for it ourselves.
			if again, broken := rebuild(data); broken == nil && len(again.pages) == len(doc.pages) {
				doc = again
				leaf, err = doc.leaf(i)
			}
		}
		if err != nil {
			leaf = doc.lost(i, err)
		}
		if err := emit(leaf); err != nil {
			return err
		}
	}
	return nil
}

// readerName is this package's name among the readers of a sandbox.
const readerName = "pdf"

// Readers is what this package adds to the readers of [sandbox.Main].
func Readers() map[string]sandbox.Reader {
	return map[string]sandbox.Reader{readerName: child}
}

// child is Read in a child process; args is the path alone.
func child(ctx context.Context, args []string, emit func(message any) error) error {
	if len(args) != 1 {
		return fmt.Errorf("read pdf: %d arguments, want the path", len(args))
	}
	return Read(ctx, args[0], func(leaf Leaf) error { return emit(leaf) })
}

// InSandbox is Read in a child process under lim. The program must have called
// [sandbox.Main] with [Readers]. Besides the problems of Read it gives those of
// [sandbox.Run]: timed-out, out-of-memory and crashed are, like malformed, the
// word of this parser alone.
func InSandbox(ctx context.Context, lim sandbox.Limits, path string, each func(Leaf) error) error {
	n := 0
	return sandbox.Run(ctx, lim, readerName, []string{path}, func(message json.RawMessage) error {
		var leaf Leaf
		if err := json.Unmarshal(message, &leaf); err != nil {
			return fmt.Errorf("read pdf: %w", err)
		}
		n++
		if fault := sandbox.Distrust(&leaf.Page, n); fault != nil {
			return fault
		}
		return each(leaf)
	})
}
