package cite

import (
	"strings"

	"vanthu/corpus"
	"vanthu/internal/vntext"
)

// A paragraph is a stretch of text that belongs together though its lines may
// be wrapped.
type paragraph struct {
	start, end int
	head       int             // byte after its label: "Điều 3.", "1.", "a)", "-"
	label      byte            // 'A' article, '1' number, 'a' letter, '-' dash, 0 none
	colon      bool            // ends with ":", so that items follow
	based      bool            // names legal bases, or goes on with their list
	quoted     bool            // words that an amendment puts into another act: “Điều 5. ...”
	bills      bool            // the intro over it announces bills
	under      corpus.Relation // what the heading or intro over it does to instruments that it begins with
}

// paragraphs divides low, which is in small letters and squeezed, into
// paragraphs, and gives the text with the lines of each joined by blanks, so
// that a phrase reads alike wherever its lines are wrapped. The lines over keep
// are not joined. A line break ends one where an empty line follows, where the
// line before ends a sentence, or where the next begins with a label or "Căn
// cứ". The title ([0,0] if unknown) is one of its own: on a page with geometry
// no empty line parts "... khóa XI" from "Thực hiện Kế hoạch số ...", the first
// sentence, and texts of the web have empty lines inside a title.
func paragraphs(low string, title [2]int, keep int) ([]paragraph, string) {
	all := make([]paragraph, 0, strings.Count(low, "\n")/2+1)
	start := 0
	for start < len(low) {
		if c := low[start]; c == '\n' || c == ' ' || c == '\t' {
			start++
			continue
		}
		end := paragraphEnd(low, start)
		switch {
		case start < title[0] && title[0] < end:
			end = title[0]
		case start >= title[0] && start < title[1]:
			end = title[1] // its lines may have empty ones between
		}
		if trimRight(low, end) > start {
			p := paragraph{start: start, end: trimRight(low, end)}
			p.label, p.head = labelOf(low, start)
			p.head = min(p.head, p.end)
			p.colon = low[p.end-1] == ':'
			all = append(all, p)
		}
		start = end
	}
	return all, joinLines(low, all, keep)
}

// joinLines puts a blank for each line break inside a paragraph that starts
// behind keep.
func joinLines(low string, all []paragraph, keep int) string {
	var b strings.Builder
	done := 0
	for _, p := range all {
		if p.start < keep {
			continue
		}
		for i := p.start; ; {
			n := strings.IndexByte(low[i:p.end], '\n')
			if n < 0 {
				break
			}
			if done == 0 {
				b.Grow(len(low))
			}
			b.WriteString(low[done : i+n])
			b.WriteByte(' ')
			i += n + 1
			done = i
		}
	}
	if done == 0 {
		return low
	}
	b.WriteString(low[done:])
	return b.String()
}

// intros gives each paragraph what the heading or intro over it does.
func intros(low string, all []paragraph) {
	var article, intro corpus.Relation
	var introLabel byte
	bills := false
	for i := range all {
		p := &all[i]
		if p.quoted {
			continue
		}
		text := low[p.head:p.end]
		switch {
		case p.label == 'A':
			article, intro, introLabel, bills = headingDoes(text), "", 0, announcesBills(text)
			continue
		case introLabel != 0 && p.label == introLabel:
			intro, introLabel, bills = "", 0, false
		}
		p.bills = bills
		p.under = intro
		if p.under == "" {
			p.under = article
		}
		if p.colon {
			does := headingDoes(text)
			if announcesBills(text) {
				does, bills = "", true
				introLabel = someLabel(p.label)
			}
			if does != "" {
				intro, introLabel = does, p.label
				introLabel = someLabel(introLabel)
			}
		}
	}
}

// paragraphEnd is the line break that ends the paragraph which starts at at.
func paragraphEnd(low string, at int) int {
	for i := at; ; {
		n := strings.IndexByte(low[i:], '\n')
		if n < 0 {
			return len(low)
		}
		i += n
		next := i + 1
		for next < len(low) && (low[next] == ' ' || low[next] == '\t') {
			next++
		}
		if next >= len(low) || low[next] == '\n' {
			return i
		}
		if before := trimRight(low, i); before > at {
			switch low[before-1] {
			case '.', ';', ':':
				return i
			}
		}
		if label, _ := labelOf(low, next); label != 0 || phrase(low, next, "căn cứ") > 0 {
			return i
		}
		i = next
	}
}

