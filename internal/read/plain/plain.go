// Package plain reads plain text and Markdown, as OCR programs leave it.
//
// Files named .txt hold Markdown too, so both are read alike: what a person
// would see on the page stays, and marks of Markdown go where they can be
// nothing else. A lone "*" under a Party head, rules of dashes, asterisks or
// low lines, list dashes, 2*3 and snake_case stay as they are.
package plain

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// Codes of the findings of this package. Stored: append only.
const (
	CodeStruckOut = "text-struck-out" // ~~171~~: an OCR program marks handwriting so
	CodeNotUTF8   = "text-not-utf8"   // bytes replaced by U+FFFD
	CodeEncoding  = "text-encoding"   // the encoding was told by the bytes or words alone
)

// Read gives the pages of a text file: form feeds part pages, markup is
// removed (each removal that hides something is a finding). Text is UTF-8,
// UTF-16, or in an encoding of Vietnamese from before Unicode, which a finding
// names; else Windows-1252, or a *corpus.Problem. A page without
// text between two form feeds is a page, so that the count stays right.
//
// mediaType is "text/plain" or "text/markdown"; any other is a problem of kind
// unsupported.
func Read(data []byte, mediaType string) ([]corpus.Page, error) {
	if mediaType != "text/plain" && mediaType != "text/markdown" {
		return nil, &corpus.Problem{Kind: corpus.Unsupported, Message: fmt.Sprintf("%q is no plain text", mediaType)}
	}
	d, err := decode(data)
	if err != nil {
		return nil, err
	}
	text := vntext.NFC(visible(d.text))
	if strings.TrimSpace(text) == "" {
		return nil, &corpus.Problem{Kind: corpus.Empty, Message: "it holds no text"}
	}
	parts := strings.Split(text, "\f")
	// pdftotext ends every page with a form feed, the last one too.
	if last := len(parts) - 1; last > 0 && strings.TrimSpace(parts[last]) == "" {
		parts = parts[:last]
	}
	pages := make([]corpus.Page, 0, len(parts))
	for i, part := range parts {
		pages = append(pages, page(i+1, part, d.bad > 0))
	}
	if d.note != "" {
		pages[0].Findings = append(pages[0].Findings, corpus.Finding{Code: CodeEncoding, Message: d.note, Page: 1})
	}
	return pages, nil
}

// page makes a page of marked up text.
func page(number int, marked string, bad bool) corpus.Page {
	text, struck := unmark(untable(marked))
	if clean := vntext.NFC(text); clean != text {
		// Marks stood between a letter and its accent. The place shifts by a
		// few bytes at most; it is rounded to characters.
		for i, s := range struck {
			struck[i] = [2]int{border(clean, len(vntext.NFC(text[:s[0]]))), border(clean, len(vntext.NFC(text[:s[1]])))}
		}
		text = clean
	}
	p := corpus.Page{Number: number, Text: text, Method: corpus.MethodText}
	p.Lines, p.Characters = lines(text)
	for _, s := range struck {
		p.Findings = append(p.Findings, corpus.Finding{
			Code: CodeStruckOut, Message: "the file marks this as struck out, as OCR programs do with handwriting",
			Page: number, Start: s[0], End: s[1],
		})
	}
	if bad {
		if start := strings.IndexRune(text, utf8.RuneError); start >= 0 {
			end := start
			for strings.HasPrefix(text[end:], "\ufffd") {
				end += len("\ufffd")
			}
			p.Findings = append(p.Findings, corpus.Finding{
				Code: CodeNotUTF8, Message: fmt.Sprintf("%d bytes that are not UTF-8 were replaced; here is the first", strings.Count(text, "\ufffd")),
				Page: number, Start: start, End: end,
			})
		}
	}
	slices.SortStableFunc(p.Findings, func(a, b corpus.Finding) int { return cmp.Compare(a.Start, b.Start) })
	return p
}

// lines gives the lines of text and counts its characters that are not white
// space.
func lines(text string) (ls []corpus.Line, characters int) {
	ls = make([]corpus.Line, 0, strings.Count(text, "\n")+1)
	start := 0
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c > ' ' && c < utf8.RuneSelf:
			characters++
			i++
			continue
		case c == '\n':
			ls = append(ls, corpus.Line{Start: start, End: i})
			start = i + 1
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsSpace(r) {
			characters++
		}
		i += size
	}
	return append(ls, corpus.Line{Start: start, End: len(text)}), characters
}

// border is the border of a character of text at or before byte i.
func border(text string, i int) int {
	i = min(i, len(text))
	for i > 0 && i < len(text) && !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}
