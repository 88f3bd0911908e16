package plain

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	deepest  = 16  // marks that can be open at once
	farthest = 400 // bytes of struck-out text, of a comment
)

// An opener is a run of marks that may open emphasis.
type opener struct {
	mark       byte
	start, end int
}

// An edit puts what a person sees in the place of marks.
type edit struct {
	start, end int
	with       string
}

// tags are the pieces of HTML and the entities that programs write into
// Markdown. No others are touched: <Tên cơ sở> is to be filled in, and NN&MT;
// is a ministry.
var tags = [...]struct{ tag, with string }{
	{"<br>", "\n"}, {"<br/>", "\n"}, {"<br />", "\n"},
	{"<u>", ""}, {"</u>", ""}, {"<sup>", ""}, {"</sup>", ""}, {"<sub>", ""}, {"</sub>", ""},
	{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&nbsp;", " "},
}

// elements are those of HTML that are left where a page was saved as text, and
// what stands for their end.
var elements = map[string]string{
	"p": "\n", "div": "\n", "tr": "\n", "li": "\n", "h1": "\n", "h2": "\n", "h3": "\n", "h4": "\n", "center": "\n",
	"td": "\t", "th": "\t",
	"span": "", "b": "", "i": "", "strong": "", "em": "", "font": "", "table": "", "tbody": "", "thead": "", "ul": "", "ol": "",
}

// A marker finds the marks of Markdown in a text.
type marker struct {
	text   string
	gone   []edit   // marks, not sorted
	struck [][2]int // bytes between ~~ and ~~, in order
	open   []opener // of this paragraph
	pairs  map[string]pair
}

// A pair is the place of the first tag that opens an element and of the last that
// closes it.
type pair struct{ first, last int }

// unmark removes the marks of Markdown from text. struck holds the places, in
// the text without marks, of what was struck out.
func unmark(text string) (plain string, struck [][2]int) {
	if !strings.ContainsAny(text, "*_~\\#`<&") {
		return text, nil
	}
	m := marker{text: text}
	m.find()
	if len(m.gone) == 0 {
		return text, nil
	}
	slices.SortFunc(m.gone, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	var b strings.Builder
	b.Grow(len(text))
	at := 0
	for _, g := range m.gone {
		b.WriteString(text[at:g.start])
		b.WriteString(g.with)
		at = g.end
	}
	b.WriteString(text[at:])
	n, removed := 0, 0 // marks before the place at hand, and their bytes
	shifted := func(i int) int {
		for ; n < len(m.gone) && m.gone[n].end <= i; n++ {
			removed += m.gone[n].end - m.gone[n].start - len(m.gone[n].with)
		}
		return i - removed
	}
	for _, s := range m.struck {
		if s = [2]int{shifted(s[0]), shifted(s[1])}; s[0] < s[1] {
			struck = append(struck, s)
		}
	}
	return b.String(), struck
}

func (m *marker) find() {
	lineStart := true
	for i := 0; i < len(m.text); {
		c := m.text[i]
		if lineStart {
			if n := m.heading(i); n > 0 {
				i = n
				lineStart = false
				continue
			}
		}
		lineStart = c == '\n'
		switch c {
		case '\n':
			if blankLine(m.text, i+1) {
				m.open = m.open[:0]
			}
			i++
		case '\\':
			if i+1 < len(m.text) && punctuation(m.text[i+1]) {
				m.gone = append(m.gone, edit{i, i + 1, ""}) // \- and \. are escapes of Markdown
				i++
			}
			i++
		case '*', '_', '~':
			end := i + 1
			for end < len(m.text) && m.text[end] == c {
				end++
			}
			m.run(c, i, end)
			i = end
		case '<', '&':
			i = m.tag(i)
		default:
			i++
		}
	}
}

// heading removes "## " and a fence of back quotes at the start of a line, and
// gives where to read on; 0 where there is neither.
func (m *marker) heading(start int) int {
	end := start
	for end < len(m.text) && m.text[end] == '#' {
		end++
	}
	if n := end - start; 0 < n && n <= 6 && end < len(m.text) && m.text[end] == ' ' && !blankLine(m.text, end) {
		for m.text[end] == ' ' {
			end++
		}
		m.gone = append(m.gone, edit{start, end, ""})
		return end
	}
	if strings.HasPrefix(m.text[start:], "```") {
		end = start + 3
		for end < len(m.text) && 'a' <= m.text[end] && m.text[end] <= 'z' {
			end++
		}
		if blankLine(m.text, end) { // "```markdown", as language models begin an answer
			m.gone = append(m.gone, edit{start, end, ""})
			return end
		}
	}
	return 0
}

// tag removes a tag or entity, or a comment of HTML, and gives where to read on.
func (m *marker) tag(start int) int {
	rest := m.text[start:min(len(m.text), start+farthest)]
	for _, t := range tags {
		if strings.HasPrefix(rest, t.tag) {
			m.gone = append(m.gone, edit{start, start + len(t.tag), t.with})
			return start + len(t.tag)
		}
	}
	if n, with := m.element(start, rest); n > 0 {
		if with == "\n" && (start == 0 || m.text[start-1] == '\n' || blankLine(m.text, start+n)) {
			with = "" // the line breaks here anyway
		}
		m.gone = append(m.gone, edit{start, start + n, with})
		return start + n
	}
	// "<!-- image -->" is no text of the page.
	if strings.HasPrefix(rest, "<!--") {
		if n := strings.Index(rest, "-->"); n >= 0 {
			m.gone = append(m.gone, edit{start, start + n + 3, ""})
			return start + n + 3
		}
	}
	return start + 1
}

// element gives the length of the tag of HTML that s, the text from byte start on,
// starts with, and what a person sees in its place: "<p>", "</div>", "<td
// align="center">". An element must be opened and closed. Near miss: "<p ghi rõ họ
// tên>", to be filled in.
func (m *marker) element(start int, s string) (length int, with string) {
	name := strings.TrimPrefix(s[min(1, len(s)):], "/")
	end := strings.IndexAny(name, "> /")
	if s[0] != '<' || end <= 0 {
		return 0, ""
	}
	rest := name[end:]
	name = name[:end]
	with, known := elements[strings.ToLower(name)]
	stop := strings.IndexByte(rest, '>')
	if !known || stop < 0 || strings.Trim(rest[:stop], " /") != "" && !strings.Contains(rest[:stop], "=") {
		return 0, ""
	}
	p, seen := m.pairs[name]
	if !seen {
		p = pair{strings.Index(m.text, "<"+name), strings.LastIndex(m.text, "</"+name+">")}
		if m.pairs == nil {
			m.pairs = make(map[string]pair)
		}
		m.pairs[name] = p
	}
	closing := s[1] == '/'
	if closing && (p.first < 0 || p.first > start) || !closing && p.last < start {
		return 0, ""
	}
	if !closing {
		with = ""
	}
	return len(s) - len(rest) + stop + 1, with
}

// run judges a run of equal marks: it closes what is open, or may open.
func (m *marker) run(mark byte, start, end int) {
	n := end - start
	before, _ := utf8.DecodeLastRuneInString(m.text[:start])
	after, _ := utf8.DecodeRuneInString(m.text[end:])
	if start == 0 {
		before = '\n'
	}
	if end == len(m.text) {
		after = '\n'
	}
	var opens, closes bool
	switch {
	case mark == '~':
		opens = n == 2
		closes = n == 2
	case mark == '_' && n <= 2:
		// "(__/__/2024)" is a blank to fill in.
		opens = (unicode.IsSpace(before) || opening(before)) && (wordRune(after) || opening(after) || after == '*')
		closes = (wordRune(before) || closing(before) || before == '*') && !wordRune(after)
	case mark == '*' && n <= 3:
		// 2*3 is a product; "No.*", "(*)" and "*.doc" are no emphasis.
		opens = (!wordRune(before) || n > 1 && unicode.IsLetter(before)) && !unicode.IsSpace(after) && !closing(after)
		closes = !unicode.IsSpace(before) && !opening(before) && (!wordRune(after) || n > 1 && unicode.IsLetter(after))
	}
	if closes && m.close(mark, start, end) {
		return
	}
	if opens {
		if len(m.open) == deepest {
			m.open = slices.Delete(m.open, 0, 1)
		}
		m.open = append(m.open, opener{mark, start, end})
	}
}

// close closes the innermost open run of the same marks.
func (m *marker) close(mark byte, start, end int) bool {
	for i := len(m.open) - 1; i >= 0; i-- {
		o := m.open[i]
		if o.mark != mark || o.end-o.start != end-start {
			continue
		}
		if mark == '~' {
			if start-o.end > farthest || strings.TrimSpace(m.text[o.end:start]) == "" {
				m.open = slices.Delete(m.open, i, i+1) // so that struck-out texts never nest
				return false
			}
			m.struck = append(m.struck, [2]int{o.end, start})
		}
		m.gone = append(m.gone, edit{o.start, o.end, ""}, edit{start, end, ""})
		m.open = m.open[:i]
		return true
	}
	return false
}

// blankLine reports whether nothing but white space stands from byte i to the
// end of its line.
func blankLine(text string, i int) bool {
	for i < len(text) && (text[i] == ' ' || text[i] == '\t') {
		i++
	}
	return i >= len(text) || text[i] == '\n'
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// opening and closing are the punctuation that stands only on the outer or
// only on the inner side of marks.
func opening(r rune) bool { return strings.ContainsRune("([{“‘«", r) }
func closing(r rune) bool { return strings.ContainsRune(")]}”’».,;:!?", r) }

func punctuation(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}