// labelOf reads the label at the start of a paragraph and gives the byte after
// it; 0 and at if there is none.
func labelOf(low string, at int) (byte, int) {
	i := at
	for i < len(low) && (low[i] == ' ' || low[i] == '\t') {
		i++
	}
	for i < len(low) {
		if c := low[i]; c == '"' || c == '*' || c == '_' {
			i++
		} else if c == 0xE2 && strings.HasPrefix(low[i:], "“") {
			i += len("“")
		} else {
			break
		}
	}
	at = i
	if i == len(low) {
		return 0, at
	}
	if c := low[i]; c >= 'a' && c <= 'z' && (i+1 == len(low) || low[i+1] != ')') && (i+2 >= len(low) || low[i+2] != ')') {
		return 0, at // most paragraphs begin with a word
	}
	if end := phrase(low, i, "điều"); end > 0 {
		i = skip(low, end)
		if word := wordEnd(low, i); word > i && vntext.IsDigit(low[i]) {
			if word < len(low) && (low[word] == '.' || low[word] == ':') {
				return 'A', skip(low, word+1)
			}
			if strings.HasPrefix(low[word:], "\n\n") {
				return 'A', word // "Điều 1" on a line of its own
			}
		}
		return 0, at
	}
	for _, d := range []string{"-", "–", "+", "•"} {
		if strings.HasPrefix(low[i:], d) {
			end := i + len(d)
			if skip(low, end) > end {
				return '-', skip(low, end)
			}
		}
	}
	word := wordEnd(low, i)
	if word == i || word >= len(low) {
		return 0, at
	}
	digits := vntext.IsDigit(low[i])
	switch {
	case digits && word-i <= 3 && (low[word] == '.' || low[word] == ')'):
		end := word + 1
		for end < len(low) && (vntext.IsDigit(low[end]) || low[end] == '.') {
			end++ // 2.1.
		}
		if n := skip(low, end); n > end {
			return '1', n
		}
	case !digits && word-i <= 2 && low[word] == ')':
		return 'a', skip(low, word+1)
	}
	return 0, at
}

// headingDoes is what a heading or an intro says of the instruments listed
// under it: "Bãi bỏ các văn bản sau đây:", "Các thông tư sau đây hết hiệu lực:".
func headingDoes(text string) corpus.Relation {
	for _, a := range actions {
		if phrase(text, 0, a.words) > 0 && a.relation != corpus.Details && a.relation != corpus.Implements {
			return a.relation // not "Tổ chức thực hiện", the heading of half of all last articles
		}
	}
	if strings.Contains(text, "hết hiệu lực") || strings.Contains(text, "bị bãi bỏ") || strings.Contains(text, "bãi bỏ các") {
		return corpus.Repeals
	}
	return ofThis(text) // "Thông tư này bãi bỏ:"
}

// longestQuote is how many paragraphs one quotation can have; a closing quote
// that a scribe forgot must not swallow the rest of the act.
const longestQuote = 150

// markQuoted marks the paragraphs that an amendment puts into another act: from
// one that begins with an opening quote to the first that ends with a closing
// one. Scribes mix the marks: “Điều 5. ...".
func markQuoted(low string, all []paragraph) {
	for i := 0; i < len(all); i++ {
		text := low[all[i].start:all[i].end]
		if !strings.HasPrefix(text, "“") && !strings.HasPrefix(text, "\"") {
			continue
		}
		last := closing(low, all[i:])
		for j := range last + 1 {
			all[i+j].quoted = true
		}
		i += max(last, 0)
	}
}

// closing is the index of the paragraph that closes the quotation which the
// first one opens, -1 if none does or if it is no more than some quoted words.
func closing(low string, all []paragraph) int {
	for j := range min(len(all), longestQuote) {
		text := strings.TrimRight(low[all[j].start:all[j].end], " .;,:/)")
		if strings.HasSuffix(text, "”") || strings.HasSuffix(text, "\"") {
			return j
		}
		if j == 0 && (strings.Contains(text, "”") || strings.Count(text, "\"") > 1) {
			return -1
		}
	}
	return -1
}

// someLabel is label, or another byte than any where there is none.
func someLabel(label byte) byte {
	if label == 0 {
		return '0'
	}
	return label
}

// announcesBills says whether a heading or intro is over a list of bills.
func announcesBills(text string) bool {
	for _, c := range [...]struct{ head, one, other string }{{"dự án", " luật", ", dự thảo"}, {"chương trình", " xây dựng luật", " lập pháp"}} {
		for at := 0; ; {
			i := strings.Index(text[at:], c.head)
			if i < 0 {
				break
			}
			at += i + len(c.head)
			if strings.HasPrefix(text[at:], c.one) || strings.HasPrefix(text[at:], c.other) {
				return true
			}
		}
	}
	return false
}
