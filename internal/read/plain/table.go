package plain

import (
	"strings"
	"unicode/utf8"
)

// shortPiece is the longest line, in letters, of a cell whose lines stand beside
// those of its neighbours: of a head or signature, not of a column of text.
const shortPiece = 70

// untable takes the marks of tables out of a marked up text: of Markdown, whose
// second line rules off the heading ("|---|---|"), and of HTML. A row becomes a
// line with tabs between its cells, as a person sees them side by side; so
// programs that recognise pages write the head of a directive. Lines of cells
// that are broken with <br> stand beside each other if they are short, else cell
// follows cell.
func untable(text string) string {
	if strings.Contains(text, "<table") {
		text = unhtml(text)
	}
	if !strings.Contains(text, "|") {
		return text
	}
	lines := strings.Split(text, "\n")
	var out []string
	found := false
	for i := 0; i < len(lines); i++ {
		if i+1 >= len(lines) || !isRow(lines[i]) || !isRuling(lines[i+1]) {
			out = append(out, lines[i])
			continue
		}
		found = true
		for n := 0; i < len(lines) && isRow(lines[i]); i, n = i+1, n+1 {
			if n != 1 {
				out = append(out, rowLines(cellsOf(lines[i]))...)
			}
		}
		i--
	}
	if !found {
		return text
	}
	return strings.Join(out, "\n")
}

// isRow says whether a line is a row of a Markdown table.
func isRow(l string) bool {
	l = strings.TrimSpace(l)
	return len(l) >= 2 && l[0] == '|' && strings.Contains(l[1:], "|")
}

// isRuling says whether a line rules off the heading: "|---|:---:|".
func isRuling(l string) bool {
	l = strings.TrimSpace(l)
	return isRow(l) && strings.Contains(l, "--") && strings.Trim(l, "|-: ") == ""
}

// cellsOf parts a row.
func cellsOf(row string) []string {
	row = strings.TrimPrefix(strings.TrimSpace(row), "|")
	var cells []string
	start := 0
	for i := 0; i <= len(row); i++ {
		if i == len(row) || row[i] == '|' && (i == 0 || row[i-1] != '\\') {
			cells = append(cells, strings.TrimSpace(row[start:i]))
			start = i + 1
		}
	}
	return cells
}

// rowLines gives the lines of a row.
func rowLines(cells []string) []string {
	broken := strings.NewReplacer("<br/>", "<br>", "<br />", "<br>", "\n", "<br>")
	var pieces [][]string
	most, short := 0, true
	for _, c := range cells {
		var lines []string
		for p := range strings.SplitSeq(broken.Replace(c), "<br>") {
			p = strings.TrimSpace(p)
			short = short && utf8.RuneCountInString(p) <= shortPiece
			lines = append(lines, p)
		}
		pieces = append(pieces, lines)
		most = max(most, len(lines))
	}
	var out []string
	if most > 1 && !short {
		for _, lines := range pieces {
			out = append(out, lines...)
		}
		return out
	}
	for n := range most {
		row := make([]string, len(pieces))
		for c, lines := range pieces {
			if n < len(lines) {
				row[c] = lines[n]
			}
		}
		out = append(out, strings.TrimRight(strings.Join(row, "\t"), "\t"))
	}
	return out
}

// unhtml takes tables of HTML apart.
func unhtml(text string) string {
	var b strings.Builder
	for {
		from := strings.Index(text, "<table")
		to := strings.Index(text[max(from, 0):], "</table>")
		if from < 0 || to < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:from])
		for row := range strings.SplitSeq(text[from:from+to], "<tr") {
			cells := strings.FieldsFunc(strings.NewReplacer("<td", "\x00", "<th>", "\x00>", "<th ", "\x00 ", "</td>", "", "</th>", "", "</tr>", "").Replace(row), func(r rune) bool { return r == 0 })
			if len(cells) < 2 {
				continue // what stands before the first row
			}
			var texts []string
			for _, c := range cells[1:] {
				if _, text, ok := strings.Cut(c, ">"); ok { // the attributes of the cell
					texts = append(texts, strings.TrimSpace(unframed(text)))
				}
			}
			for _, l := range rowLines(texts) {
				b.WriteString(l + "\n")
			}
		}
		text = strings.TrimPrefix(text[from+to+len("</table>"):], "\n")
	}
}

// unframed takes the tags that frame rows and paragraphs out of a cell.
func unframed(cell string) string {
	return strings.NewReplacer("<tbody>", "", "</tbody>", "", "</thead>", "", "<thead>", "", "</p><p>", "<br>", "<p>", "", "</p>", "", "<b>", "", "</b>", "", "<strong>", "", "</strong>", "", "<i>", "", "</i>", "", "<em>", "", "</em>", "").Replace(cell)
}
