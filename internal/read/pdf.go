package read

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"vanthu/corpus"
	"vanthu/internal/read/pdf"
	"vanthu/internal/read/plain"
	"vanthu/internal/sandbox"
)

// Limits of one PDF. The parser needs about 3 ms a page and under 200 MB for
// the largest gazette issues; what asks for ten times as much is an attack or a
// loop.
var (
	parserLimits   = sandbox.Limits{Time: 60 * time.Second, Memory: 3 << 30, Output: 512 << 20}
	fallbackLimits = sandbox.Limits{Time: 60 * time.Second, Memory: 2 << 30, Output: 128 << 20}
)

// openPDF reads the text layer with our own parser and, for pages it cannot
// give, with pdftotext; what has no sound text then is to be seen.
func (r *Reader) openPDF(ctx context.Context, path string) ([]Leaf, error) {
	if r.mode == Always {
		return r.leavesToSee(ctx, path, "application/pdf")
	}
	var leaves []Leaf
	total := 0
	var tooMany error
	fault := pdf.InSandbox(ctx, parserLimits, path, func(l pdf.Leaf) error {
		total = max(total, l.Pages)
		if err := r.tooMany(total); err != nil {
			tooMany = err
			return err
		}
		leaves = append(leaves, r.keepOrSee(l))
		return nil
	})
	var problem *corpus.Problem
	switch {
	case tooMany != nil:
		return nil, tooMany
	case fault == nil:
	case !errors.As(fault, &problem) || problem.Kind == corpus.Empty:
		return nil, fault
	default:
		rest, err := r.fallback(ctx, path, len(leaves), problem)
		if err != nil {
			return nil, err
		}
		leaves = append(leaves, rest...)
	}
	if r.mode == Never {
		return withoutSeeing(leaves)
	}
	return leaves, nil
}

// keepOrSee decides over one page of a text layer.
func (r *Reader) keepOrSee(l pdf.Leaf) Leaf {
	if l.Sound || r.mode == Never && hasText(l.Text) {
		page := l.Page
		if !l.Sound {
			page.Findings = append(page.Findings, corpus.Finding{
				Code: "text-layer-doubtful", Message: "the text layer does not read as Vietnamese, and recognition was switched off", Page: page.Number,
			})
		}
		return Leaf{Number: page.Number, Page: &page}
	}
	return Leaf{Number: l.Number}
}

func hasText(s string) bool {
	return strings.IndexFunc(s, unicode.IsLetter) >= 0
}

// withoutSeeing is for --ocr never: pages without text stay empty, with a
// finding and the problem that it is to be read yet; a file without any text is
// a problem.
func withoutSeeing(leaves []Leaf) ([]Leaf, error) {
	read := 0
	for i, l := range leaves {
		if l.Page != nil {
			read++
			continue
		}
		fault := notSeen()
		fault.Page, fault.Hint = l.Number, "vanthu problems --retry reads it"
		leaves[i].Lacking = fault
		leaves[i].Page = Unread(l.Number, fault)
		leaves[i].Page.Method = corpus.MethodTextLayer // nothing was recognised
	}
	if read == 0 {
		return nil, notSeen()
	}
	return leaves, nil
}

// unread is the code of the finding that marks a page made by [Unread].
const unread = "page-unread"

// IsUnread says whether a page was made by [Unread].
func IsUnread(p *corpus.Page) bool {
	return slices.ContainsFunc(p.Findings, func(f corpus.Finding) bool { return f.Code == unread })
}

// Unread is the empty page that stands for one that could not be read while
// others of the same file could.
func Unread(number int, why *corpus.Problem) *corpus.Page {
	return &corpus.Page{
		Number: number,
		Method: corpus.MethodOCR,
		Findings: []corpus.Finding{{
			Code: unread, Message: "the page could not be read: " + why.Message, Page: number,
		}},
	}
}

// fallback reads the pages after the first done ones of a PDF that our parser
// gave up on: pdftotext repairs wrong offsets and knows AES-256 and LZW. Where
// that cannot read it either, its pages are to be seen, if poppler can count
// them; else the first fault stands.
func (r *Reader) fallback(ctx context.Context, path string, done int, fault *corpus.Problem) ([]Leaf, error) {
	var text bytes.Buffer
	err := sandbox.Tool(ctx, fallbackLimits, nil, &text, "pdftotext", "-enc", "UTF-8", "-layout", "-f", strconv.Itoa(done+1), path, "-")
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err == nil && hasText(text.String()) {
		return r.fallbackLeaves(text.String(), done, fault), nil
	}
	if r.mode == Never || r.engine == nil {
		return nil, fault
	}
	leaves, err := r.leavesToSee(ctx, path, "application/pdf")
	if err != nil {
		var problem *corpus.Problem
		if errors.As(err, &problem) {
			return nil, fault // it says best why the file cannot be read
		}
		return nil, err
	}
	if done >= len(leaves) {
		return nil, fault
	}
	return leaves[done:], nil
}

func (r *Reader) fallbackLeaves(text string, done int, fault *corpus.Problem) []Leaf {
	var leaves []Leaf
	for i, sheet := range strings.Split(strings.TrimSuffix(text, "\f"), "\f") {
		leaf := Leaf{Number: done + i + 1}
		if pages, err := plain.Read([]byte(sheet), "text/plain"); err == nil && len(pages) == 1 && hasText(sheet) {
			page := pages[0]
			page.Number = leaf.Number
			page.Method = corpus.MethodTextLayer
			for j := range page.Findings {
				page.Findings[j].Page = page.Number
			}
			page.Findings = append(page.Findings, corpus.Finding{
				Code: "text-by-pdftotext", Message: "read by pdftotext, without places on the page: " + fault.Message, Page: page.Number,
			})
			leaf.Page = &page
		}
		leaves = append(leaves, leaf)
	}
	return leaves
}
