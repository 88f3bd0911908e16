package read

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"vanthu/corpus"
	"vanthu/internal/read/layer"
	"vanthu/internal/read/pdf"
	"vanthu/internal/sandbox"
	"vanthu/internal/vntext"
)

// Limits of one PDF. The parser needs about 3 ms a page and under 200 MB for
// the largest gazette issues; what asks for ten times as much is an attack or a
// loop.
var (
	parserLimits   = sandbox.Limits{Memory: 3 << 30, Output: 512 << 20}
	fallbackLimits = sandbox.Limits{Memory: 1 << 30, Output: 64 << 20}
)

// timed sets a limit's time by the size of the file: a box of broken files must
// not cost a minute each, and a book of 20 MB has 4,000 pages.
func timed(lim sandbox.Limits, size int64) sandbox.Limits {
	lim.Time = min(10*time.Second+time.Duration(size)*(3*time.Second)/1_000_000, 2*time.Minute)
	return lim
}

// openPDF reads the text layer with our own parser. Where that fails or is in
// doubt, pdftotext reads it again, and page by page the better text is taken:
// it repairs what we do not, and knows AES-256 and the fonts of the Far East.
// What has no sound text then is to be seen.
func (r *Reader) openPDF(ctx context.Context, path string) ([]Leaf, error) {
	if r.mode == Always {
		return r.stamped(ctx, path)
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, corpus.FileProblem(err)
	}
	var ours []pdf.Leaf
	var tooMany error
	err = pdf.InSandbox(ctx, timed(parserLimits, info.Size()), path, func(l pdf.Leaf) error {
		if tooMany = r.tooMany(l.Pages); tooMany != nil {
			return tooMany
		}
		ours = append(ours, l)
		return nil
	})
	if tooMany != nil {
		return nil, tooMany
	}
	var fault *corpus.Problem
	if err != nil && !errors.As(err, &fault) {
		return nil, err
	}
	var theirs sheets
	if first, last, ok := doubtful(ours, fault); ok {
		if theirs, err = pdftotext(ctx, timed(fallbackLimits, info.Size()), path, first, last); err != nil {
			return nil, err
		}
	}
	leaves := r.merge(ours, theirs, fault)
	if fault != nil && !slices.ContainsFunc(leaves, func(l Leaf) bool { return l.Page != nil }) {
		return r.unopened(ctx, path, fault, theirs.fault)
	}
	if fault != nil && theirs.fault != nil {
		if leaves, err = r.withRest(ctx, path, leaves, fault); err != nil {
			return nil, err
		}
	}
	if r.mode == Never {
		return withoutSeeing(leaves)
	}
	return leaves, nil
}

// withRest adds the pages that neither reader came to, to be seen, where poppler
// can count them; else the last page says that there may be more.
func (r *Reader) withRest(ctx context.Context, path string, leaves []Leaf, fault *corpus.Problem) ([]Leaf, error) {
	if r.sees() {
		all, err := r.leavesToSee(ctx, path, "application/pdf")
		var problem *corpus.Problem
		switch {
		case err == nil && len(all) > len(leaves):
			return append(leaves, all[len(leaves):]...), nil
		case err == nil:
			return leaves, nil
		case !errors.As(err, &problem):
			return nil, err
		}
	}
	if last := leaves[len(leaves)-1]; last.Page != nil {
		last.Page.Findings = append(last.Page.Findings, corpus.Finding{
			Code: "pages-missing", Message: "reading stopped behind this page: " + fault.Message, Page: last.Number,
		})
	}
	return leaves, nil
}

// sees says whether pages can be recognised, and are to be.
func (r *Reader) sees() bool {
	if r.mode == Never {
		return false
	}
	_, err := r.engine()
	return err == nil
}

