package extract

import "strings"

// longestQuote is how many lines one quotation can have; a closing quote that a
// scribe forgot must not swallow the rest of the act.
const longestQuote = 400

// A quotation is the stretch of text that an amendment puts into another act,
// from a line that begins with an opening quote to the first that ends with a
// closing one.
type quotation struct{ start, end int }

// quotations finds them, in order.
func quotations(text string) []quotation {
	var found []quotation
	open, lines := -1, 0
	for at := 0; at < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n
		}
		line := strings.Trim(text[at:end], " \t")
		words := strings.TrimRight(line, " .;,:/)")
		closes := strings.HasSuffix(words, "”") || strings.HasSuffix(words, "\"")
		switch lines++; {
		case open < 0 && (strings.HasPrefix(line, "“") || strings.HasPrefix(line, "\"")):
			// No more than some quoted words where the mark closes inside the line.
			if closes && len(words) > len("“”") || !strings.ContainsAny(line[1:], "”\"") {
				open, lines = at, 0
			}
		case lines > longestQuote:
			open = -1
		}
		if open >= 0 && closes && (open < at || len(words) > len("“”")) {
			found = append(found, quotation{open, end})
			open = -1
		}
		at = end + 1
	}
	return found
}
