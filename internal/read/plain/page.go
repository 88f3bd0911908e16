package plain

import (
	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// Page makes a page of text that holds no markup. The text is brought into NFC;
// offsets into it hold if it was NFC before.
func Page(number int, text string, method corpus.Method) corpus.Page {
	p := corpus.Page{Number: number, Text: vntext.NFC(text), Method: method}
	p.Lines, p.Characters = lines(p.Text)
	return p
}

// Visible is text as a person sees it: every line break is "\n", characters
// without width or ink are gone.
func Visible(text string) string { return visible(text) }
