package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	parser "github.com/ledongthuc/pdf"

	"vanthu/corpus"
)

// What one file may hold.
const (
	maxFile  = 200 << 20 // bytes
	maxPages = 20_000
	maxNodes = 100_000 // of the page tree
	maxDepth = 64      // of the page tree
)

// A document is an open file with its pages.
type document struct {
	source
	pages   []page
	fonts   map[string]*font // by their dictionaries' text, which names all objects they are made of
	spare   []glyph          // room for the next page's
	rebuilt bool             // its table of objects is ours
	short   string           // why pages may be missing
	root    string           // reference of the catalogue: "1 0"
}

// malformed is the problem of a page (0: the file) that the parser cannot read.
func malformed(page int, err error) error {
	if fault, ok := errors.AsType[*corpus.Problem](err); ok {
		return fault
	}
	return &corpus.Problem{Kind: corpus.Malformed, Message: err.Error(), Page: page,
		Hint: "open the file in a PDF viewer and save it anew, or run: qpdf FILE REPAIRED.pdf; then import that"}
}

// Locked is the problem of a file that does not open without a password.
func Locked() *corpus.Problem {
	return &corpus.Problem{Kind: corpus.Encrypted, Message: "needs a password", Hint: "remove the password: qpdf --decrypt --password=PASSWORD FILE OPEN.pdf; then import OPEN.pdf"}
}

// load reads a file as a whole.
func load(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, corpus.FileProblem(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	switch {
	case err != nil:
		return nil, corpus.FileProblem(err)
	case len(data) > maxFile:
		return nil, &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("more than %d bytes", maxFile), Hint: "split the file"}
	case len(data) == 0:
		return nil, &corpus.Problem{Kind: corpus.Empty, Message: "no bytes"}
	}
	return data, nil
}

// open finds the pages of a file. Where the file's own table of objects leads
// nowhere, it looks for the objects itself.
func open(data []byte) (*document, error) {
	clean := sanitise(data, true)
	doc, first := parse(clean)
	if first == nil {
		if !doc.locked {
			if same := unfold(clean, doc.root); same != nil && len(same.pages) == len(doc.pages) {
				return same, nil
			}
		}
		return doc, nil
	}
	if fault, ok := errors.AsType[*corpus.Problem](first); ok && fault.Kind != corpus.Empty {
		return nil, fault
	}
	if doc, err := parse(sanitise(data, false)); err == nil {
		return doc, nil
	}
	if doc, err := rebuild(data); err == nil {
		return doc, nil
	}
	return nil, malformed(0, first)
}

// parse opens bytes that were made fit for the parser.
func parse(data []byte) (doc *document, err error) {
	defer recoverInto(&err)
	// The parser follows /Prev in circles for ever: each turn reads the same
	// bytes again, so we stop it when it has read far too much.
	src := &rationed{r: bytes.NewReader(data), left: 16*int64(len(data)) + 1<<20}
	r, err := parser.NewReader(src, int64(len(data)))
	if errors.Is(err, parser.ErrInvalidPassword) {
		return nil, Locked()
	}
	if err != nil {
		return nil, err
	}
	src.free = true
	root := r.Trailer().Key("Root")
	pages, err := walk(root)
	if err != nil {
		return nil, err
	}
	if len(pages) == 0 {
		if kids := root.Key("Pages").Key("Kids"); kids.Kind() != parser.Array || kids.Len() > 0 {
			return nil, errors.New("no page can be found")
		}
		return nil, &corpus.Problem{Kind: corpus.Empty, Message: "no pages"}
	}
	locked := r.Trailer().Key("Encrypt").Kind() != parser.Null
	return &document{source: source{data, locked}, pages: pages, short: short(root, len(pages)), root: rootOf(r.Trailer()), fonts: map[string]*font{}}, nil
}

// rootOf is the catalogue's reference in a trailer.
func rootOf(trailer parser.Value) string {
	if m := rootRef.FindStringSubmatch(trailer.String()); m != nil {
		return m[1]
	}
	return ""
}

// header is one that the parser takes.
const header = "%PDF-1.7\n"

// sanitise makes a copy of a file that the parser does not refuse for what
// stands around it: junk or a byte order mark before the header, "%PDF-2.0",
// "%PDF-1.7 " with a blank, junk behind the end, an end without "%%EOF".
// Offsets count from the header in some files (cut) and from the first byte of
// the junk before it in others.
func sanitise(data []byte, cut bool) []byte {
	if at := bytes.Index(data[:min(len(data), 64<<10)], []byte("%PDF-")); cut && at > 0 {
		data = data[at:]
	}
	end, offset := len(data), int64(-1)
	for end > 0 {
		i := bytes.LastIndex(data[:end], []byte("startxref"))
		if i < 0 {
			break
		}
		end = i
		digits := bytes.TrimLeft(data[i+len("startxref"):min(len(data), i+64)], " \t\r\n\x00")
		n := 0
		for n < len(digits) && digits[n] >= '0' && digits[n] <= '9' {
			n++
		}
		if v, err := strconv.ParseInt(string(digits[:n]), 10, 64); err == nil {
			offset = v
			break
		}
	}
	out := make([]byte, 0, len(data)+128)
	if data[0] != '%' { // the header is gone, and what stands here is not to be lost
		out = append(out, header...)
	}
	if offset < 0 {
		out = append(out, data...)
	} else {
		out = append(out, data[:end]...)
		// The parser looks for startxref in the last 100 bytes only.
		out = fmt.Appendf(out, "\nstartxref\n%d\n%%%%EOF\n", offset)
	}
	copy(out, header)
	return out
}

// rationed is a reader that refuses to read more than it may until it is free.
type rationed struct {
	r    io.ReaderAt
	left int64
	free bool
}

func (r *rationed) ReadAt(b []byte, off int64) (int, error) {
	if !r.free {
		if r.left -= int64(len(b)); r.left < 0 {
			return 0, errors.New("the cross-reference sections run in a circle")
		}
	}
	return r.r.ReadAt(b, off)
}

// recoverInto makes an error of a panic: the parser panics on what it cannot read.
func recoverInto(err *error) {
	switch x := recover().(type) {
	case nil:
	case error:
		*err = x
	default:
		*err = fmt.Errorf("%v", x)
	}
}