// unopened is for a file of which nobody could read a page: its pages are to be
// seen if poppler can count them; else the first fault stands.
func (r *Reader) unopened(ctx context.Context, path string, fault, theirs *corpus.Problem) ([]Leaf, error) {
	switch {
	case theirs == nil:
	case theirs.Kind == corpus.Encrypted && fault.Kind != corpus.Encrypted: // in a way that the parser does not know
		fault = pdf.Locked()
	case theirs.Kind == corpus.NeedsTool && fault.Kind == corpus.Malformed:
		fault = &corpus.Problem{Kind: theirs.Kind, Message: "pdftotext, which may read it, is not installed: " + fault.Message, Hint: theirs.Hint}
	}
	if fault.Kind == corpus.Encrypted || fault.Kind == corpus.Empty || !r.sees() {
		return nil, fault
	}
	leaves, err := r.leavesToSee(ctx, path, "application/pdf")
	var problem *corpus.Problem
	if errors.As(err, &problem) {
		return nil, fault
	}
	return leaves, err
}

// fewWords and likelyShare bound what our reading is trusted with alone: a page
// of so many words most of which are Vietnamese has been decoded rightly.
const (
	fewWords    = 30
	likelyShare = 0.7
)

// doubtful is the range of pages that another reader should look at; last 0 is
// the end of the file. The few words of a signature's page are trusted where
// another page of the file is.
func doubtful(ours []pdf.Leaf, fault *corpus.Problem) (first, last int, ok bool) {
	likely := func(l *pdf.Leaf, words int) bool {
		m := vntext.MeasureText(l.Text)
		return l.Doubt == "" && m.Words >= words && m.Share() >= likelyShare && sound(l)
	}
	words := fewWords
	if slices.ContainsFunc(ours, func(l pdf.Leaf) bool { return likely(&l, fewWords) }) {
		words = 1
	}
	for _, l := range ours {
		if likely(&l, words) {
			continue
		}
		if first == 0 {
			first = l.Number
		}
		last = l.Number
	}
	switch n := len(ours); {
	case fault != nil: // also the pages that we never came to
		return max(1, min(first, n+1)), 0, true
	case n > 0 && last == ours[0].Pages: // there may be more than we know of
		last = 0
	}
	return first, last, first > 0
}

// merge takes for each page the better of two readings.
func (r *Reader) merge(ours []pdf.Leaf, theirs sheets, fault *corpus.Problem) []Leaf {
	if len(ours) > 0 && theirs.first == 1 && theirs.last() > len(ours) {
		ours = aligned(ours, theirs)
	}
	var leaves []Leaf
	pages := max(len(ours), theirs.last())
	if len(ours) > 0 {
		pages = max(pages, ours[0].Pages) // also those that we never came to
	}
	for number := 1; number <= pages; number++ {
		l := pdf.Leaf{Lost: true}
		l.Number = number
		if fault != nil {
			l.Doubt = fault.Message
		}
		if number <= len(ours) {
			l = ours[number-1]
		}
		if page, ok := theirs.page(number); ok && better(&l, &page) {
			why := l.Doubt
			if why == "" {
				why = "it finds words that the parser does not"
			}
			page.Findings = append(slices.Clone(l.Findings), corpus.Finding{
				Code: "text-by-pdftotext", Message: "read by pdftotext: " + why, Page: number,
			})
			l.Page, l.Lost = layer.Dress(page, nil, l.Stamps), false
			l.Evidence = layer.Evidence{Images: l.Evidence.Images, Curves: l.Evidence.Curves, Notes: l.Evidence.Notes}
		}
		leaves = append(leaves, r.keepOrSee(l))
	}
	if n := len(ours); n > 0 && ours[n-1].Short && theirs.last() <= n && leaves[n-1].Page != nil {
		last := leaves[n-1].Page
		last.Findings = append(last.Findings, corpus.Finding{
			Code: "pages-missing", Message: "the file claims another number of pages than can be found in it", Page: n,
		})
	}
	return leaves
}

// aligned gives our pages the numbers that they have in a longer reading, with
// lost ones between them: a branch of the page tree that we cannot reach must
// not shift what comes behind it. Where that fails, they stay as they are.
func aligned(ours []pdf.Leaf, theirs sheets) []pdf.Leaf {
	var all []pdf.Leaf
	next := 0
	for i := range theirs.pages {
		l := pdf.Leaf{Lost: true, Short: true, Doubt: "the page cannot be found in the tree of pages"}
		l.Number = i + 1
		if k := next; k < len(ours) && same(ours[k].Text, theirs.pages[i].Text) {
			l = ours[k]
			l.Number = i + 1
			l.Findings = slices.Clone(l.Findings)
			for j := range l.Findings {
				l.Findings[j].Page = i + 1
			}
			next++
		}
		all = append(all, l)
	}
	if next < len(ours) {
		return ours
	}
	return all
}

// same says whether two readings are of one page.
func same(a, b string) bool {
	missing, all := lacking(b, a)
	more, whole := lacking(a, b)
	return 5*missing <= all && 5*more <= whole && (all > 0) == (whole > 0)
}

// better says whether their reading of a page is to be preferred to ours.
func better(ours *pdf.Leaf, theirs *corpus.Page) bool {
	if ours.Lost {
		return hasText(theirs.Text)
	}
	whole := ours.Text
	for _, s := range ours.Stamps {
		whole += "\n" + s.Text // which they take for text of the page
	}
	missing, all := lacking(theirs.Text, whole)
	if more, _ := lacking(whole, theirs.Text); missing > 0 && more == 0 {
		return true // they have all of ours: "542" in a form's field may be all that we lack
	}
	if float64(missing) < 0.02*float64(all) || missing == 0 {
		return false
	}
	// Where both read Vietnamese, the better one has more of its syllables, and
	// fewer words that are none: the other may have torn or glued words.
	a, b := vntext.MeasureText(whole), vntext.MeasureText(theirs.Text)
	if a.Marked > 0 && a.Share() >= likelyShare && sound(ours) {
		return b.Marked > a.Marked || b.Marked == a.Marked && (b.Share() >= a.Share() || 50*b.Letters > 51*a.Letters)
	}
	return true
}

// lacking counts the words of a that b lacks, and all words of a.
func lacking(a, b string) (missing, all int) {
	has := map[string]int{}
	for w := range strings.FieldsSeq(b) {
		has[w]++
	}
	for w := range strings.FieldsSeq(a) {
		all++
		if has[w]--; has[w] < 0 {
			missing++
		}
	}
	return missing, all
}

// stamped is for --ocr always: all pages are to be seen. The stamps of
// signatures are known from the file alone; where it cannot be parsed there are
// none.
func (r *Reader) stamped(ctx context.Context, path string) ([]Leaf, error) {
	leaves, err := r.leavesToSee(ctx, path, "application/pdf")
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, corpus.FileProblem(err)
	}
	err = pdf.InSandbox(ctx, timed(parserLimits, info.Size()), path, func(l pdf.Leaf) error {
		if l.Number >= 1 && l.Number <= len(leaves) {
			leaves[l.Number-1].stamps, leaves[l.Number-1].notes = layer.TakeStamps(l.Page).Stamps, l.Evidence.Notes
		}
		return nil
	})
	var fault *corpus.Problem
	if err != nil && !errors.As(err, &fault) {
		return nil, err
	}
	return leaves, nil
}

// keepOrSee decides over one page of a text layer. What its text is worth is
// for [layer.Judge]; here it is only whether anything better can be had.
func (r *Reader) keepOrSee(l pdf.Leaf) Leaf {
	if l.Lost {
		return Leaf{Number: l.Number}
	}
	page, verdict := layer.Judge(l.Page, l.Evidence)
	switch {
	case verdict.Action != layer.See:
		return Leaf{Number: page.Number, Page: &page}
	case r.mode == Never && hasText(page.Text):
		page.Findings = append(page.Findings, corpus.Finding{
			Code: "text-layer-doubtful", Message: "the text layer is kept for want of better: recognition was switched off", Page: page.Number,
		})
		return Leaf{Number: page.Number, Page: &page}
	}
	return Leaf{Number: page.Number, findings: page.Findings, stamps: page.Stamps, notes: l.Evidence.Notes}
}

// sound says whether our reading of a page can be kept.
func sound(l *pdf.Leaf) bool {
	_, verdict := layer.Judge(l.Page, l.Evidence)
	return verdict.Action != layer.See
}

// hasText says whether there is anything in s that a person could read.
func hasText(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) && r != unicode.ReplacementChar }) >= 0
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
		dressed := l.Dress(*leaves[i].Page)
		leaves[i].Page = &dressed
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
